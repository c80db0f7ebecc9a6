package import Evidence
import Lenses
import Provenance
import Reports

/// The pages as files: every public address, its JSON twin, its tables as CSV. It opens from a memory stick: links
/// are relative and name files, and a file is called as its address is served, `claims/c075.html`. The same evidence
/// gives the same bytes.
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
    contexts = ["", "../"].map { up in
      layout.context(
        stylesheet: up + "attest.css", isStatic: true,
        href: { route, form in
          guard form == .html || form == .json else { return nil }
          return plan.stem(of: route).map { up + $0 + "." + form.rawValue }
        },
        tableHref: { route, id in
          plan.stem(of: route).flatMap { Self.tableName(id, $0) }.map { up + $0 }
        })
    }
  }

  /// `entities/ore_table-names.csv`; nil for an id that may not stand in a path.
  private static func tableName(_ id: String, _ stem: String) -> String? {
    id.split(separator: "_").allSatisfy { String($0).isPathSafe } ? "\(stem)_table-\(id).csv" : nil
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
    try run.folder.write(Layout.stylesheet, to: "attest.css")
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
    guard let stem = plan.stem(of: report.route) else {
      preconditionFailure("\(report.route.address) is written but not planned")
    }
    let context = contexts[stem.utf8.contains(0x2F) ? 1 : 0]
    try run.folder.write(report.html(context: context).utf8, to: stem + ".html")
    if run.hasTwins {
      try run.folder.write(report.json().utf8, to: stem + ".json")
      for table in report.tables {
        guard let name = Self.tableName(table.id, stem) else { continue }
        try run.folder.write(Array(table.csv(neutralised: true).utf8), to: name)
      }
    }
    run.tally.pageCount += 1
    if run.tally.pageCount.isMultiple(of: 500) { progress(run.tally.pageCount, run.total) }
  }
}
