import Reports
import TestSupport
import Testing

@Suite struct RouteTests {
  @Test("an address reads back as the route that wrote it")
  func roundTrip() {
    forAll(count: 2_000, { $0.route() }) { route in
      guard let read = Route.parse(route.address) else { return false }
      return read.route == route && read.form == .html
    }
  }

  @Test("a form is read from the end of the path")
  func forms() {
    #expect(Route.parse("/claims/c075.json")?.form == .json)
    #expect(Route.parse("/claims/c075.json")?.route == .claim("c075"))
    #expect(Route.parse("/nowhere") == nil)
    #expect(Route.parse("claims?colour=red") == nil)
  }
}

@Suite struct PhraseTests {
  @Test("a phrase keeps its links, languages and terms apart from its words")
  func links() {
    let phrase: Phrase = "said by \(link: .entity("sco"), "the SCO") on \("<day>"), \(term: "allegation")"
    #expect(phrase.text == "said by the SCO on <day>, allegation")
    #expect(phrase.runs.compactMap(\.link) == [.route(.entity("sco"))])
    #expect(phrase.runs.last?.style == .term)
  }
}

extension Seeded {
  /// An id as ids are: no dots, which end a path in a form, and never the word `index`.
  fileprivate mutating func id() -> String {
    array(1...4) { $0.pick(["a", "c0", "7", "-", "_", "Ж", "中", " ", "%", "/", "?", "&", "=", "+"]) }.joined()
  }

  fileprivate mutating func route() -> Route {
    switch int(0...10) {
    case 0: .home
    case 1: .claims(filter())
    case 2: .claim(id())
    case 3: .entities(page: int(1...40))
    case 4: .entity(id())
    case 5: .sources
    case 6: .source(id())
    case 7:
      .lens(id(), Dictionary(array(0...3) { ($0.id(), $0.id()) }, uniquingKeysWith: { first, _ in first }))
    case 8: .search(text())
    case 9: .method
    default: .history
    }
  }

  private mutating func filter() -> ClaimFilter {
    ClaimFilter(
      instrument: maybe { $0.id() }, country: maybe { $0.id() }, speaker: maybe { $0.id() },
      entity: maybe { $0.id() }, source: maybe { $0.id() }, modality: maybe { $0.id() },
      confidence: maybe { $0.id() }, dispute: maybe { $0.id() }, year: maybe { $0.int(1990...2030) },
      page: int(1...9))
  }
}
