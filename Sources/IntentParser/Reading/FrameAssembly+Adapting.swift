// What only some intents do with their pieces.
extension FrameAssembly {
  /// An alert is never late, and a line neither: "alert me when SMT 1 is late" asks for no alerts, and for no status.
  /// No order is short: "what are we short of for next week's orders" asks for no orders. Nor is one down or idle:
  /// machines are.
  func statesFit() -> Bool {
    // What is due is a matter of a date: no order is in that state.
    if rule.sets["state"]?.isEmpty == true { return true }
    let own = ["short", "due", "down", "setup", "idle", "planned_stop", "off"]
    let isChecked =
      rule.intent == .status || frame.entity == .alert || frame.entity == .material && !frame.filters[.order].isEmpty
      || frame.filters[.state].contains(where: own.contains)
    if frame.filters[.state].contains("due"), rule.intent != .list, frame.metrics != ["maintenance_jobs"] {
      return false
    }
    guard let entity = frame.entity else { return true }
    // "what is late and for which customer": a customer is in no state.
    let stateless: [Entity] = [.customer, .product, .site, .stage, .shift]
    if rule.intent == .list, stateless.contains(entity), !frame.filters[.state].isEmpty { return false }
    if frame.exclude[.state].isEmpty, frame.filters[.state].isEmpty { return true }
    guard let states = entity.states else { return true }
    // "orders not due this week": due is no state of an order that could be left out.
    guard states.isSuperset(of: frame.exclude[.state].map(entity.state)) else { return false }
    guard isChecked else { return true }
    return states.isSuperset(of: frame.filters[.state].map(entity.state))
  }

  /// Several states mean any of them, so "late and blocked" has no place: no order would have to be both. What is
  /// blocked is open anyway, and what is late without a time is too.
  mutating func joinStates() -> Bool {
    guard rule.intent == .list || rule.intent == .kpi, frame.filters[.state].count > 1 else { return true }
    let isOfOrders =
      frame.metrics.contains { ["orders", "late_orders", "order_quantity"].contains($0) }
      || [Entity.order, .workOrder, .operation].contains {
        [frame.entity?.rawValue, entities.first?.name].contains($0.rawValue)
      }
    guard isOfOrders else { return true }
    let unfinished = ["at_risk", "not_started", "planned", "running", "blocked", "waiting"]
    let others = frame.filters[.state].filter { $0 != "open" }
    if others.count == 1, unfinished.contains(others[0]) || others == ["late"] && frame.period == nil {
      frame.filters[.state] = others
      return true
    }
    let places = pieces.indices.filter { pieces[$0].kind == .state }
    guard let first = places.first, let last = places.last else { return true }
    // "late or blocked", "which are late and which are blocked"
    let between = pieces[first...last]
    return zip(between, between.dropFirst()).contains { word, next in
      word.isJoin && (word.label == "or" || next.kind == .stop && ["asks", "which"].contains(next.label))
    }
  }

  /// A line that is "running" is in `run`, an order in `running`; a question whether something runs asks its status.
  mutating func adaptStates() {
    if [.status, .delay, .loss, .forecast].contains(rule.intent) {
      // Their number is foretold, and not which of them.
      let foretold = rule.intent == .forecast && frame.metrics == ["late_orders"]
      if rule.intent != .status || frame.intent == .status {
        frame.filters[.state] = rule.intent == .forecast && !foretold ? statesChosenBy() : []
        frame.exclude[.state] = []
      }
      // "is DIP 2 in changeover": the state is told with its reason.
      if frame.intent == .status { frame.filters[.reason] = [] }
      // "when will it be shipped": without a time the date filters nothing.
      if frame.period == nil { frame.periodOf = nil }
    }
    // "how long was it idle" is its idle time: the rule takes the state for the KPI.
    if rule.sets["state"]?.isEmpty == true { frame.filters[.state] = [] }
    countStopsOfThePast()
    // "how long was it down" is its downtime.
    if frame.metrics == ["downtime"], frame.filters[.state] == ["down"] { frame.filters[.state] = [] }
    // "what share of all late orders are Aurora's late orders"
    if frame.metrics == ["late_orders"], frame.filters[.state] == ["late"] { frame.filters[.state] = [] }
    // An alert that is not acknowledged is one that nobody took.
    if frame.entity == .alert || frame.metrics == ["alerts"], frame.exclude[.state] == ["acknowledged"] {
      frame.exclude[.state] = []
      frame.filters.add("unacknowledged", to: .state)
    }
    // "still due on Friday", "still to be shipped": what is not done yet.
    let dates: [PeriodOf?] = [.due, .requested, .promised]
    if pieces.contains(where: { $0.kind == .turn && $0.label == "still" }), saysStill, frame.period == nil,
      frame.entity == .order && rule.intent == .list || frame.metrics == ["orders"], frame.filters[.state].isEmpty
    {
      frame.filters.add("open", to: .state)
    }
    if dates.contains(frame.periodOf), rule.intent == .list || rule.intent == .kpi, frame.filters[.state].isEmpty,
      saysStill
    {
      frame.filters.add("open", to: .state)
    }
    // "late with more than 5 orders": that many late ones.
    if frame.metrics == ["orders"], frame.filters[.state] == ["late"],
      frame.having.contains(where: { $0.metric == "orders" })
    {
      frame.metrics = ["late_orders"]
      frame.filters[.state] = []
      for index in frame.having.indices where frame.having[index].metric == "orders" {
        frame.having[index].metric = "late_orders"
      }
      if frame.rank?.metric == "orders" { frame.rank?.metric = "late_orders" }
    }
    // What is left is of open orders anyway.
    if frame.metrics == ["backlog"], frame.filters[.state] == ["open"] { frame.filters[.state] = [] }
    guard let entity = frame.entity else { return }
    // What is not done is open.
    if [.order, .workOrder, .operation].contains(entity), frame.exclude[.state] == ["done"] {
      frame.exclude[.state] = []
      frame.filters.add("open", to: .state)
    }
    frame.filters[.state] = frame.filters[.state].map(entity.state)
    frame.exclude[.state] = frame.exclude[.state].map(entity.state)
  }

  /// "still due", "còn đơn nào phải giao"; without a thing the same word only goes on with the talk: "còn tuần sau?"
  private var saysStill: Bool {
    if asks("still") { return true }
    guard pieces.contains(where: { $0.kind == .turn && $0.label == "still" }) else { return false }
    return pieces.contains {
      $0.kind == .entity || $0.kind == .metric && ["orders", "maintenance_jobs"].contains($0.label)
    }
  }

  /// "Where did we lose most OEE", "how much output did we lose": what was lost of it is no value of it, and the highest
  /// is not what lost most.
  var measuresWhatWasLost: Bool {
    guard rule.intent == .kpi, pieces.contains(where: { $0.kind == .cue && $0.label == "lose" }) else { return false }
    let made = ["output", "good", "throughput"]
    return frame.metrics.contains { name in
      made.contains(name) || Metric[name].map { $0.unit == .ratio && !$0.lowIsBetter } ?? false
    }
  }

  /// "Is a machine broken now", "which are standing": how it stands, and no number of an instant. Nor has
  /// anything stopped tomorrow.
  var countsAnInstant: Bool {
    guard rule.intent == .kpi, !pieces.contains(where: { $0.kind == .metric }) else { return false }
    let isOfStops = frame.metrics == ["stops"] || frame.metrics == ["failures"]
    return isOfStops && (frame.period == .now || frame.period?.isAhead == true || asks("doing"))
  }

  /// "Which machines were down yesterday": those that stopped then, and not those that stand now.
  private mutating func countStopsOfThePast() {
    guard frame.intent == .list, frame.entity == .machine || frame.entity == .line, frame.rank == nil,
      frame.having.isEmpty, frame.filters[.state] == ["down"], let period = frame.period, period != .now,
      period != .relative(.day, offset: 0), !period.isAhead, let grouping = frame.entity?.rawValue
    else { return }
    frame.filters[.state] = []
    (frame.intent, frame.entity, frame.metrics) = (.kpi, nil, ["stops"])
    frame.by = Grouping(entity: grouping).map { [$0] } ?? []
  }

  /// "When will the late orders be done" is asked of the late ones; "which will be late" asks for no such choice.
  private func statesChosenBy() -> [String] {
    guard frame.filters[.order].isEmpty, frame.filters[.workOrder].isEmpty else { return [] }
    let isEnd = { (piece: ChartEntry) in
      piece.kind == .cue && ["finish", "finish_now", "forecast"].contains(piece.label)
        || piece.kind == .state && piece.label == "done"
    }
    let end = pieces.lastIndex(where: isEnd) ?? 0
    // "ETA of the late orders": said of the orders wherever they stand.
    let ofOrders = zip(pieces, pieces.dropFirst()).filter { state, next in
      next.kind == .entity && next.label == "order" && state.end == next.start
    }.map(\.0)
    let chosen = (pieces.prefix(end) + ofOrders).filter { $0.kind == .state && !isEnd($0) }.compactMap(\.label)
    return frame.filters[.state].filter(chosen.contains)
  }

  /// KPIs that have a value of each order, stop or operation.
  static let perItem: Set = ["lead_time", "queue_time", "stop_duration", "lateness", "order_quantity", "mttr", "mtbf"]

  /// A statistic condenses values per item. The average of a rate is its plain value, that of a sum is another number:
  /// only a table by hour, day or week shows what it would be taken of.
  mutating func adaptStatistic() -> Bool {
    let perItem = Self.perItem
    // One order has one quantity; "ordered in total" asks for the total of it.
    if frame.metrics == ["order_quantity"], frame.filters[.order].count == 1,
      !pieces.contains(where: { $0.kind == .statistic }) || !pieces.contains(where: \.saysOrdered)
    {
      frame.statistic = nil
    }
    guard let statistic = frame.statistic, !frame.metrics.contains(where: perItem.contains) else { return true }
    frame.statistic = nil
    guard statistic == .mean else { return statistic == .sum }
    let means = ["throughput", "cycle_time", "wip", "backlog", "dpmo"]
    let isOfSum = frame.metrics.contains { name in
      Metric[name].map { $0.unit != .ratio } ?? false && !means.contains(name)
    }
    return !isOfSum || frame.by.contains { if case .grain = $0 { true } else { false } }
  }

  /// Which date a period filters is a matter of orders, jobs and alerts; units planned are a KPI of their own.
  mutating func adaptDate() -> Bool {
    // "Can we finish it by Friday": a forecast is of nothing else than the end.
    if rule.intent == .forecast, frame.periodOf == .completed { frame.periodOf = nil }
    // What is over is not foretold, nor how long something waits.
    if rule.intent == .forecast, frame.period?.isOver == true || foretellsWaiting { return false }
    // "Can SO-24340 be delivered by Friday": of one order the day is the one it is to be done by.
    if rule.intent == .forecast, frame.periodOf == .due, frame.period != nil, frame.oneOrder != nil {
      frame.periodOf = nil
    }
    // What is free is a matter of the plan to come.
    if rule.intent == .schedule, rule.sets["state"] == [], frame.aspect == .capacity, frame.period?.isAhead != true {
      return false
    }
    // What began yesterday is not what the plan had begin.
    if rule.intent == .schedule, pieces.contains(where: { $0.kind == .cue && $0.label == "begins" }),
      case .relative(_, let offset)? = frame.period, offset < 0
    {
      return false
    }
    // When an order is due is no forecast.
    if rule.intent == .forecast, frame.periodOf == .due, frame.period == nil { return false }
    // What should have been made by now is the plan up to now.
    if frame.metrics == ["planned_output"], frame.period == .now { frame.period = .toDate(.day) }
    // How busy a line will be is a matter of the plan.
    if rule.intent == .kpi, frame.metrics == ["utilization"], frame.period?.isAhead == true { return false }
    guard rule.intent == .kpi, let of = frame.periodOf else { return true }
    // Units that are due or ordered are those of the orders, and none that were made.
    let ofOrders: Set<PeriodOf> = [.due, .requested, .promised, .placed]
    // No line and no shift orders: "ca trước bao nhiêu hàng đạt" without marks is no "hàng đặt".
    let places: [Dimension] = [.line, .lineKind, .stage, .machine, .shift]
    if of == .placed, frame.metrics == ["output"] || frame.metrics == ["order_quantity"],
      places.contains(where: { !frame.filters[$0].isEmpty })
    {
      return false
    }
    if frame.metrics == ["output"], ofOrders.contains(of), namesOnlyThings {
      frame.metrics = ["order_quantity"]
      frame.statistic = frame.statistic ?? .sum
    }
    if frame.metrics == ["order_quantity"], frame.period == nil { frame.periodOf = nil; return true }
    // "how many late orders have we got" asks for those that there are.
    if frame.metrics == ["late_orders"], of == .placed, frame.period == nil { return false }
    // The plan is of what is to be finished; alerts and jobs are not ordered.
    if frame.metrics == ["planned_output"], of == .planned || of == .completed { frame.periodOf = nil; return true }
    let ordered: Set<PeriodOf> = [.placed, .released, .promised, .requested]
    if ordered.contains(of), frame.metrics.contains(where: { ["alerts", "maintenance_jobs"].contains($0) }) {
      return false
    }
    let dated = [
      "orders", "late_orders", "order_quantity", "lateness", "lead_time", "backlog", "on_time_delivery", "alerts",
      "maintenance_jobs",
    ]
    if frame.metrics == ["maintenance_jobs"], of == .completed { frame.periodOf = .done }
    if of == .raised { return frame.metrics == ["alerts"] }
    if frame.metrics.allSatisfy(dated.contains) { return true }
    guard frame.metrics == ["output"], of == .planned || of == .completed else { return false }
    if of == .planned { frame.metrics = ["planned_output"] }
    frame.periodOf = nil
    return true
  }

  /// "chờ liệu mấy lần": what waits is no order, and nothing that will be done is named.
  private var foretellsWaiting: Bool {
    frame.metrics.isEmpty && entities.isEmpty && frame.oneOrder == nil
      && pieces.contains { $0.kind == .state && ["waiting", "short"].contains($0.label) }
  }

  /// "boards", without "made" or "produced" beside it.
  var namesOnlyThings: Bool {
    let labels = pieces.filter { $0.kind == .unit }.map(\.label)
    return labels.contains("thing") && !labels.contains("made")
  }

  /// "is oee good", "good quality": a judgement, not the number of good units.
  var judges: Bool {
    let named = frame.metrics + frame.terms
    // "was SMT 1 good yesterday"
    if frame.metrics == ["good"], let first = opening, first.kind == .stop, ["is", "was"].contains(first.label),
      !pieces.contains(where: { $0.kind == .unit || $0.kind == .metric && $0.end > $0.start + 1 })
    {
      return true
    }
    return named.contains("good") && named.contains { Metric[$0]?.unit == .ratio }
  }

  /// "how many units have we finished": what is put out is finished.
  private mutating func dropDoneOfOutput() {
    if rule.intent == .kpi, frame.metrics == ["output"], frame.filters[.state] == ["done"] {
      frame.filters[.state] = []
    }
  }

  private static let ofMachines: Set = [
    "oee", "availability", "performance", "quality", "cycle_time", "throughput", "utilization",
  ]

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
    let machines = ["off", "idle", "setup", "run", "planned_stop"]
    if frame.filters[.state].contains(where: { ["cleared", "short"].contains($0) }), frame.metrics != ["alerts"] {
      return false
    }
    if frame.filters[.state].contains("down"), frame.metrics != ["downtime"] { return false }
    // "what cycle time are we running": a rate of machines is of no orders that run.
    if frame.metrics.contains(where: Self.ofMachines.contains) { return false }
    return !frame.filters[.state].contains(where: machines.contains)
  }

  /// "When the scrap rate is too high": a bare "high" judges, unless orders are spoken of.
  private func prioritiesFit() -> Bool {
    guard rule.intent == .kpi || rule.intent == .watch || rule.intent == .loss, !frame.filters[.priority].isEmpty,
      frame.filters[.priority] != ["urgent"] || !machines.isEmpty
        || frame.metrics.contains(where: Self.ofMachines.contains)
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
    // Orders have no defects: "thiếu linh kiện gì cho các đơn" is short of material.
    if rule.intent == .list, [.order, .workOrder].contains(frame.entity), !frame.filters[.defect].isEmpty {
      return false
    }
    // "show me how much time changeovers cost us": no stops.
    if rule.intent == .list, pieces.contains(where: { $0.kind == .cue && $0.label == "show_the" }),
      frame.filters[.reason].contains(where: { grammar.names.entry(.reason, $0)?.category != "down" })
    {
      return false
    }
    // A defect is found or traced, and not produced: "tombstoned boards".
    let flawed = ["defects", "escapes", "dpmo"]
    if rule.intent == .kpi, !frame.filters[.defect].isEmpty, !frame.metrics.contains(where: flawed.contains) {
      farFetched += Costs.farFetched
    }
    dropDoneOfOutput()
    guard prioritiesFit(), statesOfKpiFit() else { return false }
    guard rule.intent == .kpi, !frame.filters[.reason].isEmpty else { return true }
    // "orders that are in setup": those are orders, and no minutes of each.
    if entities.first?.name == "order", !pieces.contains(where: { $0.kind == .metric || $0.kind == .cue }),
      ranks.isEmpty,
      thresholds.isEmpty
    {
      return false
    }
    // "is DIP 2 in changeover" asks how it stands, and not for minutes.
    let named = pieces.contains { $0.kind == .metric || $0.kind == .by || $0.kind == .grain || $0.kind == .cue }
    if opening.map({ $0.kind == .stop && $0.label == "is" }) ?? false, !named, frame.period == nil,
      !frame.filters[.line].isEmpty || !frame.filters[.machine].isEmpty
    {
      return false
    }
    let reasoned = [
      "downtime", "setup_time", "idle_time", "lost_time", "planned_stop_time", "stops", "micro_stops", "failures",
      "stop_duration", "mttr", "mtbf",
    ]
    // A changeover and a wait are no stops: their number would always be zero.
    let counts = ["stops", "micro_stops", "failures"]
    let categories = frame.filters[.reason].compactMap { grammar.names.entry(.reason, $0)?.category }
    if categories.contains(where: { $0 != "down" }) {
      if frame.metrics.contains(where: counts.contains) { return false }
      // Nor has one of them a length; only how long they took in all is kept.
      if frame.metrics.contains("stop_duration"), frame.statistic != .sum { return false }
    }
    // "how often did we wait for material, and for how long": that time is no answer to the first.
    if frame.metrics == ["lost_time"] || frame.metrics == ["downtime"] && categories.contains(where: { $0 != "down" }),
      pieces.contains(where: { $0.kind == .cue && $0.label == "count" })
    {
      return false
    }
    // "how many changeovers" does not ask for how long they took.
    let isCounted =
      asks("asks_number") || ranks.contains(where: \.isCount)
      || pieces.contains { $0.kind == .cue && ["count", "how_often"].contains($0.label) }
    if isCounted, frame.metrics == ["downtime"], !pieces.contains(where: { $0.kind == .metric }) { return false }
    return frame.metrics.allSatisfy(reasoned.contains)
  }
}

extension ChartEntry {
  /// "ordered", whether as a date or not.
  fileprivate var saysOrdered: Bool { kind == .date && label == "placed" || kind == .cue && label == "ordered" }
}
