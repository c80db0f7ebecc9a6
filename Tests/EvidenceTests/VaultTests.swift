import Crypto
import Evidence
import Foundation
import Provenance
import TestSupport
import Testing

import struct Provenance.Digest

private let abc = Array("abc".utf8)
/// SHA-256 of `abc`, FIPS 180-4.
private let abcDigest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

private func digest(_ bytes: [UInt8]) -> Digest { Digest(bytes: SHA256.hash(data: bytes)) }

private func ids(_ findings: [Diagnostic]) -> [String] { findings.map(\.id) }

@Test("an original is named by its digest, and only its owner can read it")
func named() throws {
  let folder = try TemporaryFolder()
  let vault = Vault(.disk(at: folder.path))
  let kept = try vault.add(abc)
  #expect(kept.digest.description == abcDigest)
  #expect(kept.byteCount == 3)
  #expect(!kept.wasHeld)
  #expect(try folder.files() == ["originals/ba/\(abcDigest)": abc])
  #expect(try folder.mode("originals/ba/\(abcDigest)") == 0o400)
  for name in ["originals", "originals/ba", "originals/incoming"] {
    #expect(try folder.mode(name) == 0o700)
  }
  #expect(try vault.read(kept.digest) == abc)
}

@Test("file synced, named, folders synced, in this order")
func order() throws {
  let folder = try TemporaryFolder()
  let (storage, log) = Storage.recording(in: folder)
  _ = try Vault(storage).add(abc)
  #expect(
    log.kinds == [
      .makeFolder, .syncFolder, .makeFolder, .syncFolder, .open, .list, .create, .write, .sync, .makeFolder,
      .rename, .syncFolder, .syncFolder,
    ])
}

@Test("the same bytes, from memory, from a file, or twice, are kept once")
func once() throws {
  let folder = try TemporaryFolder()
  let vault = Vault(.disk(at: folder.path))
  // Three blocks and a bit, so that blocks meet.
  let bytes = (0..<(3 * Vault.blockSize + 7)).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
  let outside = try TemporaryFolder()
  try Data(bytes).write(to: URL(filePath: outside.path + "/a name; with 'things' in it"))
  let first = try vault.add(contentsOf: outside.path + "/a name; with 'things' in it")
  let second = try vault.add(bytes)
  #expect(first.digest == digest(bytes))
  #expect(second.digest == first.digest)
  #expect(!first.wasHeld && second.wasHeld)
  #expect(try folder.files().count == 1)
  #expect(try vault.read(first.digest) == bytes)
  #expect(try vault.add([]).digest == digest([]))
}

@Test("a folder, a pipe and nothing at all are not documents")
func notFiles() throws {
  let folder = try TemporaryFolder()
  let vault = Vault(.disk(at: folder.path))
  let pipe = folder.path + "/pipe"
  #expect(mkfifo(pipe, 0o600) == 0)
  for path in [folder.path, pipe] {
    let error = #expect(throws: Diagnostic.self) { try vault.add(contentsOf: path) }
    #expect(error?.id == "document-not-a-file")
  }
  let error = #expect(throws: Diagnostic.self) { try vault.add(contentsOf: folder.path + "/Айгуль.pdf") }
  #expect(error?.message == "the file to add could not be read: no such file or directory")
}

@Test("a document above the limit is refused before it is copied")
func tooLarge() throws {
  let folder = try TemporaryFolder()
  let path = folder.path + "/large"
  #expect(FileManager.default.createFile(atPath: path, contents: nil))
  #expect(truncate(path, Vault.sizeLimit + 1) == 0)
  let (storage, log) = Storage.recording(in: folder)
  let error = #expect(throws: Diagnostic.self) { try Vault(storage).add(contentsOf: path) }
  #expect(error?.id == "document-too-large")
  #expect(error?.message.contains("1073741824 bytes") == true)
  #expect(log.kinds.isEmpty)
}

@Test("one flipped bit anywhere in an original is found and named")
func flipped() throws {
  let folder = try TemporaryFolder()
  let vault = Vault(.disk(at: folder.path))
  let bytes = Array("a witness statement, 214 bytes shorter than most".utf8)
  let kept = try vault.add(bytes).digest
  let other = try vault.add(abc).digest
  let item = Vault.item(kept)
  for index in bytes.indices {
    for bit in 0..<8 {
      var damaged = bytes
      damaged[index] ^= 1 << bit
      try folder.overwrite(item, damaged)
      let survey = try vault.verify()
      #expect(survey.findings.map(\.description).count == 1)
      #expect(survey.findings.first?.id == "original-damaged")
      #expect(survey.findings.first?.place == Place(item))
      #expect(survey.sound == [other])
      #expect(throws: Diagnostic.self) { try vault.read(kept) }
    }
  }
  for damaged in [Array(bytes.dropLast()), bytes + [0], []] {
    try folder.overwrite(item, damaged)
    #expect(try ids(vault.verify().findings) == ["original-damaged"])
  }
}

@Test("adding what is held in a damaged copy says so and changes nothing")
func damagedCopy() throws {
  let folder = try TemporaryFolder()
  let vault = Vault(.disk(at: folder.path))
  let item = Vault.item(try vault.add(abc).digest)
  try folder.overwrite(item, Array("abd".utf8))
  let error = #expect(throws: Diagnostic.self) { try vault.add(abc) }
  #expect(error?.id == "original-damaged")
  #expect(try folder.files() == [item: Array("abd".utf8)])
}

@Test("what is missing, foreign, open to others, left over or asked for by nobody is reported")
func survey() throws {
  let folder = try TemporaryFolder()
  let vault = Vault(.disk(at: folder.path))
  let kept = try vault.add(abc).digest
  let unasked = try vault.add([1]).digest
  let absent = digest([2])
  let originals = folder.path + "/originals/"
  for name in ["notes.txt", "ba/\(abcDigest).txt", "ba/\(digest([9]))", "incoming/readme"] {
    try Data([1]).write(to: URL(filePath: originals + name))
  }
  try Data([1, 2]).write(to: URL(filePath: originals + "incoming/\(String(repeating: "0", count: 32)).part"))
  try FileManager.default.createSymbolicLink(
    atPath: originals + "ba/ba" + String(repeating: "0", count: 62), withDestinationPath: "/etc/passwd")
  try FileManager.default.setAttributes(
    [.posixPermissions: 0o644], ofItemAtPath: folder.path + "/" + Vault.item(kept))
  try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: originals + "ba")
  let survey = try vault.verify(expecting: [kept, absent])
  #expect(survey.sound == [kept, unasked])
  #expect(survey.byteCount == 4)
  #expect(
    survey.findings.map { "\($0.severity) \($0.id) \($0.place?.file.prefix(24) ?? "")" }.sorted() == [
      "error original-missing \(Vault.item(absent).prefix(24))",
      "note original-leftover originals/incoming/00000",
      "note original-unasked \(Vault.item(unasked).prefix(24))",
      "warning original-foreign originals/ba/\(digest([9]).description.prefix(11))",
      "warning original-foreign originals/ba/ba000000000",
      "warning original-foreign originals/ba/ba7816bf8f0",
      "warning original-foreign originals/incoming/readm",
      "warning original-foreign originals/notes.txt",
      "warning original-permissions originals/ba",
      "warning original-permissions originals/ba/ba7816bf8f0",
    ])
}

@Test("a leftover of an interrupted run is cleared by the next, which says so")
func leftover() throws {
  let folder = try TemporaryFolder()
  // Killed at the sync: half a document lies in incoming.
  #expect(throws: Killed.self) { try Vault(.killed(at: 9, in: folder)).add(abc) }
  #expect(try folder.files().keys.first?.hasPrefix("originals/incoming/") == true)
  let vault = Vault(.disk(at: folder.path))
  #expect(try ids(vault.verify().findings) == ["original-leftover"])
  let kept = try vault.add(abc)
  #expect(ids(kept.notes) == ["original-leftover"])
  #expect(try folder.files() == [Vault.item(kept.digest): abc])
  #expect(try vault.verify(expecting: [kept.digest]).findings.isEmpty)
}

/// What must hold after any interruption: what was acknowledged is sound, nothing is there in part, and the
/// next run finishes.
private func checkInterrupted(_ storage: Storage, in folder: TemporaryFolder, isKilled: Bool) throws -> Bool {
  let vault = Vault(.disk(at: folder.path))
  let earlier = try vault.add(Array("kept before".utf8)).digest
  let bytes = [UInt8](repeating: 7, count: 2 * Vault.blockSize + 1)
  var acknowledged: Digest?
  do {
    acknowledged = try Vault(storage).add(bytes).digest
  } catch is Killed {
    #expect(isKilled)
  } catch let error as Diagnostic {
    #expect(error.id == "storage-full" || error.id == "storage-trouble")
  }
  let after = try vault.verify(expecting: [earlier])
  #expect(after.sound.contains(earlier))
  #expect(after.sound.isSubset(of: [earlier, digest(bytes)]))
  #expect(!after.findings.hasErrors)
  if let acknowledged { #expect(after.sound.contains(acknowledged)) }
  if !isKilled { #expect(!ids(after.findings).contains("original-leftover")) }
  let again = try vault.add(bytes).digest
  #expect(again == digest(bytes))
  #expect(try vault.verify(expecting: [earlier, again]).findings.isEmpty)
  return acknowledged != nil
}

@Test(
  "a vault survives a disk that fails or a process that dies at any call",
  arguments: ["full", "broken", "killed"])
func addingSweep(how: String) throws {
  for number in 1...100 {
    let folder = try TemporaryFolder()
    let storage =
      switch how {
      case "full": Storage.failing(at: number, .full, in: folder)
      case "broken": Storage.failing(at: number, .broken, in: folder)
      default: Storage.killed(at: number, in: folder)
      }
    if try checkInterrupted(storage, in: folder, isKilled: how == "killed") {
      #expect(number == storage.callCount + 1, "the sweep ends when no call is left to fail")
      #expect(number > 14)
      return
    }
  }
  Issue.record("adding took more than 100 calls")
}

@Test("the second run of an interrupted add is also safe at any call")
func heldSweep() throws {
  for number in 1...100 {
    let folder = try TemporaryFolder()
    let kept = try Vault(.disk(at: folder.path)).add(abc).digest
    let storage = Storage.killed(at: number, in: folder)
    let isDone = (try? Vault(storage).add(abc)) != nil
    #expect(try Vault(.disk(at: folder.path)).read(kept) == abc)
    if isDone { return }
  }
  Issue.record("adding took more than 100 calls")
}

@Test("many may add at once, the same and other documents")
func atOnce() async throws {
  let folder = try TemporaryFolder()
  let path = folder.path
  let kept = try await withThrowingTaskGroup(of: Vault.Original.self) { group in
    for number in 0..<48 {
      group.addTask { try Vault(.disk(at: path)).add([UInt8](repeating: UInt8(number % 6), count: 50_000)) }
    }
    return try await group.reduce(into: []) { $0.append($1) }
  }
  #expect(kept.filter { !$0.wasHeld }.count == 6)
  #expect(kept.allSatisfy { $0.notes.isEmpty })
  #expect(try Vault(.disk(at: path)).verify(expecting: Set(kept.map(\.digest))).findings.isEmpty)
}
