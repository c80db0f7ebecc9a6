package import Reports

// What stands in a report, wherever it stands.

extension [Block] {
  /// Every finding, in reading order.
  package var findings: [Finding] {
    flatMap { block -> [Finding] in
      switch block {
      case .finding(let finding): [finding]
      case .section(_, _, let blocks): blocks.findings
      case .sides(let sides): sides.flatMap(\.blocks.findings)
      default: []
      }
    }
  }

  /// Every pair of sides, in reading order.
  package var allSides: [[Side]] {
    flatMap { block -> [[Side]] in
      switch block {
      case .sides(let sides): [sides]
      case .section(_, _, let blocks): blocks.allSides
      default: []
      }
    }
  }

  /// Every run of words that is read in one piece: a paragraph, an item, a fact, a cell.
  package var phrases: [Phrase] {
    flatMap { block -> [Phrase] in
      switch block {
      case .section(_, let title, let blocks): [Phrase(title)] + blocks.phrases
      case .paragraph(let phrase), .caveat(let phrase): [phrase]
      case .list(let phrases): phrases
      case .facts(let facts): facts.flatMap(\.values)
      case .finding(let finding): [finding.sentence, Phrase(finding.countNote)]
      case .quotation(let quotation): [Phrase(quotation.words), quotation.source]
      case .sides(let sides): sides.flatMap { [$0.title] + $0.blocks.phrases }
      case .table(let table), .chart(_, let table): table.rows.flatMap { $0.map(\.phrase) }
      case .form, .diagnostics: []
      }
    }
  }

  /// All the words.
  package var text: String { phrases.map(\.text).joined(separator: "\n") }
}
