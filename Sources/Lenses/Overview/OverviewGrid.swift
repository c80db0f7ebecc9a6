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

  /// The matrix in words: count, then how many contested, then high, medium and low confidence.
  var table: Table {
    var lines = rows.map { row in [head(row)] + columns.map { shown(cell(row, $0)) } }
    if rows.count > 1 {
      lines.append([Table.Cell("\(strong: "all, each claim once")")] + columns.map { Table.Cell(number: total($0)) })
    }
    return Table(
      id: "matrix", caption: "Claims by country and instrument, with how many are contested and how surely they are held",
      columns: [Table.Column("country", "Country")]
        + columns.map { Table.Column(columnID($0.rawValue), $0.title, unit: "claims", kind: .number) },
      rows: lines, hasRowHeads: true, emptyNote: "The evidence holds no claim.")
  }

  private func head(_ row: String) -> Table.Cell {
    Table.Cell(Phrase(title(row)), value: row.isEmpty ? ClaimConditions.noCountry : row)
  }

  private func shown(_ cell: Cell) -> Table.Cell {
    guard let link = cell.link, cell.total > 0 else { return Table.Cell(.quiet("–"), value: "0", tone: .absent) }
    let levels = [("high", cell.high), ("medium", cell.medium), ("low", cell.low)]
    let sure = levels.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
    let contested = cell.contested > 0 ? "\(cell.contested) contested; " : ""
    return Table.Cell(
      "\(link: link, String(cell.total)) \(quiet: "(\(contested)\(sure))")", value: String(cell.total),
      tone: cell.contested > 0 ? .contested : .neutral)
  }

  /// One row for each cell that is not blank.
  var cells: Table {
    let lines = rows.flatMap { row in
      columns.filter { cell(row, $0).total > 0 }.map { column in
        let cell = self.cell(row, column)
        return [
          head(row), Table.Cell(Phrase(column.title), value: column.rawValue), shown(cell).count,
          Table.Cell(number: cell.high), Table.Cell(number: cell.medium), Table.Cell(number: cell.low),
          Table.Cell(number: cell.contested),
        ]
      }
    }
    return Table(
      id: "cells", caption: "Claims by country, instrument, confidence and dispute",
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

extension Table.Cell {
  /// The number and its link alone.
  fileprivate var count: Table.Cell {
    Table.Cell(Phrase(runs: Array(phrase.runs.prefix(1))), value: value)
  }
}
