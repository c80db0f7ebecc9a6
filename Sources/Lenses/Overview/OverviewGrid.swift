import Evidence
import Reports

/// Claims counted by country and instrument.
struct OverviewGrid {
  typealias Cell = Chart.Matrix.Cell

  let columns: [Instrument]
  /// Country codes; empty for claims that state none.
  let rows: [String]
  private let counts: [String: [Instrument: Cell]]
  private let totals: [Instrument: Int]

  init(_ input: Overview.Input, _ parameters: Overview.Parameters) {
    let asked = parameters.instrument.flatMap(Instrument.init(rawValue:))
    columns = Instrument.allCases.filter { asked == nil || $0 == asked || Overview.standing.contains($0) }
    totals = input.totals
    var cells: [String: [Instrument: Cell]] = [:]
    for count in input.counts where columns.contains(count.instrument) {
      guard parameters.country == nil || parameters.country == count.country else { continue }
      let filter = ClaimFilter(
        instrument: count.instrument.rawValue,
        country: count.country.isEmpty ? ClaimConditions.noCountry : count.country)
      cells[count.country, default: [:]][
        count.instrument, default: Cell(high: 0, medium: 0, low: 0, contested: 0, link: .claims(filter))
      ].add(count)
    }
    counts = cells
    rows = Countries.listed(cells.keys.filter { !$0.isEmpty }) + (cells[""] == nil ? [] : [""])
  }

  func total(_ column: Instrument) -> Int { totals[column] ?? 0 }

  private func cell(_ row: String, _ column: Instrument) -> Cell {
    counts[row]?[column] ?? Cell(high: 0, medium: 0, low: 0, contested: 0, link: nil)
  }

  var blankCount: Int {
    rows.reduce(0) { count, row in count + columns.filter { cell(row, $0).total == 0 }.count }
  }

  private func title(_ row: String) -> String { row.isEmpty ? "no country stated" : Countries.name(row) }

  var matrix: Chart.Matrix {
    Chart.Matrix(
      title: "Claims by country and instrument", rowTitle: "Country", columnTitle: "Instrument",
      rows: rows.map(title), columns: columns.map(\.title),
      cells: rows.map { row in columns.map { cell(row, $0) } })
  }

  private func head(_ row: String) -> Table.Cell {
    guard !row.isEmpty else { return Table.Cell(Phrase(title(row)), value: ClaimConditions.noCountry) }
    return Table.Cell(.link(.lens(Overview.card.id, ["country": row]), title(row)), value: row)
  }

  private func number(_ cell: Cell) -> Table.Cell {
    let count = String(cell.total)
    return Table.Cell(cell.link.map { .link($0, count) } ?? Phrase(count), value: count)
  }

  /// The matrix in words: each cell's count, how many are contested, and how surely they are held.
  var table: Table {
    Table(
      id: "matrix",
      caption:
        "Claims by country and instrument; in brackets how many are contested and how surely they are held",
      columns: [Table.Column("country", "Country")]
        + columns.map { Table.Column(columnID($0.rawValue), $0.title, unit: "claims", kind: .number) },
      rows: rows.map { row in [head(row)] + columns.map { shown(cell(row, $0)) } }, hasRowHeads: true,
      emptyNote: "The evidence holds no claim.")
  }

  private func shown(_ cell: Cell) -> Table.Cell {
    guard cell.total > 0 else { return Table.Cell(.quiet("–"), value: "0", tone: .absent) }
    let levels = [("high", cell.high), ("medium", cell.medium), ("low", cell.low)]
    let parts =
      (cell.contested > 0 ? ["\(cell.contested) contested"] : [])
      + levels.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
    var shown = number(cell)
    shown.phrase += " \(quiet: "(\(parts.joined(separator: ", ")))")"
    shown.tone = cell.contested > 0 ? .contested : .neutral
    return shown
  }

  /// One row for each cell that is not blank, for other tools.
  var cells: Table {
    let lines = rows.flatMap { row in
      columns.filter { cell(row, $0).total > 0 }.map { column in
        let cell = self.cell(row, column)
        return [
          head(row), Table.Cell(Phrase(column.title), value: column.rawValue), number(cell),
          Table.Cell(number: cell.high), Table.Cell(number: cell.medium), Table.Cell(number: cell.low),
          Table.Cell(
            Phrase(String(cell.contested)), value: String(cell.contested),
            tone: cell.contested > 0 ? .contested : .neutral),
        ]
      }
    }
    return Table(
      id: "cells",
      caption: "Claims by country, instrument, confidence and dispute; pairs that are not listed have none",
      columns: [Table.Column("country", "Country"), Table.Column("instrument", "Instrument")]
        + [
          ("claims", "Claims"), ("high", "High confidence"), ("medium", "Medium confidence"),
          ("low", "Low confidence"), ("contested", "Contested"),
        ].map { Table.Column($0.0, $0.1, unit: "claims", kind: .number) },
      rows: lines, emptyNote: "The evidence holds no claim.")
  }
}

/// A word of a closed list as a column's id.
func columnID(_ word: String) -> String { word.split(separator: "-").joined(separator: "_") }

extension Chart.Matrix.Cell {
  fileprivate mutating func add(_ count: ClaimCount) {
    switch count.confidence {
    case .high: high += count.count
    case .medium: medium += count.count
    case .low: low += count.count
    }
    if count.dispute != .undisputed { contested += count.count }
  }
}
