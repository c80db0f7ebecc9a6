import Reports
import Statistics
import Testing

@Suite struct NumbersTests {
  private func check(
    _ number: Double, places: Int, _ expected: String, trimmed: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(number.fixed(places) == expected, sourceLocation: sourceLocation)
    #expect(number.fixed(places, trimsZeros: true) == trimmed, sourceLocation: sourceLocation)
  }

  @Test("numbers are printed at the precision asked for")
  func fixed() {
    check(0, places: 2, "0.00", trimmed: "0")
    check(1.005, places: 1, "1.0", trimmed: "1")
    check(-0.04, places: 1, "0.0", trimmed: "0")
    check(-2.5, places: 0, "-3", trimmed: "-3")
    check(12.3456, places: 3, "12.346", trimmed: "12.346")
    check(0.05, places: 3, "0.050", trimmed: "0.05")
  }

  private func check(
    _ count: Int, of known: Int, unknown: Int = 0, _ headline: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let said = Estimate(count: count, known: known, unknown: unknown)?.headline
    #expect(said == headline, sourceLocation: sourceLocation)
  }

  @Test("a share close to none or all is not rounded to none or all")
  func shares() {
    check(0, of: 9, "0\u{A0}%")
    check(1, of: 500, "0.2\u{A0}%")
    check(499, of: 500, "99.8\u{A0}%")
    check(9, of: 9, "100\u{A0}%")
    check(5, of: 11, "45\u{A0}%")
  }

  @Test("a single silent row is said in the singular")
  func oneSilent() {
    let words = Estimate(count: 1, known: 2, unknown: 1)?.qualification
    #expect(
      words
        == "1 of 2 that say; 95\u{A0}% interval 9–91\u{A0}%; 33–67\u{A0}% of all 3, whatever the 1 "
        + "that does not say would show")
  }
}
