import ProductionStore
import QueryPlanner

/// Reads what a snapshot needs from the database.
enum FactoryReading {
  static func read(
    from store: ProductionStore, isPrivate: Bool
  ) async throws(ServiceError) -> (factory: FactoryCatalogue, window: TimeWindow) {
    (FactoryCatalogue(), TimeWindow(from: nil, to: nil))
  }
}

extension ProductionStore {
  func shifts(in window: TimeWindow) async throws(DatabaseError) -> [ShiftInstance] { [] }
}
