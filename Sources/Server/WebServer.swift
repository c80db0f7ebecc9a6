import FlyingSocks
import Foundation
import Provenance

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Shows what stands at an address to browsers on this computer, and to nobody else.
///
/// It knows HTTP and nothing of the evidence. Reading only: no address changes anything yet.
package final class WebServer: Sendable {
  private let port: UInt16
  private let session: SessionKey
  private let limits: Limits
  private let answering: Answering
  private let workers: Workers
  private let stopping = AsyncStream<Never>.makeStream()

  /// - Parameter port: 0 takes any free one.
  package init(
    port: UInt16, session: SessionKey = .random(), limits: Limits = Limits(), answering: @escaping Answering
  ) {
    self.port = port
    self.session = session
    self.limits = limits
    self.answering = answering
    workers = Workers(atOnce: limits.answersAtOnce)
  }

  /// Serves until `stop()` or until the task is cancelled; both return as from a finished work.
  ///
  /// - Parameter ready: called once, when connections are taken: the address to open in a browser, which
  ///   carries the opening key, and the port.
  /// - Throws: `port-taken`, `port-not-allowed`.
  package func run(ready: @Sendable (_ url: String, _ port: UInt16) -> Void) async throws {
    // A client that goes away while it is written to is an error of that write, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    let listening = try listen()
    defer { try? listening.socket.close() }
    let pool = LimitedPool(limits: limits)
    try await pool.prepare()
    let listener = try AsyncSocket(socket: listening.socket, pool: pool)
    let gate = Guard(port: listening.port, session: session)
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await pool.run() }
        group.addTask { try await self.accept(from: listener, in: pool, gate: gate) }
        group.addTask { try await self.keepTime(pool.connections) }
        group.addTask { for await _ in self.stopping.stream {} }
        ready("http://127.0.0.1:\(listening.port)/open/\(session.openingKey)", listening.port)
        defer { group.cancelAll() }
        try await group.next()
      }
    } catch is CancellationError {
      // Asked to end.
    }
  }

  /// Ends `run`, closing all connections. An answer being worked out runs on to its own end, unheard.
  package func stop() {
    stopping.continuation.finish()
  }

  private func listen() throws -> (socket: Socket, port: UInt16) {
    let socket = try Socket(domain: AF_INET)
    do {
      _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC)
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: .inet(ip4: "127.0.0.1", port: port))
    } catch {
      try? socket.close()
      if case SocketError.failed(_, let code, _) = error, let known = Diagnostic(binding: port, code) {
        throw known
      }
      throw error
    }
    try socket.listen()
    guard case .ip4(_, let port) = try socket.sockname() else { throw SocketError.unsupportedAddress }
    return (socket, port)
  }

  private func accept(from listener: AsyncSocket, in pool: LimitedPool, gate: Guard) async throws {
    try await withThrowingDiscardingTaskGroup { group in
      while true {
        let accepted = try await pool.accept(from: listener)
        group.addTask {
          await Connection(accepted, in: pool.connections, limits: self.limits) { head, peer in
            await self.reply(to: head, from: peer, gate: gate)
          }.run()
        }
      }
    }
  }

  private func reply(to head: RequestHead, from peer: String, gate: Guard) async -> Reply {
    switch gate.verdict(on: head, from: peer) {
    case .refuse(let refusal): return Reply(refusal)
    case .admit: return Reply(admitting: gate.cookie)
    case .pass(let address):
      let answer = await workers.answer(within: limits.answerTime) { [answering] in answering(address) }
      return answer.map { Reply($0) } ?? Reply(.late)
    }
  }

  private func keepTime(_ connections: OpenConnections) async throws {
    while true {
      try await Task.sleep(for: limits.tick)
      connections.sweep(at: .now)
      workers.sweep(at: .now)
    }
  }
}

extension Diagnostic {
  /// Why a port cannot be had.
  fileprivate init?(binding port: UInt16, _ code: Int32) {
    switch code {
    case EADDRINUSE:
      let next = port < .max ? port + 1 : 8417
      self.init(
        "port-taken", "port \(port) is in use by another program", help: "attest serve --port \(next)")
    case EACCES:
      self.init(
        "port-not-allowed", "port \(port) is reserved for the system; ports from 1024 on are free to all",
        help: "attest serve --port 8417")
    default: return nil
    }
  }
}
