import Evidence
import Foundation
import Provenance
import TestSupport
import Testing
import Workbench

@Suite("a casebook goes in and comes out")
struct CasebookRoundTripTests {
  static let centralAsia =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/Casebook/central-asia"

  /// The article itself, which is no part of the project.
  static var article: String {
    let data = ProcessInfo.processInfo.environment["ATTEST_DATA"] ?? centralAsia + "/../../../shared"
    return data + "/article/article.md"
  }

  func workspace(_ folder: TemporaryFolder, _ name: String = "w") throws -> Workspace {
    try Workspace.new(at: folder.path + "/" + name, author: "tester")
  }

  func files(_ path: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      files[name] = FileManager.default.contents(atPath: path + "/" + name)
    }
    return files
  }

  @Test("the Central Asia case has no defect and comes out byte for byte")
  func centralAsiaRoundTrip() throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    let result = try workspace.importCasebook(Self.centralAsia)
    #expect(result.diagnostics.map(\.description) == [])
    _ = try workspace.exportCasebook(to: folder.path + "/out")
    #expect(try files(folder.path + "/out") == files(Self.centralAsia))
  }

  @Test("importing the same folder twice changes nothing")
  func twice() throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    #expect(try workspace.importCasebook(Self.centralAsia).entry != nil)
    #expect(try workspace.importCasebook(Self.centralAsia).entry == nil)
  }

  @Test("an import with errors changes nothing")
  func nothingChanges() throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    let spoilt = folder.path + "/spoilt"
    try FileManager.default.copyItem(atPath: Self.centralAsia, toPath: spoilt)
    try Data("from,relation,to,because\nc001,denies,c001,\n".utf8).write(
      to: URL(fileURLWithPath: spoilt + "/relations.csv"))
    let before = try Data(contentsOf: URL(fileURLWithPath: workspace.folder + "/evidence.sqlite"))
    let result = try workspace.importCasebook(spoilt)
    #expect(result.diagnostics.map(\.id) == ["relation-to-itself"])
    #expect(result.entry == nil)
    #expect(try Data(contentsOf: URL(fileURLWithPath: workspace.folder + "/evidence.sqlite")) == before)
  }

  /// Any texts in the free cells, rows in any order: what comes out, goes in and comes out again, is the same.
  @Test("import, export, import is the same case, whatever the texts and the order of rows")
  func property() throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      var seeded = Seeded(seed: seed)
      let folder = try TemporaryFolder()
      let first = folder.path + "/first"
      try FileManager.default.createDirectory(atPath: first, withIntermediateDirectories: true)
      for (name, text) in RandomCase.files(&seeded) {
        try Data(text.utf8).write(to: URL(fileURLWithPath: first + "/" + name))
      }
      let one = try workspace(folder, "one")
      let result = try one.importCasebook(first)
      try #require(!result.diagnostics.hasErrors, "seed \(seed): \(result.diagnostics)")
      _ = try one.exportCasebook(to: folder.path + "/second")
      let two = try workspace(folder, "two")
      #expect(try two.importCasebook(folder.path + "/second").entry != nil, "seed \(seed)")
      _ = try two.exportCasebook(to: folder.path + "/third")
      #expect(try files(folder.path + "/second") == files(folder.path + "/third"), "seed \(seed)")
      for sheet in Sheet.all {
        let left = try one.base.read { try $0.rows(of: sheet) }
        let right = try two.base.read { try $0.rows(of: sheet) }
        #expect(left == right, "seed \(seed), \(sheet.file)")
      }
    }
  }

  @Test("an edited folder supersedes what changed, withdraws what is gone, and keeps both")
  func edited() throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    var seeded = Seeded(seed: 9)
    let case1 = folder.path + "/case"
    try FileManager.default.createDirectory(atPath: case1, withIntermediateDirectories: true)
    for (name, text) in RandomCase.files(&seeded) {
      try Data(text.utf8).write(to: URL(fileURLWithPath: case1 + "/" + name))
    }
    let first = try workspace.importCasebook(case1)
    #expect(first.diagnostics.filter { $0.severity == .error }.map(\.description) == [])
    let claims = case1 + "/claims.csv"
    let random = try workspace.base.read { try $0.randomID(ofClaim: "claim-0") }
    var rows = try workspace.base.read { try $0.rows(of: Sheet.named("claim")) }
    let changed = try #require(rows.firstIndex { $0.cells[0] == "claim-0" })
    rows[changed].cells[1] = "Said otherwise now."
    let head = Sheet.named("claim").columns.map(\.name)
    let text = ([head] + rows.map(\.cells)).map { $0.map(RandomCase.quoted).joined(separator: ",") }
    try text.joined(separator: "\n").write(toFile: claims, atomically: true, encoding: .utf8)
    let result = try workspace.importCasebook(case1)
    #expect(result.changes.first { $0.table == "claim" }?.tally.superseded == 1)
    let now = try workspace.base.read { try $0.claim("claim-0") }
    #expect(now?.statement == "Said otherwise now.")
    let versions = try workspace.base.read { try $0.earlierVersions(of: "claim-0", in: "claim") }
    #expect(versions.count == 1)
    #expect(try workspace.base.read { try $0.randomID(ofClaim: "claim-0") } == random)
    let found = try Workspace.verify(at: workspace.folder)
    #expect(found.findings.filter { $0.severity == .error }.map(\.description) == [])
  }
}

/// A sound case with texts nobody would choose.
enum RandomCase {
  static func files(_ seeded: inout Seeded) -> [(String, String)] {
    let count = seeded.int(2...9)
    func table(_ head: String, _ rows: [[String]]) -> String {
      ([head] + rows.map { $0.map(quoted).joined(separator: ",") }).joined(separator: "\n") + "\n"
    }
    var ids = Array(0..<count)
    ids.shuffle(using: &seeded)
    let claims = ids.map { ["claim-\($0)", cell(&seeded), "context", "fact", "low", "undisputed", "tester"] }
    let stances = ids.map {
      ["stance-\($0)", "claim-\($0)", cell(&seeded), "asserts", "passage", cell(&seeded)]
    }
    let roles = ids.map { ["claim-\($0)", "actor", "", cell(&seeded)] }
    return [
      ("case.md", "---\nid: random\ntitle: Random\ncoder: tester\n---\n\n" + cell(&seeded)),
      (
        "sources.csv",
        table(
          "id,kind,title_original,language,independence,note",
          [["source", "report", cell(&seeded), "en", "unknown", cell(&seeded)]])
      ),
      (
        "passages.csv",
        table("id,source,locator,note", [["passage", "source", cell(&seeded), cell(&seeded)]])
      ),
      ("claims.csv", table("id,statement,instrument,modality,confidence,dispute,coder", claims)),
      ("stances.csv", table("id,claim,speaker_as_written,attitude,passage,note", stances)),
      ("roles.csv", table("claim,role,entity,as_written", roles)),
    ]
  }

  /// A text that is neither blank nor begins or ends with a space.
  private static func cell(_ seeded: inout Seeded) -> String {
    "x" + seeded.text(0...8).unicodeScalars.filter { $0 != "\u{0}" }.map(String.init).joined() + "x"
  }

  static func quoted(_ text: String) -> String {
    "\"" + text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}
