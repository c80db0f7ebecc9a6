import Provenance
import TestSupport
import Testing

/// Bounds as ISO 8601-2 defines the forms; the examples are those of the EDTF specification (Library of
/// Congress, 2019) where it gives one.
@Suite("dates as exact as their source")
struct PartialDateTests {
  func check(_ text: String, _ earliest: String?, _ latest: String?, at: SourceLocation = #_sourceLocation)
    throws
  {
    let date = try PartialDate(edtf: text)
    #expect(date.earliest?.description == earliest, sourceLocation: at)
    #expect(date.latest?.description == latest, sourceLocation: at)
    #expect(date.text == text, sourceLocation: at)
  }

  @Test("a year, a month and a day reach as far as they say")
  func levelZero() throws {
    try check("1985-04-12", "1985-04-12", "1985-04-12")
    try check("1985-04", "1985-04-01", "1985-04-30")
    try check("1985", "1985-01-01", "1985-12-31")
    try check("2004-02", "2004-02-01", "2004-02-29")
    try check("1900-02", "1900-02-01", "1900-02-28")
    try check("1964/2008", "1964-01-01", "2008-12-31")
    try check("2004-02-01/2005", "2004-02-01", "2005-12-31")
    try check("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12")
  }

  @Test("digits that are not said widen the bounds and are never guessed")
  func unspecified() throws {
    try check("199X", "1990-01-01", "1999-12-31")
    try check("19XX", "1900-01-01", "1999-12-31")
    try check("2021-03-XX", "2021-03-01", "2021-03-31")
    try check("2021-XX", "2021-01-01", "2021-12-31")
    try check("1985-XX-XX", "1985-01-01", "1985-12-31")
    try check("156X-12-25", "1560-12-25", "1569-12-25")
    try check("1950S2", "1900-01-01", "1999-12-31")
  }

  @Test("open and unknown ends have no bound")
  func openEnds() throws {
    try check("2000/..", "2000-01-01", nil)
    try check("../2022", nil, "2022-12-31")
    try check("1985-04-12/", "1985-04-12", nil)
    try check("/1985-04-12", nil, "1985-04-12")
  }

  @Test("a set reaches over its members")
  func sets() throws {
    try check("[2019,2020]", "2019-01-01", "2020-12-31")
    try check("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31")
    try check("[..1760-12-03]", nil, "1760-12-03")
    try check("{1960,1961-12}", "1960-01-01", "1961-12-31")
  }

  @Test("a season is not given months, which half of the world would read otherwise")
  func seasons() throws { try check("2001-21", "2001-01-01", "2001-12-31") }

  @Test("qualifiers are kept apart from bounds")
  func qualifiers() throws {
    let about = try PartialDate(edtf: "2021~")
    #expect(about.isApproximate && !about.isUncertain)
    let doubted = try PartialDate(edtf: "1984?")
    #expect(doubted.isUncertain && !doubted.isApproximate)
    let both = try PartialDate(edtf: "2004-06%")
    #expect(both.isUncertain && both.isApproximate)
    try check("2021-04~/2021-06?", "2021-04-01", "2021-06-30")
  }

  @Test(
    "what is no date is named, with the forms that are",
    arguments: [
      "", "March 2019", "2019-13", "2019-02-30", "2019-2-3", "12.10.2020", "2020/2021/2022", "..", "../..",
      "[2019", "20", "2020-10-11T25", "99999", "2020-1X-99",
    ])
  func unread(_ text: String) throws {
    let error = #expect(throws: Diagnostic.self) { try PartialDate(edtf: text) }
    #expect(error?.id == "edtf-unread")
    #expect(error?.help?.isEmpty == false)
  }

  @Test("an interval that ends before it begins is refused")
  func backwards() {
    let error = #expect(throws: Diagnostic.self) { try PartialDate(edtf: "2020/2019") }
    #expect(error?.id == "edtf-backwards")
  }

  @Test("a time zone is known only where the text says it")
  func zones() throws {
    #expect(try PartialDate(edtf: "2020-10-11").zone == nil)
    #expect(try PartialDate(edtf: "2020-10-11T10:00:00").zone == nil)
    #expect(try PartialDate(edtf: "2020-10-11T10:00:00Z").zone == "Z")
    #expect(try PartialDate(edtf: "2020-10-11T10:00:00+05:00/..").zone == "+05:00")
  }

  @Test("the order of dates is total, and open beginnings come first")
  func order() throws {
    let texts = ["2020", "../2022", "2000/..", "2020-10-11", "2020/2021", "2019-03"]
    let dates = try texts.map { try PartialDate(edtf: $0) }
    let expected = ["../2022", "2000/..", "2019-03", "2020", "2020/2021", "2020-10-11"]
    forAll { seeded in
      dates.shuffled(using: &seeded)
    } holds: {
      $0.sorted().map(\.text) == expected
    }
  }

  @Test("a day stands in its year where it should")
  func decimalYear() {
    #expect(abs(PartialDate.Day(year: 2020, month: 7, day: 2).decimalYear - 2020.5) < 0.003)
    #expect(PartialDate.Day(year: 2019, month: 12, day: 31).decimalYear < 2020)
  }
}
