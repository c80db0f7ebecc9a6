package import Evidence
import Foundation

/// A small evidence base in a folder of its own, gone when it is.
///
/// Rows are added by sheet and column name; what a row must have and the test does not care about is filled in.
package final class SampleBase: Sendable {
  package let base: EvidenceBase
  private let folder: String

  /// - Parameter sheets: rows by table, each in the order of its sheet.
  package init(sheets: [String: [SheetRow]]) throws {
    let folder = NSTemporaryDirectory() + "attest-sample-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    self.folder = folder
    let environment = Environment(now: { 1_700_000_000 }, randomBytes: { Array(repeating: 7, count: $0) })
    base = try EvidenceBase.create(in: folder, storage: .disk(at: folder), environment: environment)
    try base.write("test", by: "test") { change in
      for sheet in Sheet.all { try change.hold(sheets[sheet.table] ?? [], of: sheet) }
      try change.rebuildDerived()
    }
  }

  package convenience init(_ fill: (inout SampleRows) -> Void) throws {
    var rows = SampleRows()
    fill(&rows)
    try self.init(sheets: rows.sheets)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  package func read<Value>(_ body: (EvidenceSnapshot) throws -> Value) throws -> Value { try base.read(body) }
}

/// Rows on their way into a sample base.
package struct SampleRows {
  private(set) var sheets: [String: [SheetRow]] = [:]

  private static let defaults: [String: [String: String]] = [
    "source": ["kind": "news", "language": "en", "independence": "independent"],
    "citation": ["kind": "citation"],
    "entity": ["kind": "organization", "named": "yes"],
    "claim": [
      "instrument": "context", "modality": "report", "confidence": "medium", "dispute": "undisputed",
      "coder": "Test",
    ],
    "stance": ["attitude": "asserts"],
    "verdict": ["mission_type": "unknown", "finding": "positive", "benchmark": "[not in source]"],
    "deployment": ["capability": "cameras", "status": "installed"],
  ]

  /// Adds a row; columns that are not given take what the sheet needs, or nothing.
  package mutating func add(_ table: String, _ cells: [String: String]) {
    let sheet = Sheet.named(table)
    for name in cells.keys { _ = sheet.index(of: name) }
    let filled = (Self.defaults[table] ?? [:]).merging(cells) { _, given in given }
    let row = sheet.columns.map { filled[$0.name] ?? "" }
    sheets[table, default: []].append(SheetRow(cells: row, line: 0))
  }

  package mutating func source(_ id: String, _ cells: [String: String] = [:]) {
    add("source", ["id": id, "title_original": "Title of \(id)"].merging(cells) { $1 })
  }

  package mutating func entity(_ id: String, _ name: String, _ cells: [String: String] = [:]) {
    add("entity", ["id": id, "name": name].merging(cells) { $1 })
  }

  /// A claim with one stance, on a passage of its own in the source `article`, which cites these sources.
  package mutating func claim(
    _ id: String, _ cells: [String: String] = [:], by speaker: String = "author",
    _ attitude: String = "asserts",
    citing cited: [String] = []
  ) {
    add("claim", ["id": id, "statement": "Statement of \(id)."].merging(cells) { $1 })
    stance(on: id, by: speaker, attitude, citing: cited)
  }

  package mutating func stance(
    on claim: String, by speaker: String, _ attitude: String, citing cited: [String] = [],
    _ cells: [String: String] = [:]
  ) {
    if sheets["source"]?.contains(where: { $0.cells[0] == "article" }) != true { source("article") }
    let number = (sheets["stance"]?.count ?? 0) + 1
    var notes: [String] = []
    for source in cited {
      let note = (sheets["citation"]?.count ?? 0) + 1
      add("citation", ["id": "n\(note)", "source": "article", "note": String(note), "cites": source])
      notes.append("n\(note)")
    }
    add(
      "passage",
      [
        "id": "p\(number)", "source": "article", "locator": "1 P\(number)",
        "citations": notes.joined(separator: ";"),
      ])
    let row = [
      "id": "s\(number)", "claim": claim, "speaker_as_written": speaker, "attitude": attitude,
      "passage": "p\(number)",
    ]
    add("stance", row.merging(cells) { $1 })
  }

  package mutating func relation(_ from: String, _ kind: String, _ to: String, because: String = "") {
    add("relation", ["from": from, "relation": kind, "to": to, "because": because])
  }
}
