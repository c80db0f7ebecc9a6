import Evidence
import Formats
import Foundation
import Reports
import TestSupport

@testable import Lenses

/// The case of this repository, as it stands in its folder.
enum CentralAsia {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Casebook/central-asia").path

  static let base: Result<SampleBase, any Error> = Result {
    try SampleBase(sheets: CasebookFolder.read(folder).sheets)
  }

  static func report(_ lens: any Lens.Type, _ query: [String: String] = [:]) throws -> Report {
    try base.get().read { try lens.report(query, from: $0) }
  }
}
