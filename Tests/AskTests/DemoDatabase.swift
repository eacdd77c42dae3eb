import AskService
import FactorySimulation
import Foundation
import ProductionStore
import QueryPlanner

/// A small demo factory in a throw-away cluster, made once for all tests of this process.
enum DemoDatabase {
  static let asOf = "2026-03-18T14:30:00+07:00"

  static func dsn() async throws -> String { try await made.value }

  /// The same factory once more, for what locks tables: whoever asks the other one would wait.
  static func lockable() async throws -> (reader: String, owner: String) {
    (try await madeToLock.value, cluster.dsn(database: "demo_locked", role: .owner))
  }

  /// - Returns: the owner's connection string, for what loads data.
  static func emptyDatabase(named name: String) async throws -> String {
    // One cluster, one start: the demo database comes first.
    _ = try await dsn()
    return try await cluster.createDatabase(named: name)
  }

  static var home: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  private static let cluster = PrivateCluster.temporary()

  private static let made = Task { try await make("demo") }
  private static let madeToLock = Task {
    // One cluster, one start.
    _ = try await dsn()
    return try await make("demo_locked")
  }

  private static func make(_ name: String) async throws -> String {
    let owner = try await cluster.createDatabase(named: name)
    let connection = try await AdministrativeConnection.open(dsn: owner)
    let resources = try ResourceLocator(
      settings: Settings(), environment: ["ASK_HOME": home.path], program: URL(filePath: "/ask"))
    let configuration = FactoryConfiguration(asOf: try Instant(rfc3339: asOf), days: 3, planDays: 2)
    _ = try await DemoLoader(connection: connection, resources: resources).load(configuration) { _, _ in }
    await connection.close()
    return cluster.dsn(database: name, role: .reader)
  }
}
