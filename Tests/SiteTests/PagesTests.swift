import Evidence
import Foundation
import Lenses
import Provenance
import Reports
import Testing

@testable import Site

@Suite("Pages") struct PagesTests {
  /// Every kind of address of the small base.
  static func routes(_ evidence: EvidenceSnapshot) throws -> [Route] {
    var routes: [Route] = [
      .home, .claims(ClaimFilter()), .entities(page: 1), .sources, .lenses, .method, .history, .search(""),
      .search("Руда"), .search("nowhere to be found"),
      .claims(ClaimFilter(country: "TJ", confidence: "medium")),
      .claims(ClaimFilter(entity: "ore", year: 2020)), .claims(ClaimFilter(dispute: "refuted")),
    ]
    routes += try evidence.claimIDs().map { .claim($0) }
    routes += try evidence.entityIDs().map { .entity($0) }
    routes += try evidence.sourceIDs().map { .source($0) }
    routes += lenses.map { .lens($0.card.id, [:]) }
    return routes
  }

  static let context = RenderingContext(siteTitle: "Small", stylesheet: "attest.css") { route, form in
    "/" + route.address + "." + form.rawValue
  }

  /// A report in all its forms but pictures.
  static func renderings(_ report: Report) -> [String] {
    [report.html(context: context).string, report.text(width: 4000), report.json().string]
      + report.tables.map { $0.csv(neutralised: false) }
  }

  @Test("every address answers, and says which address it is") func everyRouteAnswers() throws {
    try SmallBase.with { base in
      try base.read { evidence in
        for route in try Self.routes(evidence) {
          let report = try Site.report(at: route, from: evidence)
          #expect(report.route == route)
          #expect(!report.title.isEmpty)
          for form in Self.renderings(report) { #expect(!form.isEmpty) }
        }
      }
    }
  }

  @Test("a claim’s page shows its source and its qualification in every form") func claimsKeepTheirSource()
    throws
  {
    try SmallBase.with { base in
      try base.read { evidence in
        for claim in try evidence.claims(evidence.claimIDs()) {
          let report = try Site.report(at: .claim(claim.id), from: evidence)
          for form in Self.renderings(report).prefix(3) {
            #expect(form.contains("N. Author 2022") || form.contains("Second Mission 2021"), "\(claim.id)")
            #expect(form.contains(claim.stances[0].passage.locator))
            #expect(claim.qualification.isEmpty || form.contains(claim.qualification))
          }
        }
      }
    }
  }

  @Test("wherever a statement stands, what must be read with it stands too") func qualificationEverywhere()
    throws
  {
    try SmallBase.with { base in
      try base.read { evidence in
        for route in try Self.routes(evidence) {
          for form in Self.renderings(try Site.report(at: route, from: evidence)) {
            let statements = form.components(separatedBy: SmallBase.payment).count - 1
            let qualifications = form.components(separatedBy: SmallBase.paymentQualification).count - 1
            #expect(statements == 0 || qualifications > 0, "\(route.address)")
          }
        }
      }
    }
  }

  @Test("wherever claims are listed, every row has its source") func rowsKeepTheirSource() throws {
    try SmallBase.with { base in
      try base.read { evidence in
        for route in try Self.routes(evidence) {
          // Lenses answer for their own tables.
          if case .lens = route { continue }
          for table in try Site.report(at: route, from: evidence).tables
          where table.columns.contains(where: { $0.id == "claim" }) {
            let column = table.columns.firstIndex { $0.id == "source" }
            #expect(column != nil, "table \(table.id) at \(route.address)")
            for row in table.rows {
              guard let column else { break }
              #expect(
                row[column].phrase.runs.contains { if case .route(.source) = $0.link { true } else { false } }
              )
            }
          }
        }
      }
    }
  }

  @Test("two missions stand side by side, each by its own yardstick") func twoMissions() throws {
    try SmallBase.with { base in
      let report = try base.read { try Site.report(at: .entity("vote-2020"), from: $0) }
      let sides = try #require(Self.sides(report.blocks).first)
      #expect(sides.map { $0.title.text.prefix(14) } == ["First Mission,", "Second Mission"])
      let facts = sides.compactMap { side in
        if case .facts(let facts) = side.blocks[0] { facts } else { nil }
      }
      #expect(facts[0].map(\.name) == ["Legal conformity", "Genuine choice"])
      #expect(facts[0][0].values[0].text == "positive, measured against national law, by c1")
      #expect(facts[0][1].values[0].text.hasPrefix("not addressed"))
      #expect(facts[1][1].values[0].text == "negative, measured against OSCE commitments, by c2")
      #expect(facts[1][0].values[0].text == "not in source, by c2")
    }
  }

  @Test("accusation, denial and reply meet on one page") func sidesMeet() throws {
    try SmallBase.with { base in
      let report = try base.read { try Site.report(at: .claim("c3"), from: $0) }
      let sides = try #require(Self.sides(report.blocks).first)
      #expect(
        sides.map(\.title.text) == ["Says it is so", "Denies or partly admits it", "Claims that answer it"])
      let text = report.text(width: 4000)
      #expect(text.contains("1, behind 1 stance: Gift of a company"), "the copy counts with what it copies")
      #expect(text.contains("the source’s own words"))
      #expect(text.contains("2020~"))
    }
  }

  @Test("an unnamed person is shown as protected, everywhere they speak") func protected() throws {
    try SmallBase.with { base in
      try base.read { evidence in
        let page = try Site.report(at: .entity("party-leader"), from: evidence).text()
        #expect(page.contains("A protected person"))
        for route in [Route.claim("c3"), .claim("c4"), .claims(ClaimFilter()), .entities(page: 1)] {
          let text = try Site.report(at: route, from: evidence).text(width: 4000)
          #expect(text.contains("leader of the party (unnamed) (protected)"), "\(route.address)")
        }
      }
    }
  }

  @Test("a back-reference leads to the work it means") func backReference() throws {
    try SmallBase.with { base in
      let text = try base.read { try Site.report(at: .claim("c2"), from: $0) }.text(width: 4000)
      #expect(
        text.contains(
          "printed “Ibid.”, which leads to Second Mission, Итоговый отчёт (Itogovyy otchyot) [Final report]"))
      #expect(text.contains("at p. 3"))
      #expect(text.contains("document not held"))
    }
  }

  @Test("an address at which nothing stands names what stands nearby") func unknownAddress() throws {
    let expected: [(Route, String)] = [
      (.claim("c9"), "attest show claims/c1, or attest show claims/c2, or attest show claims/c3"),
      (.entity("first-mision"), "attest show entities/first-mission"),
      (.source("zzzzzzzzzz"), "attest search zzzzzzzzzz"),
      (.claims(ClaimFilter(page: 7)), "attest show 'claims'"),
    ]
    try SmallBase.with { base in
      for (route, help) in expected {
        let diagnostic = #expect(throws: Diagnostic.self) {
          try base.read { try Site.report(at: route, from: $0) }
        }
        #expect(diagnostic?.id == "address-unknown")
        #expect(diagnostic?.help == help)
      }
    }
  }

  @Test("a search that finds nothing says what was tried") func emptySearch() throws {
    try SmallBase.with { base in
      let text = try base.read { try Site.report(at: .search("xylophone"), from: $0) }.text()
      #expect(text.contains("Nothing found"))
      #expect(text.contains("xylophone"))
      #expect(text.contains("Try a part of the name alone"))
    }
  }

  static func sides(_ blocks: [Block]) -> [[Side]] {
    blocks.flatMap { block -> [[Side]] in
      switch block {
      case .sides(let sides): [sides]
      case .section(_, _, let inner): Self.sides(inner)
      default: []
      }
    }
  }
}
