package import Evidence
import Foundation
import Provenance

extension Workspace {
  static let checkpointKey = "checkpoint.key"
  private static let verifierFact = "verifier-key"

  /// Signs the history as it stands: a note for somebody else to keep, and the key that checks it.
  package func checkpoint() throws -> (note: String, verifier: String) {
    let key = try signer()
    let note = try base.read { evidence in
      try Checkpoint(origin: key.name, of: evidence.log()).signed(by: key)
    }
    return (note, key.verifier.description)
  }

  private func signer() throws -> NoteSigner {
    if try storage.status(Self.checkpointKey) != nil {
      return try NoteSigner(readFrom: Self.checkpointKey, in: storage)
    }
    let origin = try base.read { try $0.workspaceFact("origin") } ?? "attest/unnamed"
    let key = NoteSigner(name: origin)
    try key.write(to: Self.checkpointKey, in: storage)
    try base.write("checkpoint", by: author) { change in
      try change.setFact(Self.verifierFact, key.verifier.description)
    }
    return key
  }

  /// Checks everything the workspace promised; with a checkpoint somebody kept, also that the history still
  /// begins as it did then. The workspace need not open for that.
  ///
  /// - Parameters:
  ///   - against: a file holding a checkpoint.
  ///   - key: the verifier key kept with it; else the one the workspace holds.
  package static func verify(
    at path: String, against: String? = nil, key: String? = nil, environment: Environment = .system,
    progress: (String) -> Void = { _ in }
  ) throws -> Verification {
    let folder = absolute(path)
    guard FileManager.default.fileExists(atPath: folder + "/evidence.sqlite") else {
      throw Diagnostic("no-workspace", "'\(path.shown)' is no workspace", help: "attest new \(path.shown)")
    }
    let storage = Storage.disk(at: folder)
    return try EvidenceBase.verify(storage: storage, environment: environment, progress: progress) {
      evidence, result in
      if let finding = try keyFinding(evidence, storage) { result.findings.append(finding) }
      if let finding = try peopleFinding(evidence, storage) { result.findings.append(finding) }
      guard let against else { return }
      result.findings += try compare(evidence, with: against, key: key)
      result.count("checkpoint", 1)
    }
  }

  /// The signing key has to be the one the history names.
  private static func keyFinding(_ evidence: EvidenceSnapshot, _ storage: Storage) throws -> Diagnostic? {
    guard try storage.status(checkpointKey) != nil else { return nil }
    let recorded = try evidence.workspaceFact(verifierFact)
    let found = try? NoteSigner(readFrom: checkpointKey, in: storage).verifier.description
    guard found == nil || found != recorded else { return nil }
    return Diagnostic(
      "key-differs", "\(checkpointKey) is not the key the workspace recorded", at: Place(checkpointKey),
      help: "restore it from a backup; without it, attest checkpoint cannot sign as this workspace")
  }

  private static func compare(
    _ evidence: EvidenceSnapshot, with file: String, key: String?
  ) throws -> [Diagnostic] {
    guard let note = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw Diagnostic("file-unreadable", "the checkpoint cannot be read", at: Place(file))
    }
    guard let text = try key ?? evidence.workspaceFact(verifierFact) else {
      throw Diagnostic(
        "verifier-missing", "this workspace never signed a checkpoint, and no key was given",
        help: "attest verify --against \(file.shown) --key KEY")
    }
    let checkpoint = try Checkpoint(signed: note, by: NoteVerifier(text))
    let log = try evidence.log()
    guard checkpoint.size <= log.size else {
      return [
        Diagnostic(
          "history-shorter", "the checkpoint saw \(checkpoint.size) entries; the history has \(log.size)",
          at: Place("history"), help: "entries were taken away: restore the workspace from a backup")
      ]
    }
    guard try !checkpoint.holds(for: log) else { return [] }
    return [
      Diagnostic(
        "history-rewritten", "the first \(checkpoint.size) entries are not those the checkpoint saw",
        at: Place("history"), help: "the history was rewritten after \(file.shown) was made: restore a backup"
      )
    ]
  }
}

extension EvidenceSnapshot {
  /// The history as a Merkle log over the exact bytes of its entries.
  fileprivate func log() throws -> MerkleLog {
    MerkleLog(leafHashes: try history().map { MerkleLog.leafHash($0.bytes) })
  }
}
