import Provenance
import Statistics

extension Report {
  /// The report for a terminal: wrapped by the columns characters take, hidden characters escaped.
  ///
  /// - Parameters:
  ///   - width: columns; at least 24 are used.
  ///   - color: emphasis by ANSI sequences; the words alone say everything too.
  ///   - address: how an address is written; shown in lists of evidence and of related pages.
  package func text(
    width: Int = 80, color: Bool = false, address: @escaping (Route) -> String = { $0.address }
  ) -> String {
    var page = TextWriter(width: max(width, 24), isColoured: color, address: address)
    if !kicker.isEmpty { page.write(kicker, .quiet) }
    page.write(title, .strong)
    page.rule("═", under: title)
    if !summary.isEmpty {
      page.gap()
      page.phrase(summary)
    }
    page.blocks(blocks, depth: 2)
    if !related.isEmpty {
      page.gap()
      page.write("See also", .strong)
      for item in related { page.item(page.addressed(item)) }
    }
    return page.lines.joined(separator: "\n") + "\n"
  }
}

/// Writes a report in lines.
struct TextWriter {
  var lines: [String] = []
  /// Columns left of the indent.
  var width: Int
  let isColoured: Bool
  let address: (Route) -> String
  /// Stands before every line.
  var indent = ""

  init(width: Int, isColoured: Bool, address: @escaping (Route) -> String) {
    self.width = width
    self.isColoured = isColoured
    self.address = address
  }
}

extension TextWriter {
  /// An empty line, unless there is one.
  mutating func gap() {
    if let last = lines.last, last != indent.trimmedAtEnd { lines.append(indent.trimmedAtEnd) }
  }

  mutating func write(_ words: String, _ emphasis: TextLines.Emphasis = .none) {
    write { $0.add(words, emphasis) }
  }

  mutating func phrase(_ phrase: Phrase) {
    write { $0.add(phrase) }
  }

  mutating func write(_ fill: (inout TextLines) -> Void) {
    var paragraph = TextLines(width: width, isColoured: isColoured)
    fill(&paragraph)
    for line in paragraph.finished() { lines.append((indent + line).trimmedAtEnd) }
  }

  mutating func rule(_ mark: String, under words: String) {
    lines.append(indent + String(repeating: mark, count: min(width, max(words.displayWidth, 3))))
  }

  mutating func indented(_ mark: String, _ write: (inout TextWriter) -> Void) {
    let outer = (indent, width)
    indent += mark
    width = max(width - mark.displayWidth, 8)
    write(&self)
    (indent, width) = outer
  }

  mutating func item(_ item: Phrase) { phrase(item, mark: "- ") }

  /// A phrase behind a mark, its further lines set in under the first.
  mutating func phrase(_ phrase: Phrase, mark: String) {
    let first = lines.count
    let blank = String(repeating: " ", count: mark.displayWidth)
    indented(blank) { $0.phrase(phrase) }
    begin(line: first, with: indent + mark, insteadOf: indent + blank)
  }

  /// Puts other words at the start of a line instead of its indent; by scalars, since a mark may follow it.
  private mutating func begin(line: Int, with words: String, insteadOf indent: String) {
    let rest = lines[line].unicodeScalars.dropFirst(indent.unicodeScalars.count)
    lines[line] = (words + String(String.UnicodeScalarView(rest))).trimmedAtEnd
  }

  /// The phrase with the addresses it links to behind it.
  func addressed(_ phrase: Phrase) -> Phrase {
    var whole = phrase
    for run in phrase.runs {
      switch run.link {
      case .route(let route): whole += .quiet(" <\(address(route))>")
      case .outside(let address) where !run.text.contains(address): whole += .quiet(" <\(address)>")
      case .outside, .part, nil: break
      }
    }
    return whole
  }
}

extension TextLines {
  mutating func add(_ phrase: Phrase) {
    for run in phrase.runs {
      switch run.style {
      case .term: add("[\(run.text)]", .term)
      case .strong: add(run.text, .strong)
      case .quiet: add(run.text, .quiet)
      case .plain: add(run.text, run.link == nil ? .none : .linked)
      }
    }
  }
}

extension TextWriter {
  mutating func blocks(_ blocks: [Block], depth: Int) {
    for block in blocks {
      gap()
      self.block(block, depth: depth)
    }
  }

  private mutating func block(_ block: Block, depth: Int) {
    switch block {
    case .section(_, let title, let blocks):
      write(title, .strong)
      rule(depth == 2 ? "─" : "·", under: title)
      self.blocks(blocks, depth: depth + 1)
    case .paragraph(let phrase): self.phrase(phrase)
    case .list(let items): for item in items { self.item(item) }
    case .facts(let facts): self.facts(facts)
    case .finding(let finding): self.finding(finding)
    case .quotation(let quotation): self.quotation(quotation)
    case .caveat(let phrase):
      write {
        $0.add("Caveat. ", .warning)
        $0.add(phrase)
      }
    case .sides(let sides): self.sides(sides, depth: depth)
    case .table(let table): self.table(table)
    case .chart(.matrix(let matrix), let table):
      self.table(matrix.grid)
      for (index, name) in matrix.columns.enumerated() { phrase(Phrase(name), mark: "\(index + 1)  ") }
      gap()
      self.table(table)
    case .chart(_, let table): self.table(table)
    case .form(let form):
      write {
        $0.add("\(form.submitLabel): ")
        $0.add("`\(form.command)`", .strong)
      }
    case .diagnostics(let diagnostics): self.diagnostics(diagnostics)
    }
  }

  private mutating func facts(_ facts: [Fact]) {
    let column = min(facts.map(\.name.onOneLine.displayWidth).max() ?? 0, max(width / 3, 10))
    for fact in facts {
      let values = fact.values.isEmpty ? [Phrase("")] : fact.values
      for (index, value) in values.enumerated() {
        let name = index == 0 ? fact.name.onOneLine.cut(toWidth: column) : ""
        let pad = String(repeating: " ", count: column - name.displayWidth)
        let first = lines.count
        indented(String(repeating: " ", count: column + 2)) { $0.phrase(value) }
        begin(
          line: first, with: indent + name + pad + "  ",
          insteadOf: indent + String(repeating: " ", count: column + 2))
      }
    }
  }

  private mutating func finding(_ finding: Finding) {
    phrase(finding.sentence, mark: "▸ ")
    indented("  ") { writer in
      if let estimate = finding.estimate {
        writer.write {
          $0.add(estimate.headline, .strong)
          $0.add(" (\(estimate.qualification))")
        }
      }
      if !finding.countNote.isEmpty { writer.write(finding.countNote, .quiet) }
      guard !finding.evidence.isEmpty else { return }
      let shown = finding.evidence.prefix(finding.evidence.count <= 15 ? 15 : 12)
      let more = finding.evidence.count - shown.count
      let names = shown.map(writer.address).joined(separator: ", ")
      writer.write("rests on \(names)" + (more > 0 ? " and \(more) more" : ""), .quiet)
    }
  }

  private mutating func quotation(_ quotation: Quotation) {
    indented("  │ ") { $0.write(quotation.words) }
    indented("    ") { writer in
      writer.write {
        $0.add(quotation.source)
        $0.add(" ")
        $0.add("[\(quotation.standing.rawValue)]", quotation.standing == .found ? .quiet : .warning)
      }
    }
  }

  private mutating func sides(_ sides: [Side], depth: Int) {
    for (index, side) in sides.enumerated() {
      if index > 0 { gap() }
      write {
        $0.add("(\(index + 1) of \(sides.count)) ", .quiet)
        $0.add(side.title)
      }
      indented("  ") { $0.blocks(side.blocks, depth: depth + 1) }
    }
  }

  private mutating func diagnostics(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      write {
        if let place = diagnostic.place { $0.add("\(place): ", .strong) }
        $0.add("\(diagnostic.severity.rawValue): ", diagnostic.severity == .error ? .alarm : .warning)
        $0.add("\(diagnostic.message) ")
        $0.add("[\(diagnostic.id)]", .quiet)
      }
      for fact in diagnostic.facts { indented("  | ") { $0.write(fact) } }
      if let help = diagnostic.help { indented("  ") { $0.write("help: \(help)") } }
    }
  }
}

extension String {
  /// The words with hidden scalars shown and line ends and tabs as spaces.
  fileprivate var onOneLine: String {
    String(hiddenShown.map { $0.isWhitespace ? " " : $0 })
  }

  var trimmedAtEnd: String {
    guard utf8.last == 0x20 else { return self }
    var trimmed = self[...]
    while trimmed.utf8.last == 0x20 { trimmed.removeLast() }
    return String(trimmed)
  }
}

extension Chart.Matrix {
  /// The drawing as a small grid: how many, and in brackets how many of them are contested.
  /// Its columns are numbered, and named below.
  fileprivate var grid: Table {
    let head = Table.Column("row", rowTitle)
    let rest = columns.indices.map { Table.Column("column_\($0)", String($0 + 1), kind: .number) }
    let rows = zip(rows, cells).map { name, cells in
      [Table.Cell(Phrase(name))]
        + cells.map { cell in
          guard cell.total > 0 else { return Table.Cell("·") }
          return Table.Cell(
            Phrase(cell.contested > 0 ? "\(cell.total) (\(cell.contested))" : "\(cell.total)"))
        }
    }
    return Table(
      id: "grid", caption: "\(title). In brackets: contested; · none in the evidence", columns: [head] + rest,
      rows: rows)
  }
}
