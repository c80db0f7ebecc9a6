import Crypto
package import Provenance
package import struct Provenance.Digest  // not the protocol of that name in Crypto

/// The Merkle tree of a log of entries, as RFC 6962 and RFC 9162 hash it: what was said can be shown to be
/// in it, and a longer log can be shown to begin with a shorter one. Pure values; entries live elsewhere.
package struct MerkleLog: Hashable, Sendable {
  /// `levels[k][i]` is the hash of the complete subtree over entries i·2ᵏ ..< (i+1)·2ᵏ.
  private var levels: [[Digest]] = [[]]

  package init() {}

  package init(leafHashes: some Sequence<Digest>) {
    for hash in leafHashes { append(hash) }
  }

  /// How many entries the log holds.
  package var size: Int { levels[0].count }

  package var leafHashes: [Digest] { levels[0] }

  /// The hash of the whole log; of the empty log, the digest of nothing.
  package var root: Digest { hash(over: 0..<size) }

  /// Adds the hash of the next entry. The cost does not grow with the log.
  package mutating func append(_ leafHash: Digest) {
    levels[0].append(leafHash)
    var level = 0
    while levels[level].count.isMultiple(of: 2) {
      let pair = levels[level].suffix(2)
      if level + 1 == levels.count { levels.append([]) }
      levels[level + 1].append(Self.nodeHash(pair[pair.startIndex], pair[pair.startIndex + 1]))
      level += 1
    }
  }

  /// SHA-256 of 0x00 and the exact bytes of the entry.
  package static func leafHash(_ entry: some Sequence<UInt8>) -> Digest {
    var hasher = SHA256()
    hasher.update(data: [0x00])
    hasher.update(data: Array(entry))
    return Digest(bytes: hasher.finalize())
  }

  /// SHA-256 of 0x01 and the hashes of both halves.
  package static func nodeHash(_ left: Digest, _ right: Digest) -> Digest {
    var hasher = SHA256()
    hasher.update(data: [0x01])
    hasher.update(data: left.bytes)
    hasher.update(data: right.bytes)
    return Digest(bytes: hasher.finalize())
  }

  /// The hash over a run of entries that begins where a subtree does.
  private func hash(over run: Range<Int>) -> Digest {
    if run.isEmpty { return Digest(bytes: SHA256.hash(data: [UInt8]())) }
    let height = run.count.trailingZeroBitCount
    if run.count == 1 << height { return levels[height][run.lowerBound >> height] }
    let middle = run.lowerBound + splitCount(run.count)
    return Self.nodeHash(hash(over: run.lowerBound..<middle), hash(over: middle..<run.upperBound))
  }
}

/// The largest power of two below a count of at least 2.
private func splitCount(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }

// MARK: roots and proofs

extension MerkleLog {
  /// The hash of the log when it held `size` entries.
  ///
  /// - Throws: `log-too-short` when it never held that many.
  package func root(at size: Int) throws -> Digest {
    try hold(size)
    return hash(over: 0..<size)
  }

  /// What shows that entry `index` is in the log of the given size, to somebody who has only its root.
  ///
  /// - Throws: `log-too-short` when the log or the size does not reach so far.
  /// - Source: RFC 9162, 2.1.3.1.
  package func inclusionProof(of index: Int, at size: Int) throws -> [Digest] {
    try hold(size)
    guard (0..<size).contains(index) else { throw Self.tooShort(wanted: index + 1, size: size) }
    var path: [Digest] = []
    var run = 0..<size
    while run.count > 1 {
      let middle = run.lowerBound + splitCount(run.count)
      if index < middle {
        path.append(hash(over: middle..<run.upperBound))
        run = run.lowerBound..<middle
      } else {
        path.append(hash(over: run.lowerBound..<middle))
        run = middle..<run.upperBound
      }
    }
    return path.reversed()
  }

  /// What shows that the log of size `new` begins with the log of size `old`, to somebody who has only
  /// both roots. Empty when either is trivially so: equal sizes, or an empty old log.
  ///
  /// - Throws: `log-too-short` when the log or `new` does not reach so far.
  /// - Source: RFC 9162, 2.1.4.1.
  package func consistencyProof(from old: Int, to new: Int) throws -> [Digest] {
    try hold(new)
    guard (0...new).contains(old) else { throw Self.tooShort(wanted: old, size: new) }
    if old == 0 || old == new { return [] }
    var path: [Digest] = []
    var run = 0..<new
    var isWhole = true
    while run.upperBound != old {
      let middle = run.lowerBound + splitCount(run.count)
      if old <= middle {
        path.append(hash(over: middle..<run.upperBound))
        run = run.lowerBound..<middle
      } else {
        path.append(hash(over: run.lowerBound..<middle))
        run = middle..<run.upperBound
        isWhole = false
      }
    }
    if !isWhole { path.append(hash(over: run)) }
    return path.reversed()
  }

  private func hold(_ size: Int) throws {
    guard (0...self.size).contains(size) else { throw Self.tooShort(wanted: size, size: self.size) }
  }
}

// MARK: checking

extension MerkleLog {
  /// Whether the proof leads from the entry to the root. Needs nothing but what is given.
  ///
  /// - Source: RFC 9162, 2.1.3.2.
  package static func includes(
    _ leafHash: Digest, at index: Int, in size: Int, root: Digest, proof: [Digest]
  ) -> Bool {
    guard index >= 0, index < size else { return false }
    var place = index
    var last = size - 1
    var hash = leafHash
    for sibling in proof {
      if last == 0 { return false }
      if !place.isMultiple(of: 2) || place == last {
        hash = nodeHash(sibling, hash)
        while place.isMultiple(of: 2), place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        hash = nodeHash(hash, sibling)
      }
      place >>= 1
      last >>= 1
    }
    return last == 0 && hash == root
  }

  /// Whether the proof shows that the log behind `newRoot` begins with the one behind `oldRoot`.
  ///
  /// - Source: RFC 9162, 2.1.4.2.
  package static func isConsistent(
    _ oldRoot: Digest, at old: Int, with newRoot: Digest, at new: Int, proof: [Digest]
  ) -> Bool {
    guard old >= 0, old <= new else { return false }
    if old == new { return proof.isEmpty && oldRoot == newRoot }
    if old == 0 { return proof.isEmpty && oldRoot == MerkleLog().root }
    // An old log that is a complete subtree is not repeated in the proof: it stands for its first step.
    let isWhole = old & (old - 1) == 0
    guard let first = isWhole ? oldRoot : proof.first else { return false }
    var place = old - 1
    var last = new - 1
    while !place.isMultiple(of: 2) {
      place >>= 1
      last >>= 1
    }
    var (oldHash, newHash) = (first, first)
    for step in proof.dropFirst(isWhole ? 0 : 1) {
      if last == 0 { return false }
      if !place.isMultiple(of: 2) || place == last {
        oldHash = nodeHash(step, oldHash)
        newHash = nodeHash(step, newHash)
        while place.isMultiple(of: 2), place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        newHash = nodeHash(newHash, step)
      }
      place >>= 1
      last >>= 1
    }
    return last == 0 && oldHash == oldRoot && newHash == newRoot
  }

  private static func tooShort(wanted: Int, size: Int) -> Diagnostic {
    Diagnostic(
      "log-too-short", "the log holds \(size) entries, not the \(wanted) asked for",
      help: "compare with a later copy of the log; if there is none, entries are missing from this one")
  }
}
