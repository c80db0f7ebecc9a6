import Evidence
import Reports
import Statistics

/// Deployments by the country of their supplier, among those supplied or in place.
struct SupplierShares {
  private let country: String?
  /// One for each supplier, country and place.
  private let distinct: [Deployment]
  private let rowCount: Int
  private let supplierCountries: [String]
  private let collectiveCount: Int

  init(_ all: [Deployment], _ country: String?) {
    self.country = country
    let counted = all.filter { ($0.stage == .supplied || $0.stage == .inPlace) && !$0.isNetworkOnly }
    let mine = counted.filter { country == nil || $0.countries == [country ?? ""] }
    collectiveCount =
      counted.filter { $0.isCollective && (country == nil || $0.countries.contains(country ?? "")) }
      .count
    var seen: Set<[String]> = []
    distinct = mine.filter { seen.insert($0.identity).inserted }
    rowCount = mine.count
    // All of the evidence, so that a country without a supplier here is seen to have none.
    supplierCountries = Set(all.flatMap(\.supplierCountry.listed)).sorted()
  }

  private var unknown: [Deployment] { distinct.filter { $0.supplierCountry.listed.isEmpty } }

  private func of(_ code: String) -> [Deployment] {
    distinct.filter { $0.supplierCountry.listed.contains(code) }
  }

  private func estimate(_ code: String) -> Estimate? {
    Estimate(count: of(code).count, known: distinct.count - unknown.count, unknown: unknown.count)
  }

  /// Most deployments first, then by code.
  private var order: [String] {
    supplierCountries.sorted { a, b in
      let (first, second) = (of(a).count, of(b).count)
      return first == second ? a < b : first > second
    }
  }

  private var place: String { country.map { " in \(Countries.name($0))" } ?? "" }

  var findings: [Finding] {
    guard !distinct.isEmpty else {
      return [
        Finding(
          "The evidence records no technology as supplied or in place\(place).", countNote: "0 deployments",
          evidence: [])
      ]
    }
    return order.filter { !of($0).isEmpty }.compactMap { code in
      guard let estimate = estimate(code) else { return nil }
      return Finding(
        """
        Suppliers from \(Countries.name(code)) stand behind \(estimate.count) of the \(estimate.known) deployments\
        \(place) whose supplier's country is stated, \(percent(estimate.share)).
        """,
        estimate: estimate,
        countNote: """
          \(counted(unknown.count, "deployment")) without a stated supplier country; \
          \(counted(rowCount, "row")) describe \(counted(distinct.count, "deployment"))
          """, evidence: of(code).claimRoutes)
    } + unknownFinding
  }

  private var unknownFinding: [Finding] {
    guard !unknown.isEmpty else { return [] }
    return [
      Finding(
        "\(counted(unknown.count, "deployment"))\(place) \(unknown.count == 1 ? "has" : "have") no stated supplier country.",
        countNote: "\(unknown.count) of \(distinct.count) supplied or in place", evidence: unknown.claimRoutes
      )
    ]
  }

  var bars: Chart.Bars {
    Chart.Bars(
      title: "Share of deployments by supplier’s country\(place), with bounds for the unnamed",
      unit: "share of deployments, 0–1",
      bars: order.map { code in
        let estimate = estimate(code)
        return Chart.Bars.Bar(
          Countries.name(code), value: estimate?.share ?? 0, bounds: estimate?.bounds,
          note: "\(of(code).count) of \(distinct.count - unknown.count) stated, \(unknown.count) not",
          link: .lens(Deployments.card.id, ["supplier-country": code]))
      })
  }

  var table: Table {
    var rows = order.map { code -> [Table.Cell] in
      let estimate = estimate(code)
      return [
        Table.Cell(
          .link(.lens(Deployments.card.id, ["supplier-country": code]), Countries.name(code)), value: code),
        Table.Cell(number: of(code).count), share(estimate?.share), share(estimate?.bounds.lowerBound),
        share(estimate?.bounds.upperBound), share(estimate?.interval95.lowerBound),
        share(estimate?.interval95.upperBound),
      ]
    }
    if !rows.isEmpty {
      rows.append(
        [Table.Cell("\(term: "not in source")"), Table.Cell(number: unknown.count)]
          + Array(repeating: Table.Cell(.quiet("–"), value: "", tone: .absent), count: 5))
    }
    let note =
      collectiveCount == 0 || country == nil
      ? "" : "; \(collectiveCount) said of several countries together are left out"
    return Table(
      id: "supplier_shares",
      caption: "Deployments supplied or in place\(place), by supplier’s country\(note)",
      columns: [
        Table.Column("supplier_country", "Supplier’s country"),
        Table.Column("deployments", "Deployments", unit: "deployments", kind: .number),
      ]
        + [
          ("share", "Share of those stated"), ("least", "Least it can be"), ("most", "Most it can be"),
          ("low95", "95 % interval, from"), ("high95", "95 % interval, to"),
        ].map { Table.Column($0.0, $0.1, unit: "share 0–1", kind: .number) },
      rows: rows, hasRowHeads: true, emptyNote: "No supplier’s country is stated.")
  }

  private func share(_ value: Double?) -> Table.Cell {
    guard let value else { return Table.Cell(.quiet("–"), value: "", tone: .absent) }
    return Table.Cell(Phrase(decimal(value)), value: decimal(value))
  }
}

/// A share to three places: `0.667`.
func decimal(_ share: Double) -> String {
  let thousandths = Int((share * 1000).rounded())
  let digits = String(thousandths % 1000)
  return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
}

/// A share in words: `67 %`.
func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
