import Evidence
import Provenance
import Reports

/// How a source is written: whole on its page and behind a note, short beside a claim.
enum Reference {
  /// Author and year, or title and year: enough to tell sources apart in a list.
  static func short(_ source: Source) -> String {
    let name = source.authors.recorded.map(firstAuthor) ?? Wording.cut(source.title, to: 48)
    guard let date = source.published.recorded, let day = try? PartialDate(edtf: date),
      let year = (day.earliest ?? day.latest)?.year
    else { return name }
    return "\(name) \(year)"
  }

  private static func firstAuthor(_ authors: String) -> String {
    let names = authors.split(separator: ";").map { $0.drop { $0 == " " } }
    let first = Wording.cut(String(names.first ?? ""), to: 48)
    return names.count > 1 ? "\(first) and others" : first
  }

  /// Author, title in its own script, romanised and translated, container, publisher, date, pages and address;
  /// the title links to the source's page.
  static func full(_ source: Source, isLinked: Bool = true) -> Phrase {
    var parts: [Phrase] = []
    if let authors = source.authors.recorded { parts.append(Phrase(authors)) }
    parts.append(titles(source, isLinked: isLinked))
    if let container = source.container.recorded {
      parts.append(.foreign(container, language: source.language))
    }
    if let publisher = source.publisher.recorded { parts.append(Phrase(publisher)) }
    if let date = source.published.recorded { parts.append(Phrase(Wording.dateWords(date))) }
    if let pages = source.pages.recorded {
      parts.append(Phrase(pages.contains { $0.isLetter } ? pages : "pages \(pages)"))
    }
    if let address = source.url.recorded { parts.append(.outside(address, address)) }
    return parts.joined(separator: ", ")
  }

  private static func titles(_ source: Source, isLinked: Bool) -> Phrase {
    let first = source.title
    let language = first == source.titleOriginal.recorded ? source.language : romanised(source.language)
    let tag = first == source.titleTranslated || first == source.id ? "en" : language
    var phrase =
      isLinked ? Phrase.link(.source(source.id), first, language: tag) : .foreign(first, language: tag)
    if let title = source.titleRomanised.recorded, title != first {
      phrase += " (" + .foreign(title, language: romanised(source.language)) + ")"
    }
    if let title = source.titleTranslated.recorded, title != first { phrase += Phrase(" [\(title)]") }
    return phrase
  }

  /// `zh-Hans` in Latin letters is `zh-Latn`.
  static func romanised(_ language: String) -> String {
    let base = language.split(separator: "-").first.map(String.init) ?? language
    return base == "en" ? base : base + "-Latn"
  }

  /// Where in a source a stance stands: the source, its locator, its notes. What every claim is shown with.
  static func place(of passage: Passage, _ sources: [String: Source]) -> Phrase {
    let name = sources[passage.source].map(short) ?? passage.source
    var phrase = Phrase.link(.source(passage.source), name) + Phrase(", \(passage.locator)")
    let notes = passage.citations.map(\.note).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    if !notes.isEmpty {
      phrase += Phrase(", note\(notes.count > 1 ? "s" : "") \(notes.joined(separator: ", "))")
    }
    return phrase
  }

  /// A note as printed, and the source it leads to.
  static func note(_ citation: Citation, _ sources: [String: Source]) -> Phrase {
    var phrase: Phrase = "note \(citation.note): "
    if !citation.printed.isEmpty {
      phrase += .quiet("printed “") + Phrase(citation.printed) + .quiet("”, which leads to ")
    } else if citation.kind == "back-reference" {
      phrase += .quiet("back-reference to ")
    }
    if let cites = citation.cites {
      phrase += sources[cites].map { full($0) } ?? .link(.source(cites), citation.citesTitle)
    } else {
      phrase += .quiet(citation.kind == "explanation" ? "an explanation; it cites nothing" : "not resolved")
    }
    if !citation.pinpoint.isEmpty { phrase += Phrase(", at \(citation.pinpoint)") }
    if citation.placement == "inferred" { phrase += .quiet("; its place in the text is inferred") }
    if !citation.anomaly.isEmpty { phrase += .quiet("; in print: \(citation.anomaly)") }
    return phrase
  }
}
