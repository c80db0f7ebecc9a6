import Evidence
import Foundation
import Provenance

/// A small case, all invented: one article that relays two missions on one election, an accusation with its
/// denial, a gift with its qualification, and a person whom nobody may name.
enum SmallBase {
  /// Calls `body` with a base in a folder of its own.
  static func with<Value>(_ body: (EvidenceBase) throws -> Value) throws -> Value {
    let folder = NSTemporaryDirectory() + "site-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let environment = Environment(
      now: { 1_700_000_000 }, randomBytes: { (0..<$0).map { UInt8(truncatingIfNeeded: $0 &* 37) } })
    let base = try EvidenceBase.create(in: folder, storage: Storage(at: folder), environment: environment)
    try base.write("import", by: "A. Coder") { change in
      try fill(change)
      try change.rebuildDerived()
    }
    return try body(base)
  }

  /// The article's text, held. Its second paragraph is what passage p-gift stands on.
  static let article = """
    The first mission praised the vote; the second found no genuine choice.

    A company is said to have given one million som to the campaign.
    """

  static func digest(of text: String) -> Digest {
    // The base computes digests of its own; a document's id only has to be one.
    Digest(bytes: (0..<32).map { UInt8(truncatingIfNeeded: text.utf8.count &+ $0) })
  }

  private static func fill(_ change: EvidenceChange) throws {
    for (table, rows) in tables { try change.hold(rows.map { row(table, $0) }, of: Sheet.named(table)) }
    try change.hold(texts: [("case.md", caseText)])
    try change.setFact("caseTitle", "Two missions, one gift")
    let document = digest(of: article)
    _ = try change.addDocument(
      document, source: "article", mediaType: "text/markdown", byteCount: article.utf8.count, address: "")
    try change.setText(Array(article.utf8), of: document, reader: "plain", version: 1)
  }

  private static func row(_ table: String, _ cells: [String: String]) -> SheetRow {
    let columns = Sheet.named(table).columns.map(\.name)
    precondition(
      cells.keys.allSatisfy(columns.contains), "\(table) has other columns than \(cells.keys.sorted())")
    return SheetRow(cells: columns.map { cells[$0] ?? "" }, line: 0)
  }

  private static let caseText = """
    ---
    id: small
    title: Two missions, one gift
    question: Who judged the vote, and by what?
    coder: A. Coder
    licence: CC-BY-4.0
    ---

    # Two missions, one gift

    An **invented** case. See [the place](https://example.org/).

    ## How it was coded

    - By hand,
      and once.
    - With care.
    """

  static let payment = "The company Ore is said to have given one million som to the campaign."
  static let paymentQualification = "Reported by one paper; that a state directed it is not shown."

  private static var tables: [(String, [[String: String]])] {
    [
      ("source", sources), ("citation", citations), ("passage", passages), ("entity", entities),
      ("name", names), ("position", positions), ("identity", identities), ("claim", claims), ("role", roles),
      ("stance", stances), ("relation", relations), ("verdict", verdicts), ("payment", payments),
      ("assessment", assessments),
    ]
  }

  private static var sources: [[String: String]] {
    [
      [
        "id": "article", "kind": "article", "authors": "N. Author",
        "title_original": "One vote, two yardsticks",
        "language": "en", "published": "2022", "independence": "independent", "interest": "university press",
        "sha256": digest(of: article).description, "media_type": "text/markdown",
      ],
      [
        "id": "mission-report", "kind": "report", "authors": "Second Mission",
        "title_original": "Итоговый отчёт",
        "title_romanised": "Itogovyy otchyot", "title_translated": "Final report", "language": "ru",
        "published": "2021-01-29", "independence": "intergovernmental", "url": "https://example.org/report",
      ],
      [
        "id": "wire", "kind": "news", "title_original": "Gift of a company", "language": "en",
        "published": "2020-12-XX", "independence": "unknown",
      ],
      [
        "id": "copy", "kind": "news", "title_original": "Gift of a company, again", "language": "en",
        "published": "[not in source]", "independence": "unknown", "derives_from": "wire",
        "anomaly": "date missing in print",
      ],
    ]
  }

  private static var citations: [[String: String]] {
    [
      [
        "id": "n1", "source": "article", "note": "1", "kind": "citation", "cites": "mission-report",
        "placement": "printed",
      ],
      [
        "id": "n2", "source": "article", "note": "2", "kind": "back-reference", "cites": "mission-report",
        "printed": "Ibid.", "pinpoint": "p. 3", "placement": "inferred",
      ],
      ["id": "n3a", "source": "article", "note": "3", "kind": "citation", "cites": "wire"],
      ["id": "n3b", "source": "article", "note": "3", "kind": "citation", "cites": "copy"],
    ]
  }

  private static var passages: [[String: String]] {
    [
      [
        "id": "p-vote", "source": "article", "locator": "1 P1 s1", "spans": "0-71", "language": "en",
        "citations": "n1",
      ],
      [
        "id": "p-ibid", "source": "article", "locator": "1 P1 s1", "spans": "0-71", "language": "en",
        "citations": "n2",
      ],
      [
        "id": "p-gift", "source": "article", "locator": "1 P2 s1", "spans": "73-137", "language": "en",
        "citations": "n3a;n3b",
      ],
      [
        "id": "p-report", "source": "mission-report", "locator": "p. 3", "quotation": "нет выбора",
        "language": "ru",
      ],
    ]
  }

  private static var entities: [[String: String]] {
    [
      ["id": "vote-2020", "kind": "event", "name": "Election of 2020", "named": "yes", "country": "TJ"],
      ["id": "first-mission", "kind": "organization", "name": "First Mission", "named": "yes"],
      ["id": "second-mission", "kind": "organization", "name": "Second Mission", "named": "yes"],
      ["id": "ore", "kind": "company", "name": "Ore", "named": "yes", "country": "CN"],
      [
        "id": "n-author", "kind": "person", "name": "N. Author", "named": "yes", "public_role": "author",
        "role_reason": "signs the article",
      ],
      [
        "id": "party-leader", "kind": "person", "name": "leader of the party (unnamed)",
        "named": "not-in-source",
      ],
    ]
  }

  private static var names: [[String: String]] {
    [
      [
        "entity": "ore", "name": "Ore", "script": "Latn", "kind": "name", "occurs_in": "article",
        "because": "as printed",
      ],
      [
        "entity": "ore", "name": "矿石", "script": "Hans", "language": "zh", "kind": "native",
        "because": "on its sign",
      ],
      [
        "entity": "ore", "name": "Руда", "script": "Cyrl", "language": "ru", "kind": "translation",
        "because": "in the register",
      ],
    ]
  }

  private static var positions: [[String: String]] {
    [
      [
        "id": "author-fellow", "person": "n-author", "position": "fellow", "organization": "first-mission",
        "from": "2019", "until": "[not in source]",
      ]
    ]
  }

  private static var identities: [[String: String]] {
    [
      [
        "a": "first-mission", "b": "second-mission", "judgement": "different", "because": "two bodies",
        "by": "A. Coder", "date": "2023-01-01",
      ]
    ]
  }

  private static func claim(_ id: String, _ statement: String, _ rest: [String: String]) -> [String: String] {
    [
      "id": id, "statement": statement, "instrument": "election-validation", "modality": "report",
      "confidence": "medium", "dispute": "undisputed", "countries": "TJ", "coder": "A. Coder",
    ].merging(rest) { _, new in new }
  }

  private static var claims: [[String: String]] {
    [
      claim(
        "c1", "The vote of 2020 met domestic law.",
        [
          "event_date": "2020-10-11", "event_words": "in October", "rights": "ICCPR 25",
          "qualification": "The first mission’s verdict; it names domestic law only.",
        ]),
      claim(
        "c2", "The vote of 2020 offered no genuine choice.",
        ["event_date": "2020-10-XX", "dispute": "disputed"]),
      claim(
        "c3", payment,
        [
          "instrument": "elite-funding", "modality": "allegation", "confidence": "low", "event_date": "2020~",
          "countries": "KG", "quantity_operator": "=", "quantity_value": "1000000", "quantity_unit": "KGS",
          "quantity_words": "one million som", "qualification": paymentQualification,
        ]),
      claim(
        "c4", "The company gave to all parties alike.",
        [
          "instrument": "elite-funding", "countries": "",
          "event_date": "[not in source: only the reply is dated]",
        ]),
    ]
  }

  private static var roles: [[String: String]] {
    [
      ["claim": "c1", "role": "mentioned", "entity": "vote-2020"],
      ["claim": "c2", "role": "mentioned", "entity": "vote-2020"],
      ["claim": "c3", "role": "actor", "entity": "ore"],
      ["claim": "c3", "role": "target", "as_written": "the campaign"],
      ["claim": "c4", "role": "actor", "entity": "ore"],
    ]
  }

  private static var stances: [[String: String]] {
    [
      [
        "id": "s1", "claim": "c1", "speaker": "first-mission", "attitude": "asserts", "passage": "p-vote",
        "uttered": "2020-10-12", "via": "n-author",
      ],
      [
        "id": "s2", "claim": "c2", "speaker": "second-mission", "attitude": "asserts", "passage": "p-report",
        "uttered": "2021-01-29",
      ],
      [
        "id": "s2b", "claim": "c2", "speaker": "n-author", "attitude": "reports", "passage": "p-ibid",
        "uttered": "2022",
      ],
      [
        "id": "s3", "claim": "c3", "speaker": "n-author", "attitude": "alleges", "passage": "p-gift",
        "uttered": "2022",
      ],
      [
        "id": "s3b", "claim": "c3", "speaker": "party-leader", "attitude": "denies", "passage": "p-gift",
        "via": "n-author",
      ],
      [
        "id": "s4", "claim": "c4", "speaker": "party-leader", "attitude": "partly-admits",
        "passage": "p-gift",
      ],
    ]
  }

  private static var relations: [[String: String]] {
    [
      ["from": "c4", "relation": "responds-to", "to": "c3", "because": "the reply to the accusation"],
      ["from": "c1", "relation": "tension", "to": "c2"],
    ]
  }

  private static var verdicts: [[String: String]] {
    func verdict(
      _ claim: String, _ mission: String, _ criterion: String, _ finding: String, _ benchmark: String
    )
      -> [String: String]
    {
      [
        "claim": claim, "election": "vote-2020", "mission": mission, "mission_type": "unknown",
        "criterion": criterion, "finding": finding, "benchmark": benchmark,
      ]
    }
    return [
      verdict("c1", "first-mission", "legal-conformity", "positive", "national-law"),
      verdict("c1", "first-mission", "genuine-choice", "not-addressed", "national-law"),
      verdict("c2", "second-mission", "genuine-choice", "negative", "osce-commitments"),
      verdict("c2", "second-mission", "legal-conformity", "[not in source]", "[not in source: implied only]"),
    ]
  }

  private static var payments: [[String: String]] {
    [
      [
        "claim": "c3", "payer": "ore", "beneficiary": "first-mission", "amount": "1000000", "currency": "KGS",
        "date": "2020", "state_link": "inferred", "qualification": paymentQualification,
      ]
    ]
  }

  private static var assessments: [[String: String]] {
    [
      [
        "id": "a1", "claim": "c3", "analyst": "B. Analyst", "date": "2023-02-01", "likelihood": "likely",
        "confidence": "low", "reasons": "One paper only.",
      ]
    ]
  }
}
