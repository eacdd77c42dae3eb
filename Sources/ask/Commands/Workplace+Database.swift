import AskService
import ProductionStore

extension Workplace {
  /// The database that was named, else the private cluster.
  func store() throws(ServiceError) -> ProductionStore {
    if let dsn = settings.dsn {
      return ProductionStore(configuration: StoreConfiguration(dsn: dsn), logger: logger)
    }
    return ProductionStore(cluster: try cluster(), logger: logger)
  }

  func cluster() throws(ServiceError) -> PrivateCluster { PrivateCluster() }
}
