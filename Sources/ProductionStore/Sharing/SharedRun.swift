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
    var snapshot: Snapshot?
    /// Those who wait to learn whether the run's snapshot is what theirs would be.
    var candidates: [Int: Candidate] = [:]
    var outcome: Outcome?
    var isGivenUp = false
    var cancel: (@Sendable () -> Void)?

    mutating func newPlace() -> Int {
      places += 1
      present.insert(places)
      return places
    }

    mutating func place(for candidate: Candidate, in snapshot: Snapshot) -> Int? {
      isGivenUp || snapshot.version != candidate.version ? nil : newPlace()
    }
  }
  /// What the run's snapshot is called; nil where it has no name.
  private struct Snapshot {
    var version: String?
  }
  private struct Candidate {
    var version: String
    var continuation: CheckedContinuation<Int?, Never>
  }
  private let state = Mutex(State())

  /// A place among those who wait; nil where the run has begun, and might give older rows than the asker may expect.
  func joinBefore() -> Int? {
    state.withLock { $0.isGivenUp || $0.hasBegun ? nil : $0.newPlace() }
  }

  /// A place in a run that has begun; nil where its snapshot is another one than the asker's would be. Waits until that
  /// is known.
  ///
  /// - Parameter version: what a snapshot taken after the question came is called.
  func join(atVersion version: String) async -> Int? {
    let number = state.withLock { state in
      state.places += 1
      return state.places
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { candidate(number, Candidate(version: version, continuation: $0)) }
    } onCancel: {
      state.withLock { $0.candidates.removeValue(forKey: number) }?.continuation.resume(returning: nil)
    }
  }

  private func candidate(_ number: Int, _ candidate: Candidate) {
    let answer = state.withLock { state -> Int?? in
      if state.isGivenUp || Task.isCancelled { return .some(nil) }
      if let snapshot = state.snapshot { return state.place(for: candidate, in: snapshot) }
      if state.outcome != nil { return .some(nil) }
      state.candidates[number] = candidate
      return nil
    }
    if let answer { candidate.continuation.resume(returning: answer) }
  }

  /// From here on its snapshot may have been taken.
  func begin() { state.withLock { ($0.hasBegun, $0.snapshot) = (true, nil) } }

  /// What its snapshot is called.
  func took(snapshot version: String?) {
    let answers = state.withLock { state in
      let snapshot = Snapshot(version: version)
      state.snapshot = snapshot
      defer { state.candidates = [:] }
      return state.candidates.values.map { ($0.continuation, state.place(for: $0, in: snapshot)) }
    }
    for (continuation, place) in answers { continuation.resume(returning: place) }
  }

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
    let (waiting, candidates) = state.withLock { state in
      (state.outcome, state.cancel) = (outcome, nil)
      defer { (state.waiting, state.candidates) = ([:], [:]) }
      return (state.waiting.values, state.candidates.values)
    }
    for continuation in waiting { continuation.resume(returning: outcome) }
    for candidate in candidates { candidate.continuation.resume(returning: nil) }
  }
}

/// Carries tuples through generic code that asks for one `Sendable` type.
struct Tables: Sendable {
  var values: [TimedTable]
  init(_ values: [TimedTable]) { self.values = values }

  /// Without the snapshot that comes first; the wait for it was one for what follows.
  init(withoutSnapshot tables: [TimedTable]) {
    values = Array(tables.dropFirst())
    guard !values.isEmpty, let snapshot = tables.first else { return }
    // To the nanosecond, which is as exact as they were.
    values[0].milliseconds = ((values[0].milliseconds + snapshot.milliseconds) * 1e6).rounded() / 1e6
  }
}
