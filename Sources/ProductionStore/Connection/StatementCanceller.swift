import CLibPQ
internal import Dispatch
internal import Synchronization

/// What is needed to cancel a statement from another thread.
///
/// Unchecked because the pointer is opaque to the compiler: libpq documents `PQcancel` as safe from any thread, the
/// object never changes, and it is freed when nobody holds it any more.
final class CancelKey: @unchecked Sendable {
  private let pointer: OpaquePointer

  init?(connection: OpaquePointer) {
    guard let pointer = PQgetCancel(connection) else { return nil }
    self.pointer = pointer
  }
  deinit { PQfreeCancel(pointer) }

  /// Asks the server to stop what the connection runs. Blocks for a round trip.
  func send() {
    var message = [CChar](repeating: 0, count: 256)
    _ = PQcancel(pointer, &message, Int32(message.count))
  }
}

/// Cancels one run of statements, whenever it comes: before, during or after.
///
/// A request that reaches an idle server is lost, so it is repeated until the run ends. The lock is held while a
/// request is sent: the run cannot end under it, and the request cannot hit the connection's next statement.
final class StatementCanceller: Sendable {
  private struct State {
    var isRequested = false
    var running: CancelKey?
  }
  private let state = Mutex(State())

  var isRequested: Bool { state.withLock { $0.isRequested } }

  /// False where the run was cancelled before it began.
  func begin(_ key: CancelKey) -> Bool {
    state.withLock {
      if !$0.isRequested { $0.running = key }
      return !$0.isRequested
    }
  }

  func end() { state.withLock { $0.running = nil } }

  func cancel() {
    state.withLock { $0.isRequested = true }
    DispatchQueue.global().async { self.send() }
  }

  private func send() {
    let isRunning = state.withLock {
      $0.running?.send()
      return $0.running != nil
    }
    if isRunning { DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(100)) { self.send() } }
  }
}
