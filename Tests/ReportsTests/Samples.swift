import Provenance
import Reports
import Statistics

/// One report with every kind of block, in four scripts, and with hostile words wherever words can go.
enum Samples {
  static let hostile = "<script>alert(\"1\")</script> & 'x' \u{202E}fdp.exe onload=1"

  static let context = RenderingContext(
    siteTitle: "Case", stylesheet: "/attest.css",
    navigation: [.init(.claims(ClaimFilter()), "Claims"), .init(.method, "Method")],
    footer: "Made with Attest",
    href: { route, form in "/" + route.address + (form == .html ? "" : "." + form.rawValue) })

  static let table = Table(
    id: "rows", caption: hostile,
    columns: [
      .init("what", "What"), .init("amount", "Amount", unit: "EUR", kind: .number),
      .init("about", "About"),
    ],
    rows: [
      [
        "\(link: .claim("c075"), "c075")", .init("1 000", value: "1000"),
        Table.Cell(Phrase.foreign("上海合作组织", language: "zh-Hans")),
      ],
      [Table.Cell(Phrase(hostile)), .init("not known", value: "", tone: .absent), "=1+1"],
    ], hasRowHeads: true)

  static let charts: [Chart] = [
    .matrix(
      Chart.Matrix(
        title: hostile, rowTitle: "country", columnTitle: "instrument", rows: [hostile, "B"],
        columns: ["C", "中"],
        cells: [
          [
            .init(high: 1, medium: 2, low: 3, contested: 2, link: .claim("c1")),
            .init(high: 0, medium: 0, low: 0, contested: 0, link: nil),
          ],
          [
            .init(high: 0, medium: 0, low: 1, contested: 0, link: nil),
            .init(high: 9, medium: 0, low: 0, contested: 9, link: .claim("c2")),
          ],
        ])),
    .timeline(
      Chart.Timeline(
        title: "In time",
        items: [
          .init(
            hostile, dateText: "2019/..", earliest: 2019, latest: nil, isContested: true, link: .claim("c1")),
          .init("b", dateText: "", earliest: nil, latest: nil, isContested: false, link: nil),
          .init("c", dateText: "2018~", earliest: 2018, latest: 2018.9, isContested: false, link: nil),
        ])),
    .bars(
      Chart.Bars(
        title: "Shares", unit: "share of rows, 0–1",
        bars: [.init(hostile, value: 0.5, bounds: 0.2...0.8, note: hostile, link: .claim("c1"))])),
  ]

  static let report = Report(
    route: .claim("c075"), title: hostile, kicker: "Claim", summary: Phrase(hostile),
    blocks: [
      .paragraph(
        "Said by \(link: .entity("sco"), "the SCO") \(term: "allegation") \(strong: hostile) \(hostile)"
      ),
      .section(
        id: "part", title: hostile,
        [
          .list([Phrase(hostile), Phrase.outside("javascript:alert(1)", "run")]),
          .facts([Fact("Name", [Phrase.foreign("ئۇيغۇر", language: "ug-Arab"), Phrase(hostile)])]),
        ]),
      .finding(
        Finding(
          "Five of eleven", estimate: Estimate(count: 5, known: 11, unknown: 4), countNote: "4 do not say",
          evidence: [.claim("c1"), .claim("c2")])),
      .quotation(Quotation(hostile, language: "fa", source: Phrase(hostile), standing: .notHeld)),
      .caveat(Phrase(hostile)),
      .sides([Side("one", [.paragraph("a")]), Side("two", [.table(table)])]),
      .form(
        Form(
          to: .search(""), fields: [.init("q", label: hostile, value: hostile)], submitLabel: "Search",
          command: "attest search WORDS")),
      .diagnostics([
        Diagnostic("an-id", hostile, at: Place("a.csv", line: 2), facts: [hostile], help: hostile)
      ]),
    ]
      + charts.map { .chart($0, table) },
    related: ["\(link: .method, "method")"])
}
