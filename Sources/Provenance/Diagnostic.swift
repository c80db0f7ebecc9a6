/// What is wrong, where, by which rule, and what to do: the one form in which Attest fails.
///
/// Thrown when there is no result; returned beside the result when there is one.
package struct Diagnostic: Error, Hashable, Sendable {
  package enum Severity: String, Comparable, Sendable, CaseIterable {
    case note, warning, error

    package static func < (a: Severity, b: Severity) -> Bool {
      allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
    }
  }

  package var severity: Severity
  /// Stable, lower case with hyphens: `claim-without-stance`. Documented in docs/reference/diagnostics.md.
  package var id: String
  /// One sentence, lower case, no full stop, with the real value in it.
  package var message: String
  package var place: Place?
  /// Further lines of fact, shown below the message.
  package var facts: [String]
  /// What to do; begins with a verb and can be pasted where it is a command.
  package var help: String?

  package init(
    _ severity: Severity, _ id: String, _ message: String, at place: Place? = nil,
    facts: [String] = [], help: String? = nil
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.place = place
    self.facts = facts
    self.help = help
  }

  /// An error.
  package init(
    _ id: String, _ message: String, at place: Place? = nil, facts: [String] = [], help: String? = nil
  ) {
    self.init(.error, id, message, at: place, facts: facts, help: help)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The compiler's form: `place: severity: message [id]`, then facts and help.
  package var description: String {
    var text = place.map { "\($0): " } ?? ""
    text += "\(severity.rawValue): \(message) [\(id)]"
    for fact in facts { text += "\n  | \(fact)" }
    if let help { text += "\n  help: \(help)" }
    return text
  }
}

extension [Diagnostic] {
  package var hasErrors: Bool { contains { $0.severity == .error } }
}

extension String {
  /// Text from outside as it may be shown in a message: one line, controls, bidirectional marks and
  /// invisible characters escaped as `\u{…}`, cut at 80 characters.
  package var shown: String {
    var text = ""
    for (count, scalar) in unicodeScalars.enumerated() {
      if count == 80 { return text + "…" }
      if scalar.isHiddenOrControl {
        text += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Whether the scalar shows nothing of itself or reorders what stands beside it.
  package var isHiddenOrControl: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator, .unassigned: true
    default: false
    }
  }
}
