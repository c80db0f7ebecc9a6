import Evidence
package import Reports
import Site

extension Workspace {
  /// The report at an address, from one snapshot.
  package func report(at route: Route) throws -> Report {
    try base.read { try Site.report(at: route, from: $0) }
  }
}
