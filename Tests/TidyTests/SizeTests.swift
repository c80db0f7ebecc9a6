import Testing

private let fileLimit = 500
private let functionLimit = 60

private func longFiles(_ sources: [SwiftSource]) -> [String] {
  sources.filter { $0.lineCount > fileLimit && !Exceptions.longFiles.covers($0.path) }
    .map { "\($0.path): \($0.lineCount) lines, more than \(fileLimit)" }
}

private func longFunctions(_ sources: [SwiftSource]) -> [String] {
  sources.flatMap { source in
    source.functions.filter {
      $0.lineCount > functionLimit && !Exceptions.longFunctions.covers(source.path, $0.name)
    }
    .map { "\(source.path):\($0.line): '\($0.name)' has \($0.lineCount) lines, more than \(functionLimit)" }
  }
}

@Test("a file has one subject: 500 lines at most")
func filesAreSmall() {
  report(longFiles(Tree.sources + Tree.tests))
}

@Test("a function fits on a screen: 60 lines at most")
func functionsAreSmall() {
  report(longFunctions(Tree.sources + Tree.tests))
}

@Test("every exception to the limits is still needed")
func exceptionsAreNeeded() {
  let sources = Tree.sources + Tree.tests
  let unneededFiles = Exceptions.longFiles.filter { exception in
    !sources.contains { $0.path == exception.path && $0.lineCount > fileLimit }
  }
  let unneededFunctions = Exceptions.longFunctions.filter { exception in
    !sources.contains { source in
      source.path == exception.path
        && source.functions.contains { $0.name == exception.name && $0.lineCount > functionLimit }
    }
  }
  #expect((unneededFiles + unneededFunctions).map(\.path) == [])
}

@Test("a file of 501 lines is found, one of 500 is not")
func longFileIsFound() {
  #expect(longFiles([SwiftSource(text: String(repeating: "\n", count: 501))]).count == 1)
  #expect(longFiles([SwiftSource(text: String(repeating: "\n", count: 500))]) == [])
}

@Test(
  "a function of 61 lines is found whatever it holds, one of 60 is not",
  arguments: [
    "x()", "let brace = \"}\"", "// }", "/* } */", "let a = \"\\(b { \"}\" })\"", "let raw = #\"}\"\\\"#",
    "if a { b() }",
  ])
func longFunctionIsFound(line: String) {
  func function(_ count: Int) -> String {
    "func sample(_ a: (Int) -> Int = { $0 }) -> Int\n{\n" + String(repeating: line + "\n", count: count - 3)
      + "}\n"
  }
  #expect(longFunctions([SwiftSource(text: function(61))]).count == 1)
  #expect(longFunctions([SwiftSource(text: function(60))]) == [])
}

@Test("initialisers, subscripts and computed properties are measured; requirements have no length")
func everyBodyIsMeasured() {
  let source = SwiftSource(
    text: """
      protocol P {
        func asked(_ a: Int) -> Int
        static func askedToo()
      }
      struct S {
        init?(_ a: Int) {
        }
        subscript(i: Int) -> Int { i }
        var shown: String {
          "a"
        }
        func `default`() where Int == Int {}
      }
      """)
  #expect(source.functions.map(\.name) == ["init", "subscript", "shown", "`default`"])
  #expect(source.functions.map(\.lineCount) == [2, 1, 3, 1])
}
