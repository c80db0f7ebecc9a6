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
      let missions = verdicts.map(\.mission).reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      }
      let asked = Set(verdicts.map(\.criterion))
      let criteria = Choices.criterion.filter(asked.contains)
      let sides = missions.map { mission in
        side(verdicts.filter { $0.mission == mission }, criteria, byID, basis)
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

  /// Criterion by criterion what the mission found and by which standard; then the claims that say so.
  ///
  /// - Parameter criteria: those of all missions, so that their sides read line by line.
  private func side(
    _ verdicts: [Verdict], _ criteria: [String], _ claims: [String: Claim], _ basis: Basis
  ) -> Side {
    let first = verdicts[0]
    let ids = verdicts.map(\.claim).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return Side(
      .link(.entity(first.mission), first.missionName) + .quiet(", \(missionType(first.missionType))"),
      [
        .facts(
          criteria.map { criterion in
            let said = verdicts.filter { $0.criterion == criterion }.flatMap(judgement)
            return Fact(Wording.column(Wording.choice(criterion)), said.isEmpty ? [Wording.cell("")] : said)
          }),
        .list(ids.compactMap { id in claims[id].map { Phrase("\(id): ") + ClaimRows.line($0, basis) } }),
      ])
  }

  private func missionType(_ type: String) -> String {
    type == "unknown" ? "kind of mission not given" : "\(type) mission"
  }

  private func judgement(_ verdict: Verdict) -> [Phrase] {
    var judged = finding(verdict.finding)
    if verdict.finding.recorded != nil {
      judged += .quiet(", measured against ") + finding(verdict.benchmark)
    }
    judged += .quiet(", by ") + .link(.claim(verdict.claim), verdict.claim)
    return verdict.note.isEmpty ? [judged] : [judged, .quiet(verdict.note)]
  }

  private func finding(_ value: String) -> Phrase {
    value.recorded == nil ? Wording.cell(value) : .term(Wording.choice(value))
  }
}
