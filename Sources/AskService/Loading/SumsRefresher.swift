public import ProductionStore
public import QueryPlanner

/// `ask rollup`: makes the sums of hours, days and months where there are none, and brings them up to date.
public struct SumsRefresher: Sendable {
  private let connection: AdministrativeConnection
  private let resources: ResourceLocator

  public init(connection: AdministrativeConnection, resources: ResourceLocator) {
    (self.connection, self.resources) = (connection, resources)
  }

  /// What `ask serve` does on its schedule: nothing and nil where nobody made sums with `ask rollup`, or where this login
  /// may not keep them.
  public func refreshIfKept(upTo now: Instant) async throws(ServiceError) -> Int? {
    let rollups = try resources.schemaText("rollups.sql")
    do throws(DatabaseError) {
      let mayWrite: SQLStatement = """
        select where coalesce(has_table_privilege(to_regclass('production.rolled_spans'), 'insert'), false)
        """
      guard try await !connection.rows(for: mayWrite).rows.isEmpty else { return nil }
      return try await keeper(of: rollups).refresh(upTo: now)
    } catch {
      throw .database(error)
    }
  }

  /// - Parameter anew: throws away what is summed, as after an update of `schema/rollups.sql`.
  /// - Returns: the number of days of lines that were summed.
  public func refresh(
    upTo now: Instant, anew: Bool = false, progress: @Sendable (Double) -> Void = { _ in }
  ) async throws(ServiceError) -> Int {
    let rollups = try resources.schemaText("rollups.sql")
    do throws(DatabaseError) {
      if try await connection.rows(for: "select from pg_namespace where nspname = 'production'").rows.isEmpty {
        throw .sql(SQLFailure(state: "3F000", message: "there is no schema production"))
      }
      return try await keeper(of: rollups, anew: anew).refresh(upTo: now, progress: progress)
    } catch {
      throw .database(error)
    }
  }

  /// Sums that are not there, or those of an older version, are made.
  private func keeper(of rollups: String, anew: Bool = false) async throws(DatabaseError) -> SumsKeeper {
    let keeper = SumsKeeper(connection: connection)
    let isInstalled = try await keeper.isInstalled()
    if anew || !isInstalled { try await keeper.install(rollups: rollups) }
    return keeper
  }
}
