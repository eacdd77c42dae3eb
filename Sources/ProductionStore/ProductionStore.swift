public import Logging
public import QueryPlanner

/// The factory's data, read-only.
///
/// Every call is one transaction on one snapshot. Cancelling the calling task cancels the SQL on the server.
///
///     let store = ProductionStore(configuration: StoreConfiguration(dsn: "service=factory"))
///     let table = try await store.rows(for: "select name from lines where line_code = \(code)")
public struct ProductionStore: Sendable {
  private let pool: ConnectionPool
  private let configuration: StoreConfiguration
  private let sharedRuns = SharedRuns()

  /// Connects when the first statement comes, not here.
  public init(configuration: StoreConfiguration, logger: Logger? = nil) {
    self.configuration = configuration
    pool = ConnectionPool(configuration: configuration, cluster: nil, logger: logger)
  }

  /// A store over the private cluster. The cluster is made or started only when a connection fails, so that in the
  /// usual case finding it costs nothing.
  public init(
    cluster: PrivateCluster, database: String = PrivateCluster.defaultDatabase,
    configuration: StoreConfiguration = StoreConfiguration(dsn: ""), logger: Logger? = nil
  ) {
    var configuration = configuration
    configuration.dsn = cluster.dsn(database: database, role: .reader)
    self.configuration = configuration
    pool = ConnectionPool(configuration: configuration, cluster: cluster, logger: logger)
  }

  public func rows(for statement: SQLStatement) async throws(DatabaseError) -> ResultTable {
    try await rows(for: [statement])[0].table
  }

  /// Runs the statements on one snapshot, in about one round trip.
  ///
  /// The same statements asked for at the same time, over the same state of the data, are executed once.
  /// - Returns: one table a statement. The milliseconds are what the client waited for each, the first
  ///   with its snapshot; those of short statements come together, and the first bears the wait for all.
  public func rows(for statements: [SQLStatement]) async throws(DatabaseError) -> [TimedTable] {
    guard !statements.isEmpty else { return [] }
    return try await sharedRuns.rows(for: statements) { () throws(DatabaseError) in
      try await ownRows(for: [Self.snapshot])[0].table.firstText ?? ""
    } run: { shared, end in
      // The snapshot's name comes first, so that others can join while the rest runs; where that is over at once, they
      // may as well hear of it then.
      let isShort = statements.allSatisfy(\.keepsPlan)
      let loan = Loan()
      run([isShort ? Self.snapshotKeepingPlans : Self.snapshot] + statements, loan, firstMayWait: isShort) {
        shared.begin()
      } first: {
        shared.took(snapshot: $0.firstText)
      } then: {
        end($0.map { Tables(withoutSnapshot: $0.values) })
      }
      return { [pool] in pool.cancel(loan) }
    }
  }

  /// Runs of statements so far, each of which may have answered several askers.
  var runCount: Int { sharedRuns.count }

  /// What the present state of the data is called: two snapshots of one name hold the same rows. None on a replica,
  /// where the name leaves out what the primary has under way.
  private static let snapshot = SQLStatement(
    "select case when not pg_is_in_recovery() then pg_current_snapshot()::text end"
  ).complete

  /// The same, and until the end of its transaction the server keeps to plans that it has made.
  private static let snapshotKeepingPlans = SQLStatement(
    """
    select case when not pg_is_in_recovery() then pg_current_snapshot()::text end,
      set_config('plan_cache_mode', 'force_generic_plan', true)
    """
  ).complete

  /// Rows that are shared with nobody.
  private func ownRows(for statements: [SQLStatement]) async throws(DatabaseError) -> [TimedTable] {
    let loan = Loan()
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        run(statements, loan) { continuation.resume(returning: $0) }
      }
    } onCancel: {
      pool.cancel(loan)
    }
    return try outcome.get().values
  }

  private func run(
    _ statements: [SQLStatement], _ loan: Loan, isRetry: Bool = false, firstMayWait: Bool = false,
    begins: @escaping @Sendable () -> Void = {}, first: @escaping @Sendable (ResultTable) -> Void = { _ in },
    then end: @escaping @Sendable (SharedRun.Outcome) -> Void
  ) {
    let timeout = configuration.statementTimeout
    pool.lend(loan) { connection in
      begins()
      return connection.send(statements, timeout: timeout, firstMayWait: firstMayWait, first: first)
    } then: { outcome in
      // Only reads go through here: what a lost connection did not answer may be asked again, once.
      if case .failure(let error) = outcome, error.isLossOfConnection, !isRetry, !loan.isCancelled {
        run(
          statements, loan, isRetry: true, firstMayWait: firstMayWait, begins: begins, first: first, then: end)
      } else {
        end(outcome)
      }
    }
  }

  /// Connects and asks for nothing; throws what stands in the way.
  public func health() async throws(DatabaseError) -> PoolHealth {
    _ = try await rows(for: "select 1")
    let counts = pool.counts
    return PoolHealth(
      idle: counts.idle, lent: counts.lent, waiting: counts.waiting, limit: configuration.maximumConnections)
  }

  /// Ends the idle connections now and the lent ones when they come back; later calls throw `closed`.
  public func close() async { await pool.close() }
}

/// Connections of a store by what they do.
public struct PoolHealth: Sendable, Hashable {
  public var idle: Int
  public var lent: Int
  public var waiting: Int
  public var limit: Int
}

extension ResultTable {
  fileprivate var firstText: String? {
    if case .text(let text)? = rows.first?.first { text } else { nil }
  }
}

extension DatabaseError {
  fileprivate var isLossOfConnection: Bool {
    switch self {
    case .connection: true
    case .sql(let failure): failure.isLossOfConnection
    default: false
    }
  }
}
