import Testing

/// Who may use whom: the diagram of ARCHITECTURE.md as a table.
enum Bands {
  /// Lowest first. A module may use every module of a lower band.
  static let all: [[String]] = [
    ["Provenance", "Text", "Statistics", "Reports"],
    ["Readers", "Evidence"],
    ["Formats", "Lenses", "Site"],
    ["Workbench"],
    ["Server", "attest"],
  ]

  /// In its own band a module may use only these.
  static let arrows: [String: Set<String>] = [
    "Reports": ["Provenance", "Statistics"],
    "Site": ["Lenses"],
    "attest": ["Server"],
  ]

  /// Packages and parts of the system, with the modules that may use them; what is not here, nobody may.
  static let others: [String: Set<String>] = [
    "Foundation": Set(all.joined()),
    "Synchronization": Set(all.joined()),
    "Glibc": ["Evidence", "Site", "Server", "attest"],
    "Darwin": ["Evidence", "Site", "Server", "attest"],
    "Dispatch": ["Server"],
    "GRDB": ["Evidence"],
    "GRDBSQLite": ["Evidence"],
    "SQLiteDefence": ["Evidence"],
    "Crypto": ["Evidence", "Server"],
    "CryptoExtras": ["Evidence"],
    "FlyingSocks": ["Server"],
    "ArgumentParser": ["attest"],
  ]

  static func band(of module: String) -> Int? { all.firstIndex { $0.contains(module) } }

  static func mayUse(_ used: String, in module: String) -> Bool {
    guard let own = band(of: module) else { return false }
    guard let other = band(of: used) else { return others[used]?.contains(module) ?? false }
    return other < own || arrows[module]?.contains(used) ?? false
  }
}

private func forbiddenImports(_ sources: [SwiftSource]) -> [String] {
  sources.flatMap { source in
    source.imports.filter { !Bands.mayUse($0.module, in: source.module) }
      .map { "\(source.path):\($0.line): \(source.module) may not import \($0.module)" }
  }
}

/// Signatures that would carry a package into the modules above.
private func leakedImports(_ sources: [SwiftSource]) -> [String] {
  sources.flatMap { source in
    source.imports
      .filter {
        Bands.band(of: $0.module) == nil
          && ($0.modifiers.contains("package") || $0.modifiers.contains("public"))
      }
      .map { "\(source.path):\($0.line): \($0.module) shows in a signature other modules see" }
  }
}

@Test("a module imports only lower bands, the arrows in its own, and the packages that are its business")
func importsByBand() {
  report(forbiddenImports(Tree.sources))
}

@Test("every module stands in the table of bands")
func bandsAreComplete() {
  #expect(Set(Tree.sources.map(\.module)) == Set(Bands.all.joined()))
}

@Test("no package shows in a signature that other modules see")
func packagesStayInside() {
  report(leakedImports(Tree.sources))
}

@Test(
  "an import against the bands is found",
  arguments: [
    ("Sources/Reports/A.swift", "import Evidence"), ("Sources/Lenses/A.swift", "package import Site"),
    ("Sources/Lenses/A.swift", "import GRDB"), ("Sources/attest/A.swift", "import FlyingSocks"),
    ("Sources/Formats/A.swift", "import struct Lenses.LensCard"),
    ("Sources/Text/A.swift", "@testable import Reports"),
    ("Sources/Site/A.swift", "import FoundationNetworking"), ("Sources/Cellar/A.swift", "import Foundation"),
  ])
func forbiddenImportIsFound(path: String, line: String) {
  #expect(forbiddenImports([SwiftSource(path: path, text: "// a file\n\(line)\n")]).count == 1)
}

@Test(
  "an import along the bands, or one that only stands in a comment or a string, is none",
  arguments: [
    ("Sources/Site/A.swift", "package import Lenses"), ("Sources/Evidence/A.swift", "import GRDB"),
    ("Sources/Text/A.swift", "// import GRDB"),
    ("Sources/Text/A.swift", "let text = \"\"\"\n  import GRDB\n  \"\"\""),
  ])
func allowedImportPasses(path: String, line: String) {
  #expect(forbiddenImports([SwiftSource(path: path, text: line)]) == [])
}

@Test("a package in a signature is found")
func leakIsFound() {
  #expect(
    leakedImports([SwiftSource(path: "Sources/Evidence/A.swift", text: "package import GRDB\n")]).count == 1)
}
