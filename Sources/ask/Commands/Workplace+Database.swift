import AskService
import ProductionStore

extension Workplace {
  /// The database that was named, else the private cluster.
  func store() -> ProductionStore {
    if let dsn = settings.dsn {
      ProductionStore(configuration: StoreConfiguration(dsn: dsn), logger: logger)
    } else {
      ProductionStore(cluster: cluster, logger: logger)
    }
  }

  /// A connection that may make schemas and load data; starts the private cluster where no database was named.
  func ownerConnection() async throws(ServiceError) -> AdministrativeConnection {
    do throws(DatabaseError) {
      if let dsn = settings.dsn { return try await AdministrativeConnection.open(dsn: dsn) }
      return try await AdministrativeConnection.open(dsn: try await cluster.ensureRunning())
    } catch {
      throw .database(error)
    }
  }

  var cluster: PrivateCluster { PrivateCluster(directory: settings.dataDirectory, logger: logger) }

  /// Where the REPL keeps its history.
  var historyFile: String { cluster.directory + "/history" }
}
