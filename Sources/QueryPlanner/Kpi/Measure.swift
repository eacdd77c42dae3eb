public import IntentParser

/// A base quantity that is read from the data and added up: seconds in a category, units, orders.
public struct Measure: Sendable, Hashable {
  /// Which rows it is read from.
  public enum Source: String, Sendable, Hashable, CaseIterable {
    /// Seconds of machine states.
    case states
    /// Seconds of shift time less breaks and planned stops (planned busy time).
    case planned
    /// Units counted at machines.
    case counts
    /// Down intervals that begin in the window.
    case stops
    /// Orders by completion.
    case completedOrders = "completed_orders"
    /// Orders by due date (or the date that the question names).
    case orders
    /// Operations by planned end.
    case plannedOperations = "planned_operations"
    /// Operations that started in the window or wait.
    case queue
    /// Units between first start and last end at the end of the window.
    case wip
    /// Units of open orders at the end of the window.
    case backlog
    case defects
    case alerts
    case maintenance
    /// A view or table of one's own in the schema `production`.
    case view
  }

  /// A view of one's own: which of its columns say when and where, and what else it can be cut by.
  public struct View: Sendable, Hashable {
    public var name: String
    /// An instant: a row counts where it lies.
    public var time: String
    /// Code of the machine, or of the line where the view has no machines.
    public var machine: String?
    public var line: String?
    /// Number of the operation: product, customer and order follow from it.
    public var operation: String?
    /// Columns that hold codes of other dimensions.
    public var cuts: [Dimension: String] = [:]
  }

  /// Which machines stand for the scope.
  public enum Over: String, Sendable, Hashable, CaseIterable {
    /// Every machine of the scope.
    case machines
    /// The line's constraint machine; the machines themselves where machines or stages are asked for.
    case constraint
    /// Where units leave the scope.
    case outflow
    /// The inspecting machines of the scope.
    case inspection
  }

  /// How values are put together over rows.
  public enum Aggregate: String, Sendable, Hashable, CaseIterable {
    case sum
    /// Per item: the question's statistic, the mean when it names none.
    case item
  }

  public let name: String
  public let source: Source
  public let over: Over
  public let aggregate: Aggregate
  /// SQL over the columns of the source's rows.
  public let value: String
  /// The value of added-up rows is the sum of the rows' values, so that it may be read from the sums of
  /// `schema/rollups.sql`: true of `good * ideal_cycle_time`, not of `least(rework, good)`.
  public var isAdditive = false
  /// Dimensions that its rows cannot have (a running machine has no stop reason) though another measure of the same
  /// formula may: a filter on one leaves this measure whole, and by one it is the same for every group.
  public let lacks: Set<Dimension>
  /// How its value is shown beside the KPI that was computed from it.
  public var unit: Kpi.Unit?
  /// What stands behind the number, for a unit of one's own.
  public var unitText = ""
  /// What people read beside its value, by language; the grammars have it for the measures that come with Shoptalk.
  public var label: [String: String] = [:]
  /// Where it is read from, for ``Source/view``.
  public let view: View?

  // Every question asks for these of every measure: they are found once, when the catalogue is read.

  /// Dimensions that its rows can be cut by.
  let dimensions: Set<Dimension>
  /// Its value speaks of orders or customers.
  let asksOfOrders: Bool

  init(
    name: String, source: Source, over: Over, aggregate: Aggregate, value: String, lacks: Set<Dimension> = [],
    view: View? = nil
  ) {
    (self.name, self.source, self.over, self.aggregate) = (name, source, over, aggregate)
    (self.value, self.lacks, self.view) = (value, lacks, view)
    dimensions = FactRows.dimensions(of: source, view: view).subtracting(lacks)
    asksOfOrders = Dimension.ofOrders.contains { value.contains($0.rawValue) }
  }
}

extension Dimension {
  /// Those that only the order of a work order knows, and the work order itself.
  static let ofOrders: [Dimension] = [.customer, .order, .workOrder, .priority]
}
