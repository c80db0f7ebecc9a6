import Foundation
import GRDB
import Provenance
import Text

/// Everything that follows from the ground: it can be deleted, is made again from the ground alone, and must
/// come out the same.
extension EvidenceChange {
  /// - Parameter progress: told what is being made.
  package func rebuildDerived(progress: (String) -> Void = { _ in }) throws {
    progress("dates and lists")
    try rebuildClaimDates()
    try rebuildLists()
    try rebuildOrigins()
    try rebuildStandings()
    progress("search index")
    try rebuildSearch(progress)
  }

  private func rebuildClaimDates() throws {
    try db.execute(sql: "DELETE FROM claimDate")
    let insertion = try db.makeStatement(sql: "INSERT INTO claimDate VALUES (?, ?, ?, ?, ?, 'gregorian', ?)")
    try snapshot.each("SELECT id, eventDate FROM claim WHERE eventDate IS NOT NULL") { row in
      guard let text = row.text(1).recorded, let date = try? PartialDate(edtf: text) else { return }
      try insertion.execute(arguments: [
        row.text(0), date.earliest?.description, date.latest?.description, date.earliest?.year,
        date.latest?.year, date.zone ?? "unknown",
      ])
    }
  }

  private func rebuildLists() throws {
    try db.execute(
      sql: "DELETE FROM claimCountry; DELETE FROM claimEntity; DELETE FROM passageCitation")
    let country = try db.makeStatement(sql: "INSERT OR IGNORE INTO claimCountry VALUES (?, ?)")
    try snapshot.each("SELECT id, countries FROM claim WHERE countries IS NOT NULL") { row in
      for code in row.text(1).listed { try country.execute(arguments: [code, row.text(0)]) }
    }
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO claimEntity SELECT entity, role, claim FROM role WHERE entity IS NOT NULL;
        INSERT OR IGNORE INTO claimEntity SELECT speaker, 'speaker', claim FROM stance WHERE speaker IS NOT NULL
        """)
    let citation = try db.makeStatement(sql: "INSERT OR IGNORE INTO passageCitation VALUES (?, ?)")
    try snapshot.each("SELECT id, citations FROM passage WHERE citations IS NOT NULL") { row in
      for id in row.text(1).listed { try citation.execute(arguments: [row.text(0), id]) }
    }
  }

  /// Follows `derives_from` to its ends. A circle of sources has no end: each then counts as its own.
  private func rebuildOrigins() throws {
    try db.execute(sql: "DELETE FROM sourceOrigin")
    var parents: [String: [String]] = [:]
    try snapshot.each("SELECT id, derivesFrom FROM source") { parents[$0.text(0)] = $0.text(1).listed }
    let insertion = try db.makeStatement(sql: "INSERT OR IGNORE INTO sourceOrigin VALUES (?, ?)")
    for source in parents.keys.sorted() {
      var origins: Set<String> = []
      var seen: Set<String> = [source]
      var open = [source]
      while let next = open.popLast() {
        let above = parents[next] ?? []
        if above.isEmpty { origins.insert(next) }
        open += above.filter { seen.insert($0).inserted }
      }
      for origin in origins.isEmpty ? [source] : origins.sorted() {
        try insertion.execute(arguments: [source, origin])
      }
    }
  }

  /// Checks every passage of the sources whose document is held.
  package func rebuildStandings() throws {
    try db.execute(sql: "DELETE FROM passageStanding")
    let held: [String] = try snapshot.values(
      "SELECT source.id FROM source JOIN documentText ON documentText.document = source.sha256 ORDER BY 1")
    let insertion = try db.makeStatement(sql: "INSERT INTO passageStanding VALUES (?, ?)")
    for source in held {
      guard let digest = try snapshot.source(source)?.sha256, let text = try snapshot.text(of: digest) else {
        continue
      }
      for passage in try snapshot.passages(of: source) {
        let isWhole = passage.problem(in: text) == nil
        try insertion.execute(arguments: [passage.id, isWhole ? "found" : "not-found"])
      }
    }
  }

  // MARK: search

  package func rebuildSearch(_ progress: (String) -> Void = { _ in }) throws {
    try db.execute(sql: "DELETE FROM searchItem; INSERT INTO searchIndex(searchIndex) VALUES ('delete-all')")
    let writer = try SearchWriter(db)
    try indexEntities(writer)
    try indexClaims(writer, progress)
    try indexSources(writer)
    try indexDocuments(writer)
  }

  private func indexEntities(_ writer: SearchWriter) throws {
    var names: [String: [String]] = [:]
    try snapshot.each("SELECT entity, name FROM name ORDER BY ordinal") { row in
      names[row.text(0), default: []].append(row.text(1))
    }
    try snapshot.each("SELECT id, name, description, note FROM entity ORDER BY ordinal") { row in
      var texts = [row.text(1), row.text(2), row.text(3)]
      texts += names[row.text(0)] ?? []
      try writer.add(.entity, row.text(0), 0, texts)
    }
  }

  private func indexClaims(_ writer: SearchWriter, _ progress: (String) -> Void) throws {
    var count = 0
    try snapshot.each(
      """
      SELECT id, statement, qualification, note,
        (SELECT group_concat(coalesce(asWritten, entity.name), char(10))
          FROM role LEFT JOIN entity ON entity.id = role.entity WHERE role.claim = claim.id),
        (SELECT group_concat(concat, char(10)) FROM (
          SELECT coalesce(speakerAsWritten, entity.name) || coalesce(char(10) || quotation, '') AS concat
          FROM stance LEFT JOIN entity ON entity.id = speaker JOIN passage ON passage.id = stance.passage
          WHERE stance.claim = claim.id))
      FROM claim ORDER BY ordinal
      """
    ) { row in
      count += 1
      if count.isMultiple(of: 20_000) { progress("search index, \(count) claims") }
      try writer.add(.claim, row.text(0), 0, (1...5).map { row.text($0) })
    }
  }

  private func indexSources(_ writer: SearchWriter) throws {
    try snapshot.each(
      """
      SELECT id, authors, titleOriginal, titleRomanised, titleTranslated, container, publisher, interest, note
      FROM source ORDER BY ordinal
      """
    ) { row in try writer.add(.source, row.text(0), 0, (1...8).map { row.text($0) }) }
  }

  /// Documents are found by paragraph, so that a hit leads to its place: `part` is the byte it begins at.
  private func indexDocuments(_ writer: SearchWriter) throws {
    let documents: [String] = try snapshot.values("SELECT document FROM documentText ORDER BY document")
    for document in documents {
      guard let text = try snapshot.text(of: document) else { continue }
      for paragraph in text.paragraphSpans {
        try writer.add(
          .document, document, paragraph.lowerBound,
          [String(decoding: text[paragraph], as: UTF8.self)])
      }
    }
  }
}

/// Writes items and their words under one number.
private final class SearchWriter {
  private let item: RawInsertion
  private let words: RawInsertion
  private var number = 0
  private var message: [UInt8] = []

  init(_ db: Database) throws {
    item = try RawInsertion("INSERT INTO searchItem VALUES (?, ?, ?, ?)", db)
    words = try RawInsertion("INSERT INTO searchIndex (rowid, words) VALUES (?, ?)", db)
  }

  func add(_ kind: SearchResult.Hit.Kind, _ id: String, _ part: Int, _ texts: [String]) throws {
    number += 1
    message.removeAll(keepingCapacity: true)
    message.append(contentsOf: kind.rawValue.utf8)
    let kindEnd = message.count
    message.append(contentsOf: id.utf8)
    let idEnd = message.count
    for text in texts where !text.isEmpty { SearchWords.index(text, into: &message) }
    try item.run(
      [.number(number), .text(0..<kindEnd), .text(kindEnd..<idEnd), .number(part)], in: message)
    try words.run([.number(number), .text(idEnd..<message.count)], in: message)
  }
}

extension [UInt8] {
  /// The spans between blank lines.
  var paragraphSpans: [Range<Int>] {
    var spans: [Range<Int>] = []
    var start = 0
    var index = 0
    while index <= count {
      let isBlankLine = index + 1 < count && self[index] == 10 && self[index + 1] == 10
      let isBreak = index == count || isBlankLine
      if isBreak {
        if start < index { spans.append(start..<index) }
        while index < count, self[index] == 10 { index += 1 }
        start = index
        if index >= count { break }
      } else {
        index += 1
      }
    }
    return spans
  }
}
