package import Evidence
import Formats
package import Provenance

/// What an import did.
package struct ImportResult: Sendable {
  /// By table: rows added, superseded, withdrawn. Empty when the base held the folder already.
  package var changes: [(table: String, tally: EvidenceChange.Tally)]
  /// The entry of the history; nil when nothing changed.
  package var entry: Int?
  package var diagnostics: [Diagnostic]
  package var files: [(name: String, digest: Digest)]
}

extension Workspace {
  /// Makes the workspace hold a casebook folder: all of it, or, when one defect is an error, nothing.
  ///
  /// - Parameters:
  ///   - isDryRun: only read and check; change nothing.
  ///   - progress: told what is being done.
  ///   - acknowledge: told of each durable item once it is on the disk.
  package func importCasebook(
    _ path: String, isDryRun: Bool = false, progress: (String) -> Void = { _ in },
    acknowledge: (String) -> Void = { _ in }
  ) throws -> ImportResult {
    var casebook = try CasebookFolder.read(path, progress: progress)
    var diagnostics = casebook.diagnostics + (try caseProblems(casebook, path))
    if !diagnostics.hasErrors { diagnostics += try quotationProblems(casebook, path) }
    guard !diagnostics.hasErrors, !isDryRun else {
      return ImportResult(changes: [], entry: nil, diagnostics: diagnostics, files: [])
    }
    progress("keeping the files")
    var files: [(name: String, digest: Digest)] = []
    for (name, bytes) in casebook.takeFiles() {
      let original = try vault.add(bytes)
      acknowledge("kept \(Vault.item(original.digest)) \(name)")
      files.append((name, original.digest))
    }
    progress("writing rows")
    let (changes, entry) = try base.write("import", by: author) { change in
      for sheet in Sheet.all {
        progress("writing \(sheet.file)")
        try change.hold(casebook.takeRows(of: sheet), of: sheet)
      }
      try change.hold(texts: casebook.texts)
      for (name, value) in casebook.facts.sorted(by: { $0.key < $1.key }) {
        try change.setFact("case-" + name, value)
      }
      if !change.summary.isEmpty {
        try change.recordImport(of: files)
        try change.rebuildDerived(progress: progress)
      }
      return change.summary
    }
    if let entry { acknowledge("kept entry \(entry) of the history") }
    return ImportResult(changes: changes, entry: entry, diagnostics: diagnostics, files: files)
  }

  /// One workspace holds one case: another would withdraw the first.
  private func caseProblems(_ casebook: CasebookFolder, _ path: String) throws -> [Diagnostic] {
    guard let held = try base.read({ try $0.workspaceFact("case-id") }), let id = casebook.facts["id"],
      held != id
    else { return [] }
    return [
      Diagnostic(
        "case-differs", "this workspace holds the case '\(held.shown)'; the folder is '\(id.shown)'",
        at: Place(path + "/case.md", line: 1), help: "attest new cases/\(id.shown), and import it there")
    ]
  }

  /// Passages and quotations against documents the workspace already holds.
  private func quotationProblems(_ casebook: CasebookFolder, _ path: String) throws -> [Diagnostic] {
    try base.read { evidence in
      try casebook.passageProblems(in: path) { try evidence.text(of: $0) }
    }
  }
}
