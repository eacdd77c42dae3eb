import Foundation
import ProductionStore
import QueryPlanner

/// The one throw-away cluster of these tests; every factory is a copy of a database in which the schema was installed.
enum ProofDatabase {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static let kpis = Result { try KpiCatalogue(yaml: text("kpis.yaml"), file: "kpis.yaml") }

  private static let cluster = PrivateCluster.temporary()

  private static let template = Task {
    let owner = try await AdministrativeConnection.open(dsn: try await cluster.createDatabase(named: "template_proof"))
    try await owner.installSchema(
      production: try text("schema/production.sql"), roles: try text("schema/roles.sql"))
    await owner.close()
  }

  /// A database with these data.
  static func factory(_ name: String, script: String) async throws -> FactoryUnderTest {
    try await template.value
    let owner = try await AdministrativeConnection.open(
      dsn: try await cluster.createDatabase(named: name, template: "template_proof"))
    try await owner.execute(script: script)
    try await owner.execute(script: "analyze")
    await owner.close()
    let dsn = cluster.dsn(database: name, role: .reader)
    let store = ProductionStore(configuration: StoreConfiguration(dsn: dsn))
    let planner = Planner(kpis: try kpis.get(), factory: try await store.catalogue())
    return FactoryUnderTest(dsn: dsn, store: store, planner: planner)
  }
}
