package import Evidence
import Foundation
import Provenance

/// What a researcher can do: the verbs, a file per activity.

/// The folder of one inquiry: `evidence.sqlite`, `originals/` and what belongs to them.
package struct Workspace: Sendable {
  package let folder: String
  package let base: EvidenceBase
  package let storage: Storage
  package let environment: Environment
  /// Who acts; stands in the history.
  package let author: String

  var vault: Vault { Vault(storage) }

  /// Makes a workspace in a folder that is absent or empty.
  ///
  /// - Throws: `folder-not-empty` when something is there already.
  package static func new(
    at path: String, author: String, environment: Environment = .system, storage: Storage? = nil
  ) throws -> Workspace {
    let folder = absolute(path)
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard present.isEmpty else {
      let isWorkspace = present.contains("evidence.sqlite")
      throw Diagnostic(
        isWorkspace ? "workspace-exists" : "folder-not-empty",
        isWorkspace ? "'\(path.shown)' is a workspace already" : "'\(path.shown)' is not empty",
        help: isWorkspace ? "attest import FOLDER --into \(path.shown)" : "choose another folder")
    }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Diagnostic(
        "folder-not-made", "'\(path.shown)' cannot be made: \(error.localizedDescription)",
        help: "choose a folder you may write to")
    }
    let storage = storage ?? .disk(at: folder)
    let base = try EvidenceBase.create(in: folder, storage: storage, environment: environment)
    let workspace = Workspace(
      folder: folder, base: base, storage: storage, environment: environment, author: author)
    try base.write("new", by: author) { change in
      try change.setFact("origin", "attest/" + environment.randomBytes(16).hex)
    }
    return workspace
  }

  /// Opens a workspace.
  ///
  /// - Throws: `no-workspace` when the folder is none.
  package static func open(
    at path: String, author: String, environment: Environment = .system, storage: Storage? = nil
  ) throws -> Workspace {
    let folder = absolute(path)
    let storage = storage ?? .disk(at: folder)
    let base = try EvidenceBase.open(in: folder, storage: storage, environment: environment)
    return Workspace(
      folder: folder, base: base, storage: storage, environment: environment, author: author)
  }

  static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL.path(percentEncoded: false)
      .trimmingSuffix("/")
  }
}

extension String {
  func trimmingSuffix(_ suffix: String) -> String {
    count > 1 && hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
