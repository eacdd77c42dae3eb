import AskService
import Foundation
import ProductionStore

extension Workplace {
  /// The database that was named, else the private cluster.
  func store() throws(ServiceError) -> ProductionStore {
    if let dsn = settings.dsn {
      return ProductionStore(configuration: StoreConfiguration(dsn: dsn), logger: logger)
    }
    return ProductionStore(cluster: try cluster(), logger: logger)
  }

  /// A connection that may make schemas and load data.
  func ownerConnection() async throws(ServiceError) -> AdministrativeConnection {
    do { return try await AdministrativeConnection.open(dsn: settings.dsn ?? "") } catch { throw .database(error) }
  }

  func cluster() throws(ServiceError) -> PrivateCluster { PrivateCluster() }

  /// Where the REPL keeps its history.
  var historyFile: String? {
    nil
  }
}
