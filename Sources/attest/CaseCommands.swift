import ArgumentParser
import Evidence
import Foundation
import Provenance
import Workbench

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Make a workspace: the folder of one inquiry.")
  @Argument(help: "A folder that is absent or empty.") var folder: String
  @Option(help: "Who acts, for the history; else ATTEST_AUTHOR or your user name.") var author: String?

  func run() throws {
    var options = WorkspaceOptions()
    options.author = author
    let workspace = try Workspace.new(at: folder, author: CurrentWorkspace(options: options).author)
    CurrentWorkspace.remember(workspace.folder)
    Terminal.say("made workspace \(folder)\nnext: attest import FOLDER --into \(folder)")
  }
}

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the workspace hold a casebook folder: all of it, or, with one error, nothing.",
    discussion:
      "The format is described in docs/casebook-format.md.\n\n  attest import Casebook/central-asia --into cases/mine"
  )
  @Argument(help: "The casebook folder.") var folder: String
  @Option(help: "The workspace.") var into: String?
  @OptionGroup var options: WorkspaceOptions
  @Flag(help: "Only read and check; change nothing.") var dryRun = false
  @Flag(help: "Print a line for each durable item once it is on the disk.") var ack = false
  @Flag(help: "Print diagnostics as JSON lines.") var json = false

  func run() throws {
    var options = options
    if let into { options.workspace = into }
    let current = CurrentWorkspace(options: options)
    let workspace = try current.open()
    if into != nil { CurrentWorkspace.remember(workspace.folder) }
    let progress = ProgressLine()
    let result = try workspace.importCasebook(
      folder, isDryRun: dryRun, progress: { progress($0) }, acknowledge: { if ack { Terminal.say($0) } })
    progress.clear()
    try Terminal.list(result.diagnostics, asJSON: json)
    let counts = result.diagnostics.severityCounts
    guard !result.diagnostics.hasErrors else {
      Terminal.complain("nothing was changed: \(counts)")
      throw ExitCode(1)
    }
    if !json { Terminal.say(summary(result, counts)) }
  }

  private func summary(_ result: ImportResult, _ counts: String) -> String {
    if dryRun { return "nothing was changed: this was a dry run (\(counts))" }
    guard let entry = result.entry else { return "nothing changed: the workspace holds this folder already" }
    var lines = ["imported \(folder) as entry \(entry) of the history (\(counts))"]
    for (table, tally) in result.changes where tally.added + tally.superseded + tally.withdrawn > 0 {
      var parts: [String] = []
      if tally.added > 0 { parts.append("\(tally.added) new") }
      if tally.superseded > 0 { parts.append("\(tally.superseded) changed") }
      if tally.withdrawn > 0 { parts.append("\(tally.withdrawn) withdrawn") }
      lines.append("  \(table): \(parts.joined(separator: ", "))")
    }
    return lines.joined(separator: "\n")
  }
}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what is wrong or weak in the evidence, like a compiler.",
    discussion: "Exit status 1 when something is wrong; weak evidence is no error.")
  @OptionGroup var options: WorkspaceOptions
  @Flag(help: "Print notes too: what a reviewer will ask.") var notes = false
  @Flag(help: "Print everything as JSON lines.") var json = false

  func run() throws {
    let workspace = try CurrentWorkspace(options: options).open()
    let progress = ProgressLine()
    let found = try workspace.check { progress($0) }
    progress.clear()
    try Terminal.list(found.filter { notes || json || $0.severity > .note }, asJSON: json)
    let hidden = found.count { $0.severity == .note }
    let hint = notes || hidden == 0 ? "" : "; attest check --notes shows the notes"
    if !json { Terminal.say(found.severityCounts + hint) }
    if found.hasErrors { throw ExitCode(1) }
  }
}

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the case in a format of the field.",
    discussion: "  attest export casebook out/case", subcommands: [Casebook.self])

  struct Casebook: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the casebook folder again, in canonical form.")
    @Argument(help: "An empty or new folder.") var folder: String
    @OptionGroup var options: WorkspaceOptions

    func run() throws {
      let names = try CurrentWorkspace(options: options).open().exportCasebook(to: folder)
      Terminal.say("wrote \(names.count) files to \(folder), and a checkpoint of the history beside it")
    }
  }
}

extension [Diagnostic] {
  /// `2 errors, 1 warning, no notes`
  var severityCounts: String {
    func count(_ severity: Diagnostic.Severity, _ noun: String) -> String {
      let number = self.count { $0.severity == severity }
      return "\(number == 0 ? "no" : String(number)) \(noun)\(number == 1 ? "" : "s")"
    }
    return "\(count(.error, "error")), \(count(.warning, "warning")), \(count(.note, "note"))"
  }
}
