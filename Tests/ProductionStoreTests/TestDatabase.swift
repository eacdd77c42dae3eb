import Foundation
import ProductionStore
import QueryPlanner

/// The one throw-away cluster of this test process, with a template database that keeps the contract.
enum TestDatabase {
  static let cluster = PrivateCluster.temporary()

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static var schema: String {
    get throws { try String(contentsOf: root.appending(path: "schema/production.sql"), encoding: .utf8) }
  }
  static var roles: String {
    get throws { try String(contentsOf: root.appending(path: "schema/roles.sql"), encoding: .utf8) }
  }

  /// A store that reads an empty database of its own.
  static func emptyStore(
    _ name: String, configuration: StoreConfiguration = StoreConfiguration(dsn: "")
  ) async throws -> ProductionStore {
    try await cluster.createDatabase(named: name)
    return ProductionStore(cluster: cluster, database: name, configuration: configuration)
  }

  static func owner(_ name: String) async throws -> AdministrativeConnection {
    try await AdministrativeConnection.open(dsn: try await cluster.createDatabase(named: name))
  }

  /// Databases with the schema are copies of one in which it was installed once.
  private static let template = Task<Void, any Error> {
    let owner = try await Self.owner("template_production")
    try await owner.installSchema(production: try schema, roles: try roles)
    await owner.close()
  }

  static func factory(_ name: String) async throws -> AdministrativeConnection {
    try await template.value
    return try await AdministrativeConnection.open(
      dsn: try await cluster.createDatabase(named: name, template: "template_production"))
  }
}
