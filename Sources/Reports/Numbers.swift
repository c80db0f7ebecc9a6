import Statistics

extension Double {
  /// The number at a fixed precision, halves away from zero, the same on every machine.
  ///
  /// - Parameters:
  ///   - places: digits after the point, 0…9.
  ///   - trimsZeros: drops zeros at the end, and the point with them.
  /// - Precondition: finite, with at most 18 digits before and after the point.
  package func fixed(_ places: Int, trimsZeros: Bool = false) -> String {
    var unit = 1
    for _ in 0..<places { unit *= 10 }
    precondition(abs(self) * Double(unit) < 1e18 && (0...9).contains(places), "\(self) at \(places) places")
    let scaled = Int((abs(self) * Double(unit)).rounded())
    let sign = self < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return sign + String(scaled) }
    var digits = String(scaled % unit)
    digits = String(repeating: "0", count: places - digits.utf8.count) + digits
    if trimsZeros {
      while digits.utf8.last == 0x30 { digits.removeLast() }
    }
    return sign + String(scaled / unit) + (digits.isEmpty ? "" : "." + digits)
  }

  /// A share as it is said: `45`, and `0.4` or `99.6` where whole numbers would claim none or all.
  var percent: String {
    let isNearEdge = (self > 0 && self < 0.01) || (self > 0.99 && self < 1)
    return (self * 100).fixed(isNearEdge ? 1 : 0)
  }
}

extension ClosedRange<Double> {
  /// `21–72 %`, or one number when both ends are said alike.
  var percents: String {
    let low = lowerBound.percent, high = upperBound.percent
    return low == high ? "\(low)\u{A0}%" : "\(low)–\(high)\u{A0}%"
  }
}

extension Estimate {
  /// `45 %`.
  package var headline: String { "\(share.percent)\u{A0}%" }

  /// The uncertainty in words: how many, how far chance goes, and what the silent rows could do.
  package var qualification: String {
    var words = "\(count) of \(known)"
    words += unknown > 0 ? " that say" : ""
    words += "; 95\u{A0}% interval \(interval95.percents)"
    if unknown > 0 {
      let silent = unknown == 1 ? "the 1 that does not say" : "the \(unknown) that do not say"
      words += "; \(bounds.percents) of all \(known + unknown), whatever \(silent) would show"
    }
    return words
  }
}
