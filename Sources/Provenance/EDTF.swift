/// The parser behind `PartialDate`.
enum EDTF {
  static func date(_ raw: String) throws -> PartialDate {
    let text = raw.trimmingSpaces
    guard let bounds = bounds(of: text) else { throw unread(text) }
    if let first = bounds.earliest, let last = bounds.latest, last < first {
      throw Diagnostic(
        "edtf-backwards", "'\(text.shown)' ends on \(last), before it begins on \(first)",
        help: "write the earlier date first")
    }
    return PartialDate(text: text, earliest: bounds.earliest, latest: bounds.latest, isSpan: bounds.isSpan)
  }

  private struct Bounds {
    var earliest: PartialDate.Day?
    var latest: PartialDate.Day?
    var isSpan = false
  }

  private static func bounds(of text: String) -> Bounds? {
    if let inner = text.enclosed("[", "]") ?? text.enclosed("{", "}") { return set(inner) }
    let ends = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    switch ends.count {
    case 1: return single(text)
    case 2: return interval(ends[0], ends[1])
    default: return nil
    }
  }

  /// `a/b`, where either end may be `..` (open) or empty (unknown), but not both.
  private static func interval(_ start: String, _ end: String) -> Bounds? {
    var bounds = Bounds(isSpan: true)
    let blank = ["", ".."]
    if blank.contains(start), blank.contains(end) { return nil }
    if !blank.contains(start) {
      guard let first = single(start) else { return nil }
      bounds.earliest = first.earliest
    }
    if !blank.contains(end) {
      guard let last = single(end) else { return nil }
      bounds.latest = last.latest
    }
    return bounds
  }

  /// `2019,2020` or `1667,1668..1670` or `..1983`: the span over all members.
  private static func set(_ inner: String) -> Bounds? {
    var bounds: Bounds?
    for member in inner.split(separator: ",", omittingEmptySubsequences: false) {
      guard let next = setMember(String(member).trimmingSpaces) else { return nil }
      guard let seen = bounds else {
        bounds = next
        continue
      }
      bounds = Bounds(
        earliest: seen.earliest.flatMap { a in next.earliest.map { min(a, $0) } },
        latest: seen.latest.flatMap { a in next.latest.map { max(a, $0) } })
    }
    bounds?.isSpan = true
    return bounds
  }

  private static func setMember(_ member: String) -> Bounds? {
    guard let dots = member.range(of: "..") else { return single(member) }
    let start = String(member[..<dots.lowerBound]), end = String(member[dots.upperBound...])
    return interval(start.isEmpty ? ".." : start, end.isEmpty ? ".." : end)
  }

  /// One date: year, year-month, year-month-day, with unspecified digits, qualifiers or a time of day.
  private static func single(_ raw: String) -> Bounds? {
    var text = raw
    if let clock = text.firstIndex(of: "T") {
      guard isTimeOfDay(String(text[text.index(after: clock)...])) else { return nil }
      text = String(text[..<clock])
    }
    text.removeAll { "~?%".contains($0) }
    let isNegative = text.hasPrefix("-")
    if isNegative { text.removeFirst() }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard (1...3).contains(parts.count), let years = years(parts[0], isNegative) else { return nil }
    guard parts.count > 1 else { return whole(years) }
    guard parts[0].utf8.count == 4, parts[1].utf8.count == 2 else { return nil }
    if parts.count == 2, let season = Int(parts[1]), (21...41).contains(season) { return whole(years) }
    guard let months = range(parts[1], within: 1...12) else { return nil }
    guard parts.count > 2 else { return span(years, months, nil) }
    guard parts[2].utf8.count == 2, let days = range(parts[2], within: 1...31) else { return nil }
    return span(years, months, days)
  }

  private static func whole(_ years: ClosedRange<Int>) -> Bounds {
    Bounds(
      earliest: .init(year: years.lowerBound, month: 1, day: 1),
      latest: .init(year: years.upperBound, month: 12, day: 31))
  }

  private static func span(
    _ years: ClosedRange<Int>, _ months: ClosedRange<Int>, _ days: ClosedRange<Int>?
  ) -> Bounds? {
    let lastMonthLength = dayCount(year: years.upperBound, month: months.upperBound)
    let firstDay = days?.lowerBound ?? 1
    let lastDay = min(days?.upperBound ?? 31, lastMonthLength)
    // A day spelt out must exist in that month: 2021-02-30 is no date.
    let isExact = years.count == 1 && months.count == 1
    if let days, isExact, days.count == 1, days.upperBound > lastMonthLength { return nil }
    return Bounds(
      earliest: .init(year: years.lowerBound, month: months.lowerBound, day: firstDay),
      latest: .init(year: years.upperBound, month: months.upperBound, day: lastDay))
  }

  /// `2020`, `199X`, `19XX`, `1950S2` (two significant digits).
  private static func years(_ text: String, _ isNegative: Bool) -> ClosedRange<Int>? {
    var digits = text
    var significant: Int?
    if let mark = text.firstIndex(of: "S") {
      significant = Int(text[text.index(after: mark)...])
      guard let count = significant, (1...4).contains(count) else { return nil }
      digits = String(text[..<mark])
    }
    guard digits.utf8.count == 4, var range = range(digits, within: 0...9999) else { return nil }
    if let significant {
      guard let year = Int(digits) else { return nil }
      let unit = [1, 1000, 100, 10, 1][significant]
      range = (year / unit * unit)...(year / unit * unit + unit - 1)
    }
    return isNegative ? -range.upperBound...(-range.lowerBound) : range
  }

  /// Digits in which `X` may be any: `X5` within 1...31 is 5...25; nil when nothing fits.
  private static func range(_ digits: String, within limits: ClosedRange<Int>) -> ClosedRange<Int>? {
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x58 }) else { return nil }
    if let exact = Int(digits) { return limits.contains(exact) ? exact...exact : nil }
    let fitting = limits.filter { fits($0, digits) }
    guard let first = fitting.first, let last = fitting.last else { return nil }
    return first...last
  }

  private static func fits(_ number: Int, _ pattern: String) -> Bool {
    let digits = String(repeating: "0", count: max(0, pattern.count - String(number).count)) + String(number)
    return zip(digits, pattern).allSatisfy { $0 == $1 || $1 == "X" }
  }

  /// `10:00:00`, `10:00:00Z`, `10:00:00+05:00`.
  private static func isTimeOfDay(_ text: String) -> Bool {
    let shape = String(text.map { $0.isASCII && $0.isNumber ? "9" : $0 })
    return ["99:99:99", "99:99:99Z", "99:99:99+99:99", "99:99:99-99:99", "99:99:99+99", "99:99:99-99"]
      .contains(shape)
  }
}

extension EDTF {
  fileprivate static func unread(_ text: String) -> Diagnostic {
    Diagnostic(
      "edtf-unread", "'\(text.shown)' is not a date as EDTF writes it",
      help:
        "write 2020, 2020-10, 2020-10-11, 2021-03-XX, 2019/2020, 2000/.. or ../2022; add ~ for about, ? for uncertain"
    )
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var view = self[...]
    while view.first?.isWhitespace == true { view.removeFirst() }
    while view.last?.isWhitespace == true { view.removeLast() }
    return String(view)
  }

  fileprivate func enclosed(_ open: Character, _ close: Character) -> String? {
    guard count > 2, first == open, last == close else { return nil }
    return String(dropFirst().dropLast())
  }

  fileprivate func range(of needle: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
      start = index(after: start)
    }
    return nil
  }
}
