import Evidence
import Foundation
import Provenance
import TestSupport
import Testing

/// From the documentation and tests of golang.org/x/mod/sumdb/note (The Go Authors, BSD).
private let goSecret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
private let goKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
private let goText = """
  If you think cryptography is the answer to your problem,
  then you don't know what your problem is.

  """
private let goNote =
  goText
  + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
/// The second signature of the same documentation, by another key.
private let enochLine =
  "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
private let enochKey = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"

private let origin = "attest/0123456789abcdef0123456789abcdef"

private func threeEntries() -> MerkleLog {
  MerkleLog(leafHashes: ["a", "b", "c"].map { MerkleLog.leafHash(Array($0.utf8)) })
}

private func id(_ body: () throws -> Void) -> String? {
  do { try body() } catch { return (error as? Diagnostic)?.id ?? "\(error)" }
  return nil
}

@Test("the note that Go's documentation signs is signed and checked alike here")
func goVector() throws {
  let signer = try NoteSigner(secret: goSecret)
  #expect(signer.verifier.description == goKey)
  #expect(signer.secret == goSecret)
  let verifier = try NoteVerifier(goKey)
  #expect(verifier.description == goKey)
  let note = try SignedNote(parsing: goNote)
  try note.verify(by: verifier)
  #expect(note.text == goText)
  #expect(note.description == goNote)
  #if os(Linux)
    // On a Mac, signatures of the system have randomness in them.
    #expect(try SignedNote(text: goText, by: signer).description == goNote)
  #endif
}

@Test("the example of the signed-note specification is accepted")
func specificationVector() throws {
  // c2sp.org/signed-note
  let key = try NoteVerifier("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
  let note = try SignedNote(
    parsing: """
      This is an example message.

      — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

      """)
  try note.verify(by: key)
  #expect(key.keyID.hex == "530d903a")
}

@Test("a note signed by two is checked by the key of either, and by no third")
func twoSignatures() throws {
  let note = try SignedNote(parsing: goNote + enochLine)
  try note.verify(by: NoteVerifier(goKey))
  try note.verify(by: NoteVerifier(enochKey))
  #expect(id { try note.verify(by: NoteSigner(name: "PeterNeumann").verifier) } == "note-unsigned")
}

@Test("a key with any character changed or missing is refused")
func mangledKeys() {
  for text in [goKey, goSecret] {
    let bytes = Array(text.utf8)
    func refuses(_ text: String) -> Bool {
      (try? NoteVerifier(text)) == nil && (try? NoteSigner(secret: text)) == nil
    }
    for index in bytes.indices {
      var other = bytes
      other[index] += 1
      #expect(refuses(String(decoding: other, as: UTF8.self)))
      other.remove(at: index)
      #expect(refuses(String(decoding: other, as: UTF8.self)))
    }
  }
  // Of another length, and of another kind, each with the id that would fit.
  #expect(
    id { _ = try NoteVerifier("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==") }
      == "note-key-unread")
  #expect(
    id { _ = try NoteVerifier("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW") }
      == "note-key-unread")
}

@Test("a checkpoint is three lines that somebody else can keep")
func printed() throws {
  let checkpoint = Checkpoint(origin: origin, of: threeEntries())
  #expect(
    checkpoint.text == """
      attest/0123456789abcdef0123456789abcdef
      3
      NmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=

      """)
  #expect(try Checkpoint(text: checkpoint.text) == checkpoint)
  #expect(try Checkpoint(text: checkpoint.text + "of somebody else\n") == checkpoint)
}

@Test("a checkpoint with any byte changed is refused")
func tamperedCheckpoint() throws {
  let key = NoteSigner(name: origin)
  let checkpoint = Checkpoint(origin: origin, of: threeEntries())
  let signed = try checkpoint.signed(by: key)
  #expect(try Checkpoint(signed: signed, by: key.verifier) == checkpoint)
  let bytes = Array(signed.utf8)
  for index in bytes.indices {
    for flip in [1, 0x20, 0x80] as [UInt8] {
      var other = bytes
      other[index] ^= flip
      let text = String(decoding: other, as: UTF8.self)
      #expect((try? Checkpoint(signed: text, by: key.verifier)) == nil, "byte \(index) ^ \(flip)")
    }
  }
}

@Test(
  "text that only resembles a checkpoint is refused",
  arguments: [
    "", "a\n", "a\n1\n", "a\n01\n\(root)\n", "a\n-1\n\(root)\n", "a\n+1\n\(root)\n", "a\n1\n\(root)",
    "a\n1\n\(root)=\n", "a\n1\nAAAA\n", "\n1\n\(root)\n", "a\n1\n\(root)\n\n",
    "a\n99999999999999999999\n\(root)\n",
    "a\n1\nNmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsF=\n",
  ])
func resembling(text: String) {
  #expect(id { _ = try Checkpoint(text: text) } == "checkpoint-unread")
}

private let root = "NmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE="

@Test("the checkpoint of another log is not taken for this one's")
func elsewhere() throws {
  let key = NoteSigner(name: origin)
  let other = try Checkpoint(origin: "attest/other", of: threeEntries()).signed(by: key)
  #expect(id { _ = try Checkpoint(signed: other, by: key.verifier) } == "checkpoint-elsewhere")
}

@Test("a log that was changed or cut before its checkpoint no longer holds it")
func changedLog() throws {
  let checkpoint = Checkpoint(origin: origin, of: threeEntries())
  var longer = threeEntries()
  longer.append(MerkleLog.leafHash(Array("d".utf8)))
  #expect(try checkpoint.holds(for: longer))
  let changed = MerkleLog(leafHashes: ["a", "x", "c", "d"].map { MerkleLog.leafHash(Array($0.utf8)) })
  #expect(try !checkpoint.holds(for: changed))
  #expect(id { _ = try checkpoint.holds(for: MerkleLog()) } == "log-too-short")
}

@Test("the key file is its owner's alone, is never overwritten, and printing a key shows nothing of it")
func keyFile() throws {
  let folder = try TemporaryFolder()
  let storage = Storage.disk(at: folder.path)
  let key = NoteSigner(name: origin)
  try key.write(to: "checkpoint.key", in: storage)
  #expect(try folder.mode("checkpoint.key") == 0o600)
  #expect(try NoteSigner(readFrom: "checkpoint.key", in: storage).secret == key.secret)
  #expect(id { try NoteSigner(name: origin).write(to: "checkpoint.key", in: storage) } == "note-key-exists")
  #expect(try NoteSigner(readFrom: "checkpoint.key", in: storage).secret == key.secret)
  let secret = key.secret.split(separator: "+").last.map(String.init) ?? ""
  var dumped = ""
  dump(key, to: &dumped)
  #expect(!"\(key) \(String(reflecting: key)) \(dumped)".contains(secret))
}

@Test("a key file is there whole or not at all, whichever call is the last")
func keySweep() throws {
  for number in 1...20 {
    let folder = try TemporaryFolder()
    let disk = Storage.disk(at: folder.path)
    let key = NoteSigner(name: origin)
    let isDone = (try? key.write(to: "checkpoint.key", in: .killed(at: number, in: folder))) != nil
    if try disk.status("checkpoint.key") == nil {
      #expect(!isDone)
      try key.write(to: "checkpoint.key", in: disk)
    }
    #expect(try NoteSigner(readFrom: "checkpoint.key", in: disk).secret == key.secret)
    if isDone { return }
  }
  Issue.record("writing took more than 20 calls")
}
