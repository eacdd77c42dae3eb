/// A factory with everything that happened in it, as plain values. Times are seconds since ``anchor``.
public struct ReferenceFactory: Sendable {
  public struct Line: Sendable {
    public var code: String, kind: String, site: String
  }
  public struct Stage: Sendable {
    public var name: String, kind: String, inspects: Bool
  }
  public struct Machine: Sendable {
    public var code: String
    public var line: Int
    public var stage: Int
    /// Place along the line; the same for machines of a stage that stand in parallel.
    public var position: Int
  }
  public struct Product: Sendable {
    public var code: String, cost: Int, placements: Int
    /// Seconds by machine.
    public var cycle: [Int]
  }
  public struct Shift: Sendable {
    public var line: Int
    public var name: String
    /// Date on which it began, in days since the anchor's date.
    public var day: Int
    public var from: Int, to: Int
    public var breaks: [Range<Int>]
  }
  public enum Category: String, Sendable, CaseIterable {
    case off, plannedStop = "planned_stop", run, setup, down, idle
  }
  public struct State: Sendable {
    public var machine: Int
    public var from: Int
    /// Nil: it lasts still.
    public var to: Int?
    public var category: Category
    public var reason: Int?
    public var operation: Int?
  }
  public struct Count: Sendable {
    public var machine: Int, at: Int, operation: Int, good: Int, scrap: Int, rework: Int
  }
  public struct Order: Sendable {
    public var code: String, customer: String
    public var product: Int
    public var quantity: Int, placed: Int, due: Int, released: Int
  }
  public struct WorkOrder: Sendable {
    public var code: String
    public var order: Int
    public var quantity: Int
  }
  public struct Operation: Sendable {
    public var workOrder: Int, sequence: Int, machine: Int
    public var plannedFrom: Int, plannedTo: Int
    public var from: Int?
    public var to: Int?
    public var quantity: Int
  }
  public struct Defect: Sendable {
    public var operation: Int, machine: Int, foundOperation: Int, foundMachine: Int, at: Int
    public var disposition: String
  }
  public struct Event: Sendable {
    public var machine: Int, at: Int
  }

  /// Seconds since 1970 of a local midnight.
  public var anchor: Int
  public var zone: String
  public var days: Int
  public var lines: [Line] = []
  public var stages: [Stage] = []
  public var machines: [Machine] = []
  public var products: [Product] = []
  public var reasons: [(name: String, category: Category, isBreakdown: Bool)] = []
  public var shifts: [Shift] = []
  public var states: [State] = []
  public var counts: [Count] = []
  public var orders: [Order] = []
  public var workOrders: [WorkOrder] = []
  public var operations: [Operation] = []
  public var defects: [Defect] = []
  public var alerts: [Event] = []
  public var jobs: [Event] = []

  /// The clock of the questions, in the middle of the last day: the data go on after it.
  public var now: Int

  /// Down intervals that are shorter are micro-stops.
  public static let microStopLimit = 120

  /// What a database would have held at the clock of the questions: nothing of what came after.
  public var asOfNow: ReferenceFactory {
    var past = self
    past.states = states.filter { $0.from < now }.map { state in
      var state = state
      if let to = state.to, to > now { state.to = nil }
      return state
    }
    past.counts = counts.filter { $0.at < now }
    past.defects = defects.filter { $0.at < now }
    past.alerts = alerts.filter { $0.at < now }
    past.operations = operations.map { operation in
      var operation = operation
      if let from = operation.from, from > now { operation.from = nil }
      if let to = operation.to, to > now { operation.to = nil }
      return operation
    }
    return past
  }

  /// The same factory on other days.
  public func moved(byDays days: Int) -> ReferenceFactory {
    var moved = self
    moved.anchor += days * 86_400
    return moved
  }
}
