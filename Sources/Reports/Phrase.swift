/// What there is to say, and how it is said as HTML, text, JSON, CSV or SVG.

/// A run of words with links, languages and terms in it: what fills a paragraph or a table cell.
///
/// Written as a string: `"said by \(link: .entity("sco"), "the SCO") on \(date)"`. Text that is interpolated
/// is text, never markup.
package struct Phrase: Hashable, Sendable {
  package struct Run: Hashable, Sendable {
    package var text: String
    package var style: Style
    /// BCP 47; nil when it is the report's own language.
    package var language: String?
    package var link: Link?
  }

  package enum Style: String, Hashable, Sendable {
    case plain
    /// Carries the weight of the sentence.
    case strong
    /// Beside the point: units, ids, reasons for a gap.
    case quiet
    /// A label with a fixed meaning: modality, confidence, dispute, status, attitude. Shown as a small badge;
    /// `text` is the value, so that style and wording can never disagree.
    case term
  }

  package enum Link: Hashable, Sendable {
    case route(Route)
    /// A part of the same page, by id.
    case part(String)
    /// Outside; shown with its address when printed, never fetched.
    case outside(String)
  }

  package var runs: [Run]

  package init(runs: [Run]) { self.runs = runs }
  package init(_ text: String) { runs = text.isEmpty ? [] : [Run(text: text, style: .plain)] }

  package var isEmpty: Bool { runs.isEmpty }
  /// The words alone.
  package var text: String { runs.count == 1 ? runs[0].text : runs.map(\.text).joined() }

  package static func + (a: Phrase, b: Phrase) -> Phrase { Phrase(runs: a.runs + b.runs) }
  package static func += (a: inout Phrase, b: Phrase) { a.runs += b.runs }

  package static func link(_ route: Route, _ text: String, language: String? = nil) -> Phrase {
    Phrase(runs: [Run(text: text, style: .plain, language: language, link: .route(route))])
  }
  package static func outside(_ address: String, _ text: String) -> Phrase {
    Phrase(runs: [Run(text: text, style: .plain, link: .outside(address))])
  }
  package static func strong(_ text: String) -> Phrase { Phrase(runs: [Run(text: text, style: .strong)]) }
  package static func quiet(_ text: String) -> Phrase { Phrase(runs: [Run(text: text, style: .quiet)]) }
  package static func term(_ text: String) -> Phrase { Phrase(runs: [Run(text: text, style: .term)]) }
  package static func foreign(_ text: String, language: String) -> Phrase {
    Phrase(runs: [Run(text: text, style: .plain, language: language)])
  }
}

extension Phrase.Run {
  package init(text: String, style: Phrase.Style) {
    self.init(text: text, style: style, language: nil, link: nil)
  }
  package init(text: String, style: Phrase.Style, link: Phrase.Link) {
    self.init(text: text, style: style, language: nil, link: link)
  }
}

extension [Phrase] {
  package func joined(separator: String) -> Phrase {
    var whole = Phrase("")
    for (index, phrase) in enumerated() {
      if index > 0 { whole += Phrase(separator) }
      whole += phrase
    }
    return whole
  }
}

extension Phrase: ExpressibleByStringInterpolation {
  package init(stringLiteral text: String) { self.init(text) }
  package init(stringInterpolation: Interpolation) { self.init(runs: stringInterpolation.runs) }

  package struct Interpolation: StringInterpolationProtocol {
    var runs: [Run] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      runs.reserveCapacity(interpolationCount * 2 + 1)
    }
    package mutating func appendLiteral(_ text: String) {
      if !text.isEmpty { runs.append(Run(text: text, style: .plain)) }
    }
    package mutating func appendInterpolation(_ phrase: Phrase) { runs += phrase.runs }
    package mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
    package mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }
    package mutating func appendInterpolation(strong text: String) {
      runs.append(Run(text: text, style: .strong))
    }
    package mutating func appendInterpolation(quiet text: String) {
      runs.append(Run(text: text, style: .quiet))
    }
    package mutating func appendInterpolation(term text: String) {
      runs.append(Run(text: text, style: .term))
    }
    package mutating func appendInterpolation(link route: Route, _ text: String) {
      runs.append(Run(text: text, style: .plain, language: nil, link: .route(route)))
    }
  }
}
