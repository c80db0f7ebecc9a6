import Foundation
import TestSupport
import Testing

/// Runs the session of the README with the real program, and compares what it prints.
@Suite("the README's session")
struct ReadmeTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// A command and the lines that must come, in order, in what it prints. `…` stands for any lines.
  struct Step {
    var command: String
    var lines: [String] = []
  }

  static func steps(of text: String) -> [Step] {
    var steps: [Step] = []
    var isFenced = false
    var isSession = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        isFenced.toggle()
        isSession = false
      } else if isFenced, line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
        isSession = true
      } else if isSession, !["…", ""].contains(line.trimmingCharacters(in: .whitespaces)) {
        steps[steps.count - 1].lines.append(line.trimmingCharacters(in: .whitespaces))
      }
    }
    return steps
  }

  @Test("every command of the session prints what the README says it prints")
  func session() throws {
    let program = Self.root + "/.build/debug/attest"
    try #require(
      FileManager.default.isExecutableFile(atPath: program), "build the program first: swift build")
    let folder = try TemporaryFolder()
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: folder.path + "/Casebook", withDestinationPath: Self.root + "/Casebook")
    let data = ProcessInfo.processInfo.environment["ATTEST_DATA"] ?? Self.root + "/../shared"
    let hasArticle = files.fileExists(atPath: data + "/article/article.md")
    if hasArticle {
      try files.copyItem(atPath: data + "/article/article.md", toPath: folder.path + "/article.md")
    } else {
      print("skipped in part: the article is not at hand, so nothing is acquired and verified")
    }
    let steps = Self.steps(of: try String(contentsOfFile: Self.root + "/README.md", encoding: .utf8))
    #expect(steps.count > 6)
    for step in steps where step.command.hasPrefix("attest ") {
      if !hasArticle, ["attest acquire", "attest verify"].contains(where: step.command.hasPrefix) {
        continue
      }
      let printed = try run(step.command, program, in: folder.path)
      var rest = printed.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }[...]
      for line in step.lines {
        let found = rest.firstIndex { Self.alike($0, line) }
        #expect(found != nil, "'\(step.command)' does not print '\(line)', but:\n\(printed.prefix(3000))")
        if let found { rest = rest[(found + 1)...] }
      }
    }
  }

  /// How many pages a database has is SQLite's business.
  private static func alike(_ a: String, _ b: String) -> Bool {
    a == b || (a.hasSuffix("pages of evidence.sqlite") && b.hasSuffix("pages of evidence.sqlite"))
  }

  private func run(_ command: String, _ program: String, in folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let quoted = "'" + program + "'" + command.dropFirst("attest".count)
    process.arguments = ["-c", "cd '\(folder)' && \(quoted) 2>&1"]
    process.environment = [
      "HOME": folder, "XDG_STATE_HOME": folder + "/state", "ATTEST_WORKSPACE": "cases/mine", "COLUMNS": "88",
      "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
