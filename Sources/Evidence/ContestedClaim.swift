import GRDB

/// A claim somebody accuses with, disputes or answers: enough of it to say which exchange it belongs to.
package struct ContestedClaim: Hashable, Sendable {
  package var id: String
  package var modality: Modality
  /// Whether a speaker denies or partly admits the claim itself.
  package var isAnswered: Bool
}

extension EvidenceSnapshot {
  /// Allegations, claims whose dispute is not `undisputed`, claims with a denial or partial admission, and
  /// both ends of relations that contradict, deny, partly admit or respond; in the order of the casebook.
  package func contestedClaims() throws -> [ContestedClaim] {
    let opposing: SQL = "kind IN ('contradicts', 'denies', 'partly-admits', 'responds-to')"
    let answered: SQL = "SELECT claim FROM stance WHERE attitude IN ('denies', 'partly-admits')"
    var claims: [ContestedClaim] = []
    try each(
      """
      SELECT id, modality, id IN (\(answered)) FROM claim
      WHERE modality = 'allegation' OR dispute <> 'undisputed' OR id IN (\(answered))
        OR id IN (SELECT fromClaim FROM relation WHERE \(opposing))
        OR id IN (SELECT toClaim FROM relation WHERE \(opposing))
      ORDER BY ordinal, id
      """
    ) { row in
      claims.append(
        try ContestedClaim(id: row.text(0), modality: row.known(1), isAnswered: row.number(2) == 1))
    }
    return claims
  }

  /// Every relation of these kinds, in the order of the casebook.
  package func relations(ofKinds kinds: [RelationKind]) throws -> [Relation] {
    let list = try json(kinds.map(\.rawValue))
    var relations: [Relation] = []
    try each(
      """
      SELECT fromClaim, kind, toClaim, because FROM relation
      WHERE kind IN (SELECT value FROM json_each(\(list))) ORDER BY ordinal, rowid
      """
    ) { row in
      relations.append(
        try Relation(from: row.text(0), kind: row.known(1), to: row.text(2), because: row.text(3)))
    }
    return relations
  }
}
