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

  let configuration: StoreConfiguration
  let target: Result<ConnectionString, DatabaseError>
  let cluster: PrivateCluster?
  let logger: Logger?
  private let places: Mutex<PoolPlaces>

  init(configuration: StoreConfiguration, cluster: PrivateCluster?, logger: Logger?) {
    (self.configuration, self.cluster, self.logger) = (configuration, cluster, logger)
    target = Result { () throws(DatabaseError) in try configuration.readerTarget() }
    places = Mutex(PoolPlaces(limit: max(1, configuration.maximumConnections)))
  }

  var counts: (idle: Int, lent: Int, waiting: Int) {
    places.withLock { $0.counts }
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
    if let waiter = places.withLock({ $0.takeOut(loan) }) { refuse(waiter, .cancelled) }
  }

  func close() async {
    let (connections, waiters) = places.withLock { $0.close() }
    for waiter in waiters { refuse(waiter, .closed) }
    for each in connections { await each.close() }
  }

  private func serve(_ loan: Loan, _ work: @escaping Work) {
    let waiter = Waiter(loan: loan, deadline: .now + configuration.waitTimeout, work: work)
    if loan.isCancelled { return refuse(waiter, .cancelled) }
    switch places.withLock({ $0.choice(for: waiter) }) {
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
    switch places.withLock({ $0.giveBack(connection, isUsable: connection.wasUsable) }) {
    case .toIdle: break
    case .toNext(let waiter): start(waiter, on: connection)
    case .toNobody:
      await connection.close()
      freePlace()
    }
  }

  private func freePlace() {
    if let next = places.withLock({ $0.free() }) { open(for: next) }
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
      while let deadline = self?.places.withLock({ $0.nextDeadline() }) {
        try? await Task.sleep(until: deadline, clock: .continuous)
        self?.refuseExpired()
      }
    }
  }

  private func refuseExpired() {
    let error = DatabaseError.poolExhausted(
      waited: configuration.waitTimeout, limit: configuration.maximumConnections)
    for waiter in places.withLock({ $0.takeOutExpired(at: .now) }) { refuse(waiter, error) }
  }
}
