import Evidence
import Formats
package import Provenance

extension Workspace {
  /// What is wrong or weak in the evidence as the base holds it: the rules of an import, passages against held
  /// documents, and the cautions a careful reader would raise.
  package func check(progress: (String) -> Void = { _ in }) throws -> [Diagnostic] {
    try base.read { evidence in
      var sheets: [String: [SheetRow]] = [:]
      for sheet in Sheet.all {
        progress("reading \(sheet.file)")
        sheets[sheet.table] = try evidence.rows(of: sheet)
      }
      progress("checking")
      let check = CasebookCheck(sheets: sheets) { sheet, row, column in
        let name = sheet.hasID ? "/" + row.cells[0].shown : ""
        return Place("\(sheet.address)\(name)#\(sheet.columns[column].name)")
      }
      var found = check.run()
      for source in try evidence.sourceIDs() { found += try evidence.passageProblems(of: source) }
      found += try unheld(evidence)
      return found + check.weaknesses()
    }
  }

  private func unheld(_ evidence: EvidenceSnapshot) throws -> [Diagnostic] {
    try evidence.sources(evidence.sourceIDs()).filter { !$0.sha256.isEmpty }.compactMap { source in
      let isHeld = try evidence.documents(of: source.id).contains { $0.id == source.sha256 }
      guard !isHeld else { return nil }
      return Diagnostic(
        .warning, "document-not-held",
        "the document of '\(source.id)' is not held; its quotations are not checked",
        at: Place("sources/\(source.id)"), help: "attest acquire FILE --source \(source.id)")
    }
  }
}

extension Sheet {
  /// `claims` for claims.csv.
  fileprivate var address: String { String(file.dropLast(4)) }
}
