/// A date as exact as its source, kept as the source's EDTF text with what can be said of its bounds.
///
/// Reads EDTF (ISO 8601-2:2019) levels 0 to 2 except exponential and letter-prefixed years: days, months,
/// years, times (the day is kept, the clock and zone stay in the text), unspecified digits, qualifiers,
/// seasons, intervals with open and unknown ends, sets, significant digits. Never guesses a month or day:
/// what is not said widens the bounds.
package struct PartialDate: Hashable, Sendable {
  /// The EDTF text as given, trimmed.
  package let text: String
  /// The first day it can mean; nil when open or unknown.
  package let earliest: Day?
  /// The last day it can mean; nil when open or unknown.
  package let latest: Day?
  /// `~` or `%` stands somewhere in the text.
  package let isApproximate: Bool
  /// `?` or `%` stands somewhere in the text.
  package let isUncertain: Bool
  /// The text is an interval or a set rather than one date.
  package let isSpan: Bool
  /// The offset from UTC of the first time of day in it, `Z` or `+05:00`; nil when no zone is said.
  package var zone: String? {
    guard let clock = text.firstIndex(of: "T") else { return nil }
    let time = text[clock...].prefix { $0 != "/" && $0 != "," && $0 != "]" && $0 != "}" }
    guard let mark = time.firstIndex(where: { $0 == "Z" || $0 == "+" || $0 == "-" }) else { return nil }
    return String(time[mark...])
  }

  /// A day of the proleptic Gregorian calendar.
  package struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    package init(year: Int, month: Int, day: Int) {
      self.year = year
      self.month = month
      self.day = day
    }

    package static func < (a: Day, b: Day) -> Bool {
      (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    /// `2020-10-11`.
    package var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

    /// The year with the passed part of it, to place the day on an axis: 2020-07-02 is about 2020.5.
    package var decimalYear: Double {
      var dayOfYear = day
      for passed in 1..<month { dayOfYear += dayCount(year: year, month: passed) }
      let yearLength = isLeap(year) ? 366.0 : 365.0
      return Double(year) + (Double(dayOfYear) - 0.5) / yearLength
    }
  }

  /// - Throws: `edtf-unread` naming the text and the form expected.
  package init(edtf text: String) throws {
    self = try EDTF.date(text)
  }

  init(text: String, earliest: Day?, latest: Day?, isSpan: Bool) {
    self.text = text
    self.earliest = earliest
    self.latest = latest
    self.isSpan = isSpan
    isApproximate = text.contains("~") || text.contains("%")
    isUncertain = text.contains("?") || text.contains("%")
  }

  /// Every year it can mean, clipped to `span`: `2000/..` in 1990...2005 gives 2000...2005.
  package func years(within span: ClosedRange<Int>) -> ClosedRange<Int>? {
    let first = max(earliest?.year ?? span.lowerBound, span.lowerBound)
    let last = min(latest?.year ?? span.upperBound, span.upperBound)
    return first <= last ? first...last : nil
  }
}

extension PartialDate: Comparable {
  /// By first possible day, then last; open ends come first and last; ties by text, so that order is total.
  package static func < (a: PartialDate, b: PartialDate) -> Bool {
    if a.earliest != b.earliest {
      guard let early = a.earliest else { return true }
      guard let other = b.earliest else { return false }
      return early < other
    }
    if a.latest != b.latest {
      guard let late = a.latest else { return false }
      guard let other = b.latest else { return true }
      return late < other
    }
    return a.text < b.text
  }
}

func isLeap(_ year: Int) -> Bool {
  year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
}

func dayCount(year: Int, month: Int) -> Int {
  switch month {
  case 4, 6, 9, 11: 30
  case 2: isLeap(year) ? 29 : 28
  default: 31
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(abs(number))
  let zeros = String(repeating: "0", count: max(0, width - digits.count))
  return (number < 0 ? "-" : "") + zeros + digits
}
