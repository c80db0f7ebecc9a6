import ArgumentParser
import Evidence
import Foundation
import Provenance
import Workbench

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct PeopleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract: "Keep protected people's names apart, encrypted; find them where they must not stand.",
    discussion: """
      The passphrase is asked for; without a terminal it is the first line of standard input.
      Names are never taken from the command line, where other programs could read them: they follow on
      standard input, a spelling a line.
      """,
    subcommands: [Add.self, List.self, Remove.self, CheckOutput.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add the true names of a person the case knows by alias or description.")
    @Argument(help: "The id of the person's entity.") var entity: String
    @Option(help: "source, victim or witness.") var role = Person.Role.victim
    @Option(help: "What they must be known for.") var purpose: String
    @Option(help: "Such as 'GDPR Art. 85'.") var basis: String
    @Option(help: "When to ask whether this must still be kept, as EDTF.") var review: String
    @OptionGroup var options: WorkspaceOptions

    func run() throws {
      let workspace = try CurrentWorkspace(options: options).open()
      let passphrase = try Secret.passphrase()
      let names = Secret.lines("Names, a spelling a line, then an empty line:")
      let id = try workspace.addPerson(
        entity: entity, names: names, role: role, purpose: purpose, legalBasis: basis, reviewDate: review,
        passphrase: passphrase)
      Terminal.say("kept person \(id)")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List whom the store holds; names only with --names.")
    @Flag(help: "Print the names too.") var names = false
    @Flag(help: "Print JSON, a person a line.") var json = false
    @OptionGroup var options: WorkspaceOptions

    func run() throws {
      let people = try CurrentWorkspace(options: options).open().people(passphrase: Secret.passphrase())
      if json { return try list(people) }
      for person in people {
        let shown = names ? "  " + person.names.joined(separator: "; ") : ""
        Terminal.say(
          "\(person.id)  \(person.entity ?? "-")  \(person.role.rawValue)  review \(person.reviewDate)\(shown)"
        )
      }
      Terminal.complain("\(people.count) \(people.count == 1 ? "person" : "people")")
    }

    private func list(_ people: [Person]) throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      for var person in people {
        if !names { person.names = [] }
        Terminal.say(String(decoding: try encoder.encode(person), as: UTF8.self))
      }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a person out of the store; nothing of them stays.")
    @Argument(help: "The person's random id, from attest people list.") var id: String
    @OptionGroup var options: WorkspaceOptions

    func run() throws {
      try CurrentWorkspace(options: options).open().removePerson(id, passphrase: Secret.passphrase())
      Terminal.say("removed person \(id)")
    }
  }

  struct CheckOutput: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Look for protected names in the case and in a folder of output.",
      discussion: "Exit status 1 when one is found.\n\n  attest people check out/")
    @Argument(help: "A folder of output, such as a site.") var folder: String?
    @OptionGroup var options: WorkspaceOptions

    func run() throws {
      let leaks = try CurrentWorkspace(options: options).open().leaks(
        in: folder, passphrase: Secret.passphrase())
      let found = leaks.map { leak in
        Diagnostic(
          "person-shown", "a name of protected person \(leak.person) stands here", at: leak.place,
          help: "replace it by the person's alias, and make the output again")
      }
      try Terminal.list(found, asJSON: false)
      Terminal.say(found.isEmpty ? "no protected name found" : "\(found.count) places hold a protected name")
      if !found.isEmpty { throw ExitCode(1) }
    }
  }
}

extension Person.Role: ExpressibleByArgument {}

/// What is typed and must not be shown.
private enum Secret {
  static func passphrase() throws -> Passphrase {
    let text: String
    if isatty(STDIN_FILENO) == 1 {
      guard let typed = getpass("Passphrase of the people store: ") else { throw absent }
      text = String(cString: typed)
    } else {
      guard let line = readLine() else { throw absent }
      text = line
    }
    guard !text.isEmpty else { throw absent }
    return try Passphrase(text)
  }

  static func lines(_ question: String) -> [String] {
    if isatty(STDIN_FILENO) == 1 { Terminal.complain(question) }
    var lines: [String] = []
    while let line = readLine(), !line.isEmpty { lines.append(line) }
    return lines
  }

  private static var absent: Diagnostic {
    Diagnostic(
      "passphrase-missing", "no passphrase was given",
      help: "type it, or send it as the first line of standard input")
  }
}
