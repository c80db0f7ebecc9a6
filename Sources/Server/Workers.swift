import Dispatch
import Synchronization

/// Works out answers on threads of its own, a few at once, each within its time.
///
/// A thread cannot be stopped: an answer that is late is given up, and holds its place until it is done.
final class Workers: Sendable {
  private struct Waiting {
    var continuation: CheckedContinuation<Answer?, Never>
    var due: ContinuousClock.Instant
  }

  private struct State {
    var number = 0
    /// Threads with nothing to do.
    var idle: [Int]
    var queue: [(number: Int, work: @Sendable () -> Answer)] = []
    var waiting: [Int: Waiting] = [:]
  }

  private let state: Mutex<State>
  /// One serial queue each: a concurrent one would start no more threads than there are cores.
  private let threads: [DispatchQueue]

  init(atOnce: Int) {
    threads = (0..<atOnce).map { DispatchQueue(label: "attest.answers.\($0)") }
    state = Mutex(State(idle: Array(0..<atOnce)))
  }

  /// - Returns: nil when the time is over, or the task is cancelled.
  func answer(within time: Duration, _ work: @escaping @Sendable () -> Answer) async -> Answer? {
    let number = state.withLock { state in
      state.number += 1
      return state.number
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        state.withLock { state in
          state.waiting[number] = Waiting(continuation: continuation, due: .now + time)
          state.queue.append((number, work))
        }
        if Task.isCancelled { settle(number, nil) }
        startNext()
      }
    } onCancel: {
      settle(number, nil)
    }
  }

  /// Gives up what is late.
  func sweep(at now: ContinuousClock.Instant) {
    let late = state.withLock { $0.waiting.filter { $0.value.due <= now }.map(\.key) }
    for number in late { settle(number, nil) }
  }

  private func settle(_ number: Int, _ answer: Answer?) {
    state.withLock { $0.waiting.removeValue(forKey: number) }?.continuation.resume(returning: answer)
  }

  private func startNext() {
    let next = state.withLock { state -> (thread: Int, number: Int, work: @Sendable () -> Answer)? in
      state.queue.removeAll { state.waiting[$0.number] == nil }
      guard !state.queue.isEmpty, let thread = state.idle.popLast() else { return nil }
      let (number, work) = state.queue.removeFirst()
      return (thread, number, work)
    }
    guard let next else { return }
    threads[next.thread].async {
      let answer = next.work()
      self.state.withLock { $0.idle.append(next.thread) }
      self.settle(next.number, answer)
      self.startNext()
    }
  }
}
