import ArgumentParser
import Evidence
import Foundation
import Provenance
import Reports
import Site
import Workbench

struct Acquire: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keep a file's exact bytes as a document of a source, and check its passages against them.",
    discussion: "  attest acquire article.md --source peyrouse-2022")
  @Argument(help: "The file.") var file: String
  @Option(help: "The id of its source.") var source: String
  @Option(help: "Where it was obtained, when not at the source's own address.") var address = ""
  @OptionGroup var options: WorkspaceOptions
  @Flag(help: "Print a line for each durable item once it is on the disk.") var ack = false

  func run() throws {
    let workspace = try CurrentWorkspace(options: options).open()
    let result = try workspace.acquire(
      file, source: source, address: address, acknowledge: { if ack { Terminal.say($0) } })
    try Terminal.list(result.diagnostics, asJSON: false)
    Terminal.say(
      """
      \(result.wasHeld ? "already held" : "kept") \(result.byteCount) bytes, SHA-256 \(result.digest)
      \(result.foundCount) of \(result.passageCount) passages of \(source) stand in it as recorded
      """)
    if result.diagnostics.hasErrors { throw ExitCode(1) }
  }
}

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check bytes, rows, quotations and history against what was recorded; name what differs.",
    discussion: "Exit status 1 when damage is found.")
  @OptionGroup var options: WorkspaceOptions
  @Option(help: "A checkpoint somebody else kept: a file written by attest checkpoint.") var against: String?
  @Option(help: "The verifier key kept with it; else the one the workspace holds.") var key: String?
  @Flag(help: "Print findings as JSON lines.") var json = false

  func run() throws {
    let current = CurrentWorkspace(options: options)
    let progress = ProgressLine()
    let result = try Workspace.verify(at: try current.path(), against: against, key: key) { progress($0) }
    progress.clear()
    try Terminal.list(result.findings, asJSON: json)
    if !json {
      for checked in result.checked { Terminal.say("checked \(checked.count) \(checked.what)") }
      let damage = result.findings.count { $0.severity == .error }
      Terminal.say(damage == 0 ? "no damage found" : "\(damage) finding\(damage == 1 ? "" : "s") of damage")
    }
    if result.findings.hasErrors { throw ExitCode(1) }
  }
}

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show who did what when.")
  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws { try Reading(options: options, output: output).show(.history) }
}

struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Print a signed note of the history as it stands, short enough for somebody else to keep.",
    discussion:
      "Keep it apart from the workspace; attest verify --against FILE then shows any later rewriting.")
  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    let note = try CurrentWorkspace(options: options).open().checkpoint()
    Terminal.say(note.note)
    Terminal.complain("verifier key: \(note.verifier)")
  }
}
