import Evidence
import Provenance
import Reports

/// What some claims rest on, read at once: their sources, and which of their speakers are protected people.
struct Basis {
  private(set) var sources: [String: Source] = [:]
  private(set) var entities: [String: Entity] = [:]

  init(of claims: [Claim], from evidence: EvidenceSnapshot) throws {
    var sourceIDs: Set<String> = []
    var entityIDs: Set<String> = []
    for claim in claims {
      entityIDs.formUnion(claim.roles.compactMap(\.entity))
      for stance in claim.stances {
        sourceIDs.insert(stance.passage.source)
        sourceIDs.formUnion(stance.passage.citations.compactMap(\.cites))
        if let speaker = stance.speaker { entityIDs.insert(speaker) }
        if let via = stance.via { entityIDs.insert(via) }
      }
    }
    for source in try evidence.sources(sourceIDs.sorted()) { sources[source.id] = source }
    for entity in try evidence.entities(entityIDs.sorted()) { entities[entity.id] = entity }
  }

  mutating func add(_ more: [Source]) { for source in more { sources[source.id] = source } }
  mutating func add(_ more: [Entity]) { for entity in more { entities[entity.id] = entity } }

  /// Someone or something in a claim: linked when known, marked when it is a protected person.
  func name(_ id: String?, _ name: String) -> Phrase {
    guard let id else { return Phrase(name) }
    let phrase = Phrase.link(.entity(id), name)
    return entities[id]?.isProtected == true ? phrase + .quiet(" (protected)") : phrase
  }
}

/// A claim as a row: never without its qualification, its speakers and its source.
enum ClaimRows {
  static let columns: [Table.Column] = [
    .init("claim", "Claim"), .init("said_by", "Who says it"), .init("source", "Source"),
    .init("when", "When"),
    .init("where", "Where"), .init("modality", "Modality"), .init("confidence", "Confidence"),
    .init("dispute", "Dispute"),
  ]

  static func table(
    id: String, caption: String, _ claims: [Claim], _ basis: Basis, emptyNote: String = "No claims."
  ) -> Table {
    Table(
      id: id, caption: caption, columns: columns, rows: claims.map { cells($0, basis) }, emptyNote: emptyNote)
  }

  /// Reads the claims and makes the table.
  static func table(
    id: String, caption: String, ids: [String], from evidence: EvidenceSnapshot,
    emptyNote: String = "No claims."
  ) throws -> Table {
    let claims = try evidence.claims(ids)
    return table(
      id: id, caption: caption, claims, try Basis(of: claims, from: evidence), emptyNote: emptyNote)
  }

  private static func cells(_ claim: Claim, _ basis: Basis) -> [Table.Cell] {
    [
      Table.Cell(statement(claim)),
      Table.Cell(speakers(claim, basis)),
      Table.Cell(sources(claim, basis), tone: claim.stances.isEmpty ? .absent : .neutral),
      when(claim),
      Table.Cell(
        Wording.countries(claim.countries), value: claim.countries.joined(separator: ";"),
        tone: claim.countries.isEmpty ? .absent : .neutral),
      Table.Cell(.term(claim.modality.rawValue)),
      Table.Cell(.term(claim.confidence.rawValue)),
      Table.Cell(.term(claim.dispute.rawValue), tone: claim.dispute == .undisputed ? .neutral : .contested),
    ]
  }

  /// The date, or that there is none; why stands on the claim's page and in the bare value.
  private static func when(_ claim: Claim) -> Table.Cell {
    if let date = claim.eventDate.recorded { return Table.Cell(Phrase(Wording.dateWords(date)), value: date) }
    let absence = Absence.parse(claim.eventDate)?.absence
    return Table.Cell(
      absence.map { .term($0.rawValue) } ?? .quiet("not coded"), value: claim.eventDate, tone: .absent)
  }

  /// The statement, linked, with what must be read with it.
  static func statement(_ claim: Claim) -> Phrase {
    let link = Phrase.link(.claim(claim.id), claim.statement)
    return claim.qualification.isEmpty ? link : link + " " + qualification(claim)
  }

  /// A claim by its id, with what must be read with it, where its statement does not stand.
  static func named(_ id: String, _ qualifications: [String: String]) -> Phrase {
    let link = Phrase.link(.claim(id), id)
    guard let qualification = qualifications[id] else { return link }
    return link + " " + .quiet("(read with it: \(qualification))")
  }

  static func qualification(_ claim: Claim) -> Phrase {
    .strong("Read with it:") + Phrase(" \(claim.qualification)")
  }

  static func speakers(_ claim: Claim, _ basis: Basis) -> Phrase {
    var said: [Phrase] = []
    for stance in claim.stances {
      let phrase =
        basis.name(stance.speaker, stance.speakerName) + " " + .term(Wording.attitude(stance.attitude))
      if !said.contains(phrase) { said.append(phrase) }
    }
    return some(said, of: claim)
  }

  /// Where it stands, for each of its stances.
  static func sources(_ claim: Claim, _ basis: Basis) -> Phrase {
    var places: [Phrase] = []
    for stance in claim.stances {
      let place = Reference.place(of: stance.passage, basis.sources)
      if !places.contains(place) { places.append(place) }
    }
    guard !places.isEmpty else { return .term("no source recorded") + "; run attest check" }
    return some(places, of: claim)
  }

  private static func some(_ phrases: [Phrase], of claim: Claim) -> Phrase {
    let shown = phrases.prefix(4).map(\.self).joined(separator: "; ")
    guard phrases.count > 4 else { return shown }
    return shown + "; and " + .link(.claim(claim.id), "\(phrases.count - 4) more")
  }

  /// A claim in a line: for lists beside other claims.
  static func line(_ claim: Claim, _ basis: Basis) -> Phrase {
    statement(claim) + .quiet(" — ") + speakers(claim, basis) + .quiet("; ") + sources(claim, basis)
  }
}
