import Foundation
import GRDB
package import Provenance
package import struct Provenance.Digest

/// What `verify` looked at, and what it found.
package struct Verification: Hashable, Sendable {
  /// What was looked at, with how many of it: `pages of evidence.sqlite`, `rows`, `quotations`.
  package var checked: [Count] = []
  /// Errors for damage; warnings for what could not be checked.
  package var findings: [Diagnostic] = []

  package struct Count: Hashable, Sendable {
    package var what: String
    package var count: Int
  }

  package mutating func count(_ what: String, _ number: Int) {
    checked.append(Count(what: what, count: number))
  }
}

extension EvidenceBase {
  /// Walks back everything that was promised: pages, rows, history, originals, quotations. Names each item that
  /// is not as it was recorded.
  ///
  /// - Parameters:
  ///   - storage: of the workspace, which need not be readable as a base.
  ///   - further: looks at what stands beside the base.
  package static func verify(
    storage: Storage, environment: Environment, progress: (String) -> Void = { _ in },
    further: (EvidenceSnapshot, inout Verification) throws -> Void = { _, _ in }
  ) throws -> Verification {
    var result = Verification()
    progress("pages")
    let base: EvidenceBase
    let lastEntry: Int
    do {
      base = try openToVerify(storage: storage, environment: environment)
      lastEntry = try base.read { try $0.lastEntryNumber() }
    } catch let diagnostic as Diagnostic where diagnostic.id != "storage-trouble" {
      let pages = try damagedPages(storage, lastEntry: nil, &result)
      result.findings += pages.map { pageFinding($0, "") } + [diagnostic]
      return result
    }
    let pages = try damagedPages(storage, lastEntry: lastEntry, &result)
    result.findings += pages.map { pageFinding($0, base.owner(ofPage: $0)) }
    do {
      try base.read { evidence in
        progress("rows")
        try base.verifyStructure(evidence, &result)
        var rows = RowVerification(evidence: evidence)
        try rows.run(&result)
        progress("quotations")
        try verifyPassages(evidence, &result)
        progress("originals")
        try verifyOriginals(evidence, storage, &result)
        try further(evidence, &result)
      }
    } catch let diagnostic as Diagnostic where diagnostic.id != "storage-trouble" {
      result.findings.append(diagnostic)
    }
    return result
  }

  // MARK: pages

  private static func damagedPages(
    _ storage: Storage, lastEntry: Int?, _ result: inout Verification
  ) throws -> [Int] {
    switch try pageState(storage, lastEntry: lastEntry) {
    case .unsealed(let diagnostic):
      result.findings.append(diagnostic)
      return []
    case .unsettled:
      result.findings.append(
        Diagnostic(
          .warning, "base-not-at-rest",
          "\(fileName) is being written, or its last act was cut off; pages were not checked, rows were",
          help: "run the last command again, or any other act, then attest verify again"))
      return []
    case .sealed(let damaged, let count, let sealedCount):
      result.count("pages of \(fileName)", count)
      if count != sealedCount {
        result.findings.append(
          Diagnostic(
            "base-length-changed", "\(fileName) has \(count) pages; \(sealedCount) were written",
            at: Place(fileName), help: "restore the file from a backup"))
      }
      return damaged
    }
  }

  private static func pageFinding(_ page: Int, _ owner: String) -> Diagnostic {
    Diagnostic(
      "page-damaged", "page \(page) of \(fileName) differs from what was written\(owner)",
      at: Place(fileName), help: "restore the file from a backup, or export what still verifies")
  }

  /// ` (table claim)`; blank when SQLite cannot tell.
  private func owner(ofPage page: Int) -> String {
    let name = try? pool.read { db in
      try String.fetchOne(db, sql: "SELECT name FROM dbstat WHERE pageno = ?", arguments: [page])
    }
    return name.flatMap { $0 }.map { " (\($0))" } ?? " (no table: unused space)"
  }

  private func verifyStructure(_ evidence: EvidenceSnapshot, _ result: inout Verification) throws {
    let lines: [String] = try evidence.values("PRAGMA integrity_check(20)")
    for line in lines where line != "ok" {
      result.findings.append(
        Diagnostic(
          "base-structure", "SQLite finds: \(line.shown)", at: Place(Self.fileName),
          help: "restore the file from a backup"))
    }
    try evidence.each("PRAGMA foreign_key_check") { row in
      result.findings.append(
        Diagnostic(
          "reference-broken", "a row of \(row.text(0)) refers to a \(row.text(2)) that is not there",
          at: Place(Self.fileName), help: "restore the file from a backup"))
    }
  }

  // MARK: evidence

  private static func verifyPassages(_ evidence: EvidenceSnapshot, _ result: inout Verification) throws {
    var passageCount = 0
    for document in try evidence.documents() {
      guard let source = try evidence.source(document.source), source.sha256 == document.id else { continue }
      result.findings += try evidence.passageProblems(of: source.id)
      passageCount += try evidence.passages(of: source.id).count
    }
    result.count("passages against held documents", passageCount)
    let waiting: [String] = try evidence.values(
      """
      SELECT id FROM source WHERE sha256 IS NOT NULL AND sha256 NOT IN (SELECT id FROM document) ORDER BY id
      """)
    for source in waiting {
      result.findings.append(
        Diagnostic(
          .warning, "document-not-held",
          "the document of '\(source)' is not held; its passages were not checked",
          at: Place("sources/\(source)"), help: "attest acquire FILE --source \(source)"))
    }
  }

  private static func verifyOriginals(
    _ evidence: EvidenceSnapshot, _ storage: Storage, _ result: inout Verification
  ) throws {
    var expected: Set<Digest> = []
    for hex in try evidence.values("SELECT id FROM document UNION SELECT digest FROM importedFile")
      as [String]
    {
      if let digest = Digest(hex: hex) { expected.insert(digest) }
    }
    let survey = try Vault(storage).verify(expecting: expected)
    result.count("originals", survey.sound.count)
    result.findings += survey.findings
    for document in try evidence.documents() {
      guard let digest = Digest(hex: document.id), survey.sound.contains(digest),
        let text = try evidence.text(of: document.id)
      else { continue }
      // The only reader so far draws the bytes themselves.
      if Digest(of: text) != digest {
        result.findings.append(
          Diagnostic(
            "text-differs", "the text kept for \(document.id.prefix(12))… is not what its reader draws",
            at: Place("sources/\(document.source)"), help: "attest acquire the document again"))
      }
    }
  }
}

/// Rows against their seals, seals against the history, the history against itself.
private struct RowVerification {
  let evidence: EvidenceSnapshot
  /// Seals found, by entry and table.
  private var seals: [Int: [String: SealList]] = [:]

  init(evidence: EvidenceSnapshot) { self.evidence = evidence }

  mutating func run(_ result: inout Verification) throws {
    var rowCount = 0
    for sheet in Sheet.all { rowCount += try verify(sheet.table, sheet.columns.map(\.field), &result) }
    rowCount += try verify("caseText", ["name", "text"], &result)
    rowCount += try verify(
      "document", ["id", "source", "mediaType", "byteCount", "obtained", "address", "sensitivity"], &result)
    result.count("rows", rowCount)
    result.count("earlier versions of rows", try verifySuperseded(&result))
    try verifyHistory(&result)
  }

  private mutating func verify(_ table: String, _ fields: [String], _ result: inout Verification) throws
    -> Int
  {
    var count = 0
    var findings: [Diagnostic] = []
    let columns = fields.map { "\"\($0)\"" }.joined(separator: ", ")
    var found: [Int: SealList] = [:]
    try evidence.each("SELECT rowid, entry, salt, seal, \(sql: columns) FROM \(sql: table)") { row in
      count += 1
      let cells = fields.indices.map { index -> String in
        (row[index + 4] as DatabaseValue).text
      }
      let seal = row.bytes(3)
      found[row.number(1), default: SealList()].append(seal)
      guard RowSeal.seal(table, cells, salt: row.bytes(2)) != seal else { return }
      let name =
        Sheet.all.contains { $0.table == table && $0.hasID } || table == "document"
        ? cells[0] : "row \(row.number(0))"
      findings.append(
        Diagnostic(
          "row-changed", "the row is not as it was recorded in entry \(row.number(1)) of the history",
          at: Place("\(table)/\(name.shown)"),
          help: "restore the base from a backup, or import the casebook again"))
    }
    for (entry, list) in found { seals[entry, default: [:]][table, default: SealList()] += list }
    result.findings += findings
    return count
  }

  private mutating func verifySuperseded(_ result: inout Verification) throws -> Int {
    var count = 0
    var findings: [Diagnostic] = []
    var found: [(Int, String, [UInt8])] = []
    try evidence.each("SELECT tableName, rowID, cells, recordedIn, salt, seal FROM superseded") { row in
      count += 1
      let cells = (try? JSONDecoder().decode([String].self, from: Data(row.text(2).utf8))) ?? []
      found.append((row.number(3), row.text(0), row.bytes(5)))
      guard RowSeal.seal(row.text(0), cells, salt: row.bytes(4)) != row.bytes(5) else { return }
      findings.append(
        Diagnostic(
          "row-changed", "an earlier version is not as it was recorded in entry \(row.number(3))",
          at: Place("\(row.text(0))/\(row.text(1).shown)"), help: "restore the base from a backup"))
    }
    for (entry, table, seal) in found { seals[entry, default: [:]][table, default: SealList()].append(seal) }
    result.findings += findings
    return count
  }

  private func verifyHistory(_ result: inout Verification) throws {
    let history = try evidence.history()
    var before: [UInt8] = []
    for (position, line) in history.enumerated() {
      let place = Place("history/\(line.number)")
      guard let entry = line.entry, entry.number == line.number, line.number == position + 1 else {
        result.findings.append(
          Diagnostic(
            "history-damaged", "entry \(line.number) does not read as entry \(position + 1)", at: place,
            help: "restore the base from a backup"))
        before = line.bytes
        continue
      }
      let previous = before.isEmpty ? "" : Digest(of: before).description
      if entry.previous != previous {
        result.findings.append(
          Diagnostic(
            "history-broken", "entry \(line.number) does not continue the entry before it", at: place,
            help: "compare with a checkpoint somebody else holds: attest verify --against FILE"))
      }
      verifyCommitments(of: entry, place, &result)
      before = line.bytes
    }
    result.count("entries of the history", history.count)
  }

  private func verifyCommitments(of entry: HistoryEntry, _ place: Place, _ result: inout Verification) {
    for change in entry.changes where change.kind != "workspaceFact" {
      let found = seals[entry.number]?[change.kind] ?? SealList()
      guard found.commitment != change.commitment else { continue }
      let recorded = change.added + change.superseded
      result.findings.append(
        Diagnostic(
          "history-rows-differ",
          "entry \(entry.number) recorded \(recorded) rows of \(change.kind); \(found.count) are there and they differ",
          at: place,
          help: "look for row-changed above; a row may have been taken out or put in by another program"))
    }
  }
}

extension DatabaseValue {
  /// As a cell: blank for NULL, integers in digits.
  fileprivate var text: String {
    switch storage {
    case .null: ""
    case .string(let text): text
    case .int64(let number): String(number)
    case .double(let number): String(number)
    case .blob(let data): Array(data).hex
    }
  }
}
