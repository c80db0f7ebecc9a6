package import Provenance

/// Turns a file's bytes into text or tables, with what is wrong in them.

/// Rows of delimited text (RFC 4180), each with the line it begins on. A reader of our own, because every
/// defect must be reported with file, line and column, at the speed of a scan.
package struct Delimited: Sendable {
  package struct Row: Sendable {
    package var cells: [String]
    /// From 1.
    package var line: Int
    /// Byte of the file at which the row begins.
    package var start: Int

    package init(cells: [String], line: Int, start: Int) {
      self.cells = cells
      self.line = line
      self.start = start
    }
  }

  package let file: String
  package let bytes: [UInt8]
  /// `,`, `;` or tab: whichever the first row is written with.
  package let delimiter: UInt8
  /// All rows, the first with the column names included.
  package let rows: [Row]
  /// Why reading stopped or skipped; with an error here, `rows` holds what could be read.
  package let diagnostics: [Diagnostic]

  /// - Parameter file: its name as the user knows it, for places.
  package init(_ bytes: [UInt8], file: String) {
    self.file = file
    self.bytes = bytes
    delimiter = Self.delimiter(of: bytes)
    var scan = Scan(bytes: bytes, delimiter: delimiter, file: file)
    scan.run()
    rows = scan.rows
    diagnostics = scan.diagnostics
  }

  /// The column, from 1 in Unicode scalars, at which a cell begins on its line.
  package func place(ofCell index: Int, in row: Row) -> Place {
    var line = row.line
    var lineStart = row.start
    var position = row.start
    var cell = 0
    var isQuoted = false
    while position < bytes.count, cell < index {
      switch bytes[position] {
      case 0x22: isQuoted.toggle()
      case delimiter where !isQuoted: cell += 1
      case 0x0A:
        guard isQuoted else { return Place(file, line: line, column: 1) }
        line += 1
        lineStart = position + 1
      default: break
      }
      position += 1
    }
    let before = String(decoding: bytes[lineStart..<position], as: UTF8.self)
    return Place(file, line: line, column: before.unicodeScalars.count + 1)
  }

  private static func delimiter(of bytes: [UInt8]) -> UInt8 {
    let head = bytes.prefix { $0 != 0x0A }
    func count(_ byte: UInt8) -> Int { head.reduce(0) { $0 + ($1 == byte ? 1 : 0) } }
    return [0x2C, 0x3B, 0x09].max { count($0) < count($1) } ?? 0x2C
  }
}

private struct Scan {
  let bytes: [UInt8]
  let delimiter: UInt8
  let file: String
  var rows: [Delimited.Row] = []
  var diagnostics: [Diagnostic] = []
  private var position = 0
  private var line = 1

  init(bytes: [UInt8], delimiter: UInt8, file: String) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.file = file
  }

  mutating func run() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    var width = 16
    bytes.withUnsafeBufferPointer { buffer in
      while position < buffer.count {
        var row = Delimited.Row(cells: [], line: line, start: position)
        row.cells.reserveCapacity(width)
        readRow(&row, buffer)
        width = row.cells.count
        // A line with nothing on it is no row.
        if row.cells != [""] { rows.append(row) }
      }
    }
  }

  private mutating func readRow(_ row: inout Delimited.Row, _ buffer: UnsafeBufferPointer<UInt8>) {
    while true {
      let isQuoted = position < buffer.count && buffer[position] == 0x22
      row.cells.append(isQuoted ? quotedCell(row, buffer) : plainCell(row, buffer))
      guard position < buffer.count else { return }
      let end = buffer[position]
      position += 1
      if end == delimiter { continue }
      // A line break: LF, CRLF, or the CR of an old Mac.
      if end == 0x0D, position < buffer.count, buffer[position] == 0x0A { position += 1 }
      line += 1
      return
    }
  }

  private mutating func plainCell(_ row: Delimited.Row, _ buffer: UnsafeBufferPointer<UInt8>) -> String {
    let start = position
    while position < buffer.count {
      let byte = buffer[position]
      if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
      position += 1
    }
    return text(UnsafeBufferPointer(rebasing: buffer[start..<position]), row, from: start, buffer)
  }

  private mutating func quotedCell(_ row: Delimited.Row, _ buffer: UnsafeBufferPointer<UInt8>) -> String {
    let opening = place(at: position, buffer)
    position += 1
    var start = position
    var parts: [UInt8] = []
    while position < buffer.count {
      let byte = buffer[position]
      if byte == 0x22 {
        if position + 1 < buffer.count, buffer[position + 1] == 0x22 {
          parts += buffer[start...position]
          position += 2
          start = position
          continue
        }
        let last = UnsafeBufferPointer(rebasing: buffer[start..<position])
        position += 1
        skipAfterQuote(buffer)
        guard !parts.isEmpty else { return text(last, row, from: start, buffer) }
        parts += last
        return parts.withUnsafeBufferPointer { text($0, row, from: start, buffer) }
      }
      if byte == 0x0A { line += 1 }
      position += 1
    }
    diagnostics.append(
      Diagnostic(
        "quote-unclosed", "a quotation mark opens here and never closes", at: opening,
        help: "close it, or double it if it belongs to the text"))
    parts += buffer[start..<position]
    return parts.withUnsafeBufferPointer { text($0, row, from: start, buffer) }
  }

  /// Line, and column in Unicode scalars, of a byte on the line being read.
  private func place(at position: Int, _ buffer: UnsafeBufferPointer<UInt8>) -> Place {
    let start = buffer[..<position].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let before = String(decoding: buffer[start..<position], as: UTF8.self)
    return Place(file, line: line, column: before.unicodeScalars.count + 1)
  }

  private mutating func skipAfterQuote(_ buffer: UnsafeBufferPointer<UInt8>) {
    guard position < buffer.count else { return }
    let next = buffer[position]
    if next == delimiter || next == 0x0A || next == 0x0D { return }
    diagnostics.append(
      Diagnostic(
        "quote-inside-cell", "text follows a closing quotation mark", at: place(at: position, buffer),
        help: "double the quotation marks that belong to the text"))
    while position < buffer.count, buffer[position] != delimiter, buffer[position] != 0x0A { position += 1 }
  }

  /// - Parameter start: the byte of the file at which the cell begins, for the place of what is wrong with it.
  private mutating func text(
    _ cell: UnsafeBufferPointer<UInt8>, _ row: Delimited.Row, from start: Int,
    _ buffer: UnsafeBufferPointer<UInt8>
  ) -> String {
    if cell.isEmpty { return "" }
    guard let text = String(validating: cell, as: UTF8.self), !cell.contains(0) else {
      diagnostics.append(
        Diagnostic(
          "not-utf8", "cell \(row.cells.count + 1) of this row is not UTF-8 text",
          at: place(at: start, buffer), help: "save the file as CSV UTF-8"))
      return String(decoding: cell, as: UTF8.self)
    }
    return text
  }
}

extension Delimited {
  /// Appends a row in canonical form: commas, LF, a cell quoted only when it must be.
  package static func append(_ cells: some Sequence<String>, to bytes: inout [UInt8]) {
    var isFirst = true
    for cell in cells {
      if !isFirst { bytes.append(0x2C) }
      isFirst = false
      let utf8 = cell.utf8
      let isQuoted =
        utf8.first == 0x20 || utf8.last == 0x20
        || utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      guard isQuoted else {
        bytes.append(contentsOf: utf8)
        continue
      }
      bytes.append(0x22)
      for byte in utf8 {
        if byte == 0x22 { bytes.append(0x22) }
        bytes.append(byte)
      }
      bytes.append(0x22)
    }
    bytes.append(0x0A)
  }
}
