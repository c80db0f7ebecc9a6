import Evidence
import Foundation
import Provenance
import Testing

private func id(_ body: () throws -> some Any) -> String? {
  do { _ = try body() } catch { return (error as? Diagnostic)?.id ?? "\(error)" }
  return nil
}

private func words(_ text: String) throws -> Passphrase { try Passphrase(text) }

@Test(
  "bytes of any length come back, for passphrase and key",
  arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
func roundTrip(count: Int) throws {
  let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 2) }
  let locked = try AgeFile.lock(bytes, with: words("correct horse"), workFactor: 2)
  #expect(try AgeFile.unlock(locked, with: words("correct horse")) == bytes)
  let (one, two, three) = (AgeIdentity(), AgeIdentity(), AgeIdentity())
  let shared = try AgeFile.lock(bytes, for: [one.recipient, two.recipient])
  #expect(try AgeFile.unlock(shared, with: [one]) == bytes)
  #expect(try AgeFile.unlock(shared, with: [three, two]) == bytes)
  #expect(id { try AgeFile.unlock(shared, with: [three]) } == "age-locked")
  #expect(id { try AgeFile.unlock(locked, with: words("Correct horse")) } == "age-locked")
  #expect(id { try AgeFile.unlock(locked, with: [one]) } == "age-locked")
  #expect(id { try AgeFile.unlock(shared, with: words("correct horse")) } == "age-locked")
}

@Test("a locked file with any byte changed, missing or added is refused")
func tamper() throws {
  let key = AgeIdentity()
  let bytes = Array("names of witnesses".utf8)
  let passphrase = try words("correct horse")
  let files: [([UInt8], ([UInt8]) throws -> [UInt8])] = [
    (try AgeFile.lock(bytes, for: [key.recipient]), { try AgeFile.unlock($0, with: [key]) }),
    (try AgeFile.lock(bytes, with: passphrase, workFactor: 1), { try AgeFile.unlock($0, with: passphrase) }),
  ]
  let refusals: Set<String?> = ["age-unread", "age-locked", "age-damaged"]
  for (file, open) in files {
    #expect(try open(file) == bytes)
    for index in file.indices {
      for flip in [0x01, 0x02, 0x20, 0x80] as [UInt8] {
        var other = file
        other[index] ^= flip
        #expect(refusals.contains(id { try open(other) }), "byte \(index) ^ \(flip)")
      }
      #expect(refusals.contains(id { try open(Array(file[..<index])) }), "cut at \(index)")
    }
    #expect(id { try open(file + [0]) } == "age-damaged")
  }
}

@Test("chunks cannot be moved, dropped or repeated")
func chunks() throws {
  let key = AgeIdentity()
  let bytes = [UInt8](repeating: 5, count: 3 * 65_536)
  let file = try AgeFile.lock(bytes, for: [key.recipient])
  let chunk = 65_536 + 16
  let start = file.count - 3 * chunk
  let (one, two, three) = (
    file[start..<(start + chunk)], file[(start + chunk)..<(start + 2 * chunk)], file[(start + 2 * chunk)...]
  )
  #expect(try AgeFile.unlock(Array(file[..<start] + one + two + three), with: [key]) == bytes)
  for payload in [
    two + one + three, one + two, one + three, one + one + two + three, one + two + three + three,
  ] {
    #expect(id { try AgeFile.unlock(Array(file[..<start] + payload), with: [key]) } == "age-damaged")
  }
}

// MARK: vectors

/// Headers of the test vectors of c2sp.org/CCTV/age (0BSD); their payloads are left out, so that a header
/// that is read and opened ends at the missing payload.
private let vectorKey = "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6"
private let lowOrderKey = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"
private let ownStanza = """
  -> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc
  EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U
  """

private struct Vector {
  let name: String
  var key = vectorKey
  let lines: String
  let expected: String
}

private let vectors = [
  Vector(
    name: "x25519",
    lines: "\(ownStanza)\n--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0", expected: "it is cut off"),
  Vector(
    name: "stanza_valid_characters",
    lines: """
      -> !"#$%&' ()*+,-./ 01234567 89:;<=>? @ABCDEFG HIJKLMNO

      -> PQRSTUVW XYZ[\\]^_ `abcdefg hijklmno pqrstuvw xyz{|}~

      \(ownStanza)
      --- x538z9xJq9XEK1aTTTv80aWDVvVdROvaXn2tpqXPC8g
      """, expected: "it is cut off"),
  Vector(
    name: "stanza_not_canonical",
    lines: """
      \(ownStanza)
      -> stanza
      QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB
      QUF
      --- nQM2VCzmNLPrUurNWN+SW9wVp/9uTMQ/6CTUM7l8c84
      """, expected: "a line of a key is not base 64, or longer than 64 characters"),
  Vector(
    name: "stanza_base64_padding",
    lines: """
      \(ownStanza)
      -> stanza
      QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB
      QUE=
      --- OtG7IuNHaf2SHZuowmxg/fhbhtz0/DI5g5OGd7WH7S0
      """, expected: "a line of a key is not base 64, or longer than 64 characters"),
  Vector(
    name: "scrypt_and_x25519", key: lowOrderKey,
    lines: """
      -> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc
      hjabGXwSLQ9c3S6Lw2i+S2Tu2fiwQHHslbBN6B41FLE
      -> scrypt 7s9ix86RtDMnTmjU8vkTTA 10
      0U4Pbxsl9pr9g4nHjPgkvtYkNrGiYJ43x1vbM5X5mhg
      --- f2AoyFXU2R5Cn7s38vH1pFkuKqzPh3ibwwHc/7y6RRU
      """, expected: "a passphrase must be the only way to open it"),
  Vector(
    name: "x25519_low_order", key: lowOrderKey,
    lines: """
      -> X25519 X5yVvKNQjCSx0LFVnIPvWwREXMRYHI6G2CJO3dCfEdc
      3E0NpFans/m0WLWF7+54ZBdNj3iqQqpraGDFiaRkvBA
      --- sXw327YMT1/ULXe+ZyRMbMY0Z2jnWHGgI9j1we6yQ8A
      """, expected: "one of its keys is one that anybody can open"),
  Vector(
    name: "hmac_not_canonical", key: lowOrderKey,
    lines: """
      -> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc
      hjabGXwSLQ9c3S6Lw2i+S2Tu2fiwQHHslbBN6B41FLE
      --- WyJp9F/9FOZh7gJdheq2WIJcwHgYc8NIVh3ddwhrcNh
      """, expected: "the last line of its header is not 32 bytes in base 64"),
]

@Test("the published age headers are opened or refused as they should be")
func publishedHeaders() throws {
  for vector in vectors {
    let file = Array("age-encryption.org/v1\n\(vector.lines)\n".utf8)
    let error = #expect(throws: Diagnostic.self, "\(vector.name)") {
      try AgeFile.unlock(file, with: [AgeIdentity(vector.key)])
    }
    #expect(error?.message.hasSuffix(vector.expected) == true, "\(vector.name): \(error?.message ?? "")")
  }
}

@Test("a passphrase that would take hours to try is refused at once")
func workFactor() throws {
  // scrypt_work_factor_23 of the same vectors, then what else may stand there.
  for written in ["23", "022", "+10", "-1", "0", "0x10", "10a", "9223372036854775808", ""] {
    let file = """
      age-encryption.org/v1
      -> scrypt rF0/NwblUHHTpgQgRpe5CQ \(written)
      qW9eVsT0NVb/Vswtw8kPIxUnaYmm9Px1dYmq2+4+qZA
      --- 38TpQMxQRRNMfmYYpBX6DDrPx4/QY5UmJnhPyVoX/cw

      """
    #expect(
      id { try AgeFile.unlock(Array(file.utf8), with: words("password")) } == "age-unread", "\(written)")
  }
}

@Test("a header that is not exactly as the format has it is refused")
func strictHeaders() throws {
  let key = try AgeIdentity(vectorKey)
  let good = "age-encryption.org/v1\n\(ownStanza)\n--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0\n"
  let changes = [
    ("/v1\n", "/v1\r\n"), ("/v1\n", "/v1 \n"), ("/v1", "/v2"), ("-> X", "->X"), ("-> X", "->  X"),
    ("-> X", "> X"), ("OCc\n", "OCc \n"), ("OCc\n", "OCc x\n"), ("OCc\n", "OCd\n"), ("OCc\n", "OCc=\n"),
    ("OCc\n", "\n"), ("w7U\n", "w7V\n"), ("w7U\n", "w7U=\n"), ("w7U\n", "w7U\n\n"), ("w7U\n", "\n"),
    ("w7U\n", "w7\u{e9}\n"), ("--- ", "---"), ("--- ", "---  "), ("--- ", "-- "), ("qI0\n", "qI0"),
    ("qI0\n", "qI0 \n"), ("qI0\n", "\n"), ("--- Vn+54jqiiUCE", "--- \nVn+54jqiiUCE"),
    (ownStanza + "\n", ""), ("X25519", "X25519\u{0}"), ("EmEC", "EmE C"),
  ]
  for (old, new) in changes {
    let file = good.replacingOccurrences(of: old, with: new)
    #expect(file != good, "\(old)")
    #expect(id { try AgeFile.unlock(Array(file.utf8), with: [key]) } == "age-unread", "\(old) → \(new)")
  }
  let endless =
    "age-encryption.org/v1\n-> a\n" + String(repeating: String(repeating: "A", count: 64) + "\n", count: 2000)
  #expect(id { try AgeFile.unlock(Array(endless.utf8), with: [key]) } == "age-unread")
}

@Test("keys are written as age writes them, and a changed character is noticed")
func keys() throws {
  let key = try AgeIdentity(vectorKey)
  #expect(key.secret == vectorKey)
  let recipient = key.recipient.description
  #expect(recipient.hasPrefix("age1"))
  #expect(try AgeRecipient(recipient) == key.recipient)
  for (text, isSecret) in [(vectorKey, true), (recipient, false)] {
    for index in text.indices {
      var other = text
      other.replaceSubrange(index...index, with: text[index] == "q" || text[index] == "Q" ? "p" : "q")
      #expect(
        id { isSecret ? try AgeIdentity(other).secret : try AgeRecipient(other).description }
          == "age-key-unread")
    }
  }
  #expect(id { try AgeRecipient(vectorKey) } == "age-key-unread")
  var dumped = ""
  dump(key, to: &dumped)
  dump(try words("correct horse"), to: &dumped)
  dumped += "\(try words("correct horse")) \(key)"
  #expect(!dumped.contains("SECRET") && !dumped.contains("horse"))
  #expect(id { try words("") } == "passphrase-empty")
}
