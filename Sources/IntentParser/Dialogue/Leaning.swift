/// A question with a subject of its own but neither scope nor time: it keeps those of the turn before.
///
///     orders completed last week for Delta · average lead time     // of Delta's orders completed last week
///     status of SMT 2 · alerts                                     // on SMT 2
struct Leaning {
  let conversation: Conversation

  init(_ conversation: Conversation) { self.conversation = conversation }

  enum Outcome {
    /// It stands alone.
    case alone
    case leans(Frame)
    /// It speaks of what was spoken of, and the two do not make one question.
    case fitsNot
  }

  /// - Parameter cover: what the frame was read from.
  func outcome(of frame: Frame, _ cover: Cover, _ grammar: CompiledGrammar) -> Outcome {
    if let frame = held(frame, TurnPieces(cover, grammar)) { return .leans(frame) }
    guard let before = conversation.last?.frame, frame.period == nil, frame.hours == nil, frame.compare.isEmpty,
      frame.comparePeriod == nil, frame.filters.without([.state]).isEmpty, frame.inherited.isEmpty,
      Self.leaning.contains(frame.intent), Self.spoken.contains(before.intent)
    else { return .alone }
    let turn = TurnPieces(cover, grammar)
    if let outcome = named(frame, turn, before) ?? ofStopped(frame, before) { return outcome }
    // "sort them by lateness" ranks a list, which is not asked yet.
    if turn.sorts, before.intent == .list { return .fitsNot }
    // "which orders are affected" after shortages: by what, only the list says.
    if frame.intent == .delay, frame.aspect == .affected, before.intent == .list, mayAffect(before) { return .fitsNot }
    var frame = frame
    // "how many units?" of orders is what was ordered.
    if before.intent == .list, before.entity == .order, frame.metrics == ["output"], !turn.has(.metric, "output") {
      (frame.metrics, frame.statistic) = (["order_quantity"], .sum)
    }
    // "how many boards" of what is planned, and of one order.
    if turn.asksUnits, frame.metrics == ["output"] {
      switch before.intent {
      case .schedule: frame.metrics = ["planned_output"]
      case .status, .forecast, .delay:
        guard before.oneOrder != nil || before.intent == .status else { return .fitsNot }
        if let order = before.oneOrder {
          (frame.metrics, frame.filters, frame.inherited) = (["order_quantity"], order, ["filters"])
          return .leans(frame)
        }
      default: break
      }
    }
    let family = Family(of: frame)
    let mine = Family(of: before)
    var scope = before.filters.without([.state])
    if before.compare.count > 1, before.compare.allSatisfy({ $0.dimensions == before.compare[0].dimensions }) {
      for part in before.compare {
        for dimension in part.dimensions { for code in part[dimension] { scope.add(code, to: dimension) } }
      }
    }
    for dimension in turn.lifted { scope[dimension] = [] }
    let fitting = Self.dimensions(of: frame)
    scope = scope.without(scope.dimensions.filter { !fitting.contains($0) })
    var leaning = frame
    for dimension in scope.dimensions { leaning.filters[dimension] = scope[dimension] }
    let keepsTime = before.period != nil && (family == mine && family != .other || Self.keepsTime(frame, before))
    // Another subject of which nothing spoken of so far says anything is a new one.
    let areResults = frame.intent == .kpi && before.intent == .kpi && before.periodOf == nil
    if scope.isEmpty, !keepsTime || family != mine && !areResults || frame.intent != .list && frame.intent != .kpi {
      return .alone
    }
    if before.rank?.limit != nil || !before.having.isEmpty, before.intent == .list { return .fitsNot }
    if !before.filters[.state].isEmpty, frame.filters[.state].isEmpty {
      if frame.intent == .kpi, family == mine { leaning.filters[.state] = before.filters[.state] }
      if frame.intent == .kpi, family != mine { return .fitsNot }
    }
    if frame.intent == .kpi || family == mine {
      let excluded = before.exclude.dimensions.filter { frame.exclude[$0].isEmpty }
      guard excluded.allSatisfy(fitting.contains) else { return .fitsNot }
      for dimension in excluded { leaning.exclude[dimension] = before.exclude[dimension] }
    }
    if keepsTime {
      guard before.periodOf == nil || family == mine || ![.orders].contains(mine) else { return .fitsNot }
      (leaning.period, leaning.hours, leaning.excludedPeriod) = (before.period, before.hours, before.excludedPeriod)
      if family == mine {
        leaning.periodOf = frame.periodOf ?? before.periodOf ?? (family == .orders ? .due : nil)
      }
    }
    leaning.inherited = TurnMerge.keys(of: leaning).filter { key in
      switch key {
      case "filters": !scope.isEmpty || leaning.filters[.state] != frame.filters[.state]
      case "period": leaning.period != nil
      case "hours": true
      case "exclude": frame.exclude.isEmpty
      default: false
      }
    }
    return .leans(leaning)
  }

  /// "how does that compare with yesterday" after how a site or line is doing: that of the same.
  private func held(_ frame: Frame, _ turn: TurnPieces) -> Frame? {
    guard let before = conversation.last?.frame, before.intent == .status, frame.intent == .kpi,
      frame.comparePeriod != nil, turn.asksHowItDid, frame.filters.isEmpty, frame.by.isEmpty,
      Self.places.contains(where: { !before.filters[$0].isEmpty })
    else { return nil }
    var frame = frame
    (frame.filters, frame.inherited) = (before.filters.without([.state]), ["filters"])
    return frame
  }

  /// "what's the reason" of the lines that are down: that of those lines; nil where they are not all known.
  private func ofStopped(_ frame: Frame, _ before: Frame) -> Outcome? {
    let things: [Entity: Dimension] = [.line: .line, .machine: .machine]
    guard before.intent == .list, let dimension = before.entity.flatMap({ things[$0] }),
      !before.filters[.state].isEmpty, frame.filters.isEmpty, Family(of: frame) == .stops
    else { return nil }
    guard let rows = conversation.last?.things.first(where: { $0.dimension == dimension }), rows.isComplete,
      !rows.codes.isEmpty
    else { return .fitsNot }
    var frame = frame
    frame.filters[dimension] = rows.codes
    frame.inherited = ["filters"]
    return .leans(frame)
  }

  /// "which machine", "who is the customer": a kind of thing alone tells of the one thing spoken of, and lists nothing.
  private func named(_ frame: Frame, _ turn: TurnPieces, _ before: Frame) -> Outcome? {
    var told: Set<Entity> = [.stage, .line, .machine, .site, .customer, .product]
    // "for which orders" of what is short.
    if turn.asksWhich, before.entity != .order, before.entity != .workOrder { told.formUnion([.order, .workOrder]) }
    guard frame.intent == .list, let entity = frame.entity, told.contains(entity), frame.filters.isEmpty,
      turn.content.count == 1, !turn.saysExists, turn.lifted.isEmpty, before.intent != .kpi
    else { return nil }
    if let spoken = Pronoun.spoken(of: conversation), let status = Pronoun.status(of: spoken),
      before.intent == .status || before.intent == .delay || before.intent == .forecast, status.entity != entity
    {
      return .leans(status)
    }
    return before.intent == .list || before.intent == .status ? .fitsNot : nil
  }

  private func mayAffect(_ before: Frame) -> Bool {
    let causes: Set<Entity> = [.material, .machine, .line, .stop, .alert, .maintenance]
    return before.entity.map(causes.contains) ?? false
  }

  /// What "they" of a question stands for: the orders, stops or lines that the last answer was about.
  func those(of frame: Frame) -> Frame? {
    guard let turn = conversation.last, let before = turn.frame, Self.spoken.contains(before.intent) else { return nil }
    var said = frame
    let family = Family(of: frame)
    let isSame = family == Family(of: before) && family != .other
    let isChosen = before.isChosen
    // Only late orders have a delay to explain, and those that are open an end to come.
    let isAbout = isSame && [.delay, .forecast].contains(frame.intent)
    if !isChosen, before.filters[.state].isEmpty || isAbout || isSame && frame.intent == .kpi {
      // Which of them are meant the state says, but for what every order to come is in, and every late one.
      let isSaid = frame.intent == .delay || before.filters[.state] == ["open"]
      let scope = before.filters.without(isAbout && isSaid ? [.state] : [])
      guard !scope.isEmpty || before.period != nil || isSame else { return nil }
      let fitting = Self.dimensions(of: frame) + [.state]
      guard scope.dimensions.allSatisfy(fitting.contains) else { return nil }
      for dimension in scope.dimensions where said.filters[dimension].isEmpty {
        said.filters[dimension] = scope[dimension]
      }
      said.exclude = before.exclude
      if isSame || Self.keepsTime(frame, before) {
        said.period = frame.period ?? before.period
        if isSame { said.periodOf = frame.periodOf ?? before.periodOf }
      }
    } else {
      let dimension = before.intent == .list ? before.entity.flatMap { Dimension(rawValue: $0.rawValue) } : nil
      guard let things = turn.things.first(where: { dimension == nil || $0.dimension == dimension }) else { return nil }
      let codes = before.intent == .kpi ? Array(things.codes.prefix(before.rank?.limit ?? .max)) : things.codes
      guard things.isComplete || before.rank?.limit == codes.count, !codes.isEmpty else { return nil }
      said.filters[things.dimension] = codes
      if before.intent == .kpi, said.period == nil, Self.keepsTime(frame, before) { said.period = before.period }
    }
    // "their mtbf last month" is that of each.
    if frame.intent == .kpi, frame.by.isEmpty, before.by.count == 1, case .dimension(let dimension) = before.by[0],
      said.filters[dimension].count > 1
    {
      said.by = before.by
    }
    said.inherited = ["filters"] + (said.period != nil && frame.period == nil ? ["period"] : [])
    return said
  }

  /// What a question is about, as far as that decides which date its period is one of.
  enum Family {
    case orders, stops, alerts, maintenance, defects, other

    init(of frame: Frame) {
      switch frame.entity {
      case .order?, .workOrder?, .operation?: self = .orders
      case .stop?: self = .stops
      case .alert?: self = .alerts
      case .maintenance?: self = .maintenance
      case .defect?: self = .defects
      default:
        if frame.intent == .delay || frame.intent == .forecast { self = .orders; return }
        let families = Set(frame.metrics.map(Self.family))
        self = families.count == 1 ? families.first ?? .other : .other
      }
    }

    private static func family(of metric: String) -> Family {
      switch metric {
      case "orders", "late_orders", "order_quantity", "lateness", "lead_time", "on_time_delivery", "backlog": .orders
      case "stops", "micro_stops", "failures", "downtime", "stop_duration", "lost_time", "mttr", "mtbf": .stops
      case "alerts": .alerts
      case "maintenance_jobs": .maintenance
      case "defects", "escapes", "dpmo": .defects
      default: .other
      }
    }
  }

  private static let leaning: Set<Intent> = [
    .kpi, .list, .schedule, .delay, .forecast, .bottleneck, .loss, .trace, .health,
  ]
  private static let spoken: Set<Intent> = leaning.union([.status])

  /// Results and what explains them keep the time spoken of; what is to come, or open now, has its own.
  private static func keepsTime(_ frame: Frame, _ before: Frame) -> Bool {
    switch frame.intent {
    case .kpi, .loss, .bottleneck, .trace: true
    case .list: (frame.entity == .stop || frame.entity == .defect) && [.kpi, .loss].contains(before.intent)
    default: false
    }
  }

  private static let places: [Dimension] = [.site, .lineKind, .line, .machine, .stage]

  /// What a question of a kind can be narrowed to.
  private static func dimensions(of frame: Frame) -> [Dimension] {
    switch frame.intent {
    case .kpi: return Dimension.allCases.filter { $0 != .state }
    case .list:
      switch frame.entity {
      case .order?, .workOrder?, .operation?: return places + [.product, .customer, .order, .workOrder, .priority]
      case .alert?: return places + [.severity]
      case .stop?: return places + [.reason, .shift]
      case .defect?: return places + [.defect, .product, .shift, .foundStage]
      case .material?: return places + [.product, .order, .workOrder, .customer]
      case .document?: return [.product, .documentKind]
      case .line?, .machine?, .stage?: return [.site, .lineKind, .line, .stage]
      case .maintenance?: return places
      default: return []
      }
    case .schedule, .delay, .forecast: return places + [.product, .customer, .order, .workOrder, .priority]
    case .health: return places
    default: return places + [.product, .shift, .defect, .reason]
    }
  }
}
