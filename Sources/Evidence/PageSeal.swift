import Foundation
import GRDB
import Provenance

/// A digest of each page of the database file, taken after every act, so that a flipped byte anywhere in the
/// file is found and the table it hit is named, index pages and unused space included.
///
/// `evidence.seal` is derived: it holds the number of the last history entry and 16 bytes a page, and ends in
/// a digest of itself. It shows damage; forgery is for the history and the checkpoints others hold.
struct PageSeal: Equatable {
  var entry: Int
  var pageSize: Int
  var pages: [[UInt8]]

  static let fileName = "evidence.seal"
  private static let magic = Array("attest page seals 1\n".utf8)

  /// Reads the database file page by page.
  init(ofFile path: String, entry: Int, pageSize: Int) throws {
    self.entry = entry
    self.pageSize = pageSize
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Diagnostic("base-unreadable", "\(EvidenceBase.fileName) cannot be opened", help: "attest verify")
    }
    defer { try? handle.close() }
    pages = []
    while let block = try handle.read(upToCount: pageSize * 256), !block.isEmpty {
      var start = block.startIndex
      while start < block.endIndex {
        let end = min(start + pageSize, block.endIndex)
        pages.append(Array(Digest(of: block[start..<end]).bytes.prefix(16)))
        start = end
      }
    }
  }

  var bytes: [UInt8] {
    var bytes = Self.magic
    for number in [UInt64(entry), UInt64(pageSize), UInt64(pages.count)] {
      withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }
    bytes += pages.joined()
    return bytes + Digest(of: bytes).bytes
  }

  /// nil when the bytes are no page seal or one of them was changed.
  init?(bytes: [UInt8]) {
    let headCount = Self.magic.count + 24
    guard bytes.count >= headCount + 32, bytes.starts(with: Self.magic),
      bytes.suffix(32).elementsEqual(Digest(of: bytes.dropLast(32)).bytes)
    else { return nil }
    func number(_ index: Int) -> Int {
      let start = Self.magic.count + index * 8
      return bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    entry = number(0)
    pageSize = number(1)
    let body = bytes[headCount..<bytes.count - 32]
    guard body.count == number(2) * 16 else { return nil }
    pages = stride(from: body.startIndex, to: body.endIndex, by: 16).map { Array(body[$0..<$0 + 16]) }
  }
}

extension EvidenceBase {
  /// Brings the file to rest and seals its pages. When a reader keeps the write-ahead log busy, the old seal is
  /// taken away: no seal is better than one that is out of date.
  func sealPages() throws {
    let isAtRest = try withWriter { db -> Bool in
      let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      return row?.number(0) == 0
    }
    guard isAtRest else {
      try storage.remove(PageSeal.fileName)
      return
    }
    let facts = try pool.read { db in
      (
        entry: try Int.fetchOne(db, sql: "SELECT max(number) FROM historyEntry") ?? 0,
        pageSize: try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 4096
      )
    }
    let seal = try PageSeal(
      ofFile: folder + "/" + Self.fileName, entry: facts.entry, pageSize: facts.pageSize)
    try storage.save(seal.bytes, as: PageSeal.fileName)
  }
}

/// How the database file stands to its seal.
enum PageState {
  /// There is no seal, or it is damaged.
  case unsealed(Diagnostic)
  /// The file is being written, or the last act was cut off before it was sealed.
  case unsettled
  /// Sealed; the pages that differ, counted from 1, and how many pages there are and should be.
  case sealed(damaged: [Int], count: Int, sealedCount: Int)
}

extension EvidenceBase {
  /// Compares the file with its seal.
  ///
  /// - Parameter lastEntry: of the history, nil when the base cannot be read. A seal older than that is out of date.
  static func pageState(_ storage: Storage, lastEntry: Int?) throws -> PageState {
    guard try storage.status(PageSeal.fileName) != nil else {
      return .unsealed(
        Diagnostic(
          .warning, "page-seal-missing",
          "there is no \(PageSeal.fileName); pages were not checked, rows were",
          help: "it is written again by the next act"))
    }
    guard let seal = PageSeal(bytes: try storage.read(PageSeal.fileName, limit: 1 << 30)) else {
      return .unsealed(
        Diagnostic(
          "page-seal-damaged", "\(PageSeal.fileName) is not as it was written", at: Place(PageSeal.fileName),
          help: "remove it, and run attest verify again; the next act writes a new one"))
    }
    let walCount = try storage.status(fileName + "-wal")?.byteCount ?? 0
    guard walCount == 0, lastEntry ?? 0 <= seal.entry else { return .unsettled }
    let now = try PageSeal(ofFile: storage.path(fileName), entry: seal.entry, pageSize: seal.pageSize)
    let damaged = zip(now.pages, seal.pages).enumerated().filter { $0.element.0 != $0.element.1 }
    return .sealed(
      damaged: damaged.map { $0.offset + 1 }, count: now.pages.count, sealedCount: seal.pages.count)
  }

  private func lastEntry() throws -> Int {
    try pool.read { try Int.fetchOne($0, sql: "SELECT max(number) FROM historyEntry") ?? 0 }
  }

  /// Whether the last act was sealed.
  func isSealed() throws -> Bool {
    guard try storage.status(PageSeal.fileName) != nil,
      let seal = PageSeal(bytes: try storage.read(PageSeal.fileName, limit: 1 << 30))
    else { return false }
    let walCount = try storage.status(Self.fileName + "-wal")?.byteCount ?? 0
    return try walCount == 0 && seal.entry == lastEntry()
  }

  /// - Throws: `page-damaged` when a page differs from its seal.
  func refuseDamage() throws {
    guard
      case .sealed(let damaged, let count, let sealedCount) = try Self.pageState(
        storage, lastEntry: lastEntry()),
      !damaged.isEmpty || count != sealedCount
    else { return }
    throw Diagnostic(
      "base-damaged", "\(Self.fileName) is not as the last act left it; nothing was written on top of that",
      at: Place(Self.fileName), help: "attest verify names what differs; restore the file from a backup")
  }
}

extension Storage {
  /// Puts bytes in the place of a file: a reader, or a restart, finds the whole old one or the whole new one.
  func save(_ bytes: [UInt8], as item: String) throws {
    let incoming = item + ".incoming"
    try remove(incoming)
    do {
      let file = try create(incoming)
      try write(bytes, to: file)
      try sync(file)
    }
    try replace(item, with: incoming)
    try syncFolder(".")
  }
}
