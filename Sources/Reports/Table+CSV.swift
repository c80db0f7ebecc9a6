extension Table {
  /// The table as RFC 4180 CSV with line feeds: column ids, then the rows' bare values; the last column holds
  /// each row's links as addresses parted by spaces.
  ///
  /// - Parameter neutralised: puts an apostrophe before a cell that a spreadsheet would run as a formula: one
  ///   beginning with `=`, `+`, `-`, `@`, tab or carriage return that is no plain number. The exact twin is
  ///   for programs.
  package func csv(neutralised: Bool) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * columns.count * 16 + 256)
    for column in columns {
      field(column.id, &bytes, neutralised: neutralised)
      bytes.append(0x2C)
    }
    bytes += "links\n".utf8
    for row in rows {
      for cell in row {
        field(cell.bare, &bytes, neutralised: neutralised)
        bytes.append(0x2C)
      }
      field(links(of: row).joined(separator: " "), &bytes, neutralised: neutralised)
      bytes.append(0x0A)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The addresses a row links to, each once, in reading order.
  func links(of row: [Cell]) -> [String] {
    var links: [String] = []
    for cell in row {
      for run in cell.phrase.runs {
        guard let address = run.link?.address, !links.contains(address) else { continue }
        links.append(address)
      }
    }
    return links
  }
}

extension Phrase.Link {
  /// The address as data: without form or leading slash for our own, whole for others.
  var address: String {
    switch self {
    case .route(let route): route.address
    case .part(let id): "#\(id)"
    case .outside(let address): address
    }
  }
}

private func field(_ words: String, _ bytes: inout [UInt8], neutralised: Bool) {
  let isFormula = neutralised && words.wouldRunInSpreadsheet
  let needsQuotes = words.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
  guard isFormula || needsQuotes else {
    bytes += words.utf8
    return
  }
  if needsQuotes { bytes.append(0x22) }
  if isFormula { bytes.append(0x27) }
  for byte in words.utf8 {
    if byte == 0x22 { bytes.append(0x22) }
    bytes.append(byte)
  }
  if needsQuotes { bytes.append(0x22) }
}

extension String {
  /// Whether a spreadsheet would take the cell for a formula; a negative number is none.
  fileprivate var wouldRunInSpreadsheet: Bool {
    switch utf8.first {
    case 0x3D, 0x2B, 0x40, 0x09, 0x0D: true
    case 0x2D: !isJSONNumber
    default: false
    }
  }

  /// Whether the words are a number as JSON writes it.
  var isJSONNumber: Bool {
    var rest = utf8[...]
    func digits() -> Int {
      let start = rest.count
      while let byte = rest.first, (0x30...0x39).contains(byte) { rest.removeFirst() }
      return start - rest.count
    }
    if rest.first == 0x2D { rest.removeFirst() }
    let startsWithZero = rest.first == 0x30
    let whole = digits()
    guard whole > 0, !(startsWithZero && whole > 1) else { return false }
    if rest.first == 0x2E {
      rest.removeFirst()
      if digits() == 0 { return false }
    }
    if rest.first == 0x65 || rest.first == 0x45 {
      rest.removeFirst()
      if rest.first == 0x2B || rest.first == 0x2D { rest.removeFirst() }
      if digits() == 0 { return false }
    }
    return rest.isEmpty
  }
}
