internal import Synchronization

/// What somebody wants a connection for: from standing in line to giving it back.
final class Loan: Sendable {
  private struct State {
    var isCancelled = false
    var task: Task<Void, Never>?
  }
  private let state = Mutex(State())

  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// What is done for it now. A cancellation that came before goes on to it.
  func goesOn(in task: Task<Void, Never>) {
    let isLate = state.withLock { state in
      state.task = task
      return state.isCancelled
    }
    if isLate { task.cancel() }
  }

  /// Cancels what is done for it; ``ConnectionPool/cancel(_:)`` takes it out of the line as well.
  func cancelTask() {
    let task = state.withLock { state in
      state.isCancelled = true
      return state.task
    }
    task?.cancel()
  }
}
