import Evidence
import Lenses
import Provenance
import Reports

/// How values of the evidence are put into words: in one place, so that a value reads the same on every page.
enum Wording {
  /// A cell: its value; why there is none; or that nobody coded it.
  static func cell(_ text: String) -> Phrase {
    if let (absence, why) = Absence.parse(text) { return .term(absence.rawValue) + reason(why) }
    return text.isEmpty ? .quiet("not coded") : Phrase(text)
  }

  private static func reason(_ why: String) -> Phrase { why.isEmpty ? "" : Phrase(": \(why)") }

  /// A date with the source's own words beside it.
  static func date(_ text: String, words: String = "", wordsLanguage: String = "en") -> Phrase {
    guard let edtf = text.recorded else {
      return words.isEmpty ? cell(text) : cell(text) + "; " + own(words, wordsLanguage)
    }
    let said = dateWords(edtf)
    var phrase = Phrase(said)
    if said != edtf { phrase += .quiet(" (\(edtf))") }
    if !words.isEmpty { phrase += "; " + own(words, wordsLanguage) }
    return phrase
  }

  private static func own(_ words: String, _ language: String) -> Phrase {
    .quiet("in the source’s words “") + .foreign(words, language: language) + .quiet("”")
  }

  /// `11 October 2020`, `from 2000 on`, `about 2020`; the EDTF itself where it has no plainer form.
  static func dateWords(_ edtf: String) -> String {
    if let inner = inner(edtf, "[", "]") { return inner.map(single).joined(separator: " or ") }
    if let inner = inner(edtf, "{", "}") { return inner.map(single).joined(separator: " and ") }
    let ends = edtf.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard ends.count == 2 else { return single(edtf) }
    return switch (isOpen(ends[0]), isOpen(ends[1])) {
    case (true, _): "until \(single(ends[1]))"
    case (_, true): "from \(single(ends[0])) on"
    default: "\(single(ends[0])) to \(single(ends[1]))"
    }
  }

  private static func isOpen(_ end: String) -> Bool { end.isEmpty || end == ".." }

  private static func inner(_ text: String, _ open: String, _ close: String) -> [String]? {
    guard text.hasPrefix(open), text.hasSuffix(close), !text.contains("..") else { return nil }
    return text.dropFirst().dropLast().split(separator: ",").map(String.init)
  }

  private static func single(_ text: String) -> String {
    let bare = text.filter { !"~?%".contains($0) }
    let parts = bare.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard let said = plain(parts) else { return text }
    let isAbout = text.contains("~") || text.contains("%")
    let isUncertain = text.contains("?") || text.contains("%")
    return (isAbout ? "about " : "") + said + (isUncertain ? " (uncertain)" : "")
  }

  private static func plain(_ parts: [String]) -> String? {
    guard let year = parts.first, year.utf8.count == 4 else { return nil }
    if parts.count == 1, year.hasSuffix("X"), Int(year.dropLast()) != nil {
      return "the \(year.dropLast())0s"
    }
    guard Int(year) != nil, parts.count <= 3 else { return nil }
    guard parts.count > 1 else { return year }
    guard parts[1] != "XX" else { return "\(year), month not given" }
    guard let month = Int(parts[1]), (1...12).contains(month) else { return nil }
    guard parts.count > 2 else { return "\(months[month - 1]) \(year)" }
    guard parts[2] != "XX" else { return "\(months[month - 1]) \(year), day not given" }
    return Int(parts[2]).map { "\($0) \(months[month - 1]) \(year)" }
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  // MARK: places and parts

  /// `KZ` as `Kazakhstan`; the code itself when it is none of ISO 3166-1.
  static func country(_ code: String) -> String {
    code == ClaimConditions.noCountry ? "no country" : Countries.name(code)
  }

  static func countries(_ codes: [String]) -> Phrase {
    codes.isEmpty ? .quiet("not coded") : Phrase(codes.map(country).joined(separator: ", "))
  }

  // MARK: closed lists

  /// `not-addressed` as `not addressed`; `in-use` as `in use`.
  static func choice(_ value: String) -> String {
    switch value {
    case "not-on-list": "verified not on the list"
    case "osce-commitments": "OSCE commitments"
    default: value.split(separator: "-").joined(separator: " ")
    }
  }

  static func attitude(_ attitude: Attitude) -> String { choice(attitude.rawValue) }

  static func confidence(_ confidence: Confidence) -> String { "\(confidence.rawValue) confidence" }

  /// `supplier_country` as `Supplier country`.
  static func column(_ name: String) -> String {
    let words = name.split(separator: "_").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// What a row of a table is called: `treatyAct` as `Treaty act`.
  static func record(_ table: String) -> String {
    switch table {
    case "treatyAct": "Treaty act"
    case "legalStep": "Legal step"
    case "countRecord": "Count"
    case "caseText": "Text of the case"
    case "workspaceFact": "Fact of the workspace"
    default: table.prefix(1).uppercased() + table.dropFirst()
    }
  }

  // MARK: numbers and lengths

  /// `1 claim`, `2 claims`.
  static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) " + (number == 1 ? noun : plural ?? noun + "s")
  }

  /// Cut at a space, with an ellipsis.
  static func cut(_ text: String, to length: Int) -> String {
    guard text.unicodeScalars.count > length else { return text }
    let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(length)))
    guard let space = start.lastIndex(of: " "), start.distance(from: start.startIndex, to: space) > length / 2
    else { return start + "…" }
    return start[..<space] + "…"
  }
}
