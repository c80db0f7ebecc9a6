import Provenance
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The one way Attest touches the disk outside SQLite.
///
/// Items are named by their path in the workspace (`originals/ab/ab12…`), and every operation announces
/// itself before it happens, so that a test can fail or kill call number N. Nothing is made readable to
/// anybody but the owner. Nothing is durable until `sync` and `syncFolder` have returned.
package struct Storage: Sendable {
  /// The folder of the workspace.
  package let root: String
  private let willCall: @Sendable (StorageCall) throws -> Void
  private let calls = StorageCounter()

  /// - Parameter willCall: told of every operation before it happens; what it throws stops the operation.
  ///   A `StorageFault` becomes the diagnostic that the same error of the system would give.
  package init(at root: String, willCall: @escaping @Sendable (StorageCall) throws -> Void = { _ in }) {
    self.root = root
    self.willCall = willCall
    // SQLite makes its own files; they must not be readable to others either.
    _ = umask(0o077)
  }

  /// The real disk, with nobody listening.
  package static func disk(at root: String) -> Storage { Storage(at: root) }

  /// How many operations have been announced.
  package var callCount: Int { calls.count.load(ordering: .relaxed) }

  /// The path of an item for the system.
  ///
  /// - Precondition: `item` stays inside the workspace; items are built from ids, never from names of files.
  package func path(_ item: String) -> String {
    let parts = item.split(separator: "/", omittingEmptySubsequences: false)
    precondition(!item.hasPrefix("/") && !parts.contains(".."), "an item stays inside its workspace")
    return item == "." ? root : "\(root)/\(item)"
  }

  private func announce(_ kind: StorageCall.Kind, _ item: String) throws {
    let number = calls.count.wrappingAdd(1, ordering: .relaxed).newValue
    do {
      try willCall(StorageCall(kind: kind, item: item, number: number))
    } catch let fault as StorageFault {
      throw Diagnostic.storage(kind, item, fault.code)
    }
  }
}

/// One operation, told before it happens.
package struct StorageCall: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case create, write, sync, rename, replace, remove, makeFolder, syncFolder, open, read, list, commit
  }

  package let kind: Kind
  package let item: String
  /// Counted from 1 in each `Storage`.
  package let number: Int
}

/// An error of the system, as `errno` has it: what a test throws to say that the disk is full or broken.
package struct StorageFault: Error, Hashable, Sendable {
  package let code: Int32

  package init(code: Int32) { self.code = code }

  package static let full = StorageFault(code: ENOSPC)
  package static let broken = StorageFault(code: EIO)
}

private final class StorageCounter: Sendable {
  let count = Atomic<Int>(0)
}

/// A file held open; closed when it goes out of use.
package struct OpenFile: ~Copyable, Sendable {
  package let descriptor: Int32
  package let item: String

  init(descriptor: Int32, item: String) {
    self.descriptor = descriptor
    self.item = item
  }

  deinit { _ = close(descriptor) }
}

// MARK: making and writing

extension Storage {
  /// Makes a file that was not there, open for writing.
  ///
  /// - Parameter mode: 0600, or 0400 for what is never to be written again once closed.
  package func create(_ item: String, mode: UInt32 = 0o600) throws -> OpenFile {
    try announce(.create, item)
    let flags = O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW
    let descriptor = systemOpen(path(item), flags, mode_t(mode))
    guard descriptor >= 0 else { throw Diagnostic.storage(.create, item, errno) }
    let file = OpenFile(descriptor: descriptor, item: item)
    guard fchmod(descriptor, mode_t(mode)) == 0 else { throw Diagnostic.storage(.create, item, errno) }
    return file
  }

  /// Writes all the bytes after those already written.
  package func write(_ bytes: some Sequence<UInt8>, to file: borrowing OpenFile) throws {
    try announce(.write, file.item)
    let written: Int32? = bytes.withContiguousStorageIfAvailable { writeAll($0, file.descriptor) }
    let code = written ?? Array(bytes).withUnsafeBufferPointer { writeAll($0, file.descriptor) }
    guard code == 0 else { throw Diagnostic.storage(.write, file.item, code) }
  }

  private func writeAll(_ bytes: UnsafeBufferPointer<UInt8>, _ descriptor: Int32) -> Int32 {
    var rest = UnsafeRawBufferPointer(bytes)[...]
    while !rest.isEmpty {
      let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = rest.dropFirst(count)
    }
    return 0
  }

  /// Returns once the file's bytes have reached the disk.
  package func sync(_ file: borrowing OpenFile) throws {
    try announce(.sync, file.item)
    let code = systemSync(file.descriptor)
    guard code == 0 else { throw Diagnostic.storage(.sync, file.item, code) }
  }

  /// Makes a folder for its owner only. Making one that is there already does nothing.
  ///
  /// - Returns: whether it is new; then its parent must be synced before anything in it counts as kept.
  @discardableResult
  package func makeFolder(_ item: String) throws -> Bool {
    try announce(.makeFolder, item)
    if mkdir(path(item), 0o700) == 0 { return true }
    let code = errno
    guard code == EEXIST, try status(item)?.kind == .folder else {
      throw Diagnostic.storage(.makeFolder, item, code)
    }
    return false
  }

  /// Returns once the names in the folder have reached the disk. `.` is the workspace itself.
  package func syncFolder(_ item: String) throws {
    try announce(.syncFolder, item)
    let descriptor = systemOpen(path(item), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Diagnostic.storage(.syncFolder, item, errno) }
    defer { _ = close(descriptor) }
    let code = systemSync(descriptor)
    guard code == 0 else { throw Diagnostic.storage(.syncFolder, item, code) }
  }

  /// Announces that a database is about to commit; does nothing itself.
  package func commit(_ item: String) throws {
    try announce(.commit, item)
  }
}

// MARK: renaming and removing

extension Storage {
  /// Gives a file another name unless something already has it.
  ///
  /// - Returns: false, and nothing changed, when the name is taken.
  package func rename(_ item: String, to target: String) throws -> Bool {
    try announce(.rename, target)
    let code = systemRenameWithoutOverwriting(path(item), path(target))
    if code == EEXIST { return false }
    guard code == 0 else { throw Diagnostic.storage(.rename, target, code) }
    return true
  }

  /// Puts a file in the place of another: readers see the whole old one or the whole new one.
  package func replace(_ target: String, with item: String) throws {
    try announce(.replace, target)
    guard systemRename(path(item), path(target)) == 0 else {
      throw Diagnostic.storage(.replace, target, errno)
    }
  }

  /// Removes a file. Removing one that is not there does nothing.
  package func remove(_ item: String) throws {
    try announce(.remove, item)
    if unlink(path(item)) != 0, errno != ENOENT { throw Diagnostic.storage(.remove, item, errno) }
  }
}

// MARK: reading

/// One name in a folder.
package struct StorageEntry: Hashable, Sendable {
  package enum Kind: Sendable { case file, folder, other }

  package let name: String
  package let kind: Kind
  package let byteCount: Int
  /// Permission bits only.
  package let mode: UInt32
}

extension Storage {
  /// Opens a file to read; links are not followed.
  package func open(_ item: String) throws -> OpenFile {
    try announce(.open, item)
    let descriptor = systemOpen(path(item), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw Diagnostic.storage(.open, item, errno) }
    return OpenFile(descriptor: descriptor, item: item)
  }

  /// Reads the next bytes: as many as are asked for, fewer only at the end, none after it.
  package func read(_ count: Int, from file: borrowing OpenFile) throws -> [UInt8] {
    try announce(.read, file.item)
    return try readBlock(count, file.descriptor, file.item)
  }

  /// The same from a descriptor somebody else opened, such as a document about to be kept.
  package func read(_ count: Int, from descriptor: Int32, as item: String) throws -> [UInt8] {
    try announce(.read, item)
    return try readBlock(count, descriptor, item)
  }

  private func readBlock(_ count: Int, _ descriptor: Int32, _ item: String) throws -> [UInt8] {
    var code: Int32 = 0
    let block = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = systemRead(
          descriptor, UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[filled...])))
        if got < 0, errno == EINTR { continue }
        if got < 0 { code = errno }
        if got <= 0 { return }
        filled += got
      }
    }
    guard code == 0 else { throw Diagnostic.storage(.read, item, code) }
    return block
  }

  /// The whole of a small file.
  ///
  /// - Throws: `storage-too-large` when it holds more than `limit` bytes.
  package func read(_ item: String, limit: Int) throws -> [UInt8] {
    let file = try open(item)
    let bytes = try read(limit + 1, from: file)
    guard bytes.count <= limit else {
      throw Diagnostic("storage-too-large", "\(item.shown) holds more than \(limit) bytes, the most it may")
    }
    return bytes
  }

  /// What stands under a name; nil when nothing does. Links are not followed.
  package func status(_ item: String) throws -> StorageEntry? {
    var found = stat()
    if lstat(path(item), &found) == 0 { return StorageEntry(item, found) }
    guard errno == ENOENT || errno == ENOTDIR else { throw Diagnostic.storage(.open, item, errno) }
    return nil
  }

  /// Everything in a folder, by name.
  package func list(_ item: String) throws -> [StorageEntry] {
    try announce(.list, item)
    guard let folder = opendir(path(item)) else { throw Diagnostic.storage(.list, item, errno) }
    defer { closedir(folder) }
    var entries: [StorageEntry] = []
    while let next = readdir(folder) {
      var found = stat()
      let (name, code) = withUnsafePointer(to: &next.pointee.d_name) { raw in
        raw.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { name in
          (String(cString: name), fstatat(dirfd(folder), name, &found, AT_SYMLINK_NOFOLLOW))
        }
      }
      if name == "." || name == ".." || code != 0 { continue }
      entries.append(StorageEntry(name, found))
    }
    return entries.sorted { $0.name < $1.name }
  }
}

extension StorageEntry {
  fileprivate init(_ name: String, _ found: stat) {
    let kinds: [mode_t: Kind] = [S_IFREG: .file, S_IFDIR: .folder]
    self.init(
      name: name, kind: kinds[found.st_mode & S_IFMT] ?? .other, byteCount: Int(found.st_size),
      mode: UInt32(found.st_mode & 0o7777))
  }
}

// MARK: the system

// The calls whose names Storage uses too, at file level where they are not hidden.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, bytes.baseAddress, bytes.count)
}

private func systemRename(_ from: String, _ to: String) -> Int32 { rename(from, to) }

private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 {
  #if canImport(Glibc)
    Glibc.open(path, flags, mode)
  #else
    Darwin.open(path, flags, mode)
  #endif
}

private func systemSync(_ descriptor: Int32) -> Int32 {
  #if canImport(Darwin)
    // On a Mac, fsync stops at the drive's cache; some file systems know only fsync.
    if fcntl(descriptor, F_FULLFSYNC) == 0 { return 0 }
  #endif
  return fsync(descriptor) == 0 ? 0 : errno
}

/// 0, or the `errno` of it; EEXIST when the name is taken.
private func systemRenameWithoutOverwriting(_ from: String, _ to: String) -> Int32 {
  #if canImport(Darwin)
    if renamex_np(from, to, UInt32(RENAME_EXCL)) == 0 { return 0 }
    if errno != ENOTSUP { return errno }
  #else
    // Glibc shows renameat2 to C only under _GNU_SOURCE, so it is asked for by name.
    typealias RenameAt2 =
      @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
    if let found = dlsym(UnsafeMutableRawPointer(bitPattern: 0), "renameat2") {
      let withoutReplacing: UInt32 = 1
      let renameat2 = unsafeBitCast(found, to: RenameAt2.self)
      if renameat2(AT_FDCWD, from, AT_FDCWD, to, withoutReplacing) == 0 { return 0 }
      if errno != EINVAL, errno != ENOSYS { return errno }
    }
  #endif
  guard link(from, to) == 0 else { return errno }
  return unlink(from) == 0 ? 0 : errno
}

// MARK: diagnostics

extension Diagnostic {
  /// What an error of the system means for whoever waits for the item.
  static func storage(_ kind: StorageCall.Kind, _ item: String, _ code: Int32) -> Diagnostic {
    let cause = String(cString: strerror(code)).lowercasedFirst
    let message = "\(item.shown) could not be \(kind.participle): \(cause)"
    if code == ENOSPC || code == EDQUOT {
      return Diagnostic(
        "storage-full", message,
        help: "free space on this disk, then run the same command again; what was acknowledged is kept")
    }
    return Diagnostic(
      "storage-trouble", message,
      help: "check the disk and who may write to the workspace, then run the same command again")
  }
}

extension StorageCall.Kind {
  fileprivate var participle: String {
    switch self {
    case .create, .makeFolder: "made"
    case .write: "written"
    case .sync, .syncFolder: "synced"
    case .rename: "named"
    case .replace: "replaced"
    case .remove: "removed"
    case .open, .read: "read"
    case .list: "listed"
    case .commit: "committed"
    }
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
