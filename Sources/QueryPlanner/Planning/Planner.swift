public import IntentParser

/// Frames to plans: resolves times, picks the measures, writes the SQL. Pure.
public struct Planner: Sendable {
  public let kpis: KpiCatalogue
  public let factory: FactoryCatalogue

  public init(kpis: KpiCatalogue, factory: FactoryCatalogue) {
    (self.kpis, self.factory) = (kpis, factory)
  }

  /// The part of the shift calendar that `plan(for:at:shifts:)` needs for this frame; nil when it needs none.
  public func shiftsNeeded(for frame: Frame, at now: Instant) -> TimeWindow? { nil }

  /// The plan of a question at a clock.
  public func plan(
    for frame: Frame, at now: Instant, shifts: [ShiftInstance]
  ) throws(PlanError) -> QueryPlan {
    QueryPlan(reading: Reading(frame: frame), statements: [], composition: .help, now: now)
  }
}
