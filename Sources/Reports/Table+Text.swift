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
    var least = table.columns.map { min($0.heading.widestWord, 18) }
    for row in table.rows {
      for (index, cell) in row.enumerated() {
        let width = cell.phrase.textWidth
        natural[index] = max(natural[index], width)
        // Numbers and dates keep to one line; words give way to no less than their widest word, in reason.
        let kept =
          table.columns[index].kind == .words ? min(cell.phrase.widestWord, 24) : min(width, 24)
        least[index] = max(least[index], kept)
      }
    }
    // A row's name is not broken to make room.
    if table.hasRowHeads { least[0] = max(least[0], min(natural[0], 14)) }
    let room = width - 2 * (table.columns.count - 1)
    if natural.reduce(0, +) <= room { return natural }
    var widths = zip(natural, least).map { min($0, $1) }
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
      if number > 0 { lines.append(indent.trimmedAtEnd) }
      let head = table.hasRowHeads ? row.first?.phrase : nil
      phrase(head ?? Phrase("\(number + 1) of \(table.rows.count)"), mark: "── ")
      for (column, cell) in zip(table.columns, row).dropFirst(head == nil ? 0 : 1) where !cell.phrase.isEmpty
      {
        indented("   ") {
          $0.write {
            $0.add("\(column.heading): ", .quiet)
            $0.add(cell.phrase)
          }
        }
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

extension Phrase {
  /// Brackets of terms included.
  fileprivate var widestWord: Int {
    runs.map { run in
      guard run.style == .term else { return run.text.widestWord }
      return run.text.widestWord + (run.text.utf8.contains(0x20) ? 1 : 2)
    }.max() ?? 0
  }
}

extension String {
  fileprivate var widestWord: Int {
    var widest = 0
    var width = 0
    for scalar in hiddenShown.unicodeScalars {
      if scalar == " " || scalar == "\n" || scalar.mayEndLine { width = 0 }
      if scalar != " " { width += scalar.displayWidth }
      widest = max(widest, width)
    }
    return widest
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
