import GRDB

// The typed parts of claims. A row belongs to one claim; a claim may have several. Cells hold a value, a
// reason in brackets (`[not in source]`), or nothing.

/// What one observer mission says of one election on one criterion.
package struct Verdict: Hashable, Sendable {
  package var claim: String
  package var election: String
  package var electionName: String
  package var mission: String
  package var missionName: String
  package var missionType: String
  package var criterion: String
  package var finding: String
  package var benchmark: String
  package var note: String
}

/// What one state did with one joint letter.
package struct Signature: Hashable, Sendable {
  package var claim: String
  package var letter: String
  package var letterName: String
  package var state: String
  package var stateName: String
  package var action: String
  package var date: String
  package var note: String
}

package struct Deployment: Hashable, Sendable {
  package var claim: String
  package var countries: [String]
  package var place: String
  /// An entity id, or a reason.
  package var supplier: String
  package var supplierName: String
  /// ISO 3166-1 alpha-2, or a reason.
  package var supplierCountry: String
  package var product: String
  package var capability: String
  package var status: String
  package var date: String
  package var buyer: String
  package var buyerName: String
  package var quantityOperator: String
  package var quantityValue: String
  package var quantityUnit: String
  package var note: String
}

package struct Payment: Hashable, Sendable {
  package var claim: String
  package var payer: String
  package var payerName: String
  package var channel: String
  package var beneficiary: String
  package var beneficiaryName: String
  package var amount: String
  package var currency: String
  package var date: String
  package var purpose: String
  package var stateLink: String
  /// What is not shown; printed wherever the payment is.
  package var qualification: String
  package var note: String
}

/// A record of any kind, as names and values, for the page of its claim.
package struct RecordView: Hashable, Sendable {
  /// The table: `verdict`, `deployment`, …
  package var table: String
  /// Column names of the casebook and their cells, blank ones left out.
  package var cells: [Cell]

  package struct Cell: Hashable, Sendable {
    package var column: String
    package var value: String
    /// The entity the value refers to, with its name.
    package var entity: String?
    package var entityName: String
  }
}

extension EvidenceSnapshot {
  package func verdicts(election: String? = nil) throws -> [Verdict] {
    var verdicts: [Verdict] = []
    try each(
      """
      SELECT claim, election, e.name, mission, m.name, missionType, criterion, finding, benchmark, verdict.note
      FROM verdict JOIN entity AS e ON e.id = election JOIN entity AS m ON m.id = mission
      WHERE \(election) IS NULL OR election = \(election) ORDER BY verdict.ordinal
      """
    ) { row in
      verdicts.append(
        Verdict(
          claim: row.text(0), election: row.text(1), electionName: row.text(2), mission: row.text(3),
          missionName: row.text(4), missionType: row.text(5), criterion: row.text(6), finding: row.text(7),
          benchmark: row.text(8), note: row.text(9)))
    }
    return verdicts
  }

  package func signatures() throws -> [Signature] {
    var signatures: [Signature] = []
    try each(
      """
      SELECT claim, letter, l.name, state, s.name, action, date, signature.note
      FROM signature JOIN entity AS l ON l.id = letter JOIN entity AS s ON s.id = state
      ORDER BY signature.ordinal
      """
    ) { row in
      signatures.append(
        Signature(
          claim: row.text(0), letter: row.text(1), letterName: row.text(2), state: row.text(3),
          stateName: row.text(4), action: row.text(5), date: row.text(6), note: row.text(7)))
    }
    return signatures
  }

  package func deployments() throws -> [Deployment] {
    var deployments: [Deployment] = []
    try each(
      """
      SELECT claim, deployment.country, place, supplier, coalesce(s.name, supplier), supplierCountry, product,
        capability, status, date, buyer, coalesce(b.name, buyer), quantityOperator, quantityValue,
        quantityUnit, deployment.note
      FROM deployment LEFT JOIN entity AS s ON s.id = supplier LEFT JOIN entity AS b ON b.id = buyer
      ORDER BY deployment.ordinal
      """
    ) { row in
      deployments.append(
        Deployment(
          claim: row.text(0), countries: row.text(1).listed, place: row.text(2), supplier: row.text(3),
          supplierName: row.text(4), supplierCountry: row.text(5), product: row.text(6),
          capability: row.text(7), status: row.text(8), date: row.text(9), buyer: row.text(10),
          buyerName: row.text(11), quantityOperator: row.text(12), quantityValue: row.text(13),
          quantityUnit: row.text(14), note: row.text(15)))
    }
    return deployments
  }

  package func payments() throws -> [Payment] {
    var payments: [Payment] = []
    try each(
      """
      SELECT claim, payer, coalesce(p.name, payer), channel, beneficiary, b.name, amount, currency, date,
        purpose, stateLink, qualification, payment.note
      FROM payment LEFT JOIN entity AS p ON p.id = payer JOIN entity AS b ON b.id = beneficiary
      ORDER BY payment.ordinal
      """
    ) { row in
      payments.append(
        Payment(
          claim: row.text(0), payer: row.text(1), payerName: row.text(2), channel: row.text(3),
          beneficiary: row.text(4), beneficiaryName: row.text(5), amount: row.text(6), currency: row.text(7),
          date: row.text(8), purpose: row.text(9), stateLink: row.text(10), qualification: row.text(11),
          note: row.text(12)))
    }
    return payments
  }

  /// The typed parts of each claim, in the order of the sheets.
  package func records(of claims: [String]) throws -> [String: [RecordView]] {
    let list = try json(claims)
    var views: [String: [RecordView]] = [:]
    var entities: Set<String> = []
    for sheet in Sheet.records {
      let fields = sheet.columns.map { "\"\($0.field)\"" }.joined(separator: ", ")
      try each(
        """
        SELECT \(sql: fields) FROM \(sql: sheet.table)
        WHERE claim IN (SELECT value FROM json_each(\(list))) ORDER BY ordinal
        """
      ) { row in
        var cells: [RecordView.Cell] = []
        for (index, column) in sheet.columns.enumerated().dropFirst() {
          guard let value = row.optionalText(index) else { continue }
          var cell = RecordView.Cell(column: column.name, value: value, entity: nil, entityName: "")
          if case .reference("entity") = column.rule, value.recorded != nil {
            cell.entity = value
            entities.insert(value)
          }
          cells.append(cell)
        }
        views[row.text(0), default: []].append(RecordView(table: sheet.table, cells: cells))
      }
    }
    let names = try Dictionary(
      uniqueKeysWithValues: self.entities(entities.sorted()).map { ($0.id, $0.name) })
    for (claim, records) in views {
      views[claim] = records.map { record in
        var record = record
        for index in record.cells.indices {
          record.cells[index].entityName = record.cells[index].entity.flatMap { names[$0] } ?? ""
        }
        return record
      }
    }
    return views
  }
}
