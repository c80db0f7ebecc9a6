/// One kind of row: its file in a casebook, its table in the base, its columns and their rules.
///
/// Declared once (`Sheet.all`); reading, checking, writing, sealing and export follow from it.
package struct Sheet: Sendable {
  /// `claims.csv`
  package let file: String
  /// `claim`
  package let table: String
  package let columns: [Column]

  package struct Column: Sendable {
    /// In the file: `event_date`.
    package let name: String
    /// In the table: `eventDate`.
    package let field: String
    package let rule: Rule
    package let isRequired: Bool
    /// Whether `[not in source]` and its like may stand here.
    package let acceptsReason: Bool
  }

  /// What may stand in a cell.
  package indirect enum Rule: Sendable {
    case id, text, date, number, countries, language, script, digest, spans, currency, rights
    case choice([String])
    /// An id in the table named.
    case reference(String)
    case list(Rule)
  }

  /// Whether rows carry an id of their own in the first column.
  package var hasID: Bool {
    if case .id = columns[0].rule { true } else { false }
  }

  package func index(of name: String) -> Int {
    guard let index = columns.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("\(file) has no column \(name)")
    }
    return index
  }

  package static func named(_ table: String) -> Sheet {
    guard let sheet = all.first(where: { $0.table == table }) else {
      preconditionFailure("no sheet for table \(table)")
    }
    return sheet
  }
}

/// Why a cell holds no value although it was looked at.
package enum Absence: String, CaseIterable, Sendable {
  case notInSource = "not in source"
  case ambiguous
  case notApplicable = "not applicable"

  /// Reads `[ambiguous: which letter]`; nil when the text is a value and no reason.
  package static func parse(_ text: String) -> (absence: Absence, why: String)? {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
    let inner = text.dropFirst().dropLast()
    let parts = inner.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
    guard let first = parts.first, let absence = Absence(rawValue: String(first)) else { return nil }
    return (absence, parts.count > 1 ? String(parts[1]) : "")
  }
}

extension String {
  /// The cell's value when it is one: neither blank nor a reason in brackets.
  package var recorded: String? { isEmpty || Absence.parse(self) != nil ? nil : self }

  /// The members of a cell that holds a list.
  package var listed: [String] {
    recorded?.split(separator: ";").map(String.init) ?? []
  }
}

/// A row as it stands in a casebook: one text a column, blank when nothing was coded.
package struct SheetRow: Hashable, Sendable {
  package var cells: [String]
  /// The line it begins on in its file, from 1; 0 when it was made in the workspace.
  package var line: Int
  /// The byte of its file at which it begins.
  package var start: Int

  package init(cells: [String], line: Int, start: Int = 0) {
    self.cells = cells
    self.line = line
    self.start = start
  }
}
