import Crypto
import CryptoExtras
import Foundation
import Provenance

/// Files in the age format, version 1: locked with a passphrase or for the holders of keys, readable with
/// the `age` program and by it. In memory and whole; strict about what it reads.
///
/// - Source: C2SP age (c2sp.org/age, age-encryption.org/v1).
package enum AgeFile {
  /// log₂ of the cost of trying one passphrase: about a second, and 256 MiB while it lasts.
  package static let workFactor = 18
  /// The highest read: more would be a trap rather than a lock.
  package static let workFactorLimit = 22
  /// The longest header read, in bytes.
  package static let headerLimit = 64 << 10

  /// Locks bytes with a passphrase.
  package static func lock(
    _ bytes: [UInt8], with passphrase: Passphrase, workFactor: Int = AgeFile.workFactor
  ) throws -> [UInt8] {
    precondition((1...workFactorLimit).contains(workFactor), "a work factor is 1 to \(workFactorLimit)")
    let fileKey = randomBytes(16)
    let salt = randomBytes(16)
    let wrapKey = try scrypt(passphrase, salt, workFactor)
    let stanza = AgeStanza(
      type: "scrypt", arguments: [salt.base64Unpadded, String(workFactor)], body: try wrap(fileKey, wrapKey))
    return try seal(bytes, fileKey, [stanza])
  }

  /// Locks bytes for the holders of any of the keys.
  package static func lock(_ bytes: [UInt8], for recipients: [AgeRecipient]) throws -> [UInt8] {
    precondition(!recipients.isEmpty, "a file is locked for somebody")
    let fileKey = randomBytes(16)
    let stanzas = try recipients.map { recipient in
      let ephemeral = AgeIdentity()
      let share = ephemeral.recipient.publicKey
      guard let secret = ephemeral.shared(with: recipient.publicKey) else {
        throw Diagnostic(
          "age-key-unread", "\(recipient) is a key that anybody can open", help: "ask for another one")
      }
      let wrapKey = derive(secret, salt: share + recipient.publicKey, info: x25519Info)
      return AgeStanza(type: "X25519", arguments: [share.base64Unpadded], body: try wrap(fileKey, wrapKey))
    }
    return try seal(bytes, fileKey, stanzas)
  }

  /// - Throws: `age-locked` when the passphrase is another, `age-unread` when this is no age file,
  ///   `age-damaged` when a byte of it was changed or is missing.
  package static func unlock(_ file: [UInt8], with passphrase: Passphrase) throws -> [UInt8] {
    try open(file) { stanzas in
      guard let stanza = stanzas.first, stanza.type == "scrypt" else { return nil }
      let (salt, workFactor) = try scryptArguments(stanza)
      return try unwrap(stanza.body, try scrypt(passphrase, salt, workFactor))
    }
  }

  /// - Throws: `age-locked` when it is for none of these keys, `age-unread`, `age-damaged`.
  package static func unlock(_ file: [UInt8], with identities: [AgeIdentity]) throws -> [UInt8] {
    try open(file) { stanzas in
      for stanza in stanzas where stanza.type == "X25519" {
        let share = try shareArgument(stanza)
        for identity in identities {
          guard let secret = identity.shared(with: share) else {
            throw unread("one of its keys is one that anybody can open")
          }
          let salt = share + identity.recipient.publicKey
          if let key = try unwrap(stanza.body, derive(secret, salt: salt, info: x25519Info)) { return key }
        }
      }
      return nil
    }
  }
}

// MARK: the file key

extension AgeFile {
  private static let x25519Info = "age-encryption.org/v1/X25519"

  private static func seal(_ bytes: [UInt8], _ fileKey: [UInt8], _ stanzas: [AgeStanza]) throws -> [UInt8] {
    let header = AgeHeader(stanzas: stanzas)
    let nonce = randomBytes(16)
    var stream = AgeStream(key: derive(fileKey, salt: nonce, info: "payload"))
    return Array(header.text(mac: mac(header, fileKey)).utf8) + nonce + (try stream.seal(bytes))
  }

  private static func open(
    _ file: [UInt8], _ findKey: ([AgeStanza]) throws -> [UInt8]?
  ) throws -> [UInt8] {
    let read = try AgeHeader.parse(file)
    let isAlone = read.header.stanzas.count == 1
    guard isAlone || !read.header.stanzas.contains(where: { $0.type == "scrypt" }) else {
      throw unread("a passphrase must be the only way to open it")
    }
    guard let fileKey = try findKey(read.header.stanzas) else { throw locked() }
    let signed = file[..<read.signedCount]
    guard HMAC<SHA256>.isValidAuthenticationCode(read.mac, authenticating: signed, using: macKey(fileKey))
    else {
      throw damaged("its header was changed")
    }
    let payload = file[read.byteCount...]
    guard payload.count >= 16 else { throw damaged("it is cut off") }
    var stream = AgeStream(key: derive(fileKey, salt: Array(payload.prefix(16)), info: "payload"))
    return try stream.open(payload.dropFirst(16))
  }

  private static func macKey(_ fileKey: [UInt8]) -> SymmetricKey {
    SymmetricKey(data: derive(fileKey, salt: [], info: "header"))
  }

  private static func mac(_ header: AgeHeader, _ fileKey: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: header.signed, using: macKey(fileKey)))
  }

  private static func derive(_ secret: [UInt8], salt: [UInt8], info: String) -> [UInt8] {
    let key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: secret), salt: salt, info: Array(info.utf8), outputByteCount: 32)
    return key.withUnsafeBytes { Array($0) }
  }

  /// The key that wraps is used once, so its nonce is always zero.
  private static func wrap(_ fileKey: [UInt8], _ key: [UInt8]) throws -> [UInt8] {
    let nonce = try ChaChaPoly.Nonce(data: [UInt8](repeating: 0, count: 12))
    let box = try ChaChaPoly.seal(fileKey, using: SymmetricKey(data: key), nonce: nonce)
    return Array(box.ciphertext + box.tag)
  }

  /// nil when the key is another.
  private static func unwrap(_ body: [UInt8], _ key: [UInt8]) throws -> [UInt8]? {
    guard body.count == 32 else { throw unread("a wrapped key has \(body.count) bytes, not 32") }
    let sealed = [UInt8](repeating: 0, count: 12) + body
    return (try? ChaChaPoly.open(.init(combined: sealed), using: SymmetricKey(data: key))).map(Array.init)
  }

  private static func scrypt(
    _ passphrase: Passphrase, _ salt: [UInt8], _ workFactor: Int
  ) throws -> [UInt8] {
    let key = try KDF.Scrypt.deriveKey(
      from: passphrase.bytes, salt: Array("age-encryption.org/v1/scrypt".utf8) + salt, outputByteCount: 32,
      rounds: 1 << workFactor, blockSize: 8, parallelism: 1)
    return key.withUnsafeBytes { Array($0) }
  }

  private static func scryptArguments(_ stanza: AgeStanza) throws -> (salt: [UInt8], workFactor: Int) {
    guard stanza.arguments.count == 2, let salt = [UInt8](base64Unpadded: stanza.arguments[0]),
      salt.count == 16
    else { throw unread("its salt is not 16 bytes in base 64") }
    let written = stanza.arguments[1]
    guard let workFactor = Int(written), workFactor > 0, String(workFactor) == written else {
      throw unread("its work factor, '\(written.shown)', is not a number")
    }
    guard workFactor <= workFactorLimit else {
      throw unread("its work factor is \(workFactor); more than \(workFactorLimit) is not tried")
    }
    return (salt, workFactor)
  }

  private static func shareArgument(_ stanza: AgeStanza) throws -> [UInt8] {
    guard stanza.arguments.count == 1, let share = [UInt8](base64Unpadded: stanza.arguments[0]),
      share.count == 32, stanza.body.count == 32
    else { throw unread("one of its keys is not 32 bytes in base 64") }
    return share
  }
}

func randomBytes(_ count: Int) -> [UInt8] {
  var random = SystemRandomNumberGenerator()
  return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
}

// MARK: the header

/// One way to open a file.
struct AgeStanza: Hashable, Sendable {
  let type: String
  let arguments: [String]
  let body: [UInt8]

  var text: String {
    let encoded = body.base64Unpadded
    var lines = ["-> " + ([type] + arguments).joined(separator: " ")]
    var rest = encoded[...]
    // The last line is shorter than 64, if need be empty.
    while rest.utf8.count >= 64 {
      lines.append(String(rest.prefix(64)))
      rest = rest.dropFirst(64)
    }
    return (lines + [String(rest)]).joined(separator: "\n") + "\n"
  }
}

struct AgeHeader: Hashable, Sendable {
  static let version = "age-encryption.org/v1"
  let stanzas: [AgeStanza]

  /// What the last line vouches for.
  var signed: [UInt8] {
    Array((Self.version + "\n" + stanzas.map(\.text).joined() + "---").utf8)
  }

  func text(mac: [UInt8]) -> String {
    String(decoding: signed, as: UTF8.self) + " \(mac.base64Unpadded)\n"
  }

  struct Read {
    let header: AgeHeader
    let mac: [UInt8]
    /// How many bytes of the file the code vouches for.
    let signedCount: Int
    let byteCount: Int
  }

  static func parse(_ file: [UInt8]) throws -> Read {
    var lines = Lines(bytes: file.prefix(AgeFile.headerLimit))
    guard lines.next() == version else { throw AgeFile.unread("its first line is not '\(version)'") }
    var stanzas: [AgeStanza] = []
    while true {
      let signedCount = lines.start + 3
      guard let line = lines.next() else { break }
      if line.hasPrefix("---") {
        guard line.hasPrefix("--- "), let mac = [UInt8](base64Unpadded: String(line.dropFirst(4))),
          mac.count == 32, !stanzas.isEmpty
        else { throw AgeFile.unread("the last line of its header is not 32 bytes in base 64") }
        let header = AgeHeader(stanzas: stanzas)
        return Read(header: header, mac: mac, signedCount: signedCount, byteCount: lines.start)
      }
      stanzas.append(try stanza(line, &lines))
    }
    throw AgeFile.unread("its header does not end within \(AgeFile.headerLimit) bytes")
  }

  private static func stanza(_ line: String, _ lines: inout Lines) throws -> AgeStanza {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count > 1, words[0] == "->", words.dropFirst().allSatisfy({ !$0.isEmpty }) else {
      throw AgeFile.unread("'\(line.shown)' does not begin a way to open it")
    }
    var body: [UInt8] = []
    while true {
      guard let line = lines.next(), line.utf8.count <= 64, let part = [UInt8](base64Unpadded: line) else {
        throw AgeFile.unread("a line of a key is not base 64, or longer than 64 characters")
      }
      body += part
      if line.utf8.count < 64 { break }
    }
    return AgeStanza(type: words[1], arguments: Array(words.dropFirst(2)), body: body)
  }

  /// Lines of printable ASCII that end with a line feed.
  private struct Lines {
    let bytes: ArraySlice<UInt8>
    var start = 0

    init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    mutating func next() -> String? {
      guard let end = bytes[start...].firstIndex(of: 0x0A) else { return nil }
      let line = bytes[start..<end]
      guard line.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
      start = end + 1
      return String(decoding: line, as: UTF8.self)
    }
  }
}

// MARK: the payload

/// The stream of sealed chunks: each says its number and whether it is the last, so that none can be
/// changed, moved, dropped or added.
struct AgeStream {
  static let chunkSize = 64 << 10
  private static let tagSize = 16
  private let key: SymmetricKey
  private var number: UInt64 = 0

  init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

  /// 11 bytes of number, then 1 in the last chunk.
  private mutating func nextNonce(isLast: Bool) throws -> ChaChaPoly.Nonce {
    let count = withUnsafeBytes(of: number.bigEndian) { Array($0) }
    number += 1
    return try ChaChaPoly.Nonce(data: [0, 0, 0] + count + [isLast ? 1 : 0])
  }

  mutating func seal(_ bytes: [UInt8]) throws -> [UInt8] {
    var sealed: [UInt8] = []
    var rest = bytes[...]
    repeat {
      let chunk = rest.prefix(Self.chunkSize)
      rest = rest.dropFirst(Self.chunkSize)
      let box = try ChaChaPoly.seal(chunk, using: key, nonce: nextNonce(isLast: rest.isEmpty))
      sealed += box.ciphertext + box.tag
    } while !rest.isEmpty
    return sealed
  }

  mutating func open(_ sealed: ArraySlice<UInt8>) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = sealed
    repeat {
      let chunk = rest.prefix(Self.chunkSize + Self.tagSize)
      rest = rest.dropFirst(chunk.count)
      guard chunk.count >= Self.tagSize else { throw AgeFile.damaged("it is cut off") }
      let nonce = try nextNonce(isLast: rest.isEmpty)
      let isEmpty = chunk.count == Self.tagSize
      guard !isEmpty || bytes.isEmpty && rest.isEmpty,
        let box = try? ChaChaPoly.SealedBox(
          nonce: nonce, ciphertext: chunk.dropLast(Self.tagSize), tag: chunk.suffix(Self.tagSize)),
        let open = try? ChaChaPoly.open(box, using: key)
      else { throw AgeFile.damaged("a byte of it was changed, or it is cut off") }
      bytes += open
    } while !rest.isEmpty
    return bytes
  }
}

// MARK: diagnostics

extension AgeFile {
  static func unread(_ why: String) -> Diagnostic {
    Diagnostic("age-unread", "the file is no age file: \(why)", help: "restore it from a backup")
  }

  static func damaged(_ why: String) -> Diagnostic {
    Diagnostic(
      "age-damaged", "the locked file is not as it was written: \(why)", help: "restore it from a backup")
  }

  static func locked() -> Diagnostic {
    Diagnostic(
      "age-locked", "the file does not open with this passphrase or key",
      help: "type the passphrase again, or use a key it was locked for")
  }
}
