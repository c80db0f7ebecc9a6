package import Provenance
package import Statistics

/// What one address has to say. A page is a report at an address; how it is shown is a rendering.
package struct Report: Hashable, Sendable {
  package var route: Route
  package var title: String
  /// The kind of page, above the title: `Claim`, `Lens`.
  package var kicker: String
  /// BCP 47, of the report itself; quotations carry their own.
  package var language: String
  /// One sentence for lists and for the head of the page; empty when the title says it all.
  package var summary: Phrase
  package var blocks: [Block]
  /// Same-page or neighbouring addresses worth a place in the margin: next page, other forms, the folder.
  package var related: [Phrase]

  package init(
    route: Route, title: String, kicker: String = "", language: String = "en", summary: Phrase = "",
    blocks: [Block], related: [Phrase] = []
  ) {
    self.route = route
    self.title = title
    self.kicker = kicker
    self.language = language
    self.summary = summary
    self.blocks = blocks
    self.related = related
  }

  /// Every table in reading order, charts' tables included; the CSV form of a page is its first, or the one
  /// named by id.
  package var tables: [Table] { blocks.flatMap(\.tables) }
  /// Every chart in reading order.
  package var charts: [Chart] { blocks.flatMap(\.charts) }
}

/// One thing a report is made of, named for its meaning, never for its looks.
package indirect enum Block: Hashable, Sendable {
  /// A part with a heading and an id to link to.
  case section(id: String, title: String, [Block])
  case paragraph(Phrase)
  case list([Phrase])
  /// Names and what they are, for one thing.
  case facts([Fact])
  /// One thing the analysis says.
  case finding(Finding)
  /// Words of a source, never ours.
  case quotation(Quotation)
  /// What the report cannot say, or what must be read with it.
  case caveat(Phrase)
  /// Positions that answer each other, side by side and equal in size: accusation and reply, two missions.
  case sides([Side])
  case table(Table)
  /// A drawing with the table that says the same.
  case chart(Chart, Table)
  /// A question to the base: fields sent back to an address. The terminal shows the command to type.
  case form(Form)
  case diagnostics([Diagnostic])
}

package struct Fact: Hashable, Sendable {
  package var name: String
  package var values: [Phrase]

  package init(_ name: String, _ values: [Phrase]) {
    self.name = name
    self.values = values
  }
  package init(_ name: String, _ value: Phrase) { self.init(name, [value]) }
}

/// A sentence an analysis stands for, with the rows it rests on and, where it is a number, its uncertainty.
package struct Finding: Hashable, Sendable {
  package var sentence: Phrase
  /// nil when the finding is no number; then `countNote` says what it rests on.
  package var estimate: Estimate?
  /// What was counted, or why there is no count: `4 of 9 rows name a supplier`.
  package var countNote: String
  /// The claims it rests on; never empty unless the finding is that there are none.
  package var evidence: [Route]

  package init(_ sentence: Phrase, estimate: Estimate? = nil, countNote: String, evidence: [Route]) {
    self.sentence = sentence
    self.estimate = estimate
    self.countNote = countNote
    self.evidence = evidence
  }
}

package struct Quotation: Hashable, Sendable {
  package var words: String
  /// BCP 47.
  package var language: String
  /// Who, where: links to source and note.
  package var source: Phrase
  /// What stands between these words and the bytes.
  package var standing: Standing

  package enum Standing: String, Hashable, Sendable {
    case found = "found in the held document"
    case notHeld = "document not held"
    case notFound = "not found in the held document"
  }

  package init(_ words: String, language: String, source: Phrase, standing: Standing) {
    self.words = words
    self.language = language
    self.source = source
    self.standing = standing
  }
}

package struct Side: Hashable, Sendable {
  package var title: Phrase
  package var blocks: [Block]

  package init(_ title: Phrase, _ blocks: [Block]) {
    self.title = title
    self.blocks = blocks
  }
}

/// Fields that make an address: a search, a filter.
package struct Form: Hashable, Sendable {
  package struct Field: Hashable, Sendable {
    package var name: String
    package var label: String
    package var value: String
    /// Value and label of each choice; empty for free text.
    package var choices: [Choice]

    package init(_ name: String, label: String, value: String, choices: [Choice] = []) {
      self.name = name
      self.label = label
      self.value = value
      self.choices = choices
    }
  }
  package struct Choice: Hashable, Sendable {
    package var value: String
    package var label: String

    package init(_ value: String, _ label: String) {
      self.value = value
      self.label = label
    }
  }
  /// Where the fields go, as a query.
  package var target: Route
  package var fields: [Field]
  package var submitLabel: String
  /// The same from a terminal: `attest search WORDS`.
  package var command: String

  package init(to target: Route, fields: [Field], submitLabel: String, command: String) {
    self.target = target
    self.fields = fields
    self.submitLabel = submitLabel
    self.command = command
  }
}

extension Block {
  var tables: [Table] {
    switch self {
    case .section(_, _, let blocks): blocks.flatMap(\.tables)
    case .sides(let sides): sides.flatMap { $0.blocks.flatMap(\.tables) }
    case .table(let table), .chart(_, let table): [table]
    case .paragraph, .list, .facts, .finding, .quotation, .caveat, .form, .diagnostics: []
    }
  }

  var charts: [Chart] {
    switch self {
    case .section(_, _, let blocks): blocks.flatMap(\.charts)
    case .sides(let sides): sides.flatMap { $0.blocks.flatMap(\.charts) }
    case .chart(let chart, _): [chart]
    case .paragraph, .list, .facts, .finding, .quotation, .caveat, .table, .form, .diagnostics: []
    }
  }
}
