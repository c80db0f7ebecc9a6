import Foundation
import GRDB
package import Provenance

/// The right to write, for the length of one act. Only `EvidenceBase.write` hands one out.
package final class EvidenceChange {
  let db: Database
  let environment: Environment
  /// The number the act's history entry will have.
  package let entry: Int
  /// The evidence as it stands inside the act.
  package var snapshot: EvidenceSnapshot { EvidenceSnapshot(db: db) }
  private(set) var tallies: [String: Tally] = [:]
  private var randomPool: [UInt8] = []
  private var randomTaken = 0

  /// What the act did to one table.
  package struct Tally: Hashable, Sendable {
    package var added = 0
    package var superseded = 0
    package var withdrawn = 0
    /// Seals of the rows it recorded.
    var seals = SealList()
  }

  init(db: Database, environment: Environment) throws {
    self.db = db
    self.environment = environment
    entry = 1 + (try Int.fetchOne(db, sql: "SELECT max(number) FROM historyEntry") ?? 0)
    // Rows refer to the entry that records them, which is written last.
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
  }

  var isChanged: Bool { !tallies.isEmpty }

  /// What was done so far, by table.
  package var summary: [(table: String, tally: Tally)] {
    tallies.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  func random(_ count: Int) -> [UInt8] {
    Array(randomSlice(count))
  }

  private func randomSlice(_ count: Int) -> ArraySlice<UInt8> {
    if randomPool.count < randomTaken + count {
      randomPool = environment.randomBytes(max(4096, count))
      randomTaken = 0
    }
    randomTaken += count
    return randomPool[randomTaken - count..<randomTaken]
  }

  /// The time of the act: UTC, ISO 8601, to the second.
  package private(set) lazy var recorded: String = utc(environment.now())

  // MARK: rows

  func note(_ table: String, _ change: (inout Tally) -> Void) { change(&tallies[table, default: Tally()]) }

  /// Makes a sheet hold exactly these rows, in this order. Rows that are already there stay as they are; a
  /// changed row supersedes the old one, which is kept; a row no longer given is withdrawn, and kept.
  package func hold(_ rows: [SheetRow], of sheet: Sheet) throws {
    let held = try heldRows(of: sheet)
    if held.isEmpty {
      let writer = try RowWriter(sheet, db)
      for (ordinal, row) in rows.enumerated() { try insert(row.cells, ordinal, by: writer, sheet) }
      return
    }
    try sheet.hasID ? replaceByID(held, rows, sheet) : replaceByContent(held, rows, sheet)
  }

  struct HeldRow {
    var rowID: Int64
    var ordinal: Int
    var cells: [String]
  }

  private func heldRows(of sheet: Sheet) throws -> [HeldRow] {
    let fields = sheet.columns.map { "\"\($0.field)\"" }.joined(separator: ", ")
    var held: [HeldRow] = []
    try snapshot.each("SELECT rowid, ordinal, \(sql: fields) FROM \(sql: sheet.table) ORDER BY ordinal") {
      row in
      held.append(
        HeldRow(
          rowID: row[0], ordinal: row.number(1),
          cells: (0..<sheet.columns.count).map { row.text($0 + 2) }))
    }
    return held
  }

  private func replaceByID(_ held: [HeldRow], _ rows: [SheetRow], _ sheet: Sheet) throws {
    var left = Dictionary(uniqueKeysWithValues: held.map { ($0.cells[0], $0) })
    let writer = try RowWriter(sheet, db)
    for (ordinal, row) in rows.enumerated() {
      guard let old = left.removeValue(forKey: row.cells[0]) else {
        try insert(row.cells, ordinal, by: writer, sheet)
        continue
      }
      if old.cells == row.cells {
        try move(old, to: ordinal, sheet)
      } else {
        let randomID = try supersede(old, sheet)
        try insert(row.cells, ordinal, by: writer, sheet, randomID: randomID, isNew: false)
        note(sheet.table) { $0.superseded += 1 }
      }
    }
    for old in left.values.sorted(by: { $0.ordinal < $1.ordinal }) { try withdraw(old, sheet) }
  }

  private func replaceByContent(_ held: [HeldRow], _ rows: [SheetRow], _ sheet: Sheet) throws {
    var left: [[String]: [HeldRow]] = [:]
    for old in held.reversed() { left[old.cells, default: []].append(old) }
    let writer = try RowWriter(sheet, db)
    for (ordinal, row) in rows.enumerated() {
      if let old = left[row.cells]?.popLast() {
        try move(old, to: ordinal, sheet)
      } else {
        try insert(row.cells, ordinal, by: writer, sheet)
      }
    }
    for old in left.values.joined().sorted(by: { $0.ordinal < $1.ordinal }) { try withdraw(old, sheet) }
  }

  private func insert(
    _ cells: [String], _ ordinal: Int, by writer: RowWriter, _ sheet: Sheet, randomID: String? = nil,
    isNew: Bool = true
  ) throws {
    let id = sheet.hasID ? randomID.map { Array($0.utf8) } ?? randomSlice(16).hexDigits : nil
    let seal = try writer.insert(cells, randomID: id, ordinal: ordinal, entry: entry, salt: randomSlice(16))
    note(sheet.table) {
      $0.added += isNew ? 1 : 0
      $0.seals.append(seal)
    }
  }

  private func move(_ old: HeldRow, to ordinal: Int, _ sheet: Sheet) throws {
    guard old.ordinal != ordinal else { return }
    try db.execute(
      sql: "UPDATE \(sheet.table) SET ordinal = ? WHERE rowid = ?", arguments: [ordinal, old.rowID])
    note(sheet.table) { _ in }
  }

  private func withdraw(_ old: HeldRow, _ sheet: Sheet) throws {
    _ = try supersede(old, sheet)
    note(sheet.table) { $0.withdrawn += 1 }
  }

  /// Keeps the old row and takes it out of the sheet; gives back its random id.
  private func supersede(_ old: HeldRow, _ sheet: Sheet) throws -> String? {
    let cells = String(decoding: try JSONEncoder().encode(old.cells), as: UTF8.self)
    let randomID = sheet.hasID ? "randomID" : "NULL"
    try db.execute(
      sql: """
        INSERT INTO superseded (tableName, rowID, cells, randomID, recordedIn, supersededIn, salt, seal)
        SELECT ?, ?, ?, \(randomID), entry, ?, salt, seal FROM \(sheet.table) WHERE rowid = ?
        """,
      arguments: [sheet.table, sheet.hasID ? old.cells[0] : nil, cells, entry, old.rowID])
    let kept =
      sheet.hasID
      ? try String.fetchOne(
        db, sql: "SELECT randomID FROM \(sheet.table) WHERE rowid = ?", arguments: [old.rowID]) : nil
    try db.execute(sql: "DELETE FROM \(sheet.table) WHERE rowid = ?", arguments: [old.rowID])
    return kept
  }

  // MARK: what is not a sheet

  /// Makes the base hold exactly these Markdown texts.
  package func hold(texts: [(name: String, text: String)]) throws {
    let held = Dictionary(uniqueKeysWithValues: try snapshot.caseTexts().map { ($0.name, $0.text) })
    for (name, text) in texts where held[name] != text {
      try supersedeText(name)
      let salt = random(16)
      let seal = RowSeal.seal("caseText", [name, text], salt: salt)
      try db.execute(
        sql: "INSERT INTO caseText (name, text, entry, salt, seal) VALUES (?, ?, ?, ?, ?)",
        arguments: [name, text, entry, Data(salt), Data(seal)])
      note("caseText") {
        if held[name] == nil { $0.added += 1 } else { $0.superseded += 1 }
        $0.seals.append(seal)
      }
    }
    for name in Set(held.keys).subtracting(texts.map(\.name)).sorted() {
      try supersedeText(name)
      note("caseText") { $0.withdrawn += 1 }
    }
  }

  private func supersedeText(_ name: String) throws {
    try db.execute(
      sql: """
        INSERT INTO superseded (tableName, rowID, cells, recordedIn, supersededIn, salt, seal)
        SELECT 'caseText', name, json_array(name, text), entry, ?, salt, seal FROM caseText WHERE name = ?
        """,
      arguments: [entry, name])
    try db.execute(sql: "DELETE FROM caseText WHERE name = ?", arguments: [name])
  }

  /// Records that an import read these files, kept as originals.
  package func recordImport(of files: [(name: String, digest: Digest)]) throws {
    for (name, digest) in files {
      try db.execute(
        sql: "INSERT INTO importedFile (entry, name, digest) VALUES (?, ?, ?)",
        arguments: [entry, name, digest.description])
    }
  }

  /// Sets a fact of the workspace. Facts are not sealed row by row; the history names the change.
  package func setFact(_ name: String, _ value: String) throws {
    guard try snapshot.workspaceFact(name) != value else { return }
    try db.execute(
      sql:
        "INSERT INTO workspaceFact (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
      arguments: [name, value])
    note("workspaceFact") { $0.added += 1 }
  }
}

/// `2026-11-23T21:50:07Z`
package func utc(_ seconds: Int64) -> String {
  Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
}
