import Reports
import TestSupport
import Testing

@Suite struct TextTests {
  private func check(
    _ words: Phrase, width: Int, gives expected: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let report = Report(route: .home, title: "T", blocks: [.paragraph(words)])
    let lines = report.text(width: width).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.dropFirst(3).dropLast().map(String.init) == expected, sourceLocation: sourceLocation)
  }

  @Test("lines are filled by the columns that characters take")
  func wrapping() {
    check("one two three four five six", width: 24, gives: ["one two three four five", "six"])
    // Twelve characters of two columns fill the line; the full stop may not begin the next.
    check("人民有权选择自己的发展道路。", width: 24, gives: ["人民有权选择自己的发展道", "路。"])
    check("人民有权选择自己的发展道。", width: 24, gives: ["人民有权选择自己的发展", "道。"])
    // Marks take no column of their own.
    check(
      "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301} abcdefghijklmno", width: 24,
      gives: ["e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301} abcdefghijklmno"])
    check("شىنجاڭ ئۇيغۇر ئاپتونوم رايونى", width: 24, gives: ["شىنجاڭ ئۇيغۇر ئاپتونوم", "رايونى"])
  }

  @Test("a word longer than the line is cut where the line ends")
  func longWords() {
    check(
      "abcdefghijklmnopqrstuvwxyz0123456789", width: 24, gives: ["abcdefghijklmnopqrstuvwx", "yz0123456789"])
  }

  @Test("terms stand in brackets and keep their punctuation")
  func terms() {
    check("It is an \(term: "allegation"), so far.", width: 24, gives: ["It is an [allegation],", "so far."])
  }

  @Test("a terminal is told what is hidden")
  func hidden() {
    check("abc\u{202E}fdp", width: 24, gives: ["abc\\u{202e}fdp"])
    check("\u{1B}[2Jgone", width: 24, gives: ["\\u{1b}[2Jgone"])
  }

  @Test("whatever the words, no line is wider than the terminal")
  func widths() {
    forAll({ ($0.text(0...60), $0.int(24...60)) }) { text, width in
      let table = Table(
        id: "t", caption: text, columns: [.init("a", "A"), .init("b", "B", kind: .number)],
        rows: [[Table.Cell(Phrase(text)), "1"]])
      let report = Report(
        route: .home, title: text,
        blocks: [
          .paragraph(Phrase(text)), .list([Phrase(text)]), .facts([Fact(text, Phrase(text))]), .table(table),
        ])
      return report.text(width: width).split(separator: "\n").allSatisfy { String($0).displayWidth <= width }
    }
  }

  @Test("the whole sample fits too, and says where its evidence is")
  func sample() {
    let text = Samples.report.text(width: 60)
    #expect(text.split(separator: "\n").allSatisfy { String($0).displayWidth <= 60 })
    #expect(text.contains("rests on claims/c1, claims/c2"))
    #expect(text.contains("Search: `attest search WORDS`"))
    #expect(text.contains("[document not held]"))
    #expect(!text.contains("\u{1B}"))
    #expect(Samples.report.text(color: true).contains("\u{1B}[1m"))
  }

  private func check(
    _ table: Table, width: Int, gives expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let text = Report(route: .home, title: "T", blocks: [.table(table)]).text(width: width)
    #expect(text == "T\n═══\n\n" + expected + "\n", sourceLocation: sourceLocation)
  }

  @Test("a table is aligned while it fits, and a record at a time when it does not")
  func tables() {
    let table = Table(
      id: "t", caption: "Missions",
      columns: [.init("mission", "Mission"), .init("seen", "Seen", kind: .number), .init("words", "Words")],
      rows: [
        ["上海合作组织", .init(number: 7), "\(term: "positive") by domestic law"],
        ["ODIHR", .init(number: 1204), "\(term: "negative") by the commitments it names"],
      ], hasRowHeads: true)
    check(
      table, width: 60,
      gives: """
        Missions
        Mission       Seen  Words
        ────────────  ────  ──────────────────────────────────────
        上海合作组织     7  [positive] by domestic law
        ODIHR         1204  [negative] by the commitments it names
        """)
    check(
      table, width: 42,
      gives: """
        Missions
        Mission       Seen  Words
        ────────────  ────  ──────────────────────
        上海合作组织     7  [positive] by domestic
                            law

        ODIHR         1204  [negative] by the
                            commitments it names
        """)
    check(
      table, width: 24,
      gives: """
        Missions
        ── 上海合作组织
           Seen: 7
           Words: [positive] by
           domestic law

        ── ODIHR
           Seen: 1204
           Words: [negative] by
           the commitments it
           names
        """)
  }
}
