import Evidence
import Provenance
import Reports

/// What a search looked for, and what it found.
enum SearchPage {
  /// Hits shown of each kind.
  private static let limit = 30

  static func form(_ words: String) -> Form {
    Form(
      to: .search(""), fields: [.init("q", label: "Words or a name, in any script", value: words)],
      submitLabel: "Search", command: "attest search \(words.isEmpty ? "WORDS" : "'\(words)'")")
  }

  static func report(_ words: String, from evidence: EvidenceSnapshot) throws -> Report {
    var blocks: [Block] = [.form(form(words))]
    var summary: Phrase =
      "Claims, entities, sources and held documents, in any script and across the forms of a name."
    if words.contains(where: { !$0.isWhitespace }) {
      let result = try evidence.search(words, limit: limit)
      summary = found(result)
      blocks.append(.section(id: "looked-for", title: "What was looked for", [.facts(lookedFor(result))]))
      blocks += result.hits.isEmpty ? [nothing(result)] : try Hits(result, evidence).blocks
    }
    return Report(
      route: .search(words), title: words.isEmpty ? "Search" : "Search for “\(Wording.cut(words, to: 80))”",
      kicker: "Search", summary: summary, blocks: blocks)
  }

  private static func found(_ result: SearchResult) -> Phrase {
    switch result.count {
    case 0: "Nothing found."
    case SearchResult.countLimit...:
      "\(SearchResult.countLimit) matches or more; the first are shown, in no order."
    default: Phrase("\(Wording.count(result.count, "match", "matches")), the best first within each kind.")
    }
  }

  private static func lookedFor(_ result: SearchResult) -> [Fact] {
    var facts = result.words.map { word in
      let forms = word.forms.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      return Fact(
        Wording.cut(word.word, to: 40),
        forms.isEmpty
          ? .quiet("nothing to look up in it") : Phrase("as ") + Phrase(forms.joined(separator: ", ")))
    }
    for expansion in result.expansions {
      facts.append(
        Fact(
          "Also all names of",
          .link(.entity(expansion.entity), expansion.name) + ": "
            + Phrase(expansion.names.joined(separator: ", "))))
    }
    if facts.isEmpty { facts.append(Fact("Words", .quiet("there is no letter or digit in what was typed"))) }
    return facts
  }

  private static func nothing(_ result: SearchResult) -> Block {
    let named =
      result.expansions.isEmpty
      ? "No entity has these words among its names, so no other name was tried." : ""
    return .section(
      id: "nothing", title: "Nothing found",
      [
        .paragraph(
          """
          No claim, entity, source or paragraph of a held document has all these words, in the forms above. \(named)
          """),
        .list([
          "Leave out a word: all of them must stand in one place.",
          "Try a part of the name alone, or the name in its own script.",
          "Look through " + .link(.entities(page: 1), "the entities") + " or "
            + .link(.sources, "the sources")
            + "; a document that is not held cannot be searched.",
        ]),
      ])
  }
}

/// The hits of a search, by kind, with what shows why each is one.
private struct Hits {
  let result: SearchResult
  let evidence: EvidenceSnapshot

  init(_ result: SearchResult, _ evidence: EvidenceSnapshot) {
    self.result = result
    self.evidence = evidence
  }

  var blocks: [Block] {
    get throws { try entities + claims + sources + documents }
  }

  private func ids(_ kind: SearchResult.Hit.Kind) -> [String] {
    result.hits.filter { $0.kind == kind }.map(\.id)
  }

  private var entities: [Block] {
    get throws {
      let found = try evidence.entities(ids(.entity))
      guard !found.isEmpty else { return [] }
      let counts = try evidence.claimCounts(ofEntities: found.map(\.id))
      let lines = found.map { entity -> Phrase in
        var line = Phrase.link(.entity(entity.id), entity.name)
        if entity.isProtected { line += .quiet(" (protected)") }
        line += .quiet(", \(Wording.choice(entity.kind)), \(Wording.count(counts[entity.id] ?? 0, "claim"))")
        return entity.description.isEmpty ? line : line + Phrase(". \(entity.description)")
      }
      return [.section(id: "entities", title: "Entities", [.list(lines)])]
    }
  }

  private var claims: [Block] {
    get throws {
      let found = ids(.claim)
      guard !found.isEmpty else { return [] }
      return [
        .section(
          id: "claims", title: "Claims",
          [.table(try ClaimRows.table(id: "claims", caption: "Claims found", ids: found, from: evidence))])
      ]
    }
  }

  private var sources: [Block] {
    get throws {
      let found = try evidence.sources(ids(.source))
      guard !found.isEmpty else { return [] }
      return [.section(id: "sources", title: "Sources", [.list(found.map { Reference.full($0) })])]
    }
  }

  /// Each paragraph with its source; its words are the source's, and shown as such.
  private var documents: [Block] {
    get throws {
      let hits = result.hits.filter { $0.kind == .document }
      guard !hits.isEmpty else { return [] }
      let sourceIDs = try evidence.sourceIDs(ofDocuments: Set(hits.map(\.id)).sorted())
      let sources = try Dictionary(
        evidence.sources(Set(sourceIDs.values).sorted()).map { ($0.id, $0) },
        uniquingKeysWith: { first, _ in first })
      var texts: [String: [UInt8]] = [:]
      var blocks: [Block] = []
      for hit in hits {
        guard let source = sourceIDs[hit.id].flatMap({ sources[$0] }) else { continue }
        if texts[hit.id] == nil { texts[hit.id] = try evidence.text(of: hit.id) ?? [] }
        let span = paragraph(texts[hit.id] ?? [], at: hit.part)
        let words = snippet(texts[hit.id] ?? [], span)
        guard !words.isEmpty else { continue }
        let place = Phrase.link(.source(source.id), Reference.short(source)) + .quiet(", at byte \(hit.part)")
        blocks.append(
          .quotation(Quotation(words, language: source.language, source: place, standing: .found)))
        blocks += try claimsOn(span, of: source.id)
      }
      return [.section(id: "documents", title: "Held documents", blocks)]
    }
  }

  /// What was made of the paragraph: its claims, with what must be read with them.
  private func claimsOn(_ span: Range<Int>, of source: String) throws -> [Block] {
    let claims = try evidence.claimIDs(inSource: source, spanUTF8: span)
    guard !claims.isEmpty else { return [] }
    let qualifications = try evidence.qualifications(of: claims)
    let named = claims.map { ClaimRows.named($0, qualifications) }.joined(separator: "; ")
    return [.paragraph("Claims on this paragraph: " + named)]
  }

  private func paragraph(_ text: [UInt8], at start: Int) -> Range<Int> {
    var end = min(start, text.count)
    while end < text.count, end - start < 20_000,
      !(text[end] == 10 && end + 1 < text.count && text[end + 1] == 10)
    {
      end += 1
    }
    return min(start, end)..<end
  }

  /// About 200 characters of the paragraph, around the first word that was looked for.
  private func snippet(_ text: [UInt8], _ span: Range<Int>) -> String {
    let paragraph = String(decoding: text[span], as: UTF8.self)
    let words = paragraph.split(whereSeparator: \.isWhitespace).map(String.init)
    let wanted = result.words.map { $0.word.lowercased() }
    let hit = words.firstIndex { word in
      let lower = word.lowercased()
      return wanted.contains { lower.contains($0) }
    }
    let first = max(0, (hit ?? 0) - 12)
    let cut = Wording.cut(words[first...].joined(separator: " "), to: 200)
    return first > 0 ? "…" + cut : cut
  }
}
