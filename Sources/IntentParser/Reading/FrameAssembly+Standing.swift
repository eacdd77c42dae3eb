// How orders, jobs and lines stand: what is done, what is still to come, and the dates that tell the two apart.
extension FrameAssembly {
  /// A job that is open or not begun is not done: what was planned in the time asked about, or ahead of now and before.
  mutating func maintenanceNotDone() {
    guard frame.entity == .maintenance || frame.metrics == ["maintenance_jobs"] else { return }
    if frame.exclude[.state] == ["done"] {
      frame.exclude[.state] = []
      frame.filters.add("open", to: .state)
    }
    guard frame.filters[.state].contains(where: { $0 == "open" || $0 == "not_started" }) else { return }
    let others = frame.filters[.state].filter { $0 != "open" && $0 != "not_started" }
    let isNow = frame.period == nil || frame.period == .now
    frame.filters[.state] = !others.isEmpty ? others : isNow ? ["late", "due"] : ["due"]
  }

  /// "orders we completed yesterday": completed in that time, and not those due then that are done now.
  mutating func completedInPeriod() {
    guard frame.period != nil, frame.periodOf == nil, frame.filters[.state] == ["done"],
      frame.entity == .order || frame.metrics == ["orders"] || frame.metrics == ["maintenance_jobs"]
    else { return }
    frame.filters[.state] = []
    // "tháng sau bảo trì mấy lần": what lies ahead is planned.
    if rule.sets["state"] == ["done"], frame.metrics == ["maintenance_jobs"], frame.period?.isAhead == true { return }
    frame.periodOf = frame.metrics == ["maintenance_jobs"] ? .done : .completed
  }

  /// "Orders shipped to Aurora" are done; "orders released" without a time would be all there are.
  mutating func dateHasPeriod() -> Bool {
    // How many orders will be completed is foretold.
    if frame.intent == .kpi, frame.metrics == ["orders"], frame.periodOf == .completed, frame.period?.isAhead == true {
      guard frame.filters[.state].isEmpty else { return false }
      (frame.intent, frame.periodOf) = (.forecast, nil)
      return true
    }
    guard frame.intent == .list, let date = frame.periodOf else { return true }
    // Alerts and stops are not ordered, and orders go off in no alarm.
    let ordered: [PeriodOf] = [.placed, .released, .promised, .requested]
    if date == .raised, frame.entity != .alert { return false }
    guard [.order, .workOrder, .operation].contains(frame.entity), frame.filters[.severity].isEmpty else {
      return !ordered.contains(date)
    }
    if date == .completed, frame.entity == .alert { return false }
    // Nothing was ordered tomorrow, and nothing completed: which orders will be is foretold.
    if date == .placed, frame.period?.isAhead == true { return false }
    if date == .completed, frame.period?.isAhead == true {
      guard frame.entity == .order, frame.filters[.state].isEmpty else { return false }
      (frame.intent, frame.entity, frame.periodOf) = (.forecast, nil, nil)
      return true
    }
    guard frame.period == nil, frame.excludedPeriod == nil else { return true }
    if date == .completed, frame.filters[.state].isEmpty || frame.filters[.state] == ["done"] {
      (frame.filters[.state], frame.periodOf) = (["done"], nil)
    }
    return frame.periodOf == nil || frame.periodOf == .due
  }

  /// "Which stage is order X in" and "show order X" ask for the status of that order, whatever else they list.
  mutating func askWhereAnOrderStands() {
    let places: [Entity] = [.stage, .line, .machine, .order, .workOrder]
    guard frame.intent == .list, let entity = frame.entity, places.contains(entity) else { return }
    // "the work orders of SO-25090" are a list.
    if entity == .workOrder, frame.filters[.workOrder].isEmpty,
      entities.contains(where: { $0.plural }) || !frame.filters[.state].isEmpty
    {
      return
    }
    for (dimension, thing) in [(Dimension.workOrder, Entity.workOrder), (.order, .order)]
    where frame.filters[dimension].count == 1 {
      (frame.intent, frame.entity) = (.status, thing)
      frame.filters[.state] = []
    }
  }

  /// "What is on SMT 1 tomorrow": what a line will do is its plan, and no state.
  mutating func askWhatIsPlanned() {
    guard frame.intent == .status, frame.period?.isAhead == true, frame.aspect == nil, frame.filters[.order].isEmpty,
      frame.entity == .line || frame.entity == .machine || frame.entity == .stage
    else { return }
    (frame.intent, frame.entity) = (.schedule, nil)
    frame.filters[.state] = []
  }

  /// "SO-25090 done by Friday?": of one order that asks when it will be done, and no state has a time.
  mutating func askWhetherDone() {
    guard frame.intent == .status, frame.periodOf == .completed else { return }
    guard frame.entity == .order || frame.entity == .workOrder else { return }
    switch frame.period {
    case .before, .until: (frame.intent, frame.entity, frame.aspect, frame.periodOf) = (.forecast, nil, nil, nil)
    default: break
    }
  }
}
