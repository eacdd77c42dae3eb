import CLibPQ
internal import Foundation
public import QueryPlanner
internal import Synchronization

/// A table with the time that its statement took, in milliseconds as the client saw it.
public typealias TimedTable = (table: ResultTable, milliseconds: Double)

/// One connection to PostgreSQL. The `PGconn` never leaves it.
///
/// It runs on a thread of its own: libpq may block there. One run of statements at a time; ``ConnectionPool`` and
/// ``AdministrativeConnection`` see to that.
actor DatabaseConnection {
  nonisolated let executor = ThreadExecutor(label: "shoptalk.database")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private struct Session {
    var handle: OpaquePointer?
    var cancelKey: CancelKey?
    var prepared = PreparedStatements()
  }
  /// One at a time has it anyway; behind a lock, as whoever borrows the connection sends on his own thread.
  private nonisolated let session = Mutex(Session())
  private nonisolated let target: ConnectionString
  private nonisolated let fitness = Atomic(false)

  init(to target: ConnectionString) { self.target = target }

  deinit { session.withLock { PQfinish($0.handle) } }

  // MARK: Life

  /// Connects. Blocks this connection's thread only, for at most the connect timeout of each host.
  func open() throws(DatabaseError) {
    try session.withLock { session throws(DatabaseError) in
      guard let opened = target.withArrays({ PQconnectdbParams($0, $1, 1) }) else {
        throw .connection(message: "out of memory")
      }
      guard PQstatus(opened) == CONNECTION_OK, let key = CancelKey(connection: opened) else {
        defer { PQfinish(opened) }
        throw .connection(message: Self.message(of: opened))
      }
      PQsetNoticeProcessor(opened, { _, _ in }, nil)
      (session.handle, session.cancelKey) = (opened, key)
    }
    fitness.store(true, ordering: .releasing)
  }

  func close() {
    session.withLock {
      PQfinish($0.handle)
      ($0.handle, $0.cancelKey) = (nil, nil)
    }
    fitness.store(false, ordering: .releasing)
  }

  /// Whether it could be used after its last run; needs no turn on its thread.
  nonisolated var wasUsable: Bool { fitness.load(ordering: .acquiring) }

  /// True where nothing is known against it: the server has neither closed it nor said that it will. No round trip.
  func isUsable() -> Bool {
    let isUsable = session.withLock { session -> Bool in
      guard let handle = session.handle, PQstatus(handle) == CONNECTION_OK,
        PQtransactionStatus(handle) == PQTRANS_IDLE
      else { return false }
      var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
      return poll(&descriptor, 1, 0) == 0
    }
    fitness.store(isUsable, ordering: .releasing)
    return isUsable
  }

  /// True where the server is there and refuses: trying again will not help.
  func isRefused() -> Bool {
    let answer = target.withArrays { PQpingParams($0, $1, 1) } ?? PQPING_NO_RESPONSE
    return answer == PQPING_OK || answer == PQPING_NO_ATTEMPT
  }

  // MARK: Statements

  /// Runs the statements one after another in one transaction, in about one round trip.
  ///
  /// Cancelling the task cancels them on the server.
  nonisolated func rows(
    for statements: [SQLStatement], timeout: Duration
  ) async throws(DatabaseError) -> [TimedTable] {
    try await send(statements, timeout: timeout)().get().values
  }

  /// Sends the statements at once, on the caller's thread: until another one is awake to wait for their rows, the server
  /// has already begun.
  ///
  /// - Parameters:
  ///   - first: told of the first statement's rows while the others run.
  ///   - firstMayWait: it may learn of them with the second's: each time that the server has something to say takes it
  ///     and the client longer than to add up a few rows.
  /// - Returns: what reads the rows, on this connection's thread; it has to be called.
  nonisolated func send(
    _ statements: [SQLStatement], timeout: Duration, firstMayWait: Bool = false,
    first: @escaping @Sendable (ResultTable) -> Void = { _ in }
  ) -> @Sendable () async -> Result<Tables, DatabaseError> {
    let canceller = StatementCanceller()
    let underWay = session.withLock { session in
      Result { () throws(DatabaseError) in
        guard let handle = session.handle, let key = session.cancelKey else { throw .closed }
        _ = canceller.begin(key)
        return try Pipeline(handle: handle, patience: timeout)
          .send(statements, firstMayWait: firstMayWait, prepared: &session.prepared)
      }
    }
    return {
      await withTaskCancellationHandler {
        await self.read(underWay, of: statements, timeout: timeout, first, canceller)
      } onCancel: {
        canceller.cancel()
      }
    }
  }

  private func read(
    _ underWay: Result<Pipeline.UnderWay, DatabaseError>, of statements: [SQLStatement], timeout: Duration,
    _ first: @escaping @Sendable (ResultTable) -> Void, _ canceller: StatementCanceller
  ) -> Result<Tables, DatabaseError> {
    defer { _ = isUsable() }
    return Result { () throws(DatabaseError) in
      defer { canceller.end() }
      do throws(DatabaseError) {
        return Tables(
          try session.withLock { session throws(DatabaseError) in
            guard let handle = session.handle else { throw .closed }
            let pipeline = Pipeline(handle: handle, patience: timeout)
            do throws(DatabaseError) {
              return try pipeline.read(try underWay.get(), prepared: &session.prepared, first: first)
            } catch {
              guard case .sql(let failure) = error, session.prepared.recover(from: failure.state) else { throw error }
              return try pipeline.run(statements, prepared: &session.prepared, first: first)
            }
          })
      } catch {
        switch error {
        case .sql(let failure) where failure.state == "57014":
          throw canceller.isRequested ? .cancelled : .timeout(.statement(after: timeout))
        case .timeout where canceller.isRequested: throw .cancelled
        default: throw error
        }
      }
    }
  }

  /// For what is done on this connection's thread only.
  func withHandle<R: Sendable>(
    _ body: (OpaquePointer) throws(DatabaseError) -> R
  ) throws(DatabaseError) -> R {
    try session.withLock { session throws(DatabaseError) in
      guard let handle = session.handle else { throw .closed }
      return try body(handle)
    }
  }
}
