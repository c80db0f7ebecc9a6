import ArgumentParser
import Foundation
import Provenance

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What goes to the terminal: data on standard output, everything else on standard error.
enum Terminal {
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  static var usesColor: Bool {
    isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  }

  /// Columns: COLUMNS, the terminal's own, or 100 when there is none.
  static var width: Int {
    if let text = ProcessInfo.processInfo.environment["COLUMNS"], let columns = Int(text) {
      return max(40, columns)
    }
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else {
      return 100
    }
    return max(40, Int(size.ws_col))
  }

  static func say(_ text: String) { put(text, on: FileHandle.standardOutput) }

  static func complain(_ text: String) { put(text, on: FileHandle.standardError) }

  private static func put(_ text: String, on handle: FileHandle) {
    // A reader that has closed its end, as `head` does, has read enough.
    try? handle.write(contentsOf: Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }

  /// Prints what was thrown; gives back the exit status.
  static func report(_ error: any Error) -> Int32 {
    if let code = error as? ExitCode { return code.rawValue }
    guard let diagnostic = error as? Diagnostic else {
      complain(
        Diagnostic(
          "unexpected", "something happened that attest has no words for: \(String(describing: error).shown)",
          help: "report this, with the command you typed"
        ).description)
      return 3
    }
    complain(diagnostic.description)
    if diagnostic.id.hasPrefix("storage-") || diagnostic.id == "base-unreadable" { return 3 }
    return diagnostic.id == "row-damaged" ? 1 : 2
  }

  /// Prints diagnostics in the compiler's form, or as JSON, one object a line, on standard output.
  static func list(_ diagnostics: [Diagnostic], asJSON: Bool) throws {
    guard asJSON else {
      for diagnostic in diagnostics { complain(diagnostic.description) }
      return
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for diagnostic in diagnostics {
      say(String(decoding: try encoder.encode(DiagnosticLine(diagnostic)), as: UTF8.self))
    }
  }
}

/// A diagnostic as one line of JSON.
private struct DiagnosticLine: Encodable {
  var severity: String
  var id: String
  var message: String
  var file: String?
  var line: Int?
  var column: Int?
  var facts: [String]
  var help: String?

  init(_ diagnostic: Diagnostic) {
    severity = diagnostic.severity.rawValue
    id = diagnostic.id
    message = diagnostic.message
    file = diagnostic.place?.file
    line = diagnostic.place?.line
    column = diagnostic.place?.column
    facts = diagnostic.facts
    help = diagnostic.help
  }
}

/// What long work is doing, on one line of the terminal, from its second second on; silent elsewhere.
final class ProgressLine {
  private let start = ContinuousClock.now
  private var isShown = false

  func callAsFunction(_ what: String) {
    let elapsed = ContinuousClock.now - start
    guard Terminal.isInteractive, elapsed > .seconds(1) else { return }
    isShown = true
    try? FileHandle.standardError.write(
      contentsOf: Data("\r\u{1B}[K\(elapsed.components.seconds) s  \(what)".utf8))
  }

  func clear() {
    if isShown { try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K".utf8)) }
    isShown = false
  }
}
