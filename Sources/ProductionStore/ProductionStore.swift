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
  /// - Returns: one table a statement. The milliseconds are what the client waited for each; the first holds the
  ///   round trip.
  public func rows(for statements: [SQLStatement]) async throws(DatabaseError) -> [TimedTable] {
    do throws(DatabaseError) {
      return try await run(statements)
    } catch {
      // Only reads go through here: what a lost connection did not answer may be asked again, once.
      guard error.isLossOfConnection, !Task.isCancelled else { throw error }
      return try await run(statements)
    }
  }

  private func run(_ statements: [SQLStatement]) async throws(DatabaseError) -> [TimedTable] {
    let timeout = configuration.statementTimeout
    let tables = try await pool.withConnection { connection throws(DatabaseError) in
      Tables(try await connection.rows(for: statements, timeout: timeout))
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

/// Carries tuples through generic code that asks for one `Sendable` type.
private struct Tables: Sendable {
  var values: [TimedTable]
  init(_ values: [TimedTable]) { self.values = values }
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
