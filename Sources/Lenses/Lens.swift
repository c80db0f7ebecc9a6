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
  /// The report for an address's parameters.
  package static func report(_ query: [String: String], from evidence: EvidenceSnapshot) throws -> Report {
    if let unknown = query.keys.sorted().first(where: { name in !card.parameters.contains { $0.name == name } }) {
      let known = card.parameters.map(\.name).joined(separator: ", ")
      throw Diagnostic(
        "lens-parameter", "the lens '\(card.id)' has no parameter '\(unknown.shown)'",
        help: known.isEmpty ? "leave it out; this lens takes none" : "use one of: \(known)")
    }
    let parameters = try parameters(query)
    return try analyse(gather(parameters, from: evidence), parameters)
  }

  package static var route: Route { .lens(card.id, [:]) }
}

/// The lens of that id, or nil.
package func lens(named id: String) -> (any Lens.Type)? { lenses.first { $0.card.id == id } }
