/// Where a thing came from, when, and what is wrong with it: digests, places, diagnostics and dates
/// as exact as their source. Pure values; nothing here reads a clock or a disk.

/// The SHA-256 digest of some bytes, as a value. Computing one is the store's business.
package struct Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Exactly 32 bytes.
  package let bytes: [UInt8]

  /// - Precondition: `bytes` holds 32 bytes; anything else is a bug of ours, not of the input.
  package init(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
    precondition(self.bytes.count == 32, "a SHA-256 digest has 32 bytes, not \(self.bytes.count)")
  }

  /// Reads 64 hexadecimal digits, of either case; nil for anything else.
  package init?(hex: String) {
    guard let bytes = [UInt8](hex: hex), bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// 64 lower-case hexadecimal digits.
  package var description: String { bytes.hex }

  package static func < (a: Digest, b: Digest) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}

extension Sequence<UInt8> {
  /// Two lower-case hexadecimal digits a byte.
  package var hex: String { String(decoding: hexDigits, as: UTF8.self) }

  /// The same as ASCII.
  package var hexDigits: [UInt8] {
    var digits: [UInt8] = []
    digits.reserveCapacity(underestimatedCount * 2)
    for byte in self {
      for half in [byte >> 4, byte & 15] { digits.append(half < 10 ? 0x30 + half : 0x57 + half) }
    }
    return digits
  }
}

extension [UInt8] {
  /// Reads an even number of hexadecimal digits; nil when a character is none.
  package init?(hex: String) {
    let digits = Array<UInt8>(hex.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    self = []
    reserveCapacity(digits.count / 2)
    for pair in stride(from: 0, to: digits.count, by: 2) {
      guard let high = hexValue(digits[pair]), let low = hexValue(digits[pair + 1]) else { return nil }
      append(high << 4 | low)
    }
  }
}

private func hexValue(_ digit: UInt8) -> UInt8? {
  switch digit {
  case 0x30...0x39: digit - 0x30
  case 0x61...0x66: digit - 0x61 + 10
  case 0x41...0x46: digit - 0x41 + 10
  default: nil
  }
}
