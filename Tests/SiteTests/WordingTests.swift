import Reports
import Testing

@testable import Site

@Suite("Wording") struct WordingTests {
  @Test(
    "a date says what it says, and no more",
    arguments: [
      ("2020", "2020"), ("2020-10", "October 2020"), ("2020-10-11", "11 October 2020"),
      ("2021-03-XX", "March 2021, day not given"), ("2021-XX-XX", "2021, month not given"),
      ("199X", "the 1990s"), ("2020~", "about 2020"), ("2013?", "2013 (uncertain)"),
      ("2000/..", "from 2000 on"),
      ("../2020", "until 2020"), ("2019-03/2019-05", "March 2019 to May 2019"),
      ("[2019,2020]", "2019 or 2020"),
      ("2020-10-11T10:00:00Z", "2020-10-11T10:00:00Z"), ("1950S2", "1950S2"),
    ])
  func dates(_ edtf: String, _ words: String) { #expect(Wording.dateWords(edtf) == words) }

  @Test("a gap is said with its reason") func gaps() {
    #expect(Wording.cell("").text == "not coded")
    #expect(
      Wording.cell("[not in source: only the reply is dated]").text
        == "not in source: only the reply is dated")
    #expect(Wording.cell("Almaty").text == "Almaty")
  }

  @Test("the text of a case keeps headings, lists, strong words and links") func markdown() {
    let blocks = Markdown.blocks(
      "# T\n\nOne **two**\nthree [x](https://e.org).\n\n## H\n\n- a\n  b\n1. c\n", without: "T")
    guard blocks.count == 2, case .paragraph(let phrase) = blocks[0],
      case .section(_, "H", let inner) = blocks[1],
      case .list(let items) = inner[0]
    else {
      Issue.record("blocks are \(blocks)")
      return
    }
    #expect(phrase.text == "One two three x.")
    #expect(phrase.runs.contains { $0.style == .strong && $0.text == "two" })
    #expect(phrase.runs.contains { $0.link == .outside("https://e.org") })
    #expect(items.map(\.text) == ["a b", "c"])
  }
}
