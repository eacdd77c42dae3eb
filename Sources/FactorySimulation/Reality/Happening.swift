/// What really became of an operation; times in seconds since 1970.
struct OperationOutcome {
  var start: Int?
  var end: Int?
  var good = 0
  var scrap = 0
  var rework = 0
}

/// A stop long enough to be noticed.
struct NotedStop {
  var machine: Int
  var operation: Int
  var reason: StopReason?
  var from: Int
  var to: Int
}

/// Material that an operation lacks.
struct Shortage {
  var material: Int
  var operation: Int
  var quantity: Int
  var from: Int
  var to: Int
  var expected: Int?
}

/// A job of maintenance.
struct MaintenanceJob {
  var machine: Int
  var isPreventive: Bool
  var title: String
  var plannedStart: Int
  var plannedEnd: Int
  /// Working time of the line at which the machine is really given free; preventive jobs only.
  var dueWork: Int
  var done: Int?
}

/// What one run of the engine records: every run repeats the same history, and keeps one thing of it.
enum Recording {
  case outcomes
  case states
  case counts
  case defects
}
