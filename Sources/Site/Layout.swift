package import Evidence
package import Reports

/// What stands around every page: the site's name, its navigation, its foot.
package struct Layout: Sendable {
  /// The title of the case.
  package let siteTitle: String
  /// The case, its licence, and the entry of the history the pages are made from.
  package let footer: Phrase

  package static let navigation: [RenderingContext.Place] = [
    .init(.home, "Home"), .init(.claims(ClaimFilter()), "Claims"), .init(.entities(page: 1), "Entities"),
    .init(.sources, "Sources"), .init(.lenses, "Lenses"), .init(.search(""), "Search"),
    .init(.method, "Method"), .init(.history, "History"),
  ]

  /// The bytes of `attest.css`.
  package static let stylesheet: [UInt8] = PackageResources.attest_css

  package init(of evidence: EvidenceSnapshot) throws {
    let text = try CaseText(of: evidence)
    siteTitle = text.title
    var parts: [Phrase] = [Phrase(text.title)]
    if !text.licence.isEmpty { parts.append(Phrase("licence \(text.licence)")) }
    let number = try evidence.lastEntryNumber()
    if number == 0 {
      parts.append("the history is empty")
    } else {
      let recorded = try evidence.historyEntries([number])[number]?.recorded
      parts.append(
        "generated from " + .link(.history, "entry \(number)") + " of the history"
          + Phrase(recorded.map { ", recorded \($0)" } ?? ""))
    }
    footer = parts.joined(separator: " · ")
  }

  /// The context in which a page of this evidence is drawn.
  package func context(
    stylesheet: String, isStatic: Bool = false,
    href: @escaping @Sendable (Route, Route.Form) -> String?,
    tableHref: @escaping @Sendable (Route, String) -> String? = { _, _ in nil }
  ) -> RenderingContext {
    RenderingContext(
      siteTitle: siteTitle, stylesheet: stylesheet, navigation: Self.navigation, isStatic: isStatic,
      footer: footer, href: href, tableHref: tableHref)
  }
}
