// Between things and their number: "list them" after a number, "how many" after a list, the longest, the total.
extension FollowUp {
  /// The frame as the kind of answer that the turn asks for: a number, or which ones. Nil where it has none of that kind.
  func asAsked(_ frame: Frame, _ turn: TurnPieces, _ before: Frame) -> Frame? {
    if turn.saysHowMany || turn.saysAmount && frame.intent == .list { return number(frame, turn, before) }
    let lists = turn.has(.cue, "list")
    let asksThings =
      (turn.asksWhich || lists) && !turn.content.contains { [.entity, .rank, .metric, .unit].contains($0.kind) }
    // "list those", "list the stops"
    let listsThem =
      (lists || turn.has(.cue, "show_the"))
      && (turn.pointsAtSeveral || turn.saysThose || turn.content.contains { $0.kind == .metric })
    guard asksThings || listsThem, frame.intent == .kpi else { return frame }
    if frame.rank == nil, frame.by.isEmpty || listsThem, let list = frame.listed { return list }
    // Things in a state are no rows of a table: "which ones are critical" of alerts by line.
    guard turn.content.contains(where: { [.state, .severity, .priority].contains($0.kind) }) else { return frame }
    guard var list = frame.listed else { return Metric[frame.metrics.first ?? ""]?.item == nil ? frame : nil }
    if frame.rank?.limit != nil {
      guard let rows = Pronoun.rows(of: conversation) else { return nil }
      for dimension in rows.dimensions { list.filters[dimension] = rows[dimension] }
      list.rank = nil
      if !list.inherited.contains("filters") { list.inherited.append("filters") }
    }
    list.inherited.removeAll { $0 == "by" || $0 == "rank" }
    return list
  }

  /// "how many were feeder jams": of the whole list, though only the longest was asked for last.
  private func number(_ frame: Frame, _ turn: TurnPieces, _ before: Frame) -> Frame? {
    var frame = frame
    if frame.intent == .list {
      if frame.rank == before.rank, frame.rank?.limit == 1 {
        frame.rank = nil
        frame.inherited.removeAll { $0 == "rank" }
      }
      return frame.numbered
    }
    guard frame.intent == .kpi, !turn.hasMetric, frame.metrics == before.metrics else { return frame }
    // "how many over 5 minutes" after their mean length: how many of the stops.
    if frame.metrics == ["stop_duration"] {
      (frame.metrics, frame.statistic, frame.rank) = (["stops"], nil, nil)
      frame.inherited.removeAll { $0 == "metrics" || $0 == "statistic" || $0 == "rank" }
      return frame
    }
    // "how many changeovers" after their time: a length is no number.
    let counts = frame.metrics.allSatisfy { (Metric[$0] ?? reader.grammar.ownMetrics[$0])?.unit == .count }
    return counts || !frame.having.isEmpty && !frame.by.isEmpty ? frame : nil
  }

  /// "list them" after a number of things.
  func listed(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    guard before.rank == nil, before.having.isEmpty, let list = before.listed, let entity = list.entity,
      !turn.saysHowMany, turn.saysWhichOnes || reader.readings.first?.frame.filters.isEmpty ?? true,
      turn.content.contains(where: { $0.kind == .cue && ["list", "show_the"].contains($0.label) }) || turn.saysWhichOnes
        || turn.pointsBack && !turn.hasMetric
        || turn.content.count == 1 && turn.has(.entity, entity.rawValue),
      turn.content.allSatisfy({
        $0.kind == .cue && ["list", "show_the"].contains($0.label)
          || $0.kind == .entity && $0.label == entity.rawValue || $0.kind == .metric && $0.label == before.metrics[0]
          || $0.kind == .state && (entity.states?.contains($0.label ?? "") ?? false)
      })
    else { return nil }
    var frame = list
    // "which of them nobody took"
    let states = turn.content.filter { $0.kind == .state }.compactMap(\.label)
    if !states.isEmpty {
      guard states.count == 1, frame.filters[.state].isEmpty || frame.filters[.state] == ["open"] else { return nil }
      frame.filters[.state] = states
    }
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "entity" }
    return frame
  }

  /// "how many?" of a list, "how much?" of a ranking: their number, which its table shows.
  func toldAgain(_ before: Frame) -> Frame? {
    guard var frame = before.intent == .list ? before.numbered : before, frame.intent == .kpi,
      before.intent == .list || !before.by.isEmpty
    else { return nil }
    frame.inherited = TurnMerge.keys(of: frame).filter { before.intent == .kpi || $0 != "metrics" }
    return frame
  }

  /// "total quantity?" of orders.
  func quantity(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    let isOfOrders = before.intent == .list && before.entity == .order || before.isOfOrders
    guard isOfOrders, turn.has(.cue, "quantity"),
      turn.content.allSatisfy({ piece in
        piece.kind == .statistic && piece.label == Statistic.sum.rawValue || piece.label == "quantity"
      }), var frame = before.intent == .list ? before.numbered : before
    else { return nil }
    if frame.metrics == ["late_orders"] { frame.filters.add("late", to: .state) }
    (frame.metrics, frame.statistic) = (["order_quantity"], frame.oneOrder == nil ? .sum : nil)
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "metrics" && $0 != "statistic" }
    return frame
  }

  /// "how often?" of a time in which machines stood still.
  func howOften(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    guard before.intent == .kpi, ["downtime", "stop_duration", "mttr"].contains(before.metrics.first),
      before.metrics.count == 1, before.having.isEmpty, turn.has(.cue, "how_often"), turn.content.count == 1
    else { return nil }
    var frame = before
    (frame.metrics, frame.rank, frame.statistic) = ([before.metrics[0] == "mttr" ? "failures" : "stops"], nil, nil)
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "metrics" }
    return frame
  }

  /// "were any late?" of units ordered: the orders.
  func ordersInState(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    guard before.intent == .kpi, before.metrics == ["order_quantity"], before.rank == nil, before.having.isEmpty,
      before.compare.isEmpty, before.comparePeriod == nil, turn.content.contains(where: { $0.kind == .state }),
      !turn.tellsOfOne,
      turn.content.allSatisfy({
        $0.kind == .state || $0.kind == .cue && $0.label == "list" || $0.kind == .entity && $0.label == "order"
      })
    else { return nil }
    var frame = Frame(intent: .list, entity: .order)
    (frame.filters, frame.exclude) = (before.filters, before.exclude)
    (frame.period, frame.periodOf) = (before.period, before.periodOf)
    frame.filters[.state] = turn.content.compactMap { $0.kind == .state ? $0.label : nil }
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "entity" }
    return frame
  }

  /// "in total" of a table: one figure of all its rows; nil where only some are shown, or they have no sum.
  func total(of before: Frame) -> Frame? {
    let items = before.metrics.filter(FrameAssembly.perItem.contains)
    guard before.rank?.limit == nil, before.having.isEmpty, before.compare.isEmpty,
      items.allSatisfy({ $0 == "stop_duration" || $0 == "order_quantity" })
    else { return nil }
    var frame = before
    (frame.by, frame.rank, frame.show) = ([], nil, nil)
    if !items.isEmpty { frame.statistic = .sum }
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "statistic" }
    return frame
  }

  /// "late orders instead" of a table of another KPI: their number, taken apart in the same way.
  func lateOrders(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    guard before.intent == .kpi, !before.by.isEmpty, before.compare.isEmpty, turn.labels.contains("follow"),
      turn.content.count == 2, turn.has(.state, "late"), turn.has(.entity, Entity.order.rawValue),
      !before.by.contains(.dimension(.order))
    else { return nil }
    var frame = before
    (frame.metrics, frame.rank, frame.having, frame.statistic, frame.aspect) = (["late_orders"], nil, [], nil, nil)
    frame.filters[.state] = []
    if frame.period != nil { frame.periodOf = .due }
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "metrics" }
    return frame
  }

  /// "which was the longest?" of stops.
  func longest(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    guard before.intent == .list && before.entity == .stop || before.intent == .kpi && before.metrics == ["stops"],
      before.by.isEmpty, before.rank == nil, before.compare.isEmpty, before.comparePeriod == nil,
      turn.content.count == 1, case .rank(let phrase) = turn.content[0].meaning, phrase.metric == "stop_duration",
      phrase.entity == nil || phrase.entity == Entity.stop.rawValue, phrase.limit == nil
    else { return nil }
    var frame = before
    (frame.intent, frame.entity, frame.metrics) = (.list, .stop, [])
    frame.rank = Rank(metric: "stop_duration", direction: .desc, limit: 1)
    if turn.asksHowLong { return length(of: frame) }
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "rank" && $0 != "entity" }
    return frame
  }

  /// "how long was it?" of the longest stop.
  func length(of before: Frame) -> Frame? {
    guard var frame = before.lengthOfTheLongest else { return nil }
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "metrics" && $0 != "statistic" }
    return frame
  }

  /// "how long in total?" of stops.
  func lasted(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    let isOfStops = before.intent == .list && before.entity == .stop || before.metrics == ["stops"]
    guard isOfStops, turn.content.count == 1, before.rank == nil, before.having.isEmpty, before.compare.isEmpty,
      before.comparePeriod == nil
    else { return nil }
    var frame = Frame(intent: .kpi)
    (frame.metrics, frame.statistic) = (["stop_duration"], turn.has(.cue, "total_length") ? .sum : nil)
    // "dừng bao lâu": their time, as its KPI has it.
    if turn.has(.metric, "downtime") { (frame.metrics, frame.statistic) = (["downtime"], nil) }
    (frame.filters, frame.exclude, frame.period) = (before.filters, before.exclude, before.period)
    (frame.hours, frame.excludedPeriod) = (before.hours, before.excludedPeriod)
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "metrics" && $0 != "statistic" }
    return frame
  }

  /// "who are the customers?" after a list of orders: how many of them each has; "how many is that?".
  func counted(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    let content = turn.content.filter { $0.kind != .cue || $0.label != "list" }
    let isCount = content.count == 1 && (turn.has(.cue, "count") || turn.has(.cue, "count_things"))
    guard before.intent == .list, let entity = before.entity, var frame = before.numbered, content.count == 1,
      turn.lifted.isEmpty
    else { return nil }
    if case .entity(let name, true) = content[0].meaning, let dimension = Dimension(rawValue: name),
      dimension.rawValue != entity.rawValue
    {
      frame.by = [.dimension(dimension)]
    } else if !isCount {
      return nil
    }
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "by" }
    return frame
  }
}

extension Frame {
  /// How many things a list holds; nil where they have no number of their own, or only some of them are listed.
  var numbered: Frame? {
    let metrics: [Entity: String] = [
      .order: filters[.state] == ["late"] ? "late_orders" : "orders", .stop: "stops", .defect: "defects",
      .alert: "alerts", .maintenance: "maintenance_jobs",
    ]
    guard intent == .list, let metric = entity.flatMap({ metrics[$0] }), rank == nil,
      having.allSatisfy({ entity == .stop && $0.metric == "stop_duration" })
    else { return nil }
    var frame = self
    (frame.intent, frame.entity, frame.metrics) = (.kpi, nil, [metric])
    if metric == "late_orders" { frame.filters[.state] = [] }
    frame.inherited.removeAll { $0 == "entity" }
    return frame
  }

  /// A KPI of orders.
  var isOfOrders: Bool {
    intent == .kpi && !metrics.isEmpty && by.isEmpty && rank == nil && having.isEmpty && compare.isEmpty
      && metrics.allSatisfy { ["orders", "late_orders", "lateness", "lead_time"].contains($0) }
  }

  /// The things that a KPI counts; nil where it counts none, or the words around it are of their number.
  var listed: Frame? {
    let entities: [String: Entity] = [
      "orders": .order, "late_orders": .order, "order_quantity": .order, "alerts": .alert,
      "maintenance_jobs": .maintenance, "stops": .stop, "failures": .stop, "stop_duration": .stop, "defects": .defect,
    ]
    guard intent == .kpi, metrics.count == 1, let entity = entities[metrics[0]], aspect == nil,
      compare.isEmpty, comparePeriod == nil, hours == nil,
      having.allSatisfy({ entity == .stop && $0.metric == "stop_duration" })
    else { return nil }
    var frame = self
    (frame.intent, frame.entity, frame.metrics, frame.statistic, frame.by) = (.list, entity, [], nil, [])
    if metrics == ["late_orders"] {
      // Late and in another state as well: two conditions of one kind have no place.
      guard filters[.state].isEmpty else { return nil }
      frame.filters[.state] = ["late"]
      if !frame.inherited.contains("filters") { frame.inherited.append("filters") }
    }
    frame.inherited.removeAll { ["metrics", "statistic", "by"].contains($0) }
    return frame
  }
}
