import Statistics
import TestSupport
import Testing

@Suite struct EstimateTests {
  /// Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3 (score without correction), to four
  /// places.
  private func check(
    _ count: Int, of known: Int, gives low: Double, _ high: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let estimate = try #require(Estimate(count: count, known: known), sourceLocation: sourceLocation)
    let interval = estimate.interval95
    #expect(
      abs(interval.lowerBound - low) < 0.00005, "from \(interval.lowerBound)", sourceLocation: sourceLocation)
    #expect(
      abs(interval.upperBound - high) < 0.00005, "to \(interval.upperBound)", sourceLocation: sourceLocation)
  }

  @Test("the 95 % interval equals the published examples of Newcombe 1998")
  func publishedIntervals() throws {
    try check(81, of: 263, gives: 0.2553, 0.3662)
    try check(15, of: 148, gives: 0.0624, 0.1605)
    try check(0, of: 20, gives: 0, 0.1611)
    try check(1, of: 29, gives: 0.0061, 0.1718)
  }

  @Test("no row that says gives no estimate")
  func nothingKnown() {
    #expect(Estimate(count: 0, known: 0) == nil)
    #expect(Estimate(count: 0, known: 0, unknown: 5) == nil)
  }

  @Test("what rows do not say widens the bounds from none of them to all of them")
  func bounds() throws {
    let estimate = try #require(Estimate(count: 2, known: 3, unknown: 1))
    #expect(estimate.bounds == 0.5...0.75)
    #expect(estimate.share == 2.0 / 3)
    let certain = try #require(Estimate(count: 2, known: 3))
    #expect(certain.bounds == certain.share...certain.share)
  }

  @Test("share, bounds and interval stay in order, and mirror when yes and no change places")
  func properties() throws {
    try forAll { seeded -> (Int, Int, Int) in
      let known = seeded.int(1...400)
      return (seeded.int(0...known), known, seeded.int(0...200))
    } holds: { count, known, unknown in
      let estimate = try #require(Estimate(count: count, known: known, unknown: unknown))
      let mirror = try #require(Estimate(count: known - count, known: known, unknown: unknown))
      let (bounds, interval) = (estimate.bounds, estimate.interval95)
      let tolerance = 1e-12
      return 0 <= bounds.lowerBound && bounds.upperBound <= 1
        && bounds.lowerBound - tolerance <= estimate.share && estimate.share <= bounds.upperBound + tolerance
        && interval.lowerBound - tolerance <= estimate.share
        && estimate.share <= interval.upperBound + tolerance
        && abs(interval.lowerBound - (1 - mirror.interval95.upperBound)) < 1e-9
        && abs(bounds.upperBound - (1 - mirror.bounds.lowerBound)) < 1e-9
    }
  }

  @Test("more rows of the same share narrow the interval; more unknown rows never narrow the bounds")
  func monotone() throws {
    try forAll { seeded -> (Int, Int, Int) in
      let known = seeded.int(1...100)
      return (seeded.int(0...known), known, seeded.int(0...50))
    } holds: { count, known, unknown in
      let few = try #require(Estimate(count: count, known: known, unknown: unknown))
      let many = try #require(Estimate(count: count * 4, known: known * 4, unknown: unknown))
      let vaguer = try #require(Estimate(count: count, known: known, unknown: unknown + 1))
      return width(many.interval95) < width(few.interval95)
        && width(vaguer.bounds) >= width(few.bounds) - 1e-12
    }
  }

  private func width(_ range: ClosedRange<Double>) -> Double { range.upperBound - range.lowerBound }
}
