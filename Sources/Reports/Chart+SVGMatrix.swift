extension Drawing {
  /// Where the parts of a matrix stand.
  private struct Grid {
    /// The width a page has for a drawing.
    static let pageWidth = 1180.0
    static let cellHeight = 66.0
    static let lineHeight = 17.0

    let cellWidth: Double
    let rowLines: [[String]]
    let columnLines: [[String]]
    let left: Double
    let top: Double
    let width: Double
    let bottom: Double
    let mostInCell: Int

    init(_ matrix: Chart.Matrix) {
      let widest = matrix.rows.map { Drawing.width($0) }.max() ?? 0
      left = min(max(widest + 16, 96), 190)
      let rowWidth = left - 12
      let share = (Grid.pageWidth - left) / Double(max(matrix.columns.count, 1))
      cellWidth = min(max(share, 88), 112)
      let headWidth = cellWidth - 5
      rowLines = matrix.rows.map { Drawing.lines($0, fitting: rowWidth, atMost: 3) }
      columnLines = matrix.columns.map {
        Drawing.lines($0, fitting: headWidth, size: Drawing.smallTextSize, atMost: 4)
      }
      let headLines = columnLines.map(\.count).max() ?? 1
      top = 30 + Double(headLines) * Grid.lineHeight + 6
      width = max(left + Double(matrix.columns.count) * cellWidth + 2, 360)
      bottom = top + Double(matrix.rows.count) * Grid.cellHeight
      mostInCell = matrix.cells.flatMap { $0.map(\.total) }.max() ?? 0
    }

    func area(row: Int, column: Int) -> Area {
      Area(
        x: left + Double(column) * cellWidth, y: top + Double(row) * Grid.cellHeight,
        width: cellWidth, height: Grid.cellHeight)
    }
  }

  mutating func matrix(_ matrix: Chart.Matrix, _ isStandalone: Bool) {
    let grid = Grid(matrix)
    open(
      width: grid.width,
      height: grid.bottom + 14 + Double(Legend(width: grid.width).lineCount) * Legend.lineHeight,
      title: matrix.title,
      description: "\(matrix.rows.count) rows (\(matrix.rowTitle)) by \(matrix.columns.count) columns "
        + "(\(matrix.columnTitle)). Each cell: how many claims, how surely they are held, and how many are "
        + "contested. The table below says the same.",
      isStandalone: isStandalone)
    heads(matrix, grid)
    for row in matrix.rows.indices {
      let y = grid.top + Double(row) * Grid.cellHeight
      line(x1: 0, y1: y, x2: grid.width, y2: y, .rule)
      rowHead(grid.rowLines[row], y: y)
      for column in matrix.columns.indices {
        let cell = matrix.cells[row][column]
        let name = "\(matrix.rows[row]), \(matrix.columns[column]): \(cell.inWords)"
        item(name, link: cell.link) {
          $0.cell(cell, in: grid.area(row: row, column: column), mostInCell: grid.mostInCell)
        }
      }
    }
    line(x1: 0, y1: grid.bottom, x2: grid.width, y2: grid.bottom, .axis)
    legend(y: grid.bottom + 28, width: grid.width)
    close()
  }

  private mutating func heads(_ matrix: Chart.Matrix, _ grid: Grid) {
    text(matrix.rowTitle, x: 0, y: grid.top - 10, size: Drawing.smallTextSize, .quiet)
    text(matrix.columnTitle, x: grid.left + 10, y: 16, size: Drawing.smallTextSize, .quiet)
    for (column, lines) in grid.columnLines.enumerated() {
      let x = grid.left + Double(column) * grid.cellWidth + 10
      for (index, words) in lines.enumerated() {
        let y = grid.top - 10 - Double(lines.count - 1 - index) * Grid.lineHeight
        text(words, x: x, y: y, size: Drawing.smallTextSize, .strong)
      }
    }
    line(x1: 0, y1: grid.top, x2: grid.width, y2: grid.top, .axis)
    html.raw("\n")
  }

  private mutating func rowHead(_ lines: [String], y: Double) {
    let first = y + Grid.cellHeight / 2 + 5 - Double(lines.count - 1) * Grid.lineHeight / 2
    for (index, words) in lines.enumerated() {
      text(words, x: 0, y: first + Double(index) * Grid.lineHeight, .strong)
    }
    html.raw("\n")
  }

  private mutating func cell(_ cell: Chart.Matrix.Cell, in area: Area, mostInCell: Int) {
    rectangle(
      Area(x: area.x + 2, y: area.y + 2, width: area.width - 4, height: area.height - 4), .hit, radius: 3)
    guard cell.total > 0 else {
      circle(x: area.x + 14, y: area.y + area.height / 2, radius: 2, .empty)
      return
    }
    text(String(cell.total), x: area.x + 10, y: area.y + 28, size: 20, .strong)
    if cell.contested > 0 {
      let digits = String(cell.contested)
      let x = area.x + area.width - 12
      text(digits, x: x, y: area.y + 27, size: Drawing.smallTextSize, .contested, anchor: .end)
      contestedMark(x: x - Drawing.width(digits, size: Drawing.smallTextSize) - 19, y: area.y + 15)
    }
    let claimWidth = (area.width - 22) / Double(max(mostInCell, 1))
    confidence(
      high: Double(cell.high) * claimWidth, medium: Double(cell.medium) * claimWidth,
      low: Double(cell.low) * claimWidth, x: area.x + 10, bottom: area.y + area.height - 11)
  }

  /// A hatched square in a frame.
  private mutating func contestedMark(x: Double, y: Double) {
    rectangle(Area(x: x, y: y, width: 13, height: 13), pattern: "hatch", isFramed: true)
  }

  /// Three lengths on one line; the surer, the taller and the darker.
  private mutating func confidence(high: Double, medium: Double, low: Double, x: Double, bottom: Double) {
    var x = x
    if high > 0 {
      rectangle(Area(x: x, y: bottom - 16, width: max(high - 1, 1.5), height: 16), .high)
      x += high
    }
    if medium > 0 {
      rectangle(Area(x: x, y: bottom - 11, width: max(medium - 1, 1.5), height: 11), .medium)
      x += medium
    }
    if low > 0 {
      rectangle(Area(x: x + 0.6, y: bottom - 5.4, width: max(low - 2, 1.5), height: 4.8), .low)
    }
  }

  private mutating func legend(y: Double, width: Double) {
    for (index, entry) in Legend(width: width).entries.enumerated() {
      let x = entry.x
      let y = y + Double(entry.line) * Legend.lineHeight
      switch index {
      case 0: confidence(high: 22, medium: 0, low: 0, x: x, bottom: y + 2)
      case 1: confidence(high: 0, medium: 22, low: 0, x: x, bottom: y + 2)
      case 2: confidence(high: 0, medium: 0, low: 22, x: x, bottom: y + 2)
      case 3: contestedMark(x: x, y: y - 11)
      default: circle(x: x + 6, y: y - 4, radius: 2, .empty)
      }
      text(entry.words, x: x + entry.markWidth + 8, y: y, size: Drawing.smallTextSize, .quiet)
    }
  }
}

/// Where each explanation under a matrix stands, in as many lines as it takes.
private struct Legend {
  struct Entry {
    var words: String
    var markWidth: Double
    var x: Double
    var line: Int
  }
  static let lineHeight = 24.0

  private(set) var entries: [Entry] = []
  var lineCount: Int { (entries.last?.line ?? 0) + 1 }

  init(width: Double) {
    let words = [
      "high confidence", "medium", "low", "contested, and how many", "none in the evidence (not a “no”)",
    ]
    var x = 0.0
    var line = 0
    for (index, label) in words.enumerated() {
      let markWidth = index < 3 ? 22.0 : 13.0
      let length = markWidth + 8 + Drawing.width(label, size: Drawing.smallTextSize)
      if x > 0, x + length > width {
        x = 0
        line += 1
      }
      entries.append(Entry(words: label, markWidth: markWidth, x: x, line: line))
      x += length + 18
    }
  }
}

extension Chart.Matrix.Cell {
  /// `12 claims: 4 high, 6 medium, 2 low confidence; 3 contested`.
  var inWords: String {
    guard total > 0 else { return "none in the evidence" }
    let parts = [(high, "high"), (medium, "medium"), (low, "low")].filter { $0.0 > 0 }
    let words = parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let doubt = contested > 0 ? "; \(contested) contested" : ""
    return "\(total) \(total == 1 ? "claim" : "claims"): \(words) confidence\(doubt)"
  }
}
