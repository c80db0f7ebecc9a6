package import Evidence
import Provenance
package import Reports

/// One folder per analysis: evidence in, report out.

/// An analysis: it gathers what it needs from a snapshot, then computes a report from that alone.
package protocol Lens: Sendable {
  associatedtype Parameters: Sendable
  associatedtype Input: Sendable

  static var card: LensCard { get }

  /// Reads the parameters from an address or a command.
  ///
  /// - Throws: `lens-parameter` naming the parameter, its value and what it takes.
  static func parameters(_ query: [String: String]) throws -> Parameters

  /// Copies what the analysis needs out of the evidence.
  static func gather(_ parameters: Parameters, from evidence: EvidenceSnapshot) throws -> Input

  /// A pure function of its arguments: same input, same report.
  static func analyse(_ input: Input, _ parameters: Parameters) throws -> Report
}

/// What a lens says of itself before it says anything of the evidence.
package struct LensCard: Hashable, Sendable {
  package var id: String
  package var title: String
  package var question: String
  /// How it computes, in sentences a reader can check.
  package var method: [String]
  /// What it cannot show. Never empty.
  package var limits: [String]
  package var references: [String]
  package var parameters: [LensParameter]
  /// The instrument it is about; nil for one across all.
  package var instrument: Instrument?

  package init(
    id: String, title: String, question: String, method: [String], limits: [String], references: [String],
    parameters: [LensParameter], instrument: Instrument?
  ) {
    self.id = id
    self.title = title
    self.question = question
    self.method = method
    self.limits = limits
    self.references = references
    self.parameters = parameters
    self.instrument = instrument
  }
}

package struct LensParameter: Hashable, Sendable {
  package var name: String
  package var title: String
  /// What it takes: `a country code, as in TJ`.
  package var takes: String

  package init(_ name: String, title: String, takes: String) {
    self.name = name
    self.title = title
    self.takes = takes
  }
}

extension Lens {
  /// The report for an address's parameters, with what the lens says of itself below what it found.
  ///
  /// - Throws: `lens-parameter` for a parameter the lens does not take, or a value the evidence does not know.
  package static func report(_ query: [String: String], from evidence: EvidenceSnapshot) throws -> Report {
    let query = query.filter { !$0.value.isEmpty }
    if let unknown = query.keys.sorted().first(where: { name in !card.parameters.contains { $0.name == name }
    }) {
      let known = card.parameters.map(\.name).joined(separator: ", ")
      throw Diagnostic(
        "lens-parameter", "the lens '\(card.id)' has no parameter '\(unknown.shown)'",
        help: known.isEmpty ? "leave it out; this lens takes none" : "use one of: \(known)")
    }
    let parameters = try parameters(query)
    var report = try analyse(gather(parameters, from: evidence), parameters)
    report.route = .lens(card.id, query)
    if report.summary.isEmpty { report.summary = Phrase(card.question) }
    if card.instrument != nil { report.blocks.append(try besides(evidence)) }
    report.blocks += card.blocks
    return report
  }

  package static var route: Route { .lens(card.id, [:]) }

  /// Other actors, domestic agency and public opinion, so that no instrument is read as the whole story.
  private static func besides(_ evidence: EvidenceSnapshot) throws -> Block {
    let others: [Instrument] = [.otherActors, .domesticAgency, .publicAttitudes]
    let counts = try others.map { instrument in
      let count = try evidence.claimCount(ClaimConditions(instrument: instrument.rawValue))
      let filter = ClaimFilter(instrument: instrument.rawValue)
      return "\(instrument.title.lowercased()): \(link: .claims(filter), counted(count, "claim"))" as Phrase
    }
    let list = counts.joined(separator: "; ")
    return .caveat(
      """
      One instrument is not the whole story. Beside it in the evidence stand \(list). \
      \(link: Overview.route, "The overview") sets them side by side, and \
      \(link: Contested.route, "the contested claims") with their rival explanations.
      """)
  }
}

extension LensCard {
  /// What the lens cannot show, how it computes, and what it leans on.
  package var blocks: [Block] {
    var blocks: [Block] = [
      .section(id: "limits", title: "What this cannot show", [.list(limits.map { Phrase($0) })]),
      .section(id: "method", title: "How it is computed", [.list(method.map { Phrase($0) })]),
    ]
    if !references.isEmpty {
      blocks.append(.section(id: "references", title: "References", [.list(references.map { Phrase($0) })]))
    }
    return blocks
  }
}

/// The lens of that id, or nil.
package func lens(named id: String) -> (any Lens.Type)? { lenses.first { $0.card.id == id } }
