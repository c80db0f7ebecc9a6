import Crypto
import Provenance

/// Words that lock and unlock a file. Printing one shows nothing of it.
package struct Passphrase: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
  let bytes: [UInt8]

  /// The text as it was typed; two ways of typing an accented letter are two passphrases.
  ///
  /// - Throws: `passphrase-empty`.
  package init(_ text: String) throws {
    guard !text.isEmpty else {
      throw Diagnostic("passphrase-empty", "the passphrase is empty", help: "type six words or more")
    }
    bytes = Array(text.utf8)
  }

  package var description: String { "(passphrase)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// The public half of an age key: `age1…`. Files can be locked with it.
package struct AgeRecipient: Hashable, Sendable, CustomStringConvertible {
  /// 32 bytes.
  let publicKey: [UInt8]

  init(publicKey: [UInt8]) { self.publicKey = publicKey }

  /// - Throws: `age-key-unread`.
  package init(_ text: String) throws {
    guard let (prefix, bytes) = Bech32.decode(text), prefix == "age", bytes.count == 32 else {
      throw ageKeyUnread("no age recipient", "copy it again; it begins with age1")
    }
    publicKey = bytes
  }

  package var description: String { Bech32.encode("age", publicKey) }
}

/// The secret half of an age key: `AGE-SECRET-KEY-1…`. Files can be unlocked with it. Printing one shows
/// nothing of it.
package struct AgeIdentity: Sendable, CustomStringConvertible, CustomReflectable {
  private let key: Curve25519.KeyAgreement.PrivateKey
  package let recipient: AgeRecipient

  /// Makes a new key.
  package init() { self.init(Curve25519.KeyAgreement.PrivateKey()) }

  private init(_ key: Curve25519.KeyAgreement.PrivateKey) {
    self.key = key
    recipient = AgeRecipient(publicKey: Array(key.publicKey.rawRepresentation))
  }

  /// - Throws: `age-key-unread`.
  package init(_ text: String) throws {
    guard let (prefix, bytes) = Bech32.decode(text), prefix == "AGE-SECRET-KEY-", bytes.count == 32,
      let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
    else { throw ageKeyUnread("no secret age key", "copy it again; it begins with AGE-SECRET-KEY-1") }
    self.init(key)
  }

  /// `AGE-SECRET-KEY-1…`: for a key file and nothing else.
  package var secret: String { Bech32.encode("AGE-SECRET-KEY-", Array(key.rawRepresentation)) }

  package var description: String { "the secret key of \(recipient)" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// nil when the other key is one that gives every secret away.
  func shared(with publicKey: [UInt8]) -> [UInt8]? {
    guard let other = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: publicKey),
      let secret = try? key.sharedSecretFromKeyAgreement(with: other)
    else { return nil }
    let bytes = secret.withUnsafeBytes { Array($0) }
    return bytes.allSatisfy { $0 == 0 } ? nil : bytes
  }
}

private func ageKeyUnread(_ what: String, _ help: String) -> Diagnostic {
  Diagnostic("age-key-unread", "the text is \(what), or a character of it was changed", help: help)
}

/// Bech32 without its limit of 90 characters, as age writes its keys.
///
/// - Source: BIP 173.
enum Bech32 {
  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  /// In upper case when the prefix is.
  static func encode(_ prefix: String, _ bytes: [UInt8]) -> String {
    let lower = prefix.lowercased()
    let data = regroup(bytes, from: 8, to: 5, padded: true) ?? []
    let sum = checksum(expanded(lower) + data + [0, 0, 0, 0, 0, 0]) ^ 1
    let check = (0..<6).map { UInt8(sum >> (5 * (5 - $0)) & 31) }
    let text = lower + "1" + String(decoding: (data + check).map { alphabet[Int($0)] }, as: UTF8.self)
    return prefix == lower ? text : text.uppercased()
  }

  /// The prefix, in the case it has, and the bytes; nil for anything that does not add up.
  static func decode(_ text: String) -> (prefix: String, bytes: [UInt8])? {
    let lower = text.lowercased()
    guard text == lower || text == text.uppercased(), text.utf8.allSatisfy({ (33...126).contains($0) }),
      let one = text.lastIndex(of: "1"), one > text.startIndex
    else { return nil }
    let prefix = String(text[..<one])
    let letters = lower.utf8.suffix(from: lower.utf8.index(after: one))
    let values = letters.compactMap { letter in alphabet.firstIndex(of: letter).map(UInt8.init) }
    guard values.count == letters.count, values.count > 6,
      checksum(expanded(prefix.lowercased()) + values) == 1,
      let bytes = regroup(Array(values.dropLast(6)), from: 5, to: 8, padded: false)
    else { return nil }
    return (prefix, bytes)
  }

  private static func expanded(_ prefix: String) -> [UInt8] {
    prefix.utf8.map { $0 >> 5 } + [0] + prefix.utf8.map { $0 & 31 }
  }

  private static func checksum(_ values: [UInt8]) -> UInt32 {
    let generator: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    return values.reduce(1) { sum, value in
      var next = (sum & 0x1ff_ffff) << 5 ^ UInt32(value)
      for bit in 0..<5 where sum >> UInt32(25 + bit) & 1 == 1 { next ^= generator[bit] }
      return next
    }
  }

  /// nil when bits are left over that were not put there to pad.
  private static func regroup(_ values: [UInt8], from: Int, to: Int, padded: Bool) -> [UInt8]? {
    var (pending, bits): (UInt32, Int) = (0, 0)
    var groups: [UInt8] = []
    for value in values {
      pending = (pending << UInt32(from) | UInt32(value)) & 0xfff
      bits += from
      while bits >= to {
        bits -= to
        groups.append(UInt8(pending >> UInt32(bits) & (1 << UInt32(to) - 1)))
      }
    }
    let rest = pending & (1 << UInt32(bits) - 1)
    if padded {
      if bits > 0 { groups.append(UInt8(rest << UInt32(to - bits))) }
    } else if bits >= from || rest != 0 {
      return nil
    }
    return groups
  }
}
