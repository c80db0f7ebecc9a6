extension TextWriter {
  mutating func table(_ table: Table) {
    write(table.caption, .strong)
    guard !table.rows.isEmpty else {
      write(table.emptyNote, .quiet)
      return
    }
    if let widths = columnWidths(table) {
      aligned(table, widths)
    } else {
      records(table)
    }
  }

  /// Columns for each, or nil when they do not fit side by side.
  private func columnWidths(_ table: Table) -> [Int]? {
    var natural = table.columns.map { $0.heading.displayWidth }
    var least = table.columns.map { $0.heading.widestWord }
    for row in table.rows {
      for (index, cell) in row.enumerated() {
        natural[index] = max(natural[index], cell.phrase.textWidth)
        least[index] = max(least[index], cell.phrase.text.widestWord)
      }
    }
    let room = width - 2 * (table.columns.count - 1)
    if natural.reduce(0, +) <= room { return natural }
    // Numbers keep their width; words give way to no less than their widest word, in reason.
    var widths = zip(natural, least).map { min($0, max(min($1, 18), 8)) }
    for (index, column) in table.columns.enumerated() where column.kind != .words {
      widths[index] = max(min(natural[index], 16), widths[index])
    }
    var left = room - widths.reduce(0, +)
    guard left >= 0 else { return nil }
    while left > 0 {
      // A column at a time, to the one that wants most.
      let wants = zip(natural, widths).map { $0 - $1 }
      guard let most = wants.max(), most > 0, let index = wants.firstIndex(of: most) else { break }
      widths[index] += 1
      left -= 1
    }
    return widths
  }

  private mutating func aligned(_ table: Table, _ widths: [Int]) {
    let heads = table.columns.enumerated().map { index, column in
      self.cell(Phrase.strong(column.heading), width: widths[index])
    }
    write(row: heads, table.columns, widths)
    lines.append(indent + widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
    let rows = table.rows.map { row in
      row.enumerated().map { self.cell($0.element.phrase, width: widths[$0.offset]) }
    }
    let hasTallRows = rows.contains { row in row.contains { $0.count > 1 } }
    for (index, cells) in rows.enumerated() {
      if hasTallRows, index > 0 { lines.append(indent.trimmedAtEnd) }
      write(row: cells, table.columns, widths)
    }
  }

  private func cell(_ phrase: Phrase, width: Int) -> [String] {
    var lines = TextLines(width: width, isColoured: isColoured)
    lines.add(phrase)
    return lines.finished()
  }

  private mutating func write(row: [[String]], _ columns: [Table.Column], _ widths: [Int]) {
    let height = row.map(\.count).max() ?? 0
    for line in 0..<height {
      let parts = row.enumerated().map { index, cell -> String in
        let words = line < cell.count ? cell[line] : ""
        let pad = String(repeating: " ", count: max(0, widths[index] - words.visibleWidth))
        return columns[index].kind == .number ? pad + words : words + pad
      }
      lines.append((indent + parts.joined(separator: "  ")).trimmedAtEnd)
    }
  }

  /// One row under another, each value behind its name.
  private mutating func records(_ table: Table) {
    for (number, row) in table.rows.enumerated() {
      write("── \(number + 1) of \(table.rows.count)", .quiet)
      for (column, cell) in zip(table.columns, row) where !cell.phrase.isEmpty {
        let first = lines.count
        indented("  ") { $0.phrase(cell.phrase, before: "\(column.heading): ") }
        lines[first] = indent + String(lines[first].dropFirst(indent.unicodeScalars.count + 2))
      }
    }
  }
}

extension Table.Column {
  fileprivate var heading: String { unit.isEmpty ? title : "\(title) (\(unit))" }
}

extension Phrase {
  /// Columns the phrase takes on one line, brackets of terms included.
  fileprivate var textWidth: Int {
    runs.reduce(0) { $0 + $1.text.hiddenShown.displayWidth + ($1.style == .term ? 2 : 0) }
  }
}

extension String {
  fileprivate var widestWord: Int {
    split { $0 == " " || $0 == "\n" }.map { String($0).hiddenShown.displayWidth }.max() ?? 0
  }

  /// Columns without ANSI sequences.
  fileprivate var visibleWidth: Int {
    var width = 0
    var isInSequence = false
    for scalar in unicodeScalars {
      if isInSequence {
        isInSequence = scalar != "m"
      } else if scalar == "\u{1B}" {
        isInSequence = true
      } else {
        width += scalar.displayWidth
      }
    }
    return width
  }
}
