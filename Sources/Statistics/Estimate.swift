/// Numbers with their uncertainty.

/// A share of rows, with what the unknown rows could do to it and how far chance could carry it.
package struct Estimate: Hashable, Sendable {
  /// In 0…1; the share among the rows that say.
  package let share: Double
  /// Rows that have the property.
  package let count: Int
  /// Rows that say whether they have it.
  package let known: Int
  /// Rows that do not say.
  package let unknown: Int

  /// - Precondition: 0 ≤ count ≤ known, 0 ≤ unknown.
  /// - Returns: nil when no row says.
  package init?(count: Int, known: Int, unknown: Int = 0) {
    precondition(0 <= count && count <= known && unknown >= 0, "\(count) of \(known), \(unknown) unknown")
    guard known > 0 else { return nil }
    self.count = count
    self.known = known
    self.unknown = unknown
    share = Double(count) / Double(known)
  }

  /// The least and the most the share over all rows can be, whatever the unknown rows are
  /// (Manski 1989, worst-case bounds).
  package var bounds: ClosedRange<Double> {
    let total = Double(known + unknown)
    return (Double(count) / total)...(Double(count + unknown) / total)
  }

  /// The 95 % score interval of Wilson (1927), for a share seen in a sample of such rows.
  package var interval95: ClosedRange<Double> {
    let z = 1.959963984540054
    let n = Double(known)
    let center = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return max(0, center - half)...min(1, center + half)
  }
}
