import Foundation
import Provenance
import Server
import Synchronization
import Testing

@Suite("the server over real sockets", .serialized, .timeLimit(.minutes(2)))
struct WebServerTests {
  @Test("the printed address opens the session, and the session opens the pages")
  func visit() async throws {
    try await withServer { server in
      #expect(server.url == "http://127.0.0.1:\(server.port)/open/\(server.session.openingKey)")
      let host = "HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nConnection: close\r\n"
      let before = try await server.exchange("GET / \(host)\r\n")
      #expect(before.hasPrefix("HTTP/1.1 403 Forbidden\r\n") && before.contains("<code>attest serve</code>"))
      #expect(!before.contains("Set-Cookie") && !before.contains("<p>at"))
      let opened = try await server.exchange("GET \(server.opening) \(host)\r\n")
      #expect(opened.hasPrefix("HTTP/1.1 303 See Other\r\n") && opened.contains("\r\nLocation: /\r\n"))
      let cookie = try #require(
        opened.firstMatch(of: /Set-Cookie: ([^;]+); HttpOnly; SameSite=Strict; Path=\/\r\n/))
      let after = try await server.exchange("GET /claims?x=%20 \(host)Cookie: \(cookie.1)\r\n\r\n")
      #expect(after.hasPrefix("HTTP/1.1 200 OK\r\n") && after.hasSuffix("\r\n\r\n<p>at claims?x=%20</p>"))
      let bearer = try await server.exchange(
        "GET /x \(host)Authorization: Bearer \(server.session.secret)\r\n\r\n")
      #expect(bearer.hasSuffix("<p>at x</p>"))
    }
  }

  @Test("every answer carries the safety headers, its length, no banner and no leave for other sites")
  func headers() async throws {
    let answering: Answering = { address in
      switch address {
      case "saved.csv":
        Answer(contentType: "text/csv", body: [0x61], isDownload: "Қ \"a\"\r\nX: y.csv")
      case "away": Answer(status: 303, contentType: "text/html", body: [], location: "//evil.example")
      case "split": Answer(contentType: "text/html\r\nX: y", body: [])
      case "old": Answer(status: 303, contentType: "text/html", body: [], location: "/claims")
      case "none": Answer(status: 404, contentType: "text/html", body: [])
      default: page(address)
      }
    }
    try await withServer(answering: answering) { server in
      let close = "Connection: close\r\n"
      let cases: [(String, String)] = [
        (server.get("/", extra: close), "200 OK"),
        (server.get("/none", extra: close), "404 Not Found"),
        (server.get("/old", extra: close), "303 See Other"),
        (server.get("/away", extra: close), "500 Internal Server Error"),
        (server.get("/split", extra: close), "500 Internal Server Error"),
        (server.get("/saved.csv", extra: close), "200 OK"),
        (server.get("/", method: "HEAD", extra: close), "200 OK"),
        (server.get("/", method: "POST", extra: close), "405 Method Not Allowed"),
        (server.get("/..", extra: close), "400 Bad Request"),
        (server.get("/", extra: "Origin: http://evil.example\r\n\(close)"), "403 Forbidden"),
        (server.get(server.opening, extra: close), "303 See Other"),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\(close)\r\n", "421 Misdirected Request"),
        ("GET / HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\(close)\r\n", "403 Forbidden"),
        ("\u{16}\u{03}\u{01}garbage", "400 Bad Request"),
        (
          "GET / HTTP/1.1\r\nX: \(String(repeating: "a", count: 20_000))\r\n\r\n",
          "431 Request Header Fields Too Large"
        ),
        (server.get("/", method: "POST", extra: "Content-Length: 99999999999\r\n"), "413 Content Too Large"),
      ]
      for (request, status) in cases {
        try check(try await server.exchange(request), answers: request, with: status)
      }
    }
  }

  private func check(_ text: String, answers request: String, with status: String) throws {
    let head = text.components(separatedBy: "\r\n\r\n")[0]
    let body = text.dropFirst(head.count + 2)
    #expect(head.hasPrefix("HTTP/1.1 \(status)\r\n"), "\(head.prefix(60)) for \(status)")
    for line in required { #expect(head.contains("\r\n\(line)"), "\(status) without \(line)") }
    let length = try #require(head.firstMatch(of: /\r\nContent-Length: ([0-9]+)/))
    #expect(request.hasPrefix("HEAD") ? body.isEmpty : Int(length.1) == body.utf8.count)
    #expect(head.contains("\r\nConnection: close"))
    for banned in ["server:", "access-control", "x-powered", "\r\nx: y"] {
      #expect(!head.lowercased().contains(banned))
    }
    #expect(!text.contains("evil.example"))
    if status.hasPrefix("405") { #expect(head.contains("\r\nAllow: GET, HEAD\r\n")) }
    if request.contains("saved") {
      #expect(head.contains("base-uri 'none'; sandbox\r\n"))
      #expect(head.contains(#"attachment; filename="____a___X__y.csv""#))
      #expect(head.contains("filename*=UTF-8''%D2%9A%20%22a%22%0D%0AX%3A%20y.csv\r\n"))
    }
  }

  @Test("requests sent at once are answered in order, on one connection")
  func pipelined() async throws {
    try await withServer { server in
      let text = (0..<200).map { server.get("/p\($0)") }.joined()
      #expect(text.utf8.count > Limits().headBytes)
      let got = try await aside {
        let client = try RawClient(port: server.port)
        client.send(text + server.get("/last", extra: "Connection: close\r\n"))
        return try client.readToEnd()
      }
      let bodies = got.matches(of: /<p>at (\w+)<\/p>/).map { String($0.1) }
      #expect(bodies == (0..<200).map { "p\($0)" } + ["last"])
    }
  }

  @Test("at most four answers are worked out at once, and all are given")
  func fourAtOnce() async throws {
    let running = Mutex((now: 0, most: 0))
    let answering: Answering = { address in
      running.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      Thread.sleep(forTimeInterval: 0.05)
      running.withLock { $0.now -= 1 }
      return page(address)
    }
    try await withServer(answering: answering) { server in
      try await withThrowingTaskGroup(of: String.self) { group in
        for number in 0..<24 {
          group.addTask {
            try await server.exchange(server.get("/\(number)", extra: "Connection: close\r\n"))
          }
        }
        for try await text in group { #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n")) }
      }
    }
    #expect(running.withLock { $0.most } == 4)
  }

  @Test("an answer that takes too long is given up, and the next one is given")
  func late() async throws {
    var limits = Limits()
    limits.answerTime = .milliseconds(300)
    let answering: Answering = { address in
      if address == "slow" { Thread.sleep(forTimeInterval: 1.5) }
      return page(address)
    }
    try await withServer(limits, answering: answering) { server in
      let start = ContinuousClock.now
      let text = try await server.exchange(
        server.get("/slow") + server.get("/quick", extra: "Connection: close\r\n"))
      #expect(text.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
      #expect(text.hasSuffix("<p>quick</p>"))
      #expect(ContinuousClock.now - start < .seconds(1))
    }
  }

  @Test("a long answer arrives whole")
  func long() async throws {
    let long = [UInt8](repeating: 0x61, count: 5_000_000)
    try await withServer(answering: { _ in Answer(contentType: "text/plain", body: long) }) { server in
      let text = try await server.exchange(server.get("/", extra: "Connection: close\r\n"))
      #expect(text.utf8.count > long.count && text.contains("\r\nContent-Length: 5000000\r\n"))
    }
  }

  @Test("a client that leaves while it is written to harms nobody")
  func leaves() async throws {
    let long = [UInt8](repeating: 0x61, count: 5_000_000)
    try await withServer(answering: { _ in Answer(contentType: "text/plain", body: long) }) { server in
      for _ in 0..<20 {
        _ = try await aside { try RawClient(port: server.port).send(server.get("/")) }
      }
      let text = try await server.exchange(server.get("/", extra: "Connection: close\r\n"))
      #expect(text.utf8.count > long.count)
    }
  }

  @Test("a port in use is told, with the next one to try")
  func portTaken() async throws {
    try await withServer { server in
      let second = WebServer(port: server.port, answering: { page($0) })
      do {
        try await second.run { _, _ in Issue.record("two servers on one port") }
        Issue.record("no error")
      } catch let problem as Diagnostic {
        #expect(problem.id == "port-taken")
        #expect(problem.help == "attest serve --port \(server.port + 1)")
      }
    }
  }

  @Test("a stopped server ends with connections open and answers under way")
  func stops() async throws {
    let answering: Answering = { address in
      Thread.sleep(forTimeInterval: 3)
      return page(address)
    }
    let clock = ContinuousClock()
    let time = try await clock.measure {
      try await withServer(answering: answering) { server in
        try await aside {
          let (idle, busy) = (try RawClient(port: server.port), try RawClient(port: server.port))
          idle.send("GET / HT")
          busy.send(server.get("/"))
          Thread.sleep(forTimeInterval: 0.3)
        }
      }
    }
    #expect(time < .seconds(2))
  }
}

private let required = [
  "Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
    + " frame-ancestors 'none'; base-uri 'none'",
  "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: no-referrer\r\n",
  "Cross-Origin-Opener-Policy: same-origin\r\n", "Cross-Origin-Resource-Policy: same-origin\r\n",
  "Cross-Origin-Embedder-Policy: require-corp\r\n", "Permissions-Policy: accelerometer=(), ",
  "X-DNS-Prefetch-Control: off\r\n", "Cache-Control: no-store\r\n",
]
