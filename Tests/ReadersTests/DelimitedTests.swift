import Provenance
import Readers
import TestSupport
import Testing

@Suite("delimited text")
struct DelimitedTests {
  func check(_ text: String, _ rows: [[String]], at: SourceLocation = #_sourceLocation) {
    #expect(Delimited(Array(text.utf8), file: "t.csv").rows.map(\.cells) == rows, sourceLocation: at)
  }

  @Test("quotes, doubled quotes and line breaks inside a cell are read as RFC 4180 writes them")
  func quoting() {
    check(
      "a,b\n\"x, y\",\"say \"\"so\"\"\"\n\"two\nlines\",z\n",
      [["a", "b"], ["x, y", "say \"so\""], ["two\nlines", "z"]])
  }

  @Test("what spreadsheets add is read: a byte-order mark, CRLF, semicolons, tabs, no last line end")
  func spreadsheets() {
    check("\u{FEFF}a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]])
    check("a;b;c\n1;\"2,5\";3", [["a", "b", "c"], ["1", "2,5", "3"]])
    check("a\tb\n1\t2\n", [["a", "b"], ["1", "2"]])
  }

  @Test("an empty line is no row; empty cells are cells")
  func empty() {
    check("a,b\n\n,\n", [["a", "b"], ["", ""]])
    check("", [])
  }

  @Test("a quotation mark that never closes is reported at the line where it opens")
  func unclosed() {
    let file = Delimited(Array("a,b\n1,\"open\n2,3\n".utf8), file: "t.csv")
    #expect(
      file.diagnostics.map(\.description).first?.hasPrefix("t.csv:2:3: error: a quotation mark opens") == true
    )
  }

  @Test("bytes that are no text are reported, not lost and not trapped on")
  func rubbish() {
    let file = Delimited([0x61, 0x2C, 0x62, 0x0A, 0xFF, 0xFE, 0x2C, 0x31, 0x0A], file: "t.csv")
    #expect(file.diagnostics.map { "\($0.place?.description ?? "") \($0.id)" } == ["t.csv:2:1 not-utf8"])
    #expect(file.rows.count == 2)
  }

  @Test("the place of a cell is the line and column an editor shows")
  func places() throws {
    let file = Delimited(Array("id,name\n\"a\nb\",Жапаров,x\n".utf8), file: "t.csv")
    let row = try #require(file.rows.last)
    #expect(file.place(ofCell: 0, in: row).description == "t.csv:2:1")
    #expect(file.place(ofCell: 1, in: row).description == "t.csv:3:4")
    #expect(file.place(ofCell: 2, in: row).description == "t.csv:3:12")
  }

  @Test("what is written is read back as it was")
  func roundTrip() {
    forAll(count: 400) { seeded in
      seeded.array(1...6) { row in
        ["x"] + row.array(3...3) { String($0.text(0...6).unicodeScalars.filter { $0 != "\u{0}" }) }
      }
    } holds: { rows in
      var bytes: [UInt8] = []
      for row in rows { Delimited.append(row, to: &bytes) }
      let file = Delimited(bytes, file: "t.csv")
      return file.rows.map(\.cells) == rows && file.diagnostics.isEmpty
    }
  }
}
