package import Evidence
package import Reports

/// What stances rest on once copies and back-references are collapsed.
package struct Support: Hashable, Sendable {
  /// Sources that relay no other in the evidence, each once, sorted by id.
  package var origins: [String]
  /// How many different publishers stand behind the origins.
  package var publisherCount: Int
  /// The documents in which the stances were read, sorted by id.
  package var readIn: [String]
}

extension ClaimBook {
  /// Follows each stance's passage to the sources its notes cite, and those to where they come from. A passage
  /// without notes rests on its own source. Two notes to one work are one origin.
  package func support(of stances: [Stance]) -> Support {
    var found: Set<String> = []
    for passage in stances.map(\.passage) {
      let cited = passage.citations.compactMap(\.cites)
      for source in cited.isEmpty ? [passage.source] : cited { found.formUnion(origins[source] ?? [source]) }
    }
    return Support(
      origins: found.sorted(), publisherCount: Set(found.map(publisher)).count,
      readIn: Set(stances.map(\.passage.source)).sorted())
  }

  /// Who stands behind a source; sources of one publisher are not independent of each other.
  private func publisher(_ id: String) -> String {
    guard let source = sources[id] else { return id }
    let name = source.publisher.recorded ?? source.container.recorded ?? source.authors.recorded ?? id
    // `Routledge (London)` and `Routledge (London, New York)` are one.
    return name.split(separator: " (").first.map { $0.lowercased() } ?? name
  }

  /// The support as rows of facts.
  package func facts(_ support: Support) -> [Fact] {
    let count = support.origins.count
    let sum: Phrase = """
      \(strong: counted(count, "origin")) of \(counted(support.publisherCount, "publisher")), \
      copies and repeated notes counted once
      """
    var facts = [Fact("Rests on", [sum] + support.origins.prefix(12).map(origin))]
    if count > 12 { facts[0].values.append(Phrase("and \(count - 12) more")) }
    let others = support.readIn.filter { !support.origins.contains($0) }
    if !others.isEmpty {
      facts.append(Fact("Read in", others.prefix(12).map { .link(.source($0), label($0)) }))
    }
    return facts
  }

  /// A source with how independent it is and who stands behind it.
  package func origin(_ id: String) -> Phrase {
    guard let source = sources[id] else { return .link(.source(id), id) }
    let interest = source.interest.recorded.map { ": \($0)" } ?? ""
    return "\(link: .source(id), label(id)) \(quiet: "\(source.independence.spaced)\(interest)")"
  }
}
