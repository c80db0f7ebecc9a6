package import Evidence
import Lenses
import Provenance
import Reports

/// The pages as files: every public address, its JSON twin, its tables as CSV. It opens from a memory stick: links
/// are relative and name `index.html`. The same evidence gives the same bytes.
package struct StaticSite {
  private let evidence: EvidenceSnapshot
  private let plan: SitePlan
  private let contexts: [RenderingContext]

  /// What was written.
  package struct Tally: Hashable, Sendable {
    /// HTML pages; JSON and CSV twins are not counted here.
    package var pageCount = 0
    /// All files, twins and style sheet included.
    package var fileCount = 0
    package var byteCount = 0
    /// Files of an earlier site that this one no longer has.
    package var removedCount = 0
  }

  /// - Parameter limit: so many pages at most, claims first; nil for all.
  package init(_ evidence: EvidenceSnapshot, limit: Int? = nil) throws {
    self.evidence = evidence
    let plan = try SitePlan(evidence, limit: limit)
    self.plan = plan
    let layout = try Layout(of: evidence)
    contexts = (0...3).map { depth in
      let up = String(repeating: "../", count: depth)
      return layout.context(
        stylesheet: up + "attest.css", isStatic: true,
        href: { route, form in
          guard form == .html || form == .json, let folder = plan.folder(of: route) else { return nil }
          return up + (folder.isEmpty ? "" : folder + "/") + "index." + form.rawValue
        },
        tableHref: { _, id in id.isPathSafe ? "table-\(id).csv" : nil })
    }
  }

  /// How many pages `write` will write.
  package var pageCount: Int { plan.pageCount }

  /// Writes the site, over an earlier one of ours or into a new folder.
  ///
  /// - Parameters:
  ///   - hasTwins: whether JSON and CSV stand beside each page.
  ///   - progress: pages written so far, and in all.
  /// - Throws: `folder-not-empty` when the folder holds anything else; `site-unwritten`.
  package func write(
    to folder: String, hasTwins: Bool = true, progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> Tally {
    var run = Run(folder: try SiteFolder(folder), hasTwins: hasTwins, total: plan.pageCount)
    try run.folder.write([("attest.css", Layout.stylesheet)], to: "")
    for route in plan.others { try put(Site.report(at: route, from: evidence), &run, progress) }
    try claims(&run, progress)
    for id in plan.entities { try put(Site.report(at: .entity(id), from: evidence), &run, progress) }
    for id in plan.sources { try put(Site.report(at: .source(id), from: evidence), &run, progress) }
    try lists(&run, progress)
    run.tally.removedCount = try run.folder.finish()
    run.tally.fileCount = run.folder.fileCount
    run.tally.byteCount = run.folder.byteCount
    progress(run.tally.pageCount, plan.pageCount)
    return run.tally
  }

  private struct Run {
    let folder: SiteFolder
    let hasTwins: Bool
    let total: Int
    var tally = Tally()
  }

  /// Claims are read with all that stands around them, some hundred at a time.
  private func claims(_ run: inout Run, _ progress: (Int, Int) -> Void) throws {
    var start = 0
    while start < plan.claims.count {
      let ids = Array(plan.claims[start..<min(start + 300, plan.claims.count)])
      let claims = try evidence.claims(ids)
      let surroundings = try Surroundings(of: claims, from: evidence)
      for claim in claims {
        try put(ClaimPage(claim: claim, surroundings: surroundings).report, &run, progress)
      }
      start += ids.count
    }
  }

  private func lists(_ run: inout Run, _ progress: (Int, Int) -> Void) throws {
    for (filter, count) in plan.lists {
      let ids = try evidence.claimIDs(filter.claimConditions)
      for page in 1...max(1, plan.pages(of: filter)) {
        let start = (page - 1) * ClaimListPage.pageLength
        let shown = Array(ids[start..<min(start + ClaimListPage.pageLength, ids.count)])
        let report = try ClaimListPage.report(
          filter.on(page: page), ids: shown, count: count, form: nil, from: evidence)
        try put(report, &run, progress)
      }
    }
  }

  private func put(_ report: Report, _ run: inout Run, _ progress: (Int, Int) -> Void) throws {
    guard let folder = plan.folder(of: report.route) else {
      preconditionFailure("\(report.route.address) is written but not planned")
    }
    let depth = folder.isEmpty ? 0 : 1 + folder.utf8.count { $0 == 0x2F }
    var files: [(name: String, bytes: [UInt8])] = [("index.html", report.html(context: contexts[depth]).utf8)]
    if run.hasTwins {
      files.append(("index.json", report.json().utf8))
      for table in report.tables where table.id.isPathSafe {
        files.append(("table-\(table.id).csv", Array(table.csv(neutralised: true).utf8)))
      }
    }
    try run.folder.write(files, to: folder)
    run.tally.pageCount += 1
    if run.tally.pageCount.isMultiple(of: 500) { progress(run.tally.pageCount, run.total) }
  }
}
