import Evidence
import Foundation
import Provenance
import Reports
import Testing

@testable import Site

@Suite("The site as files") struct StaticSiteTests {
  private func inFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
    let folder = NSTemporaryDirectory() + "site-out-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  private func files(in folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
    }
    return files
  }

  private func write(_ base: EvidenceBase, to folder: String, limit: Int? = nil) throws -> StaticSite.Tally {
    try base.read { try StaticSite($0, limit: limit).write(to: folder) }
  }

  @Test("no link leads nowhere, whole site or cut", arguments: [nil, 1, 4, 9]) func noDeadLinks(_ limit: Int?)
    throws
  {
    try SmallBase.with { base in
      try inFolder { folder in
        let tally = try write(base, to: folder, limit: limit)
        let files = try files(in: folder)
        #expect(files.keys.count { $0.hasSuffix(".html") } == tally.pageCount)
        if let limit { #expect(tally.pageCount == limit) }
        var linkCount = 0
        for (name, bytes) in files where name.hasSuffix(".html") {
          for link in links(String(decoding: bytes, as: UTF8.self)) {
            linkCount += 1
            #expect(files[resolved(link, from: name)] != nil, "\(name) links to \(link)")
          }
        }
        #expect(linkCount > 0)
      }
    }
  }

  /// Every `href` that is neither outside nor on the same page.
  private func links(_ page: String) -> [String] {
    page.components(separatedBy: "href=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
      .filter { !$0.hasPrefix("http") && !$0.hasPrefix("#") }
  }

  private func resolved(_ link: String, from page: String) -> String {
    var segments = page.split(separator: "/").dropLast().map(String.init)
    for segment in link.prefix(while: { $0 != "#" }).split(separator: "/") {
      if segment == ".." { segments.removeLast() } else { segments.append(String(segment)) }
    }
    return segments.joined(separator: "/")
  }

  @Test("the same evidence gives the same bytes") func deterministic() throws {
    try SmallBase.with { base in
      try inFolder { first in
        try inFolder { second in
          let tally = try write(base, to: first)
          #expect(try write(base, to: second) == tally)
          #expect(try files(in: first) == files(in: second))
        }
      }
    }
  }

  @Test("every written page is what its address shows, with a JSON twin and its tables as CSV") func twins()
    throws
  {
    try SmallBase.with { base in
      try inFolder { folder in
        _ = try write(base, to: folder)
        let files = try files(in: folder)
        for name in files.keys where name.hasSuffix(".html") {
          #expect(files[String(name.dropLast(4)) + "json"] != nil)
        }
        let json = try base.read { try Site.report(at: .claim("c3"), from: $0) }.json().string
        #expect(files["claims/c3.json"].map { String(decoding: $0, as: UTF8.self) } == json)
        #expect(files["entities/ore_table-names.csv"] != nil)
        #expect(files["claims/_country-KG.html"] != nil)
        #expect(files["attest.css"].map(Array.init) == Layout.stylesheet)
        for (name, bytes) in files where name.hasSuffix(".html") {
          #expect(!String(decoding: bytes, as: UTF8.self).contains("<form"), "\(name)")
        }
      }
    }
  }

  @Test("a folder with anything else in it is left alone") func foreignFolder() throws {
    try SmallBase.with { base in
      try inFolder { folder in
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/notes.txt"))
        #expect { try write(base, to: folder) } throws: { ($0 as? Diagnostic)?.id == "folder-not-empty" }
        #expect(try files(in: folder).keys.sorted() == ["notes.txt"])
      }
    }
  }

  @Test("a site written again loses what the evidence no longer has, and nothing that is not ours")
  func again() throws {
    try SmallBase.with { base in
      try inFolder { folder in
        _ = try write(base, to: folder)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/CNAME"))
        let tally = try write(base, to: folder, limit: 2)
        #expect(tally.removedCount > 0)
        let left = try files(in: folder).keys.filter { !$0.contains("_table-") }.sorted()
        #expect(
          left == [
            "CNAME", "attest-site.txt", "attest.css", "claims/c1.html", "claims/c1.json",
            "index.html",
            "index.json",
          ])
      }
    }
  }
}
