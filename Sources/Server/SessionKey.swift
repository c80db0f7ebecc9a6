import Crypto
import Foundation
import Provenance

/// The secret of one run of the server, and what is derived from it.
///
/// Who holds it may read everything: it is neither logged nor described.
package struct SessionKey: Sendable, CustomStringConvertible, CustomReflectable {
  /// 64 hexadecimal digits; the value of the cookie, and of `Authorization: Bearer`.
  package let secret: String

  /// A new one, from the system's random source.
  package static func random() -> SessionKey {
    var source = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &source) }
    return SessionKey(secret: bytes.hex)
  }

  private init(secret: String) {
    self.secret = secret
  }

  /// What stands in the address that `attest serve` prints. It opens the session in a browser, as often as
  /// needed during this run; the session cannot be worked out from it.
  package var openingKey: String { derived("open") }

  /// What a form must send along with its fields.
  package var writeToken: String { derived("write") }

  package var description: String { "SessionKey(not shown)" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  private func derived(_ purpose: String) -> String {
    let key = SymmetricKey(data: Data(secret.utf8))
    return Array(HMAC<SHA256>.authenticationCode(for: Data(purpose.utf8), using: key)).hex
  }
}

extension String {
  /// Whether two secrets agree, in a time that tells nothing but their length.
  func isSameSecret(as other: String) -> Bool {
    let (mine, theirs) = (Array(utf8), Array(other.utf8))
    guard mine.count == theirs.count else { return false }
    var difference: UInt8 = 0
    for index in mine.indices { difference |= mine[index] ^ theirs[index] }
    return difference == 0
  }
}
