import Evidence
import Formats
import Foundation
import Provenance
import TestSupport
import Testing

@Suite("casebook folders")
struct CasebookFolderTests {
  /// A small sound case; each test spoils one thing in it.
  static let sound: [String: String] = [
    "case.md": "---\nid: small\ntitle: A small case\ncoder: A. Coder\n---\n\nInvented.\n",
    "sources.csv": """
    id,kind,title_original,language,independence,sha256
    report,report,A report,en,independent,\(String(repeating: "a", count: 64))
    relay,news,A relay,en,independent,

    """,
    "citations.csv": "id,source,note,kind,cites\nn1,report,1,citation,relay\n",
    "passages.csv": "id,source,locator,quotation,citations\np1,report,1 P1 s1,they said so,n1\n",
    "entities.csv": """
    id,kind,name,named,public_role,role_reason
    body,organization,A body,yes,,
    speaker,person,A minister,yes,minister,speaks in office
    victim,person,a woman in a camp,not-in-source,,

    """,
    "names.csv":
      "entity,name,script,kind,because\nbody,A body,Latn,name,its name\nspeaker,A minister,Latn,name,its name\n",
    "claims.csv": """
    id,statement,instrument,modality,confidence,dispute,event_date,quantity_operator,quantity_value,quantity_unit,qualification,coder
    one,The body did it.,elite-funding,allegation,low,disputed,2020,=,5,KGS,Not shown.,A. Coder
    two,The body did not.,elite-funding,report,low,disputed,,,,,,A. Coder

    """,
    "roles.csv": "claim,role,entity,as_written\none,actor,body,\ntwo,actor,,somebody\n",
    "stances.csv": "id,claim,speaker,attitude,passage\ns1,one,speaker,alleges,p1\ns2,two,body,denies,p1\n",
    "relations.csv": "from,relation,to\none,contradicts,two\n",
    "payments.csv":
      "claim,payer,beneficiary,amount,currency,state_link,qualification\none,body,speaker,5,KGS,none,Not shown.\n",
  ]

  /// Reads the sound case with one file changed.
  func read(_ changes: [String: String?] = [:]) throws -> CasebookFolder {
    let folder = try TemporaryFolder()
    for (name, text) in Self.sound.merging(changes.mapValues { $0 ?? "" }, uniquingKeysWith: { $1 })
    where !text.isEmpty {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path + "/" + name))
    }
    return try CasebookFolder.read(folder.path)
  }

  /// The ids of what is wrong when one text in one file is replaced by another, with line and column.
  func check(
    _ file: String, _ old: String, _ new: String, gives expected: String,
    at: SourceLocation = #_sourceLocation
  ) throws {
    let text = try #require(Self.sound[file])
    try #require(text.contains(old), "the sound case has no '\(old)'", sourceLocation: at)
    let folder = try read([file: text.replacingOccurrences(of: old, with: new)])
    let found = folder.diagnostics.map { diagnostic in
      let place = diagnostic.place
      let name = place?.file.split(separator: "/").last ?? ""
      return "\(name):\(place?.line ?? 0):\(place?.column ?? 0) \(diagnostic.id)"
    }
    #expect(found.contains(expected), "found \(found)", sourceLocation: at)
  }

  @Test("a sound case has nothing wrong with it")
  func soundCase() throws { #expect(try read().diagnostics.map(\.description) == []) }

  @Test("each defect is reported with its file, line and column")
  func defects() throws {
    try check("claims.csv", "two,The", "one,The", gives: "claims.csv:3:1 id-twice")
    try check("claims.csv", "two,The", "Two,The", gives: "claims.csv:3:1 id-unread")
    try check("claims.csv", ",2020,", ",March 2020,", gives: "claims.csv:2:60 edtf-unread")
    try check("claims.csv", "KGS,Not", ",Not", gives: "claims.csv:2:69 quantity-without-unit")
    try check("claims.csv", "allegation", "alegation", gives: "claims.csv:2:36 choice-unknown")
    try check("claims.csv", "Not shown.", "", gives: "payments.csv:2:1 payment-unqualified")
    try check("claims.csv", "low,disputed,2020", "low,,2020", gives: "claims.csv:2:51 cell-required")
    try check("stances.csv", "s2,two", "s2,one", gives: "claims.csv:3:1 claim-without-source")
    try check("stances.csv", "denies,p1", "denies,", gives: "stances.csv:3:20 claim-without-source")
    try check("stances.csv", "one,speaker", "one,speeker", gives: "stances.csv:2:8 id-unknown")
    try check("stances.csv", "one,speaker", "one,", gives: "stances.csv:2:8 stance-without-speaker")
    try check("passages.csv", "1 P1 s1", "", gives: "passages.csv:2:11 passage-without-locator")
    try check("payments.csv", "5,KGS", "5,", gives: "payments.csv:2:20 payment-without-currency")
    try check("payments.csv", "KGS", "SOM", gives: "payments.csv:2:20 currency-unknown")
    try check("entities.csv", "minister,speaks in office", ",", gives: "entities.csv:3:31 person-unprotected")
    try check("entities.csv", "speaks in office", "", gives: "entities.csv:3:40 role-without-reason")
    try check("relations.csv", "two", "one", gives: "relations.csv:2:17 relation-to-itself")
    try check("roles.csv", "somebody", "", gives: "roles.csv:3:11 role-empty")
    try check("citations.csv", "citation,relay", "citation,", gives: "citations.csv:2:22 citation-unresolved")
    try check("sources.csv", "A relay", "", gives: "sources.csv:3:12 source-without-title")
    try check(
      "names.csv", "Latn,name,its name\nspeaker", "Roman,name,its name\nspeaker",
      gives: "names.csv:2:13 script-unknown")
  }

  @Test("a circle of relations is reported once, with its way round")
  func circle() throws {
    let folder = try read(["relations.csv": "from,relation,to\none,generalises,two\ntwo,generalises,one\n"])
    #expect(folder.diagnostics.map(\.id) == ["relation-circle"])
    #expect(folder.diagnostics.first?.message.contains("one → two → one") == true)
  }

  @Test("sources that derive from each other are a circle too")
  func sourceCircle() throws {
    let text =
      "id,kind,title_original,language,independence,derives_from\nreport,report,A report,en,independent,relay\nrelay,news,A relay,en,independent,report\n"
    let folder = try read(["sources.csv": text])
    #expect(Set(folder.diagnostics.map(\.id)) == ["source-circle"])
  }

  @Test("all defects of all files come in one run")
  func allAtOnce() throws {
    let folder = try read([
      "claims.csv": Self.sound["claims.csv"]?.replacingOccurrences(of: "2020", with: "soon"),
      "payments.csv": Self.sound["payments.csv"]?.replacingOccurrences(of: "KGS", with: ""),
      "entities.csv": Self.sound["entities.csv"]?.replacingOccurrences(
        of: "minister,speaks in office", with: ","),
    ])
    #expect(
      Set(folder.diagnostics.map(\.id)).isSuperset(of: [
        "edtf-unread", "payment-without-currency", "person-unprotected",
      ]))
  }

  @Test("a mistyped word or id is met with the nearest one there is")
  func nearest() throws {
    let folder = try read([
      "stances.csv": Self.sound["stances.csv"]?.replacingOccurrences(
        of: "s1,one,speaker", with: "s1,one,speker")
    ])
    #expect(folder.diagnostics.first?.help == "did you mean 'speaker'")
  }

  @Test("columns in another order are read; an unknown column is an error, because it would be lost")
  func columns() throws {
    let folder = try read(["relations.csv": "to,from,relation\ntwo,one,contradicts\n"])
    #expect(folder.sheets["relation"]?.map(\.cells) == [["one", "contradicts", "two", ""]])
    let unknown = try read(["relations.csv": "from,relation,to,becuase\none,contradicts,two,x\n"])
    #expect(unknown.diagnostics.map(\.id) == ["column-unknown"])
    #expect(unknown.diagnostics.first?.help == "did you mean 'because'")
  }

  @Test("a folder without case.md is no casebook")
  func noCase() throws {
    let error = #expect(throws: Diagnostic.self) { try read(["case.md": nil]) }
    #expect(error?.id == "casebook-missing")
  }

  @Test("rubbish in any file is a diagnostic, never a trap")
  func rubbish() throws {
    try forAll(count: 60) { seeded in
      (seeded.pick(Self.sound.keys.sorted().filter { $0 != "case.md" }), seeded.text(1...60))
    } holds: { file, text in
      _ = try read([file: text])
      return true
    }
  }
}
