import Crypto
import GRDB
import GRDBSQLite

/// A prepared statement that takes places in one run of bytes as its values: nothing is copied or boxed on the
/// way to SQLite, which an import of a million rows feels. Good for the length of one act.
///
/// The one place that binds without GRDB.
final class RawInsertion {
  private let statement: Statement
  private let db: Database

  /// What stands in one column of the row to be inserted.
  enum Value {
    case number(Int)
    /// Bytes of the message; none at all is NULL.
    case text(Range<Int>)
    case bytes(Range<Int>)
  }

  init(_ sql: String, _ db: Database) throws {
    statement = try db.makeStatement(sql: sql)
    self.db = db
  }

  /// Inserts one row.
  ///
  /// - Parameter values: one for each question mark; their ranges lie in `message`.
  func run(_ values: [Value], in message: [UInt8]) throws {
    let handle = statement.sqliteStatement
    let code = message.withUnsafeBytes { bytes -> Int32 in
      for (index, value) in values.enumerated() {
        let code = bind(value, at: Int32(index + 1), bytes, handle)
        guard code == SQLITE_OK else { return code }
      }
      return sqlite3_step(handle)
    }
    // The bytes are gone from here on; what was bound to them must not outlive them.
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    guard code == SQLITE_DONE else {
      let message = db.sqliteConnection.map { String(cString: sqlite3_errmsg($0)) }
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql)
    }
  }

  private func bind(
    _ value: Value, at index: Int32, _ bytes: UnsafeRawBufferPointer, _ handle: SQLiteStatement
  ) -> Int32 {
    switch value {
    case .number(let number): return sqlite3_bind_int64(handle, index, Int64(number))
    case .text(let range):
      guard !range.isEmpty else { return sqlite3_bind_null(handle, index) }
      let start = bytes.baseAddress.map { ($0 + range.lowerBound).assumingMemoryBound(to: CChar.self) }
      return sqlite3_bind_text(handle, index, start, Int32(range.count), nil)
    case .bytes(let range):
      return sqlite3_bind_blob(
        handle, index, bytes.baseAddress.map { $0 + range.lowerBound }, Int32(range.count), nil)
    }
  }
}

/// Inserts rows of one sheet, each sealed.
///
/// A row is laid out once, as the message its seal is taken over; SQLite then reads the cells from the same bytes.
final class RowWriter {
  private let insertion: RawInsertion
  private let sheet: Sheet
  private var message: [UInt8] = []
  private var values: [RawInsertion.Value] = []

  init(_ sheet: Sheet, _ db: Database) throws {
    self.sheet = sheet
    let fields =
      sheet.columns.map { "\"\($0.field)\"" } + (sheet.hasID ? ["randomID"] : []) + [
        "ordinal", "entry", "salt", "seal",
      ]
    let marks = Array(repeating: "?", count: fields.count).joined(separator: ", ")
    insertion = try RawInsertion(
      "INSERT INTO \(sheet.table) (\(fields.joined(separator: ", "))) VALUES (\(marks))", db)
  }

  /// - Parameter randomID: 32 hexadecimal digits for a sheet whose rows have ids; else nil.
  /// - Returns: the row's seal.
  func insert(
    _ cells: [String], randomID: [UInt8]?, ordinal: Int, entry: Int, salt: ArraySlice<UInt8>
  ) throws -> ArraySlice<UInt8> {
    message.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    RowSeal.begin(&message, sheet.table, salt: salt)
    for cell in cells { values.append(.text(RowSeal.append(cell, to: &message))) }
    let seal = message.withUnsafeBytes { SHA256.hash(data: $0) }
    if let randomID { values.append(.text(append(randomID))) }
    values.append(.number(ordinal))
    values.append(.number(entry))
    values.append(.bytes(0..<16))
    let sealRange = append(seal)
    values.append(.bytes(sealRange))
    try insertion.run(values, in: message)
    return message[sealRange]
  }

  private func append(_ bytes: some Sequence<UInt8>) -> Range<Int> {
    let start = message.count
    message.append(contentsOf: bytes)
    return start..<message.count
  }
}
