/// Writes a page: the markup so far and what its parts need to know of where they stand.
struct PageWriter {
  var html: HTML
  let context: RenderingContext
  let route: Route
  /// Of the report; text in it needs no mark.
  let language: String
  var tableCount = 0
  var drawingCount = 0

  init(_ report: Report, context: RenderingContext) {
    html = HTML(capacity: 32_768)
    self.context = context
    route = report.route
    language = report.language
  }
}

extension PageWriter {
  mutating func phrase(_ phrase: Phrase) {
    for run in phrase.runs { self.run(run) }
  }

  private mutating func run(_ run: Phrase.Run) {
    let isLinked = run.link.map { open($0) } ?? false
    switch run.style {
    case .plain: words(run)
    case .strong:
      html.raw("<strong>")
      words(run)
      html.raw("</strong>")
    case .quiet:
      html.raw("<span class=\"quiet\">")
      words(run)
      html.raw("</span>")
    case .term:
      html.raw("<span class=\"term")
      if let name = termClasses[run.text] {
        html.raw(" ")
        html.raw(name)
      }
      html.raw("\">")
      words(run)
      html.raw("</span>")
    }
    if isLinked {
      html.raw("</a>")
    } else if case .outside(let address) = run.link, !run.text.contains(address) {
      html.raw(" <span class=\"quiet\">(")
      html.text(address)
      html.raw(")</span>")
    }
  }

  /// The words, isolated and marked when they are not in the report's language.
  private mutating func words(_ run: Phrase.Run) {
    guard let tag = run.language, tag != language else {
      html.text(run.text)
      return
    }
    html.raw("<bdi")
    html.language(tag)
    html.raw(">")
    html.text(run.text)
    html.raw("</bdi>")
  }

  /// - Returns: whether an anchor was opened; not for addresses outside the site, nor for schemes that could
  ///   run something.
  private mutating func open(_ link: Phrase.Link) -> Bool {
    switch link {
    case .route(let route):
      guard let address = context.href(route, .html) else { return false }
      html.raw("<a")
      html.attribute("href", address)
    case .part(let id):
      html.raw("<a href=\"#")
      html.identifier(id)
      html.raw("\"")
    case .outside(let address):
      guard isSafeOutside(address) else { return false }
      html.raw("<a class=\"outside\" rel=\"noreferrer\"")
      html.attribute("href", address)
    }
    html.raw(">")
    return true
  }
}

/// Only these schemes are made clickable.
private func isSafeOutside(_ address: String) -> Bool {
  let start = address.prefix(8).lowercased()
  return start.hasPrefix("https://") || start.hasPrefix("http://") || start.hasPrefix("mailto:")
}

/// Labels with a fixed meaning, and the class that draws each. Others are badges without a mark.
private let termClasses: [String: StaticString] = [
  "fact": "fact", "report": "report", "allegation": "allegation", "inference": "inference",
  "forecast": "forecast", "counterfactual": "counterfactual", "absence": "absence",
  "low": "low", "medium": "medium", "high": "high",
  "low confidence": "low", "medium confidence": "medium", "high confidence": "high",
  "undisputed": "undisputed", "disputed": "disputed", "refuted": "refuted", "withdrawn": "withdrawn",
  "planned": "planned", "announced": "announced", "installed": "installed", "upgraded": "upgraded",
  "ended": "ended", "unknown": "unknown",
  "asserts": "asserts", "alleges": "alleges", "denies": "denies", "partly admits": "partly-admits",
  "endorses": "endorses", "condemns": "condemns", "reports": "reports",
  "positive": "positive", "negative": "negative", "mixed": "mixed", "not addressed": "not-addressed",
  "not in source": "not-in-source", "signed": "signed", "verified not on the list": "not-signed",
  "ambiguous": "ambiguous", "document not held": "not-held",
]
