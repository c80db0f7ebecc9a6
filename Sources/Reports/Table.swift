/// Rows with named columns and their units. Every row can be walked back: it links to what it rests on.
package struct Table: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable { case words, number, date }
    /// For CSV and JSON: lower case with underscores.
    package var id: String
    package var title: String
    /// `EUR`, `share 0–1`; empty when the values are words or bare counts of what the title says.
    package var unit: String
    package var kind: Kind

    package init(_ id: String, _ title: String, unit: String = "", kind: Kind = .words) {
      self.id = id
      self.title = title
      self.unit = unit
      self.kind = kind
    }
  }

  package struct Cell: Hashable, Sendable {
    package var phrase: Phrase
    /// The bare value for CSV and JSON; nil when the phrase's words are the value.
    package var value: String?
    /// What the cell's state means, for colour beside the words: never the only sign.
    package var tone: Tone

    package init(_ phrase: Phrase, value: String? = nil, tone: Tone = .neutral) {
      self.phrase = phrase
      self.value = value
      self.tone = tone
    }
    package init(number: Int) {
      self.init(Phrase(String(number)), value: String(number))
    }
    /// The value as CSV and JSON carry it.
    package var bare: String { value ?? phrase.text }
  }

  /// Meanings a cell can have beside its words.
  package enum Tone: String, Hashable, Sendable {
    case neutral
    /// One of two opposed answers; not good or bad.
    case affirmed, negated
    case mixed
    /// Known to be open: ambiguous, disputed.
    case contested
    /// Not in the source, not addressed, not held.
    case absent
  }

  /// Unique on its page; names its CSV.
  package var id: String
  package var caption: String
  package var columns: [Column]
  package var rows: [[Cell]]
  /// Whether the first column names its row.
  package var hasRowHeads: Bool
  /// What to say instead when there are no rows.
  package var emptyNote: String

  package init(
    id: String, caption: String, columns: [Column], rows: [[Cell]], hasRowHeads: Bool = false,
    emptyNote: String = "No rows."
  ) {
    precondition(
      rows.allSatisfy { $0.count == columns.count }, "table \(id): a row has not \(columns.count) cells")
    self.id = id
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.hasRowHeads = hasRowHeads
    self.emptyNote = emptyNote
  }
}

extension Table.Cell: ExpressibleByStringInterpolation {
  package init(stringLiteral text: String) { self.init(Phrase(text)) }
  package init(stringInterpolation: Phrase.Interpolation) {
    self.init(Phrase(stringInterpolation: stringInterpolation))
  }
}
