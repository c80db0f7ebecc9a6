import Evidence
import Provenance
import Reports

// How the cells of records read: values as words, gaps with their reasons.

extension String {
  /// The cell as words: its value; `not in source` or `ambiguous` with the reason; `not coded` when blank.
  var recordedPhrase: Phrase {
    if let (absence, why) = Absence.parse(self) {
      return why.isEmpty ? "\(term: absence.rawValue)" : "\(term: absence.rawValue) \(quiet: why)"
    }
    return isEmpty ? .quiet("not coded") : Phrase(self)
  }

  /// The cell of a table for it; gaps are toned as such, and the ambiguous as open.
  var recordedCell: Table.Cell {
    switch Absence.parse(self)?.absence {
    case .ambiguous: Table.Cell(recordedPhrase, value: self, tone: .contested)
    case .notInSource, .notApplicable: Table.Cell(recordedPhrase, value: self, tone: .absent)
    case nil: Table.Cell(recordedPhrase, value: self, tone: isEmpty ? .absent : .neutral)
    }
  }

  /// An EDTF date as words where its form is not plain: `../2018` is `by 2018`, `2020~` is `about 2020`.
  var datePhrase: Phrase {
    guard let date = recorded else { return recordedPhrase }
    let ends = date.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if ends.count == 2 {
      if ends[0] == ".." { return Phrase("by \(ends[1])") }
      if ends[1] == ".." { return Phrase("from \(ends[0]) on") }
      return Phrase("\(ends[0]) to \(ends[1])")
    }
    if date.last == "~" { return Phrase("about \(String(date.dropLast()))") }
    if date.last == "?" { return Phrase("\(String(date.dropLast())), uncertain") }
    return Phrase(date)
  }

  /// A word of a closed list as read: `partly-admits` is `partly admits`.
  var spaced: String { split(separator: "-").joined(separator: " ") }

  /// The operator of a quantity as words; empty for `=`.
  var operatorWords: String {
    switch self {
    case "=": ""
    case ">": "more than"
    case ">=": "at least"
    case "<": "fewer than"
    case "<=": "at most"
    case "~": "about"
    default: self
    }
  }
}

/// `more than 90 %`, `many CCTV cameras`; empty when nothing is recorded.
func quantityWords(_ sign: String, _ value: String, _ unit: String) -> String {
  [sign.operatorWords, value.recorded ?? "", unit].filter { !$0.isEmpty }.joined(separator: " ")
}

/// `1 claim`, `12 claims`.
func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  "\(count) \(count == 1 ? one : many ?? one + "s")"
}
