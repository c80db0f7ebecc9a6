import Evidence
import Provenance
import Reports

extension ClaimPage {
  /// Accusation, denial and what relays them, side by side; then how many independent origins stand behind each.
  var positions: [Block] {
    var sides: [Side] = []
    func add(_ title: Phrase, _ stances: [Stance]) {
      guard !stances.isEmpty else { return }
      sides.append(Side(title, stances.flatMap(told)))
    }
    add("Says it is so", claim.stances.filter { $0.attitude.side == .supports })
    add("Denies or partly admits it", opposing)
    add("Relays it", claim.stances.filter { $0.attitude.side == .relays })
    let answers = self.answers
    if !answers.isEmpty { sides.append(Side("Claims that answer it", [.list(answers)])) }
    var blocks: [Block] =
      sides.count == 1
      ? [.section(id: "position", title: sides[0].title.text, sides[0].blocks)] : [.sides(sides)]
    if sides.isEmpty {
      blocks = [.caveat("No source is recorded for this claim. It must not be used; run attest check.")]
    }
    if opposing.isEmpty, answers.isEmpty {
      blocks.append(.paragraph(.quiet("No reply, denial or rival account is recorded in this evidence.")))
    }
    return [.section(id: "who", title: "Who says so", blocks + [.facts(origins)])]
  }

  private var opposing: [Stance] {
    claim.stances.filter { $0.attitude.side == .opposes || $0.attitude.side == .partlySupports }
  }

  // MARK: one stance

  private func told(_ stance: Stance) -> [Block] {
    var speaker = basis.name(stance.speaker, stance.speakerName)
    for position in held(by: stance) { speaker += .quiet(", ") + position }
    speaker += " " + .term(Wording.attitude(stance.attitude))
    return [.paragraph(speaker)] + words(of: stance.passage) + [.facts(facts(stance))]
  }

  /// The positions the speaker may have held when it was said.
  private func held(by stance: Stance) -> [Phrase] {
    let said = stance.uttered.recorded.flatMap { try? PartialDate(edtf: $0) }
    return (stance.speaker.flatMap { surroundings.positions[$0] } ?? []).filter { position in
      guard let said else { return true }
      let from = position.from.recorded.flatMap { try? PartialDate(edtf: $0) }?.earliest
      let until = position.until.recorded.flatMap { try? PartialDate(edtf: $0) }?.latest
      if let from, let last = said.latest, last < from { return false }
      if let until, let first = said.earliest, until < first { return false }
      return true
    }.map { position in
      let body = position.organization.map { basisName($0, position.organizationName) }
      return body.map { Phrase("\(position.position), ") + $0 } ?? Phrase(position.position)
    }
  }

  private func basisName(_ id: String, _ name: String) -> Phrase { .link(.entity(id), name) }

  /// The source's own words where the document is held; else what the casebook quotes; else a statement that
  /// there are none to show.
  private func words(of passage: Passage) -> [Block] {
    let place = Reference.place(of: passage, basis.sources)
    if let words = passage.words {
      return [
        .quotation(
          Quotation(
            Wording.cut(words, to: 2000), language: language(of: passage),
            source: .quiet("the source’s own words: ") + place, standing: .found))
      ]
    }
    guard !passage.quotation.isEmpty else { return [] }
    let standing: Quotation.Standing =
      switch passage.standing {
      case .found: .found
      case .notFound: .notFound
      case .notHeld: .notHeld
      }
    return [
      .quotation(
        Quotation(
          passage.quotation, language: language(of: passage),
          source: .quiet("quoted in the casebook: ") + place,
          standing: standing))
    ]
  }

  private func facts(_ stance: Stance) -> [Fact] {
    let passage = stance.passage
    var facts = [Fact("Stands in", Reference.place(of: passage, basis.sources))]
    if passage.words == nil, passage.quotation.isEmpty {
      let standing: Phrase =
        passage.standing == .notHeld ? .term("document not held") : .term("not found in the held document")
      facts.append(Fact("Words", standing))
    }
    if !passage.citations.isEmpty {
      facts.append(Fact("Resting on", passage.citations.map { Reference.note($0, basis.sources) }))
    }
    facts.append(
      Fact(
        "Said", Wording.date(stance.uttered, words: stance.utteredWords, wordsLanguage: language(of: passage))
      ))
    if let via = stance.via { facts.append(Fact("Relayed by", basis.name(via, stance.viaName))) }
    if !stance.note.isEmpty { facts.append(Fact("Note", Phrase(stance.note))) }
    if !passage.note.isEmpty { facts.append(Fact("On the passage", Phrase(passage.note))) }
    return facts
  }

  // MARK: answers

  private static let answering: Set<RelationKind> = [
    .contradicts, .denies, .partlyAdmits, .respondsTo, .rivalExplanation,
  ]

  /// Other claims that contradict, answer or rival this one, or that it answers; each once.
  private var answers: [Phrase] {
    var kinds: [(other: String, words: [String])] = []
    for relation in surroundings.relations[claim.id] ?? [] where Self.answering.contains(relation.kind) {
      let isFrom = relation.from == claim.id
      let other = isFrom ? relation.to : relation.from
      let words =
        isFrom ? "this claim \(relation.kind.title) it" : "this claim is \(relation.kind.inverse) it"
      let said = relation.kind == .rivalExplanation ? "rival explanation" : words
      if let index = kinds.firstIndex(where: { $0.other == other }) {
        if !kinds[index].words.contains(said) { kinds[index].words.append(said) }
      } else {
        kinds.append((other, [said]))
      }
    }
    return kinds.compactMap { other, words in
      surroundings.others[other].map {
        ClaimRows.line($0, basis) + .quiet(" (\(words.joined(separator: "; ")))")
      }
    }
  }

  // MARK: origins

  private var origins: [Fact] {
    let carried = claim.stances.filter { $0.attitude.side == .supports || $0.attitude.side == .relays }
    var facts = [Fact("Independent origins for it", origin(of: carried))]
    if !opposing.isEmpty { facts.append(Fact("Independent origins against it", origin(of: opposing))) }
    return facts
  }

  /// The sources a side comes down to once notes, copies and digests are followed back.
  private func origin(of stances: [Stance]) -> Phrase {
    var found: [String] = []
    for stance in stances {
      let cited = stance.passage.citations.compactMap(\.cites)
      for source in cited.isEmpty ? [stance.passage.source] : cited {
        for origin in surroundings.origins[source] ?? [source] where !found.contains(origin) {
          found.append(origin)
        }
      }
    }
    guard !found.isEmpty else { return .quiet("none") }
    let names = found.map { id in
      Phrase.link(.source(id), basis.sources[id].map(Reference.short) ?? id)
    }
    return Phrase("\(found.count), behind \(Wording.count(stances.count, "stance")): ")
      + names.joined(separator: "; ") + .quiet(". Copies and references back are counted once.")
  }
}
