package import Evidence
import Foundation
package import Provenance
import Readers

/// A casebook as a folder of plain text: read whole, checked whole, written canonically.
/// docs/casebook-format.md is the page for people.
package struct CasebookFolder: Sendable {
  /// `id`, `title`, `coder`, … of case.md.
  package var facts: [String: String]
  package var texts: [(name: String, text: String)]
  /// By table; a sheet without a file has no rows.
  package var sheets: [String: [SheetRow]]
  /// Every file read, with its bytes.
  package var files: [(name: String, bytes: [UInt8])]
  package var diagnostics: [Diagnostic]
  /// The files as scanned, for places.
  private var scanned: [String: Delimited] = [:]

  /// The only names `case.md` may set.
  package static let factNames = ["id", "title", "question", "coder", "licence", "language", "source"]
  static let byteLimit = 1 << 30

  private init() { (facts, texts, sheets, files, diagnostics) = ([:], [], [:], [], []) }

  /// Reads and checks a folder; every defect of every file is in `diagnostics`.
  ///
  /// - Parameter progress: told which file is being read.
  /// - Throws: `casebook-missing` when there is no folder or it holds no case.md.
  package static func read(_ path: String, progress: (String) -> Void = { _ in }) throws -> CasebookFolder {
    var folder = CasebookFolder()
    let names = try folder.list(path)
    for name in names where name.hasSuffix(".md") { try folder.readText(path, name) }
    folder.reportForeign(names, path)
    folder.readFacts(path)
    for sheet in Sheet.all where names.contains(sheet.file) {
      progress(sheet.file)
      let bytes = try folder.load(path, sheet.file)
      let file = Delimited(bytes, file: path + "/" + sheet.file)
      folder.scanned[sheet.table] = file
      folder.diagnostics += file.diagnostics
      folder.sheets[sheet.table] = folder.rows(of: sheet, in: file)
    }
    progress("checking")
    let check = CasebookCheck(sheets: folder.sheets) { [folder] in folder.place($0, $1, $2, path) }
    folder.diagnostics += check.run()
    folder.sortDiagnostics()
    return folder
  }

  private func list(_ path: String) throws -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard names.contains("case.md") else {
      throw Diagnostic(
        "casebook-missing", "'\(path.shown)' is no casebook: it holds no case.md",
        help: "see docs/casebook-format.md, or try: attest import Casebook/central-asia --into cases/mine")
    }
    return names.sorted()
  }

  private mutating func reportForeign(_ names: [String], _ path: String) {
    let known = Set(Sheet.all.map(\.file))
    for name in names where !known.contains(name) && !name.hasSuffix(".md") && !name.hasPrefix(".") {
      let near = Codes.nearest(name, in: known)
      diagnostics.append(
        Diagnostic(
          .warning, "file-not-read", "'\(name.shown)' is no file of a casebook; it was not read",
          at: Place(path + "/" + name), help: near.map { "rename it if it is meant to be \($0)" }))
    }
  }

  private mutating func load(_ path: String, _ name: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path + "/" + name) else {
      throw Diagnostic("file-unreadable", "the file cannot be read", at: Place(path + "/" + name))
    }
    guard data.count <= Self.byteLimit else {
      throw Diagnostic(
        "file-too-large", "the file has \(data.count) bytes; 1 GiB is the limit", at: Place(path + "/" + name)
      )
    }
    let bytes = Array(data)
    files.append((name, bytes))
    return bytes
  }

  private mutating func readText(_ path: String, _ name: String) throws {
    let bytes = try load(path, name)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      diagnostics.append(
        Diagnostic(
          "not-utf8", "the file is not UTF-8 text", at: Place(path + "/" + name), help: "save it as UTF-8"))
      return
    }
    texts.append((name, text))
  }

  private mutating func readFacts(_ path: String) {
    let place = Place(path + "/case.md", line: 1)
    let text = texts.first { $0.name == "case.md" }?.text ?? ""
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
      diagnostics.append(
        Diagnostic(
          "case-facts-missing", "case.md does not begin with its facts", at: place,
          help: "begin with a line ---, then id: …, title: …, coder: …, then a line ---"))
      return
    }
    for (index, line) in lines[1..<end].enumerated() where !line.isEmpty {
      let parts = line.split(separator: ":", maxSplits: 1)
      let name = parts.first.map(String.init) ?? ""
      guard parts.count == 2, Self.factNames.contains(name) else {
        diagnostics.append(
          Diagnostic(
            "case-fact-unknown", "'\(String(line).shown)' is no fact of a case",
            at: Place(path + "/case.md", line: index + 2),
            help: "use one of: \(Self.factNames.joined(separator: ", "))"))
        continue
      }
      facts[name] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    for name in ["id", "title", "coder"] where facts[name, default: ""].isEmpty {
      diagnostics.append(
        Diagnostic(
          "case-fact-missing", "case.md has no \(name)", at: place,
          help: "add a line \(name): … between the --- lines"))
    }
  }
}

// MARK: letting go

extension CasebookFolder {
  /// The files, which are then no longer kept; nor are places known any more.
  package mutating func takeFiles() -> [(name: String, bytes: [UInt8])] {
    defer { (files, scanned) = ([], [:]) }
    return files
  }

  /// The rows of a sheet, which are then no longer kept, so that a large case shrinks here as it is written.
  package mutating func takeRows(of sheet: Sheet) -> [SheetRow] {
    sheets.removeValue(forKey: sheet.table) ?? []
  }
}

// MARK: rows

extension CasebookFolder {
  /// The rows of a file in the order of the sheet's columns, whatever order the file has.
  private mutating func rows(of sheet: Sheet, in file: Delimited) -> [SheetRow] {
    guard let head = file.rows.first else {
      diagnostics.append(
        Diagnostic("columns-missing", "the file has no row of column names", at: Place(file.file, line: 1)))
      return []
    }
    let known = sheet.columns.map(\.name)
    for (index, name) in head.cells.enumerated() where !known.contains(name) {
      let near = Codes.nearest(name, in: known)
      diagnostics.append(
        Diagnostic(
          "column-unknown", "\(sheet.file) has no column '\(name.shown)'",
          at: file.place(ofCell: index, in: head),
          help: near.map { "did you mean '\($0)'" } ?? "use: \(known.joined(separator: ", "))"))
    }
    for name in Set(head.cells).sorted() where head.cells.count(where: { $0 == name }) > 1 {
      diagnostics.append(
        Diagnostic("column-twice", "the column '\(name.shown)' stands twice", at: Place(file.file, line: 1)))
    }
    for column in sheet.columns where column.isRequired && !head.cells.contains(column.name) {
      diagnostics.append(
        Diagnostic(
          "column-missing", "the column '\(column.name)' is missing", at: Place(file.file, line: head.line)))
    }
    let order = known.map { head.cells.firstIndex(of: $0) }
    let isInOrder = head.cells == known
    var rows: [SheetRow] = []
    rows.reserveCapacity(file.rows.count)
    for row in file.rows.dropFirst() {
      guard row.cells.count == head.cells.count else {
        reportWidth(row, head, file)
        continue
      }
      let cells = isInOrder ? row.cells : order.map { $0.map { row.cells[$0] } ?? "" }
      rows.append(SheetRow(cells: cells, line: row.line, start: row.start))
    }
    return rows
  }

  private mutating func reportWidth(_ row: Delimited.Row, _ head: Delimited.Row, _ file: Delimited) {
    diagnostics.append(
      Diagnostic(
        "row-width", "the row has \(row.cells.count) cells; the file has \(head.cells.count) columns",
        at: file.place(
          ofCell: row.cells.count > head.cells.count ? head.cells.count : row.cells.count - 1, in: row),
        help: "quote cells that hold a comma, and give every row a cell for every column"))
  }

  /// Where a cell stands in its file, whatever order the file's columns have.
  fileprivate func place(_ sheet: Sheet, _ row: SheetRow, _ column: Int, _ path: String) -> Place {
    guard let file = scanned[sheet.table] else { return Place(path + "/" + sheet.file) }
    let position = file.rows.first?.cells.firstIndex(of: sheet.columns[column].name) ?? 0
    return file.place(ofCell: position, in: row.source)
  }

  private mutating func sortDiagnostics() {
    diagnostics.sort { a, b in
      let left = (a.place?.file ?? "", a.place?.line ?? 0, a.place?.column ?? 0, a.id)
      let right = (b.place?.file ?? "", b.place?.line ?? 0, b.place?.column ?? 0, b.id)
      return left < right
    }
  }
}

extension SheetRow {
  fileprivate var source: Delimited.Row { Delimited.Row(cells: [], line: line, start: start) }
}

// MARK: writing

extension CasebookFolder {
  /// The files of the case as the base holds it, in canonical form: name and bytes, Markdown first.
  package static func files(of evidence: EvidenceSnapshot) throws -> [(name: String, bytes: [UInt8])] {
    var files = try evidence.caseTexts().map { (name: $0.name, bytes: Array($0.text.utf8)) }
    for sheet in Sheet.all {
      let bytes = try bytes(of: sheet, from: evidence)
      if let bytes { files.append((sheet.file, bytes)) }
    }
    return files
  }

  private static func bytes(of sheet: Sheet, from evidence: EvidenceSnapshot) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    Delimited.append(sheet.columns.map(\.name), to: &bytes)
    let headCount = bytes.count
    try evidence.eachRow(of: sheet) { Delimited.append($0, to: &bytes) }
    return bytes.count > headCount ? bytes : nil
  }
}

// MARK: documents

extension CasebookFolder {
  /// What is wrong between passages and documents that are held.
  ///
  /// - Parameter text: the text of a document by its digest; nil when it is not held.
  package func passageProblems(
    in path: String, text: (String) throws -> [UInt8]?
  ) rethrows -> [Diagnostic] {
    let (sources, passages) = (Sheet.named("source"), Sheet.named("passage"))
    var texts: [String: [UInt8]] = [:]
    for source in sheets["source"] ?? [] {
      let digest = source.cells[sources.index(of: "sha256")]
      if !digest.isEmpty, let text = try text(digest) { texts[source.cells[0]] = text }
    }
    return (sheets["passage"] ?? []).compactMap { row in
      guard let text = texts[row.cells[1]] else { return nil }
      let passage = Passage(
        id: row.cells[0], locator: row.cells[2], spans: row.cells[3], digest: row.cells[4],
        quotation: row.cells[5])
      guard var problem = passage.problem(in: text) else { return nil }
      let column = problem.id == "quotation-not-in-document" ? "quotation" : "spans"
      problem.place = place(passages, row, passages.index(of: column), path)
      return problem
    }
  }
}
