import GRDB
import Text

/// What was looked for, and what was found.
package struct SearchResult: Hashable, Sendable {
  /// One thing that matched.
  package struct Hit: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable { case entity, claim, source, document }
    package var kind: Kind
    package var id: String
    /// For documents: the byte its paragraph begins at.
    package var part: Int
  }
  /// A word of the query and the forms in which it was looked up.
  package struct Word: Hashable, Sendable {
    package var word: String
    package var forms: [String]
  }
  /// An entity whose names the query matches, and its other names that were looked for too.
  package struct Expansion: Hashable, Sendable {
    package var entity: String
    package var name: String
    package var names: [String]
  }

  package var query: String
  package var words: [Word]
  package var expansions: [Expansion]
  /// Best first within each kind; entities first, then claims, sources, documents.
  package var hits: [Hit]
  /// How many matched in all; `countLimit` means that many or more.
  package var count: Int

  /// Beyond so many matches they are no longer ranked, and only the first are shown.
  package static let countLimit = 2000
}

extension EvidenceSnapshot {
  /// Finds claims, entities, sources and paragraphs of held documents that have all words of the query, in any
  /// script, or a name of an entity that the query names.
  ///
  /// - Parameter limit: hits of each kind at most.
  package func search(_ query: String, limit: Int = 50) throws -> SearchResult {
    let terms = SearchWords.terms(query)
    let words = terms.map { SearchResult.Word(word: $0.word, forms: $0.alternatives + $0.sequence) }
    guard !terms.isEmpty else {
      return SearchResult(query: query, words: [], expansions: [], hits: [], count: 0)
    }
    let own = terms.map(expression).joined(separator: " AND ")
    let expansions = try expansions(own, terms)
    let named = expansions.flatMap(\.names).map { name in
      "(" + SearchWords.terms(name).map(expression).joined(separator: " AND ") + ")"
    }
    let whole = (["(\(own))"] + named.filter { $0 != "()" }).joined(separator: " OR ")
    let (hits, count) = try hits(whole, limit)
    return SearchResult(query: query, words: words, expansions: expansions, hits: hits, count: count)
  }

  /// Each form stands quoted, so that nothing a user types is read as syntax.
  private func expression(_ term: SearchWords.Term) -> String {
    func quoted(_ word: String) -> String { "\"" + word.split(separator: "\"").joined() + "\"" }
    if !term.sequence.isEmpty { return "(" + term.sequence.map(quoted).joined(separator: " AND ") + ")" }
    return "(" + term.alternatives.map(quoted).joined(separator: " OR ") + ")"
  }

  /// Entities one of whose names has all the words, by how many claims speak of them.
  private func expansions(_ expression: String, _ terms: [SearchWords.Term]) throws -> [SearchResult
    .Expansion]
  {
    var candidates: [String] = []
    try each(
      """
      SELECT searchItem.id FROM searchIndex JOIN searchItem ON searchItem.number = searchIndex.rowid
      WHERE searchIndex MATCH \(expression) AND searchItem.kind = 'entity' LIMIT 200
      """
    ) { candidates.append($0.text(0)) }
    let wanted = terms.map(\.allForms)
    var expansions: [SearchResult.Expansion] = []
    for entity in try entities(candidates) {
      let names = try names(of: entity.id)
      let isNamed = names.contains { name in
        var index = ""
        SearchWords.index(name.name, into: &index)
        let words = Set(index.split(separator: " ").map(String.init))
        return wanted.allSatisfy { !words.isDisjoint(with: $0) }
      }
      guard isNamed else { continue }
      let distinct = names.map(\.name).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      expansions.append(
        SearchResult.Expansion(entity: entity.id, name: entity.name, names: Array(distinct.prefix(24))))
      if expansions.count == 5 { break }
    }
    return expansions
  }

  private func hits(_ expression: String, _ limit: Int) throws -> ([SearchResult.Hit], Int) {
    let bound = SearchResult.countLimit
    let count: Int =
      try value(
        """
        SELECT count(*) FROM (SELECT rowid FROM searchIndex WHERE searchIndex MATCH \(expression)
          LIMIT \(bound))
        """) ?? 0
    let order: SQL = count < bound ? "ORDER BY rank" : ""
    var byKind: [SearchResult.Hit.Kind: [SearchResult.Hit]] = [:]
    try each(
      """
      SELECT searchItem.kind, searchItem.id, searchItem.part
      FROM searchIndex JOIN searchItem ON searchItem.number = searchIndex.rowid
      WHERE searchIndex MATCH \(expression) \(order) LIMIT \(bound)
      """
    ) { row in
      let kind: SearchResult.Hit.Kind = try row.known(0)
      guard byKind[kind, default: []].count < limit else { return }
      byKind[kind, default: []].append(.init(kind: kind, id: row.text(1), part: row.number(2)))
    }
    return (SearchResult.Hit.Kind.allCases.flatMap { byKind[$0] ?? [] }, count)
  }
}

extension SearchWords.Term {
  fileprivate var allForms: Set<String> { Set(alternatives + sequence) }
}
