import Foundation
import Server
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Limits short enough to wait for.
private var short: Limits {
  var limits = Limits()
  limits.idleTime = .milliseconds(800)
  limits.headTime = .milliseconds(800)
  limits.sendTime = .milliseconds(800)
  limits.farewellTime = .milliseconds(300)
  return limits
}

/// Sends again and again until the server has closed; gives what it said, and after how long and how much.
private func flood(
  _ server: Running, first: String, then bytes: [UInt8], every pause: TimeInterval = 0
) async throws -> (said: String, time: Duration, sent: Int) {
  try await aside {
    let start = ContinuousClock.now
    let client = try RawClient(port: server.port)
    client.send(first)
    var sent = first.utf8.count
    while ContinuousClock.now - start < .seconds(8), client.send(bytes) {
      sent += bytes.count
      if pause > 0 { Thread.sleep(forTimeInterval: pause) }
    }
    let time = ContinuousClock.now - start
    return ((try? client.readToEnd()) ?? "", time, sent)
  }
}

@Suite("what a client may cost", .serialized, .timeLimit(.minutes(2)))
struct LimitTests {
  @Test("the limits are those we promise")
  func numbers() {
    let limits = Limits()
    #expect(limits.connections == 64 && limits.answersAtOnce == 4)
    #expect(limits.headBytes == 16_384 && limits.bodyBytes == 1_048_576)
    #expect(limits.idleTime == .seconds(30) && limits.headTime == .seconds(15))
    #expect(limits.answerTime == .seconds(60) && limits.sendTime == .seconds(60))
  }

  @Test("a header of 16 KiB is read, one byte more is not")
  func headBytes() async throws {
    try await withServer { server in
      let bare = server.get("/", extra: "Connection: close\r\nX: \r\n").utf8.count
      for (length, status) in [(16_384, "200"), (16_385, "431"), (20_480, "431"), (60_000, "431")] {
        let filler = String(repeating: "a", count: length - bare)
        let text = try await server.exchange(server.get("/", extra: "Connection: close\r\nX: \(filler)\r\n"))
        #expect(text.hasPrefix("HTTP/1.1 \(status) "), "\(length)")
      }
    }
  }

  @Test("a header without end is cut off while it is still being sent")
  func endlessHead() async throws {
    try await withServer(short) { server in
      for start in ["GET / HTTP/1.1\r\nX: ", "G", "GET /", "GET / HTTP/1.1\r\n"] {
        let flooded = try await flood(server, first: start, then: [UInt8](repeating: 0x61, count: 65_536))
        #expect(flooded.time < .seconds(3), "\(start)")
        #expect(flooded.sent < 20_000_000)
      }
      #expect(try await server.exchange(server.get("/", extra: "Connection: close\r\n")).hasSuffix("at </p>"))
    }
  }

  @Test("a header that drips in is cut off when its time is over, however steadily it drips")
  func slowHead() async throws {
    try await withServer(short) { server in
      let dripped = try await flood(
        server, first: "GET / HTTP/1.1\r\nX: ", then: Array("a".utf8), every: 0.05)
      #expect(dripped.time > .milliseconds(700) && dripped.time < .seconds(2))
      #expect(dripped.said.isEmpty)
    }
  }

  @Test("a connection that says nothing is closed, before and between requests")
  func idle() async throws {
    try await withServer(short) { server in
      for request in ["", server.get("/")] {
        let start = ContinuousClock.now
        let text = try await server.exchange(request)
        let time = ContinuousClock.now - start
        #expect(text.isEmpty == request.isEmpty)
        #expect(time > .milliseconds(700) && time < .seconds(2))
      }
    }
  }

  @Test("a connection in use outlives the idle time")
  func busy() async throws {
    try await withServer(short) { server in
      let text = try await aside {
        let client = try RawClient(port: server.port)
        var text = ""
        for number in 0..<8 {
          Thread.sleep(forTimeInterval: 0.3)
          client.send(server.get("/\(number)"))
          text += try client.read(answers: 1, ending: "</p>")
        }
        return text
      }
      #expect(text.matches(of: /at \d/).count == 8)
    }
  }

  @Test("a body is never read: its sender is answered and cut off")
  func endlessBody() async throws {
    try await withServer(short) { server in
      let smuggled = Array(server.get("/smuggled").utf8)
      for (announced, status) in [
        ("Content-Length: 1000000\r\n", "405"), ("Content-Length: 99999999999\r\n", "413"),
        ("Transfer-Encoding: chunked\r\n", "405"),
        ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "400"), ("Content-Length: x\r\n", "400"),
      ] {
        let flooded = try await flood(
          server, first: server.get("/", method: "POST", extra: announced), then: smuggled)
        #expect(flooded.time < .seconds(3), "\(announced)")
        #expect(!flooded.said.contains("smuggled"))
        let told = try await server.exchange(server.get("/", method: "POST", extra: announced))
        #expect(told.hasPrefix("HTTP/1.1 \(status) "), "\(announced)")
      }
      let get = try await server.exchange(server.get("/", extra: "Content-Length: 3\r\n") + "abc")
      #expect(get.hasPrefix("HTTP/1.1 400 "))
    }
  }

  @Test("garbage is refused at its first byte, or at its first line")
  func garbage() async throws {
    try await withServer(short) { server in
      for bytes: [UInt8] in [
        [0x16, 3, 1, 0, 0xA5], [0], [0xFF, 0xFE], [0x0D, 0x0A], [0x20], Array("\r\n\r\nGET /".utf8),
        Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8), Array("GET / HTTP/1.1\r\nA\u{0}: b\r\n\r\n".utf8),
        [0x47] + (0..<15_000).map { UInt8(truncatingIfNeeded: $0 &* 7) } + Array("\r\n\r\n".utf8),
      ] {
        let text = try await aside {
          let client = try RawClient(port: server.port)
          client.send(bytes)
          return try client.readToEnd()
        }
        #expect(text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"), "\(bytes.prefix(8))")
      }
    }
  }

  @Test("a client that does not read its answer is cut off")
  func unread() async throws {
    let long = [UInt8](repeating: 0x61, count: 30_000_000)
    try await withServer(short, answering: { _ in Answer(contentType: "text/plain", body: long) }) { server in
      let got = try await aside {
        let client = try RawClient(port: server.port)
        client.send(server.get("/"))
        Thread.sleep(forTimeInterval: 2)
        return try client.readToEnd().utf8.count
      }
      #expect(got < long.count)
    }
  }

  @Test("a sender of five megabytes reads why they are not taken")
  func largeBody() async throws {
    try await withServer { server in
      let told = try await server.exchange(
        server.get("/", method: "POST", extra: "Content-Length: 5000000\r\n")
          + String(repeating: "a", count: 5_000_000))
      #expect(told.hasPrefix("HTTP/1.1 413 "))
    }
  }

  @Test("as many connections as there may be are all kept")
  func sixtyFour() async throws {
    try await withServer { server in
      let answered = try await aside {
        let clients = try (0..<64).map { _ in try RawClient(port: server.port) }
        var answered = 0
        for _ in 0..<5 {
          for client in clients { client.send(server.get("/")) }
          for client in clients where try client.read(answers: 1, ending: "</p>").hasSuffix("</p>") {
            answered += 1
          }
        }
        return answered
      }
      #expect(answered == 320)
    }
  }

  @Test("two hundred connections leave at most 64 open, and a reader among them is answered")
  func connections() async throws {
    try await withServer { server in
      let (open, text) = try await aside {
        let clients = try (0..<200).map { _ in try RawClient(port: server.port) }
        for client in clients { client.send("GET / HTTP/1.1\r\n") }
        let reader = try RawClient(port: server.port)
        reader.send(server.get("/", extra: "Connection: close\r\n"))
        let text = try reader.readToEnd()
        let open = openFiles(onPort: server.port)
        withExtendedLifetime(clients) {}
        return (open, text)
      }
      #expect(text.hasSuffix("<p>at </p>"))
      #expect(open <= 64, "\(open) connections")
      #expect(open > 32)
    }
  }
}

/// How many connections this process holds at the server's end.
private func openFiles(onPort port: UInt16) -> Int {
  (0..<Int32(1024)).count { file in
    var (own, peer) = (sockaddr_in(), sockaddr_in())
    func ask(
      _ call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32,
      _ address: inout sockaddr_in
    ) -> Bool {
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      return withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, &size) == 0 }
      }
    }
    return ask({ getsockname(file, $0, $1) }, &own) && ask({ getpeername(file, $0, $1) }, &peer)
      && own.sin_family == sa_family_t(AF_INET) && own.sin_port == port.bigEndian
  }
}
