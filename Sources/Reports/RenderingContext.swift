/// Where a page stands: the site around it, and how its addresses are written there.
package struct RenderingContext: Sendable {
  package var siteTitle: String
  /// BCP 47, of the navigation and footer.
  package var language: String
  /// The address of attest.css as the page must write it.
  package var stylesheet: String
  package var navigation: [Place]
  /// A site of files: nothing answers, so forms are dropped.
  package var isStatic: Bool
  package var footer: Phrase
  /// How the page writes an address; nil when it is not part of the site, and then the words stand alone.
  package var href: @Sendable (Route, Route.Form) -> String?
  /// How the page writes the CSV of one of a report's tables, by the table's id; nil when there is none. A
  /// report's first table falls back to `href(route, .csv)`.
  package var tableHref: @Sendable (Route, String) -> String?

  /// One item of the navigation.
  package struct Place: Hashable, Sendable {
    package var route: Route
    package var label: String

    package init(_ route: Route, _ label: String) {
      self.route = route
      self.label = label
    }
  }

  package init(
    siteTitle: String, language: String = "en", stylesheet: String, navigation: [Place] = [],
    isStatic: Bool = false, footer: Phrase = "",
    href: @escaping @Sendable (Route, Route.Form) -> String?,
    tableHref: @escaping @Sendable (Route, String) -> String? = { _, _ in nil }
  ) {
    self.siteTitle = siteTitle
    self.language = language
    self.stylesheet = stylesheet
    self.navigation = navigation
    self.isStatic = isStatic
    self.footer = footer
    self.href = href
    self.tableHref = tableHref
  }
}

extension Route {
  /// The part of the site it belongs to, to mark in the navigation.
  package var isPartOf: Route {
    switch self {
    case .claims, .claim: .claims(ClaimFilter())
    case .entities, .entity: .entities(page: 1)
    case .sources, .source: .sources
    case .lenses, .lens: .lenses
    case .home, .search, .method, .history: self
    }
  }
}
