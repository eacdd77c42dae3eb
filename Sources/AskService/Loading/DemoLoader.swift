public import FactorySimulation
public import ProductionStore
import Synchronization

/// Puts the demo factory into a database, in place of the production data that are there.
public struct DemoLoader: Sendable {
  private let connection: AdministrativeConnection
  private let resources: ResourceLocator

  public init(connection: AdministrativeConnection, resources: ResourceLocator) {
    (self.connection, self.resources) = (connection, resources)
  }

  /// Replaces everything in one transaction: whoever asks meanwhile sees the old factory or the new one.
  ///
  /// - Parameter progress: gets the table being loaded and the share of the whole that is done.
  /// - Returns: the number of rows.
  public func load(
    _ configuration: FactoryConfiguration, progress: @escaping @Sendable (String, Double) -> Void
  ) async throws(ServiceError) -> Int {
    let production = try resources.schemaText("production.sql")
    let roles = try resources.schemaText("roles.sql")
    let rollups = try resources.schemaText("rollups.sql")
    let rows = Mutex(0)
    do {
      progress("schema", 0)
      try await connection.replaceProductionData(production: production, roles: roles, rollups: rollups) {
        connection throws(DatabaseError) in
        let copied = try await copy(DemoFactory(configuration), through: connection, progress: progress)
        rows.withLock { $0 = copied }
        progress("indexes", 1)
      }
      // Apart from the load: whoever asks meanwhile reads the rows.
      try await SumsKeeper(connection: connection).refresh(upTo: configuration.asOf) { progress("sums", $0) }
    } catch {
      throw .database(error)
    }
    return rows.withLock { $0 }
  }

  private func copy(
    _ factory: DemoFactory, through connection: AdministrativeConnection,
    progress: @Sendable (String, Double) -> Void
  ) async throws(DatabaseError) -> Int {
    var chunks = factory.makeIterator()
    var next = chunks.next()
    var rows = 0
    while let table = next?.table {
      // The tables were made in this transaction, so that their rows can be written as frozen ones at once.
      rows += try await connection.copy(into: "production.\(table.name)", columns: table.columns, isFrozen: true) {
        () throws(DatabaseError) in
        guard let chunk = next, chunk.table == table else { return nil }
        progress(table.name.replacing("_", with: " "), chunk.fraction)
        next = chunks.next()
        return chunk.rows
      }
    }
    return rows
  }
}
