import Evidence
import Lenses
import Reports

/// Where a reader begins: the question, the whole evidence at a glance, and where to go from there.
struct HomePage {
  let evidence: EvidenceSnapshot
  let text: CaseText

  init(_ evidence: EvidenceSnapshot) throws {
    self.evidence = evidence
    text = try CaseText(of: evidence)
  }

  var report: Report {
    get throws {
      Report(
        route: .home, title: text.title, kicker: "Evidence", summary: Phrase(text.question),
        blocks: try overview + [
          .section(id: "start", title: "Where to start", [.list(start), .form(SearchPage.form(""))]),
          .section(id: "counts", title: "What is here", [.facts(try counts), .table(try disputes)]),
          .section(id: "limits", title: "What these pages cannot show", Self.limits),
        ] + about)
    }
  }

  /// The drawing of the overview lens, with its table.
  private var overview: [Block] {
    get throws {
      guard let overview = lens(named: "overview") else { return [] }
      let report = try overview.report([:], from: evidence)
      guard let chart = Self.firstMatrix(report.blocks) else { return [] }
      return [
        .section(
          id: "overview", title: report.title,
          [chart, .paragraph("How it is counted: " + .link(overview.route, overview.card.title))])
      ]
    }
  }

  private static func firstMatrix(_ blocks: [Block]) -> Block? {
    for block in blocks {
      switch block {
      case .chart(.matrix, _): return block
      case .section(_, _, let inner): if let found = firstMatrix(inner) { return found }
      case .sides(let sides): if let found = firstMatrix(sides.flatMap(\.blocks)) { return found }
      default: continue
      }
    }
    return nil
  }

  private var start: [Phrase] {
    [
      .link(.claims(ClaimFilter()), "Claims")
        + ": every statement, who says it, how sure it is, whether it is contested",
      .link(.entities(page: 1), "Entities") + ": people, bodies and states, under all their names",
      .link(.sources, "Sources") + ": who published what, with what interest, and what rests on it",
      .link(.lenses, "Lenses") + ": comparisons computed from the claims, each with its limits",
      .link(.method, "Method") + ": how evidence becomes claims, and what the words on these pages mean",
      .link(.history, "History") + ": who recorded what, when",
    ]
  }

  private var counts: [Fact] {
    get throws {
      [
        Fact("Claims", .link(.claims(ClaimFilter()), String(try evidence.claimCount()))),
        Fact("Entities", .link(.entities(page: 1), String(try evidence.entityCount()))),
        Fact("Sources", .link(.sources, String(try evidence.sourceCount()))),
      ]
    }
  }

  private var disputes: Table {
    get throws {
      let facets = try evidence.claimFacets(.dispute)
      return Table(
        id: "disputes", caption: "Claims by dispute",
        columns: [.init("dispute", "Dispute"), .init("claims", "Claims", kind: .number)],
        rows: facets.map { value, count in
          [
            Table.Cell(.term(value)),
            Table.Cell(.link(.claims(ClaimFilter(dispute: value)), String(count)), value: String(count)),
          ]
        }, hasRowHeads: true, emptyNote: "No claims yet. Load some with attest import.")
    }
  }

  private static let limits: [Block] = [
    .caveat(
      """
      Counts here count sentences that somebody coded, not events. More claims on a country or an actor mean that \
      more was said and coded, not that more happened.
      """),
    .caveat(
      """
      A claim is not endorsed by being listed. Read who says it, on what, and who answers, before you cite it; and \
      read other actors and domestic causes beside the one you came for.
      """),
    .caveat("Where nothing is recorded, nothing was coded. That is not evidence that nothing was there."),
  ]

  private var about: [Block] {
    let blocks = Markdown.blocks(text.body, without: text.title)
    return blocks.isEmpty ? [] : [.section(id: "about", title: "About this case", blocks)]
  }
}
