/// What may break a rule, and why. Every one of them is still needed: a test looks.
enum Exceptions {
  struct Exception: Sendable {
    let path: String
    /// The function or the word; nil for the whole file.
    let name: String?
    let reason: String
  }

  static let longFiles: [Exception] = []

  static let longFunctions: [Exception] = []
}

extension [Exceptions.Exception] {
  func covers(_ path: String, _ name: String? = nil) -> Bool {
    contains { $0.path == path && $0.name == name }
  }
}
