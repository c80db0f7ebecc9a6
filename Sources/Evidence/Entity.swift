import GRDB

/// A person, body, state or thing in the world, as this evidence knows it.
package struct Entity: Hashable, Sendable {
  package var id: String
  package var kind: String
  /// The name it is filed under; a description or alias when the source does not, or we must not, name it.
  package var name: String
  /// yes, alias or not-in-source.
  package var named: String
  package var countries: [String]
  package var publicRole: String
  package var roleReason: String
  package var description: String
  package var note: String

  /// Every person is protected until a public role is given with its reason.
  package var isProtected: Bool { kind == "person" && publicRole.isEmpty }
}

/// One form of a name, and why it is the same one.
package struct EntityName: Hashable, Sendable {
  package var entity: String
  package var name: String
  /// ISO 15924.
  package var script: String
  package var language: String
  package var kind: String
  package var romanisation: String
  package var form: String
  package var occursIn: String?
  package var because: String
}

package struct Position: Hashable, Sendable {
  package var id: String
  package var person: String
  package var personName: String
  package var position: String
  package var organization: String?
  package var organizationName: String
  package var from: String
  package var until: String
  package var passage: String?
  package var note: String
}

/// A judgement that two entities are the same, different or undecided.
package struct Identity: Hashable, Sendable {
  package var a: String
  package var b: String
  package var judgement: String
  package var because: String
  package var by: String
  package var date: String
}

extension EvidenceSnapshot {
  package func entity(_ id: String) throws -> Entity? { try entities([id]).first }

  /// In the order asked for; ids that do not exist are left out.
  package func entities(_ ids: [String]) throws -> [Entity] {
    let list = try json(ids)
    var found: [String: Entity] = [:]
    try each(
      """
      SELECT id, kind, name, named, country, publicRole, roleReason, description, note
      FROM entity WHERE id IN (SELECT value FROM json_each(\(list)))
      """
    ) { row in
      found[row.text(0)] = Entity(
        id: row.text(0), kind: row.text(1), name: row.text(2), named: row.text(3),
        countries: row.text(4).listed, publicRole: row.text(5), roleReason: row.text(6),
        description: row.text(7), note: row.text(8))
    }
    return ids.compactMap { found[$0] }
  }

  /// Ids ordered by kind, then name.
  package func entityIDs(limit: Int? = nil, offset: Int = 0) throws -> [String] {
    try values("SELECT id FROM entity ORDER BY kind, name, id LIMIT \(limit ?? -1) OFFSET \(offset)")
  }

  package func entityCount() throws -> Int { try value("SELECT count(*) FROM entity") ?? 0 }

  /// In how many claims each entity has a part.
  package func claimCounts(ofEntities ids: [String]) throws -> [String: Int] {
    let list = try json(ids)
    var counts: [String: Int] = [:]
    try each(
      """
      SELECT entity, count(DISTINCT claim) FROM claimEntity
      WHERE entity IN (SELECT value FROM json_each(\(list))) GROUP BY entity
      """
    ) { counts[$0.text(0)] = $0.number(1) }
    return counts
  }

  package func names(of entity: String) throws -> [EntityName] {
    var names: [EntityName] = []
    try each(
      """
      SELECT entity, name, script, language, kind, romanisation, form, occursIn, because
      FROM name WHERE entity = \(entity) ORDER BY ordinal
      """
    ) { row in
      names.append(
        EntityName(
          entity: row.text(0), name: row.text(1), script: row.text(2), language: row.text(3),
          kind: row.text(4), romanisation: row.text(5), form: row.text(6), occursIn: row.optionalText(7),
          because: row.text(8)))
    }
    return names
  }

  /// Positions the entity held, or that were held there.
  package func positions(of entity: String) throws -> [Position] {
    var positions: [Position] = []
    try each(
      """
      SELECT position.id, person, person.name, position, organization, body.name, since, until, passage,
        position.note
      FROM position JOIN entity AS person ON person.id = position.person
        LEFT JOIN entity AS body ON body.id = position.organization
      WHERE person = \(entity) OR organization = \(entity) ORDER BY position.ordinal
      """
    ) { row in
      positions.append(
        Position(
          id: row.text(0), person: row.text(1), personName: row.text(2), position: row.text(3),
          organization: row.optionalText(4), organizationName: row.text(5), from: row.text(6),
          until: row.text(7), passage: row.optionalText(8), note: row.text(9)))
    }
    return positions
  }

  package func identities(of entity: String) throws -> [Identity] {
    var identities: [Identity] = []
    try each(
      """
      SELECT a, b, judgement, because, by, date FROM identity
      WHERE a = \(entity) OR b = \(entity) ORDER BY ordinal
      """
    ) { row in
      identities.append(
        Identity(
          a: row.text(0), b: row.text(1), judgement: row.text(2), because: row.text(3), by: row.text(4),
          date: row.text(5)))
    }
    return identities
  }

  /// The claims in which the entity has a part, by part: `speaker`, `actor`, `target`, `mentioned`.
  package func claimIDs(ofEntity entity: String, as part: String, limit: Int) throws -> [String] {
    try values(
      """
      SELECT claim.id FROM claimEntity JOIN claim ON claim.id = claimEntity.claim
      WHERE entity = \(entity) AND part = \(part) ORDER BY claim.ordinal LIMIT \(limit)
      """)
  }

  package func claimCountsByPart(ofEntity entity: String) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    try each("SELECT part, count(*) FROM claimEntity WHERE entity = \(entity) GROUP BY part") {
      counts[$0.text(0)] = $0.number(1)
    }
    return counts
  }
}
