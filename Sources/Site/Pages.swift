/// Says which report stands at which address, and writes them all out.

package import Evidence
import Lenses
import Provenance
package import Reports

/// The report at an address: what the terminal, the browser and the site of files all show.
///
/// - Throws: `address-unknown` when the address names a row that is not in this evidence; `lens-parameter`.
package func report(at route: Route, from evidence: EvidenceSnapshot) throws -> Report {
  switch route {
  case .home: return try HomePage(evidence).report
  case .claims(let filter): return try ClaimListPage.report(filter, from: evidence)
  case .claim(let id):
    guard let claim = try evidence.claim(id) else { throw try UnknownAddress.claim(id, evidence) }
    return ClaimPage(claim: claim, surroundings: try Surroundings(of: [claim], from: evidence)).report
  case .entities(let page): return try EntityListPage.report(page: page, from: evidence)
  case .entity(let id):
    guard let entity = try evidence.entity(id) else { throw try UnknownAddress.entity(id, evidence) }
    return try EntityPage(entity, from: evidence).report
  case .sources: return try SourceListPage.report(from: evidence)
  case .source(let id):
    guard let source = try evidence.source(id) else { throw try UnknownAddress.source(id, evidence) }
    return try SourcePage(source, from: evidence).report
  case .lenses: return LensListPage.report
  case .lens(let id, let parameters):
    guard let lens = lens(named: id) else { throw UnknownAddress.lens(id) }
    return try LensPage.report(lens, parameters, from: evidence)
  case .search(let words): return try SearchPage.report(words, from: evidence)
  case .method: return try MethodPage.report(from: evidence)
  case .history: return try HistoryPage.report(from: evidence)
  }
}

/// What is said of an address at which nothing stands: what does, nearby.
enum UnknownAddress {
  static func claim(_ id: String, _ evidence: EvidenceSnapshot) throws -> Diagnostic {
    diagnostic("claim", "claims", id, try evidence.claimIDs())
  }

  static func entity(_ id: String, _ evidence: EvidenceSnapshot) throws -> Diagnostic {
    diagnostic("entity", "entities", id, try evidence.entityIDs())
  }

  static func source(_ id: String, _ evidence: EvidenceSnapshot) throws -> Diagnostic {
    diagnostic("source", "sources", id, try evidence.sourceIDs())
  }

  static func lens(_ id: String) -> Diagnostic {
    diagnostic("lens", "lenses", id, lenses.map { $0.card.id })
  }

  static func page(_ page: Int, of count: Int, _ last: Route) -> Diagnostic {
    Diagnostic(
      "address-unknown", "there is no page \(page) here; the last is \(count)",
      help: "attest show '\(last.address)'")
  }

  private static func diagnostic(_ noun: String, _ folder: String, _ id: String, _ known: [String])
    -> Diagnostic
  {
    let near = nearest(to: id, among: known)
    let help =
      near.isEmpty
      ? "attest search \(id.shown)" : near.map { "attest show \(folder)/\($0)" }.joined(separator: ", or ")
    return Diagnostic("address-unknown", "there is no \(noun) '\(id.shown)' in this evidence", help: help)
  }

  /// At most three ids no more than a third of their letters away, nearest first.
  private static func nearest(to id: String, among known: [String]) -> [String] {
    let wanted = Array(id.lowercased().utf8.prefix(80))
    let limit = max(1, wanted.count / 3)
    var near: [(distance: Int, id: String)] = []
    for other in known {
      let letters = Array(other.utf8)
      guard abs(letters.count - wanted.count) <= limit else { continue }
      let distance = editDistance(wanted, letters)
      if distance <= limit { near.append((distance, other)) }
    }
    return near.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.prefix(3).map(\.id)
  }

  /// Letters to insert, delete or replace.
  private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(diagonal + (letter == other ? 0 : 1), above + 1, row[j] + 1)
        diagonal = above
      }
    }
    return row[b.count]
  }
}
