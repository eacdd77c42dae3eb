public import QueryPlanner

/// An operation of an order, planned and actual, as the explanation of a delay needs it.
public struct DelayOperation: Sendable, Hashable {
  public var id: Int64
  public var workOrder: String
  public var order: String
  /// Order along the route of the work order, 1 first.
  public var sequence: Int
  public var stage: String
  public var line: String
  public var machine: String?
  public var plannedStart: Instant?
  public var plannedEnd: Instant?
  public var actualStart: Instant?
  /// Nil while it is open.
  public var actualEnd: Instant?
  /// Where an operation that has not started is expected to start.
  public var forecastStart: Instant?
  /// Where an open operation is expected to end.
  public var forecastEnd: Instant?
  /// Seconds at the beginning of the operation.
  public var plannedSetup: Int64
  public var plannedQuantity: Int64
  public var good: Int64
  public var scrap: Int64
  public var rework: Int64

  public init(
    id: Int64, workOrder: String, order: String, sequence: Int, stage: String, line: String, machine: String?,
    plannedStart: Instant?, plannedEnd: Instant?, actualStart: Instant?, actualEnd: Instant?,
    forecastStart: Instant? = nil, forecastEnd: Instant? = nil, plannedSetup: Int64 = 0, plannedQuantity: Int64 = 0,
    good: Int64 = 0, scrap: Int64 = 0, rework: Int64 = 0
  ) {
    (self.id, self.workOrder, self.order, self.sequence) = (id, workOrder, order, sequence)
    (self.stage, self.line, self.machine) = (stage, line, machine)
    (self.plannedStart, self.plannedEnd) = (plannedStart, plannedEnd)
    (self.actualStart, self.actualEnd) = (actualStart, actualEnd)
    (self.forecastStart, self.forecastEnd, self.plannedSetup) = (forecastStart, forecastEnd, plannedSetup)
    (self.plannedQuantity, self.good, self.scrap, self.rework) = (plannedQuantity, good, scrap, rework)
  }

  /// Actual start, or where it is expected.
  var start: Instant? { actualStart ?? forecastStart }
  /// Actual end, or where it is expected.
  var end: Instant? { actualEnd ?? forecastEnd }
}

/// An interval of a machine's states.
public struct DelayState: Sendable, Hashable {
  public var machine: String
  public var from: Instant
  /// Nil: it lasts still.
  public var to: Instant?
  /// off, planned_stop, run, setup, down or idle
  public var category: String
  public var reason: String?
  public var operation: Int64?
  public init(
    machine: String, from: Instant, to: Instant?, category: String, reason: String? = nil, operation: Int64? = nil
  ) {
    (self.machine, self.from, self.to) = (machine, from, to)
    (self.category, self.reason, self.operation) = (category, reason, operation)
  }
}

/// An operation of any order while it was on a machine.
public struct DelayOccupation: Sendable, Hashable {
  public var machine: String
  public var operation: Int64
  public var order: String
  public var from: Instant
  public var to: Instant?
  public init(machine: String, operation: Int64, order: String, from: Instant, to: Instant?) {
    (self.machine, self.operation, self.order, self.from, self.to) = (machine, operation, order, from, to)
  }
}

/// Time in which an operation lacked material.
public struct DelayShortage: Sendable, Hashable {
  public var operation: Int64
  public var material: String
  public var from: Instant
  public var to: Instant?
  public init(operation: Int64, material: String, from: Instant, to: Instant?) {
    (self.operation, self.material, self.from, self.to) = (operation, material, from, to)
  }
}

/// All rows from which delays are explained; they may hold more orders and machines than are asked about.
public struct DelayInput: Sendable {
  public var operations: [DelayOperation]
  /// When an order was released to production; without an entry the first operation's wait begins at its plan.
  public var released: [String: Instant]
  /// When an order was to be released; without an entry as it was released.
  public var plannedRelease: [String: Instant]
  public var states: [DelayState]
  /// Working time by line: shifts without their breaks. A line without any entry always works.
  public var workingTime: [String: [TimeWindow]]
  public var occupations: [DelayOccupation]
  public var shortages: [DelayShortage]
  /// Idle reasons that mean a lack of material.
  public var materialReasons: Set<String>
  /// Intervals without an end last until here.
  public var now: Instant

  public init(
    operations: [DelayOperation], released: [String: Instant] = [:], plannedRelease: [String: Instant] = [:],
    states: [DelayState] = [], workingTime: [String: [TimeWindow]] = [:], occupations: [DelayOccupation] = [],
    shortages: [DelayShortage] = [], materialReasons: Set<String> = ["Waiting for material"], now: Instant
  ) {
    (self.operations, self.released, self.plannedRelease) = (operations, released, plannedRelease)
    (self.states, self.workingTime, self.occupations) = (states, workingTime, occupations)
    (self.shortages, self.materialReasons, self.now) = (shortages, materialReasons, now)
  }
}

/// Why a delay cannot be taken apart.
public enum DelayError: Error, Sendable, Hashable {
  /// The order has no operations.
  case noOperations(order: String)
  /// An operation of the binding chain has no plan.
  case noPlan(order: String, operation: Int64, stage: String)
  /// An operation has neither an actual nor an expected start and end.
  case noForecast(order: String, operation: Int64, stage: String)
}
