/// A customer order; times in seconds since 1970.
struct Order {
  var number: Int
  var customer: Int
  var product: Int
  var quantity: Int
  var priority: Priority
  var site: Int
  var placed: Int
  var requested: Int
  var promised: Int
  var due: Int
  /// When it is to be released to production; it may lie after the as-of.
  var release: Int
  /// Units of its work orders.
  var lots: [Int]

  var code: String { "SO-\(number)" }

  enum Priority: String {
    case low, normal, high, urgent
  }
  static let customers = [
    "Aurora Lighting", "Bluefin Marine", "Cedar Robotics", "Delta Mobility", "Evergreen HVAC", "Falcon Drones",
  ]
}

/// One work order at one stage, as planned; times in seconds since 1970.
struct Operation {
  var workOrder: Int
  var sequence: Int
  var stage: Stage
  var line: Int
  /// The last machine of the stage.
  var machine: Int
  var plannedStart = 0
  var plannedEnd = 0
  var plannedSetup = 0
  var quantity: Int
}

/// The part of a work order's route on one line.
struct Leg {
  var kind: LineKind
  var line: Int
  /// Places in ``Plan/operations``.
  var operations: Range<Int>
}

/// A lot in which an order is made.
struct WorkOrder {
  var number: Int
  var order: Int
  var product: Int
  var quantity: Int
  var legs: [Leg]

  var code: String { "WO-\(number)" }
}

/// What is to be made, when and where: the finite-capacity plan, made before anything happens.
struct Plan {
  var orders: [Order] = []
  var workOrders: [WorkOrder] = []
  var operations: [Operation] = []
}
