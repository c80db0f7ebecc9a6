import Evidence
import Reports

/// States by letters, and what bears on them.
struct LetterTable {
  private let input: Letters.Input
  private let letters: [(id: String, name: String)]
  private let states: [(id: String, name: String)]
  private let byLetter: [String: [Signature]]

  init(_ input: Letters.Input) {
    self.input = input
    byLetter = Dictionary(grouping: input.signatures, by: \.letter)
    var letters: [(id: String, name: String)] = []
    var states: [(id: String, name: String)] = []
    var seen: Set<String> = []
    for signature in input.signatures {
      if seen.insert("letter " + signature.letter).inserted {
        letters.append((signature.letter, signature.letterName))
      }
      if seen.insert("state " + signature.state).inserted {
        states.append((signature.state, signature.stateName))
      }
    }
    let home = Set(input.homeStates.map(\.id))
    let others = states.filter { !home.contains($0.id) }
    self.letters = letters
    self.states = input.homeStates.map { ($0.id, $0.name) } + others
  }

  var isEmpty: Bool { letters.isEmpty }

  private func rows(_ letter: String, _ state: String? = nil) -> [Signature] {
    (byLetter[letter] ?? []).filter { state == nil || $0.state == state }
  }

  /// Said where more letters are in the evidence than are shown.
  var notShown: [Block] {
    guard input.letterCount > letters.count else { return [] }
    return [
      .caveat("\(letters.count) of \(input.letterCount) letters are shown. Ask for another by its id.")
    ]
  }

  // MARK: state by letter

  var table: Table {
    Table(
      id: "letters", caption: "What each state did with each letter, as far as the source says",
      columns: [Table.Column("state", "State")] + letters.map { Table.Column($0.id, $0.name) },
      rows: states.map { state in
        [Table.Cell(.link(.entity(state.id), state.name), value: state.id)]
          + letters.map { cell(rows($0.id, state.id)) }
      }, hasRowHeads: true)
  }

  private func cell(_ rows: [Signature]) -> Table.Cell {
    guard let first = rows.first else {
      return Table.Cell("\(term: "not in source")", value: "", tone: .absent)
    }
    let phrases = rows.map { row -> Phrase in
      var phrase = action(row.action)
      if row.date.recorded != nil { phrase += ", " + row.date.datePhrase }
      phrase += " " + .link(.claim(row.claim), row.claim)
      if !row.note.isEmpty { phrase += " \(quiet: row.note)" }
      return phrase
    }
    let differ = Set(rows.map(\.action)).count > 1
    return Table.Cell(
      phrases.joined(separator: "; "), value: rows.map(\.action).joined(separator: ";"),
      tone: differ ? .contested : tone(first.action))
  }

  private func action(_ action: String) -> Phrase {
    action.recorded.map { .term(actionWords($0)) } ?? action.recordedPhrase
  }

  private func tone(_ action: String) -> Table.Tone {
    switch action {
    case "signed", "joined-later": .affirmed
    case "not-on-list", "refrained": .negated
    case "withdrew": .mixed
    default: Absence.parse(action)?.absence == .ambiguous ? .contested : .absent
    }
  }

  // MARK: findings

  /// One sentence for each letter: what it answers, and how many states did what.
  var findings: [Finding] {
    letters.map { letter in
      let counts = tallies(letter.id).map { "\($0.words) \($0.count)" }.joined(separator: ", ")
      let answers = answered(by: letter.id)
      let reply =
        answers.isEmpty
        ? Phrase("")
        : ", which answers \(answers.map { .link(.entity($0.id), $0.name) }.joined(separator: " and ")),"
      return Finding(
        "Of \(counted(states.count, "state")), the \(link: .entity(letter.id), letter.name)\(reply) has: \(counts).",
        countNote: "\(counted(states.count, "state")) with a row for any letter, or of the home countries",
        evidence: evidence(letter.id))
    }
  }

  private func tallies(_ letter: String) -> [(words: String, count: Int)] {
    var counts: [String: Int] = [:]
    for state in states {
      let words = Set(rows(letter, state.id).map { stateWords($0.action) })
      counts[words.count > 1 ? "ambiguous" : words.first ?? "not in source", default: 0] += 1
    }
    let order =
      Choices.signatureAction.map(actionWords) + ["ambiguous", "not in source", "not applicable"]
    return order.compactMap { words in counts[words].map { (words, $0) } }
  }

  private func stateWords(_ action: String) -> String {
    Absence.parse(action)?.absence.rawValue ?? actionWords(action)
  }

  private func evidence(_ letter: String) -> [Route] {
    unique(rows(letter).map(\.claim)).map(Route.claim)
  }

  /// The letters that this one answers.
  private func answered(by letter: String) -> [(id: String, name: String)] {
    let mine = Set(input.mentions[letter] ?? [])
    return letters.filter { other in
      let theirs = Set(input.mentions[other.id] ?? [])
      return other.id != letter
        && input.relations.contains { relation in
          // A claim that mentions both letters says nothing of which answers which.
          relation.kind == .respondsTo && mine.contains(relation.from) && theirs.contains(relation.to)
            && !theirs.contains(relation.from) && !mine.contains(relation.to)
        }
    }
  }

  // MARK: counts

  var countBlocks: [Block] {
    var blocks: [Block] = []
    for letter in letters {
      for claim in unique(rows(letter.id).filter(\.isSigning).map(\.claim)) {
        for record in input.counts[claim] ?? [] { blocks.append(.finding(finding(record, claim, letter))) }
      }
    }
    return blocks.isEmpty ? [.paragraph("No count of signatories is recorded.")] : blocks
  }

  private func finding(_ record: RecordView, _ claim: String, _ letter: (id: String, name: String)) -> Finding
  {
    func cell(_ name: String) -> String { record.cells.first { $0.column == name }?.value ?? "" }
    let words = quantityWords(cell("operator"), cell("value"), cell("unit"))
    var sentence: Phrase = "\(letter.name): \(words), \(cell("of"))."
    var note = "as counted in the source"
    let isOfOthers = cell("of").split(separator: " ").contains {
      $0.lowercased() == "other" || $0.lowercased() == "others"
    }
    let named = rows(letter.id).filter { $0.claim == claim && $0.isSigning }.count
    if isOfOthers, cell("operator") == "=", let others = Int(cell("value")) {
      sentence += " With the \(named) named, \(named + others) in all."
      note = "\(named) named + \(others) not named; the unnamed are in no row"
    }
    sentence += " " + input.book.phrase(claim)
    return Finding(sentence, countNote: note, evidence: [.claim(claim)])
  }

  // MARK: beside

  private static let contesting: [RelationKind] = [
    .contradicts, .denies, .partlyAdmits, .respondsTo, .tension, .rivalExplanation, .qualifies, .explains,
  ]

  /// Claims that answer, contest, qualify or explain the claims of the letters, each with its relation.
  var besides: [Block] {
    let relations = input.relations.filter { Self.contesting.contains($0.kind) }
    guard !relations.isEmpty else { return [.paragraph("Nothing in the evidence answers or contests them.")] }
    var blocks: [Block] = relations.map { relation in
      let because: Phrase = relation.because.isEmpty ? "" : " \(quiet: "Because: \(relation.because).")"
      return .sides([
        Side("The claim", [.paragraph(input.book.phrase(relation.to))]),
        Side(Phrase(relation.kind.besideTitle), [.paragraph(input.book.phrase(relation.from) + because)]),
      ])
    }
    let motives = relations.filter { $0.kind == .explains && input.book[$0.from]?.modality == .inference }
    if !motives.isEmpty {
      let links = unique(motives.map(\.from)).map { Phrase.link(.claim($0), $0) }.joined(separator: ", ")
      blocks.append(.caveat("Why a state acted is an inference of whoever says so, not a report: \(links)."))
    }
    return blocks
  }

  /// The claims of the table first, then what else is said of the letters.
  var claims: Block {
    input.book.list(input.signatures.map(\.claim) + letters.flatMap { input.mentions[$0.id] ?? [] })
  }
}

extension Signature {
  fileprivate var isSigning: Bool { action == "signed" || action == "joined-later" }
}

private func actionWords(_ action: String) -> String {
  switch action {
  case "not-on-list": "verified not on the list"
  case "joined-later": "joined later"
  default: action.spaced
  }
}
