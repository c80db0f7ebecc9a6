import Evidence
import Foundation
import TestSupport
import Testing

/// The `age` program of others, which must read what we write and write what we read.
private struct Program {
  let path: String

  /// nil, after saying so, when it is not here.
  static func find(_ name: String) -> Program? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
    for folder in path.split(separator: ":") {
      let path = "\(folder)/\(name)"
      if FileManager.default.isExecutableFile(atPath: path) { return Program(path: path) }
    }
    print("skipped: \(name) is not on this machine")
    return nil
  }

  func status(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  func run(_ arguments: String...) throws { try #require(status(arguments) == 0) }
}

@Test(
  "the age program opens what is locked here for a key, and the other way about",
  arguments: [0, 12, 65_536, 150_000])
func keysWithOthers(count: Int) throws {
  guard let age = Program.find("age"), let keygen = Program.find("age-keygen") else { return }
  let folder = try TemporaryFolder()
  let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 13 >> 1) }
  try keygen.run("-o", folder.path + "/key")
  let written = try String(decoding: #require(folder.files()["key"]), as: UTF8.self)
  let secret = try #require(written.split(separator: "\n").last { $0.hasPrefix("AGE-SECRET-KEY-1") })
  let key = try AgeIdentity(String(secret))
  #expect(written.contains(key.recipient.description))

  let other = AgeIdentity()
  try Data(AgeFile.lock(bytes, for: [other.recipient, key.recipient])).write(
    to: URL(filePath: folder.path + "/ours"))
  try age.run("-d", "-i", folder.path + "/key", "-o", folder.path + "/opened", folder.path + "/ours")
  // For nothing at all, age 1.1 makes no file.
  #expect(try folder.files()["opened"] ?? [] == bytes)

  try Data(bytes).write(to: URL(filePath: folder.path + "/open"))
  try age.run(
    "-r", key.recipient.description, "-r", other.recipient.description, "-o", folder.path + "/theirs",
    folder.path + "/open")
  let theirs = try #require(folder.files()["theirs"])
  #expect(try AgeFile.unlock(theirs, with: [key]) == bytes)
  #expect(try AgeFile.unlock(theirs, with: [other]) == bytes)
}

/// age asks for a passphrase at a terminal, so a terminal is made for it.
private let conversation = """
  import sys, pexpect
  age, words, *arguments = sys.argv[1:]
  child = pexpect.spawn(age, arguments, timeout=120)
  while child.expect(['passphrase[^:]*:', pexpect.EOF]) == 0: child.sendline(words)
  child.close()
  sys.exit(child.exitstatus or 0)
  """

@Test("the age program opens what is locked here with a passphrase, and the other way about")
func passphraseWithOthers() throws {
  guard let age = Program.find("age"), let python = Program.find("python3") else { return }
  guard try python.status(["-c", "import pexpect"]) == 0 else {
    print("skipped: python3 on this machine has no pexpect")
    return
  }
  let folder = try TemporaryFolder()
  let bytes = Array("Айгуль, +7 700".utf8)
  let words = "correct horse battery"
  let passphrase = try Passphrase(words)
  try Data(AgeFile.lock(bytes, with: passphrase)).write(to: URL(filePath: folder.path + "/ours"))
  try python.run(
    "-c", conversation, age.path, words, "-d", "-o", folder.path + "/opened", folder.path + "/ours")
  #expect(try folder.files()["opened"] == bytes)

  try Data(bytes).write(to: URL(filePath: folder.path + "/open"))
  try python.run(
    "-c", conversation, age.path, words, "-p", "-o", folder.path + "/theirs", folder.path + "/open")
  #expect(try AgeFile.unlock(#require(folder.files()["theirs"]), with: passphrase) == bytes)
}
