import Evidence
import Reports

/// Exchanges as two sides of equal size, with who speaks and what each side rests on.
struct ExchangePage {
  private let input: Contested.Input
  private var book: ClaimBook { input.book }

  init(_ input: Contested.Input) { self.input = input }

  func blocks(_ exchange: Exchange) -> [Block] {
    guard let claim = book[exchange.claim] else { return [] }
    let holding = claim.stances.filter { !$0.isReply }
    let side = Side(Phrase(title(exchange, claim)), [.paragraph(book.phrase(claim.id))] + support(holding))
    let blocks =
      [.sides([side, otherSide(exchange, claim)])] + shared(exchange, claim) + qualifying(claim.id)
    let id = "\(exchange.kind.rawValue)-\(claim.id)"
    return [.section(id: id, title: "\(claim.instrument.title): \(claim.id)", blocks)]
  }

  private func title(_ exchange: Exchange, _ claim: Claim) -> String {
    if exchange.kind != .exchange { return "The claim" }
    return claim.modality == .allegation ? "Accusation" : "The claim"
  }

  // MARK: the other side

  private func otherSide(_ exchange: Exchange, _ claim: Claim) -> Side {
    let replies = claim.stances.filter(\.isReply)
    var blocks: [Block] = []
    if !replies.isEmpty { blocks += stances(replies, "Replies to the claim itself") }
    for answer in exchange.answers.prefix(Exchange.shownAnswerCount) { blocks += self.answer(answer) }
    let more = exchange.answers.count - Exchange.shownAnswerCount
    if more > 0 {
      blocks.append(.paragraph("and \(more) more on \(link: .claim(claim.id), "the claim’s page")"))
    }
    if blocks.isEmpty {
      let marked =
        claim.dispute == .undisputed ? "" : " The coder marks it \(claim.dispute.rawValue) all the same."
      blocks = [
        .caveat(
          """
          \(term: "no reply recorded") Nobody in this evidence answers it; a reply may exist elsewhere.\(marked)
          """)
      ]
    }
    for rival in exchange.shownRivals {
      blocks.append(.paragraph("Not a reply, but a \(term: "rival explanation") " + book.phrase(rival)))
    }
    return Side(Phrase(otherTitle(exchange, replies)), blocks)
  }

  private func otherTitle(_ exchange: Exchange, _ replies: [Stance]) -> String {
    switch exchange.kind {
    case .rival: return "Rival explanation"
    case .tension: return "In tension with it"
    case .exchange:
      let isReply =
        !replies.isEmpty || exchange.answers.contains { $0.relations.contains { $0 != .contradicts } }
      return isReply || !exchange.hasReply ? "Reply" : "What contradicts it"
    }
  }

  private func answer(_ answer: Exchange.Answer) -> [Block] {
    let terms = answer.relations.map { Phrase.term($0.besideTerm) }.joined(separator: " ")
    let because: Phrase =
      answer.because.isEmpty ? "" : " \(quiet: "Because: \(answer.because.joined(separator: "; ")).")"
    let held = book[answer.claim]?.stances.filter { !$0.isReply } ?? []
    return [.paragraph(terms + " " + book.phrase(answer.claim) + because)] + support(held)
  }

  // MARK: who says it, on what

  private func support(_ stances: [Stance]) -> [Block] { self.stances(stances, "Said by") }

  /// Who, how, when and where; then what it rests on.
  private func stances(_ stances: [Stance], _ title: String) -> [Block] {
    guard !stances.isEmpty else { return [.facts([Fact(title, "\(term: "not in source")")])] }
    return [.facts([Fact(title, stances.map(saying))] + book.facts(book.support(of: stances)))]
  }

  private func saying(_ stance: Stance) -> Phrase {
    let speaker: Phrase =
      stance.speaker.map { .link(.entity($0), stance.speakerName) } ?? Phrase(stance.speakerName)
    var phrase: Phrase = "\(speaker) \(term: stance.attitude.rawValue.spaced)"
    if !stance.uttered.isEmpty { phrase += ", " + stance.uttered.datePhrase }
    if let via = stance.via { phrase += ", relayed by " + .link(.entity(via), stance.viaName) }
    phrase += ": " + book.spot(stance.passage)
    if !stance.note.isEmpty { phrase += " \(quiet: stance.note)" }
    return phrase
  }

  private func support(_ exchange: Exchange, _ claim: Claim) -> (held: Support, answered: Support) {
    let answering = exchange.answers.prefix(Exchange.shownAnswerCount).flatMap { answer in
      book[answer.claim]?.stances.filter { !$0.isReply } ?? []
    }
    return (
      book.support(of: claim.stances.filter { !$0.isReply }),
      book.support(of: claim.stances.filter(\.isReply) + answering)
    )
  }

  /// Origins that stand behind both sides, which then know of each other through the same sources.
  private func shared(_ exchange: Exchange, _ claim: Claim) -> [Block] {
    let (held, answered) = support(exchange, claim)
    let both = held.origins.filter(answered.origins.contains)
    guard !both.isEmpty else { return [] }
    let names = both.prefix(12).map { Phrase.link(.source($0), book.label($0)) }.joined(separator: "; ")
    return [
      .caveat(
        """
        \(counted(both.count, "origin")) \(both.count == 1 ? "stands" : "stand") behind both sides, so the sides are \
        not known independently of each other: \(names).
        """)
    ]
  }

  private func qualifying(_ claim: String) -> [Block] {
    let relations = input.relations.filter { $0.to == claim }
    guard !relations.isEmpty else { return [] }
    return [.facts([Fact("Qualified by", relations.map { book.phrase($0.from) })])]
  }

  // MARK: the page as a table

  var table: Table {
    Table(
      id: "exchanges", caption: "Exchanges of this page with the origins of each side",
      columns: [
        Table.Column("kind", "Kind"), Table.Column("claim", "Claim"),
        Table.Column("origins", "Origins behind it", unit: "origins", kind: .number),
        Table.Column("publishers", "Publishers behind it", unit: "publishers", kind: .number),
        Table.Column("answers", "Answered or contradicted by"),
        Table.Column("answer_origins", "Origins behind the answers", unit: "origins", kind: .number),
        Table.Column("answer_publishers", "Publishers behind the answers", unit: "publishers", kind: .number),
      ], rows: input.exchanges.compactMap(row), emptyNote: "No contested claim.")
  }

  private func row(_ exchange: Exchange) -> [Table.Cell]? {
    guard let claim = book[exchange.claim] else { return nil }
    let (mine, theirs) = support(exchange, claim)
    return [
      Table.Cell(Phrase(exchange.kind.title), value: exchange.kind.rawValue),
      Table.Cell(.link(.claim(claim.id), claim.id) + " " + book.terms(claim), value: claim.id),
      Table.Cell(number: mine.origins.count), Table.Cell(number: mine.publisherCount),
      replies(exchange, claim), Table.Cell(number: theirs.origins.count),
      Table.Cell(number: theirs.publisherCount),
    ]
  }

  private func replies(_ exchange: Exchange, _ claim: Claim) -> Table.Cell {
    guard exchange.hasReply else {
      return Table.Cell("\(term: "no reply recorded")", value: "", tone: .absent)
    }
    let stances = claim.stances.filter(\.isReply).map {
      "\($0.speakerName) \($0.attitude.rawValue.spaced)" as Phrase
    }
    let claims = exchange.answers.map { Phrase.link(.claim($0.claim), $0.claim) }
    return Table.Cell(
      (stances + claims).joined(separator: ", "), value: exchange.answers.map(\.claim).joined(separator: ";"))
  }
}

extension Stance {
  /// Whether it answers the claim rather than holding or relaying it.
  var isReply: Bool { attitude.side == .opposes || attitude.side == .partlySupports }
}

extension RelationKind {
  /// Beside a claim, how another bears on it: `responds to it`.
  var besideTerm: String {
    switch self {
    case .rivalExplanation: "rival explanation"
    case .tension: "in tension with it"
    default: "\(title) it"
    }
  }

  /// The same as a heading: `What responds to it`.
  var besideTitle: String {
    switch self {
    case .rivalExplanation: "Rival explanation"
    case .tension: "What is in tension with it"
    default: "What \(title) it"
    }
  }
}
