import Evidence
import Provenance

extension Lens {
  /// Refuses a parameter's value that the evidence does not know.
  ///
  /// - Parameters:
  ///   - value: as given; nil passes.
  ///   - known: what it can be, in the order to offer it.
  ///   - what: what such a value is: `election with a verdict`.
  static func check(_ parameter: String, _ value: String?, among known: [String], _ what: String) throws {
    guard let value, !known.contains(value) else { return }
    let shown = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", …" : "")
    throw Diagnostic(
      "lens-parameter", "the evidence has no \(what) '\(value.shown)'",
      facts: [known.isEmpty ? "it has no \(what) at all" : "it has: \(shown)"],
      help: "attest lens \(card.id)" + (known.first.map { " --\(parameter) \($0)" } ?? ""))
  }

  /// Refuses a word that is none of a closed list, whether or not the evidence uses it.
  static func check(_ parameter: String, _ value: String?, isOneOf words: [String]) throws {
    guard let value, !words.contains(value) else { return }
    throw Diagnostic(
      "lens-parameter", "'\(value.shown)' is no \(parameter) that '\(card.id)' knows",
      facts: ["it knows: \(words.joined(separator: ", "))"],
      help: "attest lens \(card.id) --\(parameter) \(words.first ?? "")")
  }

  /// The countries the claims are about, home countries first.
  static func claimCountries(_ evidence: EvidenceSnapshot) throws -> [String] {
    Countries.listed(try evidence.claimFacets(.country).map(\.value))
  }
}
