import Evidence
import Reports

/// The verdicts on one election, by mission and criterion.
struct ElectionVerdicts {
  private let verdicts: [Verdict]
  private let book: ClaimBook
  /// In the order of the casebook.
  private let missions: [Mission]

  private struct Mission {
    var id: String
    var name: String
    var verdicts: [Verdict]

    /// Verdicts that say something, rather than why there is nothing.
    var spoken: [Verdict] { verdicts.filter { $0.finding.recorded != nil } }
    var judged: [Verdict] { verdicts.filter(\.isJudgement) }
    var type: String {
      Set(verdicts.map(\.missionType)).sorted().map(missionTypeWords).joined(separator: "; ")
    }
    var benchmarks: [String] { Set(spoken.compactMap(\.benchmark.recorded)).sorted() }
  }

  init(_ verdicts: [Verdict], _ book: ClaimBook) {
    self.verdicts = verdicts
    self.book = book
    var missions: [Mission] = []
    for verdict in verdicts {
      if let place = missions.firstIndex(where: { $0.id == verdict.mission }) {
        missions[place].verdicts.append(verdict)
      } else {
        missions.append(Mission(id: verdict.mission, name: verdict.missionName, verdicts: [verdict]))
      }
    }
    self.missions = missions
  }

  var blocks: [Block] {
    var blocks = findings.map(Block.finding)
    blocks.append(.sides(missions.map(side)))
    blocks.append(.table(table))
    if Set(missions.map(\.type)).count > 1 {
      blocks.append(
        .caveat(
          "The missions are of different kinds; an assessment mission is not a full observation mission."))
    }
    return blocks
  }

  // MARK: side by side

  private func side(_ mission: Mission) -> Side {
    let facts = [
      Fact("Kind of mission", Phrase(mission.type)), Fact("Yardstick", yardstick(mission)),
      Fact("Judges", "\(mission.judged.count) of \(Criterion.allCases.count) criteria"),
    ]
    guard !mission.spoken.isEmpty else {
      let reasons = Set(mission.verdicts.map(\.finding)).sorted().map(\.recordedPhrase)
      return Side(
        .link(.entity(mission.id), mission.name),
        [.facts(facts), .paragraph("No verdict: \(reasons.joined(separator: "; ")).")])
    }
    return Side(
      .link(.entity(mission.id), mission.name),
      [.facts(facts), book.list(mission.spoken.map(\.claim))])
  }

  /// The benchmarks a mission names, with the criteria it applies each to; why there is none otherwise.
  private func yardstick(_ mission: Mission) -> Phrase {
    var parts: [Phrase] = []
    for benchmark in Set(mission.spoken.map(\.benchmark)).sorted(by: benchmarksFirst) {
      let criteria = mission.spoken.filter { $0.benchmark == benchmark && $0.isJudgement }
        .map { criterionTitle($0.criterion).lowercased() }
      guard !criteria.isEmpty else { continue }
      let what = criteria.joined(separator: ", ")
      if benchmark.recorded != nil {
        parts.append("\(strong: benchmarkWords(benchmark)) for \(what)")
      } else {
        parts.append("for \(what): \(benchmark.recordedPhrase)")
      }
    }
    return parts.isEmpty ? .term("not in source") : parts.joined(separator: "; ")
  }

  private func benchmarksFirst(_ a: String, _ b: String) -> Bool {
    (a.recorded == nil ? 1 : 0, a) < (b.recorded == nil ? 1 : 0, b)
  }

  // MARK: criterion by criterion

  private var table: Table {
    let used = Set(verdicts.map(\.criterion))
    let criteria = Criterion.allCases.filter { used.contains($0.rawValue) }
    return Table(
      id: "criteria_\(verdicts.first?.election ?? "none")",
      caption: "\(verdicts.first?.electionName ?? ""): what each mission says on each criterion",
      columns: [Table.Column("criterion", "Criterion")]
        + missions.map { Table.Column($0.id, $0.name) },
      rows: criteria.map { criterion in
        [Table.Cell(Phrase(criterion.title), value: criterion.rawValue)]
          + missions.map { cell($0, criterion) }
      }, hasRowHeads: true)
  }

  private func cell(_ mission: Mission, _ criterion: Criterion) -> Table.Cell {
    let found = mission.verdicts.filter { $0.criterion == criterion.rawValue }
    guard let first = found.first else { return Table.Cell(.quiet("not coded"), value: "", tone: .absent) }
    let phrases = found.map { verdict -> Phrase in
      var phrase = verdict.findingPhrase + " " + .link(.claim(verdict.claim), verdict.claim)
      if verdict.isJudgement { phrase += " \(quiet: "by") " + benchmarkPhrase(verdict.benchmark) }
      if !verdict.note.isEmpty { phrase += " \(quiet: verdict.note)" }
      return phrase
    }
    let isMixed = Set(found.map(\.finding)).count > 1
    return Table.Cell(
      phrases.joined(separator: "; "), value: found.map(\.finding).joined(separator: ";"),
      tone: isMixed ? .mixed : first.tone)
  }

  private func benchmarkPhrase(_ benchmark: String) -> Phrase {
    benchmark.recorded.map { Phrase(benchmarkWords($0)) } ?? "a yardstick \(benchmark.recordedPhrase)"
  }

  // MARK: findings

  private var findings: [Finding] {
    let speaking = missions.filter { !$0.judged.isEmpty }
    var findings: [Finding] = [yardsticks(speaking)]
    for (index, a) in speaking.enumerated() {
      for b in speaking[(index + 1)...] { findings.append(comparison(a, b)) }
    }
    return findings
  }

  private func yardsticks(_ speaking: [Mission]) -> Finding {
    let evidence = routes(speaking.isEmpty ? verdicts : speaking.flatMap(\.judged))
    let note = "\(counted(speaking.count, "mission")) with a judgement, of \(missions.count) in the evidence"
    guard speaking.count > 1 else {
      let who =
        speaking.first.map { "Only \($0.name) judges" } ?? "No mission's judgement is in the source on"
      return Finding(
        "\(who) \(verdicts.first?.electionName ?? ""); there is nothing to set beside it.", countNote: note,
        evidence: evidence)
    }
    let parts = speaking.map { "\($0.name) by \(measured($0))" }
    let sets = Set(speaking.map(\.benchmarks))
    let opening =
      sets.count > 1
      ? "\(counted(speaking.count, "mission").wordedTwo) judge this election by different yardsticks"
      : "\(counted(speaking.count, "mission").wordedTwo) judge this election"
    return Finding("\(opening): \(parts.joined(separator: "; ")).", countNote: note, evidence: evidence)
  }

  /// `national law for conformity with the law, and by none that the source names for the rest`.
  private func measured(_ mission: Mission) -> String {
    let unnamed = mission.judged.filter { $0.benchmark.recorded == nil }
    let named = mission.benchmarks.map { benchmark in
      let criteria = mission.judged.filter { $0.benchmark == benchmark }
      return benchmarkWords(benchmark)
        + (unnamed.isEmpty
          ? "" : " for \(criteria.map { criterionTitle($0.criterion).lowercased() }.joined(separator: ", "))")
    }
    guard !named.isEmpty else {
      let why = unnamed.compactMap { Absence.parse($0.benchmark)?.why }.first { !$0.isEmpty }
      return "a yardstick the source does not name" + (why.map { " (\($0))" } ?? "")
    }
    return named.joined(separator: " and ")
      + (unnamed.isEmpty ? "" : ", and by none that the source names for the rest")
  }

  /// What two missions both judge, and on how much of it they say the same.
  private func comparison(_ a: Mission, _ b: Mission) -> Finding {
    var same: [String] = []
    var other: [String] = []
    var claims: [Verdict] = []
    for criterion in Criterion.allCases {
      let mine = a.judged.filter { $0.criterion == criterion.rawValue }
      let theirs = b.judged.filter { $0.criterion == criterion.rawValue }
      guard !mine.isEmpty, !theirs.isEmpty else { continue }
      claims += mine + theirs
      if Set(mine.map(\.finding)) == Set(theirs.map(\.finding)) {
        same.append(criterion.title.lowercased())
      } else {
        other.append(criterion.title.lowercased())
      }
    }
    let shared = same.count + other.count
    let names = "\(a.name) and \(b.name)"
    guard shared > 0 else {
      return Finding(
        "No criterion is judged by both \(names).", countNote: "0 shared criteria: nothing to compare",
        evidence: routes(a.judged + b.judged))
    }
    var words: [String] = []
    if !other.isEmpty { words.append("they differ on \(other.joined(separator: ", "))") }
    if !same.isEmpty { words.append("they say the same on \(same.joined(separator: ", "))") }
    let few = shared < Verdicts.smallestComparison
    return Finding(
      "Both \(names) judge \(shared == 1 ? "one criterion" : "\(shared) criteria"): \(words.joined(separator: "; ")).",
      countNote: few
        ? "too few criteria judged by both for a statistic of agreement: \(shared)"
        : "\(same.count) of \(shared) criteria judged by both agree", evidence: routes(claims))
  }

  private func routes(_ verdicts: [Verdict]) -> [Route] {
    var seen: Set<String> = []
    return verdicts.map(\.claim).filter { seen.insert($0).inserted }.map(Route.claim)
  }
}

extension Verdict {
  /// Whether it says yes, no or both; not addressing a criterion is no judgement.
  fileprivate var isJudgement: Bool { ["positive", "negative", "mixed"].contains(finding) }

  fileprivate var findingPhrase: Phrase {
    finding.recorded.map { .term($0.spaced) } ?? finding.recordedPhrase
  }

  fileprivate var tone: Table.Tone {
    switch finding {
    case "positive": .affirmed
    case "negative": .negated
    case "mixed": .mixed
    case "not-addressed": .neutral
    default: Absence.parse(finding)?.absence == .ambiguous ? .contested : .absent
    }
  }
}

private func criterionTitle(_ word: String) -> String { Criterion(rawValue: word)?.title ?? word.spaced }

private func benchmarkWords(_ benchmark: String) -> String {
  switch benchmark {
  case "national-law": "national law"
  case "national-law-and-international-commitments": "national law and international commitments"
  case "osce-commitments": "OSCE commitments"
  case "declaration-of-principles": "the Declaration of Principles for International Election Observation"
  default: benchmark.spaced
  }
}

private func missionTypeWords(_ type: String) -> String {
  switch type {
  case "full": "full observation mission"
  case "limited": "limited observation mission"
  case "assessment": "assessment mission, not a full observation"
  case "statement": "statement without a mission"
  default: "kind of mission not given"
  }
}

extension String {
  /// `2 missions` at the head of a sentence.
  fileprivate var wordedTwo: String { self == "2 missions" ? "Two missions" : self }
}
