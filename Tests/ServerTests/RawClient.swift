import Dispatch
import Foundation
import Server

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A client that sends what it is told, byte for byte. It blocks: use it inside `aside`.
final class RawClient {
  struct Trouble: Error { var text: String }
  private let file: Int32

  init(port: UInt16) throws {
    file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Trouble(text: "connect: \(errno)") }
    var patience = timeval(tv_sec: 8, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(file, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
  }

  deinit { close(file) }

  /// - Returns: whether the system took all of it.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Glibc.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// What arrives until the server closes.
  ///
  /// - Throws: when it does not close within 8 s.
  func readToEnd() throws -> String {
    var received: [UInt8] = []
    while let more = try readSome() { received += more }
    return String(decoding: received, as: UTF8.self)
  }

  /// What arrives until it contains as many answers' heads, or the server closes.
  func read(answers: Int, ending: String) throws -> String {
    var text = ""
    while text.components(separatedBy: ending).count <= answers, let more = try readSome() {
      text += String(decoding: more, as: UTF8.self)
    }
    return text
  }

  /// - Returns: nil at the end, clean or by reset.
  private func readSome() throws -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = recv(file, &buffer, buffer.count, 0)
    if count < 0, errno == EAGAIN { throw Trouble(text: "the server neither answered nor closed") }
    return count > 0 ? Array(buffer[..<count]) : nil
  }
}

/// Blocking work on a thread of its own, so that it does not take the server's.
func aside<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
  }
}

struct Running: Sendable {
  var port: UInt16
  var url: String
  var session: SessionKey

  var opening: String { url.components(separatedBy: "\(port)")[1] }

  /// A well-formed request with session.
  func get(_ target: String, method: String = "GET", extra: String = "") -> String {
    "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
      + "Cookie: attest-\(port)=\(session.secret)\r\n\(extra)\r\n"
  }

  /// Sends and reads until the server closes.
  func exchange(_ text: String) async throws -> String {
    try await aside {
      let client = try RawClient(port: port)
      client.send(text)
      return try client.readToEnd()
    }
  }
}

/// A server on a free port for as long as the test runs.
func withServer<T: Sendable>(
  _ limits: Limits = Limits(), answering: @escaping Answering = { page("at \($0)") },
  _ test: @Sendable (Running) async throws -> T
) async throws -> T {
  let session = SessionKey.random()
  let server = WebServer(port: 0, session: session, limits: limits, answering: answering)
  let (opened, opening) = AsyncStream<Running>.makeStream()
  let running = Task {
    try await server.run { url, port in
      opening.yield(Running(port: port, url: url, session: session))
      opening.finish()
    }
  }
  defer { server.stop() }
  for await address in opened {
    let result = try await test(address)
    server.stop()
    try await running.value
    return result
  }
  try await running.value
  throw RawClient.Trouble(text: "the server did not open")
}

func page(_ text: String) -> Answer {
  Answer(contentType: "text/html; charset=utf-8", body: Array("<p>\(text)</p>".utf8))
}
