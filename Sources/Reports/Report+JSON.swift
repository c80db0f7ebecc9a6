import Provenance
import Statistics

extension Report {
  /// The report as JSON: keys sorted, equal reports equal bytes. Addresses are routes, without form.
  package func json() -> JSONText {
    var json = JSONText()
    json.object { page in
      page.field("address", route.address)
      page.key("blocks")
      page.blocks(blocks)
      page.field("kicker", kicker)
      page.field("language", language)
      page.key("related")
      page.array { for item in related { $0.phrase(item) } }
      page.key("summary")
      page.phrase(summary)
      page.field("title", title)
    }
    return json
  }
}

extension JSONText {
  fileprivate mutating func blocks(_ blocks: [Block]) {
    array { list in
      for block in blocks { list.object { $0.block(block) } }
    }
  }

  /// The fields of a block, `kind` among them.
  private mutating func block(_ block: Block) {
    switch block {
    case .section(let id, let title, let blocks):
      key("blocks")
      self.blocks(blocks)
      field("id", id)
      field("kind", "section")
      field("title", title)
    case .paragraph(let phrase): words(phrase, kind: "paragraph")
    case .list(let items):
      key("items")
      array { for item in items { $0.phrase(item) } }
      field("kind", "list")
    case .facts(let facts):
      key("facts")
      array { for fact in facts { $0.fact(fact) } }
      field("kind", "facts")
    case .finding(let finding): self.finding(finding)
    case .quotation(let quotation):
      field("kind", "quotation")
      field("language", quotation.language)
      key("source")
      phrase(quotation.source)
      field("standing", quotation.standing.rawValue)
      field("words", quotation.words)
    case .caveat(let phrase): words(phrase, kind: "caveat")
    case .sides(let sides):
      field("kind", "sides")
      key("sides")
      array { for side in sides { $0.side(side) } }
    case .table(let table):
      field("kind", "table")
      key("table")
      self.table(table)
    case .chart(let chart, let table):
      field("chart", chart.kind)
      field("kind", "chart")
      key("table")
      self.table(table)
      field("title", chart.title)
    case .form(let form): self.form(form)
    case .diagnostics(let diagnostics):
      key("diagnostics")
      array { for diagnostic in diagnostics { $0.diagnostic(diagnostic) } }
      field("kind", "diagnostics")
    }
  }

  private mutating func words(_ phrase: Phrase, kind: String) {
    field("kind", kind)
    links(phrase)
    field("text", phrase.text)
  }

  /// The words alone, or with the addresses they link to.
  fileprivate mutating func phrase(_ phrase: Phrase) {
    guard phrase.runs.contains(where: { $0.link != nil }) else {
      value(phrase.text)
      return
    }
    object {
      $0.links(phrase)
      $0.field("text", phrase.text)
    }
  }

  private mutating func links(_ phrase: Phrase) {
    let addresses = phrase.runs.compactMap { $0.link?.address }
    guard !addresses.isEmpty else { return }
    key("links")
    array { for address in addresses { $0.value(address) } }
  }

  private mutating func fact(_ fact: Fact) {
    object {
      $0.field("name", fact.name)
      $0.key("values")
      $0.array { for value in fact.values { $0.phrase(value) } }
    }
  }

  private mutating func side(_ side: Side) {
    object {
      $0.key("blocks")
      $0.blocks(side.blocks)
      $0.key("title")
      $0.phrase(side.title)
    }
  }

  private mutating func finding(_ finding: Finding) {
    field("countNote", finding.countNote)
    if let estimate = finding.estimate {
      key("estimate")
      self.estimate(estimate)
    }
    key("evidence")
    array { for route in finding.evidence { $0.value(route.address) } }
    field("kind", "finding")
    key("sentence")
    phrase(finding.sentence)
  }

  private mutating func estimate(_ estimate: Estimate) {
    object {
      $0.key("bounds")
      $0.range(estimate.bounds)
      $0.field("count", estimate.count)
      $0.key("interval95")
      $0.range(estimate.interval95)
      $0.field("known", estimate.known)
      $0.key("share")
      $0.value(estimate.share, places: 6)
      $0.field("unknown", estimate.unknown)
    }
  }

  private mutating func range(_ range: ClosedRange<Double>) {
    array {
      $0.value(range.lowerBound, places: 6)
      $0.value(range.upperBound, places: 6)
    }
  }
}

extension JSONText {
  private mutating func table(_ table: Table) {
    let order = table.columns.indices.sorted {
      table.columns[$0].id.utf8.lexicographicallyPrecedes(table.columns[$1].id.utf8)
    }
    object { json in
      json.field("caption", table.caption)
      json.key("columns")
      json.array { for column in table.columns { $0.column(column) } }
      json.field("id", table.id)
      json.key("rows")
      json.array { list in
        for row in table.rows { list.row(row, table, order) }
      }
    }
  }

  private mutating func column(_ column: Table.Column) {
    object {
      $0.field("id", column.id)
      $0.field("kind", column.kind.rawValue)
      $0.field("title", column.title)
      $0.field("unit", column.unit)
    }
  }

  /// `links` beside `values`, so that a column may have any name.
  private mutating func row(_ row: [Table.Cell], _ table: Table, _ order: [Int]) {
    object { json in
      json.key("links")
      json.array { for link in table.links(of: row) { $0.value(link) } }
      json.key("values")
      json.object { values in
        for index in order {
          values.key(table.columns[index].id)
          let bare = row[index].bare
          if table.columns[index].kind == .number, bare.isJSONNumber {
            values.number(bare)
          } else if bare.isEmpty {
            values.null()
          } else {
            values.value(bare)
          }
        }
      }
    }
  }

  private mutating func form(_ form: Form) {
    field("command", form.command)
    key("fields")
    array { list in
      for formField in form.fields {
        list.object {
          if !formField.choices.isEmpty {
            $0.key("choices")
            $0.array { for choice in formField.choices { $0.value(choice.value) } }
          }
          $0.field("label", formField.label)
          $0.field("name", formField.name)
          $0.field("value", formField.value)
        }
      }
    }
    field("kind", "form")
    field("target", form.target.address)
  }

  private mutating func diagnostic(_ diagnostic: Diagnostic) {
    object {
      $0.key("facts")
      $0.array { for fact in diagnostic.facts { $0.value(fact) } }
      if let help = diagnostic.help { $0.field("help", help) }
      $0.field("id", diagnostic.id)
      $0.field("message", diagnostic.message)
      if let place = diagnostic.place { $0.field("place", place.description) }
      $0.field("severity", diagnostic.severity.rawValue)
    }
  }
}

extension Chart {
  fileprivate var kind: String {
    switch self {
    case .matrix: "matrix"
    case .timeline: "timeline"
    case .bars: "bars"
    }
  }
}
