import Reports
import TestSupport
import Testing

@Suite struct CSVTests {
  private func check(
    _ value: String, exact: String, neutralised: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let table = Table(id: "t", caption: "", columns: [.init("a", "A")], rows: [[Table.Cell(Phrase(value))]])
    #expect(table.csv(neutralised: false) == "a,links\n\(exact),\n", sourceLocation: sourceLocation)
    #expect(table.csv(neutralised: true) == "a,links\n\(neutralised),\n", sourceLocation: sourceLocation)
  }

  @Test("a spreadsheet runs nothing, and the exact twin changes nothing")
  func formulas() {
    check("=1+1", exact: "=1+1", neutralised: "'=1+1")
    check("+7 701", exact: "+7 701", neutralised: "'+7 701")
    check("@SUM(A1)", exact: "@SUM(A1)", neutralised: "'@SUM(A1)")
    check("-cmd", exact: "-cmd", neutralised: "'-cmd")
    check("\tx", exact: "\tx", neutralised: "'\tx")
    check("=a,\"b\"", exact: "\"=a,\"\"b\"\"\"", neutralised: "\"'=a,\"\"b\"\"\"")
    check("-12.5", exact: "-12.5", neutralised: "-12.5")
    check("plain", exact: "plain", neutralised: "plain")
  }

  @Test("a row keeps its shape whatever its cells hold, and ends with its links")
  func shape() {
    #expect(
      Samples.table.csv(neutralised: false).hasPrefix(
        "what,amount,about,links\nc075,1000,上海合作组织,claims/c075\n"))
    forAll { seeded in
      let width = seeded.int(1...4)
      return seeded.array(0...4) { seeded in seeded.array(width...width) { $0.text() } }
    } holds: { rows in
      let width = rows.first?.count ?? 1
      let table = Table(
        id: "t", caption: "", columns: (0..<width).map { .init("c\($0)", "") },
        rows: rows.map { $0.map { Table.Cell(Phrase($0)) } })
      let read = records(table.csv(neutralised: false))
      return read.dropFirst().map { Array($0.dropLast()) } == rows
    }
  }
}

/// Reads RFC 4180 as its readers do.
private func records(_ csv: String) -> [[String]] {
  var records: [[String]] = []
  var record: [String] = []
  var field: [UInt8] = []
  var isQuoted = false
  var wasQuote = false
  for byte in csv.utf8 {
    if isQuoted {
      if byte == 0x22 {
        isQuoted = false
        wasQuote = true
      } else {
        field.append(byte)
      }
      continue
    }
    switch byte {
    case 0x22:
      if wasQuote { field.append(byte) }
      isQuoted = true
    case 0x2C, 0x0A:
      record.append(String(decoding: field, as: UTF8.self))
      field = []
      if byte == 0x0A {
        records.append(record)
        record = []
      }
    default: field.append(byte)
    }
    wasQuote = false
  }
  return records
}
