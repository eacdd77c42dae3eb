// Turns that ask something of another kind about what was spoken of: why, how many, on which line instead.
extension FollowUp {
  /// "how is that calculated?" after a KPI, and "what was it on SMT 1 yesterday?" after its definition.
  func asked(of before: Frame, _ turn: TurnPieces, _ cover: Cover) -> Frame? {
    if before.intent == .kpi, turn.has(.cue, "define_it"), turn.content.count == 1, !before.metrics.isEmpty {
      var frame = Frame(intent: .define)
      frame.terms = before.metrics
      return frame
    }
    guard before.intent == .define, before.terms.count == 1, Metric[before.terms[0]] != nil,
      turn.hasScope || turn.hasTime, turn.content.allSatisfy({ $0.isScope || $0.kind == .time })
    else { return nil }
    var rule = FrameRule(goingOnWith: .kpi)
    rule.sets["metrics"] = before.terms
    var assembly = FrameAssembly(grammar: reader.grammar, rule: rule, pieces: cover.pieces, tokens: reader.tokens)
    var frame = assembly.assemble()
    frame?.inherited = ["metrics"]
    return frame
  }

  /// "why?": the loss behind a KPI, the delay of orders and plans.
  func explained(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    let compared = turn.comparedTime
    guard turn.has(.cue, "why"),
      turn.content.allSatisfy({
        TurnPieces.asksWhy($0) || $0.isScope || compared != nil && ($0.kind == .compare || $0.kind == .time)
      })
    else { return nil }
    var frame = before
    switch before.intent {
    case .kpi, .loss:
      guard !turn.has(.state, "late") else { return nil }
      frame.intent = .loss
      // "Why is the night shift so low?" after a table by shift.
      for piece in turn.content {
        guard piece.isScope else { continue }
        guard case .names(let dimension, let codes) = piece.meaning else { return nil }
        frame.filters[dimension] = codes
      }
      if let compared { frame.comparePeriod = before.period.map { compared.told(from: $0) } ?? compared }
      (frame.by, frame.rank, frame.having, frame.statistic, frame.show) = ([], nil, [], nil, nil)
    case .list, .status, .schedule, .delay, .forecast:
      let isAboutOrders = [.order, .workOrder, nil].contains(before.entity) || !before.filters[.order].isEmpty
      guard isAboutOrders || before.intent == .schedule else { return nil }
      (frame.intent, frame.entity, frame.aspect, frame.show) = (.delay, nil, nil, nil)
      // Only late orders have a delay to explain.
      frame.filters[.state] = []
      (frame.rank, frame.having) = (nil, [])
      for piece in turn.content {
        if case .names(let dimension, let codes) = piece.meaning { frame.filters[dimension] = codes }
      }
      if turn.hasScope { frame.period = nil }
    default: return nil
    }
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "filters" || !turn.hasScope }
    return frame
  }

  /// "what else is affected?" after an order's status or delay.
  func affected(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    guard turn.has(.aspect, "affected"), [.delay, .status, .forecast].contains(before.intent),
      !before.filters[.order].isEmpty || !before.filters[.workOrder].isEmpty,
      turn.content.allSatisfy({ $0.kind == .aspect || $0.kind == .cue || $0.kind == .entity })
    else { return nil }
    var frame = Frame(intent: .delay)
    (frame.aspect, frame.filters) = (.affected, before.filters)
    frame.inherited = ["filters"]
    return frame
  }

  /// "list them" after a number of things.
  func listed(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    let entities: [String: Entity] = [
      "orders": .order, "late_orders": .order, "alerts": .alert, "maintenance_jobs": .maintenance, "stops": .stop,
      "failures": .stop, "defects": .defect, "order_quantity": .order,
    ]
    guard before.intent == .kpi, before.metrics.count == 1, before.rank == nil, before.compare.isEmpty,
      before.comparePeriod == nil, before.having.isEmpty, before.hours == nil, let entity = entities[before.metrics[0]],
      reader.readings.first?.frame.filters.isEmpty ?? true,
      turn.content.contains(where: { $0.kind == .cue && ["list", "show_the"].contains($0.label) })
        || turn.pointsBack && !turn.hasMetric
        || turn.content.count == 1 && turn.has(.entity, entity.rawValue) && !before.by.isEmpty,
      turn.content.allSatisfy({
        $0.kind == .cue && ["list", "show_the"].contains($0.label)
          || $0.kind == .entity && $0.label == entity.rawValue || $0.kind == .metric && $0.label == before.metrics[0]
      })
    else { return nil }
    var frame = Frame(intent: .list, entity: entity)
    (frame.filters, frame.exclude) = (before.filters, before.exclude)
    (frame.period, frame.periodOf) = (before.period, before.periodOf)
    if before.metrics == ["late_orders"] { frame.filters[.state] = ["late"] }
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "entity" }
    return frame
  }

  /// "were any late?" of units ordered: the orders.
  func ordersInState(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    guard before.intent == .kpi, before.metrics == ["order_quantity"], before.rank == nil, before.having.isEmpty,
      before.compare.isEmpty, before.comparePeriod == nil, turn.content.contains(where: { $0.kind == .state }),
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

  /// "how long in total?" of stops.
  func lasted(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    let isOfStops = before.intent == .list && before.entity == .stop || before.metrics == ["stops"]
    guard isOfStops, turn.content.count == 1, before.rank == nil, before.having.isEmpty, before.compare.isEmpty,
      before.comparePeriod == nil
    else { return nil }
    var frame = Frame(intent: .kpi)
    (frame.metrics, frame.statistic) = (["stop_duration"], .sum)
    (frame.filters, frame.exclude, frame.period) = (before.filters, before.exclude, before.period)
    (frame.hours, frame.excludedPeriod) = (before.hours, before.excludedPeriod)
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "metrics" && $0 != "statistic" }
    return frame
  }

  /// "who are the customers?" after a list of orders: how many of them each has; "how many is that?".
  func counted(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    let content = turn.content.filter { $0.kind != .cue || $0.label != "list" }
    let isCount = content.count == 1 && turn.has(.cue, "count")
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

  /// "and for 8 hours?", "and SMT 3?" after a what-if: the same with another length, line, order, …
  func varied(_ turn: TurnPieces, _ before: Frame) -> Frame? {
    var frame = before
    frame.inherited = TurnMerge.keys(of: frame) + ["change"]
    // "and which other orders would be hit?"
    if turn.has(.aspect, "affected"), turn.content.allSatisfy({ [.aspect, .entity, .cue].contains($0.kind) }) {
      frame.aspect = .affected
      return frame
    }
    let content = turn.content.filter { $0.kind != .cue }
    guard content.count == 1, let piece = content.first, fits(turn, before) else { return nil }
    switch piece.meaning {
    case .quantity(let number, let unit) where piece.kind == .duration && unit.isTime:
      guard before.change["duration"] != nil else { return nil }
      frame.change["duration"] = .number(number * unit.factor)
    case .names(let dimension, let codes):
      // Of a move the place named again is the one it goes to.
      let key = dimension == .line && before.change["to_line"] != nil ? "to_line" : dimension.rawValue
      guard case .text? = before.change[key], codes.count == 1 else { return nil }
      frame.change[key] = .text(codes[0])
    default: return nil
    }
    return frame
  }

  /// "show me the gantt": of a KPI or a list the schedule of its scope; of a plan or a delay the same again.
  func shownAsGantt(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    guard turn.has(.show, "gantt"), turn.content.allSatisfy({ $0.kind == .show || $0.kind == .cue }) else { return nil }
    var frame: Frame
    switch before.intent {
    case .schedule, .delay: frame = before
    case .kpi, .list, .status, .loss, .forecast, .bottleneck:
      frame = Frame(intent: .schedule)
      (frame.filters, frame.exclude, frame.period) = (before.filters, before.exclude, before.period)
      frame.filters[.state] = []
    default: return nil
    }
    frame.show = .gantt
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "show" }
    return frame
  }

  /// "and MTBF?" after "what does OEE mean".
  func defined(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    guard before.intent == .define, turn.content.allSatisfy({ $0.kind == .metric || $0.kind == .term }) else {
      return nil
    }
    var frame = Frame(intent: .define)
    frame.terms = turn.content.flatMap { piece in
      switch piece.meaning {
      case .value(let value): [value]
      case .terms(let terms): terms
      default: [String]()
      }
    }
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
    guard intent == .list, let metric = entity.flatMap({ metrics[$0] }), rank == nil, having.isEmpty else { return nil }
    var frame = self
    (frame.intent, frame.entity, frame.metrics) = (.kpi, nil, [metric])
    if metric == "late_orders" { frame.filters[.state] = [] }
    frame.inherited.removeAll { $0 == "entity" }
    return frame
  }
}
