import Crypto
import Foundation
package import Provenance
package import struct Provenance.Digest  // not the protocol of that name in Crypto

/// What a log was at one moment: short text to print, sign and give to somebody else to keep. Whoever has
/// it can later tell whether the log was changed or cut before that moment.
///
/// - Source: C2SP tlog-checkpoint (c2sp.org/tlog-checkpoint).
package struct Checkpoint: Hashable, Sendable {
  /// Which log: `attest/` and the random id of the workspace.
  package let origin: String
  /// How many entries.
  package let size: Int
  package let root: Digest

  package init(origin: String, size: Int, root: Digest) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  package init(origin: String, of log: MerkleLog) {
    self.init(origin: origin, size: log.size, root: log.root)
  }

  /// Three lines: origin, size, root. This is what is signed.
  package var text: String { "\(origin)\n\(size)\n\(root.bytes.base64)\n" }

  /// Reads the text of a checkpoint; lines after the third belong to others and are passed over.
  ///
  /// - Throws: `checkpoint-unread`.
  package init(text: String) throws {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard text.hasSuffix("\n"), lines.count > 3 else {
      throw Self.unread("it has fewer than three lines")
    }
    lines.removeLast()
    if lines.contains("") { throw Self.unread("it has an empty line") }
    guard let size = Int(lines[1]), size >= 0, String(size) == lines[1] else {
      throw Self.unread("its second line, '\(lines[1].shown)', is not a number of entries")
    }
    guard let root = [UInt8](base64: lines[2]), root.count == 32 else {
      throw Self.unread("its third line, '\(lines[2].shown)', is not 32 bytes in base 64")
    }
    self.init(origin: lines[0], size: size, root: Digest(bytes: root))
  }

  /// The checkpoint with a signature, as it is printed and kept.
  package func signed(by key: NoteSigner) throws -> String {
    try SignedNote(text: text, by: key).description
  }

  /// Reads a signed checkpoint and checks that the holder of the key signed it.
  ///
  /// - Throws: `checkpoint-unread`, `note-unread`, `note-unsigned` when that key did not sign it,
  ///   `note-forged` when its signature does not fit the text, `checkpoint-elsewhere` for another log.
  package init(signed note: String, by key: NoteVerifier) throws {
    let note = try SignedNote(parsing: note)
    try note.verify(by: key)
    try self.init(text: note.text)
    guard origin == key.name else {
      throw Diagnostic(
        "checkpoint-elsewhere",
        "the checkpoint is of the log '\(origin.shown)', the key is of '\(key.name.shown)'",
        help: "use the key that was kept with this checkpoint")
    }
  }

  /// Whether the log still begins with what it was at this checkpoint.
  ///
  /// - Throws: `log-too-short` when it now holds fewer entries.
  package func holds(for log: MerkleLog) throws -> Bool { try log.root(at: size) == root }

  private static func unread(_ why: String) -> Diagnostic {
    Diagnostic(
      "checkpoint-unread", "the text is no checkpoint: \(why)",
      help: "copy it again, from its first line to the last signature")
  }
}

// MARK: signed notes

/// Text with signatures below it that people can print and pass on.
///
/// - Source: C2SP signed-note (c2sp.org/signed-note), after golang.org/x/mod/sumdb/note.
package struct SignedNote: Hashable, Sendable, CustomStringConvertible {
  package struct Signature: Hashable, Sendable {
    package let name: String
    /// 4 bytes.
    package let keyID: [UInt8]
    package let bytes: [UInt8]
  }

  /// Ends with a line feed.
  package let text: String
  package let signatures: [Signature]

  /// - Throws: `note-unread` when the text is not one that can be signed.
  package init(text: String, by key: NoteSigner) throws {
    guard Self.canBeSigned(text) else { throw Self.unread("its text cannot be signed") }
    self.text = text
    signatures = [
      Signature(name: key.name, keyID: key.verifier.keyID, bytes: try key.signature(over: text))
    ]
  }

  /// - Throws: `note-unread` with the reason.
  package init(parsing note: String) throws {
    let bytes = Array(note.utf8)
    guard bytes.count <= 1 << 20 else { throw Self.unread("it is longer than 1 MiB") }
    guard let gap = bytes.lastGap else { throw Self.unread("no empty line stands before its signatures") }
    text = String(decoding: bytes[...gap], as: UTF8.self)
    guard Self.canBeSigned(text) else { throw Self.unread("it holds control characters") }
    var lines = String(decoding: bytes[(gap + 2)...], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.last == "", lines.count > 1 else { throw Self.unread("its last line is cut off") }
    guard lines.count <= 101 else { throw Self.unread("it has more than 100 signatures") }
    lines.removeLast()
    signatures = try lines.map { line in
      guard let signature = Signature(line: line) else {
        throw Self.unread("'\(String(line).shown)' is not a line of a signature")
      }
      return signature
    }
  }

  package var description: String {
    signatures.reduce(into: text + "\n") { note, signature in
      note += "— \(signature.name) \((signature.keyID + signature.bytes).base64)\n"
    }
  }

  /// Signatures by others are passed over.
  ///
  /// - Throws: `note-unsigned`, `note-forged`.
  package func verify(by key: NoteVerifier) throws {
    let own = signatures.filter { $0.name == key.name && $0.keyID == key.keyID }
    guard !own.isEmpty else {
      throw Diagnostic(
        "note-unsigned", "the key \(key.label) has not signed this note",
        facts: signatures.map { "signed by \($0.name.shown)+\($0.keyID.hex)" },
        help: "use the key that was kept with it")
    }
    guard own.allSatisfy({ key.verifies($0.bytes, over: text) }) else {
      throw Diagnostic(
        "note-forged", "the signature of \(key.label) does not fit the text: one of them was changed",
        help: "compare with another copy; trust neither until they agree")
    }
  }

  private static func canBeSigned(_ text: String) -> Bool {
    text.hasSuffix("\n") && text.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A }
  }

  private static func unread(_ why: String) -> Diagnostic {
    Diagnostic(
      "note-unread", "the text is no signed note: \(why)",
      help: "copy it again, from its first line to the last signature")
  }
}

extension [UInt8] {
  /// Where the last line feed stands that is followed by another.
  fileprivate var lastGap: Int? {
    indices.dropLast().last { self[$0] == 0x0A && self[$0 + 1] == 0x0A }
  }
}

extension SignedNote.Signature {
  fileprivate init?(line: Substring) {
    guard line.hasPrefix("— ") else { return nil }
    let parts = line.dropFirst(2).split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, isNoteName(String(parts[0])), let bytes = [UInt8](base64: String(parts[1])),
      bytes.count > 4
    else { return nil }
    self.init(name: String(parts[0]), keyID: Array(bytes[..<4]), bytes: Array(bytes[4...]))
  }
}

private func isNoteName(_ name: String) -> Bool {
  !name.isEmpty
    && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
}

// MARK: keys

private let ed25519: UInt8 = 0x01

/// A name with the public key that its notes are checked with: the text for somebody else to keep.
package struct NoteVerifier: Hashable, Sendable, CustomStringConvertible {
  package let name: String
  /// The first 4 bytes of SHA-256 over name, line feed, 0x01 and public key.
  package let keyID: [UInt8]
  private let publicKey: [UInt8]

  fileprivate init(name: String, publicKey: [UInt8]) {
    self.name = name
    self.publicKey = publicKey
    let named = Array(name.utf8) + [0x0A, ed25519] + publicKey
    keyID = Array(SHA256.hash(data: named).prefix(4))
  }

  /// Reads `name+id+key`.
  ///
  /// - Throws: `note-key-unread`.
  package init(_ text: String) throws {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, isNoteName(parts[0]), let key = [UInt8](base64: parts[2]), key.count == 33,
      key[0] == ed25519
    else { throw Self.unread() }
    self.init(name: parts[0], publicKey: Array(key.dropFirst()))
    guard keyID.hex == parts[1] else { throw Self.unread() }
  }

  /// `name+id+key`.
  package var description: String { "\(label)+\(([ed25519] + publicKey).base64)" }

  var label: String { "\(name.shown)+\(keyID.hex)" }

  fileprivate func verifies(_ signature: [UInt8], over text: String) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
    return key.isValidSignature(signature, for: Array(text.utf8))
  }

  fileprivate static func unread() -> Diagnostic {
    Diagnostic(
      "note-key-unread", "the text is no key of a note, or a character of it was changed",
      help: "copy it again; it reads name+8 hexadecimal digits+base 64")
  }
}

/// The secret key that signs the checkpoints of one workspace. Never printed by accident.
package struct NoteSigner: Sendable, CustomStringConvertible, CustomReflectable {
  package let verifier: NoteVerifier
  private let seed: [UInt8]

  /// Makes a new key.
  ///
  /// - Precondition: the name has no blank and no `+`.
  package init(name: String) {
    precondition(isNoteName(name), "a key's name has no blank and no plus sign")
    let key = Curve25519.Signing.PrivateKey()
    self.init(name: name, key)
  }

  private init(name: String, _ key: Curve25519.Signing.PrivateKey) {
    seed = Array(key.rawRepresentation)
    verifier = NoteVerifier(name: name, publicKey: Array(key.publicKey.rawRepresentation))
  }

  /// Reads `PRIVATE+KEY+name+id+seed`.
  ///
  /// - Throws: `note-key-unread`.
  package init(secret text: String) throws {
    let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", isNoteName(parts[2]),
      let seed = [UInt8](base64: parts[4]), seed.count == 33, seed[0] == ed25519,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed.dropFirst())
    else { throw NoteVerifier.unread() }
    self.init(name: parts[2], key)
    guard verifier.keyID.hex == parts[3] else { throw NoteVerifier.unread() }
  }

  package var name: String { verifier.name }

  /// `PRIVATE+KEY+name+id+seed`: for the key file and nothing else.
  package var secret: String {
    "PRIVATE+KEY+\(name)+\(verifier.keyID.hex)+\(([ed25519] + seed).base64)"
  }

  package var description: String { "the secret key of \(verifier.label)" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  fileprivate func signature(over text: String) throws -> [UInt8] {
    let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    return try Array(key.signature(for: Array(text.utf8)))
  }

  /// Keeps the key in a new file that only its owner can read.
  ///
  /// - Throws: `note-key-exists`, `storage-full`, `storage-trouble`.
  package func write(to item: String, in storage: Storage) throws {
    let part = item + ".part"
    try storage.remove(part)
    try writeWhole(part, storage)
    guard try storage.rename(part, to: item) else {
      try storage.remove(part)
      throw Diagnostic(
        "note-key-exists", "there is a key in \(item.shown) already",
        help: "use it; checkpoints made with another key would not follow on from its own")
    }
    let parent = item.split(separator: "/").dropLast().joined(separator: "/")
    try storage.syncFolder(parent.isEmpty ? "." : parent)
  }

  private func writeWhole(_ part: String, _ storage: Storage) throws {
    let file = try storage.create(part)
    try storage.write(Array((secret + "\n").utf8), to: file)
    try storage.sync(file)
  }

  package init(readFrom item: String, in storage: Storage) throws {
    let text = String(decoding: try storage.read(item, limit: 4096), as: UTF8.self)
    guard text.hasSuffix("\n") else { throw NoteVerifier.unread() }
    try self.init(secret: String(text.dropLast()))
  }
}
