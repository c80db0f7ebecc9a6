import Foundation
import Provenance
import Workbench

/// Which workspace a command is about.
///
/// In this order: `--workspace`, `ATTEST_WORKSPACE`, this folder or one above it, and last the workspace that
/// `attest new` or `attest import --into` used; that one is announced, so that nobody works on the wrong case.
struct CurrentWorkspace {
  let options: WorkspaceOptions

  var author: String {
    let environment = ProcessInfo.processInfo.environment
    let name = options.author ?? environment["ATTEST_AUTHOR"] ?? NSUserName()
    return name.isEmpty ? "unnamed" : name
  }

  func open() throws -> Workspace { try Workspace.open(at: try path(), author: author) }

  func path() throws -> String {
    if let named = options.workspace { return named }
    if let named = ProcessInfo.processInfo.environment["ATTEST_WORKSPACE"], !named.isEmpty { return named }
    if let above = Self.above(FileManager.default.currentDirectoryPath) { return above }
    if let last = Self.last {
      Terminal.complain("workspace: \(last)")
      return last
    }
    throw Diagnostic(
      "no-workspace", "there is no workspace here",
      help: "attest new cases/mine, or name one with --workspace")
  }

  private static func above(_ folder: String) -> String? {
    var folder = folder
    while true {
      if FileManager.default.fileExists(atPath: folder + "/evidence.sqlite") { return folder }
      let parent = (folder as NSString).deletingLastPathComponent
      if parent == folder || parent.isEmpty { return nil }
      folder = parent
    }
  }

  private static var memory: String {
    let environment = ProcessInfo.processInfo.environment
    let state = environment["XDG_STATE_HOME"] ?? (NSHomeDirectory() + "/.local/state")
    return state + "/attest/workspace"
  }

  private static var last: String? {
    guard let path = try? String(contentsOfFile: memory, encoding: .utf8), !path.isEmpty,
      FileManager.default.fileExists(atPath: path + "/evidence.sqlite")
    else { return nil }
    return path
  }

  /// Remembers the workspace for commands that name none. Where nothing can be remembered, they must name one.
  static func remember(_ folder: String) {
    let holder = (memory as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: holder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try? folder.write(toFile: memory, atomically: true, encoding: .utf8)
  }
}
