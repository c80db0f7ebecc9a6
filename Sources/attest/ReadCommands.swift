import ArgumentParser
import Foundation
import Lenses
import Provenance
import Reports
import Site
import Workbench

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show any address of the site.",
    discussion: """
        attest show                      the case
        attest show claims/c075          a claim
        attest show 'claims?country=TJ'  claims, filtered
        attest show sources/peyrouse-2022 --json
      """)
  @Argument(help: "An address; none is the case itself.") var address = ""
  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let (route, form) = Route.parse(address) else {
      throw Diagnostic(
        "address-unread", "'\(address.shown)' is no address of a case",
        help: "attest show claims, entities, sources, lenses, search?q=words, method or history")
    }
    var output = output
    switch form {
    case .json: output.json = true
    case .csv: output.csv = true
    case .svg: output.svg = true
    case .html: break
    }
    try Reading(options: options, output: output).show(route)
  }
}

struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find claims, entities, sources and held documents, across scripts and spellings of names.",
    discussion: "  attest search Жапаров")
  @Argument(help: "Words; all of them must occur.") var words: [String]
  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try Reading(options: options, output: output).show(.search(words.joined(separator: " ")))
  }
}

struct LensCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lens", abstract: "Look at the evidence through a lens.",
    discussion: """
        attest lens                              what lenses there are
        attest lens deployments --country TJ     a report as text; also --json, --csv, --html, --svg
      """)
  @Argument(help: "The lens; none lists them.") var id: String?
  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var output: OutputOptions
  @Argument(parsing: .allUnrecognized, help: "The lens's own parameters, as --name value.")
  var parameters: [String] = []

  func run() throws {
    guard let id else { return try Reading(options: options, output: output).show(.lenses) }
    try Reading(options: options, output: output).show(.lens(id, try query(id)))
  }

  private func query(_ id: String) throws -> [String: String] {
    var query: [String: String] = [:]
    var rest = parameters[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        throw Diagnostic(
          "lens-parameter", "'\(word.shown)' stands alone", help: "attest lens \(id) --name value")
      }
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
      guard let name = parts.first, let value = parts.count > 1 ? parts[1] : rest.popFirst() else {
        throw Diagnostic(
          "lens-parameter", "'\(word.shown)' has no value", help: "attest lens \(id) \(word.shown) VALUE")
      }
      query[name] = value
    }
    return query
  }
}

/// Prints the report at an address, in the form asked for.
struct Reading {
  let options: WorkspaceOptions
  let output: OutputOptions

  func show(_ route: Route) throws {
    let workspace = try CurrentWorkspace(options: options).open()
    let report = try workspace.report(at: route)
    if output.json { return Terminal.say(report.json().string) }
    if output.csv { return try csv(report) }
    if output.svg { return try svg(report) }
    if output.html { return Terminal.say(try workspace.page(report).string) }
    Terminal.say(report.text(width: Terminal.width, color: Terminal.usesColor))
  }

  private func csv(_ report: Report) throws {
    guard let table = report.tables.first else {
      throw Diagnostic(
        "no-table", "'\(report.route.address)' has no table", help: "leave out --csv, or use --json")
    }
    Terminal.say(table.csv(neutralised: false))
  }

  private func svg(_ report: Report) throws {
    guard let chart = report.charts.first else {
      throw Diagnostic(
        "no-drawing", "'\(report.route.address)' has no drawing", help: "leave out --svg, or use --html")
    }
    Terminal.say(chart.svg(standalone: true))
  }
}
