import GRDB

/// One actor in one claim.
package struct ActorPart: Hashable, Sendable {
  package var claim: String
  package var instrument: Instrument
  /// nil when the actor is no entity; then `name` is as written.
  package var entity: String?
  package var name: String
  /// The entity's kind; empty for one as written.
  package var kind: String
  /// ISO 3166-1 alpha-2, of the entity.
  package var countries: [String]
}

extension EvidenceSnapshot {
  /// Who acts in which claim, in the order of the casebook.
  ///
  /// - Parameter country: only in claims about it; nil for all.
  package func actorParts(country: String? = nil) throws -> [ActorPart] {
    var parts: [ActorPart] = []
    try each(
      """
      SELECT role.claim, claim.instrument, role.entity, coalesce(role.asWritten, entity.name), entity.kind,
        entity.country
      FROM role JOIN claim ON claim.id = role.claim LEFT JOIN entity ON entity.id = role.entity
      WHERE role.role = 'actor' AND (\(country) IS NULL
        OR role.claim IN (SELECT claim FROM claimCountry WHERE country = \(country)))
      ORDER BY claim.ordinal, role.ordinal
      """
    ) { row in
      parts.append(
        try ActorPart(
          claim: row.text(0), instrument: row.known(1), entity: row.optionalText(2), name: row.text(3),
          kind: row.text(4), countries: row.text(5).listed))
    }
    return parts
  }
}

extension EvidenceSnapshot {
  /// The state of a country, where it is an entity: the first of kind `state` with that code alone.
  package func state(ofCountry code: String) throws -> Entity? {
    let id: String? = try value(
      "SELECT id FROM entity WHERE kind = 'state' AND country = \(code) ORDER BY ordinal LIMIT 1")
    return try id.flatMap(entity)
  }
}
