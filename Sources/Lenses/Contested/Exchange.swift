import Evidence

/// A claim with all that answers it, contradicts it, explains it otherwise or stands in tension with it.
struct Exchange: Hashable, Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case exchange = "exchanges"
    case rival = "rival-explanations"
    case tension = "tensions"

    var title: String {
      switch self {
      case .exchange: "Accusation and reply"
      case .rival: "Rival explanations"
      case .tension: "Internal tensions"
      }
    }

    var relations: [RelationKind] {
      switch self {
      case .exchange: [.respondsTo, .denies, .partlyAdmits, .contradicts]
      case .rival: [.rivalExplanation]
      case .tension: [.tension]
      }
    }
  }

  /// A claim on the other side, by the relations that put it there.
  struct Answer: Hashable, Sendable {
    var claim: String
    var relations: [RelationKind]
    var because: [String]
  }

  var kind: Kind
  var claim: String
  /// In the order of the casebook's relations.
  var answers: [Answer]
  /// Whether a speaker denies or partly admits the claim itself.
  var isAnswered: Bool
  /// Rival explanations, from either end: no replies, yet not to be missed beside a claim nobody answers.
  var rivals: [String] = []

  var hasReply: Bool { isAnswered || !answers.isEmpty }
  var claims: [String] { [claim] + answers.map(\.claim) }

  /// So many answers are shown in full.
  static let shownAnswerCount = 20
  var shownRivals: [String] { Array(rivals.prefix(Self.shownAnswerCount)) }
  var shownClaims: [String] { [claim] + answers.prefix(Self.shownAnswerCount).map(\.claim) + shownRivals }

  /// Every exchange of the evidence: contested claims first, then rival explanations, then tensions.
  ///
  /// - Parameters:
  ///   - contested: in the order of the casebook, which the exchanges keep.
  ///   - relations: of the kinds an exchange can have, in the order of the casebook.
  static func all(_ contested: [ContestedClaim], _ relations: [Relation]) -> [Exchange] {
    let modality = Dictionary(uniqueKeysWithValues: contested.map { ($0.id, $0.modality) })
    let opposing = grouped(relations.filter { Kind.exchange.relations.contains($0.kind) }, modality)
    var rivals: [String: [String]] = [:]
    for relation in relations where relation.kind == .rivalExplanation {
      rivals[relation.from, default: []].append(relation.to)
      rivals[relation.to, default: []].append(relation.from)
    }
    let answering = Set(opposing.values.joined().map(\.claim))
    var exchanges = contested.compactMap { claim -> Exchange? in
      let answers = opposing[claim.id] ?? []
      // Shown already, as the answer to another.
      if answers.isEmpty, !claim.isAnswered, answering.contains(claim.id) { return nil }
      return Exchange(
        kind: .exchange, claim: claim.id, answers: answers, isAnswered: claim.isAnswered,
        rivals: rivals[claim.id] ?? [])
    }
    for kind in [Kind.rival, .tension] {
      let related = relations.filter { kind.relations.contains($0.kind) }
      let groups = grouped(related, [:])
      var seen: Set<String> = []
      for claim in related.map(\.to) where seen.insert(claim).inserted {
        guard let answers = groups[claim] else { continue }
        exchanges.append(Exchange(kind: kind, claim: claim, answers: answers, isAnswered: false))
      }
    }
    return exchanges
  }

  /// The answers to each claim. A pair of claims appears once: under the claim that is answered; when they only
  /// contradict each other, under the allegation, else under the claim the coder put first.
  private static func grouped(
    _ relations: [Relation], _ modality: [String: Modality]
  ) -> [String: [Answer]] {
    var directed: Set<[String]> = []
    for relation in relations where relation.kind != .contradicts {
      directed.insert([relation.to, relation.from])
    }
    var answers: [String: [Answer]] = [:]
    for relation in relations {
      var (claim, answer) = (relation.to, relation.from)
      if relation.kind == .contradicts {
        let onlySecondAlleges = modality[relation.to] == .allegation && modality[relation.from] != .allegation
        if directed.contains([relation.from, relation.to])
          || (!directed.contains([claim, answer]) && !onlySecondAlleges)
        {
          (claim, answer) = (relation.from, relation.to)
        }
        directed.insert([claim, answer])
      }
      let known = answers[claim]?.firstIndex { $0.claim == answer }
      let place = known ?? answers[claim]?.count ?? 0
      if known == nil {
        answers[claim, default: []].append(Answer(claim: answer, relations: [], because: []))
      }
      answers[claim]?[place].relations.append(relation.kind)
      if !relation.because.isEmpty { answers[claim]?[place].because.append(relation.because) }
    }
    return answers
  }
}

/// How many exchanges there are of each kind.
struct ExchangeCounts: Hashable, Sendable {
  var total = 0
  var accusations = 0
  var answered = 0
  var rivals = 0
  var tensions = 0

  init(_ exchanges: [Exchange]) {
    total = exchanges.count
    for exchange in exchanges {
      switch exchange.kind {
      case .exchange:
        accusations += 1
        if exchange.hasReply { answered += 1 }
      case .rival: rivals += 1
      case .tension: tensions += 1
      }
    }
  }

  var pageCount: Int { max(1, (total + Contested.pageLength - 1) / Contested.pageLength) }
}
