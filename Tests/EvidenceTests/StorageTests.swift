import Evidence
import Foundation
import Provenance
import TestSupport
import Testing

@Test("what storage makes is its owner's alone")
func permissions() throws {
  let folder = try TemporaryFolder()
  let storage = Storage.disk(at: folder.path)
  #expect(try storage.makeFolder("a"))
  #expect(try !storage.makeFolder("a"))
  try storage.write([1, 2, 3], to: storage.create("a/b"))
  try storage.write([4], to: storage.create("a/c", mode: 0o400))
  #expect(try folder.mode("a") == 0o700)
  #expect(try folder.mode("a/b") == 0o600)
  #expect(try folder.mode("a/c") == 0o400)
  #expect(try storage.read("a/b", limit: 3) == [1, 2, 3])
  #expect(try storage.list("a").map(\.name) == ["b", "c"])
}

@Test("a name that is taken is left alone, unless it is to be replaced")
func renaming() throws {
  let folder = try TemporaryFolder()
  let storage = Storage.disk(at: folder.path)
  for name in ["a", "b", "c"] { try storage.write(Array(name.utf8), to: storage.create(name)) }
  #expect(try !storage.rename("a", to: "b"))
  #expect(try folder.files()["b"] == Array("b".utf8))
  #expect(try storage.rename("a", to: "d"))
  try storage.replace("b", with: "c")
  #expect(try folder.files().mapValues { String(decoding: $0, as: UTF8.self) } == ["b": "c", "d": "a"])
}

@Test("every operation is told before it happens, with its number")
func told() throws {
  let folder = try TemporaryFolder()
  let (storage, log) = Storage.recording(in: folder)
  try storage.makeFolder("a")
  let file = try storage.create("a/b")
  try storage.write([1], to: file)
  try storage.sync(file)
  _ = try storage.rename("a/b", to: "a/c")
  try storage.syncFolder("a")
  try storage.commit("evidence.sqlite")
  #expect(log.kinds == [.makeFolder, .create, .write, .sync, .rename, .syncFolder, .commit])
  #expect(log.numbers == Array(1...7))
  #expect(storage.callCount == 7)
}

@Test("a full disk and a broken one are told apart, naming the item, the cause and the next step")
func troubles() throws {
  let folder = try TemporaryFolder()
  let full = #expect(throws: Diagnostic.self) {
    _ = try Storage.failing(at: 1, .full, in: folder).create("originals/incoming/1.part")
  }
  #expect(
    full?.description == """
      error: originals/incoming/1.part could not be made: no space left on device [storage-full]
        help: free space on this disk, then run the same command again; what was acknowledged is kept
      """)
  let broken = #expect(throws: Diagnostic.self) {
    try Storage.failing(at: 1, .broken, in: folder).syncFolder("originals/ab")
  }
  #expect(broken?.id == "storage-trouble")
  #expect(broken?.message == "originals/ab could not be synced: input/output error")
  #expect(try folder.files().isEmpty)
}

@Test("the system's own refusal names the item and not the folder it is in")
func refusal() throws {
  let folder = try TemporaryFolder()
  let storage = Storage.disk(at: folder.path)
  let error = #expect(throws: Diagnostic.self) { _ = try storage.open("originals/ab/nothing") }
  #expect(error?.message == "originals/ab/nothing could not be read: no such file or directory")
}

@Test("a link is followed neither when making a file nor when reading one")
func links() throws {
  let folder = try TemporaryFolder()
  let outside = try TemporaryFolder()
  try Data([1]).write(to: URL(filePath: outside.path + "/file"))
  for (name, target) in [("a", "/file"), ("b", "/nothing")] {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/" + name, withDestinationPath: outside.path + target)
    let storage = Storage.disk(at: folder.path)
    #expect(throws: Diagnostic.self) { _ = try storage.create(name) }
    #expect(throws: Diagnostic.self) { _ = try storage.open(name) }
  }
  #expect(try outside.files() == ["file": [1]])
}
