import Foundation
import GRDB

// Reads that pages need: in batches, counted or cut, so that no page loads what it does not show.

extension EvidenceSnapshot {
  /// The judgements on each of the claims, oldest first.
  package func assessments(ofClaims ids: [String]) throws -> [String: [Assessment]] {
    let list = try json(ids)
    var assessments: [String: [Assessment]] = [:]
    try each(
      """
      SELECT id, claim, analyst, date, likelihood, confidence, reasons FROM assessment
      WHERE claim IN (SELECT value FROM json_each(\(list))) ORDER BY date, ordinal
      """
    ) { row in
      assessments[row.text(1), default: []].append(
        Assessment(
          id: row.text(0), claim: row.text(1), analyst: row.text(2), date: row.text(3),
          likelihood: row.text(4), confidence: row.text(5), reasons: row.text(6)))
    }
    return assessments
  }

  /// The positions each of the persons held, in the order of the casebook.
  package func positions(ofPersons ids: [String]) throws -> [String: [Position]] {
    let list = try json(ids)
    var positions: [String: [Position]] = [:]
    try each(
      """
      SELECT position.id, person, position, organization, body.name, since, until, passage, position.note
      FROM position LEFT JOIN entity AS body ON body.id = position.organization
      WHERE person IN (SELECT value FROM json_each(\(list))) ORDER BY position.ordinal
      """
    ) { row in
      positions[row.text(1), default: []].append(
        Position(
          id: row.text(0), person: row.text(1), personName: "", position: row.text(2),
          organization: row.optionalText(3), organizationName: row.text(4), from: row.text(5),
          until: row.text(6), passage: row.optionalText(7), note: row.text(8)))
    }
    return positions
  }

  /// In which entry of the history each of the rows was recorded as it stands.
  package func entryNumbers(of ids: [String], in table: String) throws -> [String: Int] {
    let list = try json(ids)
    var numbers: [String: Int] = [:]
    try each(
      """
      SELECT id, entry FROM \(sql: Sheet.named(table).table)
      WHERE id IN (SELECT value FROM json_each(\(list)))
      """
    ) { numbers[$0.text(0)] = $0.number(1) }
    return numbers
  }

  /// What the rows said before, newest first; rows that never changed are left out.
  package func earlierVersions(
    of ids: [String], in table: String
  ) throws -> [String: [(supersededIn: Int, cells: [String])]] {
    let list = try json(ids)
    var versions: [String: [(supersededIn: Int, cells: [String])]] = [:]
    try each(
      """
      SELECT rowID, supersededIn, cells FROM superseded
      WHERE tableName = \(table) AND rowID IN (SELECT value FROM json_each(\(list))) ORDER BY number DESC
      """
    ) { row in
      let cells = try JSONDecoder().decode([String].self, from: Data(row.text(2).utf8))
      versions[row.text(0), default: []].append((row.number(1), cells))
    }
    return versions
  }

  /// Entries of the history by number; those whose bytes no longer read as one are left out.
  package func historyEntries(_ numbers: some Sequence<Int>) throws -> [Int: HistoryEntry] {
    let list = "[" + numbers.map(String.init).joined(separator: ",") + "]"
    let decoder = JSONDecoder()
    var entries: [Int: HistoryEntry] = [:]
    try each(
      "SELECT number, bytes FROM historyEntry WHERE number IN (SELECT value FROM json_each(\(list)))"
    ) { entries[$0.number(0)] = try? decoder.decode(HistoryEntry.self, from: Data($0.bytes(1))) }
    return entries
  }

  /// The number of the last entry; 0 before the first.
  package func lastEntryNumber() throws -> Int {
    try value("SELECT coalesce(max(number), 0) FROM historyEntry") ?? 0
  }

  // MARK: claims

  /// The values each filter of claims may take, with how many claims each keeps, most first. One pass over the
  /// claims, where asking field by field takes one each.
  package func claimFacets() throws -> [ClaimFacet: [(value: String, count: Int)]] {
    var counts: [ClaimFacet: [String: Int]] = [:]
    try each(
      "SELECT instrument, modality, confidence, dispute, count(*) FROM claim GROUP BY 1, 2, 3, 4"
    ) { row in
      for (index, facet) in [ClaimFacet.instrument, .modality, .confidence, .dispute].enumerated() {
        counts[facet, default: [:]][row.text(index), default: 0] += row.number(4)
      }
    }
    var facets = counts.mapValues { values in
      values.map { (value: $0.key, count: $0.value) }
        .sorted { $0.count == $1.count ? $0.value < $1.value : $0.count > $1.count }
    }
    facets[.country] = try claimFacets(.country)
    var speakers: [(value: String, count: Int)] = []
    try each(
      """
      SELECT entity, count(*) FROM claimEntity WHERE part = 'speaker'
      GROUP BY entity ORDER BY 2 DESC, 1 LIMIT 60
      """
    ) { speakers.append(($0.text(0), $0.number(1))) }
    facets[.speaker] = speakers
    return facets
  }

  // MARK: entities

  /// The first claims in which the entity has that part. In the order of the casebook; by id beyond a thousand,
  /// where putting all in order would take longer than a page may.
  package func firstClaimIDs(
    ofEntity entity: String, as part: String, limit: Int, of count: Int
  ) throws -> [String] {
    guard count > 1000 else { return try claimIDs(ofEntity: entity, as: part, limit: limit) }
    return try values(
      "SELECT claim FROM claimEntity WHERE entity = \(entity) AND part = \(part) ORDER BY claim LIMIT \(limit)"
    )
  }

  /// How many of the entity's claims share each span of years, earliest first; claims without a date are not
  /// counted. nil is open or unknown at that end.
  package func claimYears(ofEntity entity: String) throws -> [(first: Int?, last: Int?, count: Int)] {
    var years: [(first: Int?, last: Int?, count: Int)] = []
    try each(
      """
      SELECT firstYear, lastYear, count(DISTINCT claimDate.claim)
      FROM claimEntity JOIN claimDate ON claimDate.claim = claimEntity.claim
      WHERE entity = \(entity) AND (firstYear IS NOT NULL OR lastYear IS NOT NULL)
      GROUP BY 1, 2 ORDER BY coalesce(firstYear, lastYear), lastYear
      """
    ) { years.append(($0[0] as Int?, $0[1] as Int?, $0.number(2))) }
    return years
  }

  /// The entity's claims that have a date, earliest first.
  package func datedClaimIDs(ofEntity entity: String, limit: Int) throws -> [String] {
    try values(
      """
      SELECT DISTINCT claimDate.claim FROM claimEntity JOIN claimDate ON claimDate.claim = claimEntity.claim
      WHERE entity = \(entity) AND (firstYear IS NOT NULL OR lastYear IS NOT NULL)
      ORDER BY coalesce(earliest, latest), coalesce(latest, '9999'), claimDate.claim LIMIT \(limit)
      """)
  }

  /// Entities that have one part in more than so many claims.
  package func entityIDs(withPartInMoreThan limit: Int) throws -> [String] {
    try values(
      """
      SELECT DISTINCT entity FROM
        (SELECT entity, part FROM claimEntity GROUP BY entity, part HAVING count(*) > \(limit)) ORDER BY entity
      """)
  }

  // MARK: sources and documents

  package func passageCount(of source: String) throws -> Int {
    try value("SELECT count(*) FROM passage WHERE source = \(source)") ?? 0
  }

  /// Passages of a source, in the order of the casebook.
  package func passages(of source: String, limit: Int, offset: Int = 0) throws -> [Passage] {
    let order: [String] = try values(
      """
      SELECT id FROM passage WHERE source = \(source) ORDER BY ordinal LIMIT \(limit) OFFSET \(offset)
      """)
    let list = try json(order)
    let found = try passages(where: "passage.id IN (SELECT value FROM json_each(\(list)))")
    return order.compactMap { found[$0] }
  }

  /// Which claims rest on each of the passages.
  package func claimIDs(onPassages ids: [String]) throws -> [String: [String]] {
    let list = try json(ids)
    var claims: [String: [String]] = [:]
    try each(
      """
      SELECT passage, claim FROM stance
      WHERE passage IN (SELECT value FROM json_each(\(list))) ORDER BY ordinal
      """
    ) { row in
      let claim = row.text(1)
      if claims[row.text(0)]?.contains(claim) != true { claims[row.text(0), default: []].append(claim) }
    }
    return claims
  }

  /// The source of each document.
  package func sourceIDs(ofDocuments ids: [String]) throws -> [String: String] {
    let list = try json(ids)
    var sources: [String: String] = [:]
    try each("SELECT id, source FROM document WHERE id IN (SELECT value FROM json_each(\(list)))") {
      sources[$0.text(0)] = $0.text(1)
    }
    return sources
  }
}

extension EvidenceSnapshot {
  /// What must be read with each of the claims; those that need nothing are left out.
  package func qualifications(of claims: [String]) throws -> [String: String] {
    let list = try json(claims)
    var qualifications: [String: String] = [:]
    try each(
      """
      SELECT id, qualification FROM claim
      WHERE id IN (SELECT value FROM json_each(\(list))) AND qualification IS NOT NULL
      """
    ) { qualifications[$0.text(0)] = $0.text(1) }
    return qualifications
  }

  /// The claims that rest on passages of a source touching a span of its document, in order.
  package func claimIDs(inSource source: String, spanUTF8: Range<Int>) throws -> [String] {
    var passages: [String] = []
    try each("SELECT id, spans FROM passage WHERE source = \(source) AND spans IS NOT NULL ORDER BY ordinal")
    {
      row in
      if Passage.spans(row.text(1))?.contains(where: { $0.overlaps(spanUTF8) }) == true {
        passages.append(row.text(0))
      }
    }
    let claims = try claimIDs(onPassages: passages)
    return passages.flatMap { claims[$0] ?? [] }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
