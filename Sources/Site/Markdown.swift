import Reports

/// A small part of Markdown as blocks: paragraphs, headings, lists, strong words, code and links. What else
/// there is stays as it is written.
struct Markdown {
  private var lines: ArraySlice<String>
  private var sectionCount = 0

  /// - Parameter title: a first heading that only repeats it is left out.
  static func blocks(_ text: String, without title: String = "") -> [Block] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
    if let first = lines.first, first.hasPrefix("# "), first.dropFirst(2) == title { lines.removeFirst() }
    var markdown = Markdown(lines: lines)
    return markdown.blocks(below: 0)
  }

  private init(lines: ArraySlice<String>) { self.lines = lines }

  /// Blocks up to a heading of that level or above.
  private mutating func blocks(below level: Int) -> [Block] {
    var blocks: [Block] = []
    while let line = lines.first {
      if line.allSatisfy(\.isWhitespace) {
        lines.removeFirst()
      } else if let (depth, title) = Self.heading(line) {
        if depth <= level { break }
        lines.removeFirst()
        sectionCount += 1
        let id = "text-\(sectionCount)"
        blocks.append(.section(id: id, title: title, self.blocks(below: depth)))
      } else if line.hasPrefix("```") {
        blocks += fenced()
      } else if Self.item(line) != nil {
        blocks.append(list())
      } else {
        blocks.append(.paragraph(Self.inline(paragraph())))
      }
    }
    return blocks
  }

  private mutating func paragraph() -> String {
    var words: [String] = []
    while let line = lines.first, !line.allSatisfy(\.isWhitespace), Self.heading(line) == nil,
      words.isEmpty || Self.item(line) == nil, !line.hasPrefix("```")
    {
      words.append(Self.trimmed(line))
      lines.removeFirst()
    }
    return words.joined(separator: " ")
  }

  private mutating func list() -> Block {
    var items: [String] = []
    while let line = lines.first, !line.allSatisfy(\.isWhitespace), Self.heading(line) == nil {
      lines.removeFirst()
      if let item = Self.item(line) {
        items.append(item)
      } else if !items.isEmpty {
        items[items.count - 1] += " " + Self.trimmed(line)
      }
    }
    return .list(items.map(Self.inline))
  }

  private mutating func fenced() -> [Block] {
    lines.removeFirst()
    var blocks: [Block] = []
    while let line = lines.popFirst(), !line.hasPrefix("```") {
      if !line.isEmpty { blocks.append(.paragraph(.quiet(line))) }
    }
    return blocks
  }

  private static func heading(_ line: String) -> (depth: Int, title: String)? {
    let depth = line.prefix { $0 == "#" }.count
    guard (1...6).contains(depth), line.dropFirst(depth).first == " " else { return nil }
    return (depth, trimmed(String(line.dropFirst(depth))))
  }

  private static func item(_ line: String) -> String? {
    let bare = line.drop { $0 == " " }
    if bare.hasPrefix("- ") || bare.hasPrefix("* ") { return trimmed(String(bare.dropFirst(2))) }
    let digits = bare.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.count < 4, bare.dropFirst(digits.count).hasPrefix(". ") else { return nil }
    return trimmed(String(bare.dropFirst(digits.count + 2)))
  }

  private static func trimmed(_ line: String) -> String {
    var view = line[...]
    while view.first?.isWhitespace == true { view.removeFirst() }
    while view.last?.isWhitespace == true { view.removeLast() }
    return String(view)
  }

  // MARK: inside a line

  private static func inline(_ text: String) -> Phrase {
    var phrase: Phrase = ""
    var rest = text[...]
    var plain = ""
    func flush() {
      phrase += Phrase(plain)
      plain = ""
    }
    while let character = rest.first {
      if rest.hasPrefix("**"), let (inner, after) = enclosed(rest, "**", "**") {
        flush()
        phrase += .strong(inner)
        rest = after
      } else if character == "`", let (inner, after) = enclosed(rest, "`", "`") {
        plain += inner
        rest = after
      } else if character == "*", let (inner, after) = enclosed(rest, "*", "*") {
        plain += inner
        rest = after
      } else if character == "[", let (inner, after) = enclosed(rest, "[", "]"),
        let (address, end) = enclosed(after, "(", ")")
      {
        flush()
        phrase += .outside(address, inner)
        rest = end
      } else {
        plain.append(character)
        rest.removeFirst()
      }
    }
    flush()
    return phrase
  }

  private static func enclosed(
    _ text: Substring, _ open: String, _ close: String
  ) -> (inner: String, after: Substring)? {
    guard text.hasPrefix(open) else { return nil }
    let start = text.dropFirst(open.count)
    var at = start.startIndex
    while at < start.endIndex {
      if start[at...].hasPrefix(close) {
        guard at > start.startIndex else { return nil }
        return (String(start[..<at]), start[at...].dropFirst(close.count))
      }
      at = start.index(after: at)
    }
    return nil
  }
}
