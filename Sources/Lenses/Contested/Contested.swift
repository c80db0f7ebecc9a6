package import Evidence
import Provenance
package import Reports

/// Each accusation beside its replies, and how many independent origins stand behind either.
package enum Contested: Lens {
  package static let card = LensCard(
    id: "contested", title: "Contested claims: accusation beside reply",
    question: "Who contests what, what is answered, and how many independent origins support each side?",
    method: [
      "Contested are allegations, claims whose dispute is not undisputed, claims somebody denies or partly admits, and claims that contradict, deny, partly admit or respond to others.",
      "Each exchange has one claim and, beside it, every stance and claim that answers or contradicts it. Where two claims contradict each other, the allegation leads; otherwise the one the coder put first.",
      "A pair of claims stands in one exchange, so nothing is counted twice; a claim shown as an answer does not open an exchange unless it is answered itself.",
      "For each side the passages are followed through their notes to the works cited, and those to what they relay. Each origin counts once, however often it is cited; publishers are counted beside.",
      "A passage without notes rests on its own source. Rival explanations and internal tensions stand in parts of their own.",
    ],
    limits: [
      "It shows who says what and who answers; it does not say who is right.",
      "No reply recorded means none in this evidence; a reply may exist elsewhere.",
      "Two origins may share an informant that neither names; the number of origins is the most there can be.",
      "An origin counts as support when a note cites it for the passage, whether or not it was read.",
    ],
    references: [],
    parameters: [
      LensParameter("country", title: "Country", takes: "a country code of the evidence, as in TJ"),
      LensParameter("instrument", title: "Instrument", takes: "an instrument, as in elite-funding"),
      LensParameter("page", title: "Page", takes: "a page number from 1; \(pageLength) exchanges a page"),
    ],
    instrument: nil)

  /// So many exchanges on a page.
  static let pageLength = 50

  package struct Parameters: Hashable, Sendable {
    package var country: String?
    package var instrument: String?
    package var page: Int
  }

  package struct Input: Sendable {
    /// Those of the page, in order.
    var exchanges: [Exchange]
    var counts: ExchangeCounts
    var relations: [Relation]
    var book: ClaimBook
  }

  package static func parameters(_ query: [String: String]) throws -> Parameters {
    try check("instrument", query["instrument"], isOneOf: Instrument.allCases.map(\.rawValue))
    let text = query["page"] ?? "1"
    guard let page = Int(text), page >= 1 else {
      throw Diagnostic(
        "lens-parameter", "'\(text.shown)' is no page: pages are counted from 1",
        help: "attest lens contested --page 1")
    }
    return Parameters(country: query["country"]?.uppercased(), instrument: query["instrument"], page: page)
  }

  package static func gather(_ parameters: Parameters, from evidence: EvidenceSnapshot) throws -> Input {
    try check("country", parameters.country, among: claimCountries(evidence), "claim about country")
    var all = Exchange.all(
      try evidence.contestedClaims(),
      try evidence.relations(ofKinds: Exchange.Kind.allCases.flatMap(\.relations)))
    if parameters.country != nil || parameters.instrument != nil {
      let kept = Set(
        try evidence.claimIDs(ClaimConditions(instrument: parameters.instrument, country: parameters.country))
      )
      all = all.filter { $0.claims.contains(where: kept.contains) }
    }
    let counts = ExchangeCounts(all)
    guard parameters.page <= counts.pageCount else {
      throw Diagnostic(
        "lens-parameter", "there is no page \(parameters.page) of contested claims",
        facts: ["it has \(counted(all.count, "exchange")) on \(counted(counts.pageCount, "page"))"],
        help: "attest lens contested --page \(counts.pageCount)")
    }
    let page = Array(all.dropFirst((parameters.page - 1) * pageLength).prefix(pageLength))
    let claims = page.flatMap(\.shownClaims)
    let qualifying = try evidence.relations(of: page.map(\.claim)).filter { $0.kind == .qualifies }
    return Input(
      exchanges: page, counts: counts, relations: qualifying,
      book: try ClaimBook(claims + qualifying.map(\.from), from: evidence))
  }

  package static func analyse(_ input: Input, _ parameters: Parameters) throws -> Report {
    let page = ExchangePage(input)
    var blocks = findings(input).map(Block.finding)
    for kind in Exchange.Kind.allCases {
      let exchanges = input.exchanges.filter { $0.kind == kind }
      guard !exchanges.isEmpty else { continue }
      blocks.append(.section(id: kind.rawValue, title: kind.title, exchanges.flatMap(page.blocks)))
    }
    let summary = page.table
    if !summary.rows.isEmpty {
      blocks.append(
        .section(id: "summary", title: "The exchanges of this page in a table", [.table(summary)]))
    }
    return Report(
      route: route, title: card.title, kicker: "Lens", blocks: blocks, related: neighbours(input, parameters))
  }

  private static func findings(_ input: Input) -> [Finding] {
    let counts = input.counts
    guard counts.total > 0 else {
      return [Finding("The evidence holds no contested claim.", countNote: "0 claims", evidence: [])]
    }
    let shown = input.exchanges.filter { $0.kind == .exchange }
    let mute = shown.filter { !$0.hasReply }.map { Route.claim($0.claim) }
    var findings = [
      Finding(
        """
        \(counted(counts.accusations, "claim")) accused, disputed or answered: \(counts.answered) with a reply or a \
        contradicting claim, \(counts.accusations - counts.answered) with no reply recorded.
        """,
        countNote: "evidence listed for this page", evidence: input.exchanges.map { .claim($0.claim) })
    ]
    if !mute.isEmpty {
      findings.append(
        Finding(
          "On this page \(counted(mute.count, "claim")) \(mute.count == 1 ? "has" : "have") no reply recorded.",
          countNote: "\(mute.count) of \(shown.count) on this page", evidence: mute))
    }
    findings.append(
      Finding(
        """
        Beside them stand rival explanations of \(counted(counts.rivals, "claim")), and \
        \(counted(counts.tensions, "claim")) in tension with others.
        """,
        countNote: "each claim with all its rivals or tensions counted once",
        evidence: input.exchanges.map { .claim($0.claim) }))
    return findings
  }

  /// The pages before and after, and where this one stands.
  private static func neighbours(_ input: Input, _ parameters: Parameters) -> [Phrase] {
    let last = input.counts.pageCount
    guard last > 1 else { return [] }
    func link(_ page: Int, _ words: String) -> Phrase {
      var query: [String: String] = page > 1 ? ["page": String(page)] : [:]
      query["country"] = parameters.country
      query["instrument"] = parameters.instrument
      return .link(.lens(card.id, query), words)
    }
    var phrases: [Phrase] = ["Page \(parameters.page) of \(last)"]
    if parameters.page > 1 { phrases.append(link(parameters.page - 1, "previous page")) }
    if parameters.page < last { phrases.append(link(parameters.page + 1, "next page")) }
    return phrases
  }
}
