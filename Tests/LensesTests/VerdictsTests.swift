import Provenance
import Reports
import TestSupport
import Testing

@testable import Lenses

@Suite struct VerdictsTests {
  private static let unnamed = "[not in source: implied, not stated]"

  private func base(_ more: (inout SampleRows) -> Void = { _ in }) throws -> SampleBase {
    try SampleBase { rows in
      rows.entity("vote", "the vote of 2020", ["kind": "event"])
      rows.entity("a", "Mission A")
      rows.entity("b", "Mission B")
      for id in ["c1", "c2", "c3", "c4"] { rows.claim(id, ["qualification": "Read \(id) with care."]) }
      rows.verdict("c1", "a", "statement", "legal-conformity", "positive", "national-law")
      rows.verdict("c2", "a", "statement", "transparency", "positive", "[not in source]")
      rows.verdict("c2", "a", "statement", "genuine-choice", "not-addressed", "[not in source]")
      rows.verdict("c3", "b", "assessment", "transparency", "negative", Self.unnamed)
      rows.verdict("c4", "b", "assessment", "genuine-choice", "negative", Self.unnamed)
      rows.verdict("c4", "b", "assessment", "overall", "[not in source: not in the passage]", Self.unnamed)
      more(&rows)
    }
  }

  private func report(_ base: SampleBase, _ query: [String: String] = [:]) throws -> Report {
    try base.read { try Verdicts.report(query, from: $0) }
  }

  private func cell(_ report: Report, _ criterion: String, _ mission: String) throws -> Table.Cell {
    let table = try #require(report.tables.first)
    let column = try #require(table.columns.firstIndex { $0.id == mission })
    return try #require(table.rows.first { $0[0].bare == criterion })[column]
  }

  @Test("two missions stand side by side, kind and yardstick first")
  func sides() throws {
    let sides = try #require(try report(try base()).blocks.allSides.first)
    #expect(sides.map(\.title.text) == ["Mission A", "Mission B"])
    for side in sides {
      guard case .facts(let facts) = side.blocks[0] else {
        Issue.record("a side begins with \(side.blocks[0])")
        continue
      }
      #expect(facts.map(\.name) == ["Kind of mission", "Yardstick", "Judges"])
    }
    #expect(sides[0].blocks.text.contains("national law for conformity with the law"))
    #expect(sides[1].blocks.text.contains("assessment mission, not a full observation"))
  }

  @Test("different yardsticks are the first thing said")
  func yardsticks() throws {
    let first = try #require(try report(try base()).blocks.findings.first).sentence.text
    #expect(
      first.hasPrefix("Two missions judge this election by different yardsticks: Mission A by national law"))
    #expect(first.contains("Mission B by a yardstick the source does not name (implied, not stated)"))
  }

  @Test("not addressed, not in source and not coded are three different things")
  func gaps() throws {
    let report = try report(try base())
    let silent = try cell(report, "genuine-choice", "a")
    #expect(silent.tone == .neutral && silent.phrase.text.hasPrefix("not addressed"))
    let unreported = try cell(report, "overall", "b")
    #expect(
      unreported.tone == .absent && unreported.phrase.text.hasPrefix("not in source not in the passage"))
    let blank = try cell(report, "overall", "a")
    #expect(blank.tone == .absent && blank.phrase.text == "not coded" && blank.bare.isEmpty)
    #expect(try cell(report, "transparency", "a").tone == .affirmed)
    #expect(try cell(report, "transparency", "b").tone == .negated)
  }

  @Test("every cell with a verdict leads to its claim")
  func links() throws {
    let report = try report(try base())
    #expect(try cell(report, "transparency", "b").phrase.runs.contains { $0.link == .route(.claim("c3")) })
  }

  @Test("missions are compared only where both judge, and a handful of criteria gives no statistic")
  func agreement() throws {
    let finding = try report(try base()).blocks.findings[1]
    #expect(
      finding.sentence.text
        == "Both Mission A and Mission B judge one criterion: they differ on transparency of the process.")
    #expect(finding.countNote == "too few criteria judged by both for a statistic of agreement: 1")
    #expect(finding.estimate == nil)
    #expect(finding.evidence == [.claim("c2"), .claim("c3")])
  }

  @Test("a row that only says there is no verdict shows no statement of the claim it hangs on")
  func hanging() throws {
    let base = try base { rows in
      rows.entity("other", "another vote", ["kind": "event"])
      rows.claim("c9", ["statement": "They say it was rigged."])
      rows.verdict(
        "c9", "b", "unknown", "overall", "[not in source: no verdict]", "[not in source]", on: "other")
    }
    #expect(!(try report(base).blocks.text.contains("rigged")))
  }

  @Test("an election without a verdict is refused with those that have one")
  func unknownElection() throws {
    let thrown = #expect(throws: Diagnostic.self) { try report(try base(), ["election": "x"]) }
    #expect(thrown?.message == "the evidence has no election with a verdict 'x'")
    #expect(thrown?.help == "attest lens verdicts --election vote")
  }

  @Test("Tajikistan 2020 reads as two missions judging by two yardsticks")
  func tajikistan() throws {
    let report = try CentralAsia.report(Verdicts.self, ["election": "election-tj-2020-10-11"])
    let sides = try #require(report.blocks.allSides.first)
    #expect(
      sides.map(\.title.text) == [
        "SCO observer mission to Tajikistan 2020", "ODIHR Election Assessment Mission to Tajikistan 2020",
      ])
    #expect(
      report.blocks.findings[0].sentence.text.hasPrefix(
        "Two missions judge this election by different yardsticks"))
    #expect(try cell(report, "genuine-choice", "sco-mission-tajikistan-2020").bare == "not-addressed")
    #expect(try cell(report, "genuine-choice", "odihr-mission-tajikistan-2020").bare == "negative")
    #expect(
      try cell(report, "legal-conformity", "sco-mission-tajikistan-2020").phrase.text.contains("national law")
    )
  }

  @Test("the lens never says fraud, rigged or proof")
  func words() throws {
    let report = try CentralAsia.report(Verdicts.self)
    let words = report.text(width: 100).lowercased()
    for word in ["fraud", "rigged", "proof"] { #expect(!words.contains(word), "'\(word)'") }
  }
}

extension SampleRows {
  fileprivate mutating func verdict(
    _ claim: String, _ mission: String, _ type: String, _ criterion: String, _ finding: String,
    _ benchmark: String, on election: String = "vote"
  ) {
    add(
      "verdict",
      [
        "claim": claim, "election": election, "mission": mission, "mission_type": type,
        "criterion": criterion,
        "finding": finding, "benchmark": benchmark,
      ])
  }
}
