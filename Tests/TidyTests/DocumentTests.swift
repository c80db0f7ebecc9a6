import Foundation
import Testing

/// Links in Markdown, images too; code is passed over.
private func links(_ markdown: String) -> [String] {
  let prose = markdown.replacing(/```[\s\S]*?```/, with: "").replacing(/`[^`\n]*`/, with: "")
  return prose.matches(of: /\]\(<?([^)>\s]+)>?(?:\s+"[^"]*")?\)/).map { String($0.output.1) }
    + prose.matches(of: /(?m)^\[[^\]]+\]:\s+(\S+)/).map { String($0.output.1) }
}

/// Links of a page that lead to no file of the project, or to no heading of that file.
private func deadLinks(of page: String, _ markdown: String, files: [String], read: (String) -> String)
  -> [String]
{
  links(markdown).compactMap { link in
    if link.contains("://") || link.hasPrefix("mailto:") { return nil }
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let target = parts[0].isEmpty ? page : resolved(parts[0], from: page)
    let isFolder = files.contains { $0.hasPrefix(target.trimmingSuffix("/") + "/") }
    guard files.contains(target) || isFolder else { return "\(page): '\(link)' leads nowhere" }
    guard parts.count == 2, target.hasSuffix(".md") else { return nil }
    return anchors(read(target)).contains(parts[1]) ? nil : "\(page): '\(link)' names no heading of \(target)"
  }
}

private func resolved(_ path: String, from page: String) -> String {
  var parts = path.hasPrefix("/") ? [] : page.split(separator: "/").dropLast().map(String.init)
  for part in path.split(separator: "/") {
    switch part {
    case ".": break
    case "..": _ = parts.popLast()
    default: parts.append(String(part))
    }
  }
  return parts.joined(separator: "/")
}

/// Headings as they are linked to: lower case, blanks as hyphens, other marks left out.
private func anchors(_ markdown: String) -> Set<String> {
  let headings = markdown.split(separator: "\n").filter { $0.hasPrefix("#") }
  return Set(
    headings.map { heading in
      let text = heading.drop { $0 == "#" }.drop { $0 == " " }.lowercased()
      return String(
        text.compactMap { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? $0 : $0 == " " ? "-" : nil })
    })
}

/// The project speaks of itself alone: no folder of one machine, no tool somebody happened to write with.
/// Written in halves, so that this file does not break its own rule.
private let outsideWords = ["/wo" + "rk/", "/ho" + "me/", "/Us" + "ers/", "sub" + "agent", "cla" + "ude"]

private func outsideWords(in text: String) -> [String] { outsideWords.filter { text.contains($0) } }

@Test("links between documents lead somewhere")
func linksResolve() {
  let pages = Tree.files.filter { $0.hasSuffix(".md") && !$0.hasPrefix("Casebook/") }
  let dead = pages.flatMap { deadLinks(of: $0, Tree.text($0), files: Tree.files, read: Tree.text) }
  report(dead)
}

@Test("a link to no file and one to no heading are found; code and addresses of the web are passed over")
func deadLinkIsFound() {
  let files = ["docs/a.md", "README.md"]
  func dead(_ text: String) -> Int {
    deadLinks(of: "docs/a.md", text, files: files) { _ in "# One thing\n" }.count
  }
  #expect(dead("[b](b.md)") == 1)
  #expect(dead("[up](../README.md) and [up](../README.md#one-thing), [here](#one-thing)") == 0)
  #expect(dead("[up](../README.md#another)") == 1)
  #expect(dead("`[b](b.md)` [w](https://example.org)\n```\n[b](b.md)\n```\n") == 0)
}

@Test("no file speaks of the machine or the tools it was written with")
func noOutsideWords() {
  let found = Tree.files.flatMap { path in
    outsideWords(in: Tree.text(path)).map { "\(path): holds '\($0)'" }
  }
  report(found)
  for word in outsideWords { #expect(outsideWords(in: "a \(word) b") == [word]) }
}

@Test("the README names the two commands everybody needs")
func readmeNamesCommands() {
  let readme = Tree.text("README.md")
  #expect(readme.contains("make demo") && readme.contains("make test"))
}

@Test("decisions are numbered one after the other")
func decisionsAreNumbered() {
  let numbers = Tree.files(under: "docs/decisions", ending: ".md")
    .compactMap { $0.split(separator: "/").last?.prefix(4) }.compactMap { Int($0) }
  #expect(numbers == Array(1...max(1, numbers.count)))
}
