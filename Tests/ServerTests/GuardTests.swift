import Server
import Testing

private let session = SessionKey.random()
private let gate = Guard(port: 8417, session: session)

private let visitor = ["host": "127.0.0.1:8417"]
private let reader = [
  "host": "127.0.0.1:8417", "cookie": "attest-8417=\(session.secret)", "sec-fetch-site": "none",
  "sec-fetch-mode": "navigate", "sec-fetch-dest": "document",
]

private func status(
  _ target: String = "/claims", _ fields: [String: String] = reader, method: String = "GET",
  from peer: String = "127.0.0.1", by gate: Guard = gate, token: String? = nil
) -> Int {
  let head = RequestHead(method: method, target: target, fields: fields)
  switch gate.verdict(on: head, from: peer, token: token) {
  case .pass: return 200
  case .admit: return 303
  case .refuse(let refusal): return refusal.status
  }
}

private func with(_ changes: [String: String?], _ fields: [String: String] = reader) -> [String: String] {
  changes.reduce(into: fields) { $0[$1.key] = $1.value }
}

@Suite("what the guard lets through")
struct GuardTests {
  @Test("a page asked for by its reader passes, with its query and without its slash")
  func passes() {
    let head = RequestHead(method: "GET", target: "/claims?country=KZ&q=%D0%90", fields: reader)
    #expect(gate.verdict(on: head, from: "127.0.0.1") == .pass(address: "claims?country=KZ&q=%D0%90"))
    #expect(status("/") == 200)
    #expect(status(method: "HEAD") == 200)
    #expect(status("/", with(["host": "localhost:8417"])) == 200)
  }

  @Test(
    "a name that was made to point here is not answered",
    arguments: [
      "evil.example", "evil.example:8417", "127.0.0.1", "127.0.0.1:8418", "127.0.0.1:8417.evil.example",
      "localhost", "localhost.:8417", "LOCALHOST:8417", "0.0.0.0:8417", "[::1]:8417", "127.1:8417",
      "a@127.0.0.1:8417", "127.0.0.1:8417, evil.example", "",
    ])
  func host(_ host: String) {
    #expect(status("/claims", with(["host": host])) == 421)
    #expect(status("/open/\(session.openingKey)", with(["host": host])) == 421)
  }

  @Test("a request that names no host is not answered")
  func noHost() { #expect(status("/claims", with(["host": nil])) == 400) }

  @Test(
    "a request from another computer is not answered",
    arguments: ["192.168.1.7", "10.0.0.1", "::1", "", "1127.0.0.1", "128.0.0.1"])
  func peer(_ peer: String) { #expect(status(from: peer) == 403) }

  @Test(
    "another origin is refused even with the session",
    arguments: [
      "null", "https://evil.example", "http://127.0.0.1:8418", "https://127.0.0.1:8417",
      "http://localhost:8417", "http://127.0.0.1", "",
    ])
  func origin(_ origin: String) {
    #expect(status("/claims", with(["origin": origin])) == 403)
    #expect(status("/open/\(session.openingKey)", with(["origin": origin], visitor)) == 403)
  }

  @Test("our own origin passes")
  func ownOrigin() { #expect(status("/claims", with(["origin": "http://127.0.0.1:8417"])) == 200) }

  @Test("another site is refused even with the session", arguments: ["cross-site", "same-site", "x", ""])
  func site(_ site: String) {
    #expect(status("/claims", with(["sec-fetch-site": site])) == 403)
    #expect(status("/attest.css", with(["sec-fetch-site": site, "sec-fetch-dest": "style"])) == 403)
    #expect(status("/open/\(session.openingKey)", with(["sec-fetch-site": site], visitor)) == 403)
  }

  @Test(
    "a page is neither framed nor embedded nor loaded as a script",
    arguments: ["iframe", "frame", "embed", "object", "script", "empty", "image", "worker", "serviceworker"])
  func destination(_ destination: String) {
    #expect(status("/claims", with(["sec-fetch-dest": destination, "sec-fetch-mode": "no-cors"])) == 403)
    #expect(status("/claims", with(["sec-fetch-dest": destination])) == 403)
  }

  @Test("no data file is loaded as a script, and none is framed")
  func data() {
    for path in ["/claims.json", "/claims.csv", "/lenses/votes.svg", "/attest.css"] {
      for destination in ["script", "iframe", "object", "embed"] {
        #expect(status(path, with(["sec-fetch-dest": destination])) == 403)
      }
      #expect(status(path) == 200)
    }
    #expect(status("/attest.css", with(["sec-fetch-dest": "style", "sec-fetch-mode": "no-cors"])) == 200)
  }

  @Test("a document that is not a navigation is refused")
  func mode() { #expect(status("/claims", with(["sec-fetch-mode": "cors"])) == 403) }

  @Test("without the session nothing is answered, not even the style sheet")
  func noSession() {
    for target in ["/", "/claims", "/attest.css", "/claims.json", "/favicon.ico", "/nothing", "/open"] {
      #expect(status(target, visitor) == 403)
    }
  }

  @Test("a wrong session is no session")
  func wrongSession() {
    let secret = session.secret
    let wrong = [
      "attest-8417=", "attest-8417=\(SessionKey.random().secret)", "attest-8417=\(secret.dropLast())",
      "attest-8417=\(secret)0", "attest-8417=\(secret.uppercased())x", "attest=\(secret)",
      "attest-8418=\(secret)", "xattest-8417=\(secret)", secret, "attest-8417", ";;=;", "",
      "attest-8417=\(session.openingKey)", "attest-8417=\"\(secret)\"",
    ]
    for cookie in wrong { #expect(status("/claims", with(["cookie": cookie])) == 403, "\(cookie)") }
    #expect(status("/claims", with(["cookie": "a=b; attest-8417=\(secret);c=d"])) == 200)
  }

  @Test("a client that is no browser sends the session as a bearer")
  func bearer() {
    #expect(status("/claims", with(["authorization": "Bearer \(session.secret)"], visitor)) == 200)
    for wrong in ["Bearer ", "Bearer x", "Basic \(session.secret)", session.secret, ""] {
      #expect(status("/claims", with(["authorization": wrong], visitor)) == 403)
      #expect(status("/claims", with(["authorization": wrong])) == 403)
    }
  }

  @Test("the opening key gives the session, as often as asked, and only by GET")
  func opening() {
    let opening = "/open/\(session.openingKey)"
    #expect(status(opening, visitor) == 303)
    #expect(status(opening, visitor) == 303)
    #expect(status(opening + "?x", visitor) == 303)
    #expect(status(opening, visitor, method: "HEAD") == 405)
    for wrong in ["/open/", "/open/x", opening + "/", opening + "0", "/open/\(session.secret)"] {
      #expect(status(wrong, visitor) == 403)
      #expect(status(wrong) == 403)
    }
    #expect(gate.cookie == "attest-8417=\(session.secret); HttpOnly; SameSite=Strict; Path=/")
  }

  @Test("secrets are not described, and do not tell one another")
  func secrets() {
    #expect(!"\(session) \(String(reflecting: session))".contains(session.secret))
    var dumped = ""
    dump(gate, to: &dumped)
    #expect(!dumped.contains(session.secret))
    #expect(Set([session.secret, session.openingKey, session.writeToken]).count == 3)
    #expect(session.secret.count == 64)
    #expect(SessionKey.random().secret != SessionKey.random().secret)
  }

  @Test(
    "a path that could be taken two ways is refused",
    arguments: [
      "/../etc/passwd", "/claims/../..", "/./claims", "/%2e%2e/x", "/%2E./x", "/claims//x", "//evil.example",
      "/claims/%00", "/claims%0d%0aSet-Cookie:x", "/a\\b", "/a%5Cb", "/%", "/%4", "/%zz", "/x#y", "/.", "/..",
      "/claims/%2e%2e%2fhistory", "/a%2f%2fb", "/%7f",
    ])
  func paths(_ path: String) { #expect(status(path) == 400) }

  @Test("a path may end in a slash and hold any script, encoded")
  func goodPaths() {
    for path in ["/claims/", "/claims/c%C3%A9", "/entities/%D0%9A", "/a.b/..c", "/a?x=/../%00"] {
      #expect(status(path) == 200)
    }
  }
}

@Suite("the rules of the routes")
struct RuleTests {
  @Test("every route declares a rule that holds, and the last one takes every path")
  func walk() {
    #expect(Guard.rules.last?.path == "*")
    #expect(Guard.rules.filter { $0.access == .openingKey }.map(\.path) == ["/open/*"])
    #expect(!Guard.rules.contains { $0.access == .write })
    for rule in Guard.rules {
      #expect(!rule.methods.isEmpty && Set(rule.methods).isSubset(of: ["GET", "HEAD"]))
      #expect(!rule.destinations.isEmpty)
      #expect(
        Set(rule.destinations).isDisjoint(with: ["script", "iframe", "frame", "embed", "object", "worker"]))
      let path = rule.path.replacing("*", with: rule.path.hasPrefix("*") ? "/x" : "x")
      #expect(status(path, visitor) == 403, "\(rule.path) without session")
      #expect(status(path, with(["host": "evil.example"])) == 421)
      #expect(status(path, with(["origin": "https://evil.example"])) == 403)
      #expect(status(path, with(["sec-fetch-site": "cross-site"])) == 403)
      if rule.access == .session {
        #expect(status(path) == 200)
        for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW", "get"] {
          #expect(status(path, method: method) == 405, "\(method) \(rule.path)")
        }
      }
    }
  }

  @Test("a path without a rule is denied")
  func undeclared() {
    #expect(status("/claims", by: Guard(port: 8417, session: session, rules: [])) == 403)
  }

  @Test("writing asks for the session, our own origin and the token of the form")
  func write() {
    let rule = Guard.Rule("/claims", methods: ["POST"], access: .write, destinations: ["document"])
    let gate = Guard(port: 8417, session: session, rules: [rule])
    func status(_ changes: [String: String?], token: String?) -> Int {
      ServerTests.status(
        "/claims", with(changes, with(["origin": "http://127.0.0.1:8417"])), method: "POST", by: gate,
        token: token)
    }
    #expect(status([:], token: session.writeToken) == 200)
    #expect(status([:], token: nil) == 403)
    #expect(status([:], token: session.secret) == 403)
    #expect(status([:], token: SessionKey.random().writeToken) == 403)
    #expect(status(["origin": nil], token: session.writeToken) == 403)
    #expect(status(["origin": "null"], token: session.writeToken) == 403)
    #expect(status(["cookie": nil], token: session.writeToken) == 403)
    #expect(status(["sec-fetch-site": "same-site"], token: session.writeToken) == 403)
  }

  @Test("a body where none is taken is refused")
  func body() {
    #expect(status("/claims", with(["content-length": "5"])) == 400)
    #expect(status("/claims", with(["transfer-encoding": "chunked"])) == 400)
    #expect(status("/claims", with(["content-length": "0"])) == 200)
  }
}
