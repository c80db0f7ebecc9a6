import Crypto
package import Provenance

/// A salted commitment to a row: it shows that the row is as it was recorded, and says nothing about it to
/// whoever has only the seal. Erasing row and salt leaves the history checkable.
enum RowSeal {
  /// SHA-256 over the salt, the table's name and each cell with its length, so that no two rows read alike.
  static func seal(_ table: String, _ cells: some Sequence<String>, salt: [UInt8]) -> [UInt8] {
    var message: [UInt8] = []
    message.reserveCapacity(512)
    begin(&message, table, salt: salt)
    for cell in cells { append(cell, to: &message) }
    return message.withUnsafeBytes { Array(SHA256.hash(data: $0)) }
  }

  /// Begins the bytes a seal is taken over.
  static func begin(_ message: inout [UInt8], _ table: String, salt: some Sequence<UInt8>) {
    message.append(contentsOf: salt)
    message.append(contentsOf: table.utf8)
    message.append(0)
  }

  /// - Returns: where the cell's bytes stand in the message.
  @discardableResult
  static func append(_ cell: String, to message: inout [UInt8]) -> Range<Int> {
    var cell = cell
    return cell.withUTF8 { utf8 in
      withUnsafeBytes(of: UInt32(utf8.count).littleEndian) { message.append(contentsOf: $0) }
      let start = message.count
      message.append(contentsOf: utf8)
      return start..<message.count
    }
  }
}

/// Seals side by side, so that those of a million rows take 32 MB.
struct SealList: Sendable, Hashable {
  private var seals: [Seal] = []

  private struct Seal: Hashable, Comparable, Sendable {
    /// Big-endian, so that numbers stand in the order of their bytes.
    let a, b, c, d: UInt64

    init(_ bytes: UnsafeRawBufferPointer) {
      func word(_ offset: Int) -> UInt64 {
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
      (a, b, c, d) = (word(0), word(8), word(16), word(24))
    }

    static func < (left: Seal, right: Seal) -> Bool {
      (left.a, left.b, left.c, left.d) < (right.a, right.b, right.c, right.d)
    }
  }

  var count: Int { seals.count }

  /// - Precondition: a seal has 32 bytes.
  mutating func append(_ seal: some Sequence<UInt8>) {
    let bytes = Array(seal)
    precondition(bytes.count == 32, "a seal has 32 bytes, not \(bytes.count)")
    bytes.withUnsafeBytes { seals.append(Seal($0)) }
  }

  static func += (list: inout SealList, more: SealList) { list.seals += more.seals }

  /// One commitment to all of them, whatever their order.
  var commitment: String {
    var hash = SHA256()
    for seal in seals.sorted() {
      for word in [seal.a, seal.b, seal.c, seal.d] {
        withUnsafeBytes(of: word.bigEndian) { hash.update(bufferPointer: $0) }
      }
    }
    return Array(hash.finalize()).hex
  }
}

extension Provenance.Digest {
  /// The SHA-256 of bytes at hand.
  package init(of bytes: some Sequence<UInt8>) {
    self.init(bytes: Array(SHA256.hash(data: Array(bytes))))
  }
}
