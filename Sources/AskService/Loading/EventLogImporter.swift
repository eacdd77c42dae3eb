import Foundation
public import ProductionStore
import QueryPlanner

/// Imports an event log into a database, and makes the schema where there is none.
public struct EventLogImporter: Sendable {
  private let connection: AdministrativeConnection
  private let resources: ResourceLocator

  public init(connection: AdministrativeConnection, resources: ResourceLocator) {
    (self.connection, self.resources) = (connection, resources)
  }

  /// - Parameters:
  ///   - file: path of the CSV file
  ///   - mapping: path of the mapping, in YAML
  /// - Throws: ``ServiceError``; the database is then as it was before.
  public func load(file: String, mapping: String) async throws(ServiceError) -> ImportReport {
    guard let data = FileManager.default.contents(atPath: mapping) else {
      throw .unreadableFile(mapping, detail: "no such file")
    }
    let production = try resources.schemaText("production.sql")
    let roles = try resources.schemaText("roles.sql")
    do throws(DatabaseError) {
      let plan = EventLogImport(mapping: try ImportMapping(yaml: String(decoding: data, as: UTF8.self), file: mapping))
      guard try await !hasSchema() else { return try await plan.load(file: file, into: connection) }
      try await connection.installSchema(production: production, roles: roles)
      do throws(DatabaseError) {
        return try await plan.load(file: file, into: connection)
      } catch {
        // The schema came with this import and goes with it.
        try await connection.execute(script: "drop schema production cascade")
        throw error
      }
    } catch {
      throw .database(error)
    }
  }

  private func hasSchema() async throws(DatabaseError) -> Bool {
    try await !connection.rows(for: "select from pg_namespace where nspname = 'production'").rows.isEmpty
  }
}
