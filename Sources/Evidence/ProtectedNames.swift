import Foundation

/// Finds names in text that is about to leave: whatever the case, marks, blanks, dashes and invisible
/// characters, and in scripts that do not part their words.
///
/// Finds whole names as they are listed. Does not find inflected forms, parts of a name, other
/// romanisations, or text in another encoding: list every form, and decode first.
struct ProtectedNames {
  private struct Name {
    let scalars: [Unicode.Scalar]
    let person: Int
  }

  private let byFirst: [Unicode.Scalar: [Name]]

  init(_ names: [(person: Int, name: String)]) {
    let folded = names.map { Name(scalars: Self.folded($0.name), person: $0.person) }
    byFirst = Dictionary(grouping: folded.filter { !$0.scalars.isEmpty }) { $0.scalars[0] }
  }

  /// Every place where a name stands, in order of place; longer names first where both begin.
  func matches(in text: some Sequence<UInt8>) -> [(person: Int, spanUTF8: Range<Int>)] {
    let page = FoldedText(text)
    var found: [(person: Int, spanUTF8: Range<Int>)] = []
    for start in page.scalars.indices {
      guard let names = byFirst[page.scalars[start]] else { continue }
      for name in names where page.has(name.scalars, at: start) {
        let span = page.starts[start]..<page.ends[start + name.scalars.count - 1]
        found.append((name.person, span))
      }
    }
    return found.sorted { a, b in
      (a.spanUTF8.lowerBound, b.spanUTF8.upperBound, a.person)
        < (b.spanUTF8.lowerBound, a.spanUTF8.upperBound, b.person)
    }
  }

  /// The letters and digits of a name, single blanks between words.
  static func folded(_ name: String) -> [Unicode.Scalar] {
    var scalars = FoldedText(name.utf8).scalars
    if scalars.last == " " { scalars.removeLast() }
    return scalars
  }
}

/// Text without what does not tell names apart, each scalar with the bytes it came from.
struct FoldedText {
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var starts: [Int] = []
  private(set) var ends: [Int] = []

  /// Bytes that are no UTF-8 count as blanks.
  init(_ bytes: some Sequence<UInt8>) {
    var folds: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    var parser = Unicode.UTF8.ForwardParser()
    var source = bytes.makeIterator()
    var offset = 0
    while true {
      var length = 1
      var scalar: Unicode.Scalar = " "
      switch parser.parseScalar(from: &source) {
      case .emptyInput: return
      case .error(let count): length = count
      case .valid(let encoded):
        length = encoded.count
        scalar = Unicode.UTF8.decode(encoded)
      }
      let fold = folds[scalar] ?? Self.fold(scalar)
      folds[scalar] = fold
      for part in fold { append(part, offset, offset + length) }
      offset += length
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ start: Int, _ end: Int) {
    if scalar == " ", scalars.last == " " || scalars.isEmpty { return }
    scalars.append(scalar)
    starts.append(start)
    ends.append(end)
  }

  /// Whether the folded name stands there as whole words.
  func has(_ name: [Unicode.Scalar], at start: Int) -> Bool {
    let end = start + name.count
    guard end <= scalars.count, scalars[start..<end].elementsEqual(name) else { return false }
    let begins = start == 0 || scalars[start - 1] == " " || name[0].isInUnspacedScript
    let stops = end == scalars.count || scalars[end] == " " || name[name.count - 1].isInUnspacedScript
    return begins && stops
  }

  /// Letters and digits in one case without marks; nothing for what does not show; a blank for the rest.
  private static func fold(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let parts = String(scalar).decomposedStringWithCompatibilityMapping.uppercased().lowercased()
    return parts.decomposedStringWithCompatibilityMapping.unicodeScalars.compactMap { part in
      switch part.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: nil
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
        part
      default: " "
      }
    }
  }
}

extension Unicode.Scalar {
  /// Han, kana, Thai, Lao, Tibetan, Burmese, Khmer: no blank parts one word from the next.
  fileprivate var isInUnspacedScript: Bool {
    switch value {
    case 0x0E00...0x0FFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x30FF,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
