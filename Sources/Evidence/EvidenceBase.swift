import Foundation
import GRDB
import Provenance
import SQLiteDefence
import Synchronization

/// The ambient facts of a run: everything else follows from arguments and evidence.
package struct Environment: Sendable {
  /// Seconds since 1970, UTC.
  package var now: @Sendable () -> Int64
  /// So many random bytes, for ids and salts.
  package var randomBytes: @Sendable (Int) -> [UInt8]

  package init(now: @escaping @Sendable () -> Int64, randomBytes: @escaping @Sendable (Int) -> [UInt8]) {
    self.now = now
    self.randomBytes = randomBytes
  }

  package static let system = Environment(
    now: { Int64(Date().timeIntervalSince1970) },
    randomBytes: { count in
      Array(unsafeUninitializedCapacity: count) { buffer, filled in
        // The system hands out at most 256 bytes at a time.
        while filled < count {
          let part = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<min(filled + 256, count)])
          let code = getentropy(part.baseAddress, part.count)
          precondition(code == 0, "the system gives no random bytes")
          filled += part.count
        }
      }
    })
}

/// One inquiry's evidence: a SQLite file in WAL mode, written durably, read in snapshots.
package final class EvidenceBase: Sendable {
  /// Reads. It is opened so that it cannot write: looking at a base must not change a byte of it.
  let pool: DatabasePool
  /// Writes; opened by the first act.
  private let writer = Mutex<DatabaseQueue?>(nil)
  let environment: Environment
  let storage: Storage
  /// The workspace folder.
  package let folder: String

  /// Creates `evidence.sqlite` in a folder that has none.
  package static func create(
    in folder: String, storage: Storage, environment: Environment
  ) throws -> EvidenceBase {
    do {
      _ = try openQueue(folder).writeWithoutTransaction { try migrate($0, from: 0, storage) }
    } catch let error as DatabaseError {
      throw trouble(error)
    }
    let base = try EvidenceBase(storage: storage, environment: environment)
    try base.sealPages()
    return base
  }

  /// Opens the base of a workspace.
  ///
  /// - Throws: `no-workspace` where there is none; `base-from-the-future` when a newer Attest made it;
  ///   `base-unreadable` when SQLite cannot read it.
  package static func open(
    in folder: String, storage: Storage, environment: Environment
  ) throws -> EvidenceBase {
    guard FileManager.default.fileExists(atPath: folder + "/" + fileName) else {
      throw Diagnostic(
        "no-workspace", "'\(folder.shown)' is no workspace: it holds no \(fileName)",
        help: "attest new \(folder.shown)")
    }
    let base = try EvidenceBase(storage: storage, environment: environment)
    try base.migrate()
    return base
  }

  /// Opens the base to look at it only: nothing is migrated, whatever state it is in.
  static func openToVerify(storage: Storage, environment: Environment) throws -> EvidenceBase {
    try EvidenceBase(storage: storage, environment: environment)
  }

  static let fileName = "evidence.sqlite"

  private init(storage: Storage, environment: Environment) throws {
    folder = storage.root
    self.storage = storage
    self.environment = environment
    do {
      var configuration = Self.configuration
      configuration.readonly = true
      pool = try DatabasePool(path: folder + "/" + Self.fileName, configuration: configuration)
    } catch let error as DatabaseError {
      throw Self.unreadable(error)
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 5
    configuration.prepareDatabase { db in
      let code = attest_defend(db.sqliteConnection.map(UnsafeMutableRawPointer.init))
      guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
      try db.execute(
        sql: """
          PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
          PRAGMA mmap_size = 0; PRAGMA cache_size = -65536
          """)
    }
    return configuration
  }

  private static func openQueue(_ folder: String) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: folder + "/" + fileName, configuration: configuration)
    // Asked for here, not by GRDB's own journal mode: that makes and drops a table on every opening, and sets
    // NORMAL.
    try queue.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    }
    return queue
  }

  /// Calls `body` with the connection that writes.
  ///
  /// - Throws: `page-damaged` when the file is not as the last act left it: nothing is built on damage.
  func withWriter<Value>(_ body: (Database) throws -> Value) throws -> Value {
    let queue = try writer.withLock { held -> DatabaseQueue in
      if let held { return held }
      try refuseDamage()
      let queue = try Self.openQueue(folder)
      held = queue
      return queue
    }
    return try queue.writeWithoutTransaction(body)
  }

  static func unreadable(_ error: DatabaseError) -> Diagnostic {
    if [.SQLITE_IOERR, .SQLITE_FULL, .SQLITE_CANTOPEN].contains(error.resultCode) {
      return Diagnostic(
        "storage-trouble", "the disk does not let \(fileName) be read: \(error.message ?? "no reason given")",
        at: Place(fileName),
        help: "free some space, or check the disk and the permissions of the workspace, then try again")
    }
    return Diagnostic(
      "base-unreadable", "SQLite cannot read \(fileName): \(error.message ?? "code \(error.resultCode)")",
      at: Place(fileName), help: "attest verify, then restore the file from a backup")
  }

  /// One consistent view of the evidence.
  package func read<Value>(_ body: (EvidenceSnapshot) throws -> Value) throws -> Value {
    do {
      return try pool.read { try body(EvidenceSnapshot(db: $0)) }
    } catch let error as DatabaseError {
      throw Self.unreadable(error)
    }
  }

  /// One act: a transaction and a line of history, or nothing at all. An act that changes nothing leaves no
  /// line.
  ///
  /// - Parameter verb: the act's name, as in the history: `import`.
  /// - Returns: what `body` returns, and the number of the history entry, nil when nothing changed.
  @discardableResult
  package func write<Value>(
    _ verb: String, by author: String, _ body: (EvidenceChange) throws -> Value
  ) throws -> (value: Value, entry: Int?) {
    let result: (value: Value, entry: Int?)
    let wasSealed: Bool
    do {
      wasSealed = try isSealed()
      result = try withWriter { db in
        var value: Value?
        var entry: Int?
        try db.inTransaction(.immediate) {
          let change = try EvidenceChange(db: db, environment: environment)
          value = try body(change)
          guard change.isChanged else { return .rollback }
          entry = try change.close(verb: verb, author: author)
          try storage.commit(Self.fileName)
          return .commit
        }
        guard let value else { preconditionFailure("a transaction ended without its value") }
        return (value, entry)
      }
    } catch let error as DatabaseError {
      throw Self.trouble(error)
    }
    // An act that was cut off between its commit and its seal is sealed by the next.
    if result.entry != nil || !wasSealed { try sealPages() }
    return result
  }

  private static func trouble(_ error: DatabaseError) -> Diagnostic {
    switch error.resultCode {
    case .SQLITE_FULL:
      Diagnostic(
        "storage-full", "there is no space left for \(fileName); nothing was changed",
        help: "free some space, then run the same command again")
    case .SQLITE_BUSY:
      Diagnostic(
        "base-busy", "another attest is writing to \(fileName); nothing was changed",
        help: "wait for it to finish, then run the same command again")
    case .SQLITE_CONSTRAINT:
      Diagnostic(
        "rule-broken", "the base refuses a row: \(error.message ?? "")",
        help: "report this: a check is missing")
    default: unreadable(error)
    }
  }
}

// MARK: migration

extension EvidenceBase {
  private func migrate() throws {
    let version = try pool.read { db -> (id: Int32, step: Int) in
      let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
      return (id, try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0)
    }
    guard version.step <= Migrations.all.count else {
      throw Diagnostic(
        "base-from-the-future",
        "\(Self.fileName) is at schema \(version.step); this attest knows \(Migrations.all.count)",
        help: "open it with the attest that made it, or a newer one")
    }
    guard version.step < Migrations.all.count else { return }
    do {
      if version.step > 0 { try copyBeforeMigrating(from: version.step) }
      try withWriter { try Self.migrate($0, from: version.step, storage) }
    } catch let error as DatabaseError {
      throw Self.trouble(error)
    }
    try sealPages()
  }

  private static func migrate(_ db: Database, from step: Int, _ storage: Storage) throws {
    try db.inTransaction(.immediate) {
      for step in Migrations.all[step...] { try db.execute(sql: step.sql) }
      try db.execute(sql: "PRAGMA application_id = \(Migrations.applicationID)")
      try db.execute(sql: "PRAGMA user_version = \(Migrations.all.count)")
      try storage.commit(fileName)
      return .commit
    }
  }

  private func copyBeforeMigrating(from step: Int) throws {
    let copy = "\(folder)/evidence-before-schema-\(Migrations.all.count)-from-\(step).sqlite"
    try withWriter { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
  }

  /// The whole schema as SQLite reports it, for `schema.sql`.
  package func schemaText() throws -> String {
    try pool.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT sql || ';' FROM sqlite_schema
          WHERE sql IS NOT NULL AND name NOT LIKE 'searchIndex\\_%' ESCAPE '\\' ORDER BY rowid
          """
      ).joined(separator: "\n\n") + "\n"
    }
  }

  /// Whether SQL is kept from writing where it must not: into the schema table. Tried, and taken back.
  package func isDefended() throws -> Bool {
    try withWriter { db in
      var isDefended = false
      try db.inTransaction {
        do {
          try db.execute(sql: "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = sql WHERE 0")
        } catch is DatabaseError {
          isDefended = true
        }
        return .rollback
      }
      return isDefended
    }
  }

  /// 2 is FULL: what was acknowledged survives a power cut.
  package func synchronousLevel() throws -> Int {
    try withWriter { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
  }
}

// MARK: what tests ask

extension EvidenceBase {
  /// How SQLite would answer a query, a step a line.
  package func queryPlan(_ query: String) throws -> [String] {
    try pool.read { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + query).map { $0["detail"] as String? ?? "" }
    }
  }

  /// The steps of the schema with the SHA-256 of each.
  package static var schemaSteps: [String: String] {
    Dictionary(
      uniqueKeysWithValues: Migrations.all.map { ($0.name, Digest(of: Array($0.sql.utf8)).description) })
  }
}
