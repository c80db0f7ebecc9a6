extension Report {
  /// The whole page, from doctype to end: no scripts, no inline styles, nothing fetched but the stylesheet.
  package func html(context: RenderingContext) -> HTML {
    var page = PageWriter(self, context: context)
    page.head(self)
    page.html.raw("<body>\n<a class=\"skip\" href=\"#attest-content\">Skip to content</a>\n")
    page.masthead()
    page.main(self)
    page.foot()
    page.html.raw("</body>\n</html>\n")
    return page.html
  }
}

extension PageWriter {
  fileprivate mutating func head(_ report: Report) {
    html.raw("<!doctype html>\n<html")
    html.language(report.language)
    html.raw(
      """
      >
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <title>
      """)
    html.plain(report.title)
    if report.title != context.siteTitle {
      html.raw(" · ")
      html.plain(context.siteTitle)
    }
    html.raw("</title>\n")
    if !report.summary.isEmpty {
      html.raw("<meta name=\"description\"")
      html.attribute("content", report.summary.text)
      html.raw(">\n")
    }
    html.raw("<link rel=\"stylesheet\"")
    html.attribute("href", context.stylesheet)
    html.raw(">\n")
    if let json = context.href(route, .json) {
      html.raw("<link rel=\"alternate\" type=\"application/json\" title=\"The same as JSON\"")
      html.attribute("href", json)
      html.raw(">\n")
    }
    html.raw("</head>\n")
  }

  fileprivate mutating func masthead() {
    html.raw("<header class=\"masthead\"")
    if context.language != language { html.language(context.language) }
    html.raw(">\n<p class=\"site\">")
    if let home = context.href(.home, .html) {
      html.raw("<a")
      html.attribute("href", home)
      html.raw(">")
      html.text(context.siteTitle)
      html.raw("</a>")
    } else {
      html.text(context.siteTitle)
    }
    html.raw("</p>\n")
    navigation()
    if !context.isStatic, let search = context.href(.search(""), .html) {
      html.raw("<form class=\"search\" role=\"search\" method=\"get\"")
      html.attribute("action", search.withoutQuery)
      html.raw(
        """
        >
        <label for="attest-search">Search</label>
        <input id="attest-search" type="search" name="q" dir="auto" autocomplete="off">
        <button type="submit">Search</button>
        </form>

        """)
    }
    html.raw("</header>\n")
  }

  private mutating func navigation() {
    guard !context.navigation.isEmpty else { return }
    html.raw("<nav aria-label=\"Site\">\n<ul>\n")
    let part = route.isPartOf
    for place in context.navigation {
      guard let address = context.href(place.route, .html) else { continue }
      html.raw("<li><a")
      html.attribute("href", address)
      if place.route == route {
        html.raw(" aria-current=\"page\"")
      } else if place.route == part {
        html.raw(" aria-current=\"true\"")
      }
      html.raw(">")
      html.text(place.label)
      html.raw("</a></li>\n")
    }
    html.raw("</ul>\n</nav>\n")
  }

  fileprivate mutating func main(_ report: Report) {
    let sections = report.blocks.compactMap { block -> (id: String, title: String)? in
      guard case .section(let id, let title, _) = block else { return nil }
      return (id, title)
    }
    let hasContents = sections.count >= 3
    switch (hasContents, report.isWide) {
    case (false, _): html.raw("<main id=\"attest-content\">\n")
    case (true, false): html.raw("<main id=\"attest-content\" class=\"has-contents\">\n")
    case (true, true): html.raw("<main id=\"attest-content\" class=\"has-contents is-wide\">\n")
    }
    html.raw("<header class=\"title\">\n")
    if !report.kicker.isEmpty {
      html.raw("<p class=\"kicker\">")
      html.text(report.kicker)
      html.raw("</p>\n")
    }
    html.raw("<h1>")
    html.text(report.title)
    html.raw("</h1>\n")
    if !report.summary.isEmpty {
      html.raw("<p class=\"summary\">")
      phrase(report.summary)
      html.raw("</p>\n")
    }
    html.raw("</header>\n")
    if hasContents { contents(sections) }
    html.raw("<div class=\"body\">\n")
    blocks(report.blocks, depth: 2)
    html.raw("</div>\n")
    related(report)
    html.raw("</main>\n")
  }

  private mutating func contents(_ sections: [(id: String, title: String)]) {
    html.raw("<nav class=\"contents\" aria-labelledby=\"attest-contents\">\n")
    html.raw("<p id=\"attest-contents\">On this page</p>\n<ul>\n")
    for section in sections {
      html.raw("<li><a href=\"#")
      html.identifier(section.id)
      html.raw("\">")
      html.text(section.title)
      html.raw("</a></li>\n")
    }
    html.raw("</ul>\n</nav>\n")
  }

  /// Neighbouring addresses, and the page's own other forms.
  private mutating func related(_ report: Report) {
    let json = context.href(route, .json)
    guard !report.related.isEmpty || json != nil else { return }
    html.raw("<aside class=\"related\" aria-label=\"Related\">\n<ul>\n")
    for item in report.related {
      html.raw("<li>")
      phrase(item)
      html.raw("</li>\n")
    }
    if let json {
      html.raw("<li class=\"form\"><a")
      html.attribute("href", json)
      html.raw(">This page as JSON</a></li>\n")
    }
    html.raw("</ul>\n</aside>\n")
  }

  fileprivate mutating func foot() {
    guard !context.footer.isEmpty else { return }
    html.raw("<footer")
    if context.language != language { html.language(context.language) }
    html.raw(">\n<p>")
    phrase(context.footer)
    html.raw("</p>\n</footer>\n")
  }
}

extension Report {
  /// Whether it has a drawing or table that wants the whole width of the page.
  fileprivate var isWide: Bool {
    let hasWideMatrix = charts.contains { chart in
      if case .matrix(let matrix) = chart { matrix.columns.count >= 6 } else { false }
    }
    return hasWideMatrix || tables.contains { $0.columns.count >= 7 }
  }
}
