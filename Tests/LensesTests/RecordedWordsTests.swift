import Reports
import Testing

@testable import Lenses

@Suite struct RecordedWordsTests {
  private func check(_ cell: String, reads words: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(cell.datePhrase.text == words, sourceLocation: sourceLocation)
  }

  @Test("dates read as words where their form is not plain")
  func dates() {
    check("2013", reads: "2013")
    check("../2018-08-16", reads: "by 2018-08-16")
    check("2000/..", reads: "from 2000 on")
    check("2019/2020", reads: "2019 to 2020")
    check("2020~", reads: "about 2020")
    check("2013?", reads: "2013, uncertain")
    check("[not in source: no date]", reads: "not in source no date")
    check("", reads: "not coded")
  }

  @Test("quantities keep their operator and unit")
  func quantities() {
    #expect(quantityWords(">", "90", "%") == "more than 90 %")
    #expect(quantityWords("=", "34", "countries") == "34 countries")
    #expect(quantityWords("many", "", "cameras") == "many cameras")
    #expect(quantityWords("", "", "") == "")
  }

  @Test("shares keep three places and round to whole percent")
  func shares() {
    #expect(decimal(2.0 / 3) == "0.667" && decimal(1) == "1.000" && decimal(0.0004) == "0.000")
    #expect(percent(2.0 / 3) == "67 %" && percent(0) == "0 %")
  }
}
