package import Evidence
package import Reports

/// What each state did with each joint letter, as far as sources say.
package enum Letters: Lens {
  package static let card = LensCard(
    id: "letters", title: "Joint letters: who signed, who did not, what is not known",
    question: "What did each state do with each joint letter, and what is not known of it?",
    method: [
      "One row for each state, one column for each letter; a cell holds what the source says that state did.",
      "Signed, joined later, withdrew and refrained are acts. Verified not on the list is a check of the list. Unknown and ambiguous are said of the source, with the reason.",
      "A state without a row for a letter is not in source; nothing is inferred from what it did with another letter.",
      "Unnamed signatories are counted from the count records of the same claim, and added to those named only where the record says that they are others.",
      "A letter answers another when a claim of the one responds to a claim of the other.",
    ],
    limits: [
      "Not signing is not opposing; signing does not show why.",
      "A state that refrained from one of two letters has not thereby signed either.",
      "Letters gather signatories over time, and a state may withdraw: a list holds for its day.",
      "Motives given for an act are inferences of whoever gives them.",
    ],
    references: [
      "R. Yellinek and E. Chen (2019), The “22 vs. 50” Diplomatic Split Between the West and China Over Xinjiang and Human Rights. China Brief 19 (22).",
      "M. A. Bailey, A. Strezhnev and E. Voeten (2017), Estimating Dynamic State Preferences from United Nations Voting Data. Journal of Conflict Resolution 61 (for recorded votes, which letters are not).",
    ],
    parameters: [
      LensParameter("letter", title: "Letter", takes: "the id of a letter, as in letter-2019-supportive")
    ],
    instrument: .diplomaticAlignment)

  /// Beyond so many letters a table is no longer read; each can be asked for.
  static let letterLimit = 20

  package struct Parameters: Hashable, Sendable {
    package var letter: String?

    package init(letter: String? = nil) { self.letter = letter }
  }

  package struct Input: Sendable {
    package var signatures: [Signature]
    /// How many letters the evidence has, shown or not.
    package var letterCount: Int
    /// States whose rows are shown even when no letter has one: the home countries in the evidence.
    package var homeStates: [Entity]
    /// Claims that speak of each letter, by letter.
    package var mentions: [String: [String]]
    package var relations: [Relation]
    /// The count records of the signatures' claims.
    package var counts: [String: [RecordView]]
    package var countries: [String: [String]]
    package var book: ClaimBook
  }

  package static func parameters(_ query: [String: String]) throws -> Parameters {
    Parameters(letter: query["letter"])
  }

  package static func gather(_ parameters: Parameters, from evidence: EvidenceSnapshot) throws -> Input {
    let all = try evidence.signatures()
    var seen: Set<String> = []
    let known = all.map(\.letter).filter { seen.insert($0).inserted }
    try check("letter", parameters.letter, among: known, "letter")
    let letters = parameters.letter.map { [$0] } ?? Array(known.prefix(letterLimit))
    let byLetter = Dictionary(grouping: all.filter { letters.contains($0.letter) }, by: \.letter)
    let signatures = letters.flatMap { byLetter[$0] ?? [] }
    var mentions: [String: [String]] = [:]
    for letter in letters {
      for part in ["speaker", "actor", "target", "mentioned"] {
        mentions[letter, default: []] += try evidence.claimIDs(ofEntity: letter, as: part, limit: 200)
      }
      mentions[letter, default: []] += (byLetter[letter] ?? []).map(\.claim)
    }
    let claims = Set(mentions.values.joined()).sorted()
    let relations = try evidence.relations(of: claims)
    let states = try evidence.entities(Set(signatures.map(\.state)).sorted())
    return Input(
      signatures: signatures, letterCount: known.count,
      homeStates: signatures.isEmpty ? [] : try homeStates(evidence),
      mentions: mentions,
      relations: relations,
      counts: try evidence.records(of: Set(signatures.map(\.claim)).sorted()).mapValues { records in
        records.filter { $0.table == "countRecord" }
      },
      countries: Dictionary(uniqueKeysWithValues: states.map { ($0.id, $0.countries) }),
      book: try ClaimBook(claims + relations.flatMap { [$0.from, $0.to] }, from: evidence))
  }

  package static func analyse(_ input: Input, _ parameters: Parameters) throws -> Report {
    let letters = LetterTable(input)
    guard !letters.isEmpty else {
      let none = Finding("The evidence records no joint letter.", countNote: "0 signatures", evidence: [])
      return Report(route: route, title: card.title, kicker: "Lens", blocks: [.finding(none)])
    }
    return Report(
      route: route, title: card.title, kicker: "Lens",
      blocks: letters.findings.map(Block.finding) + letters.notShown + [
        .section(id: "states", title: "State by letter", [.table(letters.table)]),
        .section(id: "counts", title: "How many signed", letters.countBlocks),
        .section(id: "beside", title: "What answers, contests or explains them", letters.besides),
        .section(id: "claims", title: "What is said of them", [letters.claims]),
      ])
  }

  /// The states of the home countries that the evidence has as entities.
  private static func homeStates(_ evidence: EvidenceSnapshot) throws -> [Entity] {
    try Countries.home.compactMap { try evidence.state(ofCountry: $0) }
  }
}
