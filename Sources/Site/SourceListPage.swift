import Evidence
import Reports

/// Every source, with who stands behind it and how much rests on it.
enum SourceListPage {
  static func report(from evidence: EvidenceSnapshot) throws -> Report {
    let sources = try evidence.sources(evidence.sourceIDs())
    let counts = try evidence.claimCountsOfSources()
    let table = Table(
      id: "sources", caption: "Sources, in the order of the casebook",
      columns: [
        .init("source", "Source"), .init("kind", "Kind"), .init("language", "Language"),
        .init("independence", "Independence"), .init("interest", "Who stands behind it"),
        .init("claims", "Claims resting on it", kind: .number),
      ],
      rows: sources.map { source in
        [
          Table.Cell(Reference.full(source)), Table.Cell(Phrase(Wording.choice(source.kind))),
          Table.Cell(Phrase(source.language)), Table.Cell(.term(Wording.choice(source.independence))),
          Table.Cell(Phrase(source.interest)),
          Table.Cell(
            .link(.source(source.id), String(counts[source.id] ?? 0)), value: String(counts[source.id] ?? 0)),
        ]
      }, hasRowHeads: true, emptyNote: "No sources yet. Load some with attest import.")
    return Report(
      route: .sources, title: "Sources", kicker: "Who published what",
      summary: Phrase(
        "\(Wording.count(sources.count, "source")). A claim rests on a source by its passages, or by "
          + "the notes of another source that lead to it."),
      blocks: [.table(table)])
  }
}
