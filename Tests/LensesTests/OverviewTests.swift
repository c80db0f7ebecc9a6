import Evidence
import Provenance
import Reports
import TestSupport
import Testing

@testable import Lenses

@Suite struct OverviewTests {
  private let base = Result {
    try SampleBase { rows in
      rows.entity("china", "China", ["kind": "state", "country": "CN"])
      rows.entity("russia", "Russia", ["kind": "state", "country": "RU"])
      rows.entity("gamma", "Gamma", ["kind": "company", "country": "GB"])
      rows.entity("governments", "governments", ["kind": "group", "country": "KZ;KG;TJ;TM;UZ"])
      rows.entity("sco", "SCO", ["kind": "public-body"])
      rows.claim("c1", ["instrument": "surveillance-technology", "countries": "KZ;TJ", "confidence": "high"])
      rows.claim("c2", ["instrument": "surveillance-technology", "countries": "TJ", "dispute": "disputed"])
      rows.claim("c3", ["instrument": "other-actors", "countries": "TM;GB"])
      rows.claim("c4", ["instrument": "domestic-agency", "countries": "TJ"])
      rows.claim("c5", ["instrument": "narrative", "confidence": "low"])
      for (claim, entity) in [
        ("c1", "china"), ("c2", "china"), ("c3", "gamma"), ("c4", "governments"), ("c2", "sco"),
      ] {
        rows.add("role", ["claim": claim, "role": "actor", "entity": entity])
      }
      rows.add("role", ["claim": "c5", "role": "actor", "as_written": "the West"])
      rows.add("role", ["claim": "c5", "role": "target", "entity": "russia"])
    }
  }

  private func report(_ query: [String: String] = [:]) throws -> Report {
    try base.get().read { try Overview.report(query, from: $0) }
  }

  private func matrix(_ report: Report) throws -> Chart.Matrix {
    guard case .matrix(let matrix) = try #require(report.charts.first) else {
      throw Diagnostic("test", "the first chart is no matrix")
    }
    return matrix
  }

  @Test("home countries come first, then the others, then claims that state no country")
  func rows() throws {
    let matrix = try matrix(try report())
    #expect(
      matrix.rows == ["Kazakhstan", "Tajikistan", "Turkmenistan", "United Kingdom", "no country stated"])
    let last = try #require(matrix.cells.last?[0])
    #expect(last.low == 1)
    #expect(last.link == .claims(ClaimFilter(instrument: "narrative", country: "none")))
  }

  @Test("a cell holds how surely its claims are held, how many are contested, and the way to them")
  func cells() throws {
    let matrix = try matrix(try report())
    let column = try #require(matrix.columns.firstIndex(of: "Surveillance technology"))
    let cell = matrix.cells[1][column]
    #expect((cell.high, cell.medium, cell.low, cell.contested) == (1, 1, 0, 1))
    #expect(cell.link == .claims(ClaimFilter(instrument: "surveillance-technology", country: "TJ")))
  }

  @Test("other actors, domestic agency and public attitudes stand beside any instrument asked for")
  func neverAlone() throws {
    let matrix = try matrix(try report(["instrument": "surveillance-technology"]))
    #expect(
      matrix.columns == ["Surveillance technology", "Domestic agency", "Other actors", "Public attitudes"])
  }

  @Test("one country leaves its row, and counts its claims only")
  func oneCountry() throws {
    let report = try report(["country": "tj"])
    #expect(try matrix(report).rows == ["Tajikistan"])
    #expect(
      report.blocks.findings[0].sentence.text.hasPrefix("The evidence states 3 claims about Tajikistan"))
  }

  @Test("claims of several countries are counted once in the total")
  func total() throws {
    #expect(try report().blocks.findings[0].sentence.text.hasPrefix("The evidence states 5 claims:"))
  }

  @Test("who acts is counted by the actor's country, China no more than the others")
  func actors() throws {
    let table = try #require(try report().tables.first { $0.id == "actor_groups" })
    let counts = Dictionary(uniqueKeysWithValues: table.rows.map { ($0[0].bare, $0[1].bare) })
    #expect(
      counts == [
        "China, its party and companies": "2", "The five states themselves": "1", "Russia": "0",
        "Western states and companies": "1", "Bodies of no one country": "1",
        "Other or several countries": "0",
        "No country stated": "1",
      ])
  }

  @Test("the filter for no country keeps just the claims that state none")
  func noCountry() throws {
    #expect(try base.get().read { try $0.claimIDs(.init(country: "none")) } == ["c5"])
  }

  @Test("a country the evidence does not speak of is refused with those it does")
  func unknownCountry() throws {
    let thrown = #expect(throws: Diagnostic.self) { try report(["country": "FR"]) }
    #expect(thrown?.facts == ["it has: KZ, TJ, TM, GB"])
    #expect(thrown?.help == "attest lens overview --country KZ")
  }
}
