import GRDB

/// Who published or gave us documents.
package struct Source: Hashable, Sendable {
  package var id: String
  package var kind: String
  package var authors: String
  package var titleOriginal: String
  package var titleRomanised: String
  package var titleTranslated: String
  /// BCP 47.
  package var language: String
  package var container: String
  package var publisher: String
  /// EDTF, a reason, or empty.
  package var published: String
  package var publishedWords: String
  package var url: String
  package var pages: String
  package var countries: [String]
  package var independence: String
  package var interest: String
  package var derivesFrom: [String]
  package var sha256: String
  package var mediaType: String
  package var anomaly: String
  package var note: String

  /// The title to file it under: as in its own script where known, else as printed, else translated.
  package var title: String {
    [titleOriginal, titleRomanised, titleTranslated].first { $0.recorded != nil } ?? id
  }
}

/// Bytes as they arrived.
package struct Document: Hashable, Sendable {
  /// SHA-256 in hexadecimal.
  package var id: String
  package var source: String
  package var mediaType: String
  package var byteCount: Int
  /// UTC, ISO 8601.
  package var obtained: String
  package var address: String
}

extension EvidenceSnapshot {
  package func source(_ id: String) throws -> Source? { try sources([id]).first }

  /// In the order asked for; ids that do not exist are left out.
  package func sources(_ ids: [String]) throws -> [Source] {
    let list = try json(ids)
    var found: [String: Source] = [:]
    try each(
      """
      SELECT id, kind, authors, titleOriginal, titleRomanised, titleTranslated, language, container,
        publisher, published, publishedWords, url, pages, country, independence, interest, derivesFrom,
        sha256, mediaType, anomaly, note
      FROM source WHERE id IN (SELECT value FROM json_each(\(list)))
      """
    ) { row in
      found[row.text(0)] = Source(
        id: row.text(0), kind: row.text(1), authors: row.text(2), titleOriginal: row.text(3),
        titleRomanised: row.text(4), titleTranslated: row.text(5), language: row.text(6),
        container: row.text(7), publisher: row.text(8), published: row.text(9), publishedWords: row.text(10),
        url: row.text(11), pages: row.text(12), countries: row.text(13).listed, independence: row.text(14),
        interest: row.text(15), derivesFrom: row.text(16).listed, sha256: row.text(17),
        mediaType: row.text(18), anomaly: row.text(19), note: row.text(20))
    }
    return ids.compactMap { found[$0] }
  }

  /// In the order of the casebook.
  package func sourceIDs(limit: Int? = nil, offset: Int = 0) throws -> [String] {
    try values("SELECT id FROM source ORDER BY ordinal, id LIMIT \(limit ?? -1) OFFSET \(offset)")
  }

  package func sourceCount() throws -> Int { try value("SELECT count(*) FROM source") ?? 0 }

  /// How many claims rest on each source, by its own passages or through notes that cite it.
  package func claimCountsOfSources() throws -> [String: Int] {
    var counts: [String: Int] = [:]
    try each(
      """
      SELECT source, count(DISTINCT claim) FROM (
        SELECT passage.source AS source, stance.claim AS claim
        FROM stance JOIN passage ON passage.id = stance.passage
        UNION SELECT citation.cites, stance.claim FROM stance
        JOIN passageCitation ON passageCitation.passage = stance.passage
        JOIN citation ON citation.id = passageCitation.citation WHERE citation.cites IS NOT NULL)
      GROUP BY source
      """
    ) { counts[$0.text(0)] = $0.number(1) }
    return counts
  }

  /// Sources that relay or digest this one.
  package func sourcesDeriving(from source: String) throws -> [String] {
    try values(
      "SELECT source FROM sourceOrigin WHERE origin = \(source) AND source <> \(source) ORDER BY source")
  }

  /// Where the information of each source comes from, copies and digests followed back: a source that relays
  /// nothing is its own origin.
  package func origins(of sources: [String]) throws -> [String: [String]] {
    let list = try json(sources)
    var origins: [String: [String]] = [:]
    try each(
      """
      SELECT source, origin FROM sourceOrigin
      WHERE source IN (SELECT value FROM json_each(\(list))) ORDER BY source, origin
      """
    ) { origins[$0.text(0), default: []].append($0.text(1)) }
    return origins
  }

  package func documents(of source: String) throws -> [Document] {
    var documents: [Document] = []
    try each(
      """
      SELECT id, source, mediaType, byteCount, obtained, address FROM document
      WHERE source = \(source) ORDER BY entry, id
      """
    ) { row in
      documents.append(
        Document(
          id: row.text(0), source: row.text(1), mediaType: row.text(2), byteCount: row.number(3),
          obtained: row.text(4), address: row.text(5)))
    }
    return documents
  }
}
