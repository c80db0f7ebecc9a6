import Foundation
import Reports
import TestSupport
import Testing

@Suite struct JSONTests {
  @Test("a report as JSON is JSON, with every key in order")
  func valid() throws {
    let text = Samples.report.json().string
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let again = try JSONSerialization.data(
      withJSONObject: read, options: [.sortedKeys, .withoutEscapingSlashes])
    let keys = /"([^"\\]*)":/
    let expected = String(decoding: again, as: UTF8.self).matches(of: keys).map(\.output.1)
    #expect(text.matches(of: keys).map(\.output.1) == expected)
  }

  @Test("the same report gives the same bytes")
  func deterministic() {
    #expect(Samples.report.json().utf8 == Samples.report.json().utf8)
  }

  @Test("numbers are numbers, gaps are null, rows carry their links")
  func rows() throws {
    let json = try #require(
      JSONSerialization.jsonObject(
        with: Data(Report(route: .home, title: "t", blocks: [.table(Samples.table)]).json().utf8))
        as? [String: Any])
    let blocks = try #require(json["blocks"] as? [[String: Any]])
    let table = try #require(blocks[0]["table"] as? [String: Any])
    let rows = try #require(table["rows"] as? [[String: Any]])
    let values = try #require(rows[0]["values"] as? [String: Any])
    #expect(values["amount"] as? Int == 1000)
    #expect(values["about"] as? String == "上海合作组织")
    #expect(rows[0]["links"] as? [String] == ["claims/c075"])
    #expect((rows[1]["values"] as? [String: Any])?["amount"] is NSNull)
  }

  @Test("any text comes back as it went in")
  func strings() {
    forAll({ $0.text() }) { text in
      var json = JSONText()
      json.array { $0.value(text) }
      let read = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String]
      return read.map { Array($0[0].unicodeScalars) == Array(text.unicodeScalars) } ?? false
    }
  }
}
