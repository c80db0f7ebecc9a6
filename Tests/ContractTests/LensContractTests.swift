import Evidence
import Formats
import Foundation
import Lenses
import Provenance
import Reports
import TestSupport
import Testing

/// What every lens in the registry owes; a new one fails here until it is whole.
@Suite struct LensContractTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// `CountEstimates` for the lens type.
  private func name(_ lens: any Lens.Type) -> String { String(describing: lens) }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: Self.root.appending(path: path).path)
  }

  @Test("a lens has its folder, its test and its page of documentation")
  func files() throws {
    for lens in lenses {
      for path in [
        "Sources/Lenses/\(name(lens))/\(name(lens)).swift", "Tests/LensesTests/\(name(lens))Tests.swift",
        "docs/lenses/\(lens.card.id).md",
      ] {
        #expect(exists(path), "the lens '\(lens.card.id)' lacks \(path)")
      }
    }
  }

  @Test("the page of documentation has its parts and repeats every limit and reference of the card")
  func documentation() throws {
    for lens in lenses {
      let path = Self.root.appending(path: "docs/lenses/\(lens.card.id).md").path
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
      for part in ["## Assumptions", "## Formula", "## Limits", "## References"] {
        #expect(text.contains(part), "\(path) lacks '\(part)'")
      }
      let flowing = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      for sentence in lens.card.limits + lens.card.references {
        #expect(flowing.contains(sentence), "\(path) lacks: \(sentence)")
      }
    }
  }

  @Test("a card says what is asked, how it is computed and what it cannot show")
  func cards() {
    #expect(Set(lenses.map { $0.card.id }).count == lenses.count, "two lenses share an id")
    for card in lenses.map({ $0.card }) {
      #expect(!card.id.isEmpty && card.id.allSatisfy { $0.isLowercase || $0 == "-" }, "\(card.id)")
      #expect(!card.title.isEmpty && card.question.hasSuffix("?"), "\(card.id)")
      #expect(!card.method.isEmpty && !card.limits.isEmpty, "\(card.id) says too little of itself")
      #expect((card.method + card.limits + card.references).allSatisfy { !$0.isEmpty }, "\(card.id)")
      #expect(Set(card.parameters.map(\.name)).count == card.parameters.count, "\(card.id)")
      #expect(card.parameters.allSatisfy { !$0.title.isEmpty && !$0.takes.isEmpty }, "\(card.id)")
    }
  }

  @Test("every lens has something true to say of no evidence at all")
  func emptyEvidence() throws {
    let empty = try SampleBase { _ in }
    for lens in lenses {
      let report = try empty.read { try lens.report([:], from: $0) }
      try checkReport(report, lens, isEmpty: true)
      #expect(!report.blocks.findings.isEmpty, "\(lens.card.id) says nothing of empty evidence")
    }
  }

  @Test("a report on the case of this repository keeps the rules for findings, tables and sections")
  func realEvidence() throws {
    let base = try centralAsia()
    for lens in lenses {
      try checkReport(try base.read { try lens.report([:], from: $0) }, lens, isEmpty: false)
    }
  }

  @Test("two runs say the same, from two bases made of the same rows")
  func determinism() throws {
    let (first, second) = (try centralAsia(), try Self.load())
    for lens in lenses {
      let reports = try [first, first, second].map { base in try base.read { try lens.report([:], from: $0) }
      }
      #expect(reports[0] == reports[1] && reports[1] == reports[2], "\(lens.card.id) is not deterministic")
    }
  }

  @Test("a parameter that no lens takes is a diagnostic that names those it takes")
  func unknownParameter() throws {
    let empty = try SampleBase { _ in }
    for lens in lenses {
      let thrown = #expect(throws: Diagnostic.self) {
        try empty.read { try lens.report(["no-such": "x"], from: $0) }
      }
      #expect(
        thrown?.id == "lens-parameter" && thrown?.message.contains("no-such") == true, "\(lens.card.id)")
      #expect(thrown?.help != nil)
    }
  }

  @Test("a value the evidence does not know is a diagnostic with the value, what there is, and a command")
  func unknownValues() throws {
    let base = try centralAsia()
    for lens in lenses {
      for parameter in lens.card.parameters {
        let thrown = #expect(throws: Diagnostic.self, "\(lens.card.id) --\(parameter.name)") {
          try base.read { try lens.report([parameter.name: "no-such-value"], from: $0) }
        }
        #expect(thrown?.id == "lens-parameter")
        #expect(
          thrown?.message.lowercased().contains("no-such-value") == true, "\(lens.card.id) \(parameter.name)")
        #expect(thrown?.help?.hasPrefix("attest lens \(lens.card.id)") == true)
      }
    }
  }

  @Test("a parameter given empty is as good as not given")
  func emptyValues() throws {
    let base = try centralAsia()
    for lens in lenses {
      let query = Dictionary(uniqueKeysWithValues: lens.card.parameters.map { ($0.name, "") })
      let (given, none) = try base.read { (try lens.report(query, from: $0), try lens.report([:], from: $0)) }
      #expect(given == none, "\(lens.card.id)")
    }
  }

  @Test("no statement stands without its qualification, wherever a lens shows it")
  func qualifications() throws {
    let base = try centralAsia()
    for lens in lenses {
      let (report, claims) = try base.read { evidence in
        (try lens.report([:], from: evidence), try evidence.claims(evidence.claimIDs()))
      }
      let phrases = report.blocks.phrases
      for claim in claims {
        for phrase in phrases where phrase.text.contains(claim.statement) {
          #expect(
            claim.qualification.isEmpty || phrase.text.contains(claim.qualification),
            "\(lens.card.id): \(claim.id) without its qualification")
          #expect(
            phrase.runs.contains { $0.link == .route(.claim(claim.id)) },
            "\(lens.card.id): \(claim.id) unlinked")
          let isSourced = phrase.runs.contains { run in
            if case .route(.source) = run.link { true } else { false }
          }
          #expect(isSourced, "\(lens.card.id): \(claim.id) without its source")
        }
      }
    }
  }

  private static let held = Result { try load() }

  private static func load() throws -> SampleBase {
    try SampleBase(sheets: CasebookFolder.read(root.appending(path: "Casebook/central-asia").path).sheets)
  }

  private func centralAsia() throws -> SampleBase { try Self.held.get() }

  private func checkReport(_ report: Report, _ lens: any Lens.Type, isEmpty: Bool) throws {
    let id = lens.card.id
    #expect(report.route == .lens(id, [:]) && !report.title.isEmpty, "\(id)")
    for finding in report.blocks.findings {
      #expect(!finding.sentence.isEmpty && !finding.countNote.isEmpty, "\(id): \(finding.sentence.text)")
      #expect(isEmpty || !finding.evidence.isEmpty, "\(id) rests on nothing: \(finding.sentence.text)")
    }
    for table in report.tables {
      #expect(!table.caption.isEmpty && !table.id.isEmpty, "\(id): table \(table.id)")
      #expect(Set(table.columns.map(\.id)).count == table.columns.count, "\(id): table \(table.id)")
      for column in table.columns {
        #expect(!column.title.isEmpty, "\(id): \(table.id).\(column.id)")
        #expect(column.kind != .number || !column.unit.isEmpty, "\(id): \(table.id).\(column.id) has no unit")
      }
      for row in table.rows {
        for (column, cell) in zip(table.columns, row) where column.kind == .number && !cell.bare.isEmpty {
          #expect(Double(cell.bare) != nil, "\(id): \(table.id).\(column.id) holds '\(cell.bare)'")
        }
      }
    }
    #expect(Set(report.tables.map(\.id)).count == report.tables.count, "\(id): two tables share an id")
    for limit in lens.card.limits {
      #expect(report.blocks.phrases.contains { $0.text == limit }, "\(id) hides a limit: \(limit)")
    }
  }
}
