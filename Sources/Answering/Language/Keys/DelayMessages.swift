/// Why orders are late.
enum DelayMessage: String, MessageKey {
  static let group = "delay"
  // Against the due date
  case noDueDate = "no_due_date"
  case completedLate = "completed_late"
  case completedEarly = "completed_early"
  case overdue
  case notYetDue = "not_yet_due"
  // Against the plan
  case endedLate = "ended_late"
  case endedEarly = "ended_early"
  case endedAsPlanned = "ended_as_planned"
  case expectedLate = "expected_late"
  case expectedEarly = "expected_early"
  case expectedAsPlanned = "expected_as_planned"
  // What cannot be explained
  case noOperations = "no_operations"
  case noPlan = "no_plan"
  case noForecast = "no_forecast"
  case notExplained = "not_explained"
  // The orders of a period
  case noneLate = "none_late"
  case lateOrders = "late_orders"
  case noDelayOf = "no_delay_of"
  case worstStage = "worst_stage"
  case ofOrders = "of_orders"
  case ordersTitle = "orders_title"
  // Parts
  case mostly
  case noDelay = "no_delay"
  case part
  case waitingAt = "waiting_at"
  case at
  case busyWith = "busy_with"
  case theMachine = "the_machine"
  case detailed
  case waitedLess = "waited_less"
  case ofOrder = "of_order"
  // Notes
  case openOrder = "open_order"
  case openOrders = "open_orders"
  case wallTime = "wall_time"
  case wallTimeByStage = "wall_time_by_stage"

  var places: Set<Place> {
    switch self {
    case .noDueDate, .noOperations, .ofOrder, .openOrder: [.order]
    case .completedLate, .completedEarly: [.order, .duration, .time, .due]
    case .overdue: [.order, .duration, .due]
    case .notYetDue: [.order, .due]
    case .endedLate, .endedEarly, .expectedLate, .expectedEarly: [.duration]
    case .noPlan, .noForecast: [.stage]
    case .notExplained: [.orders]
    case .noneLate: [.scope, .period]
    case .lateOrders: [.count, .scope, .period]
    case .noDelayOf, .ofOrders: [.orders]
    case .worstStage: [.stage, .delay, .share, .total, .orders, .summary]
    case .mostly: [.names]
    case .part: [.evidence, .duration]
    case .waitingAt, .at: [.stage, .cause]
    case .busyWith: [.machine, .order]
    case .detailed: [.cause, .details]
    case .openOrders: [.count]
    case .endedAsPlanned, .expectedAsPlanned, .ordersTitle, .noDelay, .theMachine, .waitedLess, .wallTime,
      .wallTimeByStage:
      []
    }
  }
}
