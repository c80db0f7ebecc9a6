import Evidence
package import Provenance

// What is not wrong, but weak: the cautions a careful reader would raise. None of them stops an import.

extension CasebookCheck {
  /// - Returns: warnings for what readers will be misled by, notes for what a reviewer will ask.
  package func weaknesses() -> [Diagnostic] {
    let evidence = WeaknessIndex(self)
    return rows("claim").flatMap { row -> [Diagnostic] in
      let claim = ClaimCells(row)
      return disputeWeakness(claim, evidence) + basisWeakness(claim, evidence) + dateWeakness(claim, evidence)
    }
  }

  private func place(_ claim: ClaimCells, _ column: String) -> Place { at("claim", claim.row, column) }

  /// Dispute and replies have to tell the same story.
  private func disputeWeakness(_ claim: ClaimCells, _ evidence: WeaknessIndex) -> [Diagnostic] {
    let isOpposed = evidence.opposed.contains(claim.id)
    if isOpposed, claim["dispute"] == Dispute.undisputed.rawValue {
      return [
        Diagnostic(
          .warning, "dispute-unmarked", "'\(claim.id)' is denied or contradicted, but marked undisputed",
          at: place(claim, "dispute"), help: "mark it disputed, or say why the reply does not touch it")
      ]
    }
    let isQuestioned = isOpposed || evidence.questioned.contains(claim.id)
    if !isQuestioned, claim["dispute"] == Dispute.disputed.rawValue {
      return [
        Diagnostic(
          .warning, "dispute-unexplained", "'\(claim.id)' is marked disputed, but nobody here disputes it",
          at: place(claim, "dispute"), help: "add the denial as a stance, or the claim that contradicts it")
      ]
    }
    if claim["modality"] == Modality.allegation.rawValue, !isOpposed, !evidence.answered.contains(claim.id) {
      return [
        Diagnostic(
          .note, "reply-not-recorded", "the allegation '\(claim.id)' stands without a reply",
          at: place(claim, "modality"), help: "look for one, and record that it was looked for")
      ]
    }
    return []
  }

  /// How much a claim rests on.
  private func basisWeakness(_ claim: ClaimCells, _ evidence: WeaknessIndex) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let isUniversal = ["all", "none"].contains(claim["quantity_operator"])
    if isUniversal, !evidence.cited.contains(claim.id) {
      found.append(
        Diagnostic(
          .warning, "universal-uncited",
          "'\(claim.id)' says '\(claim["quantity_operator"])' and rests on no note",
          at: place(claim, "quantity_operator"),
          help: "one counter-example refutes it: look for one, record what was searched"))
    }
    if let instances = evidence.instances[claim.id], instances < 3 {
      found.append(
        Diagnostic(
          .note, "basis-small",
          "'\(claim.id)' generalises from \(instances) claim\(instances == 1 ? "" : "s") here",
          at: place(claim, "id"), help: "read it with its instances, or look for cases that do not fit"))
    }
    if claim["confidence"] == Confidence.high.rawValue, evidence.interested.contains(claim.id) {
      found.append(
        Diagnostic(
          .note, "basis-interested",
          "'\(claim.id)' is held with high confidence on sources of a state or party alone",
          at: place(claim, "confidence"), help: "look for an independent source, or lower the confidence"))
    }
    return found
  }

  private func dateWeakness(_ claim: ClaimCells, _ evidence: WeaknessIndex) -> [Diagnostic] {
    let settled = [Modality.fact, .report, .allegation].map(\.rawValue)
    guard settled.contains(claim["modality"]), let event = date(claim["event_date"])?.earliest,
      let published = evidence.published[claim.id].flatMap({ date($0) })?.latest, published < event
    else { return [] }
    return [
      Diagnostic(
        .warning, "event-after-source",
        "the event (\(claim["event_date"])) is later than its source (\(published))",
        at: place(claim, "event_date"), help: "check the date, the source, or whether this is a forecast")
    ]
  }
}

private struct ClaimCells {
  let row: SheetRow
  private static let sheet = Sheet.named("claim")

  init(_ row: SheetRow) { self.row = row }
  var id: String { row.cells[0] }
  subscript(_ column: String) -> String { row.cells[Self.sheet.index(of: column)] }
}

/// What the other sheets say about each claim.
private struct WeaknessIndex {
  /// Claims somebody denies, partly admits or contradicts.
  var opposed: Set<String> = []
  /// Claims with a rival explanation, a response or a tension: reason enough to call them disputed.
  var questioned: Set<String> = []
  /// Claims another responds to.
  var answered: Set<String> = []
  /// Claims one of whose passages rests on a note, or is a source's own.
  var cited: Set<String> = []
  /// How many claims each generalises.
  var instances: [String: Int] = [:]
  /// Claims resting on sources of a state or party alone.
  var interested: Set<String> = []
  /// The publication date of the source in which each claim's first passage stands.
  var published: [String: String] = [:]

  init(_ check: CasebookCheck) {
    readRelations(check)
    readStances(check)
  }

  private mutating func readRelations(_ check: CasebookCheck) {
    for row in check.rows("relation") {
      let (from, kind, to) = (row.cells[0], row.cells[1], row.cells[2])
      switch RelationKind(rawValue: kind) {
      case .contradicts: opposed.formUnion([from, to])
      case .denies, .partlyAdmits: opposed.insert(to)
      case .respondsTo:
        answered.insert(to)
        questioned.formUnion([from, to])
      case .rivalExplanation, .tension, .qualifies: questioned.formUnion([from, to])
      case .generalises: instances[from, default: 0] += 1
      default: break
      }
    }
  }

  private mutating func readStances(_ check: CasebookCheck) {
    let sourceSheet = Sheet.named("source")
    let (independence, published) = (
      sourceSheet.index(of: "independence"), sourceSheet.index(of: "published")
    )
    var sources: [String: SheetRow] = [:]
    for source in check.rows("source") { sources[source.cells[0]] = source }
    var cites: [String: String] = [:]
    for citation in check.rows("citation") { cites[citation.cells[0]] = citation.cells[4] }
    var passages: [String: SheetRow] = [:]
    for passage in check.rows("passage") { passages[passage.cells[0]] = passage }
    var bases: [String: Set<String>] = [:]
    for stance in check.rows("stance") {
      let claim = stance.cells[1]
      let attitude = Attitude(rawValue: stance.cells[4])
      if attitude == .denies || attitude == .partlyAdmits { opposed.insert(claim) }
      guard let passage = passages[stance.cells[5]] else { continue }
      let notes = passage.cells[7].listed
      if !notes.isEmpty { cited.insert(claim) }
      if self.published[claim] == nil { self.published[claim] = sources[passage.cells[1]]?.cells[published] }
      let cited = notes.compactMap { cites[$0] }.filter { !$0.isEmpty }
      bases[claim, default: []].formUnion(cited.isEmpty ? [passage.cells[1]] : cited)
    }
    for (claim, basis) in bases {
      let kinds = Set(basis.compactMap { sources[$0]?.cells[independence] })
      if !kinds.isEmpty, kinds.isSubset(of: ["state", "party"]) { interested.insert(claim) }
    }
  }
}
