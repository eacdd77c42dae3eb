internal import QueryPlanner
internal import Synchronization

/// Runs of statements that are under way, so that what several ask at once is executed once.
///
/// Nothing is kept past the end of a run, and nobody gets rows that are older than his question: he joins a run that
/// has not reached the server yet, or one whose snapshot still is what a new one would be.
final class SharedRuns: Sendable {
  private let runs = Mutex<[[SQLStatement]: SharedRun]>([:])
  /// Runs that were begun; tests count them.
  private let started = Atomic(0)

  var count: Int { started.load(ordering: .relaxed) }

  /// The rows of the statements, of a run of somebody else or of one's own.
  ///
  /// - Parameters:
  ///   - version: what a snapshot of the data taken now is called; asked only where the same statements already run.
  ///   - run: executes them, tells the run when it begins and what its snapshot is called, and then the outcome;
  ///     gives back what cancels it.
  func rows(
    for statements: [SQLStatement], version: @Sendable () async throws(DatabaseError) -> String,
    run: (SharedRun, _ end: @escaping @Sendable (SharedRun.Outcome) -> Void) -> @Sendable () -> Void
  ) async throws(DatabaseError) -> [TimedTable] {
    let own = SharedRun()
    // The first asker's place is his before anybody else can join.
    let place = own.joinBefore() ?? 0
    // One look and one entry: of two who ask at the same moment only one is the first.
    let other = runs.withLock { runs -> SharedRun? in
      if let other = runs[statements] { return other }
      runs[statements] = own
      return nil
    }
    if let other {
      if let joined = other.joinBefore() { return try await other.rows(for: joined) }
      if let joined = await other.join(atVersion: try await version()) { return try await other.rows(for: joined) }
      runs.withLock { $0[statements] = own }
    }
    started.add(1, ordering: .relaxed)
    own.start { end in
      run(own) { [weak self] outcome in
        self?.runs.withLock { if $0[statements] === own { $0[statements] = nil } }
        end(outcome)
      }
    }
    return try await own.rows(for: place)
  }
}
