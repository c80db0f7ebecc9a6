import Provenance
import Reports
import TestSupport
import Testing

@testable import Lenses

@Suite struct LettersTests {
  private func base() throws -> SampleBase {
    try SampleBase { rows in
      rows.entity("first", "first letter", ["kind": "document"])
      rows.entity("second", "second letter", ["kind": "document"])
      for (id, name, code) in [
        ("tm", "Turkmenistan", "TM"), ("kz", "Kazakhstan", "KZ"), ("fr", "France", "FR"),
      ] {
        rows.entity(id, name, ["kind": "state", "country": code])
      }
      for id in ["c1", "c2", "c3", "c4", "c6"] { rows.claim(id) }
      rows.claim("c5", ["modality": "inference", "qualification": "A motive, inferred."])
      func sign(_ claim: String, _ letter: String, _ state: String, _ action: String) {
        rows.add(
          "signature", ["claim": claim, "letter": letter, "state": state, "action": action, "date": "2019"])
      }
      sign("c1", "second", "tm", "signed")
      sign("c2", "second", "kz", "[ambiguous: which letter is not said]")
      sign("c2", "first", "kz", "[ambiguous: which letter is not said]")
      sign("c6", "second", "fr", "not-on-list")
      rows.add(
        "countRecord",
        [
          "claim": "c1", "of": "other signatories, not named", "operator": "=", "value": "34",
          "unit": "countries",
        ])
      rows.add("role", ["claim": "c3", "role": "mentioned", "entity": "second"])
      rows.add("role", ["claim": "c4", "role": "mentioned", "entity": "first"])
      rows.relation("c3", "responds-to", "c4")
      rows.relation("c5", "explains", "c2", because: "given as the reason")
    }
  }

  private func report() throws -> Report { try base().read { try Letters.report([:], from: $0) } }

  private func cell(_ state: String, _ letter: String) throws -> Table.Cell {
    let table = try #require(try report().tables.first)
    let column = try #require(table.columns.firstIndex { $0.id == letter })
    return try #require(table.rows.first { $0[0].bare == state })[column]
  }

  @Test("of many letters the first are shown, the rest are counted and can be asked for")
  func many() throws {
    let base = try SampleBase { rows in
      rows.entity("kz", "Kazakhstan", ["kind": "state", "country": "KZ"])
      for number in 1...25 {
        rows.entity("letter-\(number)", "letter \(number)", ["kind": "document"])
        rows.claim("c\(number)")
        rows.add(
          "signature",
          ["claim": "c\(number)", "letter": "letter-\(number)", "state": "kz", "action": "signed"])
      }
    }
    let first = try base.read { try Letters.report([:], from: $0) }
    #expect(first.tables.first?.columns.count == 21)
    let caveats = first.blocks.compactMap { if case .caveat(let phrase) = $0 { phrase.text } else { nil } }
    #expect(caveats.contains("20 of 25 letters are shown. Ask for another by its id."))
    let last = try base.read { try Letters.report(["letter": "letter-25"], from: $0) }
    #expect(last.tables.first?.columns.map(\.id) == ["state", "letter-25"])
  }

  @Test("signed, verified not on the list, ambiguous and not in source are states of their own")
  func states() throws {
    #expect(try cell("tm", "second").tone == .affirmed)
    let checked = try cell("fr", "second")
    #expect(checked.tone == .negated && checked.phrase.text.hasPrefix("verified not on the list, 2019"))
    let open = try cell("kz", "first")
    #expect(open.tone == .contested && open.phrase.text.hasPrefix("ambiguous which letter is not said"))
    let missing = try cell("tm", "first")
    #expect(missing.tone == .absent && missing.phrase.text == "not in source")
  }

  @Test("home states come first, by their own order")
  func order() throws {
    #expect(try #require(try report().tables.first).rows.map { $0[0].bare } == ["kz", "tm", "fr"])
  }

  @Test("one sentence for each letter says what answers what and how many did what")
  func sentences() throws {
    let findings = try report().blocks.findings.map(\.sentence.text)
    #expect(
      findings[0]
        == "Of 3 states, the second letter, which answers first letter, has: signed 1, verified not on the list 1, ambiguous 1."
    )
    #expect(findings[1] == "Of 3 states, the first letter has: ambiguous 1, not in source 2.")
  }

  @Test("unnamed signatories are added to those named, and said to be unnamed")
  func counts() throws {
    let finding = try #require(try report().blocks.findings.dropFirst(2).first)
    #expect(
      finding.sentence.text.hasPrefix(
        "second letter: 34 countries, other signatories, not named. With the 1 named, 35 in all."))
    #expect(finding.countNote == "1 named + 34 not named; the unnamed are in no row")
  }

  @Test("a motive is marked as an inference beside the act it explains")
  func motives() throws {
    let text = try report().blocks.text
    #expect(text.contains("Read with it: A motive, inferred."))
    #expect(text.contains("Why a state acted is an inference of whoever says so, not a report: c5."))
  }

  @Test("in the case of this repository three signed, two are ambiguous, and 34 more are not named")
  func centralAsia() throws {
    let report = try CentralAsia.report(Letters.self)
    let findings = report.blocks.findings.map(\.sentence.text)
    #expect(findings[0].contains("signed 3, ambiguous 2"))
    #expect(findings.contains { $0.contains("With the 3 named, 37 in all.") })
    #expect(findings.filter { $0.contains("34") }.count == 1)
  }
}
