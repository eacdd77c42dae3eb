public import QueryPlanner

/// What the demo factory is made from. Equal configurations give equal bytes.
public struct FactoryConfiguration: Sendable, Hashable {
  /// Start of every random stream.
  public var seed: UInt64
  /// The present: nothing has happened after it, plans go on.
  public var asOf: Instant
  /// Whole production days before the one of the as-of.
  public var days: Int
  /// Days for which the plan goes on after the as-of; orders that begin later have no work orders yet.
  public var planDays: Int
  /// How many times the base set of lines, and of orders a day, there is.
  public var linesFactor: Int
  /// Offset of the sites from UTC in seconds; it never changes (Asia/Ho_Chi_Minh).
  public var utcOffset: Int

  public init(
    asOf: Instant, seed: UInt64 = 7, days: Int = 90, planDays: Int = 21, linesFactor: Int = 1, utcOffset: Int = 25_200
  ) {
    self.seed = seed
    self.asOf = asOf
    self.days = max(1, days)
    self.planDays = max(1, planDays)
    self.linesFactor = max(1, linesFactor)
    self.utcOffset = utcOffset
  }
}
