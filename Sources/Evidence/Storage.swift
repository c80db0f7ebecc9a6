package struct Storage: Sendable {
  package init() {}
  func willCommit() throws {}
  func remove(_ path: String) throws {}
  func save(_ bytes: [UInt8], to path: String) throws {}
}
