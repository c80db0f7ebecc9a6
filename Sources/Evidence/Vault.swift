import Crypto
package import Provenance
package import struct Provenance.Digest  // not the protocol of that name in Crypto

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps originals: each a file named by the SHA-256 of its bytes, written once and never again.
///
/// `originals/ab/ab12…` holds the bytes, 0400; `originals/incoming/` holds what is on its way in. What `add`
/// has returned is on the disk. What it has not returned may be absent, or whole and not yet asked for;
/// it is never there in part.
package struct Vault: Sendable {
  /// The largest original, in bytes.
  package static let sizeLimit = 1 << 30
  /// How much of an original is in memory at a time, in bytes.
  package static let blockSize = 1 << 20

  static let folder = "originals"
  static let incoming = "originals/incoming"

  let storage: Storage

  package init(_ storage: Storage) { self.storage = storage }

  /// What `add` has kept.
  package struct Original: Hashable, Sendable {
    package let digest: Digest
    package let byteCount: Int
    /// The same bytes were there before, and are sound.
    package let wasHeld: Bool
    /// What was found and cleared on the way, such as leftovers of an interrupted run.
    package let notes: [Diagnostic]
  }

  /// Where an original stands in the workspace: `originals/ab/ab12…`.
  package static func item(_ digest: Digest) -> String {
    let name = digest.description
    return "\(folder)/\(name.prefix(2))/\(name)"
  }
}

// MARK: adding

extension Vault {
  /// Keeps bytes held in memory.
  ///
  /// - Throws: `document-too-large`, `original-damaged` when the copy already held differs, `storage-full`,
  ///   `storage-trouble`.
  package func add(_ bytes: [UInt8]) throws -> Original {
    guard bytes.count <= Self.sizeLimit else { throw Self.tooLarge() }
    var start = 0
    return try add { count in
      let block = bytes[start..<min(start + count, bytes.count)]
      start = block.endIndex
      return block
    }
  }

  /// Keeps what a descriptor gives from where it stands to its end; it stays open.
  package func add(descriptor: Int32) throws -> Original {
    try add { count in try storage.read(count, from: descriptor, as: "the file to add")[...] }
  }

  /// Keeps a copy of a file from outside the workspace. Messages do not repeat its name.
  package func add(contentsOf path: String) throws -> Original {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Diagnostic.storage(.open, "the file to add", errno) }
    defer { _ = close(descriptor) }
    var found = stat()
    guard fstat(descriptor, &found) == 0, found.st_mode & S_IFMT == S_IFREG else {
      throw Diagnostic(
        "document-not-a-file", "the thing to add is not a file",
        help: "give the files in a folder one by one, or pack the folder first")
    }
    guard found.st_size <= Self.sizeLimit else { throw Self.tooLarge() }
    return try add(descriptor: descriptor)
  }

  /// The one way in: a temporary file beside the originals, copied and hashed in one pass and synced,
  /// then named without overwriting, then the folders synced.
  private func add(_ nextBlock: (Int) throws -> ArraySlice<UInt8>) throws -> Original {
    // Folders are synced even when they are not new: whoever made them may have been killed before.
    try storage.makeFolder(Self.folder)
    try storage.syncFolder(".")
    try storage.makeFolder(Self.incoming)
    try storage.syncFolder(Self.folder)
    let turn = try storage.open(Self.incoming)
    let notes = try takeTurn(turn)
    defer { _ = flock(turn.descriptor, LOCK_UN) }
    let part = "\(Self.incoming)/\(randomBytes(16).hex).part"
    do {
      let (digest, byteCount) = try receive(nextBlock, as: part)
      let wasHeld = try !place(part, as: digest, byteCount)
      return Original(digest: digest, byteCount: byteCount, wasHeld: wasHeld, notes: notes)
    } catch {
      // If this too comes to nothing, the next run clears it.
      try? storage.remove(part)
      throw error
    }
  }

  private func receive(
    _ nextBlock: (Int) throws -> ArraySlice<UInt8>, as part: String
  ) throws -> (Digest, Int) {
    let file = try storage.create(part, mode: 0o400)
    var hasher = SHA256()
    var byteCount = 0
    while true {
      let block = try nextBlock(Self.blockSize)
      if block.isEmpty { break }
      byteCount += block.count
      guard byteCount <= Self.sizeLimit else { throw Self.tooLarge() }
      block.withUnsafeBytes { hasher.update(bufferPointer: $0) }
      try storage.write(block, to: file)
    }
    try storage.sync(file)
    return (Digest(bytes: hasher.finalize()), byteCount)
  }

  /// - Returns: false when sound bytes of that name were there already.
  private func place(_ part: String, as digest: Digest, _ byteCount: Int) throws -> Bool {
    let item = Self.item(digest)
    let shelf = String(item.prefix(Self.folder.utf8.count + 3))
    try storage.makeFolder(shelf)
    let isNew = try storage.rename(part, to: item)
    if !isNew {
      let held = try check(digest)
      precondition(held == byteCount, "equal digests of \(held) and \(byteCount) bytes")
      try storage.remove(part)
    }
    try storage.syncFolder(shelf)
    try storage.syncFolder(Self.folder)
    return isNew
  }

  /// Shares the incoming folder with others who add. Who finds nobody else there first removes what
  /// interrupted runs left.
  private func takeTurn(_ turn: borrowing OpenFile) throws -> [Diagnostic] {
    let isAlone = flock(turn.descriptor, LOCK_EX | LOCK_NB) == 0
    let notes = isAlone ? try clearLeftovers() : []
    while flock(turn.descriptor, LOCK_SH) != 0, errno == EINTR {}
    return notes
  }

  private func clearLeftovers() throws -> [Diagnostic] {
    try storage.list(Self.incoming).filter(\.isLeftover).map { entry in
      let item = "\(Self.incoming)/\(entry.name)"
      try storage.remove(item)
      return Self.leftover(item, entry.byteCount, wasCleared: true)
    }
  }
}

extension StorageEntry {
  fileprivate var isLeftover: Bool { kind == .file && name.hasSuffix(".part") && name.utf8.count == 37 }
}

// MARK: reading

extension Vault {
  package func holds(_ digest: Digest) throws -> Bool {
    try storage.status(Self.item(digest)) != nil
  }

  /// The bytes of an original, which are those it was named for.
  ///
  /// - Throws: `original-missing`, `original-damaged`, `storage-trouble`.
  package func read(_ digest: Digest) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try read(digest) { bytes += $0 }
    return bytes
  }

  /// Hands out an original block by block. Nothing handed out may be used before this has returned, for
  /// only then is it known to be sound.
  ///
  /// - Returns: how many bytes it has.
  @discardableResult
  package func read(_ digest: Digest, _ take: ([UInt8]) throws -> Void) throws -> Int {
    guard try holds(digest) else { throw Self.missing(digest) }
    let file = try storage.open(Self.item(digest))
    var hasher = SHA256()
    var byteCount = 0
    while true {
      let block = try storage.read(Self.blockSize, from: file)
      if block.isEmpty { break }
      byteCount += block.count
      guard byteCount <= Self.sizeLimit else { throw Self.damaged(digest) }
      block.withUnsafeBytes { hasher.update(bufferPointer: $0) }
      try take(block)
    }
    guard Digest(bytes: hasher.finalize()) == digest else { throw Self.damaged(digest) }
    return byteCount
  }

  /// Reads an original through and keeps nothing of it.
  ///
  /// - Returns: how many bytes it has.
  @discardableResult
  package func check(_ digest: Digest) throws -> Int {
    try read(digest) { _ in }
  }
}

// MARK: verifying

extension Vault {
  /// What a walk over the vault has found.
  package struct Survey: Hashable, Sendable {
    /// Originals that are sound.
    package var sound: Set<Digest> = []
    /// The sum over sound originals.
    package var byteCount = 0
    /// In the order of items; errors for damage and loss, warnings for the rest.
    package var findings: [Diagnostic] = []
  }

  /// Reads every original and compares the vault with what should be in it.
  ///
  /// - Parameter expected: what must be there; nil when that is not known. What is there beyond it is noted.
  /// - Throws: `storage-trouble` when a folder cannot be listed; an original that cannot be read is a
  ///   finding.
  package func verify(expecting expected: Set<Digest>? = nil) throws -> Survey {
    var survey = Survey()
    var met: Set<Digest> = []
    let shelves = try storage.status(Self.folder) == nil ? [] : storage.list(Self.folder)
    for shelf in shelves {
      let item = "\(Self.folder)/\(shelf.name)"
      guard shelf.kind == .folder, item == Self.incoming || shelf.isShelf else {
        survey.findings.append(Self.foreign(item))
        continue
      }
      if shelf.mode != 0o700 { survey.findings.append(Self.permissions(item, shelf.mode, 0o700)) }
      for entry in try storage.list(item) {
        let inner = "\(item)/\(entry.name)"
        if item == Self.incoming {
          let finding =
            entry.isLeftover
            ? Self.leftover(inner, entry.byteCount, wasCleared: false) : Self.foreign(inner)
          survey.findings.append(finding)
        } else if let digest = Digest(hex: entry.name), entry.kind == .file, Self.item(digest) == inner {
          met.insert(digest)
          inspect(digest, entry, into: &survey)
          if let expected, !expected.contains(digest) { survey.findings.append(Self.unasked(digest)) }
        } else {
          survey.findings.append(Self.foreign(inner))
        }
      }
    }
    survey.findings += (expected ?? []).subtracting(met).sorted().map(Self.missing)
    return survey
  }

  private func inspect(_ digest: Digest, _ entry: StorageEntry, into survey: inout Survey) {
    if entry.mode != 0o400 {
      survey.findings.append(Self.permissions(Self.item(digest), entry.mode, 0o400))
    }
    do {
      survey.byteCount += try check(digest)
      survey.sound.insert(digest)
    } catch let finding as Diagnostic {
      survey.findings.append(finding)
    } catch {
      survey.findings.append(Diagnostic.storage(.read, Self.item(digest), EIO))
    }
  }
}

extension StorageEntry {
  fileprivate var isShelf: Bool { name.utf8.count == 2 && [UInt8](hex: name)?.hex == name }
}

// MARK: diagnostics

extension Vault {
  static func tooLarge() -> Diagnostic {
    Diagnostic(
      "document-too-large", "the document has more than \(sizeLimit) bytes, the most an original may have",
      help: "split it, or keep it elsewhere and add its digest as a note")
  }

  static func damaged(_ digest: Digest) -> Diagnostic {
    Diagnostic(
      "original-damaged", "\(item(digest)) no longer holds the bytes it is named for",
      at: Place(item(digest)), help: "restore this file from a backup, then verify again")
  }

  static func missing(_ digest: Digest) -> Diagnostic {
    Diagnostic(
      "original-missing", "\(item(digest)) is not in the vault", at: Place(item(digest)),
      help: "restore this file from a backup, then verify again")
  }

  static func foreign(_ item: String) -> Diagnostic {
    Diagnostic(
      .warning, "original-foreign", "\(item.shown) is not an original and was not put here by attest",
      at: Place(item.shown), help: "move it out of the vault")
  }

  static func permissions(_ item: String, _ mode: UInt32, _ wanted: UInt32) -> Diagnostic {
    let (found, right) = (String(mode, radix: 8), String(wanted, radix: 8))
    return Diagnostic(
      .warning, "original-permissions", "\(item) has the permissions \(found) instead of \(right)",
      at: Place(item), help: "chmod \(right) \(item)")
  }

  static func leftover(_ item: String, _ byteCount: Int, wasCleared: Bool) -> Diagnostic {
    Diagnostic(
      .note, "original-leftover",
      "\(item.shown), \(byteCount) bytes of an interrupted run, \(wasCleared ? "was cleared" : "is there")",
      at: Place(item.shown), help: wasCleared ? nil : "add the document again; leftovers are cleared then")
  }

  static func unasked(_ digest: Digest) -> Diagnostic {
    Diagnostic(
      .note, "original-unasked", "\(item(digest)) is kept, but no document refers to it",
      at: Place(item(digest)), help: "add the document again if an interrupted run left it here")
  }
}
