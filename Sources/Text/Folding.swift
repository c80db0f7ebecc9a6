import Foundation

/// Treats strings as evidence: folds, splits and tokenises them, in any script.

/// The words by which a text is found: folded, with a key across scripts beside names and Cyrillic words, and
/// two-character words for scripts that do not space them.
///
/// Folding drops case, accents and apostrophes and writes the letters Kazakh, Kyrgyz, Tajik and Uzbek add to
/// Cyrillic as their nearest Russian ones. It is for finding, never for showing: the text stays as it came.
package enum SearchWords {
  /// What one word of a query stands for.
  package struct Term: Hashable, Sendable {
    /// As typed.
    package let word: String
    /// Any of these in the index is a hit, or all of `sequence` where the script is not spaced.
    package let alternatives: [String]
    package let sequence: [String]
  }

  /// The index words of a text, each followed by a space.
  package static func index(_ text: String, into words: inout String) {
    var bytes: [UInt8] = []
    index(text, into: &bytes)
    words += String(decoding: bytes, as: UTF8.self)
  }

  /// The same as UTF-8, for the many texts of an index.
  package static func index(_ text: String, into words: inout [UInt8]) {
    var text = text
    let isDone = text.withUTF8 { utf8 in
      guard utf8.allSatisfy({ $0 < 0x80 }) else { return false }
      indexASCII(utf8, into: &words)
      return true
    }
    if !isDone { indexAny(text, into: &words) }
  }

  private static func indexAny(_ text: String, into words: inout [UInt8]) {
    func append(_ word: some Sequence<UInt8>) {
      words.append(contentsOf: word)
      words.append(0x20)
    }
    scan(text) { word in
      switch word.script {
      case .unspaced:
        let letters = Array(word.folded)
        for letter in letters { append(letter.utf8) }
        for (first, second) in zip(letters, letters.dropFirst()) {
          append(Array(first.utf8) + Array(second.utf8))
        }
      case .latin, .cyrillic, .other:
        append(word.folded.utf8)
        if word.script == .cyrillic || word.isCapitalised, let key = key(word), key != word.folded {
          append(key.utf8)
        }
      }
    }
  }

  /// What `indexAny` does, for the common case that needs no tables.
  private static func indexASCII(_ text: UnsafeBufferPointer<UInt8>, into words: inout [UInt8]) {
    var start = words.count
    var isCapitalised = false
    func flush(_ words: inout [UInt8]) {
      guard words.count > start else { return }
      let word = isCapitalised ? Array(words[start...]) : []
      words.append(0x20)
      if isCapitalised {
        let key = squeezed(word)
        if key != word {
          words.append(contentsOf: key)
          words.append(0x20)
        }
      }
      start = words.count
    }
    for byte in text {
      switch byte {
      case 0x61...0x7A, 0x30...0x39:
        if words.count == start { isCapitalised = false }
        words.append(byte)
      case 0x41...0x5A:
        if words.count == start { isCapitalised = true }
        words.append(byte + 0x20)
      case 0x27: break
      default: flush(&words)
      }
    }
    flush(&words)
  }

  /// The terms of a query, in order.
  package static func terms(_ query: String) -> [Term] {
    var terms: [Term] = []
    scan(query) { word in
      switch word.script {
      case .unspaced:
        let letters = Array(word.folded)
        let pairs = zip(letters, letters.dropFirst()).map { String([$0, $1]) }
        terms.append(
          Term(word: word.original, alternatives: [], sequence: pairs.isEmpty ? [word.folded] : pairs))
      case .latin, .cyrillic, .other:
        var alternatives = [word.folded]
        if let key = key(word), key != word.folded { alternatives.append(key) }
        terms.append(Term(word: word.original, alternatives: alternatives, sequence: []))
      }
    }
    return terms
  }

  /// What a word sounds like in Latin letters, near enough that spellings of one name meet:
  /// Zhaparov, Japarov and Жапаров are all `japarov`.
  package static func key(_ text: String) -> String {
    var keys: [String] = []
    scan(text) { keys.append(key($0) ?? $0.folded) }
    return keys.joined(separator: " ")
  }

  private static func key(_ word: Word) -> String? {
    switch word.script {
    case .latin: return squeezed(word.folded)
    case .cyrillic:
      var latin = ""
      for letter in word.folded.unicodeScalars { latin += LetterTable.latin[letter] ?? String(letter) }
      return squeezed(latin)
    case .other, .unspaced: return nil
    }
  }

  /// Digraphs and doubled letters brought to one: `zh`, `dzh` and `j`; `kh` and `h`; `y` and `i`; `ye` and `e`.
  private static func squeezed(_ latin: String) -> String {
    String(decoding: squeezed(Array(latin.utf8)), as: UTF8.self)
  }

  private static func squeezed(_ latin: [UInt8]) -> [UInt8] {
    var bytes = latin
    for (digraph, letter) in LetterTable.digraphs { bytes = replacing(digraph, by: letter, in: bytes) }
    var squeezed: [UInt8] = []
    squeezed.reserveCapacity(bytes.count)
    for byte in bytes where byte != squeezed.last { squeezed.append(byte) }
    return squeezed
  }

  private static func replacing(_ digraph: [UInt8], by letters: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= digraph.count, bytes.contains(digraph[0]) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: digraph) {
        result += letters
        index += digraph.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}

extension SearchWords {
  enum Script { case latin, cyrillic, other, unspaced }

  struct Word {
    var original = ""
    var folded = ""
    var script = Script.latin
    var isCapitalised = false
  }

  /// Calls `body` for each run of letters and digits of one way of writing.
  private static func scan(_ text: String, _ body: (Word) -> Void) {
    var word = Word()
    func flush() {
      if !word.folded.isEmpty { body(word) }
      word = Word()
    }
    for scalar in text.unicodeScalars {
      if scalar.value >= 0x27, LetterTable.isJoiner(scalar) { continue }
      guard let letter = Letter(scalar) else {
        flush()
        continue
      }
      let startsUnspaced = letter.script == .unspaced
      if !word.folded.isEmpty, (word.script == .unspaced) != startsUnspaced { flush() }
      if word.folded.isEmpty {
        word.script = letter.script
        word.isCapitalised = letter.isUppercase
      }
      word.original.unicodeScalars.append(scalar)
      letter.appendFolded(to: &word.folded)
    }
    flush()
  }

  /// A scalar that can stand in a word.
  struct Letter {
    let scalar: Unicode.Scalar
    let script: Script
    let isUppercase: Bool

    init?(_ scalar: Unicode.Scalar) {
      self.scalar = scalar
      switch scalar.value {
      case 0x30...0x39, 0x61...0x7A:
        script = .latin
        isUppercase = false
      case 0x41...0x5A:
        script = .latin
        isUppercase = true
      case 0..<0x80: return nil
      case 0xC0...0x24F, 0x1E00...0x1EFF:
        guard scalar.properties.isAlphabetic else { return nil }
        script = .latin
        isUppercase = scalar.properties.isUppercase
      case 0x400...0x52F, 0x1C80...0x1C8F:
        script = .cyrillic
        isUppercase = scalar.properties.isUppercase
      case 0x300...0x36F, 0x64B...0x65F, 0x670, 0x640: return nil
      case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7AF,
        0xF900...0xFAFF, 0x20000...0x3FFFF:
        script = .unspaced
        isUppercase = false
      default:
        guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else { return nil }
        script = .other
        isUppercase = false
      }
    }

    func appendFolded(to folded: inout String) {
      switch scalar.value {
      case 0x41...0x5A: folded.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) + 32))
      case 0..<0x80: folded.unicodeScalars.append(scalar)
      default:
        if let known = LetterTable.folded[scalar] {
          folded += known
        } else {
          folded += scalar.properties.lowercaseMapping
        }
      }
    }
  }
}
