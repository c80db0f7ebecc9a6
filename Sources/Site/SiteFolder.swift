import Provenance

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder of files that we write and may write again: it lists what we put there, and touches nothing else.
final class SiteFolder {
  private let path: String
  private let root: Int32
  private var made: Set<String> = []
  /// Every file of this run, as a path below the folder.
  private var written: [String] = []
  /// Files that an earlier run wrote.
  private let before: [String]
  private var list: Int32 = -1
  private var unlisted: [UInt8] = []
  private(set) var byteCount = 0

  /// Lists the files we wrote, one a line, below a first line that says what the folder is.
  static let listName = "attest-site.txt"
  private static let firstLine =
    "A site written by Attest. Below stand the files it wrote; it replaces only these."

  var fileCount: Int { written.count }

  /// Opens the folder, made if there is none.
  ///
  /// - Throws: `folder-not-empty` when it holds anything and no earlier site; `site-unwritten`.
  init(_ path: String) throws {
    self.path = path
    if mkdir(path, 0o755) != 0, errno != EEXIST { throw Self.unwritten(path, errno) }
    root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else { throw Self.unwritten(path, errno) }
    let lines = try Self.read(Self.listName, in: root).map { $0.split(separator: "\n").map(String.init) }
    if let lines, lines.first == Self.firstLine {
      before = Array(lines.dropFirst())
    } else if Self.isEmpty(path) {
      before = []
    } else {
      close(root)
      throw Diagnostic(
        "folder-not-empty", "'\(path.shown)' holds files and no earlier site; nothing was written",
        help: "name a new or empty folder")
    }
    list = try create(Self.listName)
    try put(Array((([Self.firstLine] + before).joined(separator: "\n") + "\n").utf8), list, Self.listName)
  }

  deinit {
    if list >= 0 { close(list) }
    close(root)
  }

  /// Writes a file; `name` is its path below the folder.
  func write(_ bytes: [UInt8], to name: String) throws {
    if let slash = name.lastIndex(of: "/") { try make(name[..<slash]) }
    // Listed first, so that a run that is cut short leaves nothing behind that the next does not know.
    unlisted += name.utf8
    unlisted.append(10)
    written.append(name)
    if unlisted.count > 65_536 { try flushList() }
    let descriptor = try create(name)
    defer { close(descriptor) }
    try put(bytes, descriptor, name)
    byteCount += bytes.count
  }

  /// Removes what an earlier run wrote and this one did not, and lists what is there.
  ///
  /// - Returns: how many files were removed.
  func finish() throws -> Int {
    let now = Set(written)
    var removedCount = 0
    for old in Set(before).sorted() where !now.contains(old) && Self.isOurs(old) {
      if unlinkat(root, old, 0) == 0 { removedCount += 1 }
      var folder = old[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        if unlinkat(root, String(folder), AT_REMOVEDIR) != 0 { break }
      }
    }
    close(list)
    list = try create(Self.listName)
    try put(
      Array((([Self.firstLine] + written.sorted()).joined(separator: "\n") + "\n").utf8), list, Self.listName)
    return removedCount
  }

  private func flushList() throws {
    try put(unlisted, list, Self.listName)
    unlisted.removeAll(keepingCapacity: true)
  }

  private func make(_ folder: Substring) throws {
    guard !made.contains(String(folder)) else { return }
    if let slash = folder.lastIndex(of: "/") { try make(folder[..<slash]) }
    if mkdirat(root, String(folder), 0o755) != 0, errno != EEXIST {
      throw Self.unwritten("\(path)/\(folder)", errno)
    }
    made.insert(String(folder))
  }

  private func create(_ name: String) throws -> Int32 {
    let descriptor = openat(root, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.unwritten("\(path)/\(name)", errno) }
    return descriptor
  }

  private func put(_ bytes: [UInt8], _ descriptor: Int32, _ name: String) throws {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes {
        writeBytes(descriptor, UnsafeRawBufferPointer(rebasing: $0[start...]))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.unwritten("\(path)/\(name)", errno) }
      start += count
    }
  }

  private static func unwritten(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      "site-unwritten", "'\(path.shown)' could not be written: \(String(cString: strerror(code)))",
      help: "check the folder and the space left, then run the same command again")
  }

  /// Whether a listed path is one we could have written: plain segments below the folder.
  private static func isOurs(_ path: String) -> Bool {
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    return !segments.isEmpty
      && segments.allSatisfy { segment in
        !segment.isEmpty && segment.first != "."
          && segment.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
              || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
          }
      }
  }

  private static func isEmpty(_ path: String) -> Bool {
    guard let folder = opendir(path) else { return false }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { return false }
    }
    return true
  }

  private static func read(_ name: String, in root: Int32) throws -> String? {
    let descriptor = openat(root, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes { readBytes(descriptor, $0) }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

// Outside the class, whose own `read` and `write` would hide the system's.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
