import GRDB
package import Provenance

/// A sentence that can be true or false, with when and where, and everybody who bears on it.
package struct Claim: Hashable, Sendable {
  package var id: String
  package var statement: String
  package var instrument: Instrument
  package var modality: Modality
  package var confidence: Confidence
  package var dispute: Dispute
  /// EDTF, a reason in brackets, or empty.
  package var eventDate: String
  package var eventWords: String
  /// ISO 3166-1 alpha-2.
  package var countries: [String]
  package var quantity: Quantity
  /// `ICCPR 25`.
  package var rights: [String]
  /// What must be read with the statement; shown wherever the statement is.
  package var qualification: String
  package var coder: String
  package var note: String
  /// In the order of the casebook.
  package var roles: [Role]
  package var stances: [Stance]

  package struct Quantity: Hashable, Sendable {
    package var quantityOperator: String
    package var value: String
    package var unit: String
    package var of: String
    package var words: String

    package var isEmpty: Bool {
      quantityOperator.isEmpty && value.isEmpty && unit.isEmpty && of.isEmpty && words.isEmpty
    }
  }

  package struct Role: Hashable, Sendable {
    /// actor, target or mentioned.
    package var role: String
    /// nil when the role is no entity; then `name` is as written.
    package var entity: String?
    package var name: String
  }

  package var date: PartialDate? { eventDate.recorded.flatMap { try? PartialDate(edtf: $0) } }
  /// Whether somebody contests it: by its dispute state, or by a stance that opposes it.
  package var isContested: Bool {
    dispute != .undisputed || stances.contains { $0.attitude == .denies || $0.attitude == .partlyAdmits }
  }
}

/// How a speaker, in a passage, bears on a claim.
package struct Stance: Hashable, Sendable {
  package var id: String
  package var claim: String
  /// nil when the speaker is no entity; then `speakerName` is as written.
  package var speaker: String?
  package var speakerName: String
  package var attitude: Attitude
  package var passage: Passage
  /// When it was said: EDTF, a reason, or empty.
  package var uttered: String
  package var utteredWords: String
  package var via: String?
  package var viaName: String
  package var note: String
}

/// Two claims that bear on each other.
package struct Relation: Hashable, Sendable {
  package var from: String
  package var kind: RelationKind
  package var to: String
  package var because: String
}

/// A dated judgement by a named analyst.
package struct Assessment: Hashable, Sendable {
  package var id: String
  package var claim: String
  package var analyst: String
  package var date: String
  package var likelihood: String
  package var confidence: String
  package var reasons: String
}

/// What to keep of the claims. Conditions combine; nil keeps all.
package struct ClaimConditions: Hashable, Sendable {
  /// As a country: keeps the claims that state none.
  package static let noCountry = "none"

  package var instrument: String?
  package var country: String?
  package var speaker: String?
  /// In any part.
  package var entity: String?
  /// Whose passage, or cited source, it rests on.
  package var source: String?
  package var modality: String?
  package var confidence: String?
  package var dispute: String?
  package var year: Int?

  package init(
    instrument: String? = nil, country: String? = nil, speaker: String? = nil, entity: String? = nil,
    source: String? = nil, modality: String? = nil, confidence: String? = nil, dispute: String? = nil,
    year: Int? = nil
  ) {
    self.instrument = instrument
    self.country = country
    self.speaker = speaker
    self.entity = entity
    self.source = source
    self.modality = modality
    self.confidence = confidence
    self.dispute = dispute
    self.year = year
  }

  fileprivate var sql: SQL {
    var parts: [SQL] = ["1"]
    if let instrument { parts.append("claim.instrument = \(instrument)") }
    if country == Self.noCountry {
      parts.append("claim.id NOT IN (SELECT claim FROM claimCountry)")
    } else if let country {
      parts.append("claim.id IN (SELECT claim FROM claimCountry WHERE country = \(country))")
    }
    if let speaker { parts.append("claim.id IN (SELECT claim FROM stance WHERE speaker = \(speaker))") }
    if let entity { parts.append("claim.id IN (SELECT claim FROM claimEntity WHERE entity = \(entity))") }
    if let source {
      parts.append(
        """
        claim.id IN (SELECT stance.claim FROM stance JOIN passage ON passage.id = stance.passage
          WHERE passage.source = \(source)
          UNION SELECT stance.claim FROM citation
          JOIN passageCitation ON passageCitation.citation = citation.id
          JOIN stance ON stance.passage = passageCitation.passage WHERE citation.cites = \(source))
        """)
    }
    if let modality { parts.append("claim.modality = \(modality)") }
    if let confidence { parts.append("claim.confidence = \(confidence)") }
    if let dispute { parts.append("claim.dispute = \(dispute)") }
    if let year {
      parts.append(
        """
        claim.id IN (SELECT claim FROM claimDate WHERE (firstYear IS NOT NULL OR lastYear IS NOT NULL)
          AND coalesce(firstYear, -9999) <= \(year) AND coalesce(lastYear, 9999) >= \(year))
        """)
    }
    return parts.joined(separator: " AND ")
  }
}

extension EvidenceSnapshot {
  package func claim(_ id: String) throws -> Claim? { try claims([id]).first }

  package func claimCount(_ conditions: ClaimConditions = ClaimConditions()) throws -> Int {
    try value("SELECT count(*) FROM claim WHERE \(conditions.sql)") ?? 0
  }

  /// The ids of claims, in the order of the casebook.
  ///
  /// - Parameter limit: at most so many; nil for all.
  package func claimIDs(
    _ conditions: ClaimConditions = ClaimConditions(), limit: Int? = nil, offset: Int = 0
  ) throws -> [String] {
    try values(
      """
      SELECT id FROM claim WHERE \(conditions.sql) ORDER BY ordinal, id LIMIT \(limit ?? -1) OFFSET \(offset)
      """)
  }

  /// Claims with roles, stances and passages, in the order asked for; ids that do not exist are left out.
  /// Reads any number of claims in five queries.
  package func claims(_ ids: [String]) throws -> [Claim] {
    guard !ids.isEmpty else { return [] }
    let list = try json(ids)
    let roles = try roles(of: list)
    let stances = try stances(of: list)
    var found: [String: Claim] = [:]
    found.reserveCapacity(ids.count)
    try each(
      """
      SELECT id, statement, instrument, modality, confidence, dispute, eventDate, eventWords, countries,
        quantityOperator, quantityValue, quantityUnit, quantityOf, quantityWords, rights, qualification,
        coder, note
      FROM claim WHERE id IN (SELECT value FROM json_each(\(list)))
      """
    ) { row in
      let id = row.text(0)
      found[id] = try Claim(
        id: id, statement: row.text(1), instrument: row.known(2), modality: row.known(3),
        confidence: row.known(4), dispute: row.known(5), eventDate: row.text(6), eventWords: row.text(7),
        countries: row.text(8).listed,
        quantity: .init(
          quantityOperator: row.text(9), value: row.text(10), unit: row.text(11), of: row.text(12),
          words: row.text(13)),
        rights: row.text(14).listed, qualification: row.text(15), coder: row.text(16), note: row.text(17),
        roles: roles[id] ?? [], stances: stances[id] ?? [])
    }
    return ids.compactMap { found[$0] }
  }

  /// Every relation that touches one of the claims, each once.
  package func relations(of ids: [String]) throws -> [Relation] {
    let list = try json(ids)
    var relations: [Relation] = []
    try each(
      """
      SELECT fromClaim, kind, toClaim, because FROM relation
      WHERE fromClaim IN (SELECT value FROM json_each(\(list)))
         OR toClaim IN (SELECT value FROM json_each(\(list)))
      ORDER BY ordinal
      """
    ) { row in
      relations.append(
        try Relation(from: row.text(0), kind: row.known(1), to: row.text(2), because: row.text(3)))
    }
    return relations
  }

  package func assessments(of claim: String) throws -> [Assessment] {
    var assessments: [Assessment] = []
    try each(
      """
      SELECT id, claim, analyst, date, likelihood, confidence, reasons FROM assessment
      WHERE claim = \(claim) ORDER BY date, ordinal
      """
    ) { row in
      assessments.append(
        Assessment(
          id: row.text(0), claim: row.text(1), analyst: row.text(2), date: row.text(3),
          likelihood: row.text(4), confidence: row.text(5), reasons: row.text(6)))
    }
    return assessments
  }

  /// How many claims stand in each cell of country, instrument, confidence and dispute. A claim of three
  /// countries counts in three cells; one of none under the empty country.
  package func claimCounts() throws -> [ClaimCount] {
    var counts: [ClaimCount] = []
    try each(
      """
      SELECT claimCountry.country, instrument, confidence, dispute, count(*)
      FROM claimCountry JOIN claim ON claim.id = claimCountry.claim GROUP BY 1, 2, 3, 4
      UNION ALL SELECT '', instrument, confidence, dispute, count(*)
      FROM claim WHERE id NOT IN (SELECT claim FROM claimCountry) GROUP BY 2, 3, 4
      ORDER BY 1, 2, 3, 4
      """
    ) { row in
      counts.append(
        try ClaimCount(
          country: row.text(0), instrument: row.known(1), confidence: row.known(2), dispute: row.known(3),
          count: row.number(4)))
    }
    return counts
  }

  /// The values a filter may take, with how many claims each keeps, most first.
  package func claimFacets(_ field: ClaimFacet) throws -> [(value: String, count: Int)] {
    let query: SQL =
      switch field {
      case .instrument: "SELECT instrument, count(*) FROM claim GROUP BY 1 ORDER BY 2 DESC, 1"
      case .modality: "SELECT modality, count(*) FROM claim GROUP BY 1 ORDER BY 2 DESC, 1"
      case .confidence: "SELECT confidence, count(*) FROM claim GROUP BY 1 ORDER BY 2 DESC, 1"
      case .dispute: "SELECT dispute, count(*) FROM claim GROUP BY 1 ORDER BY 2 DESC, 1"
      case .country: "SELECT country, count(*) FROM claimCountry GROUP BY 1 ORDER BY 2 DESC, 1"
      case .speaker:
        """
        SELECT speaker, count(DISTINCT claim) FROM stance WHERE speaker IS NOT NULL
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 60
        """
      }
    var facets: [(value: String, count: Int)] = []
    try each(query) { facets.append(($0.text(0), $0.number(1))) }
    return facets
  }

  private func roles(of list: String) throws -> [String: [Claim.Role]] {
    var roles: [String: [Claim.Role]] = [:]
    try each(
      """
      SELECT role.claim, role.role, role.entity, coalesce(role.asWritten, entity.name)
      FROM role LEFT JOIN entity ON entity.id = role.entity
      WHERE role.claim IN (SELECT value FROM json_each(\(list))) ORDER BY role.ordinal
      """
    ) { row in
      roles[row.text(0), default: []].append(
        Claim.Role(role: row.text(1), entity: row.optionalText(2), name: row.text(3)))
    }
    return roles
  }

  private func stances(of list: String) throws -> [String: [Stance]] {
    var stances: [String: [Stance]] = [:]
    let passages = try passages(
      where:
        "passage.id IN (SELECT passage FROM stance WHERE claim IN (SELECT value FROM json_each(\(list))))")
    try each(
      """
      SELECT stance.id, stance.claim, stance.speaker, coalesce(stance.speakerAsWritten, speaker.name),
        stance.attitude, stance.passage, stance.uttered, stance.utteredWords, stance.via, via.name, stance.note
      FROM stance LEFT JOIN entity AS speaker ON speaker.id = stance.speaker
        LEFT JOIN entity AS via ON via.id = stance.via
      WHERE stance.claim IN (SELECT value FROM json_each(\(list))) ORDER BY stance.ordinal
      """
    ) { row in
      guard let passage = passages[row.text(5)] else { return }
      stances[row.text(1), default: []].append(
        try Stance(
          id: row.text(0), claim: row.text(1), speaker: row.optionalText(2), speakerName: row.text(3),
          attitude: row.known(4), passage: passage, uttered: row.text(6), utteredWords: row.text(7),
          via: row.optionalText(8), viaName: row.text(9), note: row.text(10)))
    }
    return stances
  }
}

package struct ClaimCount: Hashable, Sendable {
  package var country: String
  package var instrument: Instrument
  package var confidence: Confidence
  package var dispute: Dispute
  package var count: Int
}

package enum ClaimFacet: Sendable {
  case instrument, modality, confidence, dispute, country, speaker
}

extension EvidenceSnapshot {
  /// The random id a claim keeps through all its versions.
  package func randomID(ofClaim id: String) throws -> String? {
    try value("SELECT randomID FROM claim WHERE id = \(id)")
  }
}
