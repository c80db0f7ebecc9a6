import Evidence
import Formats
package import Reports
package import Site

extension Workspace {
  /// Writes the pages as files that open without a server.
  ///
  /// - Parameters:
  ///   - limit: so many pages at most, claims first; nil for all.
  ///   - hasTwins: whether JSON and CSV stand beside each page.
  package func site(
    to path: String, limit: Int? = nil, hasTwins: Bool = true, progress: (String) -> Void = { _ in }
  ) throws -> StaticSite.Tally {
    try base.read { evidence in
      try StaticSite(evidence, limit: limit).write(to: path, hasTwins: hasTwins) { done, all in
        progress("\(done) of \(all) pages")
      }
    }
  }

  /// One page as HTML, its links as `attest serve` answers them.
  package func page(_ report: Report) throws -> HTML {
    report.html(context: Self.servedContext(try base.read { try Layout(of: $0) }))
  }

  static func servedContext(_ layout: Layout) -> RenderingContext {
    layout.context(
      stylesheet: "/attest.css",
      href: { route, form in "/" + route.address(as: form) },
      tableHref: { route, table in
        let address = route.address(as: .csv)
        return "/" + address + (address.contains("?") ? "&" : "?") + "table=" + table
      })
  }
}
