import GRDB

/// A span of a source someone singled out.
package struct Passage: Hashable, Sendable {
  package var id: String
  package var source: String
  /// `1.1 P2 s3`, `fn27`.
  package var locator: String
  /// Half-open ranges of UTF-8 bytes in the document's text; empty when not recorded.
  package var spansUTF8: [Range<Int>]
  package var digest: String
  /// Words quoted in the casebook; empty when none are.
  package var quotation: String
  /// BCP 47.
  package var language: String
  package var note: String
  package var citations: [Citation]
  package var standing: Standing
  /// The words themselves, drawn from the held document; nil when it is not held or they moved.
  package var words: String?

  package enum Standing: String, Sendable {
    case found
    case notFound = "not-found"
    case notHeld = "not-held"
  }

  /// `120-180;190-200`; nil when the text is no list of ascending byte ranges.
  package static func spans(_ text: String) -> [Range<Int>]? {
    var spans: [Range<Int>] = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard ends.count == 2, let start = ends[0], let end = ends[1], 0 <= start, start < end,
        start >= spans.last?.upperBound ?? 0
      else { return nil }
      spans.append(start..<end)
    }
    return spans
  }
}

/// A note of a source, resolved to what it cites.
package struct Citation: Hashable, Sendable {
  package var id: String
  /// The source that has the note.
  package var source: String
  /// Its number as printed.
  package var note: String
  package var kind: String
  /// The source cited; nil for an explanation.
  package var cites: String?
  package var citesTitle: String
  package var printed: String
  package var pinpoint: String
  package var placement: String
  package var anomaly: String
}

extension EvidenceSnapshot {
  func passages(where condition: SQL) throws -> [String: Passage] {
    var citations: [String: [Citation]] = [:]
    try each(
      """
      SELECT passageCitation.passage, \(Citation.columns)
      FROM passage JOIN passageCitation ON passageCitation.passage = passage.id
        JOIN citation ON citation.id = passageCitation.citation
        LEFT JOIN source AS cited ON cited.id = citation.cites
      WHERE \(condition) ORDER BY citation.ordinal
      """
    ) { citations[$0.text(0), default: []].append(Citation($0, from: 1)) }
    var passages: [String: Passage] = [:]
    try each(
      """
      SELECT passage.id, passage.source, locator, spans, digest, quotation, passage.language, passage.note,
        standing, (SELECT document FROM documentText JOIN document ON document.id = documentText.document
          WHERE document.source = passage.source AND document.id = source.sha256)
      FROM passage JOIN source ON source.id = passage.source
        LEFT JOIN passageStanding ON passageStanding.passage = passage.id
      WHERE \(condition)
      """
    ) { row in
      let id = row.text(0)
      let spans = Passage.spans(row.text(3)) ?? []
      let document = row.optionalText(9)
      let standing =
        document == nil ? Passage.Standing.notHeld : Passage.Standing(rawValue: row.text(8)) ?? .notFound
      passages[id] = Passage(
        id: id, source: row.text(1), locator: row.text(2), spansUTF8: spans, digest: row.text(4),
        quotation: row.text(5), language: row.text(6), note: row.text(7), citations: citations[id] ?? [],
        standing: standing,
        words: standing == .found ? try document.flatMap { try words(at: spans, in: $0) } : nil)
    }
    return passages
  }

  /// The words at these spans of a document's text, joined by ` […] `; nil without spans.
  private func words(at spans: [Range<Int>], in document: String) throws -> String? {
    guard !spans.isEmpty else { return nil }
    let parts = try spans.map { span in
      let bytes: [UInt8] = try blob(
        """
        SELECT substr(text, \(span.lowerBound + 1), \(span.count)) FROM documentText
        WHERE document = \(document)
        """)
      return String(decoding: bytes, as: UTF8.self)
    }
    return parts.joined(separator: " ")
  }

  /// The notes of a source, in the order of the source.
  package func citations(in source: String) throws -> [Citation] {
    var citations: [Citation] = []
    try each(
      """
      SELECT \(Citation.columns) FROM citation LEFT JOIN source AS cited ON cited.id = citation.cites
      WHERE citation.source = \(source) ORDER BY citation.ordinal
      """
    ) { citations.append(Citation($0, from: 0)) }
    return citations
  }

  /// The notes by which others cite a source.
  package func citations(of source: String) throws -> [Citation] {
    var citations: [Citation] = []
    try each(
      """
      SELECT \(Citation.columns) FROM citation LEFT JOIN source AS cited ON cited.id = citation.cites
      WHERE citation.cites = \(source) ORDER BY citation.ordinal
      """
    ) { citations.append(Citation($0, from: 0)) }
    return citations
  }

  /// The passages of a source, in the order of the casebook.
  package func passages(of source: String) throws -> [Passage] {
    let found = try passages(where: "passage.source = \(source)")
    let order: [String] = try values("SELECT id FROM passage WHERE source = \(source) ORDER BY ordinal")
    return order.compactMap { found[$0] }
  }

  /// Which claims rest on each of the passages.
  package func claimsByPassage(of source: String) throws -> [String: [String]] {
    var claims: [String: [String]] = [:]
    try each(
      """
      SELECT DISTINCT passage.id, stance.claim FROM passage JOIN stance ON stance.passage = passage.id
      WHERE passage.source = \(source) ORDER BY stance.ordinal
      """
    ) { claims[$0.text(0), default: []].append($0.text(1)) }
    return claims
  }
}

extension Citation {
  fileprivate static var columns: SQL {
    """
    citation.id, citation.source, citation.note, citation.kind, citation.cites,
      coalesce(cited.titleOriginal, cited.titleRomanised, cited.titleTranslated), citation.printed,
      citation.pinpoint, citation.placement, citation.anomaly
    """
  }

  fileprivate init(_ row: Row, from start: Int) {
    self.init(
      id: row.text(start), source: row.text(start + 1), note: row.text(start + 2), kind: row.text(start + 3),
      cites: row.optionalText(start + 4), citesTitle: row.text(start + 5), printed: row.text(start + 6),
      pinpoint: row.text(start + 7), placement: row.text(start + 8), anomaly: row.text(start + 9))
  }
}
