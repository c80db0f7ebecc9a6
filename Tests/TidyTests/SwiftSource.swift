/// A Swift file with its strings and comments blanked, so that what is left is code.
struct SwiftSource {
  let path: String
  let text: String
  /// The text, comments blanked.
  let uncommented: String
  /// The text, comments and string literals blanked; as many bytes and lines.
  let code: String

  init(path: String = "Sources/Text/Sample.swift", text: String) {
    self.path = path
    self.text = text
    var mask = Mask(text)
    mask.run()
    code = String(decoding: mask.code, as: UTF8.self)
    uncommented = String(decoding: mask.uncommented, as: UTF8.self)
  }

  /// `Text` for Sources/Text/Folding.swift.
  var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  var lineCount: Int { text.hasSuffix("\n") ? lines.count - 1 : lines.count }

  /// Every `import X`, whatever stands before it or after the module.
  var imports: [(module: String, modifiers: [String], line: Int)] {
    var found: [(module: String, modifiers: [String], line: Int)] = []
    for (number, line) in code.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split(separator: " ").map(String.init)
      guard let at = words.firstIndex(of: "import"), words[..<at].allSatisfy(Self.isModifier) else {
        continue
      }
      let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
      guard let name = words[(at + 1)...].first(where: { !kinds.contains($0) }) else { continue }
      let module = String(name.split(separator: ".")[0])
      found.append((module, Array(words[..<at]), number + 1))
    }
    return found
  }

  private static func isModifier(_ word: String) -> Bool {
    word.hasPrefix("@") || ["public", "package", "internal", "private", "fileprivate"].contains(word)
  }

  /// The line, from 1, on which a byte of the code stands.
  func line(at offset: Int) -> Int { 1 + code.utf8.prefix(offset).count { $0 == 0x0A } }

  /// Names of the types declared here.
  var typeNames: [String] {
    code.matches(of: /\b(?:struct|class|enum|actor|protocol|typealias)\s+([A-Z]\w*)/).map {
      String($0.output.1)
    }
  }
}

/// Walks Swift once and blanks what is no code.
private struct Mask {
  private let bytes: [UInt8]
  private(set) var code: [UInt8]
  private(set) var uncommented: [UInt8]
  private var at = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    code = bytes
    uncommented = bytes
  }

  mutating func run() { walk(untilParenthesis: false) }

  private func starts(with text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    return text.withUTF8Buffer { bytes[at..<at + count].elementsEqual($0) }
  }

  /// Code, up to the end or to the parenthesis that closes a value in a string.
  private mutating func walk(untilParenthesis isValue: Bool) {
    var depth = 0
    while at < bytes.count {
      if starts(with: "//") || starts(with: "/*") {
        comment()
      } else if let hashCount = literalHashes() {
        literal(hashCount: hashCount)
      } else {
        if bytes[at] == UInt8(ascii: "(") { depth += 1 }
        if bytes[at] == UInt8(ascii: ")") { depth -= 1 }
        if isValue { blank(&code) }
        at += 1
        if isValue, depth == 0 { return }
      }
    }
  }

  private func blank(_ copy: inout [UInt8]) { if bytes[at] != 0x0A { copy[at] = 0x20 } }

  private mutating func skip(_ count: Int, isComment: Bool) {
    for _ in 0..<count where at < bytes.count {
      if bytes[at] != 0x0A {
        code[at] = 0x20
        if isComment { uncommented[at] = 0x20 }
      }
      at += 1
    }
  }

  private mutating func comment() {
    let isBlock = starts(with: "/*")
    while at < bytes.count {
      if isBlock ? starts(with: "*/") : bytes[at] == 0x0A {
        if isBlock { skip(2, isComment: true) }
        return
      }
      skip(1, isComment: true)
    }
  }

  /// How many `#` stand before the quotation mark that begins here; nil where no literal begins.
  private func literalHashes() -> Int? {
    var end = at
    while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - at : nil
  }

  private mutating func literal(hashCount: Int) {
    skip(hashCount, isComment: false)
    let quotes = starts(with: "\"\"\"") ? 3 : 1
    skip(quotes, isComment: false)
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\\"), hasHashes(hashCount, after: at) {
        skip(1 + hashCount, isComment: false)
        if at < bytes.count, bytes[at] == UInt8(ascii: "(") {
          walk(untilParenthesis: true)
        } else {
          skip(1, isComment: false)
        }
      } else if quotes == 3 ? starts(with: "\"\"\"") : bytes[at] == UInt8(ascii: "\""),
        hasHashes(hashCount, after: at + quotes - 1)
      {
        skip(quotes + hashCount, isComment: false)
        return
      } else {
        skip(1, isComment: false)
      }
    }
  }

  private func hasHashes(_ count: Int, after place: Int) -> Bool {
    guard place + count < bytes.count else { return false }
    return bytes[(place + 1)..<(place + 1 + count)].allSatisfy { $0 == UInt8(ascii: "#") }
  }
}
