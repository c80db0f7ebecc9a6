import Evidence
import Provenance
import Reports

/// Who recorded what, when.
enum HistoryPage {
  /// Entries shown, newest first.
  private static let limit = 500

  static func report(from evidence: EvidenceSnapshot) throws -> Report {
    let last = try evidence.lastEntryNumber()
    let numbers = Array(stride(from: last, to: max(0, last - limit), by: -1))
    let entries = try evidence.historyEntries(numbers)
    let table = Table(
      id: "history",
      caption: last > numbers.count
        ? "The last \(numbers.count) of \(last) entries, newest first" : "Entries, newest first",
      columns: [
        .init("entry", "Entry", kind: .number), .init("recorded", "Recorded (UTC)", kind: .date),
        .init("author", "Author"), .init("verb", "Act"), .init("changes", "Rows"),
        .init("clock_step", "Clock set back", unit: "s", kind: .number),
      ],
      rows: numbers.map { number in entries[number].map(row) ?? unread(number) },
      emptyNote: "Nothing has been recorded yet.")
    return Report(
      route: .history, title: "History", kicker: "Who recorded what, when",
      summary: Phrase("\(Wording.count(last, "entry", "entries")). Entries are added, never changed."),
      blocks: [.table(table), .section(id: "chain", title: "How it holds together", chain)])
  }

  private static func row(_ entry: HistoryEntry) -> [Table.Cell] {
    [
      Table.Cell(number: entry.number), Table.Cell(Phrase(entry.recorded)), Table.Cell(Phrase(entry.author)),
      Table.Cell(Phrase(entry.verb)), Table.Cell(entry.changes.map(change).joined(separator: "; ")),
      Table.Cell(
        entry.clockStep == 0 ? "" : Phrase(String(entry.clockStep)), value: String(entry.clockStep),
        tone: entry.clockStep == 0 ? .neutral : .contested),
    ]
  }

  private static func change(_ change: HistoryEntry.Change) -> Phrase {
    let counts = [
      (change.added, "added"), (change.superseded, "superseded"), (change.withdrawn, "withdrawn"),
    ]
    .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return Phrase("\(Wording.record(change.kind).lowercased()): ")
      + Phrase(counts.isEmpty ? "order changed" : counts.joined(separator: ", "))
  }

  private static func unread(_ number: Int) -> [Table.Cell] {
    [
      Table.Cell(number: number), "", "", Table.Cell(.term("damaged")),
      Table.Cell("the entry no longer reads as one; run attest verify", tone: .contested), "",
    ]
  }

  private static let chain: [Block] = [
    .paragraph(
      """
      Each entry carries the SHA-256 digest of the exact bytes of the entry before it, and a salted commitment to \
      the rows it recorded. A changed entry, a changed row or a missing one no longer fits; attest verify finds it \
      and names it. Rows that were replaced or withdrawn are kept.
      """),
    .caveat(
      """
      The chain shows that nothing was changed after it was recorded. It does not show that what was recorded is \
      true, nor that the clock was right. Where a clock was set back between two entries, the column says by how much.
      """),
  ]
}
