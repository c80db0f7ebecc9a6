import Testing

// Every promise of the sources has its line in docs/reference, which `make docs` writes.

/// The ids given to `Diagnostic(…)`, also where one of several is chosen.
private func diagnosticIDs(_ source: SwiftSource) -> [String] {
  source.uncommented.matches(of: /\bDiagnostic\(\s*(?:\.(?:note|warning|error)\s*,\s*)?/).flatMap { match in
    let argument = firstArgument(source.uncommented[match.range.upperBound...])
    return argument.matches(of: /"([a-z0-9]+(?:-[a-z0-9]+)*)"/).map { String($0.output.1) }
  }
}

/// Up to the comma that ends it.
private func firstArgument(_ text: Substring) -> Substring {
  var depth = 0
  var isQuoted = false
  for index in text.indices {
    switch text[index] {
    case "\"": isQuoted.toggle()
    case "(", "[", "{": depth += isQuoted ? 0 : 1
    case ")", "]", "}": depth -= isQuoted ? 0 : 1
    case "," where depth == 0 && !isQuoted: return text[..<index]
    default: break
    }
    if depth < 0 { return text[..<index] }
  }
  return text
}

/// The commands a file declares, by the last word one types.
private func commands(_ source: SwiftSource) -> [String] {
  let declarations = source.uncommented.matches(of: /\bstruct\s+(\w+)\s*:[^{]*\b(?:Async)?ParsableCommand\b/)
  return declarations.enumerated().map { number, match in
    let next =
      number + 1 < declarations.count
      ? declarations[number + 1].range.lowerBound : source.uncommented.endIndex
    let own = source.uncommented[match.range.upperBound..<next]
    return own.firstMatch(of: /commandName:\s*"([^"]+)"/).map { String($0.output.1) }
      ?? match.output.1.lowercased()
  }
}

private func tables(_ source: SwiftSource) -> [String] {
  source.text.matches(of: /CREATE (?:VIRTUAL )?TABLE (\w+)/).map { String($0.output.1) }
}

private func lensIDs(_ source: SwiftSource) -> [String] {
  source.uncommented.matches(of: /LensCard\(\s*id:\s*"([^"]+)"/).map { String($0.output.1) }
}

/// What has no heading of its own, or whose heading no longer stands for anything.
private func differences(_ names: [String], headings: Set<String>, help: String = "make docs") -> [String] {
  Set(names).subtracting(headings).sorted().map { "'\($0)' is missing: \(help)" }
    + headings.subtracting(names).sorted().map { "'\($0)' is no longer there: \(help)" }
}

private func headings(_ page: String, _ mark: String) -> Set<String> {
  Set(
    page.split(separator: "\n").filter { $0.hasPrefix(mark + " ") }.map {
      String($0.dropFirst(mark.count + 1))
    })
}

@Test("every diagnostic stands in docs/reference/diagnostics.md, and nothing else does")
func diagnosticsAreDocumented() {
  let documented = headings(Tree.text("docs/reference/diagnostics.md"), "###")
  report(differences(Tree.sources.flatMap(diagnosticIDs), headings: documented))
}

@Test("ids of diagnostics are found in every form they are written in")
func diagnosticsAreFound() {
  let source = SwiftSource(
    text: """
      throw Diagnostic("a-one", "m")
      Diagnostic(
        .warning, "b-two", "m, with \\(value("x-no"))", at: place)
      Diagnostic(
        isOld ? "c-three" : "d-four",
        "message-text")
      // Diagnostic("e-five", "m")
      let f = Diagnostic(binding: port, code)
      Diagnostic.storage(.open, "g-six", 1)
      """)
  #expect(diagnosticIDs(source) == ["a-one", "b-two", "c-three", "d-four"])
  #expect(differences(["a-one"], headings: []).count == 1)
  #expect(differences([], headings: ["a-one"]).count == 1)
}

@Test("every command stands in docs/reference/commands.md, and nothing else does")
func commandsAreDocumented() {
  let documented = headings(Tree.text("docs/reference/commands.md"), "##").compactMap {
    $0.split(separator: " ").last
  }
  let declared = Tree.sources.filter { $0.module == "attest" }.flatMap(commands)
  report(differences(declared, headings: Set(documented.map(String.init))))
}

@Test("commands are found by the name they are typed with")
func commandsAreFound() {
  let source = SwiftSource(
    text: """
      struct New: ParsableCommand {}
      struct ListCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list")
        struct Add: ParsableCommand {}
      }
      struct Options: ParsableArguments {}
      """)
  #expect(commands(source) == ["new", "list", "add"])
}

@Test("every table stands in docs/reference/tables.md, and nothing else does")
func tablesAreDocumented() {
  let documented = headings(Tree.text("docs/reference/tables.md"), "##").subtracting([
    "Columns of every sheet"
  ])
  let declared = Tree.sources.filter { $0.path.contains("/Schema/") }.flatMap(tables)
  report(differences(declared, headings: documented))
}

@Test("tables are found, full-text ones too")
func tablesAreFound() {
  let source = SwiftSource(
    text: "let a = \"\"\"\n  CREATE TABLE one (\n  CREATE VIRTUAL TABLE two USING fts5(x)\n  \"\"\"")
  #expect(tables(source) == ["one", "two"])
}

@Test("every lens has its page in docs/lenses, and every page there its lens")
func lensesAreDocumented() {
  let pages = Tree.files(under: "docs/lenses", ending: ".md").map { String($0.dropFirst(12).dropLast(3)) }
  let declared = Tree.sources.filter { $0.module == "Lenses" }.flatMap(lensIDs)
  report(differences(declared, headings: Set(pages), help: "see docs/lenses"))
}

@Test("lenses are found by their cards")
func lensesAreFound() {
  #expect(
    lensIDs(SwiftSource(text: "static let card = LensCard(\n  id: \"overview\", title: \"T\")")) == [
      "overview"
    ])
}
