import Provenance
import Statistics

extension PageWriter {
  /// - Parameter depth: of the heading a section here would have: 2 below the title.
  mutating func blocks(_ blocks: [Block], depth: Int) {
    for block in blocks { self.block(block, depth: depth) }
  }

  private mutating func block(_ block: Block, depth: Int) {
    switch block {
    case .section(let id, let title, let blocks): section(id, title, blocks, depth)
    case .paragraph(let phrase):
      html.raw("<p>")
      self.phrase(phrase)
      html.raw("</p>\n")
    case .list(let items): list(items)
    case .facts(let facts): self.facts(facts)
    case .finding(let finding): self.finding(finding)
    case .quotation(let quotation): self.quotation(quotation)
    case .caveat(let phrase):
      html.raw("<div class=\"caveat\" role=\"note\"><p><strong>Caveat.</strong> ")
      self.phrase(phrase)
      html.raw("</p></div>\n")
    case .sides(let sides): self.sides(sides, depth)
    case .table(let table): self.table(table)
    case .chart(let chart, let table): self.chart(chart, table)
    case .form(let form): if !context.isStatic { self.form(form) }
    case .diagnostics(let diagnostics): self.diagnostics(diagnostics)
    }
  }

  private mutating func section(_ id: String, _ title: String, _ blocks: [Block], _ depth: Int) {
    html.raw("<section id=\"")
    html.identifier(id)
    html.raw("\">\n")
    heading(depth) { $0.html.text(title) }
    self.blocks(blocks, depth: depth + 1)
    html.raw("</section>\n")
  }

  private mutating func heading(_ depth: Int, _ words: (inout PageWriter) -> Void) {
    let level = min(depth, 6)
    html.raw("<h")
    html.number(level)
    html.raw(">")
    words(&self)
    html.raw("</h")
    html.number(level)
    html.raw(">\n")
  }

  private mutating func list(_ items: [Phrase]) {
    guard !items.isEmpty else { return }
    html.raw("<ul>\n")
    for item in items {
      html.raw("<li>")
      phrase(item)
      html.raw("</li>\n")
    }
    html.raw("</ul>\n")
  }

  private mutating func facts(_ facts: [Fact]) {
    guard !facts.isEmpty else { return }
    html.raw("<dl class=\"facts\">\n")
    for fact in facts {
      html.raw("<div><dt>")
      html.text(fact.name)
      html.raw("</dt>")
      for value in fact.values {
        html.raw("<dd>")
        phrase(value)
        html.raw("</dd>")
      }
      html.raw("</div>\n")
    }
    html.raw("</dl>\n")
  }

  private mutating func sides(_ sides: [Side], _ depth: Int) {
    html.raw("<div class=\"sides\">\n")
    for side in sides {
      html.raw("<section class=\"side\">\n")
      heading(depth) { $0.phrase(side.title) }
      blocks(side.blocks, depth: depth + 1)
      html.raw("</section>\n")
    }
    html.raw("</div>\n")
  }
}

extension PageWriter {
  private mutating func finding(_ finding: Finding) {
    html.raw("<div class=\"finding\">\n<p class=\"sentence\">")
    phrase(finding.sentence)
    html.raw("</p>\n")
    if let estimate = finding.estimate {
      html.raw("<p class=\"estimate\"><strong>")
      html.text(estimate.headline)
      html.raw("</strong> (")
      html.text(estimate.qualification)
      html.raw(")</p>\n")
    }
    if !finding.countNote.isEmpty {
      html.raw("<p class=\"count\">")
      html.text(finding.countNote)
      html.raw("</p>\n")
    }
    evidence(finding.evidence)
    html.raw("</div>\n")
  }

  /// The first dozen in sight, the rest one step away.
  private mutating func evidence(_ routes: [Route]) {
    guard !routes.isEmpty else { return }
    let shownCount = routes.count <= 15 ? routes.count : 12
    html.raw("<p class=\"evidence\">Rests on ")
    evidence(routes.prefix(shownCount))
    html.raw("</p>\n")
    guard shownCount < routes.count else { return }
    html.raw("<details class=\"evidence\"><summary>and ")
    html.number(routes.count - shownCount)
    html.raw(" more</summary><p>")
    evidence(routes.dropFirst(shownCount))
    html.raw("</p></details>\n")
  }

  private mutating func evidence(_ routes: ArraySlice<Route>) {
    var isFirst = true
    for route in routes {
      if !isFirst { html.raw(", ") }
      isFirst = false
      if let address = context.href(route, .html) {
        html.raw("<a")
        html.attribute("href", address)
        html.raw(">")
        html.text(route.shortName)
        html.raw("</a>")
      } else {
        html.text(route.shortName)
      }
    }
  }

  private mutating func quotation(_ quotation: Quotation) {
    html.raw("<figure class=\"quotation ")
    switch quotation.standing {
    case .found: html.raw("is-found")
    case .notHeld: html.raw("is-not-held")
    case .notFound: html.raw("is-not-found")
    }
    html.raw("\">\n<blockquote")
    html.language(quotation.language)
    html.raw("><p>")
    html.text(quotation.words)
    html.raw("</p></blockquote>\n<figcaption>")
    phrase(quotation.source)
    html.raw(" <span class=\"standing\">")
    html.text(quotation.standing.rawValue)
    html.raw("</span></figcaption>\n</figure>\n")
  }
}

extension PageWriter {
  private mutating func form(_ form: Form) {
    guard let address = context.href(form.target, .html) else { return }
    html.raw("<form class=\"ask\" method=\"get\"")
    html.attribute("action", address.withoutQuery)
    html.raw(">\n<div class=\"fields\">\n")
    for field in form.fields { self.field(field) }
    html.raw("<button type=\"submit\">")
    html.text(form.submitLabel)
    html.raw("</button>\n</div>\n")
    if !form.command.isEmpty {
      html.raw("<p class=\"command\">From a terminal: <code>")
      html.text(form.command)
      html.raw("</code></p>\n")
    }
    html.raw("</form>\n")
  }

  private mutating func field(_ field: Form.Field) {
    html.raw("<p class=\"field\"><label>")
    html.raw("<span>")
    html.text(field.label)
    html.raw("</span>\n")
    if field.choices.isEmpty {
      html.raw("<input type=\"text\" dir=\"auto\" autocomplete=\"off\"")
      html.attribute("name", field.name)
      html.attribute("value", field.value)
      html.raw(">")
    } else {
      html.raw("<select")
      html.attribute("name", field.name)
      html.raw(">")
      for choice in field.choices {
        html.raw("<option")
        html.attribute("value", choice.value)
        html.raw(choice.value == field.value ? " selected>" : ">")
        html.text(choice.label)
        html.raw("</option>")
      }
      html.raw("</select>")
    }
    html.raw("</label></p>\n")
  }

  /// In the compiler's form, which people already know how to read.
  private mutating func diagnostics(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    html.raw("<ul class=\"diagnostics\">\n")
    for diagnostic in diagnostics {
      switch diagnostic.severity {
      case .error: html.raw("<li class=\"error\"><p>")
      case .warning: html.raw("<li class=\"warning\"><p>")
      case .note: html.raw("<li class=\"note\"><p>")
      }
      if let place = diagnostic.place {
        html.raw("<span class=\"place\">")
        html.text(place.description)
        html.raw(":</span> ")
      }
      html.raw("<strong>")
      html.text(diagnostic.severity.rawValue)
      html.raw(":</strong> ")
      html.text(diagnostic.message)
      html.raw(" <span class=\"quiet\">[")
      html.text(diagnostic.id)
      html.raw("]</span></p>")
      for fact in diagnostic.facts {
        html.raw("<p class=\"fact-line\">| ")
        html.text(fact)
        html.raw("</p>")
      }
      if let help = diagnostic.help {
        html.raw("<p class=\"help\"><strong>help:</strong> ")
        html.text(help)
        html.raw("</p>")
      }
      html.raw("</li>\n")
    }
    html.raw("</ul>\n")
  }
}

extension Route {
  /// How evidence is named in a list: the id, or the address when there is none.
  package var shortName: String {
    switch self {
    case .claim(let id), .entity(let id), .source(let id): id
    case .lens(let id, let parameters) where parameters.isEmpty: id
    case .home: "home"
    default: address
    }
  }
}

extension String {
  var withoutQuery: String {
    guard let mark = utf8.firstIndex(of: 0x3F) else { return self }
    return String(self[..<mark])
  }
}
