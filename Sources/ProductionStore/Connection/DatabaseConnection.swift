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
  private nonisolated let executor = ThreadExecutor(label: "shoptalk.database")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private nonisolated let target: ConnectionString
  private var handle: OpaquePointer?
  private var cancelKey: CancelKey?
  private var prepared = PreparedStatements()
  private nonisolated let fitness = Atomic(false)

  init(to target: ConnectionString) { self.target = target }

  isolated deinit { PQfinish(handle) }

  // MARK: Life

  /// Connects. Blocks this connection's thread only, for at most the connect timeout of each host.
  func open() throws(DatabaseError) {
    guard let opened = target.withArrays({ PQconnectdbParams($0, $1, 1) }) else {
      throw .connection(message: "out of memory")
    }
    guard PQstatus(opened) == CONNECTION_OK, let key = CancelKey(connection: opened) else {
      defer { PQfinish(opened) }
      throw .connection(message: Self.message(of: opened))
    }
    PQsetNoticeProcessor(opened, { _, _ in }, nil)
    handle = opened
    cancelKey = key
    fitness.store(true, ordering: .releasing)
  }

  func close() {
    PQfinish(handle)
    (handle, cancelKey) = (nil, nil)
    fitness.store(false, ordering: .releasing)
  }

  /// Whether it could be used after its last run; needs no turn on its thread.
  nonisolated var wasUsable: Bool { fitness.load(ordering: .acquiring) }

  /// True where nothing is known against it: the server has neither closed it nor said that it will. No round trip.
  func isUsable() -> Bool {
    let isUsable = readsAsUsable
    fitness.store(isUsable, ordering: .releasing)
    return isUsable
  }

  private var readsAsUsable: Bool {
    guard let handle, PQstatus(handle) == CONNECTION_OK, PQtransactionStatus(handle) == PQTRANS_IDLE else {
      return false
    }
    var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) == 0
  }

  /// True where the server is there and refuses: trying again will not help.
  func isRefused() -> Bool {
    let answer = target.withArrays { PQpingParams($0, $1, 1) } ?? PQPING_NO_RESPONSE
    return answer == PQPING_OK || answer == PQPING_NO_ATTEMPT
  }

  // MARK: Statements

  /// Runs the statements one after another in one transaction, in about one round trip.
  ///
  /// Cancelling the task cancels them on the server. `first` is told of the first statement's rows while the others
  /// run.
  nonisolated func rows(
    for statements: [SQLStatement], timeout: Duration, first: @escaping @Sendable (ResultTable) -> Void = { _ in }
  ) async throws(DatabaseError) -> [TimedTable] {
    let canceller = StatementCanceller()
    return try await withTaskCancellationHandler {
      await self.run(statements, timeout: timeout, first, canceller)
    } onCancel: {
      canceller.cancel()
    }.get()
  }

  private func run(
    _ statements: [SQLStatement], timeout: Duration, _ first: (ResultTable) -> Void, _ canceller: StatementCanceller
  ) -> Result<[TimedTable], DatabaseError> {
    defer { _ = isUsable() }
    return Result { () throws(DatabaseError) -> [TimedTable] in
      guard let handle, let cancelKey else { throw .closed }
      guard canceller.begin(cancelKey) else { throw .cancelled }
      defer { canceller.end() }
      do throws(DatabaseError) {
        let pipeline = Pipeline(handle: handle, patience: timeout)
        do throws(DatabaseError) {
          return try pipeline.run(statements, prepared: &prepared, first: first)
        } catch {
          guard case .sql(let failure) = error, prepared.recover(from: failure.state) else { throw error }
          return try pipeline.run(statements, prepared: &prepared, first: first)
        }
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

  /// Runs a text of several statements without bindings, as it stands in a file.
  func execute(script: String) throws(DatabaseError) {
    guard let handle else { throw .closed }
    guard let result = PQexec(handle, script) else { throw .connection(message: Self.message(of: handle)) }
    defer { PQclear(result) }
    try Self.check(result, of: handle)
  }

  // MARK: Copy

  /// Starts `COPY … FROM STDIN`; then come any number of ``copy(_:)`` and one ``endCopy(_:)``.
  func beginCopy(_ statement: String) throws(DatabaseError) {
    guard let handle else { throw .closed }
    guard let result = PQexec(handle, statement) else { throw .connection(message: Self.message(of: handle)) }
    defer { PQclear(result) }
    if PQresultStatus(result) != PGRES_COPY_IN { try Self.check(result, of: handle) }
  }

  func copy(_ bytes: [UInt8]) throws(DatabaseError) {
    guard let handle else { throw .closed }
    let sent = bytes.withUnsafeBytes {
      PQputCopyData(handle, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
    }
    if sent != 1 { throw .connection(message: Self.message(of: handle)) }
  }

  /// Ends the COPY, or gives it up with `reason`. Returns the number of rows.
  @discardableResult
  func endCopy(givingUp reason: String? = nil) throws(DatabaseError) -> Int {
    guard let handle else { throw .closed }
    guard PQputCopyEnd(handle, reason) == 1 else { throw .connection(message: Self.message(of: handle)) }
    var rows = 0
    var failure: DatabaseError?
    while let result = PQgetResult(handle) {
      defer { PQclear(result) }
      do throws(DatabaseError) { try Self.check(result, of: handle) } catch { failure = failure ?? error }
      rows = PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? rows
    }
    if let failure { throw failure }
    return rows
  }

  // MARK: Errors

  private static func check(_ result: OpaquePointer, of handle: OpaquePointer) throws(DatabaseError) {
    switch PQresultStatus(result) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_COPY_IN: return
    default: throw DatabaseError(result: result, handle: handle)
    }
  }

  private static func message(of handle: OpaquePointer) -> String {
    PQerrorMessage(handle).map { String(cString: $0).trimmingCharacters(in: .whitespacesAndNewlines) } ?? ""
  }
}
