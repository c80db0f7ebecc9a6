import Evidence
import Foundation
import Provenance
import TestSupport
import Testing
import Workbench

@Suite("addresses as the server answers them")
struct PagesTests {
  /// One workspace with the Central Asia case, for all addresses.
  static let pages = Result { () throws -> (TemporaryFolder, Pages) in
    let folder = try TemporaryFolder()
    let workspace = try Workspace.new(at: folder.path + "/w", author: "tester")
    _ = try workspace.importCasebook(CasebookRoundTripTests.centralAsia)
    return (folder, try workspace.pages())
  }

  func check(_ address: String, _ status: Int, at: SourceLocation = #_sourceLocation) throws {
    let answer = try Self.pages.get().1.answer(address)
    #expect(answer.status == status, "\(address)", sourceLocation: at)
    #expect(!answer.body.isEmpty, sourceLocation: at)
  }

  @Test("every kind of address is answered, in every form it has")
  func answers() throws {
    for address in [
      "", "index.json", "claims", "claims.csv", "claims?country=TJ&instrument=election-validation&page=1",
      "claims/c075", "claims/c075.json", "entities", "entities/sadyr-zhaparov", "sources",
      "sources/peyrouse-2022",
      "lenses", "lenses/overview", "lenses/overview.svg", "lenses/deployments.csv",
      "lenses/deployments?country=TJ",
      "lenses/verdicts?election=election-tj-2020-10-11", "search",
      "search?q=%D0%96%D0%B0%D0%BF%D0%B0%D1%80%D0%BE%D0%B2",
      "method", "history", "attest.css",
    ] { try check(address, 200) }
  }

  @Test("an address with nothing behind it says so and takes nothing down")
  func unknown() throws {
    for address in [
      "nothing", "claims/none", "entities/none", "sources/none", "lenses/none", "claims?colour=red",
      "claims?page=0", "lenses/deployments?country=XX", "lenses/deployments?colour=red", "method.svg",
      "claims.svg",
      "lenses/deployments.csv?table=none", "claims/%FF", "claims?year=soon", "lenses/verdicts?election=none",
    ] { try check(address, 404) }
  }

  @Test("whatever is typed into the address or the search box, a page comes back")
  func rubbish() throws {
    let pages = try Self.pages.get().1
    forAll(count: 200) {
      $0.text(0...12)
    } holds: { text in
      let quoted = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      let statuses = [text, "search?q=" + quoted, "claims?speaker=" + quoted, "claims/" + quoted].map {
        pages.answer($0).status
      }
      return statuses.allSatisfy { $0 == 200 || $0 == 404 }
    }
  }

  /// Every page and twin of the real case: the payment is never named alone.
  @Test("the payment of one million som stands nowhere without what is not shown")
  func payment() throws {
    let folder = try TemporaryFolder()
    let workspace = try Workspace.new(at: folder.path + "/w", author: "tester")
    _ = try workspace.importCasebook(CasebookRoundTripTests.centralAsia)
    let article = CasebookRoundTripTests.article
    if FileManager.default.fileExists(atPath: article) {
      _ = try workspace.acquire(article, source: "peyrouse-2022")
    } else {
      print("skipped in part: the article is not at hand, so no page quotes it")
    }
    _ = try workspace.site(to: folder.path + "/site")
    var named = 0
    for item in try FileManager.default.subpathsOfDirectory(atPath: folder.path + "/site") {
      guard let data = FileManager.default.contents(atPath: folder.path + "/site/" + item) else { continue }
      let text = String(decoding: data, as: UTF8.self)
      guard
        ["million som", "миллион сом", "1000000", "1,000,000", "1 000 000"].contains(where: text.contains)
      else { continue }
      named += 1
      #expect(text.contains("no reply is recorded"), "\(item)")
    }
    #expect(named > 5)
  }
}
