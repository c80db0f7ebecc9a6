import Evidence
import Provenance
import Reports

/// The list of claims, narrowed by conditions that combine.
enum ClaimListPage {
  /// Claims on one page.
  static let pageLength = 50

  static func report(_ filter: ClaimFilter, from evidence: EvidenceSnapshot) throws -> Report {
    let count = try evidence.claimCount(filter.claimConditions)
    let ids = try evidence.claimIDs(
      filter.claimConditions, limit: pageLength, offset: (filter.page - 1) * pageLength)
    return try report(filter, ids: ids, count: count, form: try form(filter, from: evidence), from: evidence)
  }

  /// - Parameters:
  ///   - ids: the claims of this page.
  ///   - count: how many the conditions keep in all.
  ///   - form: nil where nothing answers.
  static func report(
    _ filter: ClaimFilter, ids: [String], count: Int, form: Form?, from evidence: EvidenceSnapshot
  ) throws -> Report {
    let pageCount = pageCount(count)
    guard filter.page <= pageCount else {
      throw UnknownAddress.page(filter.page, of: pageCount, .claims(filter.on(page: pageCount)))
    }
    let active = try conditions(filter, from: evidence)
    let first = (filter.page - 1) * pageLength + 1
    let range = count == 0 ? "No claims" : "Claims \(first)–\(first + ids.count - 1) of \(count)"
    let what = active.isEmpty ? "all claims" : active.map(\.words).joined(separator: ", ")
    let table = try ClaimRows.table(
      id: "claims", caption: "\(range): \(what)", ids: ids, from: evidence,
      emptyNote: "No claim meets all these conditions. Remove one above.")
    var blocks: [Block] = form.map { [.form($0)] } ?? []
    if !active.isEmpty { blocks.append(.list(active.map(\.removal))) }
    blocks.append(.table(table))
    return Report(
      route: .claims(filter), title: title(active.map(\.words)), kicker: "Claims",
      summary: Phrase(count == 1 ? "1 claim." : "\(count) claims."), blocks: blocks,
      related: neighbours(filter, pageCount))
  }

  static func pageCount(_ count: Int) -> Int { max(1, (count + pageLength - 1) / pageLength) }

  private static func title(_ active: [String]) -> String {
    active.isEmpty ? "All claims" : "Claims: " + active.joined(separator: ", ")
  }

  private static func neighbours(_ filter: ClaimFilter, _ pageCount: Int) -> [Phrase] {
    var related: [Phrase] = []
    if filter.page > 1 { related.append(.link(.claims(filter.on(page: filter.page - 1)), "Previous page")) }
    if filter.page < pageCount {
      related.append(.link(.claims(filter.on(page: filter.page + 1)), "Next page"))
    }
    if pageCount > 1 { related.append(.quiet("Page \(filter.page) of \(pageCount)")) }
    return related
  }

  // MARK: conditions

  private struct Condition {
    var words: String
    var removal: Phrase
  }

  private static func conditions(
    _ filter: ClaimFilter, from evidence: EvidenceSnapshot
  ) throws -> [Condition] {
    try filter.conditions.filter { $0.name != "page" }.map { name, value in
      let words = try words(name, value, from: evidence)
      let without = Route.claims(filter.without(name))
      return Condition(words: words, removal: Phrase(words) + " (" + .link(without, "remove") + ")")
    }
  }

  private static func words(_ name: String, _ value: String, from evidence: EvidenceSnapshot) throws -> String
  {
    switch name {
    case "instrument": "on \(Instrument(rawValue: value)?.title ?? value)"
    case "country": "on \(Wording.country(value))"
    case "speaker": "said by \(try evidence.entity(value)?.name ?? value)"
    case "entity": "with a part for \(try evidence.entity(value)?.name ?? value)"
    case "source": "resting on \(try evidence.source(value).map(Reference.short) ?? value)"
    case "confidence": "\(value) confidence"
    case "year": "in \(value)"
    default: Wording.choice(value)
    }
  }

  // MARK: form

  private static func form(_ filter: ClaimFilter, from evidence: EvidenceSnapshot) throws -> Form {
    let facets = try evidence.claimFacets()
    let speakers = facets[.speaker] ?? []
    let names = try Dictionary(
      evidence.entities(speakers.map(\.value)).map { ($0.id, $0.name) },
      uniquingKeysWith: { first, _ in first })
    func field(
      _ name: String, _ label: String, _ value: String?, _ facet: ClaimFacet,
      _ words: (String) -> String = { $0 }
    ) -> Form.Field {
      choices(name, label, value, facets[facet] ?? [], words)
    }
    var fields = [
      field("instrument", "Instrument", filter.instrument, .instrument) {
        Instrument(rawValue: $0)?.title ?? $0
      },
      field("country", "Country", filter.country, .country, Wording.country),
      field("speaker", "Speaker", filter.speaker, .speaker) { names[$0] ?? $0 },
      field("modality", "Modality", filter.modality, .modality),
      field("confidence", "Confidence", filter.confidence, .confidence),
      field("dispute", "Dispute", filter.dispute, .dispute),
      Form.Field("year", label: "Year it may fall in", value: filter.year.map(String.init) ?? ""),
    ]
    if let entity = filter.entity { fields.append(.init("entity", label: "With a part for", value: entity)) }
    if let source = filter.source { fields.append(.init("source", label: "Resting on", value: source)) }
    let address = Route.claims(filter.on(page: 1)).address
    return Form(
      to: .claims(ClaimFilter()), fields: fields, submitLabel: "Show these claims",
      command: "attest show '\(address)'")
  }

  private static func choices(
    _ name: String, _ label: String, _ value: String?, _ facets: [(value: String, count: Int)],
    _ words: (String) -> String
  ) -> Form.Field {
    var choices = facets.map { Form.Choice($0.value, "\(words($0.value)) (\($0.count))") }
    if let value, !facets.contains(where: { $0.value == value }) {
      choices.append(.init(value, words(value)))
    }
    return Form.Field(name, label: label, value: value ?? "", choices: [.init("", "any")] + choices)
  }
}

extension ClaimFilter {
  var claimConditions: ClaimConditions {
    ClaimConditions(
      instrument: instrument, country: country, speaker: speaker, entity: entity, source: source,
      modality: modality, confidence: confidence, dispute: dispute, year: year)
  }

  func on(page: Int) -> ClaimFilter {
    var filter = self
    filter.page = page
    return filter
  }

  /// The first page without one of the conditions.
  func without(_ name: String) -> ClaimFilter {
    var rest: [String: String] = [:]
    for condition in conditions where condition.name != name && condition.name != "page" {
      rest[condition.name] = condition.value
    }
    return ClaimFilter(rest) ?? ClaimFilter()
  }
}
