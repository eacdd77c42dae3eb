import ProductionStore
import QueryPlanner

/// What the service reads of the factory besides the answers' own statements.
enum FactoryReading {
  /// SQLSTATEs of a schema and of a table that are not there.
  private static let missing: Set = ["3F000", "42P01"]

  static func factory(
    from store: ProductionStore, isPrivate: Bool
  ) async throws(ServiceError) -> (catalogue: FactoryCatalogue, range: TimeWindow) {
    do {
      return try await store.factory()
    } catch {
      if case .sql(let failure) = error, missing.contains(failure.state) {
        throw .noProductionSchema(privateCluster: isPrivate)
      }
      throw .database(error)
    }
  }

  /// The shifts that touch a window; an open end is that of the calendar.
  static func shifts(
    in window: TimeWindow, from store: ProductionStore
  ) async throws(ServiceError) -> [ShiftInstance] {
    // Years 1900 and 2200: beyond any calendar, within PostgreSQL's times.
    let from = window.from ?? Instant(seconds: -2_208_988_800)
    let to = window.to ?? Instant(seconds: 7_258_118_400)
    do { return try await store.shiftInstances(from: from, to: to) } catch { throw .database(error) }
  }
}
