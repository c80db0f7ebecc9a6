import Foundation
import GRDB
import Provenance

/// The evidence at one moment. Reads stand beside the nouns they concern.
package struct EvidenceSnapshot {
  let db: Database

  /// Calls `body` with each row in turn; the row is only good inside it.
  func each(_ query: SQL, _ body: (Row) throws -> Void) throws {
    let rows = try Row.fetchCursor(db, SQLRequest<Row>(literal: query, cached: true))
    while let row = try rows.next() { try body(row) }
  }

  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ query: SQL) throws -> Value? {
    try Value.fetchOne(db, SQLRequest<Value>(literal: query, cached: true))
  }

  func values<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ query: SQL) throws -> [Value] {
    try Value.fetchAll(db, SQLRequest<Value>(literal: query, cached: true))
  }

  func blob(_ query: SQL) throws -> [UInt8] {
    let data: Data? = try value(query)
    return data.map(Array.init) ?? []
  }

  /// Ids as the JSON list `json_each` reads.
  func json(_ ids: [String]) throws -> String {
    String(decoding: try JSONEncoder().encode(ids), as: UTF8.self)
  }

  /// How many rows each sheet holds, in the order of the sheets.
  package func rowCounts() throws -> [(sheet: Sheet, count: Int)] {
    try Sheet.all.map { ($0, try value("SELECT count(*) FROM \(sql: $0.table)") ?? 0) }
  }

  /// The rows of a sheet as they stand in the casebook, in its order.
  package func rows(of sheet: Sheet) throws -> [SheetRow] {
    var rows: [SheetRow] = []
    try eachRow(of: sheet) { rows.append(SheetRow(cells: $0, line: 0)) }
    return rows
  }

  /// Calls `body` with the cells of each row, in the order of the casebook.
  package func eachRow(of sheet: Sheet, _ body: ([String]) throws -> Void) throws {
    let fields = sheet.columns.map { "\"\($0.field)\"" }.joined(separator: ", ")
    try each("SELECT \(sql: fields) FROM \(sql: sheet.table) ORDER BY ordinal, rowid") { row in
      try body((0..<sheet.columns.count).map { row.text($0) })
    }
  }

  /// The Markdown of the case by file name.
  package func caseTexts() throws -> [(name: String, text: String)] {
    var texts: [(name: String, text: String)] = []
    try each("SELECT name, text FROM caseText ORDER BY name") { texts.append(($0.text(0), $0.text(1))) }
    return texts
  }

  /// A fact of the workspace: `caseID`, `caseTitle`, `origin`, `verifierKey`.
  package func workspaceFact(_ name: String) throws -> String? {
    try value("SELECT value FROM workspaceFact WHERE name = \(name)")
  }
}

extension Row {
  /// The text of a column; blank for NULL.
  func text(_ index: Int) -> String { self[index] as String? ?? "" }
  func optionalText(_ index: Int) -> String? { self[index] }
  func number(_ index: Int) -> Int { self[index] as Int? ?? 0 }
  func bytes(_ index: Int) -> [UInt8] { (self[index] as Data?).map(Array.init) ?? [] }

  /// A word of a closed list. The schema's CHECK keeps it, so anything else is damage.
  func known<Word: RawRepresentable>(_ index: Int) throws -> Word where Word.RawValue == String {
    let text = text(index)
    guard let word = Word(rawValue: text) else {
      throw Diagnostic(
        "row-damaged", "the base holds '\(text.shown)' where a \(Word.self) should stand",
        at: Place(EvidenceBase.fileName), help: "attest verify")
    }
    return word
  }
}
