import Evidence
import Provenance
import Testing

/// The log of eight entries that every implementation of certificate transparency is tested with: entries,
/// roots and proofs from github.com/transparency-dev/merkle, proof/verify_test.go (Google LLC, Apache 2.0),
/// there after the reference implementation of RFC 6962.
private let entries = [
  "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
].map { [UInt8](hex: $0) ?? [] }

private let roots = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

private func log(of size: Int) -> MerkleLog {
  MerkleLog(leafHashes: entries.prefix(size).map { MerkleLog.leafHash($0) })
}

@Test("the published log of eight entries has the published root at each size")
func publishedRoots() throws {
  for size in 0...8 {
    #expect(log(of: size).root.description == roots[size])
    #expect(try log(of: 8).root(at: size).description == roots[size])
  }
}

@Test(
  "the published inclusion proofs come out",
  arguments: [
    (0, 1, []),
    (
      0, 8,
      [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      ]
    ),
    (
      5, 8,
      [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ]
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
      1, 5,
      [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      ]
    ),
  ] as [(Int, Int, [String])])
func publishedInclusion(index: Int, size: Int, expected: [String]) throws {
  let proof = try log(of: 8).inclusionProof(of: index, at: size)
  #expect(proof.map(\.description) == expected)
}

@Test(
  "the published consistency proofs come out",
  arguments: [
    (1, 1, []),
    (
      1, 8,
      [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      ]
    ),
    (
      6, 8,
      [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ]
    ),
    (
      2, 5,
      [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      ]
    ),
    (
      6, 7,
      [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ]
    ),
  ] as [(Int, Int, [String])])
func publishedConsistency(old: Int, new: Int, expected: [String]) throws {
  let proof = try log(of: 8).consistencyProof(from: old, to: new)
  #expect(proof.map(\.description) == expected)
}

/// Proofs that are nearly right: a hash changed, dropped, added or swapped.
private func mangled(_ proof: [Digest]) -> [[Digest]] {
  let stranger = MerkleLog.leafHash([1, 2, 3])
  var wrong = [proof + [stranger], [stranger] + proof]
  for index in proof.indices {
    var other = proof
    other[index] = stranger
    wrong.append(other)
    wrong.append(Array(proof[..<index] + proof[(index + 1)...]))
  }
  if proof.count > 1 { wrong.append(proof.reversed()) }
  return wrong
}

@Test("each entry of logs up to 40 is shown to be there, and nowhere else")
func everyInclusion() throws {
  let log = MerkleLog(leafHashes: (0..<40).map { MerkleLog.leafHash([UInt8($0)]) })
  for size in 1...40 {
    let root = try log.root(at: size)
    for index in 0..<size {
      let leaf = log.leafHashes[index]
      let proof = try log.inclusionProof(of: index, at: size)
      #expect(MerkleLog.includes(leaf, at: index, in: size, root: root, proof: proof))
      let stranger = MerkleLog.leafHash([255])
      #expect(!MerkleLog.includes(stranger, at: index, in: size, root: root, proof: proof))
      #expect(!MerkleLog.includes(leaf, at: index ^ 1, in: size, root: root, proof: proof) || size == 1)
      #expect(!MerkleLog.includes(leaf, at: index, in: size, root: stranger, proof: proof))
      for wrong in mangled(proof) {
        #expect(!MerkleLog.includes(leaf, at: index, in: size, root: root, proof: wrong))
      }
    }
  }
}

@Test("each log up to 40 is shown to begin with each shorter one, and with nothing else")
func everyConsistency() throws {
  let log = MerkleLog(leafHashes: (0..<40).map { MerkleLog.leafHash([UInt8($0)]) })
  let stranger = MerkleLog.leafHash([255])
  for new in 1...40 {
    let newRoot = try log.root(at: new)
    for old in 0...new {
      let oldRoot = try log.root(at: old)
      let proof = try log.consistencyProof(from: old, to: new)
      func holds(_ a: Digest, _ b: Digest, _ proof: [Digest]) -> Bool {
        MerkleLog.isConsistent(a, at: old, with: b, at: new, proof: proof)
      }
      #expect(holds(oldRoot, newRoot, proof))
      #expect(!holds(stranger, newRoot, proof))
      if old > 0 { #expect(!holds(oldRoot, stranger, proof)) }
      for wrong in mangled(proof) { #expect(!holds(oldRoot, newRoot, wrong)) }
      #expect(old == new || !MerkleLog.isConsistent(newRoot, at: new, with: oldRoot, at: old, proof: proof))
    }
  }
}

@Test("a log that lost entries says how many it holds")
func tooShort() {
  let error = #expect(throws: Diagnostic.self) { try log(of: 5).root(at: 8) }
  #expect(error?.id == "log-too-short")
  #expect(error?.message == "the log holds 5 entries, not the 8 asked for")
  #expect(throws: Diagnostic.self) { try log(of: 5).inclusionProof(of: 5, at: 5) }
  #expect(throws: Diagnostic.self) { try log(of: 5).consistencyProof(from: 3, to: 2) }
}
