internal import Synchronization

/// One run of statements and those who wait for it.
///
/// Who stops waiting leaves alone; when the last one leaves, the run is cancelled, and its SQL on the server with it.
final class SharedRun: Sendable {
  typealias Outcome = Result<Tables, DatabaseError>

  private struct State {
    var places = 0
    /// Askers that neither have their rows nor have left.
    var present: Set<Int> = []
    var waiting: [Int: CheckedContinuation<Outcome, Never>] = [:]
    var hasBegun = false
    var version: String?
    var outcome: Outcome?
    var isGivenUp = false
    var cancel: (@Sendable () -> Void)?
  }
  private let state = Mutex(State())

  /// A place among those who wait; nil where the run might give older rows than the asker may expect.
  ///
  /// - Parameter version: what a snapshot taken after the question came is called; nil where it is not known.
  func join(atVersion version: String?) -> Int? {
    state.withLock { state in
      guard !state.isGivenUp, !state.hasBegun || version != nil && version == state.version else { return nil }
      state.places += 1
      state.present.insert(state.places)
      return state.places
    }
  }

  /// From here on its snapshot may have been taken.
  func begin() { state.withLock { ($0.hasBegun, $0.version) = (true, nil) } }

  /// What its snapshot is called.
  func took(snapshot version: String?) { state.withLock { $0.version = version } }

  /// Starts the work, which is given what to tell its outcome, and gives back what cancels it.
  func start(_ work: (_ end: @escaping @Sendable (Outcome) -> Void) -> @Sendable () -> Void) {
    let cancel = work { self.end(with: $0) }
    let isLate = state.withLock { state in
      // Kept no longer than it is of use: it knows this run, too.
      if state.outcome == nil { state.cancel = cancel }
      return state.isGivenUp
    }
    if isLate { cancel() }
  }

  func rows(for place: Int) async throws(DatabaseError) -> [TimedTable] {
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { wait(at: place, $0) }
    } onCancel: {
      leave(place)
    }
    return try outcome.get().values
  }

  private func wait(at place: Int, _ continuation: CheckedContinuation<Outcome, Never>) {
    let outcome = state.withLock { state -> Outcome? in
      if let outcome = state.outcome { return outcome }
      // Left before the wait began, while others stay.
      guard state.present.contains(place) || state.isGivenUp else { return .failure(.cancelled) }
      state.waiting[place] = continuation
      return nil
    }
    if let outcome { continuation.resume(returning: outcome) }
  }

  private func leave(_ place: Int) {
    var leaving: CheckedContinuation<Outcome, Never>?
    var cancel: (@Sendable () -> Void)?
    state.withLock { state in
      state.present.remove(place)
      if state.present.isEmpty, state.outcome == nil {
        // The last one waits until its SQL has stopped on the server.
        state.isGivenUp = true
        cancel = state.cancel
      } else {
        leaving = state.waiting.removeValue(forKey: place)
      }
    }
    leaving?.resume(returning: .failure(.cancelled))
    cancel?()
  }

  private func end(with outcome: Outcome) {
    let waiting = state.withLock { state in
      (state.outcome, state.cancel) = (outcome, nil)
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for continuation in waiting { continuation.resume(returning: outcome) }
  }
}

/// Carries tuples through generic code that asks for one `Sendable` type.
struct Tables: Sendable {
  var values: [TimedTable]
  init(_ values: [TimedTable]) { self.values = values }
}
