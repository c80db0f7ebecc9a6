import Foundation
import Testing

/// The files of the project, as a reader of the repository sees them.
enum Tree {
  /// The folder that holds Package.swift.
  static let root: String = {
    var folder = URL(filePath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    return folder.path(percentEncoded: false).trimmingSuffix("/")
  }()

  /// What is made here and not kept.
  private static let made: Set<String> = [".build", ".git", ".demo", ".swiftpm", "cases", "out"]

  /// Paths from the root, in order.
  static let files: [String] = {
    guard let walk = FileManager.default.enumerator(atPath: root) else { return [] }
    var files: [String] = []
    while let path = walk.nextObject() as? String {
      let name = String(path.split(separator: "/").last ?? "")
      // In a worktree `.git` is a file, so its name is looked at before its kind.
      if made.contains(name), path == name || name.hasPrefix(".") {
        walk.skipDescendants()
      } else if walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
        files.append(path)
      }
    }
    return files.sorted()
  }()

  static func files(under folder: String, ending: String) -> [String] {
    files.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(ending) }
  }

  /// - Returns: blank where there is no such file, so that a missing page fails as an incomplete one does.
  static func text(_ path: String) -> String {
    (try? String(contentsOfFile: root + "/" + path, encoding: .utf8)) ?? ""
  }

  static let sources = files(under: "Sources", ending: ".swift").map { SwiftSource(path: $0, text: text($0)) }
  static let tests = files(under: "Tests", ending: ".swift").map { SwiftSource(path: $0, text: text($0)) }
}

extension String {
  func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}

/// Reports what breaks a rule, each by itself.
func report(_ violations: [String], sourceLocation: SourceLocation = #_sourceLocation) {
  for violation in violations { Issue.record(Comment(rawValue: violation), sourceLocation: sourceLocation) }
}
