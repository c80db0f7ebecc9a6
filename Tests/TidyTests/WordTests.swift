import Testing

/// Words that say where a thing was put instead of what it is.
private let emptyWords: Set<String> = [
  "Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Manager", "Core", "Common", "Misc", "V2",
]

/// `Old` and `New` before a name say when it was made; the command `new` is called `New`.
private func isEmptyName(_ name: String) -> Bool {
  let words = name.matches(of: /[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*/).map { String($0.output) }
  if words.contains(where: { emptyWords.contains($0.prefix(1).uppercased() + $0.dropFirst()) }) {
    return true
  }
  return words.count > 1 && ["New", "Old", "new", "old"].contains(words[0])
}

private func emptyNames(_ sources: [SwiftSource]) -> [String] {
  sources.flatMap { source in
    let file = source.path.split(separator: "/").last.map { String($0).trimmingSuffix(".swift") } ?? ""
    let bad = ([source.module] + file.split(separator: "+").map(String.init) + source.typeNames).filter(
      isEmptyName)
    return bad.map { "\(source.path): '\($0)' does not say what it is" }
  }
}

/// What may not stand in code: the words, and why.
private let forbiddenCode: [(words: String, why: String)] = [
  ("@unchecked Sendable", "what crosses tasks is a value, or the compiler says why not"),
  ("try!", "evidence is no reason to trap"),
  ("fatalError(", "say which of our own promises is broken, with precondition"),
  ("nonisolated(unsafe)", "what crosses tasks is a value, or the compiler says why not"),
]

private func forbiddenCode(_ sources: [SwiftSource]) -> [String] {
  sources.flatMap { source in
    forbiddenCode.filter { source.code.contains($0.words) }.map { "\(source.path): \($0.words): \($0.why)" }
  }
}

/// Modules that compute from their arguments alone.
private let pure: Set<String> = ["Provenance", "Text", "Statistics", "Reports", "Lenses"]
private let ambient = [
  "Date()", "FileManager", "FileHandle", "ProcessInfo", "ContinuousClock", "SystemRandomNumberGenerator",
  "UUID(", ".random(",
]
/// What would call out or start another program.
private let outward = ["URLSession", "posix_spawn", "Process("]

private func ambientFacts(_ sources: [SwiftSource]) -> [String] {
  sources.flatMap { source in
    (outward + (pure.contains(source.module) ? ambient : [])).filter { source.code.contains($0) }
      .map { "\(source.path): \($0) is a fact from outside the arguments" }
  }
}

/// Only the verbs write.
private func writesElsewhere(_ sources: [SwiftSource]) -> [String] {
  sources.filter { !["Evidence", "Workbench"].contains($0.module) && $0.code.contains("EvidenceChange") }.map(
    \.path)
}

@Test("names of modules, files and types say what the thing is")
func namesSayWhat() {
  report(emptyNames(Tree.sources + Tree.tests))
}

@Test(
  "a name that says nothing is found",
  arguments: [
    "DateUtils", "StringHelper", "CaseManager", "EvidenceCore", "CommonTypes", "ParserV2", "NewParser",
    "OldSheet",
  ])
func emptyNameIsFound(name: String) {
  #expect(emptyNames([SwiftSource(text: "enum \(name) {}")]).count == 1)
  #expect(emptyNames([SwiftSource(path: "Sources/Text/\(name).swift", text: "")]).count == 1)
}

@Test(
  "a name that holds such a word inside another is none",
  arguments: ["Score", "Encore", "News", "Renewal", "New", "Corpus", "Commonality", "Holder"])
func fullNamePasses(name: String) {
  #expect(emptyNames([SwiftSource(text: "enum \(name) {}")]) == [])
}

@Test("no code forces, traps or silences the compiler")
func nothingIsForced() {
  report(forbiddenCode(Tree.sources + Tree.tests))
}

@Test("forcing and trapping are found in code, not in strings and comments")
func forcingIsFound() {
  let sample = SwiftSource(text: "final class A: @unchecked Sendable {}\nlet a = try! b()\nfatalError()")
  #expect(forbiddenCode([sample]).count == 3)
  #expect(forbiddenCode([SwiftSource(text: "// try! fatalError(\nlet a = \"try!\"")]) == [])
}

@Test("values and lenses know no clock, disk, chance or environment; nothing calls out or starts programs")
func valuesArePure() {
  report(ambientFacts(Tree.sources))
}

@Test("a clock in a lens and a call to the network anywhere are found")
func ambientIsFound() {
  #expect(ambientFacts([SwiftSource(path: "Sources/Lenses/A.swift", text: "let now = Date()")]).count == 1)
  #expect(
    ambientFacts([SwiftSource(path: "Sources/Workbench/A.swift", text: "URLSession.shared")]).count == 1)
  #expect(ambientFacts([SwiftSource(path: "Sources/Workbench/A.swift", text: "let now = Date()")]) == [])
}

@Test("only the verbs change evidence")
func onlyVerbsWrite() {
  report(writesElsewhere(Tree.sources))
  #expect(
    writesElsewhere([SwiftSource(path: "Sources/Site/A.swift", text: "func a(_ c: EvidenceChange) {}")]).count
      == 1)
}
