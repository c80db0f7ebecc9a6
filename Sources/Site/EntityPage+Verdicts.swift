import Evidence
import Reports

extension EntityPage {
  /// For an election: what each mission said of it, side by side, each by its own yardstick.
  var verdicts: [Block] {
    get throws {
      guard entity.kind == "event" else { return [] }
      let verdicts = try evidence.verdicts(election: entity.id)
      guard !verdicts.isEmpty else { return [] }
      let claims = try evidence.claims(Set(verdicts.map(\.claim)).sorted())
      let basis = try Basis(of: claims, from: evidence)
      let byID = Dictionary(claims.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      let missions = verdicts.map(\.mission).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      let sides = missions.map { mission in
        side(verdicts.filter { $0.mission == mission }, byID, basis)
      }
      return [
        .section(
          id: "verdicts", title: "What the missions said",
          [
            .sides(sides),
            .caveat(
              """
              Missions judge by different yardsticks, so their words cannot be set off against each other. Not \
              addressed means that the mission is reported without a word on it; not in the source means that the \
              source at hand does not tell.
              """),
          ])
      ]
    }
  }

  private func side(_ verdicts: [Verdict], _ claims: [String: Claim], _ basis: Basis) -> Side {
    let first = verdicts[0]
    let table = Table(
      id: "verdicts-\(first.mission)", caption: "\(first.missionName), criterion by criterion",
      columns: [
        .init("criterion", "Criterion"), .init("finding", "Finding"), .init("benchmark", "Measured against"),
        .init("source", "Claim and source"), .init("note", "Note"),
      ],
      rows: verdicts.map { verdict in
        [
          Table.Cell(Phrase(Wording.choice(verdict.criterion))),
          Table.Cell(finding(verdict.finding), value: verdict.finding, tone: tone(verdict.finding)),
          Table.Cell(finding(verdict.benchmark), value: verdict.benchmark),
          Table.Cell(place(verdict.claim, claims, basis)), Table.Cell(Phrase(verdict.note)),
        ]
      }, hasRowHeads: true)
    return Side(
      .link(.entity(first.mission), first.missionName) + .quiet(", \(missionType(first.missionType))"), [.table(table)])
  }

  private func missionType(_ type: String) -> String {
    type == "unknown" ? "kind of mission not given" : "\(type) mission"
  }

  private func place(_ id: String, _ claims: [String: Claim], _ basis: Basis) -> Phrase {
    var phrase = Phrase.link(.claim(id), id)
    guard let claim = claims[id] else { return phrase }
    phrase += ", " + ClaimRows.sources(claim, basis)
    return claim.qualification.isEmpty ? phrase : phrase + ". " + ClaimRows.qualification(claim)
  }

  private func finding(_ value: String) -> Phrase {
    value.recorded == nil ? Wording.cell(value) : .term(Wording.choice(value))
  }

  private func tone(_ finding: String) -> Table.Tone {
    switch finding {
    case "positive": .affirmed
    case "negative": .negated
    case "mixed": .mixed
    default: .absent
    }
  }
}
