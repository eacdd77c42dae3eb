internal import Logging
internal import Synchronization

/// Connections that are opened when needed, kept, and lent for one piece of work at a time.
///
/// The latest used is lent first; who finds all lent waits in line for at most the wait timeout.
///
/// Work begins on the thread of who asks and goes on on its connection's own, from which that is also given back and
/// goes to the next in line: in all that no other thread has to be woken, which would take as long as much of the SQL.
final class ConnectionPool: Sendable {
  /// Begins a loan's work with its connection, or hears why there is none; gives back the rest of the work.
  typealias Work = @Sendable (Result<DatabaseConnection, DatabaseError>) -> Rest
  typealias Rest = @Sendable () async -> Void

  struct Waiter {
    var loan: Loan
    var deadline: ContinuousClock.Instant
    var work: Work
  }
  private struct Idle {
    var connection: DatabaseConnection
    /// Nil where another connection was found lost since.
    var since: ContinuousClock.Instant?
  }
  private struct State {
    var idle: [Idle] = []
    var waiters: [Waiter] = []
    /// Idle, lent or being opened.
    var places = 0
    /// Somebody looks after those who wait too long.
    var isWatched = false
    var isClosed = false
  }

  let configuration: StoreConfiguration
  let target: Result<ConnectionString, DatabaseError>
  let cluster: PrivateCluster?
  let logger: Logger?
  private let state = Mutex(State())
  /// How long a connection may lie idle and still be lent without being looked at.
  private static let trust = Duration.seconds(1)

  init(configuration: StoreConfiguration, cluster: PrivateCluster?, logger: Logger?) {
    (self.configuration, self.cluster, self.logger) = (configuration, cluster, logger)
    target = Result { () throws(DatabaseError) in try configuration.readerTarget() }
  }

  var counts: (idle: Int, lent: Int, waiting: Int) {
    state.withLock { ($0.idle.count, $0.places - $0.idle.count, $0.waiters.count) }
  }

  // MARK: Lending

  /// Lends a connection to `work`, which begins at once and gives back what ends it. A connection that is found
  /// unusable afterwards is closed.
  ///
  /// - Parameter end: told of the outcome once the connection has been given back, on that connection's thread.
  func lend<R: Sendable>(
    _ loan: Loan, to work: @escaping @Sendable (DatabaseConnection) -> @Sendable () async -> Result<R, DatabaseError>,
    then end: @escaping @Sendable (Result<R, DatabaseError>) -> Void
  ) {
    serve(loan) { lent in
      switch lent {
      case .failure(let error): return { end(.failure(error)) }
      case .success(let connection):
        let rest = work(connection)
        return {
          let outcome = await rest()
          await self.giveBack(connection)
          end(outcome)
        }
      }
    }
  }

  /// Takes a loan out of the line, or cancels its work.
  func cancel(_ loan: Loan) {
    loan.cancelTask()
    let waiter = state.withLock { state in
      state.waiters.firstIndex { $0.loan === loan }.map { state.waiters.remove(at: $0) }
    }
    if let waiter { refuse(waiter, .cancelled) }
  }

  func close() async {
    let (connections, waiters) = state.withLock { state in
      defer { (state.idle, state.waiters) = ([], []) }
      state.isClosed = true
      state.places -= state.idle.count
      return (state.idle, state.waiters)
    }
    for waiter in waiters { refuse(waiter, .closed) }
    for each in connections { await each.connection.close() }
  }

  private enum Choice {
    case connection(DatabaseConnection, isTrusted: Bool)
    /// Leave to open a connection.
    case place
    case line(isWatched: Bool)
    case closed
  }

  private func serve(_ loan: Loan, _ work: @escaping Work) {
    let waiter = Waiter(loan: loan, deadline: .now + configuration.waitTimeout, work: work)
    if loan.isCancelled { return refuse(waiter, .cancelled) }
    let choice = state.withLock { state -> Choice in
      if state.isClosed { return .closed }
      if let last = state.idle.popLast() {
        return .connection(last.connection, isTrusted: last.since.map { .now - $0 < Self.trust } ?? false)
      }
      if state.places < max(1, configuration.maximumConnections) {
        state.places += 1
        return .place
      }
      state.waiters.append(waiter)
      defer { state.isWatched = true }
      return .line(isWatched: state.isWatched)
    }
    switch choice {
    case .connection(let connection, let isTrusted): start(waiter, on: connection, isTrusted: isTrusted)
    case .place: open(for: waiter)
    case .closed: refuse(waiter, .closed)
    case .line(let isWatched):
      if !isWatched { watch() }
      // A cancellation that came before it was in line found nobody there.
      if loan.isCancelled { cancel(loan) }
    }
  }

  private func start(_ waiter: Waiter, on connection: DatabaseConnection, isTrusted: Bool = true) {
    let rest = isTrusted ? waiter.work(.success(connection)) : { await self.look(at: connection, for: waiter) }
    waiter.loan.goesOn(in: Task(executorPreference: connection.executor) { await rest() })
  }

  private func look(at connection: DatabaseConnection, for waiter: Waiter) async {
    if await connection.isUsable() { return await waiter.work(.success(connection))() }
    logger?.debug("closed a connection that was lost while idle")
    await connection.close()
    freePlace()
    serve(waiter.loan, waiter.work)
  }

  private func refuse(_ waiter: Waiter, _ error: DatabaseError) {
    let rest = waiter.work(.failure(error))
    Task { await rest() }
  }

  private func giveBack(_ connection: DatabaseConnection) async {
    guard connection.wasUsable else { return await giveUp(connection) }
    var isClosed = false
    let next = state.withLock { state -> Waiter? in
      isClosed = state.isClosed
      if isClosed { return nil }
      if !state.waiters.isEmpty { return state.waiters.removeFirst() }
      state.idle.append(Idle(connection: connection, since: .now))
      return nil
    }
    if let next { start(next, on: connection) }
    if isClosed { await giveUp(connection) }
  }

  private func giveUp(_ connection: DatabaseConnection) async {
    // What ended this one may have ended them all.
    state.withLock { state in for index in state.idle.indices { state.idle[index].since = nil } }
    await connection.close()
    freePlace()
  }

  private func freePlace() {
    let next = state.withLock { state -> Waiter? in
      if !state.waiters.isEmpty { return state.waiters.removeFirst() }
      state.places -= 1
      return nil
    }
    if let next { open(for: next) }
  }

  private func open(for waiter: Waiter) {
    waiter.loan.goesOn(
      in: Task {
        do throws(DatabaseError) {
          self.start(waiter, on: try await self.openedConnection())
        } catch {
          self.freePlace()
          await waiter.work(.failure(error))()
        }
      })
  }

  // MARK: Waiting

  /// Refuses those who wait too long, for as long as anybody waits.
  private func watch() {
    Task { [weak self] in
      while let deadline = self?.nextDeadline() {
        try? await Task.sleep(until: deadline, clock: .continuous)
        self?.refuseExpired()
      }
    }
  }

  private func nextDeadline() -> ContinuousClock.Instant? {
    state.withLock { state in
      state.isWatched = !state.waiters.isEmpty
      return state.waiters.first?.deadline
    }
  }

  private func refuseExpired() {
    let now = ContinuousClock.now
    let expired = state.withLock { state in
      defer { state.waiters.removeAll { $0.deadline <= now } }
      return state.waiters.filter { $0.deadline <= now }
    }
    let error = DatabaseError.poolExhausted(
      waited: configuration.waitTimeout, limit: max(1, configuration.maximumConnections))
    for waiter in expired { refuse(waiter, error) }
  }
}
