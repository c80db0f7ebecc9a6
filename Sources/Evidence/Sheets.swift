// The sheets of a casebook, in the order in which they are written and filled: what is referred to comes
// first. docs/casebook-format.md says the same for people.

extension Sheet {
  package static let all: [Sheet] = [
    Sheet(
      "sources.csv", "source",
      .id, .must("kind", .choice(Choices.sourceKind)), .may("authors"), .may("title_original"),
      .may("title_romanised"), .may("title_translated"), .must("language", .language), .may("container"),
      .may("publisher"), .may("published", .date, reason: true), .may("published_words"), .may("url"),
      .may("pages"), .may("country", .countries), .must("independence", .choice(Choices.independence)),
      .may("interest"), .may("derives_from", .list(.reference("source"))), .may("sha256", .digest),
      .may("media_type"), .may("anomaly"), .may("note")),
    Sheet(
      "citations.csv", "citation",
      .id, .must("source", .reference("source")), .must("note"), .must("kind", .choice(Choices.citationKind)),
      .may("cites", .reference("source")), .may("printed"), .may("pinpoint"),
      .may("placement", .choice(["printed", "inferred"])), .may("anomaly")),
    Sheet(
      "passages.csv", "passage",
      .id, .must("source", .reference("source")), .must("locator"), .may("spans", .spans),
      .may("digest", .digest), .may("quotation"), .may("language", .language),
      .may("citations", .list(.reference("citation"))), .may("note")),
    Sheet(
      "entities.csv", "entity",
      .id, .must("kind", .choice(Choices.entityKind)), .must("name"),
      .must("named", .choice(["yes", "alias", "not-in-source"])), .may("country", .countries, reason: true),
      .may("public_role"), .may("role_reason"), .may("description"), .may("note")),
    Sheet(
      "names.csv", "name",
      .must("entity", .reference("entity")), .must("name"), .must("script", .script),
      .may("language", .language),
      .must("kind", .choice(Choices.nameKind)), .may("romanisation"), .may("form"),
      .may("occurs_in", .reference("source")), .must("because")),
    Sheet(
      "positions.csv", "position",
      .id, .must("person", .reference("entity")), .must("position"),
      .may("organization", .reference("entity")),
      .may("from", .date, reason: true), .may("until", .date, reason: true),
      .may("passage", .reference("passage")), .may("note")),
    Sheet(
      "identities.csv", "identity",
      .must("a", .reference("entity")), .must("b", .reference("entity")),
      .must("judgement", .choice(["same", "different", "undecided"])), .must("because"), .must("by"),
      .must("date", .date)),
    Sheet(
      "claims.csv", "claim",
      .id, .must("statement"), .must("instrument", .choice(Instrument.allCases.map(\.rawValue))),
      .must("modality", .choice(Modality.allCases.map(\.rawValue))),
      .must("confidence", .choice(Confidence.allCases.map(\.rawValue))),
      .must("dispute", .choice(Dispute.allCases.map(\.rawValue))), .may("event_date", .date, reason: true),
      .may("event_words"), .may("countries", .countries, reason: true),
      .may("quantity_operator", .choice(Choices.quantityOperator)),
      .may("quantity_value", .number, reason: true), .may("quantity_unit"), .may("quantity_of"),
      .may("quantity_words"), .may("rights", .rights), .may("qualification"), .must("coder"), .may("note")),
    Sheet(
      "roles.csv", "role",
      .must("claim", .reference("claim")), .must("role", .choice(["actor", "target", "mentioned"])),
      .may("entity", .reference("entity")), .may("as_written")),
    Sheet(
      "stances.csv", "stance",
      .id, .must("claim", .reference("claim")), .may("speaker", .reference("entity")),
      .may("speaker_as_written"), .must("attitude", .choice(Attitude.allCases.map(\.rawValue))),
      .must("passage", .reference("passage")), .may("uttered", .date, reason: true), .may("uttered_words"),
      .may("via", .reference("entity")), .may("note")),
    Sheet(
      "relations.csv", "relation",
      .must("from", .reference("claim"), field: "fromClaim"),
      .must("relation", .choice(RelationKind.allCases.map(\.rawValue)), field: "kind"),
      .must("to", .reference("claim"), field: "toClaim"),
      .may("because")),
    Sheet(
      "verdicts.csv", "verdict",
      .must("claim", .reference("claim")), .must("election", .reference("entity")),
      .must("mission", .reference("entity")), .must("mission_type", .choice(Choices.missionType)),
      .must("criterion", .choice(Choices.criterion)),
      .must("finding", .choice(["positive", "negative", "mixed", "not-addressed"]), reason: true),
      .must("benchmark", .choice(Choices.benchmark), reason: true), .may("note")),
    Sheet(
      "signatures.csv", "signature",
      .must("claim", .reference("claim")), .must("letter", .reference("entity")),
      .must("state", .reference("entity")), .must("action", .choice(Choices.signatureAction), reason: true),
      .may("date", .date, reason: true), .may("note")),
    Sheet(
      "deployments.csv", "deployment",
      .must("claim", .reference("claim")), .must("country", .countries), .may("place", reason: true),
      .may("supplier", .reference("entity"), reason: true),
      .may("supplier_country", .countries, reason: true),
      .may("product", reason: true), .must("capability"), .must("status", .choice(Choices.deploymentStatus)),
      .may("date", .date, reason: true), .may("buyer", .reference("entity"), reason: true),
      .may("quantity_operator", .choice(Choices.quantityOperator)),
      .may("quantity_value", .number, reason: true), .may("quantity_unit"), .may("note")),
    Sheet(
      "payments.csv", "payment",
      .must("claim", .reference("claim")), .must("payer", .reference("entity"), reason: true),
      .may("channel"), .must("beneficiary", .reference("entity")), .may("amount", .number, reason: true),
      .may("currency", .currency), .may("date", .date, reason: true), .may("purpose"),
      .must("state_link", .choice(["documented", "alleged", "inferred", "none"])), .must("qualification"),
      .may("note")),
    Sheet(
      "treaty-acts.csv", "treatyAct",
      .must("claim", .reference("claim")), .must("treaty", .reference("entity")),
      .must("state", .reference("entity")), .must("act", .choice(Choices.treatyAct)),
      .may("body", .reference("entity")), .may("date", .date, reason: true), .may("note")),
    Sheet(
      "legal-steps.csv", "legalStep",
      .must("claim", .reference("claim")), .may("person", .reference("entity"), reason: true),
      .must("step", .choice(Choices.legalStep)), .may("authority", .reference("entity"), reason: true),
      .may("date", .date, reason: true), .may("offence", reason: true), .may("outcome", reason: true),
      .may("note")),
    Sheet(
      "events.csv", "event",
      .must("claim", .reference("claim")), .must("event", .reference("entity")),
      .must("type", .choice(Choices.eventType)), .may("place", reason: true),
      .may("date", .date, reason: true), .may("note")),
    Sheet(
      "counts.csv", "countRecord",
      .must("claim", .reference("claim")), .must("of"), .must("operator", .choice(Choices.quantityOperator)),
      .may("value", .number, reason: true), .must("unit"), .may("counted_by", .reference("entity")),
      .may("date", .date, reason: true), .may("note")),
    Sheet(
      "assessments.csv", "assessment",
      .id, .must("claim", .reference("claim")), .must("analyst"), .must("date", .date),
      .may("likelihood", .choice(Choices.likelihood)),
      .may("confidence", .choice(Confidence.allCases.map(\.rawValue))), .must("reasons")),
  ]

  /// The sheets whose rows are the typed part of a claim.
  package static let records: [Sheet] = [
    "verdict", "signature", "deployment", "payment", "treatyAct", "legalStep", "event", "countRecord",
  ].map(named)

  fileprivate init(_ file: String, _ table: String, _ columns: Column...) {
    self.file = file
    self.table = table
    self.columns = columns
  }
}

/// The closed lists of words that cells may hold.
package enum Choices {
  package static let sourceKind = [
    "book", "chapter", "article", "report", "official-statement", "news", "commentary", "web-page",
    "testimony",
    "social-post", "norm", "dataset",
  ]
  package static let independence = [
    "independent", "state", "party", "state-funded", "intergovernmental", "own-work", "unknown",
  ]
  package static let citationKind = ["citation", "back-reference", "explanation"]
  package static let entityKind = [
    "person", "state", "public-body", "organization", "company", "group", "place", "law", "norm", "document",
    "project", "technology", "concept", "event", "periodical", "dataset",
  ]
  package static let nameKind = [
    "name", "variant", "abbreviation", "native", "translation", "metonym", "adjective", "description",
    "alias",
  ]
  package static let quantityOperator = [
    "=", ">", ">=", "<", "<=", "~", "all", "none", "most", "many", "some", "few", "several",
  ]
  package static let missionType = ["full", "limited", "assessment", "statement", "unknown"]
  package static let criterion = [
    "legal-conformity", "competition", "genuine-choice", "transparency", "freedoms", "civil-society",
    "free-choice", "credibility", "overall",
  ]
  package static let benchmark = [
    "national-law", "national-law-and-international-commitments", "osce-commitments",
    "declaration-of-principles",
  ]
  package static let signatureAction = [
    "signed", "joined-later", "withdrew", "not-on-list", "refrained", "unknown",
  ]
  package static let deploymentStatus = [
    "announced", "planned", "supplied", "installed", "in-use", "upgraded", "ended",
  ]
  package static let treatyAct = [
    "negotiated", "signed", "approved", "ratified", "in-force", "not-joined", "obliges",
  ]
  package static let legalStep = [
    "threat", "detention", "arrest", "charge", "release", "listing", "administrative-sentence",
    "entry-refusal", "ban", "departure", "request", "extradition", "rendition", "submission",
  ]
  package static let eventType = [
    "election", "protest", "strike", "violence", "revolution", "summit", "meeting", "commemoration", "other",
  ]
  package static let likelihood = [
    "almost-certain", "very-likely", "likely", "even", "unlikely", "very-unlikely", "remote",
  ]
}

extension Sheet.Column {
  fileprivate static var id: Self { must("id", .id) }

  fileprivate static func must(
    _ name: String, _ rule: Sheet.Rule = .text, reason: Bool = false, field: String? = nil
  ) -> Self {
    Self(
      name: name, field: field ?? self.field(name), rule: rule, isRequired: true, acceptsReason: reason)
  }

  fileprivate static func may(_ name: String, _ rule: Sheet.Rule = .text, reason: Bool = false) -> Self {
    Self(name: name, field: field(name), rule: rule, isRequired: false, acceptsReason: reason)
  }

  /// `event_date` is `eventDate` in the table; words SQL reserves get a noun's ending.
  private static func field(_ name: String) -> String {
    switch name {
    case "from": "since"
    case "operator": "quantityOperator"
    case "unit": "quantityUnit"
    case "value": "quantityValue"
    default:
      name.split(separator: "_").enumerated()
        .map {
          $0.offset == 0 ? String($0.element) : $0.element.prefix(1).uppercased() + $0.element.dropFirst()
        }
        .joined()
    }
  }
}
