import FlyingSocks
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// FlyingFox's socket pool, with a list of the open connections beside it that knows how long each may
/// keep us waiting.
///
/// A deadline is kept by shutting the socket down: whoever waits for it wakes and finds it at its end. A
/// connection leaves the list before its file is closed, so the file of another is never hit.
struct LimitedPool: AsyncSocketPool {
  private let sockets: any AsyncSocketPool
  let connections: OpenConnections

  init(limits: Limits) {
    sockets = SocketPool.make(maxEvents: limits.connections)
    connections = OpenConnections(most: limits.connections)
  }

  func prepare() async throws { try await sockets.prepare() }
  func run() async throws { try await sockets.run() }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    try await sockets.suspendSocket(socket, untilReadyFor: events)
  }

  /// Accepts the next connection, once there is one and room for it.
  ///
  /// Where there is none, the connection that has waited longest for its client makes room; when all are
  /// being answered, the next stays in the system's queue.
  func accept(from listener: AsyncSocket) async throws -> (number: Int, socket: AsyncSocket) {
    while true {
      try await suspendSocket(listener.socket, untilReadyFor: .connection)
      while !connections.hasRoom {
        connections.endLongestWaiting()
        try await Task.sleep(for: .milliseconds(2))
      }
      do {
        let socket = try await listener.accept()
        _ = fcntl(socket.socket.file.rawValue, F_SETFD, FD_CLOEXEC)
        // Without, the last piece of a long answer waits up to 40 ms for the client to confirm the others.
        try? socket.socket.setValue(
          true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
        return (connections.add(socket.socket.file.rawValue), socket)
      } catch SocketError.failed {
        // No file left, or the client has gone: neither ends the server.
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }
}

/// The open connections, their deadlines, and who waits for whom.
final class OpenConnections: Sendable {
  private struct Entry {
    var file: Int32
    var due: ContinuousClock.Instant
    /// Since when we wait for the client to send; nil while it waits for us.
    var waitingSince: ContinuousClock.Instant?
  }

  private struct State {
    var number = 0
    var entries: [Int: Entry] = [:]
  }

  private let most: Int
  private let state = Mutex(State())

  init(most: Int) {
    self.most = most
  }

  var count: Int { state.withLock { $0.entries.count } }
  var hasRoom: Bool { count < most }

  func add(_ file: Int32) -> Int {
    state.withLock { state in
      state.number += 1
      state.entries[state.number] = Entry(file: file, due: .now + .seconds(1), waitingSince: .now)
      return state.number
    }
  }

  /// Gives the connection so long for what comes next.
  ///
  /// - Parameter fromClient: whether it is the client's turn. Then it may be ended to make room.
  func allow(_ number: Int, _ time: Duration, fromClient: Bool) {
    let now = ContinuousClock.now
    state.withLock { state in
      guard var entry = state.entries[number] else { return }
      entry.due = now + time
      entry.waitingSince = fromClient ? entry.waitingSince ?? now : nil
      state.entries[number] = entry
    }
  }

  func remove(_ number: Int) {
    _ = state.withLock { $0.entries.removeValue(forKey: number) }
  }

  /// Ends what is late.
  func sweep(at now: ContinuousClock.Instant) {
    state.withLock { state in
      for entry in state.entries.values where entry.due <= now { end(entry) }
    }
  }

  func endLongestWaiting() {
    state.withLock { state in
      let waiting = state.entries.values.filter { $0.waitingSince != nil }
      if let longest = waiting.min(by: { $0.waitingSince! < $1.waitingSince! }) { end(longest) }
    }
  }

  /// Called under the lock, so that the file is still the connection's own.
  private func end(_ entry: Entry) {
    _ = shutdown(entry.file, Int32(SHUT_RDWR))
  }
}
