import Evidence
import Provenance
import Reports

/// The page of one source: what it is, who stands behind it, where it comes from, and what rests on it.
struct SourcePage {
  let source: Source
  let evidence: EvidenceSnapshot

  /// Claims shown.
  static let claimLimit = 100
  private static let passageLimit = 200

  init(_ source: Source, from evidence: EvidenceSnapshot) throws {
    self.source = source
    self.evidence = evidence
  }

  var report: Report {
    get throws {
      Report(
        route: .source(source.id), title: source.title, kicker: "Source",
        summary: Reference.full(source, isLinked: false),
        blocks: [.facts(facts)] + (try documents) + (try lineage) + (try notes) + (try citedIn)
          + (try passages)
          + (try claims),
        related: [.link(.claims(ClaimFilter(source: source.id)), "All claims that rest on it")])
    }
  }

  // MARK: what it is

  private var facts: [Fact] {
    var facts = [
      Fact("Kind", Phrase(Wording.choice(source.kind))),
      Fact("Authors", Wording.cell(source.authors)),
      Fact("Title", Wording.cell(source.titleOriginal).said(in: source.language)),
    ]
    if !source.titleRomanised.isEmpty {
      facts.append(
        Fact(
          "Title, romanised",
          Wording.cell(source.titleRomanised).said(in: Reference.romanised(source.language))))
    }
    if !source.titleTranslated.isEmpty {
      facts.append(Fact("Title, translated", Wording.cell(source.titleTranslated)))
    }
    facts.append(Fact("Language", Phrase(source.language)))
    if !source.container.isEmpty {
      facts.append(Fact("In", Wording.cell(source.container).said(in: source.language)))
    }
    if !source.publisher.isEmpty { facts.append(Fact("Publisher", Wording.cell(source.publisher))) }
    facts.append(
      Fact(
        "Published",
        Wording.date(source.published, words: source.publishedWords, wordsLanguage: source.language)))
    if !source.countries.isEmpty { facts.append(Fact("Country", Wording.countries(source.countries))) }
    facts.append(Fact("Independence", .term(Wording.choice(source.independence))))
    facts.append(Fact("Who stands behind it", Wording.cell(source.interest)))
    if !source.anomaly.isEmpty { facts.append(Fact("Wrong in print", Phrase(source.anomaly))) }
    if !source.note.isEmpty { facts.append(Fact("Note", Phrase(source.note))) }
    facts.append(Fact("Its id", Phrase(source.id)))
    return facts
  }

  private var documents: [Block] {
    get throws {
      let held = try evidence.documents(of: source.id)
      var facts = held.map { document -> Fact in
        let address: Phrase =
          document.address.isEmpty ? "" : ", from " + .outside(document.address, document.address)
        return Fact(
          "Held",
          Phrase("\(document.byteCount) bytes, \(document.mediaType), obtained \(document.obtained)")
            + address
            + .quiet(", SHA-256 \(document.id)"))
      }
      if held.isEmpty || (!source.sha256.isEmpty && !held.contains { $0.id == source.sha256 }) {
        var missing: Phrase = .term("document not held")
        if !source.sha256.isEmpty { missing += "; expected SHA-256 \(source.sha256)" }
        missing += "; to attach it: attest acquire FILE --source \(source.id)"
        facts.append(Fact("Document", missing))
      }
      return [.section(id: "documents", title: "Documents", [.facts(facts)])]
    }
  }

  // MARK: lineage

  private var lineage: [Block] {
    get throws {
      let origins = (try evidence.origins(of: [source.id])[source.id] ?? []).filter { $0 != source.id }
      let deriving = try evidence.sourcesDeriving(from: source.id)
      let names = try labels(source.derivesFrom + origins + deriving)
      func list(_ ids: [String]) -> [Phrase] { ids.map { .link(.source($0), names[$0] ?? $0) } }
      var facts: [Fact] = []
      if !source.derivesFrom.isEmpty { facts.append(Fact("Relays or digests", list(source.derivesFrom))) }
      if !origins.isEmpty { facts.append(Fact("Comes down to", list(origins))) }
      if !deriving.isEmpty { facts.append(Fact("Relayed or digested by", list(deriving))) }
      let line: Phrase =
        facts.isEmpty
        ? "It relays no other source recorded here, and none relays it: it counts as one origin."
        : "A source and what relays it count as one origin, however many copies there are."
      return [
        .section(id: "lineage", title: "Where its information comes from", [.facts(facts), .paragraph(line)])
      ]
    }
  }

  private func labels(_ ids: [String]) throws -> [String: String] {
    try Dictionary(
      evidence.sources(Set(ids).sorted()).map { ($0.id, Reference.short($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: notes

  private var notes: [Block] {
    get throws {
      let notes = try evidence.citations(in: source.id)
      guard !notes.isEmpty else { return [] }
      let cited = try Dictionary(
        evidence.sources(Set(notes.compactMap(\.cites)).sorted()).map { ($0.id, $0) },
        uniquingKeysWith: { first, _ in first })
      let table = Table(
        id: "notes", caption: "Its notes, each led to what it cites",
        columns: [
          .init("note", "Note"), .init("cites", "Leads to"), .init("pinpoint", "At"), .init("kind", "Kind"),
          .init("printed", "As printed"), .init("placement", "Place in the text"),
          .init("anomaly", "Wrong in print"),
        ],
        rows: notes.map { row($0, cited) }, hasRowHeads: true)
      return [.section(id: "notes", title: "Notes", [.table(table)])]
    }
  }

  private func row(_ note: Citation, _ cited: [String: Source]) -> [Table.Cell] {
    let leads: Phrase =
      note.cites.map { id in cited[id].map { Reference.full($0) } ?? .link(.source(id), note.citesTitle) }
      ?? .quiet(note.kind == "explanation" ? "an explanation; it cites nothing" : "not resolved")
    return [
      Table.Cell(Phrase(note.note)), Table.Cell(leads, tone: note.cites == nil ? .absent : .neutral),
      Table.Cell(Phrase(note.pinpoint)), Table.Cell(Phrase(Wording.choice(note.kind))),
      Table.Cell(.foreign(note.printed, language: source.language)),
      Table.Cell(Phrase(note.placement), tone: note.placement == "inferred" ? .contested : .neutral),
      Table.Cell(Phrase(note.anomaly)),
    ]
  }

  private var citedIn: [Block] {
    get throws {
      let citations = try evidence.citations(of: source.id)
      guard !citations.isEmpty else { return [] }
      let names = try labels(citations.map(\.source))
      let lines = citations.map { citation -> Phrase in
        var line = Phrase.link(.source(citation.source), names[citation.source] ?? citation.source)
        line += ", note \(citation.note)"
        if !citation.pinpoint.isEmpty { line += ", at \(citation.pinpoint)" }
        if !citation.printed.isEmpty {
          line += .quiet(", printed “") + Phrase(citation.printed) + .quiet("”")
        }
        return line
      }
      return [.section(id: "cited-in", title: "Cited in", [.list(lines)])]
    }
  }

  // MARK: what rests on it

  private var passages: [Block] {
    get throws {
      let count = try evidence.passageCount(of: source.id)
      guard count > 0 else { return [] }
      let passages = try evidence.passages(of: source.id, limit: Self.passageLimit)
      let claims = try evidence.claimIDs(onPassages: passages.map(\.id))
      let qualifications = try evidence.qualifications(of: Set(claims.values.joined()).sorted())
      let table = Table(
        id: "passages",
        caption: count > passages.count
          ? "The first \(passages.count) of \(count) passages, in order" : "Its passages, in order",
        columns: [
          .init("passage", "Passage"), .init("words", "Words"), .init("standing", "Standing"),
          .init("notes", "Notes"), .init("claims", "Claims on it"),
        ],
        rows: passages.map { row($0, claims[$0.id] ?? [], qualifications) }, hasRowHeads: true)
      return [.section(id: "passages", title: "Passages", [.table(table)])]
    }
  }

  private func row(_ passage: Passage, _ claims: [String], _ qualifications: [String: String]) -> [Table.Cell]
  {
    let language = passage.language.isEmpty ? source.language : passage.language
    let words = passage.words.map { Wording.cut($0, to: 300) } ?? passage.quotation
    let standing: (words: String, tone: Table.Tone) =
      switch passage.standing {
      case .found: ("found in the held document", .neutral)
      case .notFound: ("not found in the held document", .contested)
      case .notHeld: ("document not held", .absent)
      }
    let notes = passage.citations.map(\.note).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return [
      Table.Cell(Phrase(passage.locator)),
      Table.Cell(words.isEmpty ? .quiet("not quoted") : .foreign(words, language: language)),
      Table.Cell(Phrase(standing.words), tone: standing.tone),
      Table.Cell(Phrase(notes.joined(separator: ", "))),
      Table.Cell(claims.map { ClaimRows.named($0, qualifications) }.joined(separator: "; ")),
    ]
  }

  private var claims: [Block] {
    get throws {
      let conditions = ClaimConditions(source: source.id)
      let count = try evidence.claimCount(conditions)
      let ids = try evidence.claimIDs(conditions, limit: Self.claimLimit)
      let table = try ClaimRows.table(
        id: "claims",
        caption: count > ids.count
          ? "The first \(ids.count) of \(count) claims" : Wording.count(count, "claim"),
        ids: ids, from: evidence, emptyNote: "No claim rests on it.")
      var blocks: [Block] = [.table(table)]
      if count > ids.count {
        blocks.append(
          .paragraph(.link(.claims(ClaimFilter(source: source.id)), "All \(count) claims that rest on it")))
      }
      return [.section(id: "claims", title: "What rests on it", blocks)]
    }
  }
}

extension Phrase {
  /// The same words, marked as being in that language where they are plain.
  func said(in language: String) -> Phrase {
    Phrase(
      runs: runs.map { run in
        var run = run
        if run.style == .plain { run.language = language }
        return run
      })
  }
}
