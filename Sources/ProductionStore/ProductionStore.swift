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
  /// - Returns: one table a statement. The milliseconds are what the client waited for each.
  public func rows(for statements: [SQLStatement]) async throws(DatabaseError) -> [TimedTable] {
    guard !statements.isEmpty else { return [] }
    return try await sharedRuns.rows(for: statements) { () throws(DatabaseError) in
      try await retrying([Self.snapshot])[0].table.firstText ?? ""
    } run: { shared throws(DatabaseError) in
      // The snapshot's name comes first, so that others can join while the rest runs.
      let snapshot = statements.allSatisfy(\.keepsPlan) ? Self.snapshotKeepingPlans : Self.snapshot
      let tables = try await retrying([snapshot] + statements) {
        shared.begin()
      } first: {
        shared.took(snapshot: $0.firstText)
      }
      return Array(tables.dropFirst())
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

  private func retrying(
    _ statements: [SQLStatement], begins: @escaping @Sendable () -> Void = {},
    first: @escaping @Sendable (ResultTable) -> Void = { _ in }
  ) async throws(DatabaseError) -> [TimedTable] {
    do throws(DatabaseError) {
      return try await run(statements, begins, first)
    } catch {
      // Only reads go through here: what a lost connection did not answer may be asked again, once.
      guard error.isLossOfConnection, !Task.isCancelled else { throw error }
      return try await run(statements, begins, first)
    }
  }

  private func run(
    _ statements: [SQLStatement], _ begins: @escaping @Sendable () -> Void,
    _ first: @escaping @Sendable (ResultTable) -> Void
  ) async throws(DatabaseError) -> [TimedTable] {
    let timeout = configuration.statementTimeout
    let tables = try await pool.withConnection { connection throws(DatabaseError) in
      begins()
      return Tables(try await connection.rows(for: statements, timeout: timeout, first: first))
    }
    return tables.values
  }

  /// Connects and asks for nothing; throws what stands in the way.
  public func health() async throws(DatabaseError) -> PoolHealth {
    _ = try await rows(for: "select 1")
    let counts = await pool.counts
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
