import ArgumentParser
import Foundation
import Provenance

/// The command line: arguments become an address or a verb.
@main
struct Attest: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attest",
    abstract:
      "Make influence visible and arguable: who says what about whom, in which words, and who disputes it.",
    discussion: """
      Start:  attest new cases/mine
              attest import Casebook/central-asia --into cases/mine
              attest serve

      Exit status: 0 done; 1 done, but the evidence has errors or damage; 2 wrong usage; 3 storage trouble or a bug.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(name: "Cases", subcommands: [New.self, Import.self, Check.self, Export.self]),
      CommandGroup(
        name: "Evidence",
        subcommands: [
          Acquire.self, Verify.self, HistoryCommand.self, CheckpointCommand.self, PeopleCommand.self,
        ]),
      CommandGroup(name: "Reading", subcommands: [Show.self, Search.self, LensCommand.self]),
      CommandGroup(name: "Pages", subcommands: [Serve.self, SiteCommand.self]),
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      Foundation.exit(status(after: error))
    }
  }

  /// Prints what was thrown. Asking for help ends like an error and is none; wrong usage is 2.
  private static func status(after error: any Error) -> Int32 {
    let code = exitCode(for: error)
    guard !(error is Diagnostic), !(error is ExitCode), code == .success || code == .validationFailure else {
      return Terminal.report(error)
    }
    let isHelp = code == .success
    let text = fullMessage(for: error)
    isHelp ? Terminal.say(text) : Terminal.complain(text)
    return isHelp ? 0 : 2
  }
}

/// Options of every command that works on a workspace.
struct WorkspaceOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: "The workspace; else ATTEST_WORKSPACE, this folder, or the one last made.")
  var workspace: String?

  @Option(help: "Who acts, for the history; else ATTEST_AUTHOR or your user name.")
  var author: String?
}

/// How to print what is read.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Print the report's table as CSV.") var csv = false
  @Flag(help: "Print the whole page as HTML.") var html = false
  @Flag(help: "Print the report's drawing as SVG.") var svg = false

  func validate() throws {
    guard [json, csv, html, svg].count(where: { $0 }) <= 1 else {
      throw ValidationError("choose one of --json, --csv, --html, --svg")
    }
  }
}
