import Foundation
import GRDB
package import Provenance

extension EvidenceChange {
  /// Records that these bytes, already in the vault, came to us as a document of a source.
  ///
  /// - Parameter sensitivity: `open`, or `sealed` when it names protected people.
  /// - Returns: false when the base holds that document already.
  package func addDocument(
    _ digest: Digest, source: String, mediaType: String, byteCount: Int, address: String,
    sensitivity: String = "open"
  ) throws -> Bool {
    let id = digest.description
    let held: String? = try snapshot.value("SELECT source FROM document WHERE id = \(id)")
    if let held {
      guard held == source else {
        throw Diagnostic(
          "document-of-other-source", "these bytes are already held as a document of '\(held)'",
          at: Place("documents/\(id.prefix(12))"), help: "attest show sources/\(held)")
      }
      return false
    }
    let salt = random(16)
    let cells = [id, source, mediaType, String(byteCount), recorded, address, sensitivity]
    let seal = RowSeal.seal("document", cells, salt: salt)
    try db.execute(
      sql: """
        INSERT INTO document
          (id, source, mediaType, byteCount, obtained, address, sensitivity, randomID, entry, salt, seal)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, source, mediaType, byteCount, recorded, address, sensitivity, random(16).hex, entry, Data(salt),
        Data(seal),
      ])
    note("document") {
      $0.added += 1
      $0.seals.append(seal)
    }
    return true
  }

  /// Keeps the text a reader drew from a document. Derived: a better reader may replace it.
  package func setText(_ text: [UInt8], of document: Digest, reader: String, version: Int) throws {
    try db.execute(
      sql: """
        INSERT INTO documentText (document, reader, version, text) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET reader = excluded.reader, version = excluded.version, text = excluded.text
        """,
      arguments: [document.description, reader, version, Data(text)])
  }
}

extension EvidenceSnapshot {
  /// The text of a document, as UTF-8; nil when no reader drew one.
  package func text(of document: String) throws -> [UInt8]? {
    let data: Data? = try value("SELECT text FROM documentText WHERE document = \(document)")
    return data.map(Array.init)
  }

  /// Every document, with the sensitivity and the recorded fields its seal covers.
  package func documents() throws -> [Document] {
    let sources: [String] = try values("SELECT DISTINCT source FROM document ORDER BY source")
    return try sources.flatMap { try documents(of: $0) }
  }

  /// What is wrong between passages and the held document they are spans of: a digest that differs, a
  /// quotation that does not stand there.
  ///
  /// - Returns: a diagnostic for each broken passage; passages of sources that are not held are not checked.
  package func passageProblems(of source: String) throws -> [Diagnostic] {
    guard let expected = try self.source(source)?.sha256, let text = try text(of: expected) else { return [] }
    return try passages(of: source).compactMap { $0.problem(in: text) }
  }
}

extension Passage {
  /// A passage as a casebook row gives it, before any base holds it.
  package init(id: String, locator: String, spans: String, digest: String, quotation: String) {
    self.init(
      id: id, source: "", locator: locator, spansUTF8: Self.spans(spans) ?? [], digest: digest,
      quotation: quotation, language: "", note: "", citations: [], standing: .notHeld, words: nil)
  }

  /// What is wrong between the passage and the text it is a span of; nil when all that can be checked holds.
  package func problem(in text: [UInt8]) -> Diagnostic? { PassageCheck(passage: self, text: text).problem }
}

/// Whether a passage stands in a text as it is recorded.
private struct PassageCheck {
  let passage: Passage
  let text: [UInt8]

  /// nil when all that can be checked holds.
  var problem: Diagnostic? {
    let place = Place("passages/\(passage.id)")
    guard let last = passage.spansUTF8.last else { return quotationProblem(in: text, place) }
    guard last.upperBound <= text.count else {
      return Diagnostic(
        "passage-beyond-document", "span ends at byte \(last.upperBound); the document has \(text.count)",
        at: place, help: "correct spans in passages.csv, or acquire the document they were taken from")
    }
    let bytes = passage.spansUTF8.flatMap { text[$0] }
    if !passage.digest.isEmpty, Digest(of: bytes).description != passage.digest {
      return Diagnostic(
        "passage-differs", "the bytes at \(spanText) are not those recorded", at: place,
        facts: ["recorded \(passage.digest.prefix(16))…, found \(Digest(of: bytes).description.prefix(16))…"],
        help: "compare the passage with the document; correct spans and digest in passages.csv")
    }
    return quotationProblem(in: bytes, place)
  }

  private var spanText: String {
    passage.spansUTF8.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ";")
  }

  private func quotationProblem(in bytes: [UInt8], _ place: Place) -> Diagnostic? {
    guard !passage.quotation.isEmpty else { return nil }
    let held = Self.squeezed(String(decoding: bytes, as: UTF8.self))
    var start = held.startIndex
    for part in passage.quotation.components(separatedBy: "[…]") {
      let words = Self.squeezed(part)
      guard !words.isEmpty else { continue }
      guard let found = held.range(of: words, range: start..<held.endIndex) else {
        return Diagnostic(
          "quotation-not-in-document", "'\(words.shown)' is not in the held document at \(passage.locator)",
          at: place, help: "correct the quotation in passages.csv word for word, or its spans")
      }
      start = found.upperBound
    }
    return nil
  }

  /// White space as one space: line breaks are the printer's, not the author's.
  private static func squeezed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
