import Crypto
import Provenance
import Testing

@testable import Evidence

@Test("the commitment to an act's rows is the SHA-256 over their seals in the order of their bytes")
func commitment() {
  let seals: [[UInt8]] = [[0xFF, 0x01], [0x00, 0x80], [0x7F, 0xFE], [0x00, 0x7F]].map {
    $0 + Array(repeating: 0xA5, count: 29) + [$0[1]]
  }
  var list = SealList()
  for seal in seals { list.append(seal) }
  let sorted = seals.sorted { $0.lexicographicallyPrecedes($1) }
  #expect(list.commitment == Array(SHA256.hash(data: Array(sorted.joined()))).hex)
}

@Test("a row laid out for insertion is sealed as it is when it is verified")
func sealOfMessage() {
  let salt = [UInt8](0..<16)
  let cells = ["c1", "", "сом, 中"]
  var message: [UInt8] = []
  RowSeal.begin(&message, "claim", salt: salt)
  for cell in cells {
    let range = RowSeal.append(cell, to: &message)
    #expect(Array(message[range]) == Array(cell.utf8))
  }
  #expect(RowSeal.seal("claim", cells, salt: salt) == Array(SHA256.hash(data: message)))
}
