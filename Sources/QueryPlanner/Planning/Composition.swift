public import IntentParser

/// How the results of a plan's statements become an answer: one case a kind of answer.
///
/// Positions are indices into the plan's statements.
public enum Composition: Sendable {
  case kpi(KpiComposition)
  case list(ListComposition)
  case orderStatus(OrderStatusComposition)
  case equipmentStatus(EquipmentStatusComposition)
  case schedule(ScheduleComposition)
  case delays(DelayComposition)
  case define([String])
  case help
  case freshness
}

/// A table of metrics by groups.
public struct KpiComposition: Sendable {
  /// One scope or period that is compared with others; a plain question has one.
  public struct Part: Sendable {
    /// Codes that set this part apart, or nothing.
    public var scope: Scope
    public var role: Role
    public var rows: Int
    /// Computed over the whole; nil where `rows` is one row already.
    public var total: Int?
    /// Window that was computed, cut at now where results are asked for.
    public var window: TimeWindow
    /// Labels and starts of the time buckets, when there is a grain.
    public var buckets: [TimeBucket]
  }
  /// KPIs of things that have their dates before these come: they are counted over a whole period.
  public static let knownAhead: Set<String> = [
    "orders", "late_orders", "order_quantity", "planned_output", "maintenance_jobs",
  ]
  public enum Role: Sendable, Hashable {
    case asked
    /// The earlier period, whole.
    case earlier
    /// The earlier period, cut at the same elapsed working time as the later one.
    case earlierSoFar
    /// The same without the filter whose share is asked for.
    case whole
  }
  public var metrics: [Kpi]
  public var by: [Grouping]
  /// Measures of the metrics' formulas.
  public var measures: [Measure]
  public var statistic: Statistic?
  /// The filter whose share of the whole is asked for; nil where each group's share of the total is.
  public var shareOf: Dimension?
  public var parts: [Part]
  /// Rows of line_code, kpi, target.
  public var targets: Int?
  /// At which level the scope speaks of machines.
  public var level: ScopeLevel
  /// Of the period that is asked about.
  public var buckets: [TimeBucket] { parts[0].buckets }
  public var window: TimeWindow { parts[0].window }
  /// Line codes of the scope.
  public var lines: [String]
}

/// At which level a scope speaks of machines; it decides which machines count.
public enum ScopeLevel: Sendable, Hashable { case machine, stage, line, company }

/// A table of things.
public struct ListComposition: Sendable {
  public struct Column: Sendable, Hashable {
    public enum Kind: Sendable, Hashable { case text, integer, instant, seconds, units, ratio, states }
    public var name: String
    public var kind: Kind
    public init(_ name: String, _ kind: Kind = .text) { (self.name, self.kind) = (name, kind) }
  }
  public var entity: Entity
  public var columns: [Column]
  /// Most rows that are shown.
  public var limit: Int
}

/// Where an order stands.
public struct OrderStatusComposition: Sendable {
  public var orders: [String]
  /// One row an order.
  public var head: Int
  /// One row an operation.
  public var operations: Int
}

/// What lines or machines do now.
public struct EquipmentStatusComposition: Sendable {
  public var machines: Int
  public var lines: Int
}

/// Operations planned in a window, as a table and a Gantt.
public struct ScheduleComposition: Sendable {
  public var operations: Int
  public var window: TimeWindow
  /// Rows of the Gantt are the operations of one order; otherwise work orders on lines.
  public var oneOrder: Bool
}

/// Delays of one or many orders, explained.
public struct DelayComposition: Sendable {
  /// Orders asked for by number; empty: the late ones of the window.
  public var orders: [String]
  /// Statements, in order: the orders, their operations, the states of the machines, the working time of the
  /// lines, the other operations on the machines, the shortages.
  public var statements: DelayStatements
  /// Late orders by cause and stage, or one order by its chain.
  public var byStage: Bool
}

/// Positions of the statements of a delay.
public struct DelayStatements: Sendable {
  public var orders = 0
  public var operations = 1
  public var states = 2
  public var working = 3
  public var occupants = 4
  public var shortages = 5
  public init() {}
}
