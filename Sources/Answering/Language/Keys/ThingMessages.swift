/// Lists of things.
enum ListMessage: String, MessageKey {
  static let group = "list"
  case some, none
  /// What is at the top of a ranked list.
  case ranked
  case withState = "with_state"
  case machinesInState = "machines_in_state"
  case dated

  var places: Set<Place> {
    switch self {
    case .some: [.count, .things, .scope, .when, .names]
    case .none: [.things, .scope, .when]
    case .ranked: [.count, .things, .scope, .when, .names]
    case .withState, .machinesInState: [.things, .state]
    case .dated: [.date, .period]
    }
  }
}

/// Where orders stand.
enum OrderMessage: String, MessageKey {
  static let group = "order"
  case unknown, headline, what
  // Where it is
  case done
  case inLots = "in_lots"
  case lot
  case doneSince = "done_since"
  case running, progress, waits
  case notStarted = "not_started"
  case noOperations = "no_operations"
  case stage
  // What is in its way, and when it is due
  case short, down, due
  case dueLate = "due_late"

  var places: Set<Place> {
    switch self {
    case .unknown: [.names]
    case .headline: [.order, .what, .place, .due]
    case .what: [.quantity, .product, .customer]
    case .done: [.stage, .time]
    case .inLots: [.count, .lots]
    case .lot: [.workOrder, .place]
    case .doneSince: [.time]
    case .running: [.stage, .time, .details, .stages, .blocked]
    case .progress: [.good, .planned]
    case .waits: [.stage, .blocked]
    case .notStarted: [.stage, .time, .blocked]
    case .noOperations: []
    case .stage: [.stage, .line]
    case .short: [.material]
    case .down: [.machine, .reason, .time]
    case .due: [.time]
    case .dueLate: [.time, .duration]
    }
  }
}

/// What lines and machines do now.
enum EquipmentMessage: String, MessageKey {
  static let group = "equipment"
  case unknown, machine, line
  case noState = "no_state"
  case downMachine = "down_machine"
  case lines
  case stateCount = "state_count"
  case machinesDown = "machines_down"
  case constraint

  var places: Set<Place> {
    switch self {
    case .unknown: [.machine]
    case .machine: [.machine, .state, .reason, .time, .order]
    case .line: [.line, .state, .reason, .time, .workOrder, .order, .down]
    case .noState, .constraint: []
    case .downMachine: [.machine, .reason]
    case .lines: [.count, .states, .down]
    case .stateCount: [.count, .state]
    case .machinesDown: [.count]
    }
  }
}

/// Schedules.
enum ScheduleMessage: String, MessageKey {
  static let group = "schedule"
  case nothing, headline, operations
  case workOrders = "work_orders"
  case orders, shown
  case noneBehind = "none_behind"
  case behind

  var places: Set<Place> {
    switch self {
    case .nothing: [.scope, .period]
    case .headline: [.scope, .period, .operations, .workOrders, .orders, .more, .behind]
    case .operations, .workOrders, .orders, .shown, .behind: [.count]
    case .noneBehind: []
    }
  }
}
