import Foundation
import GRDB
import Provenance

/// One line of history: who did what when, to how many rows of which kind. Never which person, never words.
package struct HistoryEntry: Hashable, Sendable, Codable {
  package struct Change: Hashable, Sendable, Codable {
    /// The table.
    package var kind: String
    package var added: Int
    package var superseded: Int
    package var withdrawn: Int
    /// SHA-256 over the seals of the rows recorded, sorted: a salted commitment to them.
    package var commitment: String
  }

  package var number: Int
  /// UTC, ISO 8601.
  package var recorded: String
  package var author: String
  package var verb: String
  package var changes: [Change]
  /// Seconds by which the clock stood before the entry before; 0 when it did not.
  package var clockStep: Int64
  /// SHA-256 of the bytes of the entry before; blank for the first.
  package var previous: String

  /// The exact bytes to keep and hash: JSON with sorted keys. Never made again from the value to check one.
  func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self))
  }

}

extension EvidenceChange {
  /// Writes the act's line of history; the last thing an act does.
  func close(verb: String, author: String) throws -> Int {
    let before = try Row.fetchOne(
      db, sql: "SELECT bytes FROM historyEntry WHERE number = ?", arguments: [entry - 1])
    let previousBytes = before?.bytes(0) ?? []
    let previous =
      previousBytes.isEmpty ? nil : try JSONDecoder().decode(HistoryEntry.self, from: Data(previousBytes))
    let step = previous.map { max(0, clock($0.recorded) - clock(recorded)) } ?? 0
    let changes = summary.map { table, tally in
      HistoryEntry.Change(
        kind: table, added: tally.added, superseded: tally.superseded, withdrawn: tally.withdrawn,
        commitment: tally.seals.commitment)
    }
    let line = HistoryEntry(
      number: entry, recorded: recorded, author: author, verb: verb, changes: changes, clockStep: step,
      previous: previousBytes.isEmpty ? "" : Digest(of: previousBytes).description)
    try db.execute(
      sql: "INSERT INTO historyEntry (number, bytes) VALUES (?, ?)",
      arguments: [entry, Data(try line.bytes())])
    return entry
  }

  private func clock(_ text: String) -> Int64 {
    (try? Date(text, strategy: .iso8601)).map { Int64($0.timeIntervalSince1970) } ?? 0
  }
}

extension EvidenceSnapshot {
  /// The entries with their exact bytes, oldest first.
  ///
  /// - Returns: `entry` is nil where the bytes no longer read as one.
  package func history() throws -> [(number: Int, bytes: [UInt8], entry: HistoryEntry?)] {
    var lines: [(number: Int, bytes: [UInt8], entry: HistoryEntry?)] = []
    let decoder = JSONDecoder()
    try each("SELECT number, bytes FROM historyEntry ORDER BY number") { row in
      let bytes = row.bytes(1)
      lines.append((row.number(0), bytes, try? decoder.decode(HistoryEntry.self, from: Data(bytes))))
    }
    return lines
  }

  /// What a row said before, newest first: when it was superseded and its cells then.
  package func earlierVersions(of id: String, in table: String) throws -> [(
    supersededIn: Int, cells: [String]
  )] {
    var versions: [(supersededIn: Int, cells: [String])] = []
    try each(
      """
      SELECT supersededIn, cells FROM superseded WHERE tableName = \(table) AND rowID = \(id)
      ORDER BY number DESC
      """
    ) { row in
      let cells = try JSONDecoder().decode([String].self, from: Data(row.text(1).utf8))
      versions.append((row.number(0), cells))
    }
    return versions
  }

  /// In which entry of the history a row of a sheet was recorded as it stands.
  package func entryNumber(of id: String, in table: String) throws -> Int? {
    try value("SELECT entry FROM \(sql: Sheet.named(table).table) WHERE id = \(id)")
  }
}
