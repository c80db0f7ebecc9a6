import Evidence
import Foundation
import Provenance
import TestSupport
import Testing

@Suite("the schema")
struct SchemaTests {
  private static let golden =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/Sources/Evidence/Schema/schema.sql"

  @Test("schema.sql is the whole current schema; make record writes it anew")
  func golden() throws {
    let text = try SampleBase(sheets: [:]).base.schemaText()
    if ProcessInfo.processInfo.environment["ATTEST_RECORD"] != nil {
      try text.write(toFile: Self.golden, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: Self.golden, encoding: .utf8) == text)
  }

  @Test("a released step of the schema never changes: its digest is locked")
  func frozen() {
    // Digests of the steps of releases. Nothing is released yet; the first release adds its line here.
    let released: [String: String] = [:]
    for (name, digest) in released { #expect(EvidenceBase.schemaSteps[name] == digest, "step \(name)") }
    #expect(EvidenceBase.schemaSteps.count >= 1)
  }

  @Test("every column of a sheet is a column of its table, in the same words")
  func sheets() throws {
    let schema = try SampleBase(sheets: [:]).base.schemaText()
    for sheet in Sheet.all {
      let table = try #require(schema.range(of: "CREATE TABLE \(sheet.table) ("))
      let end = try #require(schema.range(of: ") STRICT", range: table.upperBound..<schema.endIndex))
      let body = schema[table.upperBound..<end.lowerBound]
      for column in sheet.columns {
        #expect(body.contains("\n  \(column.field) TEXT"), "\(sheet.table).\(column.field)")
      }
    }
  }

  @Test("what pages ask on every click uses an index, not a walk through a large table")
  func queryPlans() throws {
    let base = try SampleBase(sheets: [:]).base
    let hot = [
      "SELECT * FROM claim WHERE id IN (SELECT value FROM json_each('[]'))",
      "SELECT * FROM stance WHERE claim IN (SELECT value FROM json_each('[]'))",
      "SELECT * FROM role WHERE claim IN (SELECT value FROM json_each('[]'))",
      "SELECT claim FROM claimEntity WHERE entity = 'x' AND part = 'actor'",
      "SELECT claim FROM claimCountry WHERE country = 'KZ'",
      "SELECT claim FROM stance WHERE speaker = 'x'",
      "SELECT * FROM relation WHERE fromClaim = 'x' OR toClaim = 'x'",
      "SELECT * FROM name WHERE entity = 'x'",
      "SELECT * FROM citation WHERE source = 'x'",
      "SELECT passage FROM passageCitation WHERE citation = 'x'",
      "SELECT * FROM deployment WHERE claim IN (SELECT value FROM json_each('[]'))",
    ]
    let large = [
      "claim", "stance", "role", "passage", "relation", "claimEntity", "claimCountry", "name", "deployment",
    ]
    for query in hot {
      for step in try base.queryPlan(query) {
        #expect(
          !large.contains { step.hasPrefix("SCAN \($0)") && !step.contains("USING") }, "\(query): \(step)")
      }
    }
  }
}
