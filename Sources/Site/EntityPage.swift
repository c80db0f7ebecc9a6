import Evidence
import Provenance
import Reports

/// The page of one entity: all its names and why they are one, what it held and when, and its part in claims.
///
/// It counts and cuts; an entity with any number of claims costs about the same.
struct EntityPage {
  let entity: Entity
  let evidence: EvidenceSnapshot
  private let partCounts: [String: Int]

  /// Claims shown of each part.
  static let claimLimit = 50
  private static let timelineLimit = 60
  private static let parts = ["speaker", "actor", "target", "mentioned"]

  init(_ entity: Entity, from evidence: EvidenceSnapshot) throws {
    self.entity = entity
    self.evidence = evidence
    partCounts = try evidence.claimCountsByPart(ofEntity: entity.id)
  }

  var report: Report {
    get throws {
      var blocks = identityNotice
      blocks.append(.facts(facts))
      blocks.append(.section(id: "names", title: "Names", [.table(try names)]))
      blocks += try positions + identities + verdicts + timeline
      blocks.append(.section(id: "claims", title: "Part in claims", try claims))
      return Report(
        route: .entity(entity.id), title: entity.name, kicker: Wording.record(Wording.choice(entity.kind)),
        summary: Phrase(entity.description), blocks: blocks,
        related: [.link(.claims(ClaimFilter(entity: entity.id)), "All claims with a part for it")])
    }
  }

  private var identityNotice: [Block] {
    guard entity.isProtected else { return [] }
    let how =
      entity.named == "alias"
      ? "They appear here under an alias." : "The source does not name them, or we must not."
    return [
      .caveat(
        """
        A protected person. \(how) Do not try to find out who it is from what stands here, and do not add the name \
        to this evidence.
        """)
    ]
  }

  private var facts: [Fact] {
    var facts = [Fact("Kind", Phrase(Wording.choice(entity.kind)))]
    if !entity.countries.isEmpty { facts.append(Fact("Country", Wording.countries(entity.countries))) }
    if !entity.publicRole.isEmpty {
      let reason: Phrase = entity.roleReason.isEmpty ? "" : .quiet("; public because \(entity.roleReason)")
      facts.append(Fact("Public role", Phrase(entity.publicRole) + reason))
    }
    if entity.named == "not-in-source" {
      facts.append(Fact("Named", "not named in the source; described instead"))
    }
    if entity.named == "alias" { facts.append(Fact("Named", "by an alias")) }
    if !entity.note.isEmpty { facts.append(Fact("Note", Phrase(entity.note))) }
    facts.append(Fact("Its id", Phrase(entity.id)))
    return facts
  }

  // MARK: names, positions, identity

  private var names: Table {
    get throws {
      let names = try evidence.names(of: entity.id)
      let sources = try Dictionary(
        evidence.sources(Set(names.compactMap(\.occursIn)).sorted()).map { ($0.id, $0) },
        uniquingKeysWith: { first, _ in first })
      return Table(
        id: "names", caption: "Every form of the name, and why it is the same one",
        columns: [
          .init("name", "Name"), .init("script", "Script"), .init("language", "Language"),
          .init("kind", "Kind"),
          .init("romanisation", "Romanised by"), .init("form", "Form"), .init("occurs_in", "Occurs in"),
          .init("because", "The same one because"),
        ],
        rows: names.map { row($0, sources) }, hasRowHeads: true,
        emptyNote: "No other form of the name is recorded.")
    }
  }

  /// Language and script as BCP 47 joins them: pinyin is `zh-Latn`, not to be set as Chinese. The script a
  /// language is usually written in is left out, as the registry of subtags asks.
  private static func tag(_ language: String, _ script: String) -> String {
    let language = language.isEmpty ? (script == "Latn" ? "en" : "und") : language
    return usualScripts[language] == script ? language : "\(language)-\(script)"
  }

  private static let usualScripts = [
    "ru": "Cyrl", "kk": "Cyrl", "ky": "Cyrl", "tg": "Cyrl", "uk": "Cyrl", "be": "Cyrl", "bg": "Cyrl",
    "mk": "Cyrl", "mn": "Cyrl", "en": "Latn", "de": "Latn", "fr": "Latn", "es": "Latn", "it": "Latn",
    "tr": "Latn", "pl": "Latn", "pt": "Latn", "nl": "Latn", "ar": "Arab", "fa": "Arab", "ur": "Arab",
    "ps": "Arab",
    "he": "Hebr", "ja": "Jpan", "ko": "Kore",
  ]

  private func row(_ name: EntityName, _ sources: [String: Source]) -> [Table.Cell] {
    let language = Self.tag(name.language, name.script)
    let place = name.occursIn.map { id in Phrase.link(.source(id), sources[id].map(Reference.short) ?? id) }
    return [
      Table.Cell(.foreign(name.name, language: language)), Table.Cell(Phrase(name.script)),
      Table.Cell(Phrase(name.language)), Table.Cell(Phrase(name.kind)), Table.Cell(Phrase(name.romanisation)),
      Table.Cell(Phrase(name.form)), Table.Cell(place ?? ""), Table.Cell(Phrase(name.because)),
    ]
  }

  private var positions: [Block] {
    get throws {
      let positions = try evidence.positions(of: entity.id)
      guard !positions.isEmpty else { return [] }
      let rows = positions.map { position -> [Table.Cell] in
        let body = position.organization.map { Phrase.link(.entity($0), position.organizationName) } ?? ""
        return [
          Table.Cell(.link(.entity(position.person), position.personName)),
          Table.Cell(Phrase(position.position)),
          Table.Cell(body), Table.Cell(Wording.date(position.from), value: position.from),
          Table.Cell(Wording.date(position.until), value: position.until), Table.Cell(Phrase(position.note)),
        ]
      }
      let table = Table(
        id: "positions", caption: "Who held what, when",
        columns: [
          .init("person", "Person"), .init("position", "Position"), .init("organization", "At"),
          .init("from", "From", kind: .date), .init("until", "Until", kind: .date), .init("note", "Note"),
        ], rows: rows)
      return [.section(id: "positions", title: "Positions", [.table(table)])]
    }
  }

  private var identities: [Block] {
    get throws {
      let identities = try evidence.identities(of: entity.id)
      guard !identities.isEmpty else { return [] }
      let others = identities.map { $0.a == entity.id ? $0.b : $0.a }
      let known = try Dictionary(
        evidence.entities(Set(others).sorted()).map { ($0.id, $0.name) },
        uniquingKeysWith: { first, _ in first })
      let lines = zip(identities, others).map { identity, other -> Phrase in
        let lead =
          switch identity.judgement {
          case "same": "the same as "
          case "different": "not the same as "
          default: "perhaps the same as "
          }
        let name = Phrase.link(.entity(other), known[other] ?? other)
        return .strong(lead) + name + ", because: \(identity.because) "
          + .quiet("(\(identity.by), \(Wording.dateWords(identity.date)))")
      }
      return [.section(id: "identity", title: "Who it is and who it is not", [.list(lines)])]
    }
  }

  // MARK: claims

  private var claims: [Block] {
    get throws {
      var blocks: [Block] = []
      var ids: [(part: String, ids: [String])] = []
      for part in Self.parts {
        guard let count = partCounts[part], count > 0 else { continue }
        ids.append(
          (part, try evidence.firstClaimIDs(ofEntity: entity.id, as: part, limit: Self.claimLimit, of: count))
        )
      }
      guard !ids.isEmpty else { return [.paragraph(.quiet("It has a part in no claim."))] }
      let wanted = Set(ids.flatMap(\.ids))
      let read = try evidence.claims(wanted.sorted())
      let basis = try Basis(of: read, from: evidence)
      let byID = Dictionary(read.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for (part, shown) in ids {
        let count = partCounts[part] ?? 0
        let caption =
          count > shown.count
          ? "As \(part): the first \(shown.count) of \(count) claims"
          : "As \(part): "
            + Wording.count(count, "claim")
        blocks.append(
          .table(ClaimRows.table(id: "as-\(part)", caption: caption, shown.compactMap { byID[$0] }, basis)))
        if count > shown.count { blocks.append(.paragraph(rest(part, count))) }
      }
      return blocks
    }
  }

  private func rest(_ part: String, _ count: Int) -> Phrase {
    part == "speaker"
      ? .link(.claims(ClaimFilter(speaker: entity.id)), "All \(count) claims it speaks on")
      : .link(.claims(ClaimFilter(entity: entity.id)), "All claims with a part for it")
  }

  // MARK: time

  private var timeline: [Block] {
    get throws {
      let years = try evidence.claimYears(ofEntity: entity.id)
      let count = years.reduce(0) { $0 + $1.count }
      guard count > 0 else { return [] }
      let block = count <= Self.timelineLimit ? try dated : binned(years, count)
      return [.section(id: "time", title: "In time", [block])]
    }
  }

  /// Each claim as long as its date is vague.
  private var dated: Block {
    get throws {
      let ids = try evidence.datedClaimIDs(ofEntity: entity.id, limit: Self.timelineLimit)
      let claims = try evidence.claims(ids)
      let basis = try Basis(of: claims, from: evidence)
      let items = claims.map { claim in
        let label =
          claim.qualification.isEmpty ? claim.statement : "\(claim.id), to be read with its qualification"
        return Chart.Timeline.Item(
          label, dateText: Wording.dateWords(claim.eventDate), earliest: claim.date?.earliest?.decimalYear,
          latest: claim.date?.latest?.decimalYear,
          isContested: claim.isContested || claim.modality == .allegation, link: .claim(claim.id))
      }
      let table = Table(
        id: "time", caption: "Dated claims, earliest first",
        columns: [.init("when", "When", kind: .date), .init("claim", "Claim"), .init("source", "Source")],
        rows: claims.map { claim in
          [
            Table.Cell(Phrase(Wording.dateWords(claim.eventDate)), value: claim.eventDate),
            Table.Cell(ClaimRows.statement(claim)), Table.Cell(ClaimRows.sources(claim, basis)),
          ]
        })
      return .chart(.timeline(.init(title: "When its claims say things happened", items: items)), table)
    }
  }

  /// Claims counted by the years they may fall in.
  private func binned(_ years: [(first: Int?, last: Int?, count: Int)], _ count: Int) -> Block {
    let kept = Set(years.indices.sorted { years[$0].count > years[$1].count }.prefix(Self.timelineLimit))
    let shown = years.indices.filter(kept.contains).map { years[$0] }
    let left = count - shown.reduce(0) { $0 + $1.count }
    let items = shown.map { bin in
      Chart.Timeline.Item(
        Wording.count(bin.count, "claim"), dateText: Self.words(bin.first, bin.last),
        earliest: bin.first.map(Double.init), latest: bin.last.map { Double($0 + 1) }, isContested: false,
        link: Self.filter(entity.id, bin.first, bin.last))
    }
    let note =
      left > 0 ? "; \(left) more claims in \(years.count - shown.count) smaller groups are not drawn" : ""
    let table = Table(
      id: "time", caption: "Dated claims by the years they may fall in\(note)",
      columns: [.init("years", "Years", kind: .date), .init("claims", "Claims", kind: .number)],
      rows: shown.map { bin in
        let words = Self.words(bin.first, bin.last)
        let link = Self.filter(entity.id, bin.first, bin.last).map { Phrase.link($0, words) }
        return [Table.Cell(link ?? Phrase(words)), Table.Cell(number: bin.count)]
      })
    return .chart(.timeline(.init(title: "Claims by the years they may fall in", items: items)), table)
  }

  private static func words(_ first: Int?, _ last: Int?) -> String {
    switch (first, last) {
    case (let first?, let last?): first == last ? "\(first)" : "\(first) to \(last)"
    case (let first?, nil): "from \(first) on"
    case (nil, let last?): "until \(last)"
    case (nil, nil): "open"
    }
  }

  /// A list exists for a single year only.
  private static func filter(_ entity: String, _ first: Int?, _ last: Int?) -> Route? {
    guard let first, first == last else { return nil }
    return .claims(ClaimFilter(entity: entity, year: first))
  }
}
