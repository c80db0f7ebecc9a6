import Evidence
import Reports

/// Everything that stands around some claims and that their pages show: read once for all of them.
struct Surroundings {
  private(set) var basis: Basis
  private(set) var relations: [String: [Relation]] = [:]
  /// The claims at the other ends of relations.
  private(set) var others: [String: Claim] = [:]
  private(set) var records: [String: [RecordView]]
  private(set) var assessments: [String: [Assessment]]
  private(set) var positions: [String: [Position]]
  /// Where the information of each source comes from, copies followed back.
  private(set) var origins: [String: [String]]
  private(set) var entryNumbers: [String: Int]
  private(set) var entries: [Int: HistoryEntry]
  private(set) var earlier: [String: [(supersededIn: Int, cells: [String])]]

  init(of claims: [Claim], from evidence: EvidenceSnapshot) throws {
    let ids = claims.map(\.id)
    try self.init(claims, ids, try Self.related(claims, ids, from: evidence), from: evidence)
  }

  private init(
    _ claims: [Claim], _ ids: [String], _ related: (relations: [Relation], others: [Claim]),
    from evidence: EvidenceSnapshot
  ) throws {
    let all = claims + related.others
    basis = try Basis(of: all, from: evidence)
    origins = try evidence.origins(of: basis.sources.keys.sorted())
    let unread = Set(origins.values.joined()).subtracting(basis.sources.keys)
    if !unread.isEmpty { basis.add(try evidence.sources(unread.sorted())) }
    records = try evidence.records(of: ids)
    assessments = try evidence.assessments(ofClaims: ids)
    let speakers = Set(claims.flatMap { $0.stances.compactMap(\.speaker) })
    positions = try evidence.positions(ofPersons: speakers.sorted())
    entryNumbers = try evidence.entryNumbers(of: ids, in: "claim")
    earlier = try evidence.earlierVersions(of: ids, in: "claim")
    entries = try evidence.historyEntries(Set(entryNumbers.values).sorted())
    for claim in all { others[claim.id] = claim }
    let wanted = Set(ids)
    for relation in related.relations {
      if wanted.contains(relation.from) { relations[relation.from, default: []].append(relation) }
      if wanted.contains(relation.to) { relations[relation.to, default: []].append(relation) }
    }
  }

  private static func related(
    _ claims: [Claim], _ ids: [String], from evidence: EvidenceSnapshot
  ) throws -> (relations: [Relation], others: [Claim]) {
    let relations = try evidence.relations(of: ids)
    let ends = Set(relations.flatMap { [$0.from, $0.to] }).subtracting(ids)
    return (relations, ends.isEmpty ? [] : try evidence.claims(ends.sorted()))
  }
}
