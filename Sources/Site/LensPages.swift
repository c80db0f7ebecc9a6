import Evidence
import Lenses
import Reports

/// The lenses there are.
enum LensListPage {
  static var report: Report {
    Report(
      route: .lenses, title: "Lenses", kicker: "Analyses",
      summary: "Each computes a report from the claims, and says what it cannot show.",
      blocks: lenses.isEmpty
        ? [.paragraph("This copy of Attest has no lenses.")]
        : lenses.map { lens in
          .section(id: lens.card.id, title: lens.card.title, card(lens.card, lens.route))
        })
  }

  private static func card(_ card: LensCard, _ route: Route) -> [Block] {
    [
      .paragraph(Phrase(card.question)),
      .facts([
        Fact("Instrument", Phrase(card.instrument?.title ?? "across all")),
        Fact("Cannot show", card.limits.map { Phrase($0) }),
      ]),
      .paragraph(.link(route, "Look through it: \(card.title)")),
    ]
  }
}

/// One lens: what it found, then what it asks of the reader.
enum LensPage {
  static func report(
    _ lens: any Lens.Type, _ parameters: [String: String], from evidence: EvidenceSnapshot
  ) throws -> Report {
    var report = try lens.report(parameters, from: evidence)
    let card = lens.card
    report.route = .lens(card.id, parameters)
    if report.kicker.isEmpty { report.kicker = "Lens" }
    if report.summary.isEmpty { report.summary = Phrase(card.question) }
    if !card.parameters.isEmpty { report.blocks.insert(.form(form(card, parameters)), at: 0) }
    report.related.append(.link(.lenses, "All lenses"))
    return report
  }

  private static func form(_ card: LensCard, _ parameters: [String: String]) -> Form {
    let given = parameters.sorted { $0.key < $1.key }.map { "--\($0.key) '\($0.value)'" }
    let example = card.parameters.map { "--\($0.name) VALUE" }
    return Form(
      to: .lens(card.id, [:]),
      fields: card.parameters.map { parameter in
        Form.Field(
          parameter.name, label: "\(parameter.title) (\(parameter.takes))",
          value: parameters[parameter.name] ?? "")
      },
      submitLabel: "Compute again",
      command: (["attest lens \(card.id)"] + (given.isEmpty ? example : given)).joined(separator: " "))
  }
}
