/// What the parser must know of a KPI to read a question about it.
///
/// Formulas and targets are the planner's; here stand the unit, because "70 %" and "2 days" become numbers while
/// reading, and the kind of thing it is measured on, because "lead time of orders" is no breakdown.
public struct Metric: Sendable, Hashable {
  public enum Unit: Sendable, Hashable {
    /// A fraction: "70 %" and a bare "70" are 0.7.
    case ratio
    /// Seconds.
    case duration
    case count
  }
  public var name: String
  public var unit: Unit
  /// True where low values are good.
  public var lowIsBetter: Bool
  /// What one value of it is about, where it is a mean over things.
  public var item: Entity?

  private init(_ name: String, _ unit: Unit, low: Bool = false, per item: Entity? = nil) {
    (self.name, self.unit, lowIsBetter, self.item) = (name, unit, low, item)
  }

  /// A KPI of a factory's own, which the contract does not have.
  public init(own name: String, unit: Unit, lowIsBetter: Bool) { self.init(name, unit, low: lowIsBetter) }

  /// Every KPI of the contract.
  public static let all: [Metric] = [
    Metric("availability", .ratio), Metric("performance", .ratio), Metric("quality", .ratio), Metric("oee", .ratio),
    Metric("output", .count), Metric("good", .count), Metric("scrap", .count, low: true),
    Metric("rework", .count, low: true), Metric("scrap_rate", .ratio, low: true),
    Metric("rework_rate", .ratio, low: true), Metric("first_pass_yield", .ratio), Metric("throughput", .count),
    Metric("cycle_time", .duration, low: true), Metric("run_time", .duration), Metric("planned_time", .duration),
    Metric("setup_time", .duration, low: true), Metric("downtime", .duration, low: true),
    Metric("idle_time", .duration, low: true), Metric("planned_stop_time", .duration),
    Metric("lost_time", .duration, low: true), Metric("stops", .count, low: true, per: .stop),
    Metric("micro_stops", .count, low: true, per: .stop), Metric("failures", .count, low: true, per: .stop),
    Metric("stop_duration", .duration, low: true, per: .stop), Metric("mtbf", .duration),
    Metric("mttr", .duration, low: true), Metric("utilization", .ratio), Metric("wip", .count, low: true),
    Metric("lead_time", .duration, low: true, per: .order), Metric("queue_time", .duration, low: true, per: .operation),
    Metric("planned_output", .count), Metric("plan_attainment", .ratio),
    Metric("order_quantity", .count, per: .order), Metric("orders", .count, per: .order),
    Metric("late_orders", .count, low: true, per: .order), Metric("on_time_delivery", .ratio, per: .order),
    Metric("schedule_adherence", .ratio, per: .operation), Metric("lateness", .duration, low: true, per: .order),
    Metric("backlog", .count, low: true), Metric("defects", .count, low: true, per: .defect),
    Metric("escapes", .count, low: true, per: .defect), Metric("dpmo", .count, low: true),
    Metric("scrap_cost", .count, low: true), Metric("alerts", .count, low: true, per: .alert),
    Metric("maintenance_jobs", .count, per: .maintenance),
  ]

  /// Before the name of a ratio in a grammar: words for what it lacks to 1, as fallout lacks to first pass yield.
  static let complement = "1 - "

  /// Before the name in a grammar: words of the KPI that say its mean ("thời gian dừng trung bình mỗi lần").
  static let mean = "mean "

  /// What is flawed of what was made, as a part of it.
  static let rates = ["scrap": "scrap_rate", "rework": "rework_rate"]

  /// The name without the mark of a complement or of a mean.
  static func name(_ value: String) -> (name: String, isComplement: Bool) {
    if value.hasPrefix(mean) { return (String(value.dropFirst(mean.count)), false) }
    return value.hasPrefix(complement) ? (String(value.dropFirst(complement.count)), true) : (value, false)
  }

  /// The KPI of a name.
  public static subscript(name: String) -> Metric? { byName[name] }
  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
