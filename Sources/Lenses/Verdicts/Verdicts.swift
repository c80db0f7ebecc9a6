package import Evidence
package import Reports

/// What observer missions say of an election, criterion by criterion, each by its own yardstick.
package enum Verdicts: Lens {
  package static let card = LensCard(
    id: "verdicts", title: "Verdicts of observer missions",
    question:
      "What does each observer mission say of an election, on which criterion, and by which yardstick?",
    method: [
      "One row for each criterion, one column for each mission; a cell holds what that mission says on that criterion.",
      "Not addressed: the mission's statement leaves the criterion out. Not in source: the evidence does not report what it says. Not coded: nobody has looked.",
      "The benchmark is the one the mission itself names; where the source names none, the cell says so.",
      "Two missions are compared on the criteria both address with a positive, negative or mixed finding, and on no others.",
      "Below \(smallestComparison) such criteria no statistic of agreement is given, only the criteria themselves.",
      "Criteria are keyed to the standards that ask for them; the table of criteria names them.",
    ],
    limits: [
      "It sets judgements side by side; it does not say how an election was conducted.",
      "A mission's silence on a criterion is not a judgement on it.",
      "Missions differ in mandate, size and length of stay; an assessment mission is not a full observation mission.",
      "Where verdicts were coded from somebody's account of a mission, the mission's own document may say more.",
    ],
    references: [
      "International Covenant on Civil and Political Rights (1966), Article 25.",
      "UN Human Rights Committee, General Comment No. 25 (1996), The right to participate in public affairs, voting rights and the right of equal access to public service.",
      "CSCE, Document of the Copenhagen Meeting of the Conference on the Human Dimension (1990), paragraphs 5 to 9.",
      "Declaration of Principles for International Election Observation (2005).",
      "J. G. Kelley (2012), Monitoring Democracy: When International Election Observation Works, and Why It Often Fails. Princeton University Press.",
    ],
    parameters: [
      LensParameter(
        "election", title: "Election",
        takes: "the id of an election with a verdict, as in election-tj-2020-10-11")
    ],
    instrument: .electionValidation)

  /// Fewer criteria than this, addressed by both missions, are listed and not summed up in a number.
  static let smallestComparison = 10

  /// Beyond so many elections on a page, each has to be asked for.
  static let electionLimit = 20

  package struct Parameters: Hashable, Sendable {
    package var election: String?
  }

  package struct Input: Sendable {
    package var verdicts: [Verdict]
    /// How many elections the evidence has verdicts on, shown or not.
    package var electionCount: Int
    package var book: ClaimBook
  }

  package static func parameters(_ query: [String: String]) throws -> Parameters {
    Parameters(election: query["election"])
  }

  package static func gather(_ parameters: Parameters, from evidence: EvidenceSnapshot) throws -> Input {
    let all = try evidence.verdicts()
    var seen: Set<String> = []
    let elections = all.map(\.election).filter { seen.insert($0).inserted }
    try check("election", parameters.election, among: elections, "election with a verdict")
    let shown = Set(parameters.election.map { [$0] } ?? Array(elections.prefix(electionLimit)))
    let verdicts = all.filter { shown.contains($0.election) }
    return Input(
      verdicts: verdicts, electionCount: elections.count,
      book: try ClaimBook(verdicts.map(\.claim), from: evidence))
  }

  package static func analyse(_ input: Input, _ parameters: Parameters) throws -> Report {
    var blocks: [Block] = []
    var seen: Set<String> = []
    for verdict in input.verdicts where seen.insert(verdict.election).inserted {
      let election = ElectionVerdicts(input.verdicts.filter { $0.election == verdict.election }, input.book)
      blocks.append(.section(id: verdict.election, title: verdict.electionName, election.blocks))
    }
    if parameters.election == nil, input.electionCount > seen.count {
      let note: Phrase =
        "\(seen.count) of \(input.electionCount) elections are shown. Ask for another by its id."
      blocks.insert(.caveat(note), at: 0)
    }
    if blocks.isEmpty {
      blocks = [
        .finding(
          Finding("The evidence holds no verdict on an election.", countNote: "0 verdicts", evidence: []))
      ]
    }
    blocks.append(.section(id: "criteria", title: "Criteria and standards", [.table(criteria)]))
    return Report(
      route: route, title: card.title, kicker: "Lens", blocks: blocks,
      related: parameters.election == nil ? elections(input.verdicts) : [])
  }

  /// Each election on a page of its own.
  private static func elections(_ verdicts: [Verdict]) -> [Phrase] {
    var seen: Set<String> = []
    return verdicts.filter { seen.insert($0.election).inserted }.map { verdict in
      .link(.lens(card.id, ["election": verdict.election]), verdict.electionName)
    }
  }

  private static var criteria: Table {
    Table(
      id: "criteria", caption: "What a mission may judge, and the standards that ask for it",
      columns: [Table.Column("criterion", "Criterion"), Table.Column("standards", "Standards")],
      rows: Criterion.allCases.map { criterion in
        let standards = criterion.standards
        return [
          Table.Cell(Phrase(criterion.title), value: criterion.rawValue),
          standards.isEmpty
            ? Table.Cell(.quiet("a summary, no standard of its own"), value: "", tone: .absent)
            : Table.Cell(Phrase(standards)),
        ]
      }, hasRowHeads: true)
  }
}

/// What a mission may judge, and the standards that ask for it.
enum Criterion: String, CaseIterable {
  case legalConformity = "legal-conformity"
  case competition
  case genuineChoice = "genuine-choice"
  case transparency, freedoms
  case civilSociety = "civil-society"
  case freeChoice = "free-choice"
  case credibility, overall

  var title: String {
    switch self {
    case .legalConformity: "Conformity with the law"
    case .competition: "Competition among candidates and parties"
    case .genuineChoice: "A genuine choice for voters"
    case .transparency: "Transparency of the process"
    case .freedoms: "Freedoms of expression, assembly and association"
    case .civilSociety: "Part played by civil society"
    case .freeChoice: "Free and informed choice by voters"
    case .credibility: "Credibility of the process"
    case .overall: "Overall judgement"
    }
  }

  var standards: String {
    switch self {
    case .legalConformity: "ICCPR 25; General Comment 25, para. 19; Copenhagen 1990, para. 5"
    case .competition: "ICCPR 25; General Comment 25, paras 15–17; Copenhagen 1990, paras 7.5–7.7"
    case .genuineChoice: "ICCPR 25 (b), genuine elections; Copenhagen 1990, paras 7.2, 7.5"
    case .transparency: "General Comment 25, para. 20; Copenhagen 1990, paras 7.4, 8"
    case .freedoms: "ICCPR 19, 21, 22; General Comment 25, paras 12, 25; Copenhagen 1990, paras 7.7, 9.1–9.3"
    case .civilSociety: "General Comment 25, para. 8; Copenhagen 1990, para. 8"
    case .freeChoice: "ICCPR 25 (b); General Comment 25, para. 19; Copenhagen 1990, para. 7.7"
    case .credibility: "ICCPR 25 (b), the free expression of the will of the electors"
    case .overall: ""
    }
  }
}
