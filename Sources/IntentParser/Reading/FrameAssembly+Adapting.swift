// What only some intents do with their pieces.
extension FrameAssembly {
  /// An alert is never late, and a line neither: "alert me when SMT 1 is late" asks for no alerts, and for no status.
  /// No order is short: "what are we short of for next week's orders" asks for no orders.
  func statesFit() -> Bool {
    let isChecked =
      rule.intent == .status || frame.entity == .alert
      || frame.filters[.state].contains { $0 == "short" || $0 == "due" }
    guard isChecked, let entity = frame.entity, let states = entity.states else {
      return true
    }
    return states.isSuperset(of: frame.filters[.state].map(entity.state))
  }

  /// A line that is "running" is in `run`, an order in `running`; a question whether something runs asks its status.
  mutating func adaptStates() {
    if [.status, .delay, .loss, .forecast].contains(rule.intent) {
      if rule.intent != .status || frame.intent == .status {
        (frame.filters[.state], frame.exclude[.state]) = ([], [])
      }
      // "is DIP 2 in changeover": the state is told with its reason.
      if frame.intent == .status { frame.filters[.reason] = [] }
      // "when will it be shipped": without a time the date filters nothing.
      if frame.period == nil { frame.periodOf = nil }
    }
    // "how long was it idle" is its idle time: the rule takes the state for the KPI.
    if rule.sets["state"]?.isEmpty == true { frame.filters[.state] = [] }
    // "how long was it down" is its downtime.
    if frame.metrics == ["downtime"], frame.filters[.state] == ["down"] { frame.filters[.state] = [] }
    // An alert that is not acknowledged is one that nobody took.
    if frame.entity == .alert || frame.metrics == ["alerts"], frame.exclude[.state] == ["acknowledged"] {
      frame.exclude[.state] = []
      frame.filters.add("unacknowledged", to: .state)
    }
    guard let entity = frame.entity else { return }
    // What is not done is open.
    if [.order, .workOrder, .operation].contains(entity), frame.exclude[.state] == ["done"] {
      frame.exclude[.state] = []
      frame.filters.add("open", to: .state)
    }
    frame.filters[.state] = frame.filters[.state].map(entity.state)
    frame.exclude[.state] = frame.exclude[.state].map(entity.state)
  }

  /// A statistic condenses values per item; the total or average of anything else is its plain value.
  mutating func adaptStatistic() -> Bool {
    let perItem = ["lead_time", "queue_time", "stop_duration", "lateness", "order_quantity", "mttr", "mtbf"]
    guard let statistic = frame.statistic, !frame.metrics.contains(where: perItem.contains) else { return true }
    frame.statistic = nil
    return statistic == .sum || statistic == .mean
  }

  /// Which date a period filters is a matter of orders, jobs and alerts; units planned are a KPI of their own.
  mutating func adaptDate() -> Bool {
    // "Can we finish it by Friday": a forecast is of nothing else than the end.
    if rule.intent == .forecast, frame.periodOf == .completed { frame.periodOf = nil }
    guard rule.intent == .kpi, let of = frame.periodOf else { return true }
    let dated = [
      "orders", "late_orders", "order_quantity", "lateness", "lead_time", "backlog", "on_time_delivery", "alerts",
      "maintenance_jobs",
    ]
    if frame.metrics == ["maintenance_jobs"], of == .completed { frame.periodOf = .done }
    if frame.metrics.allSatisfy(dated.contains) { return true }
    guard frame.metrics == ["output"], of == .planned || of == .completed else { return false }
    if of == .planned { frame.metrics = ["planned_output"] }
    frame.periodOf = nil
    return true
  }

  /// "is oee good", "good quality": a judgement, not the number of good units.
  var judges: Bool { frame.metrics.contains("good") && frame.metrics.contains { Metric[$0]?.unit == .ratio } }

  /// Units have no state: "boards off test line 2" does not ask for a line that is off.
  private func statesOfKpiFit() -> Bool {
    guard rule.intent == .kpi, rule.sets["state"] == nil, !frame.filters[.state].isEmpty else { return true }
    // "how many were on time and how many late" asks for two numbers, and not for their sum.
    if frame.filters[.state].count > 1, entities.isEmpty || frame.metrics.contains("orders") { return false }
    if frame.metrics.contains("late_orders"),
      frame.metrics.contains("orders") || frame.filters[.state].contains("on_time")
    {
      return false
    }
    let machines: Set = ["off", "idle", "setup", "run", "planned_stop"]
    if frame.filters[.state].contains("down"), frame.metrics != ["downtime"] { return false }
    return !frame.filters[.state].contains(where: machines.contains)
  }

  /// "When the scrap rate is too high": a bare "high" judges, unless orders are spoken of.
  private func prioritiesFit() -> Bool {
    guard rule.intent == .kpi || rule.intent == .watch || rule.intent == .loss, !frame.filters[.priority].isEmpty,
      frame.filters[.priority] != ["urgent"]
    else { return true }
    let ofOrders = ["orders", "late_orders", "backlog", "order_quantity", "on_time_delivery", "lateness", "lead_time"]
    return entities.contains { $0.name == "order" || $0.name == "work_order" }
      || frame.metrics.contains(where: ofOrders.contains)
      || pieces.contains { $0.kind == .priority && $0.end > $0.start + 1 }
  }

  /// Only stops and lost time have a reason: "output due to changeover" means nothing that can be counted.
  mutating func reasonsFit() -> Bool {
    // An order has no stop reason: "waiting for material" is its state.
    if rule.intent == .list, [.order, .workOrder, .operation].contains(frame.entity), !frame.filters[.reason].isEmpty {
      farFetched += Costs.farFetched
    }
    // A defect is found or traced, and not produced: "tombstoned boards".
    let flawed = ["defects", "escapes", "dpmo"]
    if rule.intent == .kpi, !frame.filters[.defect].isEmpty, !frame.metrics.contains(where: flawed.contains) {
      farFetched += Costs.farFetched
    }
    guard prioritiesFit(), statesOfKpiFit() else { return false }
    // "how much time do we lose in micro stops": their number is no answer.
    if rule.intent == .kpi, pieces.contains(where: { $0.kind == .cue && $0.label == "how_long" }),
      !frame.metrics.contains(where: { Metric[$0]?.unit == .duration || Metric[$0] == nil })
    {
      return false
    }
    guard rule.intent == .kpi, !frame.filters[.reason].isEmpty else { return true }
    // "is DIP 2 in changeover" asks how it stands, and not for minutes.
    let named = pieces.contains { $0.kind == .metric || $0.kind == .by || $0.kind == .grain || $0.kind == .cue }
    if pieces.first.map({ $0.kind == .stop && $0.label == "is" }) ?? false, !named, frame.period == nil,
      !frame.filters[.line].isEmpty || !frame.filters[.machine].isEmpty
    {
      return false
    }
    let reasoned = [
      "downtime", "setup_time", "idle_time", "lost_time", "planned_stop_time", "stops", "micro_stops", "failures",
      "stop_duration", "mttr", "mtbf",
    ]
    return frame.metrics.allSatisfy(reasoned.contains)
  }
}
