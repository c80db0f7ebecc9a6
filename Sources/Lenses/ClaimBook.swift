package import Evidence
package import Reports

/// The claims a lens shows, with what must be read with each.
///
/// Lenses show statements through `phrase` alone, so that none can stand without its qualification, its two
/// axes and the passage and note it rests on; a payment's claim carries the payment's qualification too.
package struct ClaimBook: Sendable {
  private let claims: [String: Claim]
  private let payments: [String: [Payment]]
  let sources: [String: Source]
  /// Where each source's information comes from, copies and digests followed back.
  let origins: [String: [String]]

  package init(_ ids: some Sequence<String>, from evidence: EvidenceSnapshot) throws {
    let read = try evidence.claims(Set(ids).sorted())
    claims = Dictionary(uniqueKeysWithValues: read.map { ($0.id, $0) })
    var paid: [String: [Payment]] = [:]
    if !read.isEmpty {
      for payment in try evidence.payments() where claims[payment.claim] != nil {
        paid[payment.claim, default: []].append(payment)
      }
    }
    payments = paid
    var used: Set<String> = []
    for passage in read.flatMap(\.stances).map(\.passage) {
      used.insert(passage.source)
      used.formUnion(passage.citations.compactMap(\.cites))
    }
    origins = try evidence.origins(of: used.sorted())
    let all = used.union(origins.values.joined())
    sources = Dictionary(uniqueKeysWithValues: try evidence.sources(all.sorted()).map { ($0.id, $0) })
  }

  package subscript(id: String) -> Claim? { claims[id] }

  /// The statement, linked, with its modality, confidence and dispute, what must be read with it, and where it
  /// stands.
  package func phrase(_ id: String) -> Phrase {
    guard let claim = claims[id] else { return .link(.claim(id), id) }
    let parts = [.link(.claim(id), claim.statement), terms(claim), qualification(claim), standing(claim)]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Modality, confidence and dispute.
  package func terms(_ claim: Claim) -> Phrase {
    """
    \(term: claim.modality.rawValue) \(term: "\(claim.confidence.rawValue) confidence") \
    \(term: claim.dispute.rawValue)
    """
  }

  /// What must be read with the claim, and with each payment it records.
  private func qualification(_ claim: Claim) -> Phrase {
    var texts: [String] = claim.qualification.isEmpty ? [] : [claim.qualification]
    for payment in payments[claim.id] ?? []
    where !texts.contains(where: { $0.contains(payment.qualification) }) {
      texts.append(payment.qualification)
    }
    return texts.isEmpty ? "" : "\(strong: "Read with it:") \(texts.joined(separator: " "))"
  }

  /// The passages the claim rests on, each once, with their notes.
  private func standing(_ claim: Claim) -> Phrase {
    var seen: Set<String> = []
    let passages = claim.stances.map(\.passage).filter { seen.insert($0.id).inserted }
    guard !passages.isEmpty else { return "" }
    return "\(quiet: "Source:") " + passages.map(place).joined(separator: "; ")
  }

  /// Source and locator of a passage, and the notes it carries, each linked.
  package func place(_ passage: Passage) -> Phrase {
    var phrase = spot(passage)
    for note in unique(passage.citations.map(\.note)) {
      let cited = passage.citations.filter { $0.note == note }.compactMap(\.cites)
      phrase += ", " + .link(.source(passage.source), "note \(note)")
      if !cited.isEmpty {
        phrase += ": " + cited.map { .link(.source($0), label($0)) }.joined(separator: "; ")
      }
    }
    return phrase
  }

  /// Source and locator of a passage alone.
  func spot(_ passage: Passage) -> Phrase {
    .link(.source(passage.source), "\(label(passage.source)), \(passage.locator)")
  }

  /// A source in few words: `T. Umarov (2021-01-22)`.
  package func label(_ id: String) -> String {
    guard let source = sources[id] else { return id }
    let authors = source.authors.recorded?.split(separator: ";").map(String.init) ?? []
    let name =
      authors.first.map { authors.count > 1 ? "\($0) and others" : $0 } ?? source.publisher.recorded
      ?? source.container.recorded ?? source.title
    return "\(name) (\(source.published.recorded ?? "undated"))"
  }

  /// The claims as a list to read, each once, in the order given.
  package func list(_ ids: [String]) -> Block {
    .list(unique(ids).map(phrase))
  }
}

/// Each once, in the order of first appearance.
func unique(_ ids: [String]) -> [String] {
  var seen: Set<String> = []
  return ids.filter { seen.insert($0).inserted }
}
