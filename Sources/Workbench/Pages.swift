import Evidence
import Provenance
import Reports
import Site

/// Answers addresses with pages, from the evidence as it stands at that moment.
package struct Pages: Sendable {
  let base: EvidenceBase

  package struct Answer: Sendable {
    package var status: Int
    package var contentType: String
    package var body: [UInt8]
    /// Set when the answer is a file to keep rather than a page to read.
    package var fileName: String?
  }

  /// - Parameter address: path with query, without the leading slash.
  package func answer(_ address: String) -> Answer {
    if address == "attest.css" {
      return Answer(status: 200, contentType: "text/css; charset=utf-8", body: Layout.stylesheet)
    }
    let (plain, table) = Self.withoutTable(address)
    guard let (route, form) = Route.parse(plain) else {
      return missing("'\(address.shown)' is no address of a case")
    }
    do {
      return try base.read { evidence in
        try render(Site.report(at: route, from: evidence), form, table, evidence)
      }
    } catch let diagnostic as Diagnostic {
      return page(for: diagnostic)
    } catch {
      return plainText(500, "Something happened that attest has no words for. Nothing was changed.")
    }
  }

  private func render(
    _ report: Report, _ form: Route.Form, _ table: String?, _ evidence: EvidenceSnapshot
  ) throws -> Answer {
    switch form {
    case .html:
      let context = Workspace.servedContext(try Layout(of: evidence))
      return Answer(
        status: 200, contentType: "text/html; charset=utf-8", body: report.html(context: context).utf8)
    case .json: return Answer(status: 200, contentType: "application/json", body: report.json().utf8)
    case .csv:
      let chosen = table.map { id in report.tables.first { $0.id == id } } ?? report.tables.first
      // Thrown, not answered: the page that says so reads the base, and reads do not nest.
      guard let chosen else { throw Diagnostic("no-table", "this page has no such table") }
      return Answer(
        status: 200, contentType: "text/csv; charset=utf-8", body: Array(chosen.csv(neutralised: true).utf8),
        fileName: chosen.id + ".csv")
    case .svg:
      guard let chart = report.charts.first else {
        throw Diagnostic("no-drawing", "this page has no drawing")
      }
      return Answer(status: 200, contentType: "image/svg+xml", body: Array(chart.svg(standalone: true).utf8))
    }
  }

  /// `table=…` names one of the page's tables; it belongs to no route.
  private static func withoutTable(_ address: String) -> (address: String, table: String?) {
    guard let mark = address.firstIndex(of: "?") else { return (address, nil) }
    var table: String?
    let kept = address[address.index(after: mark)...].split(separator: "&").filter { pair in
      guard pair.hasPrefix("table=") else { return true }
      table = String(pair.dropFirst(6))
      return false
    }
    return (address[..<mark] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&")), table)
  }

  private func missing(_ message: String) -> Answer {
    page(for: Diagnostic("address-unknown", message, help: "attest show"))
  }

  /// A page that says what is wrong and what to do, where a page was asked for.
  private func page(for diagnostic: Diagnostic) -> Answer {
    let status =
      ["address-unknown", "lens-parameter", "no-table", "no-drawing"].contains(diagnostic.id) ? 404 : 500
    let report = Report(
      route: .home, title: status == 404 ? "Nothing stands at this address" : "This page cannot be shown",
      blocks: [.diagnostics([diagnostic])], related: [.link(.home, "the case"), .link(.search(""), "search")])
    let context = (try? base.read { try Layout(of: $0) }).map(Workspace.servedContext)
    guard let context else { return plainText(status, diagnostic.description) }
    return Answer(
      status: status, contentType: "text/html; charset=utf-8", body: report.html(context: context).utf8)
  }

  private func plainText(_ status: Int, _ text: String) -> Answer {
    Answer(status: status, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
  }
}

extension Workspace {
  package func pages() throws -> Pages { Pages(base: base) }
}
