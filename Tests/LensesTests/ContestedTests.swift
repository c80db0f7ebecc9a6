import Evidence
import Provenance
import Reports
import TestSupport
import Testing

@testable import Lenses

@Suite struct ContestedTests {
  private func report(_ query: [String: String] = [:], _ fill: (inout SampleRows) -> Void) throws -> Report {
    try SampleBase(fill).read { try Contested.report(query, from: $0) }
  }

  /// Kind, claim and answers of each exchange.
  private func exchanges(_ report: Report) throws -> [[String]] {
    try #require(report.tables.first { $0.id == "exchanges" }).rows.map {
      [$0[0].bare, $0[1].bare, $0[4].bare]
    }
  }

  @Test("an accusation stands beside the denial of it and the claim that answers it")
  func sideBySide() throws {
    let report = try report { rows in
      rows.claim("c1", ["modality": "allegation"], by: "accuser", "alleges")
      rows.stance(on: "c1", by: "accused", "denies")
      rows.claim("c2", by: "accused")
      rows.relation("c2", "responds-to", "c1")
      rows.relation("c2", "contradicts", "c1")
    }
    let sides = try #require(report.blocks.allSides.first)
    #expect(sides.map(\.title.text) == ["Accusation", "Reply"])
    #expect(sides[0].blocks.text.contains("accuser alleges") && !sides[0].blocks.text.contains("accused"))
    #expect(
      sides[1].blocks.text.contains("accused denies") && sides[1].blocks.text.contains("Statement of c2."))
    #expect(try exchanges(report) == [["exchanges", "c1", "c2"]])
  }

  @Test("an accusation nobody answers says so in so many words")
  func noReply() throws {
    let report = try report { $0.claim("c1", ["modality": "allegation"], by: "accuser", "alleges") }
    let sides = try #require(report.blocks.allSides.first)
    #expect(sides.count == 2 && sides[1].blocks.text.hasPrefix("no reply recorded"))
    #expect(report.blocks.findings[1].evidence == [.claim("c1")])
  }

  @Test("a pair that contradicts each other is shown once, under the allegation")
  func pairs() throws {
    let report = try report { rows in
      rows.claim("c1", ["dispute": "disputed"])
      rows.claim("c2", ["modality": "allegation", "dispute": "disputed"])
      rows.claim("c3", ["dispute": "disputed"])
      rows.relation("c1", "contradicts", "c2")
      rows.relation("c1", "contradicts", "c3")
    }
    #expect(try exchanges(report) == [["exchanges", "c1", "c3"], ["exchanges", "c2", "c1"]])
  }

  @Test("copies and repeated notes are one origin, and publishers are counted beside")
  func origins() throws {
    let report = try report { rows in
      rows.source(
        "wire", ["publisher": "Agency (Paris)", "independence": "state", "interest": "owned by a ministry"])
      rows.source("copy", ["publisher": "Paper", "derives_from": "wire"])
      rows.source("digest", ["publisher": "Digest", "derives_from": "copy"])
      rows.source("own", ["publisher": "Agency (London)"])
      rows.claim("c1", ["modality": "allegation"], by: "accuser", "alleges", citing: ["wire", "copy"])
      rows.stance(on: "c1", by: "another", "alleges", citing: ["digest", "own", "wire"])
      rows.stance(on: "c1", by: "accused", "denies")
    }
    let row = try #require(report.tables.first { $0.id == "exchanges" }).rows[0]
    #expect((row[2].bare, row[3].bare) == ("2", "1"), "wire and own, of one agency")
    #expect((row[5].bare, row[6].bare) == ("1", "1"), "the denial rests on the article itself")
    #expect(report.blocks.text.contains("state: owned by a ministry"))
  }

  @Test("one source behind both sides is said to be so")
  func sharedOrigin() throws {
    let report = try report { rows in
      rows.source("wire")
      rows.claim("c1", ["modality": "allegation"], by: "accuser", "alleges", citing: ["wire"])
      rows.stance(on: "c1", by: "accused", "denies", citing: ["wire"])
    }
    #expect(report.blocks.text.contains("1 origin stands behind both sides"))
  }

  @Test("sources that relay each other in a circle still count")
  func circle() throws {
    let report = try report { rows in
      rows.source("x", ["derives_from": "y"])
      rows.source("y", ["derives_from": "x"])
      rows.claim("c1", ["modality": "allegation"], by: "accuser", "alleges", citing: ["x"])
    }
    #expect(try #require(report.tables.first { $0.id == "exchanges" }).rows[0][2].bare == "1")
  }

  @Test("rival explanations and tensions stand in parts of their own, and beside the unanswered claim")
  func rivals() throws {
    let report = try report { rows in
      rows.claim("c1", ["modality": "allegation", "dispute": "disputed"], by: "accuser", "alleges")
      rows.claim("c2")
      rows.claim("c3")
      rows.relation("c2", "rival-explanation", "c1")
      rows.relation("c3", "tension", "c2", because: "both cannot hold")
    }
    #expect(
      try exchanges(report) == [
        ["exchanges", "c1", ""], ["rival-explanations", "c1", "c2"], ["tensions", "c2", "c3"],
      ])
    #expect(
      report.blocks.allSides[0][1].blocks.text.contains(
        "Not a reply, but a rival explanation Statement of c2."))
    #expect(report.blocks.text.contains("Because: both cannot hold."))
  }

  @Test("a filter keeps an exchange when either side is about it")
  func filters() throws {
    let fill: (inout SampleRows) -> Void = { rows in
      rows.claim("c1", ["modality": "allegation", "instrument": "narrative", "countries": "KG"])
      rows.claim("c2", ["instrument": "domestic-agency", "countries": "KZ"])
      rows.claim("c3", ["modality": "allegation", "instrument": "extradition", "countries": "TJ"])
      rows.relation("c1", "contradicts", "c2")
    }
    #expect(try exchanges(try report(["instrument": "domestic-agency"], fill)).map { $0[1] } == ["c1"])
    #expect(try exchanges(try report(["country": "KG"], fill)).map { $0[1] } == ["c1"])
    #expect(try exchanges(try report(["country": "TJ"], fill)).map { $0[1] } == ["c3"])
  }

  @Test("pages hold fifty exchanges, name their neighbours and count all of them")
  func pages() throws {
    let fill: (inout SampleRows) -> Void = { rows in
      for number in 1...120 { rows.claim("c\(number)", ["modality": "allegation"]) }
    }
    let last = try report(["page": "3"], fill)
    #expect(try exchanges(last).count == 20)
    #expect(last.blocks.findings[0].sentence.text.hasPrefix("120 claims"))
    #expect(last.related.map(\.text) == ["Page 3 of 3", "previous page"])
    #expect(try report([:], fill).related.map(\.text) == ["Page 1 of 3", "next page"])
    let beyond = #expect(throws: Diagnostic.self) { try report(["page": "4"], fill) }
    #expect(beyond?.facts == ["it has 120 exchanges on 3 pages"])
    let none = #expect(throws: Diagnostic.self) { try report(["page": "0"], fill) }
    #expect(none?.message == "'0' is no page: pages are counted from 1")
  }

  @Test("every contested claim and every opposing pair of the case of this repository is shown")
  func complete() throws {
    let base = try CentralAsia.base.get()
    let (contested, relations) = try base.read {
      (try $0.contestedClaims(), try $0.relations(ofKinds: Exchange.Kind.allCases.flatMap(\.relations)))
    }
    let total = try CentralAsia.report(Contested.self).related.isEmpty ? 1 : 2
    let shown = try (1...total).flatMap { page in
      try exchanges(try CentralAsia.report(Contested.self, ["page": String(page)]))
    }
    let claims = Set(shown.flatMap { [$0[1]] + $0[2].split(separator: ";").map(String.init) })
    #expect(Set(contested.map(\.id)).subtracting(claims).isEmpty)
    for relation in relations {
      let isShown = shown.contains { row in
        let answers = row[2].split(separator: ";").map(String.init)
        return (row[1] == relation.from && answers.contains(relation.to))
          || (row[1] == relation.to && answers.contains(relation.from))
      }
      #expect(isShown, "\(relation.from) \(relation.kind) \(relation.to)")
    }
  }

  @Test("a payment's claim never stands without the payment's qualification")
  func payments() throws {
    let base = try CentralAsia.base.get()
    let payments = try base.read { try $0.payments() }
    let statements = try base.read { try $0.claims(payments.map(\.claim)) }
    for lens in lenses {
      for phrase in try CentralAsia.report(lens).blocks.phrases {
        for (payment, claim) in zip(payments, statements) where phrase.text.contains(claim.statement) {
          #expect(phrase.text.contains(payment.qualification), "\(lens.card.id): \(claim.id)")
        }
      }
    }
  }
}
