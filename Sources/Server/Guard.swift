/// Every check a request must pass, in one place, over its head alone.
///
/// Denies by default: a request passes when the connection comes from this computer, is addressed to us by
/// name and port, was not sent by another site, has an address we can take one way only, meets the rule of
/// its route, and carries the session. Nothing of the evidence is touched before.
package struct Guard: Sendable {
  package enum Verdict: Sendable, Hashable {
    /// To be answered: the address without its leading slash.
    case pass(address: String)
    /// The opening key was right: the browser is given the session and sent home.
    case admit
    case refuse(Refusal)
  }

  /// What a route asks of who comes.
  package enum Access: Sendable, Hashable, CaseIterable {
    /// The opening key in the path, no session.
    case openingKey
    /// The session.
    case session
    /// The session, our own origin, and the token of the form.
    case write
  }

  /// A route and its rule. There is no route without one.
  package struct Rule: Sendable, Hashable {
    /// `/open/*` begins so, `*.css` ends so, `*` is every path.
    package var path: String
    package var methods: [String]
    package var access: Access
    /// What a browser may want it for (`Sec-Fetch-Dest`).
    package var destinations: [String]

    package init(_ path: String, methods: [String], access: Access, destinations: [String]) {
      self.path = path
      self.methods = methods
      self.access = access
      self.destinations = destinations
    }
  }

  /// The first that fits holds.
  package static let rules: [Rule] = [
    Rule("/open/*", methods: ["GET"], access: .openingKey, destinations: ["document"]),
    Rule("*.css", methods: read, access: .session, destinations: ["style", "document"]),
    Rule("*.svg", methods: read, access: .session, destinations: ["image", "document", "empty"]),
    Rule("*.png", methods: read, access: .session, destinations: ["image", "document", "empty"]),
    Rule("*.ico", methods: read, access: .session, destinations: ["image", "document", "empty"]),
    Rule("*.json", methods: read, access: .session, destinations: ["document", "empty"]),
    Rule("*.csv", methods: read, access: .session, destinations: ["document", "empty"]),
    Rule("*", methods: read, access: .session, destinations: ["document"]),
  ]
  private static let read = ["GET", "HEAD"]

  package let port: UInt16
  package let session: SessionKey
  package let rules: [Rule]

  package init(port: UInt16, session: SessionKey, rules: [Rule] = Guard.rules) {
    self.port = port
    self.session = session
    self.rules = rules
  }

  /// Cookies are shared by all ports of a host: the name keeps two runs side by side apart.
  package var cookieName: String { "attest-\(port)" }

  package var cookie: String { "\(cookieName)=\(session.secret); HttpOnly; SameSite=Strict; Path=/" }

  /// - Parameter peer: the address at the other end, without port.
  /// - Parameter token: what a form sent as its token; nil when there was no form.
  package func verdict(on head: RequestHead, from peer: String, token: String? = nil) -> Verdict {
    do throws(Refusal) {
      try checkSender(of: head, peer)
      let path = String(head.target.prefix { $0 != "?" })
      try Guard.checkPath(path)
      guard let rule = rules.first(where: { $0.fits(path) }) else { throw .undeclared }
      try checkUse(of: head, rule)
      if rule.access == .openingKey {
        guard String(path.dropFirst("/open/".count)).isSameSecret(as: session.openingKey) else {
          throw .noSession
        }
      } else {
        guard hasSession(head) else { throw .noSession }
      }
      guard rule.methods.contains(head.method) else {
        throw .method(allow: rule.methods.joined(separator: ", "))
      }
      switch rule.access {
      case .openingKey: return .admit
      case .session:
        if head.announcesBody { throw .malformed("request has a body, and this address takes none") }
      case .write:
        guard head.fields["origin"] != nil, let token, token.isSameSecret(as: session.writeToken) else {
          throw .noToken
        }
      }
      return .pass(address: String(head.target.dropFirst()))
    } catch {
      return .refuse(error)
    }
  }

  private func checkSender(of head: RequestHead, _ peer: String) throws(Refusal) {
    guard peer.hasPrefix("127.") else { throw .notLoopback }
    guard let host = head.fields["host"] else { throw .malformed("header names no host") }
    let port = port == 80 ? "" : ":\(port)"
    guard host == "127.0.0.1\(port)" || host == "localhost\(port)" else { throw .wrongHost }
    if let origin = head.fields["origin"], origin != "http://\(host)" { throw .foreign }
    // `same-site` is another port of this computer: as foreign as any.
    if let site = head.fields["sec-fetch-site"], site != "same-origin", site != "none" { throw .foreign }
  }

  private func checkUse(of head: RequestHead, _ rule: Rule) throws(Refusal) {
    guard let destination = head.fields["sec-fetch-dest"] else { return }
    guard rule.destinations.contains(destination) else { throw .wrongUse }
    if destination == "document", head.fields["sec-fetch-mode"] != "navigate" { throw .wrongUse }
  }

  private func hasSession(_ head: RequestHead) -> Bool {
    if let authorization = head.fields["authorization"] {
      guard authorization.hasPrefix("Bearer ") else { return false }
      return String(authorization.dropFirst("Bearer ".count)).isSameSecret(as: session.secret)
    }
    for pair in (head.fields["cookie"] ?? "").split(separator: ";") {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, halves[0].trimmed == cookieName else { continue }
      if halves[1].trimmed.isSameSecret(as: session.secret) { return true }
    }
    return false
  }

  /// A path may be taken one way only: no empty or dot parts, however written, no backslash, no control
  /// characters, no broken percent signs, no fragment.
  private static func checkPath(_ path: String) throws(Refusal) {
    guard let decoded = percentDecoded(Array(path.utf8)),
      !decoded.contains(where: { $0 < 0x20 || $0 == 0x5C || $0 == 0x7F }),
      !path.utf8.contains(0x23)
    else { throw .malformed("address is not well formed") }
    var parts = decoded.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true { parts.removeLast() }
    for part in parts where part.isEmpty || part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) {
      throw .malformed("address has an empty or dot part")
    }
  }

  private static func percentDecoded(_ bytes: [UInt8]) -> [UInt8]? {
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x25 {
        let digits = bytes[(index + 1)...].prefix(2)
        guard digits.count == 2, digits.allSatisfy(\.isHexDigit),
          let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        decoded.append(byte)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return decoded
  }
}

extension Guard.Rule {
  func fits(_ path: String) -> Bool {
    if self.path == "*" { return true }
    if self.path.hasPrefix("*") { return path.hasSuffix(self.path.dropFirst()) }
    if self.path.hasSuffix("*") { return path.hasPrefix(self.path.dropLast()) }
    return path == self.path
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}
