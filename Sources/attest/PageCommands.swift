import ArgumentParser
import Foundation
import Provenance
import Server
import Site
import Workbench

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the case in a browser on this computer. Nobody else can reach it.")
  @Option(help: "The port; 0 takes any that is free.") var port: UInt16 = 8417
  @OptionGroup var options: WorkspaceOptions
  @Flag(help: "Print the session key too, for programs: curl -H 'Authorization: Bearer KEY'.") var printKey =
    false

  func run() async throws {
    let workspace = try CurrentWorkspace(options: options).open()
    let pages = try workspace.pages()
    let session = SessionKey.random()
    let server = WebServer(port: port, session: session) { address in
      let answer = pages.answer(address)
      return Answer(
        status: answer.status, contentType: answer.contentType, body: answer.body, isDownload: answer.fileName
      )
    }
    let key = printKey ? "\nsession key: \(session.secret)" : ""
    try await server.run { url, _ in
      Terminal.say("open \(url)\(key)")
      Terminal.complain("stop with Ctrl-C")
    }
  }
}

struct SiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site", abstract: "Write the same pages as files: they open from a USB stick.",
    discussion: "  attest site out/")
  @Argument(help: "An empty folder, a new one, or an earlier site.") var folder: String
  @Option(help: "Write at most so many pages, claims first.") var limit: Int?
  @Flag(help: "Leave out the JSON and CSV beside each page.") var pagesOnly = false
  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    let workspace = try CurrentWorkspace(options: options).open()
    let progress = ProgressLine()
    let tally = try workspace.site(to: folder, limit: limit, hasTwins: !pagesOnly) { progress($0) }
    progress.clear()
    Terminal.say("wrote \(tally.pageCount) pages to \(folder)\nopen \(folder)/index.html")
  }
}
