import Evidence
import Foundation
package import Provenance
import Readers

/// What acquiring a document did.
package struct Acquisition: Sendable {
  package var digest: Digest
  package var byteCount: Int
  package var mediaType: String
  package var wasHeld: Bool
  /// Passages that stand in it as recorded, and all that name its source.
  package var foundCount: Int
  package var passageCount: Int
  package var diagnostics: [Diagnostic]
}

extension Workspace {
  /// Keeps a file's exact bytes as a document of a source, draws its text, and checks the passages against it.
  ///
  /// - Parameter address: where it was obtained, when it is not the source's own address.
  /// - Throws: `id-unknown` when there is no such source; `document-differs` when the source expects other
  ///   bytes; `file-unreadable`.
  package func acquire(
    _ path: String, source id: String, address: String = "", acknowledge: (String) -> Void = { _ in }
  ) throws -> Acquisition {
    let source = try base.read { evidence in
      guard let source = try evidence.source(id) else { throw try unknownSource(id, evidence) }
      return source
    }
    try expect(source, of: path)
    let original = try vault.add(contentsOf: path)
    acknowledge("kept \(Vault.item(original.digest))")
    let mediaType = source.mediaType.isEmpty ? Readers.mediaType(forFileNamed: path) : source.mediaType
    let reading = try read(original.digest, mediaType)
    let (wasHeld, _) = try base.write("acquire", by: author) { change in
      let isNew = try change.addDocument(
        original.digest, source: id, mediaType: mediaType, byteCount: original.byteCount,
        address: address.isEmpty ? source.url : address)
      if isNew, let text = reading.text {
        try change.setText(text, of: original.digest, reader: PlainText.name, version: PlainText.version)
        try change.rebuildStandings()
        try change.rebuildSearch()
      }
      return !isNew
    }
    acknowledge("kept document \(original.digest)")
    return try base.read { evidence in
      let passages = try evidence.passages(of: id)
      let problems = try evidence.passageProblems(of: id)
      return Acquisition(
        digest: original.digest, byteCount: original.byteCount, mediaType: mediaType, wasHeld: wasHeld,
        foundCount: passages.count { $0.standing == .found }, passageCount: passages.count,
        diagnostics: original.notes + reading.diagnostics + problems)
    }
  }

  /// A source that names its document takes no other.
  private func expect(_ source: Source, of path: String) throws {
    guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
      throw Diagnostic(
        "file-unreadable", "there is no file to read", at: Place(path),
        help: "name a file: attest acquire FILE --source \(source.id)")
    }
    guard !source.sha256.isEmpty else { return }
    let digest = Digest(of: bytes)
    guard source.sha256 != digest.description else { return }
    throw Diagnostic(
      "document-differs", "these bytes are not the document '\(source.id)' expects; nothing was kept",
      at: Place(path),
      facts: ["expected SHA-256 \(source.sha256)", "found \(digest), \(bytes.count) bytes"],
      help: "acquire the file the passages were taken from, or correct sha256 in sources.csv")
  }

  private func read(_ digest: Digest, _ mediaType: String) throws -> Reading {
    guard let reader = readers.first(where: { $0.mediaTypes.contains(mediaType) }) else {
      let diagnostic = Diagnostic(
        .warning, "document-not-read",
        "no reader knows \(mediaType.shown); the bytes are kept, no text was drawn",
        help: "acquire a plain-text copy as well")
      return Reading(text: nil, diagnostics: [diagnostic])
    }
    return reader.read(try vault.read(digest))
  }

  private func unknownSource(_ id: String, _ evidence: EvidenceSnapshot) throws -> Diagnostic {
    let known = try evidence.sourceIDs()
    let near = known.first { $0.contains(id) || id.contains($0) }
    return Diagnostic(
      "id-unknown", "there is no source '\(id.shown)' here",
      help: near.map { "attest acquire FILE --source \($0)" } ?? "attest show sources")
  }
}
