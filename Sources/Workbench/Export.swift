import Evidence
import Formats
import Foundation
import Provenance

extension Workspace {
  /// Writes the case as a casebook folder, in canonical form, and beside the folder a checkpoint of the history
  /// as it stood, for somebody else to keep: `out/case` and `out/case.checkpoint`.
  ///
  /// - Returns: the names of the files written.
  /// - Throws: `folder-not-empty` when the folder holds anything.
  package func exportCasebook(to path: String) throws -> [String] {
    let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard present.isEmpty else {
      throw Diagnostic(
        "folder-not-empty", "'\(path.shown)' is not empty; nothing was written",
        help: "choose an empty or new folder")
    }
    let files = try base.read { try CasebookFolder.files(of: $0) }
    guard !files.isEmpty else {
      throw Diagnostic(
        "case-empty", "this workspace holds no case yet",
        help: "attest import Casebook/central-asia --into \(folder.shown)")
    }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name)) }
    } catch {
      throw Diagnostic(
        "file-not-written", "'\(path.shown)' cannot be written: \(error.localizedDescription)",
        help: "free some space or choose another folder, then run the same command again")
    }
    do {
      let note = try checkpoint().note
      try Data(note.utf8).write(to: URL(fileURLWithPath: path.trimmingSuffix("/") + ".checkpoint"))
    } catch let error as CocoaError {
      throw Diagnostic(
        "file-not-written",
        "the checkpoint of '\(path.shown)' cannot be written: \(error.localizedDescription)",
        help: "free some space or choose another folder, then run the same command again")
    }
    return files.map(\.name)
  }
}
