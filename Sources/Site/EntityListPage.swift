import Evidence
import Reports

/// Everybody and everything in the evidence, by kind and name.
enum EntityListPage {
  /// Entities on one page.
  static let pageLength = 200

  static func report(page: Int, from evidence: EvidenceSnapshot) throws -> Report {
    let count = try evidence.entityCount()
    let pageCount = pageCount(count)
    guard page <= pageCount else {
      throw UnknownAddress.page(page, of: pageCount, .entities(page: pageCount))
    }
    let ids = try evidence.entityIDs(limit: pageLength, offset: (page - 1) * pageLength)
    let entities = try evidence.entities(ids)
    let claimCounts = try evidence.claimCounts(ofEntities: ids)
    let first = (page - 1) * pageLength + 1
    let table = Table(
      id: "entities",
      caption: count == 0
        ? "Entities" : "Entities \(first)–\(first + ids.count - 1) of \(count), by kind and name",
      columns: [
        .init("entity", "Name"), .init("kind", "Kind"), .init("country", "Country"),
        .init("description", "Description"), .init("claims", "Claims", kind: .number),
      ],
      rows: entities.map { row($0, claimCounts[$0.id] ?? 0) }, hasRowHeads: true,
      emptyNote: "No entities yet. Load some with attest import.")
    return Report(
      route: .entities(page: page), title: "Entities", kicker: "People, bodies, states and things",
      summary: Phrase(
        "\(Wording.count(count, "entity", "entities")). Each stands once, under all its names."),
      blocks: [.table(table)], related: neighbours(page, pageCount))
  }

  static func pageCount(_ count: Int) -> Int { max(1, (count + pageLength - 1) / pageLength) }

  private static func row(_ entity: Entity, _ claimCount: Int) -> [Table.Cell] {
    var name = Phrase.link(.entity(entity.id), entity.name)
    if entity.isProtected { name += .quiet(" (protected)") }
    return [
      Table.Cell(name), Table.Cell(Phrase(Wording.choice(entity.kind))),
      Table.Cell(
        entity.countries.isEmpty ? "" : Wording.countries(entity.countries),
        value: entity.countries.joined(separator: ";")),
      Table.Cell(Phrase(entity.description)),
      Table.Cell(.link(.entity(entity.id), String(claimCount)), value: String(claimCount)),
    ]
  }

  private static func neighbours(_ page: Int, _ pageCount: Int) -> [Phrase] {
    var related: [Phrase] = []
    if page > 1 { related.append(.link(.entities(page: page - 1), "Previous page")) }
    if page < pageCount { related.append(.link(.entities(page: page + 1), "Next page")) }
    if pageCount > 1 { related.append(.quiet("Page \(page) of \(pageCount)")) }
    return related
  }
}
