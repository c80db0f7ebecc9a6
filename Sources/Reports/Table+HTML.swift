extension PageWriter {
  mutating func table(_ table: Table) {
    tableCount += 1
    let number = tableCount
    if table.rows.isEmpty {
      html.raw("<div class=\"table\"")
      identify(table)
      html.raw("><p class=\"caption\">")
      html.text(table.caption)
      html.raw("</p><p class=\"quiet\">")
      html.text(table.emptyNote)
      html.raw("</p></div>\n")
      return
    }
    html.raw("<div class=\"table\"")
    identify(table)
    html.raw(">\n<div class=\"scroll\" role=\"region\" tabindex=\"0\"")
    html.attribute("aria-labelledby", "attest-caption-\(number)")
    html.raw(">\n<table>\n<caption")
    html.attribute("id", "attest-caption-\(number)")
    html.raw("><span>")
    html.text(table.caption)
    html.raw("</span></caption>\n")
    head(table)
    html.raw("<tbody>\n")
    let classes = table.columns.map(\.kind.cellClass)
    for row in table.rows { self.row(row, classes, hasHead: table.hasRowHeads) }
    html.raw("</tbody>\n</table>\n</div>\n")
    twin(table, number: number)
    html.raw("</div>\n")
  }

  private mutating func identify(_ table: Table) {
    html.raw(" id=\"table-")
    html.identifier(table.id)
    html.raw("\"")
  }

  private mutating func head(_ table: Table) {
    html.raw("<thead><tr>")
    for column in table.columns {
      html.raw("<th scope=\"col\"")
      if column.kind == .number { html.raw(" class=\"number\"") }
      html.raw(">")
      html.text(column.title)
      if !column.unit.isEmpty {
        html.raw(" <span class=\"unit\">")
        html.text(column.unit)
        html.raw("</span>")
      }
      html.raw("</th>")
    }
    html.raw("</tr></thead>\n")
  }

  private mutating func row(_ row: [Table.Cell], _ classes: [CellClass], hasHead: Bool) {
    html.raw("<tr>")
    for index in row.indices {
      let cell = row[index]
      let isHead = hasHead && index == 0
      html.raw(isHead ? "<th scope=\"row\"" : "<td")
      switch (classes[index].name, cell.tone.name) {
      case (nil, nil): html.raw(">")
      case (let name?, nil), (nil, let name?):
        html.raw(" class=\"")
        html.raw(name)
        html.raw("\">")
      case (let kind?, let tone?):
        html.raw(" class=\"")
        html.raw(kind)
        html.raw(" ")
        html.raw(tone)
        html.raw("\">")
      }
      phrase(cell.phrase)
      html.raw(isHead ? "</th>" : "</td>")
    }
    html.raw("</tr>\n")
  }

  /// How many rows, and where to get them for a spreadsheet.
  private mutating func twin(_ table: Table, number: Int) {
    html.raw("<p class=\"twin\">")
    html.number(table.rows.count)
    html.raw(table.rows.count == 1 ? " row" : " rows")
    if let address = context.tableHref(route, table.id) ?? (number == 1 ? context.href(route, .csv) : nil) {
      html.raw(" · <a")
      html.attribute("href", address)
      html.attribute("aria-label", "CSV of the table: \(table.caption)")
      html.raw(">CSV</a>")
    }
    html.raw("</p>\n")
  }

  /// The drawing first, the same as a table below it.
  mutating func chart(_ chart: Chart, _ table: Table) {
    drawingCount += 1
    html.raw("<figure class=\"chart\">\n<figcaption>")
    html.text(chart.title)
    html.raw("</figcaption>\n<div class=\"scroll is-drawing\" role=\"region\" tabindex=\"0\"")
    html.attribute("aria-label", "Drawing: \(chart.title)")
    html.raw(">\n")
    let href = context.href
    html.append(chart.drawing(prefix: "attest-drawing-\(drawingCount)", href: { href($0, .html) }))
    html.raw("\n</div>\n")
    // A matrix is looked up cell by cell, so its numbers stay in sight; the others say it in words already.
    if case .matrix = chart {
      self.table(table)
    } else {
      html.raw("<details open><summary>The same as a table</summary>\n")
      self.table(table)
      html.raw("</details>\n")
    }
    html.raw("</figure>\n")
  }
}

/// The class of every cell in a column.
private struct CellClass {
  var name: StaticString?
}

extension Table.Column.Kind {
  fileprivate var cellClass: CellClass {
    switch self {
    case .words: CellClass(name: nil)
    case .number: CellClass(name: "number")
    case .date: CellClass(name: "date")
    }
  }
}

extension Table.Tone {
  fileprivate var name: StaticString? {
    switch self {
    case .neutral: nil
    case .affirmed: "affirmed"
    case .negated: "negated"
    case .mixed: "mixed"
    case .contested: "contested"
    case .absent: "absent"
    }
  }
}
