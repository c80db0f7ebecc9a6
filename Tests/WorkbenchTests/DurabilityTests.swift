import Evidence
import Foundation
import Provenance
import Reports
import TestSupport
import Testing
import Workbench

@Suite("what was acknowledged is kept, and what is damaged is named")
struct DurabilityTests {
  /// A case small enough to import hundreds of times.
  private func smallCase(in folder: TemporaryFolder) throws -> String {
    var seeded = Seeded(seed: 4)
    let path = folder.path + "/case"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in RandomCase.files(&seeded) {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    }
    return path
  }

  @Test("a whole import, failed at every call to the disk, is either there or not, and the next run finishes")
  func sweep() throws {
    let folder = try TemporaryFolder()
    let path = try smallCase(in: folder)
    let template = folder.path + "/template"
    _ = try Workspace.new(at: template, author: "tester")
    var number = 1
    var isFinished = false
    while !isFinished {
      let fault = number.isMultiple(of: 2) ? StorageFault.full : .broken
      let copy = folder.path + "/w\(number)"
      try FileManager.default.copyItem(atPath: template, toPath: copy)
      defer { try? FileManager.default.removeItem(atPath: copy) }
      isFinished = try importFailing(at: number, fault, copy, path)
      number += 1
      try #require(number < 400, "the import never ran to its end")
    }
    #expect(number > 40, "the sweep should meet every call; it met \(number)")
  }

  /// - Returns: whether the import had fewer calls than `number`.
  private func importFailing(at number: Int, _ fault: StorageFault, _ copy: String, _ path: String) throws
    -> Bool
  {
    var acknowledged: [String] = []
    var hasFinished = false
    do {
      let storage = Storage(at: copy) { if $0.number == number { throw fault } }
      let workspace = try Workspace.open(at: copy, author: "tester", storage: storage)
      let result = try workspace.importCasebook(path, acknowledge: { acknowledged.append($0) })
      #expect(result.entry == 2)
      hasFinished = storage.callCount < number
    } catch let diagnostic as Diagnostic {
      #expect(["storage-full", "storage-trouble"].contains(diagnostic.id), "call \(number): \(diagnostic)")
    }
    let after = try Workspace.open(at: copy, author: "tester")
    let entries = try after.base.read { try $0.history().count }
    let claims = try after.base.read { try $0.claimCount() }
    #expect((entries == 1 && claims == 0) || (entries == 2 && claims > 0), "call \(number): half an import")
    if acknowledged.contains("kept entry 2 of the history") { #expect(entries == 2) }
    _ = try after.importCasebook(path)
    #expect(try after.base.read { try $0.claimCount() } > 0, "call \(number): the next run did not finish")
    let findings = try Workspace.verify(at: copy).findings.filter { $0.severity == .error }
    #expect(findings.map(\.description) == [], "call \(number)")
    return hasFinished
  }

  @Test("a flipped byte anywhere in the workspace is found and its item named")
  func flippedBytes() throws {
    let folder = try TemporaryFolder()
    let workspace = folder.path + "/w"
    do {
      let made = try Workspace.new(at: workspace, author: "tester")
      _ = try made.importCasebook(try smallCase(in: folder))
      _ = try made.checkpoint()
      try addPerson(to: made)
    }
    let items = try FileManager.default.subpathsOfDirectory(atPath: workspace).filter { item in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: workspace + "/" + item, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
    var seeded = Seeded(seed: 11)
    for item in items.sorted() {
      let file = workspace + "/" + item
      let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
      let offsets =
        item == "evidence.sqlite"
        ? (0..<60).map { _ in seeded.int(0...bytes.count - 1) } : [0, bytes.count / 2, bytes.count - 1]
      for offset in offsets where !bytes.isEmpty {
        var spoilt = bytes
        spoilt[offset] ^= 0x20
        try write(spoilt, to: file)
        let errors = try Workspace.verify(at: workspace).findings.filter { $0.severity == .error }
        #expect(!errors.isEmpty, "byte \(offset) of \(item) was flipped and nothing was found")
        let name = item.split(separator: "/").last.map(String.init) ?? item
        #expect(errors.contains { $0.description.contains(name) }, "byte \(offset) of \(item): \(errors)")
        try write(bytes, to: file)
      }
    }
    let after = try Workspace.verify(at: workspace).findings.filter { $0.severity == .error }
    #expect(after.map(\.description) == [], "what was put back verifies")
  }

  private func addPerson(to workspace: Workspace) throws {
    let case1 = workspace.folder + "-people"
    try FileManager.default.createDirectory(atPath: case1, withIntermediateDirectories: true)
    for (name, text) in try FileManager.default.contentsOfDirectory(atPath: workspace.folder + "/../case")
      .map({
        ($0, try String(contentsOfFile: workspace.folder + "/../case/" + $0, encoding: .utf8))
      })
    { try text.write(toFile: case1 + "/" + name, atomically: true, encoding: .utf8) }
    let entities = "id,kind,name,named\nwitness,person,a witness,alias\n"
    try entities.write(toFile: case1 + "/entities.csv", atomically: true, encoding: .utf8)
    _ = try workspace.importCasebook(case1)
    _ = try workspace.addPerson(
      entity: "witness", names: ["Gulnar Testova", "Гулнар Тестова"], role: .witness, purpose: "a test",
      legalBasis: "consent", reviewDate: "2027", passphrase: Passphrase("correct horse"))
  }

  @Test("a protected name stands in no file of the workspace, and is found where it must not stand")
  func people() throws {
    let folder = try TemporaryFolder()
    let made = try Workspace.new(at: folder.path + "/w", author: "tester")
    _ = try smallCase(in: folder)
    try addPerson(to: made)
    for item in try FileManager.default.subpathsOfDirectory(atPath: made.folder) {
      guard let data = FileManager.default.contents(atPath: made.folder + "/" + item) else { continue }
      for name in ["Gulnar", "Testova", "Гулнар", "Тестова"] {
        #expect(data.range(of: Data(name.utf8)) == nil, "\(name) stands in \(item)")
        #expect(
          name.data(using: .utf16LittleEndian).flatMap { data.range(of: $0) } == nil,
          "\(name) stands in \(item)")
      }
    }
    #expect(try made.leaks(in: nil, passphrase: Passphrase("correct horse")) == [])
    let out = folder.path + "/out"
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    try "said гулнар  ТЕСТОВА there".write(toFile: out + "/page.html", atomically: true, encoding: .utf8)
    let leaks = try made.leaks(in: out, passphrase: Passphrase("correct horse"))
    #expect(leaks.map(\.place.file) == [out + "/page.html"])
    let error = #expect(throws: Diagnostic.self) { try made.people(passphrase: Passphrase("wrong horse")) }
    #expect(error?.id == "people-locked")
  }

  private func write(_ bytes: Data, to file: String) throws {
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    try bytes.write(to: URL(fileURLWithPath: file))
    if let mode { try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file) }
  }

  @Test("looking changes nothing: after any reading, not a byte of the base differs from its seal")
  func reading() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/w"
    let made = try Workspace.new(at: path, author: "tester")
    _ = try made.importCasebook(try smallCase(in: folder))
    // The first export signs a checkpoint, and records its key.
    _ = try made.checkpoint()
    let before = try Data(contentsOf: URL(fileURLWithPath: path + "/evidence.sqlite"))
    for _ in 1...2 {
      let opened = try Workspace.open(at: path, author: "tester")
      _ = try opened.check()
      _ = try opened.report(at: .home)
      _ = try opened.exportCasebook(to: folder.path + "/out-\(UUID().uuidString)")
      #expect(try opened.importCasebook(folder.path + "/case").entry == nil)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path + "/evidence.sqlite")) == before)
    let result = try Workspace.verify(at: path)
    #expect(result.findings.map(\.description) == [])
    #expect(result.checked.contains { $0.what.hasPrefix("pages") && $0.count > 10 })
  }

  @Test("nothing is written on top of damage")
  func refusal() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/w"
    _ = try Workspace.new(at: path, author: "tester").importCasebook(try smallCase(in: folder))
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path + "/evidence.sqlite"))
    bytes[bytes.count - 5] ^= 1
    try write(bytes, to: path + "/evidence.sqlite")
    let opened = try Workspace.open(at: path, author: "tester")
    let error = #expect(throws: Diagnostic.self) { try opened.checkpoint() }
    #expect(error?.id == "base-damaged")
  }

  @Test("a row changed through another program is found and named")
  func changedRow() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/w"
    let made = try Workspace.new(at: path, author: "tester")
    _ = try made.importCasebook(try smallCase(in: folder))
    try tamper(path, "UPDATE claim SET statement = 'Something else.' WHERE id = 'claim-0'")
    let found = try Workspace.verify(at: path).findings.map { "\($0.place?.description ?? "") \($0.id)" }
    #expect(found.contains("claim/claim-0 row-changed"))
    try tamper(path, "DELETE FROM role")
    let gone = try Workspace.verify(at: path).findings.map(\.id)
    #expect(gone.contains("history-rows-differ"))
  }

  @Test("the base writes as durably as it promises")
  func pragmas() throws {
    let folder = try TemporaryFolder()
    let made = try Workspace.new(at: folder.path + "/w", author: "tester")
    #expect(try made.base.synchronousLevel() == 2)
    #expect(try made.base.isDefended())
  }

  @Test("a checkpoint shows a history that was rewritten after it")
  func checkpoint() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/w"
    let made = try Workspace.new(at: path, author: "tester")
    let note = try made.checkpoint()
    let file = folder.path + "/note.txt"
    try note.note.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(
      try Workspace.verify(at: path, against: file, key: note.verifier).findings.filter {
        $0.severity == .error
      } == [])
    _ = try made.importCasebook(try smallCase(in: folder))
    #expect(try Workspace.verify(at: path, against: file).findings.filter { $0.severity == .error } == [])
    try tamper(
      path,
      "UPDATE historyEntry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'tester', 'nobody') AS BLOB) WHERE number = 1"
    )
    let found = try Workspace.verify(at: path, against: file).findings.map(\.id)
    #expect(found.contains("history-rewritten"))
  }

  @Test("a base that a newer attest made is refused, with what to do")
  func future() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/w"
    _ = try Workspace.new(at: path, author: "tester")
    try tamper(path, "PRAGMA user_version = 99")
    let error = #expect(throws: Diagnostic.self) { try Workspace.open(at: path, author: "tester") }
    #expect(error?.id == "base-from-the-future")
  }
}
