import Evidence
import Reports

/// How evidence becomes claims, what the words mean, and what these pages do not do.
enum MethodPage {
  static func report(from evidence: EvidenceSnapshot) throws -> Report {
    let text = try CaseText(of: evidence)
    return Report(
      route: .method, title: "Method", kicker: "How to read these pages",
      summary: "How evidence becomes claims, what the words mean, and what is not done here.",
      blocks: [
        .section(id: "path", title: "From a source to a claim", [.list(path)]),
        .section(id: "axes", title: "Three axes, kept apart", axes),
        .section(id: "words", title: "What the words mean", [.table(glossary)]),
        .section(id: "people", title: "Protection of people", people),
        .section(id: "not", title: "What is not done here", [.list(notDone)]),
        .section(id: "cite", title: "How to cite and to check", [.list(citing(text))]),
      ])
  }

  private static let path: [Phrase] = [
    .strong("A source")
      + " is what somebody published. Who stands behind it, and what it relays, is recorded with it.",
    .strong("A document")
      + " is the bytes as they arrived, kept under their SHA-256 digest and never changed. Where it "
      + "is not held, pages say so.",
    .strong("A passage")
      + " is a span of a source, with its place, its words where they may be shown, and the notes it "
      + "rests on. Notes that say Ibid. are led to what they mean.",
    .strong("A claim")
      + " is one sentence that can be true or false, in the coder’s words. Listing it is not "
      + "endorsing it.",
    .strong("A stance")
      + " ties a passage to a claim: who speaks, and whether they assert, allege, relay, deny or "
      + "partly admit it. Accusation and reply meet on the page of the claim.",
    .strong("A qualification")
      + " is what must be read with a claim. It stands wherever the statement stands.",
    .strong("A lens")
      + " computes a report from the claims. It says what it counted and what it cannot show.",
  ]

  private static let axes: [Block] = [
    .paragraph(
      """
      Modality says what kind of sentence a claim is. Confidence says how far the coder takes the source to carry it. \
      Dispute says whether the evidence records that it is contested. None follows from another: a claim may be held \
      with high confidence and be disputed, or be undisputed only because nobody was asked.
      """),
    .table(
      Table(
        id: "axes", caption: "Values of each axis",
        columns: [.init("axis", "Axis"), .init("value", "Value"), .init("means", "Means")],
        rows: axisRows.map { axis, value, means in
          [Table.Cell(Phrase(axis)), Table.Cell(.term(value)), Table.Cell(Phrase(means))]
        })),
  ]

  private static let axisRows: [(String, String, String)] = [
    ("modality", "fact", "stated flatly in the source"),
    ("modality", "report", "relayed: somebody else’s statement or act, as the source tells it"),
    ("modality", "allegation", "an accusation, or hedged by the source"),
    ("modality", "inference", "a cause, purpose, motive or conclusion that somebody drew"),
    ("modality", "forecast", "about what has not happened yet"),
    ("modality", "counterfactual", "about what would be otherwise"),
    ("modality", "absence", "that something did not happen, or that nobody did it"),
    ("confidence", "high", "the source carries the statement plainly"),
    ("confidence", "medium", "the source carries it with something left open"),
    ("confidence", "low", "a broad or uncited statement, a single case, or hearsay"),
    ("dispute", "undisputed", "no reply or rival account is recorded"),
    ("dispute", "disputed", "somebody denies it or tells it otherwise"),
    ("dispute", "refuted", "shown to be false by other evidence here"),
    ("dispute", "withdrawn", "taken back by who said it"),
  ]

  private static var glossary: Table {
    Table(
      id: "glossary", caption: "Vocabulary", columns: [.init("term", "Term"), .init("means", "Means")],
      rows: terms.map { [Table.Cell(Phrase($0)), Table.Cell(Phrase($1))] }, hasRowHeads: true)
  }

  private static let terms: [(String, String)] = [
    ("assessment", "a dated judgement by a named analyst, added to a claim and never edited"),
    ("claim", "a sentence that can be true or false, with when and where"),
    (
      "deployment",
      "a technology from a supplier, in a place, with its status; planned is never counted as installed"
    ),
    ("document", "bytes as they arrived"),
    ("entity", "a person, body, state or thing in the world, once, under all its names"),
    (
      "event date, assertion date, publication date",
      "when it happened, when it was said, when it was published"
    ),
    ("finding", "one thing a lens says, with the claims it rests on"),
    ("history", "who did what when; each entry carries the digest of the one before"),
    ("identity", "a judgement that two entities are the same, different or undecided"),
    ("instrument", "the means of influence a claim is about, or its part in the argument"),
    ("lens", "an analysis: evidence in, report out"),
    ("not addressed", "a body spoke, and is reported without a word on this"),
    ("not coded", "nobody has looked yet, or nobody wrote it down"),
    ("not in source", "somebody looked, and the source does not say"),
    ("origin", "a source that relays no other recorded here; copies come down to it"),
    ("passage", "a span of a source that somebody singled out"),
    (
      "record",
      "the typed part of a claim: verdict, signature, deployment, payment, legal step, event, treaty act, count"
    ),
    ("relation", "how one claim bears on another: contradicts, answers, generalises, infers from"),
    ("source", "who published or gave us documents"),
    ("stance", "how a speaker, in a passage, bears on a claim"),
    ("verdict", "what one observer mission says of one election on one criterion, against a named standard"),
  ]

  private static let people: [Block] = [
    .paragraph(
      """
      Every person is protected until a public role is recorded with the reason why it is public. A protected person \
      appears only under an alias or a description. Whoever is not named in a source is not named here, even where a \
      name could be guessed.
      """)
  ]

  private static let notDone: [Phrase] = [
    "No claim is scored true or false. Judgements stand beside it, named and dated.",
    "No date, place, amount or name is filled in from memory. A gap is shown with its reason.",
    "No two claims are merged, and no contradiction is resolved; both stay, linked.",
    "No page fetches anything from elsewhere, counts its readers, or needs scripts.",
  ]

  private static func citing(_ text: CaseText) -> [Phrase] {
    [
      Phrase("Cite a claim by its address and the entry of the history at the foot of the page, as in: ")
        + Phrase("\(text.title), claims/ID, entry N, recorded DATE."),
      "Cite the source too, by the place the claim’s page gives. The claim is the coder’s sentence; the source’s own "
        + "words count.",
      "Every page has a JSON form with the same content; tables come as CSV.",
      "attest verify checks the bytes of held documents, each quotation against them, and the chain of the history.",
    ]
  }
}
