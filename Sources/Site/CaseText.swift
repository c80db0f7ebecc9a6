import Evidence
import Reports

/// The text of the case: what its front matter names, and its Markdown.
struct CaseText {
  /// `id`, `title`, `question`, `licence`, …
  private(set) var facts: [String: String] = [:]
  private(set) var body = ""

  init(of evidence: EvidenceSnapshot) throws {
    self.init(try evidence.caseTexts().first { $0.name == "case.md" }?.text ?? "")
    for (key, name) in [("title", "caseTitle"), ("id", "caseID")] {
      if let fact = try evidence.workspaceFact(name), !fact.isEmpty { facts[key] = fact }
    }
  }

  /// - Parameter text: `name: value` lines between two lines of `---`, then Markdown.
  init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0.hasSuffix("\r") ? $0.dropLast() : $0)
    }
    if lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") {
      for line in lines[1..<end] {
        guard let colon = line.firstIndex(of: ":") else { continue }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        facts[String(line[..<colon])] = String(value)
      }
      lines.removeFirst(end + 1)
    }
    body = lines.joined(separator: "\n")
  }

  var title: String { facts["title"] ?? "Evidence without a title" }
  var question: String { facts["question"] ?? "" }
  var licence: String { facts["licence"] ?? "" }
  /// BCP 47.
  var language: String { facts["language"] ?? "en" }
}
