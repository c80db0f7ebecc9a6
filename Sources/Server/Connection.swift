import FlyingSocks
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One connection: reads a head, has it answered, and again, until either side has had enough.
///
/// It never holds more than one head and one read beyond it, however much the client sends at once.
struct Connection: Sendable {
  let number: Int
  let socket: AsyncSocket
  let peer: String
  let open: OpenConnections
  let limits: Limits
  let answer: @Sendable (_ head: RequestHead, _ peer: String) async -> Reply

  init(
    _ accepted: (number: Int, socket: AsyncSocket), in open: OpenConnections, limits: Limits,
    answer: @escaping @Sendable (RequestHead, String) async -> Reply
  ) {
    (number, socket) = accepted
    self.open = open
    self.limits = limits
    self.answer = answer
    if case .ip4(let address, _)? = try? socket.socket.remotePeer() {
      peer = address
    } else {
      peer = ""
    }
  }

  /// Runs to the end and closes the file. What goes wrong with a connection ends it, and nothing else.
  func run() async {
    defer {
      open.remove(number)
      try? socket.close()
    }
    var received: [UInt8] = []
    do {
      while try await answerNext(&received) {}
    } catch let refusal as Refusal {
      try? await send(Reply(refusal), onlyHead: false, closing: true)
      await sayFarewell()
    } catch {
      // The client has gone, or was late.
    }
  }

  /// - Returns: whether the connection may go on.
  private func answerNext(_ received: inout [UInt8]) async throws -> Bool {
    guard let bytes = try await readHead(&received) else { return false }
    let head = try RequestHead(reading: bytes, within: limits)
    // A little more than the answer may take: that one is told, not cut off.
    open.allow(number, limits.answerTime + .seconds(5), fromClient: false)
    let reply = await answer(head, peer)
    let isLast = head.wantsClose || head.announcesBody
    try await send(reply, onlyHead: head.method == "HEAD", closing: isLast)
    if head.announcesBody { await sayFarewell() }
    return !isLast
  }

  /// - Returns: the head without the empty line after it; nil when the client closed between requests.
  private func readHead(_ received: inout [UInt8]) async throws -> [UInt8]? {
    if received.isEmpty {
      open.allow(number, limits.idleTime, fromClient: true)
      guard let more = try await read() else { return nil }
      received = more
    }
    open.allow(number, limits.headTime, fromClient: true)
    guard (0x41...0x5A).contains(received[0]) else { throw Refusal.malformed("first byte is no letter") }
    var searched = 0
    while true {
      if let end = received.endOfHead(from: searched) {
        guard end + 4 <= limits.headBytes else { throw Refusal.headTooLong }
        let head = Array(received[..<end])
        received.removeFirst(end + 4)
        return head
      }
      guard received.count < limits.headBytes else { throw Refusal.headTooLong }
      searched = max(0, received.count - 3)
      guard let more = try await read() else { return nil }
      received += more
    }
  }

  /// - Returns: up to 4 KiB; nil at the end.
  private func read() async throws -> [UInt8]? {
    do {
      return try await socket.read(atMost: 4096)
    } catch SocketError.disconnected {
      return nil
    }
  }

  private func send(_ reply: Reply, onlyHead: Bool, closing: Bool) async throws {
    open.allow(number, limits.sendTime, fromClient: false)
    try await socket.write(Data(reply.encoded(onlyHead: onlyHead, closing: closing)))
  }

  /// Closing while the client still sends would reset the connection before it has read why.
  private func sayFarewell() async {
    _ = shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    open.allow(number, limits.farewellTime, fromClient: true)
    var thrown = 0
    while thrown < limits.farewellBytes, let more = try? await read() { thrown += more.count }
  }
}

extension [UInt8] {
  /// Where the empty line after a head begins.
  fileprivate func endOfHead(from start: Int) -> Int? {
    guard count >= 4 else { return nil }
    var index = start
    while index <= count - 4 {
      if self[index] == 0x0D, self[index + 1] == 0x0A, self[index + 2] == 0x0D, self[index + 3] == 0x0A {
        return index
      }
      index += 1
    }
    return nil
  }
}
