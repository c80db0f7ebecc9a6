package import Evidence
package import Reports

/// Which surveillance technology is said to stand where, from whom, and in what state of being.
package enum Deployments: Lens {
  package static let card = LensCard(
    id: "deployments", title: "Surveillance technology: who supplied what, where",
    question:
      "Which surveillance technology is stated for which place, from suppliers of which countries, and how far had it come?",
    method: [
      "One row for each deployment a claim records, with the claim, its qualification and its source in the row.",
      "Announced and planned rows are never counted as supplied or installed; every status is counted on its own.",
      "Rows that repeat a supplier, country and place (an installation and its upgrade) are one deployment in the shares.",
      "A row about several countries together is counted once overall and assigned to none of them.",
      "A share is taken among the deployments whose supplier's country is stated; its bounds run from none to all of the others having that country (Manski 1989).",
      "Shares leave out what is announced, planned or ended, and plain telecommunications, which is listed but is no surveillance equipment. Every supplier country of the evidence stays in the chart, whatever is asked for.",
    ],
    limits: [
      "It lists what sources mention; it is no survey of the market, and shares are shares of mentions.",
      "The 95 % interval would hold if these deployments were a random sample; they are what sources chose to write about.",
      "That a technology was supplied does not show that it was used, nor against whom.",
      "A collective row may speak of the same deployments as other rows.",
      "An unnamed supplier stays unnamed; no vendor is filled in from elsewhere.",
    ],
    references: [
      "E. B. Wilson (1927), Probable Inference, the Law of Succession, and Statistical Inference. Journal of the American Statistical Association 22.",
      "C. F. Manski (1989), Anatomy of the Selection Problem. Journal of Human Resources 24.",
      "S. Feldstein (2019), The Global Expansion of AI Surveillance. Carnegie Endowment for International Peace.",
    ],
    parameters: [
      LensParameter("country", title: "Country", takes: "a country code of the evidence, as in TJ"),
      LensParameter(
        "status", title: "Status", takes: "announced, planned, supplied, installed, in-use, upgraded or ended"
      ),
      LensParameter(
        "supplier-country", title: "Supplier's country", takes: "a country code of a supplier, as in GB"),
    ],
    instrument: .surveillanceTechnology)

  package struct Parameters: Hashable, Sendable {
    package var country: String?
    package var status: String?
    package var supplierCountry: String?
  }

  package struct Input: Sendable {
    package var deployments: [Deployment]
    package var book: ClaimBook
  }

  package static func parameters(_ query: [String: String]) throws -> Parameters {
    try check("status", query["status"], isOneOf: Choices.deploymentStatus)
    return Parameters(
      country: query["country"]?.uppercased(), status: query["status"],
      supplierCountry: query["supplier-country"]?.uppercased())
  }

  package static func gather(_ parameters: Parameters, from evidence: EvidenceSnapshot) throws -> Input {
    let all = try evidence.deployments()
    try check(
      "country", parameters.country,
      among: Countries.listed(try claimCountries(evidence) + all.flatMap(\.countries)), "country")
    try check(
      "supplier-country", parameters.supplierCountry,
      among: Set(all.flatMap(\.supplierCountry.listed)).sorted(), "supplier from")
    return Input(deployments: all, book: try ClaimBook(all.map(\.claim), from: evidence))
  }

  package static func analyse(_ input: Input, _ parameters: Parameters) throws -> Report {
    let market = SupplierShares(input.deployments, parameters.country)
    let table = DeploymentTable(input.deployments.filter { $0.matches(parameters) }, input.book)
    var blocks: [Block] = [.finding(statusFinding(input.deployments, parameters.country))]
    blocks += market.findings.map(Block.finding)
    blocks.append(
      .section(
        id: "suppliers", title: "Suppliers by country",
        [
          .chart(.bars(market.bars), market.table),
          .caveat(
            "Suppliers of all countries stand in one chart. An unnamed supplier may be of any country: the bounds say how much that could change."
          ),
        ]))
    blocks.append(.section(id: "status", title: "How far it had come", [.table(table.statuses)]))
    blocks += table.blocks(parameters)
    let countries = Countries.listed(input.deployments.flatMap(\.countries)).map { code in
      Phrase.link(.lens(card.id, ["country": code]), "Deployments in \(Countries.name(code))")
    }
    return Report(route: route, title: card.title, kicker: "Lens", blocks: blocks, related: countries)
  }

  private static func statusFinding(_ all: [Deployment], _ country: String?) -> Finding {
    let rows = all.filter { country == nil || $0.countries.contains(country ?? "") }
    let intended = rows.filter { $0.stage == .intended }
    let place = country.map { " for \(Countries.name($0))" } ?? ""
    guard !rows.isEmpty else {
      return Finding("The evidence records no deployment\(place).", countNote: "0 rows", evidence: [])
    }
    let counts = Stage.allCases.compactMap { stage -> String? in
      let count = rows.filter { $0.stage == stage }.count
      return count == 0 ? nil : "\(count) \(stage.words)"
    }
    return Finding(
      """
      \(counted(rows.count, "row"))\(place): \(counts.joined(separator: ", ")). What is announced or planned \
      (\(intended.count)) is not counted as supplied or installed.
      """,
      countNote:
        "\(counted(rows.count, "row")) describe \(counted(Set(rows.map(\.identity)).count, "deployment")) of one supplier, country and place",
      evidence: rows.claimRoutes)
  }
}

/// How far a deployment had come, by its status.
enum Stage: CaseIterable {
  case intended, supplied, inPlace, ended

  var words: String {
    switch self {
    case .intended: "announced or planned"
    case .supplied: "supplied"
    case .inPlace: "installed, in use or upgraded"
    case .ended: "ended"
    }
  }
}

extension Deployment {
  var stage: Stage {
    switch status {
    case "announced", "planned": .intended
    case "supplied": .supplied
    case "ended": .ended
    default: .inPlace
    }
  }

  /// Rows that agree in it are one deployment.
  var identity: [String] { [supplier, countries.joined(separator: ";"), place] }
  var isCollective: Bool { countries.count > 1 }
  /// Networks that carry traffic, and are not surveillance themselves.
  var isNetworkOnly: Bool { capability == "telecommunications" }

  func matches(_ parameters: Deployments.Parameters) -> Bool {
    (parameters.country.map(countries.contains) ?? true) && (parameters.status.map { $0 == status } ?? true)
      && (parameters.supplierCountry.map(supplierCountry.listed.contains) ?? true)
  }
}

extension [Deployment] {
  /// The claims, each once.
  var claimRoutes: [Route] {
    var seen: Set<String> = []
    return map(\.claim).filter { seen.insert($0).inserted }.map(Route.claim)
  }
}
