import Foundation
import Lenses
import Reports
import Testing

@Suite struct DumpTests {
  @Test func dump() throws {
    for lens in lenses {
      let report = try CentralAsia.report(lens)
      try report.text(width: 150).write(toFile: "/tmp/lenses-\(lens.card.id).txt", atomically: true, encoding: .utf8)
    }
  }
}
