package import Evidence
package import Reports

/// What the evidence says, country by instrument, with confidence and dispute in sight, and who acts in it.
package enum Overview: Lens {
  package static let card = LensCard(
    id: "overview", title: "Overview: country by instrument",
    question:
      "What does the evidence say about which country and which instrument, how surely, and who acts?",
    method: [
      "Each claim is counted in the row of every country it is about and in the column of its one instrument.",
      "A claim about three countries stands in three rows, so rows do not add up; the totals above the matrix count each once.",
      "Contested means that a claim's dispute is disputed, refuted or withdrawn; confidence is the coder's, given the source.",
      "Who acts is read from the role actor; a claim with actors of two groups counts in both, in each once.",
      """
      Groups follow the actor's country alone. Western means states of the European Union and EFTA, the United \
      Kingdom, the United States, Canada, Australia and New Zealand; bodies of no one country are public bodies and \
      organisations without a country.
      """,
    ],
    limits: [
      "A number counts statements in the evidence, not events in the world.",
      "A blank cell means that nothing is stated here, not that nothing happened.",
      "Counts follow what sources chose to write about: many statements on one instrument do not make it the strongest.",
      "Actors whose source gives no country, such as the West as a bloc, cannot be placed in a group.",
    ],
    references: [],
    parameters: [
      LensParameter("country", title: "Country", takes: "a country code of the evidence, as in TJ"),
      LensParameter("instrument", title: "Instrument", takes: "an instrument, as in surveillance-technology"),
    ],
    instrument: nil)

  package struct Parameters: Hashable, Sendable {
    package var country: String?
    package var instrument: String?
  }

  package struct Input: Sendable {
    package var counts: [ClaimCount]
    /// Each claim once, whatever its countries.
    package var totals: [Instrument: Int]
    package var actors: [ActorPart]
  }

  /// Beside every instrument, whatever is asked for: never China alone.
  static let standing: [Instrument] = [.domesticAgency, .otherActors, .publicAttitudes]

  package static func parameters(_ query: [String: String]) throws -> Parameters {
    try check("instrument", query["instrument"], isOneOf: Instrument.allCases.map(\.rawValue))
    return Parameters(country: query["country"]?.uppercased(), instrument: query["instrument"])
  }

  package static func gather(_ parameters: Parameters, from evidence: EvidenceSnapshot) throws -> Input {
    try check("country", parameters.country, among: claimCountries(evidence), "claim about country")
    var totals: [Instrument: Int] = [:]
    for instrument in Instrument.allCases {
      totals[instrument] = try evidence.claimCount(
        ClaimConditions(instrument: instrument.rawValue, country: parameters.country))
    }
    return Input(
      counts: try evidence.claimCounts(), totals: totals,
      actors: try evidence.actorParts(country: parameters.country))
  }

  package static func analyse(_ input: Input, _ parameters: Parameters) throws -> Report {
    let grid = OverviewGrid(input, parameters)
    let actors = ActorTable(input.actors, parameters)
    return Report(
      route: route, title: card.title, kicker: "Lens",
      blocks: findings(grid, actors, parameters).map(Block.finding) + [
        .caveat(
          """
          A number counts statements in the evidence, not events. What is blank is unstated, not absent.
          """),
        .section(id: "matrix", title: "Country by instrument", [.chart(.matrix(grid.matrix), grid.table)]),
        .section(
          id: "actors", title: "Who acts",
          [
            .paragraph(
              "China, other foreign actors and the states themselves, by how many claims show them acting."),
            .table(actors.groups), .table(actors.named),
          ]),
        .section(id: "cells", title: "Every cell, for reuse", [.table(grid.cells)]),
      ])
  }

  private static func findings(
    _ grid: OverviewGrid, _ actors: ActorTable, _ parameters: Parameters
  ) -> [Finding] {
    let total = grid.columns.reduce(0) { $0 + grid.total($1) }
    let place = parameters.country.map { " about \(Countries.name($0))" } ?? ""
    guard total > 0 else {
      return [Finding("The evidence holds no claim\(place).", countNote: "0 claims", evidence: [])]
    }
    let all = Route.claims(ClaimFilter(country: parameters.country))
    let parts = grid.columns.filter { grid.total($0) > 0 }.map { column in
      let filter = ClaimFilter(instrument: column.rawValue, country: parameters.country)
      return "\(column.title.lowercased()) \(link: .claims(filter), String(grid.total(column)))" as Phrase
    }
    var findings = [
      Finding(
        "The evidence states \(counted(total, "claim"))\(place): \(parts.joined(separator: ", ")).",
        countNote: "each claim counted once, whatever its countries", evidence: [all])
    ]
    if let acting = actors.finding { findings.append(acting) }
    if grid.blankCount > 0 {
      findings.append(
        Finding(
          """
          \(grid.blankCount) of \(grid.rows.count * grid.columns.count) cells of country and instrument are \
          blank: nothing is stated there.
          """,
          countNote: "countries that at least one claim is about", evidence: [all]))
    }
    return findings
  }
}
