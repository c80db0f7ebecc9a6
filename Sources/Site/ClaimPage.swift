import Evidence
import Provenance
import Reports

/// The page of one claim: who says so and who does not, what it rests on, and how it came to be recorded.
struct ClaimPage {
  let claim: Claim
  let surroundings: Surroundings
  var basis: Basis { surroundings.basis }

  var report: Report {
    Report(
      route: .claim(claim.id), title: claim.statement, kicker: "Claim \(claim.id)",
      summary: claim.qualification.isEmpty ? "" : ClaimRows.qualification(claim),
      blocks: [.paragraph(badges)] + positions + [
        .section(id: "dates", title: "Dates, kept apart", [.facts(dates)]),
        .section(id: "parts", title: "What it speaks of", [.facts(parts)]),
      ] + records + relations + assessments + [history],
      related: [
        .link(
          .claims(ClaimFilter(instrument: claim.instrument.rawValue)), "Claims on \(claim.instrument.title)")
      ] + claim.countries.map { .link(.claims(ClaimFilter(country: $0)), "Claims on \(Wording.country($0))") }
    )
  }

  private var badges: Phrase {
    var phrase: Phrase = .term(claim.modality.rawValue) + " "
    phrase += .term(Wording.confidence(claim.confidence)) + " " + .term(claim.dispute.rawValue)
    return phrase + "  "
      + .link(.claims(ClaimFilter(instrument: claim.instrument.rawValue)), claim.instrument.title)
  }

  // MARK: dates

  private var dates: [Fact] {
    var said: [Phrase] = []
    for stance in claim.stances {
      let phrase =
        Wording.date(stance.uttered, words: stance.utteredWords, wordsLanguage: language(of: stance.passage))
        + .quiet(", \(stance.speakerName)")
      if !said.contains(phrase) { said.append(phrase) }
    }
    let passages = claim.stances.map(\.passage)
    let read = Set(passages.map(\.source))
    let published = passages.map(\.source) + passages.flatMap { $0.citations.compactMap(\.cites) }
    return [
      Fact(
        "Of the event", Wording.date(claim.eventDate, words: claim.eventWords, wordsLanguage: eventLanguage)),
      Fact("Of the assertion", said),
      Fact("Of publication", published.map { publication($0, isRead: read.contains($0)) }.distinct),
    ]
  }

  private func publication(_ id: String, isRead: Bool) -> Phrase {
    guard let source = basis.sources[id] else { return Phrase(id) }
    let date = Wording.date(source.published, words: source.publishedWords, wordsLanguage: source.language)
    return date + .quiet(", ") + .link(.source(id), Reference.short(source))
      + .quiet(isRead ? "" : ", as the note cites it")
  }

  func language(of passage: Passage) -> String {
    passage.language.isEmpty ? basis.sources[passage.source]?.language ?? "und" : passage.language
  }

  private var eventLanguage: String { claim.stances.first.map { language(of: $0.passage) } ?? "und" }

  // MARK: parts

  private var parts: [Fact] {
    var facts = [
      Fact("Speaker", claim.stances.map { basis.name($0.speaker, $0.speakerName) }.distinct),
      Fact("Actor", roles("actor")), Fact("Target", roles("target")),
    ]
    let mentioned = roles("mentioned", ifNone: [])
    if !mentioned.isEmpty { facts.append(Fact("Also mentioned", mentioned)) }
    facts.append(Fact("Where", Wording.countries(claim.countries)))
    facts.append(Fact("Instrument", Phrase(claim.instrument.title)))
    if !claim.quantity.isEmpty { facts.append(Fact("Quantity", quantity)) }
    facts.append(
      Fact(
        "Rights concerned", claim.rights.isEmpty ? [.quiet("none coded")] : claim.rights.map { Phrase($0) }))
    if !claim.note.isEmpty { facts.append(Fact("Note of the coder", Phrase(claim.note))) }
    return facts
  }

  private func roles(_ role: String, ifNone: [Phrase] = [.quiet("none coded")]) -> [Phrase] {
    let found = claim.roles.filter { $0.role == role }.map { basis.name($0.entity, $0.name) }
    return found.isEmpty ? ifNone : found
  }

  /// Operator, amount and unit; of which whole; in which words.
  private var quantity: Phrase {
    let quantity = claim.quantity
    var phrase = Phrase(
      [Self.sign(quantity.quantityOperator), quantity.value].filter { !$0.isEmpty }.joined(separator: " "))
    if quantity.value.recorded == nil, !quantity.value.isEmpty {
      phrase = Phrase(Self.sign(quantity.quantityOperator)) + " " + Wording.cell(quantity.value)
    }
    if !quantity.unit.isEmpty { phrase += Phrase(" \(quantity.unit)") }
    phrase += quantity.of.isEmpty ? .quiet("; the whole is not given") : Phrase(", of \(quantity.of)")
    if !quantity.words.isEmpty {
      phrase +=
        .quiet("; in the source’s words “") + .foreign(quantity.words, language: eventLanguage) + .quiet("”")
    }
    return phrase
  }

  private static func sign(_ word: String) -> String {
    switch word {
    case ">": "more than"
    case ">=": "at least"
    case "<": "fewer than"
    case "<=": "at most"
    case "~": "about"
    case "=": "exactly"
    default: word
    }
  }

  // MARK: records and relations

  private var records: [Block] {
    guard let views = surroundings.records[claim.id], !views.isEmpty else { return [] }
    let blocks = views.enumerated().map { index, view in
      Block.section(
        id: "record-\(index + 1)", title: Wording.record(view.table), [.facts(RecordFacts.facts(view))])
    }
    return [.section(id: "records", title: "Recorded in detail", blocks)]
  }

  private var relations: [Block] {
    guard let relations = surroundings.relations[claim.id], !relations.isEmpty else { return [] }
    let lines = relations.map { relation -> Phrase in
      let isFrom = relation.from == claim.id
      var phrase: Phrase = .strong(isFrom ? relation.kind.title : relation.kind.inverse) + ": "
      let other = isFrom ? relation.to : relation.from
      phrase += surroundings.others[other].map { ClaimRows.line($0, basis) } ?? .link(.claim(other), other)
      return relation.because.isEmpty ? phrase : phrase + .quiet(" Because: \(relation.because)")
    }
    return [.section(id: "relations", title: "How it bears on other claims", [.list(lines)])]
  }

  // MARK: judgements and history

  private var assessments: [Block] {
    guard let assessments = surroundings.assessments[claim.id], !assessments.isEmpty else { return [] }
    let facts = assessments.map { assessment -> Fact in
      var judged: [Phrase] = []
      if !assessment.likelihood.isEmpty { judged.append(.term(Wording.choice(assessment.likelihood))) }
      if !assessment.confidence.isEmpty { judged.append(.term("\(assessment.confidence) confidence")) }
      judged.append(Phrase(assessment.reasons))
      return Fact(
        "\(assessment.analyst), \(Wording.dateWords(assessment.date))", judged.joined(separator: " "))
    }
    return [.section(id: "assessments", title: "Judgements, dated and named", [.facts(facts)])]
  }

  private var history: Block {
    var facts: [Fact] = []
    if let number = surroundings.entryNumbers[claim.id] {
      var phrase: Phrase = .link(.history, "entry \(number)") + " of the history"
      if let entry = surroundings.entries[number] { phrase += ", \(entry.recorded), by \(entry.author)" }
      facts.append(Fact("Recorded as it stands in", phrase))
    }
    facts.append(Fact("Coded by", Phrase(claim.coder)))
    facts.append(Fact("Its id", Phrase(claim.id)))
    let versions = surroundings.earlier[claim.id] ?? []
    facts.append(Fact("Earlier versions", versions.isEmpty ? [.quiet("none")] : versions.map(earlier)))
    return .section(id: "history", title: "How it came to be recorded", [.facts(facts)])
  }

  private func earlier(_ version: (supersededIn: Int, cells: [String])) -> Phrase {
    let sheet = Sheet.named("claim")
    func cell(_ name: String) -> String {
      let index = sheet.index(of: name)
      return index < version.cells.count ? version.cells[index] : ""
    }
    var phrase: Phrase = "until entry \(version.supersededIn): “\(cell("statement"))”"
    if !cell("qualification").isEmpty {
      phrase += " " + .strong("Read with it:") + " \(cell("qualification"))"
    }
    return phrase + " " + .term(cell("modality")) + " " + .term("\(cell("confidence")) confidence") + " "
      + .term(cell("dispute"))
  }
}

extension [Phrase] {
  /// Each once, in the order of first appearance.
  var distinct: [Phrase] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}

/// The cells of a typed record as names and values.
enum RecordFacts {
  static func facts(_ view: RecordView) -> [Fact] {
    let sheet = Sheet.named(view.table)
    return view.cells.map { cell in
      let rule = sheet.columns.first { $0.name == cell.column }?.rule
      return Fact(Wording.column(cell.column), phrase(cell, rule))
    }
  }

  private static func phrase(_ cell: RecordView.Cell, _ rule: Sheet.Rule?) -> Phrase {
    if let entity = cell.entity {
      return .link(.entity(entity), cell.entityName.isEmpty ? entity : cell.entityName)
    }
    guard cell.value.recorded != nil else { return Wording.cell(cell.value) }
    return switch rule {
    case .date: Wording.date(cell.value)
    case .countries: Wording.countries(cell.value.listed)
    case .choice where cell.column != "operator" && cell.column != "quantity_operator":
      .term(Wording.choice(cell.value))
    default: Phrase(cell.value)
    }
  }
}
