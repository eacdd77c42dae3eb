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
      // "why the delay" of orders is that of those due then; of anything else there is none.
      if turn.has(.cue, "delay") {
        let ofOrders: Set = ["orders", "late_orders", "order_quantity", "lateness", "lead_time", "on_time_delivery"]
        guard turn.content.count < 3, before.metrics.allSatisfy(ofOrders.contains) else { return nil }
        var frame = Frame(intent: .delay)
        (frame.filters, frame.exclude, frame.period) = (before.filters.without([.state]), before.exclude, before.period)
        frame.periodOf = before.period == nil ? nil : .due
        frame.inherited = TurnMerge.keys(of: frame)
        return frame
      }
      frame.intent = .loss
      // Of the worst line it is that line's.
      if before.isChosen, !turn.hasScope {
        guard let rows = Pronoun.rows(of: conversation) else { return nil }
        for dimension in rows.dimensions { frame.filters[dimension] = rows[dimension] }
      }
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
      // No order is due at the instant at which some were late.
      if turn.hasScope || frame.period == .now { (frame.period, frame.periodOf) = (nil, nil) }
    default: return nil
    }
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "filters" || !turn.hasScope }
    return frame
  }

  /// "how much is left?", "when was it placed?" of the order whose delay or end was told.
  func detail(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    let content = turn.content.filter { $0.kind != .cue || !["list", "status"].contains($0.label) }
    guard before.intent == .delay || before.intent == .forecast, let order = before.oneOrder, content.count == 1 else {
      return nil
    }
    var frame = Frame(intent: .status, entity: order.dimensions[0] == .order ? .order : .workOrder)
    switch (content[0].kind, content[0].label) {
    case (.aspect, "progress"): frame.aspect = .progress
    case (.aspect, "history"): frame.aspect = .history
    case (.date, "due"), (.date, "promised"), (.date, "requested"): break
    case (.date, "placed"), (.date, "released"): frame.aspect = .history
    default: return nil
    }
    (frame.filters, frame.inherited) = (order, ["filters"])
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
        || turn.content.count == 1 && turn.has(.entity, entity.rawValue),
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

  /// "since when?" of machines that are down: their list has it.
  func sinceWhen(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    let things: Set<Entity> = [.machine, .line]
    guard turn.content.count == 1, turn.has(.cue, "since_when"), before.intent == .list || before.intent == .status,
      before.entity.map(things.contains) ?? false
    else { return nil }
    var frame = before
    frame.inherited = TurnMerge.keys(of: frame)
    return frame
  }

  /// "the whole day" after some hours of it, or a shift.
  func wholeDay(_ before: Frame) -> Frame? {
    var frame = before
    if before.hours != nil {
      frame.hours = nil
    } else if let day = before.period?.day {
      frame.period = day
      frame.filters[.shift] = []
    } else {
      return nil
    }
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "period" }
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
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "rank" && $0 != "entity" }
    return frame
  }

  /// "compare them": the last two questions, which differ in their time or in one thing.
  func comparedWithEachOther(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    let frames = conversation.turns.reversed().compactMap(\.frame)
    guard turn.content.count == 1, turn.compares, turn.pointsAtSeveral || turn.saysBoth, frames.count > 1,
      before.intent == .kpi, before.compare.isEmpty, before.comparePeriod == nil, before.rank == nil,
      before.having.isEmpty
    else { return nil }
    func asked(_ frame: Frame) -> Frame {
      var frame = frame.withoutText
      (frame.inherited, frame.looksAhead) = ([], nil)
      return frame
    }
    let (earlier, later) = (asked(frames[1]), asked(before))
    var frame = later
    frame.period = earlier.period
    if frame == earlier, let period = earlier.period, let other = later.period, period != other {
      (frame.period, frame.comparePeriod) = period.isLater(than: other) ? (period, other) : (other, period)
      frame.inherited = TurnMerge.keys(of: frame)
      return frame
    }
    guard let dimension = later.filters.dimensions.first(where: { later.filters[$0] != earlier.filters[$0] }),
      later.filters[dimension].count == 1, earlier.filters[dimension].count == 1
    else { return nil }
    frame = later
    frame.filters[dimension] = earlier.filters[dimension]
    guard frame == earlier else { return nil }
    frame.compare = [earlier, later].map { Scope([dimension: $0.filters[dimension]]) }
    frame.filters[dimension] = []
    frame.inherited = TurnMerge.keys(of: frame)
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
    // "which orders would be late?"
    if turn.supposes || turn.has(.state, "at_risk"), turn.has(.entity, Entity.order.rawValue), !turn.saysHowMany,
      turn.content.allSatisfy({
        $0.kind == .entity || $0.kind == .cue && $0.label == "list" || ["late", "at_risk"].contains($0.label)
      })
    {
      frame.aspect = .affected
      return frame
    }
    let content = turn.content.filter { $0.kind != .cue }
    guard content.count == 1, let piece = content.first, fits(turn, before) else { return nil }
    switch piece.meaning {
    case .quantity(let number, let unit) where piece.kind == .duration && unit.isTime:
      guard before.change["duration"] != nil else { return nil }
      frame.change["duration"] = .number(number * unit.factor)
    case .quantity(let number, .units):
      guard before.change["quantity"] != nil else { return nil }
      frame.change["quantity"] = .number(number)
    // "with 1000 pcs"
    case .details(let details):
      guard details.keys.allSatisfy({ before.change[$0] != nil }) else { return nil }
      frame.change.merge(details) { $1 }
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
    guard intent == .list, let metric = entity.flatMap({ metrics[$0] }), rank == nil,
      having.allSatisfy({ entity == .stop && $0.metric == "stop_duration" })
    else { return nil }
    var frame = self
    (frame.intent, frame.entity, frame.metrics) = (.kpi, nil, [metric])
    if metric == "late_orders" { frame.filters[.state] = [] }
    frame.inherited.removeAll { $0 == "entity" }
    return frame
  }
}
