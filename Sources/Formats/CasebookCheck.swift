package import Evidence
package import Provenance

/// What is wrong in a set of sheets: every cell by its rule, then rows against each other. Runs on a folder
/// being imported and on a base being checked; only the places differ.
package struct CasebookCheck {
  let sheets: [String: [SheetRow]]
  /// Where a cell is: sheet, row, column number.
  let place: (Sheet, SheetRow, Int) -> Place
  var ids: [String: Set<String>] = [:]
  /// Looking for what was meant takes time: after so many, the id alone has to do.
  private let suggestions = Allowance(100)
  private let soundDates = Known()

  /// Few dates stand in many cells.
  private final class Known { var cells: Set<String> = [] }

  private final class Allowance {
    private var left: Int
    init(_ count: Int) { left = count }
    func take() -> Bool {
      left -= 1
      return left >= 0
    }
  }

  package init(sheets: [String: [SheetRow]], place: @escaping (Sheet, SheetRow, Int) -> Place) {
    self.sheets = sheets
    self.place = place
    for sheet in Sheet.all where sheet.hasID {
      ids[sheet.table] = Set((sheets[sheet.table] ?? []).map { $0.cells[0] })
    }
  }

  package func run() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for sheet in Sheet.all { checkCells(of: sheet, &found) }
    found += sourceProblems() + passageProblems() + peopleProblems() + claimProblems()
    found += relationProblems() + recordProblems()
    return found
  }

  func rows(_ table: String) -> [SheetRow] { sheets[table] ?? [] }

  /// Where a named column of a row is.
  func at(_ table: String, _ row: SheetRow, _ column: String) -> Place {
    let sheet = Sheet.named(table)
    return place(sheet, row, sheet.index(of: column))
  }

  // MARK: cells

  private func checkCells(of sheet: Sheet, _ found: inout [Diagnostic]) {
    var seen: Set<String> = []
    for row in rows(sheet.table) {
      if sheet.hasID, !row.cells[0].isEmpty, !seen.insert(row.cells[0]).inserted {
        found.append(
          Diagnostic(
            "id-twice", "the id '\(row.cells[0].shown)' stands twice in \(sheet.file)",
            at: place(sheet, row, 0),
            help: "give each row an id of its own"))
      }
      for (index, column) in sheet.columns.enumerated() {
        let cell = row.cells[index]
        if cell.isEmpty {
          if column.isRequired { found.append(required(column, sheet, row, index)) }
        } else if let problem = problem(cell, column, column.rule) {
          var problem = problem
          problem.place = place(sheet, row, index)
          found.append(problem)
        }
      }
    }
  }

  private func required(_ column: Sheet.Column, _ sheet: Sheet, _ row: SheetRow, _ index: Int) -> Diagnostic {
    if sheet.table == "passage", column.name == "locator" {
      return Diagnostic(
        "passage-without-locator",
        "passage '\(row.cells[0].shown)' does not say where in its source it stands",
        at: place(sheet, row, index), help: "write a locator such as 1.1 P2 s3, or fn27")
    }
    if sheet.table == "stance", column.name == "passage" {
      return Diagnostic(
        "claim-without-source", "a stance on '\(row.cells[1].shown)' rests on no passage",
        at: place(sheet, row, index), help: "add the passage to passages.csv and name it here")
    }
    return Diagnostic(
      "cell-required", "\(column.name) is blank", at: place(sheet, row, index),
      help: column.acceptsReason
        ? "fill it, or say why it cannot be: [not in source], [ambiguous] or [not applicable]"
        : "fill it; every row of \(sheet.file) has one")
  }

  private func problem(_ cell: String, _ column: Sheet.Column, _ rule: Sheet.Rule) -> Diagnostic? {
    if cell.utf8.first == 0x20 || cell.utf8.last == 0x20 {
      return Diagnostic(
        "cell-spaces", "'\(cell.shown)' begins or ends with a space", help: "take the space out")
    }
    if cell.utf8.first == 0x5B, Absence.parse(cell) != nil {
      guard !column.acceptsReason else { return nil }
      if case .text = rule { return nil }
      return Diagnostic(
        "reason-not-taken", "\(column.name) takes no reason, but a value or a blank",
        help: "leave it blank, or write the value")
    }
    switch rule {
    case .text: return hidden(cell)
    case .id: return Self.isID(cell) ? nil : malformedID(cell)
    case .date: return dateProblem(cell)
    case .number:
      return Self.isNumber(cell)
        ? nil
        : Diagnostic(
          "number-unread", "'\(cell.shown)' is not a number",
          help: "write digits with a decimal point, as in 1000000 or 0.5")
    case .countries: return listProblem(cell) { countryProblem($0) }
    case .rights: return listProblem(cell) { rightProblem($0) }
    case .list(let inner): return listProblem(cell) { problem($0, column, inner) }
    case .language:
      return Codes.isLanguage(cell)
        ? nil
        : Diagnostic(
          "language-unread", "'\(cell.shown)' is no language tag",
          help: "write BCP 47, as in ru, zh-Hans, ug-Arab")
    case .script:
      return Codes.scripts.contains(cell)
        ? nil
        : Diagnostic(
          "script-unknown", "'\(cell.shown)' is no script known here",
          help: "write ISO 15924, as in Latn, Cyrl, Hans, Arab")
    case .digest:
      return Digest(hex: cell) != nil && cell == cell.lowercased()
        ? nil
        : Diagnostic(
          "digest-unread", "'\(cell.shown)' is no SHA-256",
          help: "write 64 lower-case hexadecimal digits, as sha256sum prints them")
    case .spans:
      return Passage.spans(cell) != nil
        ? nil
        : Diagnostic(
          "spans-unread", "'\(cell.shown)' is no list of ascending byte ranges",
          help: "write start-end, as in 120-180;190-200")
    case .currency:
      return Codes.currencies.contains(cell)
        ? nil
        : Diagnostic(
          "currency-unknown", "'\(cell.shown)' is no currency",
          help: Codes.nearest(cell, in: Codes.currencies).map { "did you mean '\($0)'" }
            ?? "write ISO 4217, as in KGS, CNY, USD")
    case .choice(let choices): return choiceProblem(cell, column, choices)
    case .reference(let table): return referenceProblem(cell, column, table)
    }
  }

  private func listProblem(_ cell: String, _ member: (String) -> Diagnostic?) -> Diagnostic? {
    guard cell.utf8.contains(0x3B) else { return member(cell) }
    var seen: Set<String> = []
    for part in cell.split(separator: ";", omittingEmptySubsequences: false).map(String.init) {
      if part.isEmpty || part.first == " " || part.last == " " {
        return Diagnostic(
          "list-unread", "'\(cell.shown)' has an empty or spaced member",
          help: "separate members by ; without spaces")
      }
      if !seen.insert(part).inserted {
        return Diagnostic("list-twice", "'\(part.shown)' stands twice in the list", help: "name it once")
      }
      if let problem = member(part) { return problem }
    }
    return nil
  }

  private func countryProblem(_ code: String) -> Diagnostic? {
    if Codes.countries.contains(code) { return nil }
    return Diagnostic(
      "country-unknown", "'\(code.shown)' is no country code",
      help: Codes.countries.contains(code.uppercased())
        ? "write \(code.uppercased())" : "write ISO 3166-1 alpha-2, as in KZ, KG, TJ, TM, UZ")
  }

  private func rightProblem(_ text: String) -> Diagnostic? {
    Codes.isRight(text)
      ? nil
      : Diagnostic(
        "right-unknown", "'\(text.shown)' is no article of a treaty known here",
        help:
          "write treaty and number, as in ICCPR 25; treaties: \(Codes.treaties.map(\.name).joined(separator: ", "))"
      )
  }

  private func choiceProblem(_ cell: String, _ column: Sheet.Column, _ choices: [String]) -> Diagnostic? {
    if choices.contains(cell) { return nil }
    let near = Codes.nearest(cell, in: choices).map { "did you mean '\($0)'; " } ?? ""
    return Diagnostic(
      "choice-unknown", "'\(cell.shown)' is no \(column.name)",
      help: "\(near)use one of: \(choices.joined(separator: ", "))")
  }

  private func referenceProblem(_ cell: String, _ column: Sheet.Column, _ table: String) -> Diagnostic? {
    let known = ids[table] ?? []
    if known.contains(cell) { return nil }
    let file = Sheet.named(table).file
    let near = suggestions.take() ? Codes.nearest(cell, in: known) : nil
    return Diagnostic(
      "id-unknown", "\(column.name) '\(cell.shown)' is not in \(file)",
      help: near.map { "did you mean '\($0)'" } ?? "add it to \(file), or correct the id")
  }

  private func dateProblem(_ cell: String) -> Diagnostic? {
    if soundDates.cells.contains(cell) { return nil }
    do {
      _ = try PartialDate(edtf: cell)
      soundDates.cells.insert(cell)
      return nil
    } catch let diagnostic as Diagnostic {
      return diagnostic
    } catch {
      return Diagnostic("edtf-unread", "'\(cell.shown)' is not a date as EDTF writes it")
    }
  }

  /// Marks that reorder or hide text do not belong in a row people will read as it looks.
  private func hidden(_ cell: String) -> Diagnostic? {
    if cell.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return nil }
    let isJoining: Set<UInt32> = [0x200C, 0x200D, 0x0A, 0x0D, 0x09]
    guard
      let mark = cell.unicodeScalars.first(where: { $0.isHiddenOrControl && !isJoining.contains($0.value) })
    else {
      return nil
    }
    return Diagnostic(
      .warning, "text-hidden-mark",
      "the text holds U+\(String(mark.value, radix: 16, uppercase: true)), which does not show",
      facts: [cell.shown], help: "take it out unless the source has it")
  }

  private func malformedID(_ cell: String) -> Diagnostic {
    Diagnostic(
      "id-unread", "'\(cell.shown)' is no id",
      help: "write lower-case letters, digits and hyphens, at most 80, as in sco-mission-2020")
  }

  private static func isID(_ text: String) -> Bool {
    guard let first = text.utf8.first, first != 0x2D, text.utf8.count <= 80 else { return false }
    return text.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D }
  }

  private static func isNumber(_ text: String) -> Bool {
    guard let value = Double(text), value.isFinite else { return false }
    return text.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2E || $0 == 0x2D }
  }
}
