import Evidence
import Provenance
import Reports

/// Deployments row by row, in time and by status.
struct DeploymentTable {
  private let deployments: [Deployment]
  private let book: ClaimBook

  init(_ deployments: [Deployment], _ book: ClaimBook) {
    self.deployments = deployments
    self.book = book
  }

  func blocks(_ parameters: Deployments.Parameters) -> [Block] {
    let collective = deployments.filter(\.isCollective)
    let assigned = deployments.filter { !$0.isCollective }
    var blocks: [Block] = [
      .section(
        id: "rows", title: "Deployments",
        [.table(table("deployments", "Deployments of one country", assigned))])
    ]
    if !collective.isEmpty {
      blocks.append(
        .section(
          id: "collective", title: "Said of several countries together",
          [
            .caveat("Collective, not assigned: the source does not say which of these is in which country."),
            .table(table("collective", "Deployments said of several countries together", collective)),
          ]))
    }
    let times = timeline
    if !times.items.isEmpty {
      blocks.append(.section(id: "timeline", title: "In time", [.chart(.timeline(times), timeTable)]))
    }
    let origins = sourceTable
    blocks.append(
      .section(
        id: "sources", title: "Who says so",
        [
          .paragraph("Sources the rows rest on, copies and repeated notes counted once."), .table(origins),
        ]))
    return blocks
  }

  // MARK: rows

  /// Beyond so many rows a table is no longer read; country, status and supplier's country narrow it.
  private static let rowLimit = 500
  private static let timeLimit = 60

  private static func first(_ limit: Int, of count: Int, _ caption: String) -> String {
    count > limit ? "\(caption): the first \(limit) of \(count)" : caption
  }

  private func table(_ id: String, _ caption: String, _ rows: [Deployment]) -> Table {
    Table(
      id: id, caption: Self.first(Self.rowLimit, of: rows.count, caption),
      columns: [
        Table.Column("supplier", "Supplier"), Table.Column("supplier_country", "Supplier’s country"),
        Table.Column("product", "Product"), Table.Column("capability", "Capability"),
        Table.Column("place", "Place"), Table.Column("country", "Country"),
        Table.Column("date", "Date", unit: "EDTF", kind: .date), Table.Column("status", "Status"),
        Table.Column("buyer", "Buyer"), Table.Column("quantity", "Quantity"), Table.Column("claim", "Claim"),
      ], rows: rows.prefix(Self.rowLimit).map(row), emptyNote: "No deployment is stated.")
  }

  private func row(_ deployment: Deployment) -> [Table.Cell] {
    [
      entity(deployment.supplier, deployment.supplierName), countries(deployment.supplierCountry),
      deployment.product.recordedCell, deployment.capability.recordedCell, deployment.place.recordedCell,
      Table.Cell(
        Phrase(deployment.countries.map(Countries.name).joined(separator: ", ")),
        value: deployment.countries.joined(separator: ";")),
      date(deployment.date),
      Table.Cell(.term(deployment.status.spaced), value: deployment.status),
      entity(deployment.buyer, deployment.buyerName), quantity(deployment), claim(deployment),
    ]
  }

  private func entity(_ id: String, _ name: String) -> Table.Cell {
    guard id.recorded != nil else { return id.recordedCell }
    return Table.Cell(.link(.entity(id), name), value: id)
  }

  private func countries(_ cell: String) -> Table.Cell {
    guard cell.recorded != nil else { return cell.recordedCell }
    return Table.Cell(Phrase(cell.listed.map(Countries.name).joined(separator: ", ")), value: cell)
  }

  private func date(_ text: String) -> Table.Cell {
    var cell = text.recordedCell
    cell.phrase = text.datePhrase
    return cell
  }

  private func quantity(_ deployment: Deployment) -> Table.Cell {
    let words = quantityWords(deployment.quantityOperator, deployment.quantityValue, deployment.quantityUnit)
    return words.isEmpty ? deployment.quantityValue.recordedCell : Table.Cell(Phrase(words))
  }

  private func claim(_ deployment: Deployment) -> Table.Cell {
    let note: Phrase = deployment.note.isEmpty ? "" : " \(quiet: "Note: \(deployment.note)")"
    return Table.Cell(book.phrase(deployment.claim) + note, value: deployment.claim)
  }

  // MARK: status

  var statuses: Table {
    Table(
      id: "status", caption: "Rows by status; announced and planned are not installed",
      columns: [
        Table.Column("status", "Status"), Table.Column("counts_as", "Counts as"),
        Table.Column("rows", "Rows", unit: "rows", kind: .number),
        Table.Column("deployments", "Distinct deployments", unit: "deployments", kind: .number),
        Table.Column("claims", "Claims"),
      ],
      rows: Choices.deploymentStatus.compactMap { status in
        let rows = deployments.filter { $0.status == status }
        guard let first = rows.first else { return nil }
        return [
          Table.Cell(.term(status.spaced), value: status), Table.Cell(Phrase(first.stage.words)),
          Table.Cell(number: rows.count), Table.Cell(number: Set(rows.map(\.identity)).count), links(rows),
        ]
      }, hasRowHeads: true, emptyNote: "No deployment is stated.")
  }

  private func links(_ rows: [Deployment]) -> Table.Cell {
    var seen: Set<String> = []
    let ids = rows.map(\.claim).filter { seen.insert($0).inserted }
    let shown = ids.prefix(Self.timeLimit).map { Phrase.link(.claim($0), $0) }.joined(separator: ", ")
    let more = ids.count > Self.timeLimit ? " and \(ids.count - Self.timeLimit) more" : ""
    return Table.Cell(shown + Phrase(more), value: ids.joined(separator: ";"))
  }

  // MARK: time

  private var dated: [(deployment: Deployment, date: PartialDate)] {
    deployments.compactMap { deployment in
      deployment.date.recorded.flatMap { try? PartialDate(edtf: $0) }.map { (deployment, $0) }
    }.enumerated().sorted { a, b in
      a.element.1 == b.element.1 ? a.offset < b.offset : a.element.1 < b.element.1
    }
    .map { ($0.element.0, $0.element.1) }
  }

  private func label(_ deployment: Deployment) -> String {
    let supplier = deployment.supplier.recorded == nil ? "supplier not named" : deployment.supplierName
    let place =
      deployment.place.recorded ?? deployment.countries.map(Countries.name).joined(separator: ", ")
    return "\(supplier), \(place): \(deployment.capability) (\(deployment.status.spaced))"
  }

  private var timeline: Chart.Timeline {
    let dated = dated
    return Chart.Timeline(
      title: Self.first(
        Self.timeLimit, of: dated.count, "Dated deployments, each as long as its date is vague"),
      items: dated.prefix(Self.timeLimit).map { deployment, date in
        Chart.Timeline.Item(
          label(deployment), dateText: date.text, earliest: date.earliest?.decimalYear,
          latest: date.latest?.decimalYear, isContested: book[deployment.claim]?.isContested ?? false,
          link: .claim(deployment.claim))
      })
  }

  private var timeTable: Table {
    let dated = dated
    let caption = "Dated deployments; \(deployments.count - dated.count) rows have no date"
    return Table(
      id: "dated", caption: Self.first(Self.timeLimit, of: dated.count, caption),
      columns: [
        Table.Column("date", "Date", unit: "EDTF", kind: .date), Table.Column("deployment", "Deployment"),
        Table.Column("status", "Status"), Table.Column("claim", "Claim"),
      ],
      rows: dated.prefix(Self.timeLimit).map { deployment, text in
        [
          date(text.text), Table.Cell(Phrase(label(deployment))),
          Table.Cell(.term(deployment.status.spaced), value: deployment.status),
          Table.Cell(.link(.claim(deployment.claim), deployment.claim)),
        ]
      })
  }

  // MARK: sources

  /// How many rows rest on each origin.
  private var sourceTable: Table {
    var rows: [String: Int] = [:]
    for deployment in deployments {
      let stances = book[deployment.claim]?.stances ?? []
      for origin in book.support(of: stances).origins { rows[origin, default: 0] += 1 }
    }
    let all = rows.keys.sorted { a, b in rows[a] == rows[b] ? a < b : (rows[a] ?? 0) > (rows[b] ?? 0) }
    let order = all.prefix(Self.rowLimit)
    return Table(
      id: "origins",
      caption: Self.first(
        Self.rowLimit, of: all.count, "Origins of the rows, with the country of the publisher"),
      columns: [
        Table.Column("origin", "Origin"), Table.Column("country", "Publisher’s country"),
        Table.Column("rows", "Rows that rest on it", unit: "rows", kind: .number),
      ],
      rows: order.map { id in
        let countries = book.sources[id]?.countries ?? []
        return [
          Table.Cell(book.origin(id), value: id),
          countries.isEmpty
            ? Table.Cell(.quiet("not stated"), value: "", tone: .absent)
            : Table.Cell(
              Phrase(countries.map(Countries.name).joined(separator: ", ")),
              value: countries.joined(separator: ";")),
          Table.Cell(number: rows[id] ?? 0),
        ]
      }, hasRowHeads: true, emptyNote: "No row, no source.")
  }
}
