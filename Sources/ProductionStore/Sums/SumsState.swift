public import QueryPlanner

/// How far the sums reach that long questions are answered from.
public struct SumsState: Sendable, Hashable {
  /// Days of lines that are summed.
  public var days: Int
  /// From the start of the first to the end of the last of them; both nil where there is none.
  public var from: Instant?
  public var to: Instant?
}

extension ProductionStore {
  /// Nil where the database keeps no sums, or the reader may not see them.
  public func sumsState() async throws(DatabaseError) -> SumsState? {
    let isThere = try await rows(for: CatalogueSQL.sums).map { row throws(DatabaseError) in try row.bool(0) }
    guard isThere == [true] else { return nil }
    return try await rows(
      for: "select count(*), min(from_at), max(to_at) from production.rolled_spans where grain = 'day'"
    ).map { row throws(DatabaseError) in
      SumsState(days: try row.integer(0), from: try row.instantIfAny(1), to: try row.instantIfAny(2))
    }.first
  }
}
