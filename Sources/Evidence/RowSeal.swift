import Crypto
package import Provenance

/// A salted commitment to a row: it shows that the row is as it was recorded, and says nothing about it to
/// whoever has only the seal. Erasing row and salt leaves the history checkable.
enum RowSeal {
  /// SHA-256 over the salt, the table's name and each cell with its length, so that no two rows read alike.
  static func seal(_ table: String, _ cells: some Sequence<String>, salt: [UInt8]) -> [UInt8] {
    var bytes = salt
    bytes.reserveCapacity(512)
    bytes.append(contentsOf: table.utf8)
    bytes.append(0)
    for cell in cells {
      let utf8 = cell.utf8
      withUnsafeBytes(of: UInt32(utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: utf8)
    }
    return Array(SHA256.hash(data: bytes))
  }

  /// One commitment to many seals, whatever their order.
  static func commitment(_ seals: [[UInt8]]) -> String {
    var hash = SHA256()
    for seal in seals.sorted(by: { $0.lexicographicallyPrecedes($1) }) { hash.update(data: seal) }
    return Array(hash.finalize()).hex
  }
}

extension Provenance.Digest {
  /// The SHA-256 of bytes at hand.
  package init(of bytes: some Sequence<UInt8>) {
    self.init(bytes: Array(SHA256.hash(data: Array(bytes))))
  }
}
