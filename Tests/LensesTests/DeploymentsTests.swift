import Provenance
import Reports
import Statistics
import TestSupport
import Testing

@testable import Lenses

@Suite struct DeploymentsTests {
  private func base() throws -> SampleBase {
    try SampleBase { rows in
      rows.entity("huawei", "Huawei", ["kind": "company", "country": "CN"])
      rows.entity("gamma", "Gamma", ["kind": "company", "country": "GB"])
      for id in ["c1", "c2", "c3", "c4", "c5", "c6"] { rows.claim(id, ["qualification": "Note on \(id)."]) }
      func deploy(_ claim: String, _ country: String, _ cells: [String: String]) {
        rows.add("deployment", ["claim": claim, "country": country].merging(cells) { $1 })
      }
      let dushanbe = ["place": "Dushanbe", "supplier": "huawei", "supplier_country": "CN"]
      deploy(
        "c1", "TJ",
        dushanbe.merging(["date": "2013", "quantity_operator": "many", "quantity_unit": "cameras"]) { $1 })
      deploy("c2", "TJ", dushanbe.merging(["status": "upgraded", "date": "2019/.."]) { $1 })
      deploy("c3", "TJ", ["place": "all cities", "status": "planned", "supplier": "[not in source]"])
      deploy(
        "c4", "TM", ["supplier": "gamma", "supplier_country": "GB", "status": "supplied", "date": "../2018"])
      deploy(
        "c5", "KZ", ["place": "Almaty", "supplier": "[not in source]", "supplier_country": "[not in source]"])
      deploy("c6", "KG;TJ;UZ", ["supplier": "huawei", "supplier_country": "CN", "status": "supplied"])
    }
  }

  private func report(_ query: [String: String] = [:]) throws -> Report {
    try base().read { try Deployments.report(query, from: $0) }
  }

  private func bars(_ report: Report) throws -> Chart.Bars {
    for case .bars(let bars) in report.charts { return bars }
    throw Diagnostic("test", "no bars")
  }

  @Test("what is planned is never counted as installed")
  func planned() throws {
    let report = try report()
    #expect(
      report.blocks.findings[0].sentence.text.contains(
        "6 rows: 1 announced or planned, 2 supplied, 3 installed"))
    let status = try #require(report.tables.first { $0.id == "status" })
    #expect(
      status.rows.map { [$0[0].bare, $0[1].bare, $0[2].bare] } == [
        ["planned", "announced or planned", "1"], ["supplied", "supplied", "2"],
        ["installed", "installed, in use or upgraded", "2"],
        ["upgraded", "installed, in use or upgraded", "1"],
      ])
    // Four deployments supplied or in place: the upgrade is the installation's, the plan is none.
    #expect(report.blocks.findings[1].countNote.hasSuffix("5 rows describe 4 deployments"))
  }

  @Test("a share says of how many, and how far the unnamed suppliers could carry it")
  func shares() throws {
    let chart = try bars(try report())
    #expect(chart.bars.map(\.label) == ["China", "United Kingdom"])
    #expect(chart.bars[0].value == 2.0 / 3 && chart.bars[0].bounds == 0.5...0.75)
    #expect(chart.bars[1].value == 1.0 / 3 && chart.bars[1].bounds == 0.25...0.5)
    let finding = try report().blocks.findings[1]
    #expect(finding.estimate?.count == 2 && finding.estimate?.known == 3 && finding.estimate?.unknown == 1)
  }

  @Test("suppliers of other countries stay in the chart whatever is asked for")
  func oneSided() throws {
    for query in [["supplier-country": "CN"], ["country": "TJ"], ["status": "installed"]] {
      #expect(Set(try bars(try report(query)).bars.map(\.label)) == ["China", "United Kingdom"], "\(query)")
    }
  }

  @Test("a row about several countries counts once overall and is assigned to none of them")
  func collective() throws {
    let report = try report(["country": "TJ"])
    let collective = try #require(report.tables.first { $0.id == "collective" })
    #expect(collective.rows.count == 1 && collective.rows[0][5].bare == "KG;TJ;UZ")
    #expect(report.blocks.text.contains("Collective, not assigned"))
    let finding = report.blocks.findings[1]
    #expect(finding.estimate?.known == 1, "the collective row is no deployment of Tajikistan alone")
  }

  @Test("each row carries its claim, its qualification and its source, and gaps with their reasons")
  func rows() throws {
    let table = try #require(try report().tables.first { $0.id == "deployments" })
    let first = table.rows[0]
    #expect(first[9].phrase.text == "many cameras")
    #expect(first[10].phrase.text.contains("Read with it: Note on c1.") && first[10].bare == "c1")
    let almaty = try #require(table.rows.first { $0[4].bare == "Almaty" })
    #expect(almaty[0].tone == .absent && almaty[0].phrase.text == "not in source")
  }

  @Test("dates are drawn as long as they are vague, open ends open")
  func timeline() throws {
    var items: [Chart.Timeline.Item] = []
    for case .timeline(let timeline) in try report().charts { items = timeline.items }
    #expect(items.map(\.dateText) == ["../2018", "2013", "2019/.."])
    #expect(items[0].earliest == nil && items[2].latest == nil)
    #expect((items[1].earliest ?? 0) < 2013.01 && (items[1].latest ?? 0) > 2013.99)
  }

  @Test("filters combine, and a status that is none is refused")
  func filters() throws {
    let table = try #require(
      try report(["country": "TJ", "status": "installed"]).tables.first { $0.id == "deployments" })
    #expect(table.rows.map { $0[10].bare } == ["c1"])
    let thrown = #expect(throws: Diagnostic.self) { try report(["status": "built"]) }
    #expect(thrown?.message == "'built' is no status that 'deployments' knows")
  }

  @Test(
    "in the case of this repository no vendor is named for Almaty, and a British one stands beside the Chinese"
  )
  func centralAsia() throws {
    let report = try CentralAsia.report(Deployments.self)
    #expect(try bars(report).bars.map(\.label).contains("United Kingdom"))
    let table = try #require(report.tables.first { $0.id == "deployments" })
    let almaty = try #require(table.rows.first { $0[4].bare == "Almaty" })
    #expect(almaty[0].phrase.text.hasPrefix("unnamed supplier") && almaty[1].tone == .absent)
  }
}
