import Foundation

/// Base 64 as RFC 4648 has it, in both forms that notes and age files use; only canonical text is read, so
/// that no two texts mean the same bytes.
extension Sequence<UInt8> {
  /// With `=` at the end where it belongs.
  var base64: String { Data(self).base64EncodedString() }

  /// Without `=`.
  var base64Unpadded: String { String(base64.prefix { $0 != "=" }) }
}

extension [UInt8] {
  /// Reads padded text; nil for anything that encoding would not have written.
  init?(base64 text: String) {
    guard let data = Data(base64Encoded: text), data.base64 == text else { return nil }
    self = Array(data)
  }

  /// Reads unpadded text; nil for anything that encoding would not have written.
  init?(base64Unpadded text: String) {
    let missing = (4 - text.utf8.count % 4) % 4
    guard !text.utf8.contains(UInt8(ascii: "=")) else { return nil }
    self.init(base64: text + String(repeating: "=", count: missing))
  }
}
