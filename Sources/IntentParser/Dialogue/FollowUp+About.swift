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
    // "what caused it" is why.
    guard turn.has(.cue, "why") || turn.has(.cue, "cause") && turn.pointsBack && turn.content.count == 1,
      turn.content.allSatisfy({
        TurnPieces.asksWhy($0) || $0.isScope || compared != nil && ($0.kind == .compare || $0.kind == .time)
      })
    else { return nil }
    var frame = before
    switch before.intent {
    case .kpi, .loss:
      if !before.metrics.isEmpty, before.metrics.allSatisfy(["lateness", "late_orders"].contains), !turn.hasScope,
        compared == nil, before.rank == nil, before.having.isEmpty
      {
        return delayed(before)
      }
      // "why the delay", "why late" of orders is that of those due then; of anything else there is none.
      if turn.has(.cue, "delay") || turn.has(.state, "late") {
        let ofOrders: Set = ["orders", "late_orders", "order_quantity", "lateness", "lead_time", "on_time_delivery"]
        guard turn.content.count < 4, !turn.hasScope, compared == nil, before.metrics.allSatisfy(ofOrders.contains)
        else { return nil }
        return delayed(before)
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

  /// Why the orders are late that a KPI is of.
  private func delayed(_ before: Frame) -> Frame {
    var frame = Frame(intent: .delay)
    (frame.filters, frame.exclude) = (before.filters.without([.state]), before.exclude)
    // No order is due at the instant at which some were late.
    frame.period = before.period == .now ? nil : before.period
    frame.periodOf = frame.period == nil ? nil : .due
    frame.inherited = TurnMerge.keys(of: frame)
    return frame
  }

  /// "how much is left?", "when was it placed?" of the order whose delay or end was told.
  func detail(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    // "how much of it is done"
    let isDone = turn.has(.aspect, "share")
    let content = turn.content.filter { piece in
      !(piece.kind == .cue && ["list", "status"].contains(piece.label))
        && !(isDone && (piece.label == "done" || piece.label == "finish" || piece.label == "completed"))
    }
    let tellsMore = isDone || turn.asksWho
    guard [.delay, .forecast].contains(before.intent) || before.intent == .status && tellsMore || before.isOfOrders,
      let order = before.oneOrder, content.count == 1
    else { return nil }
    var frame = Frame(intent: .status, entity: order.dimensions[0] == .order ? .order : .workOrder)
    switch (content[0].kind, content[0].label) {
    case (.aspect, "progress"), (.aspect, "share"): frame.aspect = .progress
    case (.aspect, "history"): frame.aspect = .history
    // "who is the customer", "who is it for"
    case (.entity, "customer") where turn.asksWho, (.compare, "who") where turn.saysIt, (.cue, "who") where turn.saysIt:
      break
    case (.date, "due"), (.date, "promised"), (.date, "requested"): break
    case (.date, "placed"), (.date, "released"): frame.aspect = .history
    default: return nil
    }
    (frame.filters, frame.inherited) = (order, ["filters"])
    return frame
  }

  /// "and the plan?" after what was made: what was planned for the same time.
  func ofPlan(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    let made: Set = ["output", "good", "planned_output", "plan_attainment"]
    guard before.intent == .kpi, before.metrics.count == 1, made.contains(before.metrics[0]), before.compare.isEmpty,
      turn.content.count == 1
    else { return nil }
    let asksPlan =
      (turn.asksWhat || turn.goesOn) && (turn.has(.cue, "schedule") || turn.has(.state, "planned"))
    // "did we hit it"
    let asksMet = turn.saysIt && turn.has(.cue, "meet") || turn.has(.cue, "met_it")
    guard asksPlan || asksMet else { return nil }
    var frame = before
    frame.metrics = [asksMet ? "plan_attainment" : "planned_output"]
    (frame.rank, frame.having, frame.statistic, frame.aspect) = (nil, [], nil, nil)
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "metrics" }
    return frame
  }

  /// "how much of it was scrap?" of what was made: the rate, and no share of all scrap.
  func rateOfMade(_ frame: Frame, _ turn: TurnPieces, _ before: Frame) -> Frame {
    guard before.intent == .kpi, before.metrics == ["output"] || before.metrics == ["good"], before.aspect == nil,
      frame.aspect == .share, turn.has(.aspect, "share"), !turn.hasScope, frame.metrics.count == 1,
      let rate = Metric.rates[frame.metrics[0]]
    else { return frame }
    var frame = frame
    (frame.metrics, frame.aspect) = ([rate], nil)
    return frame
  }

  /// "break the worst one down by reason" of lines in their order: the first of them.
  func oneTakenApart(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    let groupings = turn.content.compactMap { piece -> [Grouping]? in
      if case .grouping(let groupings) = piece.meaning { groupings } else { nil }
    }
    let directions = turn.content.compactMap { piece -> RankDirection? in
      if case .rank(let phrase) = piece.meaning { phrase.direction } else { nil }
    }
    guard let rank = before.rank, groupings.count == 1, directions == [rank.direction], before.by.count == 1,
      turn.content.allSatisfy({ [.by, .grain, .rank, .cue].contains($0.kind) }),
      groupings[0].allSatisfy({ grouping in
        if case .dimension(let dimension) = grouping { TurnPieces.tells(before.metrics, by: dimension) } else { true }
      }), case .dimension(let dimension) = before.by[0],
      let first = conversation.last?.things.first(where: { $0.dimension == dimension })?.codes.first
    else { return nil }
    var frame = before
    frame.filters[dimension] = [first]
    (frame.by, frame.rank, frame.having) = (groupings[0], nil, [])
    frame.inherited = TurnMerge.keys(of: frame).filter { $0 != "by" }
    return frame
  }

  /// "only what was made on SMT lines" narrows what was asked, and asks for no output.
  func narrowing(_ cover: Cover) -> Cover {
    let isMade = { (piece: ChartEntry) in piece.kind == .unit && piece.label == "made" }
    guard cover.pieces.contains(where: { $0.kind == .turn && $0.label == "only" }),
      cover.pieces.contains(where: isMade),
      cover.pieces.allSatisfy({ $0.isAside || $0.isScope || $0.kind == .time || isMade($0) }),
      cover.pieces.contains(where: \.isScope)
    else { return cover }
    var cover = cover
    cover.pieces.removeAll(where: isMade)
    return cover
  }

  /// "what did that cost us?" of what was scrapped, "which product cost us most?".
  func ofCost(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    guard before.intent == .kpi, before.metrics.count == 1,
      ["scrap", "scrap_rate", "scrap_cost"].contains(before.metrics[0]), before.compare.isEmpty,
      turn.has(.cue, "cost_us") || turn.has(.cue, "money"),
      turn.content.allSatisfy({ $0.kind == .entity || $0.label == "cost_us" || $0.label == "money" })
    else { return nil }
    var frame = before
    (frame.metrics, frame.rank, frame.having, frame.statistic, frame.aspect) = (["scrap_cost"], nil, [], nil, nil)
    let things = turn.content.compactMap { $0.kind == .entity ? $0.label.flatMap(Dimension.init) : nil }
    guard things.count == turn.content.count - 1 else { return nil }
    if let thing = things.first { frame.by = [.dimension(thing)] }
    if turn.asksWhich, !frame.by.isEmpty {
      frame.rank = Rank(metric: "scrap_cost", direction: .desc, limit: 1)
    }
    let said: Set = things.isEmpty ? ["metrics", "rank"] : ["metrics", "rank", "by"]
    frame.inherited = TurnMerge.keys(of: frame).filter { !said.contains($0) }
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
    // "and if it stands still for 8 hours?"
    case .event(let event):
      guard case .text(let kind)? = before.change["kind"], event.kind == .down, kind.hasSuffix("_down"),
        let duration = event.duration, before.change["duration"] != nil, event.names.isEmpty, event.times.isEmpty
      else { return nil }
      frame.change["duration"] = .number(duration)
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
