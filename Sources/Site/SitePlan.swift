import Evidence
import Lenses
import Reports

/// Which addresses a site of files has, and where each stands. A link to any other becomes plain words, so that
/// no link leads nowhere.
struct SitePlan: Sendable {
  /// In the order in which they are written.
  private(set) var claims: [String] = []
  private(set) var entities: [String] = []
  private(set) var sources: [String] = []
  /// Lists of claims with how many claims each has.
  private(set) var lists: [(filter: ClaimFilter, count: Int)] = []
  /// All that is neither of these.
  private(set) var others: [Route] = []

  private var claimSet: Set<String> = []
  private var entitySet: Set<String> = []
  private var sourceSet: Set<String> = []
  private var otherSet: Set<Route> = []
  private var listPages: [ClaimFilter: Int] = [:]

  /// Addresses with parameters that lenses link to, at most.
  private static let lensLimit = 300
  private static let listLimit = 2000

  /// - Parameter limit: so many pages at most, claims first; the home page is always among them.
  init(_ evidence: EvidenceSnapshot, limit: Int?) throws {
    var rest = max(1, limit ?? Int.max)
    func take<Element>(_ all: [Element]) -> [Element] {
      let taken = Array(all.prefix(rest))
      rest -= taken.count
      return taken
    }
    others = take([.home])
    claims = take(try evidence.claimIDs(limit: rest).filter(\.isPathSafe))
    if rest > 0 {
      let first = try Self.first(evidence)
      others += take(first.routes)
      entities = take(try evidence.entityIDs().filter(\.isPathSafe))
      sources = take(try evidence.sourceIDs().filter(\.isPathSafe))
      for filter in try Self.filters(evidence, first.links) where rest > 0 && filter.stem != nil {
        let count = try evidence.claimCount(filter.claimConditions)
        let pages = take(Array(1...ClaimListPage.pageCount(count))).count
        lists.append((filter, count))
        listPages[filter] = pages
      }
    }
    (claimSet, entitySet, sourceSet) = (Set(claims), Set(entities), Set(sources))
    otherSet = Set(others)
  }

  var pageCount: Int {
    claims.count + entities.count + sources.count + others.count
      + lists.reduce(0) { $0 + pages(of: $1.filter) }
  }

  func pages(of filter: ClaimFilter) -> Int { listPages[filter] ?? 0 }

  /// The file of an address without its ending: `claims/c075`, `index` for home; nil when the site does not have
  /// it. With the ending it is the address as it is served.
  func stem(of route: Route) -> String? {
    switch route {
    case .claim(let id): claimSet.contains(id) ? "claims/\(id)" : nil
    case .entity(let id): entitySet.contains(id) ? "entities/\(id)" : nil
    case .source(let id): sourceSet.contains(id) ? "sources/\(id)" : nil
    case .claims(let filter): filter.page <= pages(of: filter.on(page: 1)) ? filter.stem : nil
    case .home: "index"
    case .entities(let page):
      otherSet.contains(route) ? "entities" + (page > 1 ? "/_page-\(page)" : "") : nil
    case .lens(let id, let parameters): otherSet.contains(route) ? Self.lensStem(id, parameters) : nil
    case .sources, .lenses, .method, .history: otherSet.contains(route) ? route.address : nil
    // Nothing in a folder of files answers a search.
    case .search: nil
    }
  }

  private static func lensStem(_ id: String, _ parameters: [String: String]) -> String? {
    let pairs = parameters.sorted { $0.key < $1.key }
    guard id.isPathSafe, pairs.allSatisfy({ $0.key.isPathSafe && $0.value.isValueSafe }) else { return nil }
    return "lenses/\(id)" + pairs.map { "_\($0.key)-\($0.value)" }.joined()
  }

  // MARK: what there is

  /// The pages there is one of each, and every lens with the parameters that lenses link to; and all links on
  /// the home page and the lenses.
  private static func first(_ evidence: EvidenceSnapshot) throws -> (routes: [Route], links: [Route]) {
    var routes: [Route] = [.sources, .lenses, .method, .history]
    let entityPages = EntityListPage.pageCount(try evidence.entityCount())
    routes += (1...entityPages).map { Route.entities(page: $0) }
    var links = try report(at: .home, from: evidence).linkedRoutes
    var open = lenses.map { Route.lens($0.card.id, [:]) }
    var seen = Set(open)
    while let next = open.first {
      open.removeFirst()
      guard let report = try? report(at: next, from: evidence) else { continue }
      routes.append(next)
      for link in report.linkedRoutes {
        links.append(link)
        guard case .lens(let id, let parameters) = link, lensStem(id, parameters) != nil,
          seen.count < lensLimit
        else { continue }
        if seen.insert(link).inserted { open.append(link) }
      }
    }
    return (routes, links)
  }

  /// The whole list, one for each instrument and each country, those that lenses and home link to, and those of
  /// entities and sources whose own page cannot show all.
  private static func filters(_ evidence: EvidenceSnapshot, _ links: [Route]) throws -> [ClaimFilter] {
    var filters = [ClaimFilter()]
    filters += try evidence.claimFacets(.instrument).map { ClaimFilter(instrument: $0.value) }
    filters += try evidence.claimFacets(.country).map { ClaimFilter(country: $0.value) }
    for case .claims(let filter) in links { filters.append(filter.on(page: 1)) }
    for id in try evidence.entityIDs(withPartInMoreThan: EntityPage.claimLimit) {
      filters += [ClaimFilter(entity: id), ClaimFilter(speaker: id)]
    }
    for (id, count) in try evidence.claimCountsOfSources().sorted(by: { $0.key < $1.key })
    where count > SourcePage.claimLimit {
      filters.append(ClaimFilter(source: id))
    }
    var seen: Set<ClaimFilter> = []
    return Array(filters.filter { seen.insert($0).inserted }.prefix(listLimit))
  }
}

extension ClaimFilter {
  /// `claims`, `claims/_country-KZ_instrument-extradition`, `claims/_page-2`. Ids cannot begin with `_`, so no
  /// claim is in the way. nil when a value has letters that may not stand in a path.
  var stem: String? {
    let conditions = conditions
    guard conditions.allSatisfy({ $0.value.isValueSafe }) else { return nil }
    return "claims" + (conditions.isEmpty ? "" : "/" + conditions.map { "_\($0.name)-\($0.value)" }.joined())
  }
}

extension String {
  /// Whether it is an id as casebooks write them, so that it can be a folder's name anywhere.
  var isPathSafe: Bool {
    guard let first = utf8.first, first != 0x2D, utf8.count <= 80 else { return false }
    return utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  /// As `isPathSafe`, with capitals as in a country's code.
  var isValueSafe: Bool {
    !isEmpty && utf8.count <= 80
      && utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      }
  }
}

extension Report {
  /// Every address of ours that the report links to, in reading order.
  var linkedRoutes: [Route] {
    var routes: [Route] = []
    func add(_ phrase: Phrase) {
      for run in phrase.runs { if case .route(let route) = run.link { routes.append(route) } }
    }
    func add(_ block: Block) {
      switch block {
      case .section(_, _, let blocks): for block in blocks { add(block) }
      case .paragraph(let phrase), .caveat(let phrase): add(phrase)
      case .list(let items): for item in items { add(item) }
      case .facts(let facts): for fact in facts { for value in fact.values { add(value) } }
      case .finding(let finding):
        add(finding.sentence)
        routes += finding.evidence
      case .quotation(let quotation): add(quotation.source)
      case .sides(let sides):
        for side in sides {
          add(side.title)
          for block in side.blocks { add(block) }
        }
      case .table(let table): for row in table.rows { for cell in row { add(cell.phrase) } }
      case .chart(let chart, let table):
        routes += chart.linkedRoutes
        for row in table.rows { for cell in row { add(cell.phrase) } }
      case .form, .diagnostics: break
      }
    }
    add(summary)
    for block in blocks { add(block) }
    for phrase in related { add(phrase) }
    return routes
  }
}

extension Chart {
  fileprivate var linkedRoutes: [Route] {
    switch self {
    case .matrix(let matrix): matrix.cells.flatMap { $0.compactMap(\.link) }
    case .timeline(let timeline): timeline.items.compactMap(\.link)
    case .bars(let bars): bars.bars.compactMap(\.link)
    }
  }
}
