import Foundation
import Reports
import TestSupport
import Testing

@Suite struct ChartTests {
  private func check(_ chart: Chart, sourceLocation: SourceLocation = #_sourceLocation) {
    let svg = chart.svg()
    #expect(xmlError(in: svg) == nil, sourceLocation: sourceLocation)
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""), sourceLocation: sourceLocation)
    #expect(svg.contains("<title id=") && svg.contains("<desc id="), sourceLocation: sourceLocation)
  }

  @Test("a drawing is well-formed whatever its labels say")
  func wellFormed() {
    for chart in Samples.charts { check(chart) }
  }

  @Test("a drawing of nothing is still a drawing")
  func empty() {
    check(.matrix(.init(title: "", rowTitle: "", columnTitle: "", rows: [], columns: [], cells: [])))
    check(.timeline(.init(title: "", items: [])))
    check(.bars(.init(title: "", unit: "", bars: [])))
    check(.bars(.init(title: "", unit: "", bars: [.init("a", value: 0, bounds: nil, note: "", link: nil)])))
  }

  @Test("a value that is no number, or beyond all measure, is drawn as not known")
  func wild() {
    for value in [Double.nan, .infinity, 1e300, -5, 12_345_678_901] {
      check(
        .bars(
          .init(title: "", unit: "som", bars: [.init("a", value: value, bounds: nil, note: "", link: nil)])))
      check(
        .timeline(
          .init(
            title: "",
            items: [.init("a", dateText: "", earliest: value, latest: nil, isContested: false, link: nil)])))
    }
    let bars = Chart.Bars(
      title: "", unit: "som", bars: [.init("a", value: 12_345_678, bounds: nil, note: "", link: nil)])
    #expect(Chart.bars(bars).svg().contains(">12\u{A0}345\u{A0}678</text>"))
  }

  @Test("an empty cell says that nothing is in the evidence, never nought or no")
  func emptyCells() {
    let svg = Samples.charts[0].svg()
    #expect(svg.contains("中: none in the evidence"))
    #expect(!svg.contains(">0</text>"))
  }

  @Test("dates anywhere keep to the axis")
  func timelines() {
    forAll(count: 100) { seeded in
      seeded.array(1...5) { seeded in
        let first = seeded.maybe { Double($0.int(-500_000...3_000_000)) / 1_000 }
        let last = seeded.maybe { (first ?? 2_000) + Double($0.int(0...90_000)) / 1_000 }
        return Chart.Timeline.Item(
          seeded.text(), dateText: "", earliest: first, latest: last, isContested: seeded.bool(), link: nil)
      }
    } holds: { items in
      let svg = Chart.timeline(.init(title: "", items: items)).svg(standalone: false)
      let xs = svg.matches(of: /\ x="([-0-9.]+)"/).compactMap { Double($0.output.1) }
      return xmlError(in: svg) == nil && xs.allSatisfy { $0 >= 0 && $0 <= 720 }
    }
  }

  @Test("the stylesheet draws as standalone files do")
  func sameRules() throws {
    let stylesheet = try String(
      contentsOf: URL(filePath: #filePath).appending(path: "../../../Sources/Site/attest.css").standardized,
      encoding: .utf8)
    let svg = Samples.charts[0].svg()
    let rules = svg.matches(of: /(?m)^\.d-[^\n]*$/).map { String($0.output) }
    #expect(rules.count > 10)
    for rule in rules { #expect(stylesheet.contains(rule)) }
  }
}
