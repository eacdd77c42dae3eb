/// Puts the pieces of a cover together into a frame, by the rules of the domain.
///
/// Nothing is dropped: where a piece has no place, there is no frame.
struct FrameAssembly {
  let grammar: CompiledGrammar
  let rule: FrameRule
  let pieces: [ChartEntry]
  let tokens: [Token]

  private var frame: Frame
  private var entities: [(name: String, plural: Bool)] = []
  private var ranks: [RankPhrase] = []
  private var thresholds: [(phrase: ThresholdPhrase, metricBefore: String?)] = []
  private var times: [TimePhrase] = []
  private var comparedTimes: [TimeExpression] = []
  private var comparedScopes: [Scope] = []
  private var machines: [[String]] = []
  /// Dimensions in the order in which their codes were named.
  private var named: [Dimension] = []
  private var isComparison = false
  private var isProduction = false

  init(grammar: CompiledGrammar, rule: FrameRule, pieces: [ChartEntry], tokens: [Token]) {
    (self.grammar, self.rule, self.pieces, self.tokens) = (grammar, rule, pieces, tokens)
    frame = Frame(intent: rule.intent)
  }

  /// The frame, or nil where the pieces do not make one together.
  mutating func assemble() -> Frame? {
    var excluded: (dimension: Dimension, end: Int)?
    for piece in pieces {
      if case .excludedNames(let dimension, _) = piece.meaning {
        excluded = (dimension, piece.end)
      } else if let last = excluded, piece.start - last.end <= 1 {
        if case .names(last.dimension, let codes) = piece.meaning {
          // "except SMT 1 and SMT 2": the second belongs to the exception too.
          for code in codes { frame.exclude.add(code, to: last.dimension) }
          excluded = (last.dimension, piece.end)
          note(piece, "exclude.\(last.dimension.rawValue)")
          continue
        }
        if piece.kind == .stop { excluded = (last.dimension, piece.end) } else { excluded = nil }
      } else if piece.kind != .stop { excluded = nil }
      guard place(piece) else { return nil }
    }
    applyDefaults()
    guard resolveMachines(), placeTimes(), placeComparison(), placeSubject(), placeRank(), placeThresholds() else {
      return nil
    }
    adaptToReasonsAndStages()
    adaptStates()
    if rule.intent == .whatIf { moveToChange() }
    if rule.intent == .watch { moveToCondition() }
    return frame
  }

  private mutating func note(_ piece: ChartEntry, _ key: String) {
    let span = TextSpan(tokens[piece.start].span.lowerBound, tokens[piece.end - 1].span.upperBound)
    frame.sources.append(FrameSource(key: key, span: span))
  }

  private mutating func place(_ piece: ChartEntry) -> Bool {
    switch piece.meaning {
    case .value(let value): return place(value, of: piece)
    case .entity(let name, let plural):
      if !entities.contains(where: { $0.name == name }) { entities.append((name, plural)) }
      note(piece, "entity")
    case .names(let dimension, let codes):
      for code in codes { frame.filters.add(code, to: dimension) }
      named.removeAll { $0 == dimension }
      named.append(dimension)
      note(piece, "filters.\(dimension.rawValue)")
    case .machines(let codes):
      machines.append(codes)
      note(piece, "filters.machine")
    case .terms(let terms):
      for term in terms where !frame.terms.contains(term) { frame.terms.append(term) }
      note(piece, "term")
    case .grouping(let groupings):
      for grouping in groupings where !frame.by.contains(grouping) { frame.by.append(grouping) }
      note(piece, "by")
    case .rank(let phrase):
      ranks.append(phrase)
      note(piece, "rank")
    case .threshold(let phrase):
      thresholds.append((phrase, frame.metrics.last))
      note(piece, "having")
    case .excludedNames(let dimension, let codes):
      for code in codes { frame.exclude.add(code, to: dimension) }
      note(piece, "exclude.\(dimension.rawValue)")
    case .excludedTime(let time):
      guard frame.excludedPeriod == nil else { return false }
      frame.excludedPeriod = time
      note(piece, "exclude")
    case .compared(let scopes):
      comparedScopes += scopes
      note(piece, "compare")
    case .comparedTime(let some):
      comparedTimes += some
      note(piece, "compare_period")
    case .time(let phrase):
      times.append(phrase)
      note(piece, "period")
    case .quantity(let number, let unit):
      frame.change["duration"] = .number(number * unit.factor)
      note(piece, "duration")
    case .number: return false
    }
    return true
  }

  private mutating func place(_ value: String, of piece: ChartEntry) -> Bool {
    switch piece.kind {
    case .metric:
      if !frame.metrics.contains(value) { frame.metrics.append(value) }
      note(piece, "metrics")
    case .state:
      frame.filters.add(value, to: .state)
      note(piece, "filters.state")
    case .statistic:
      guard frame.statistic == nil || frame.statistic?.rawValue == value else { return false }
      frame.statistic = Statistic(rawValue: value)
      note(piece, "statistic")
    case .aspect:
      guard frame.aspect == nil || frame.aspect?.rawValue == value else { return false }
      frame.aspect = Aspect(rawValue: value)
      note(piece, "aspect")
    case .show:
      guard frame.show == nil || frame.show?.rawValue == value else { return false }
      frame.show = Presentation(rawValue: value)
      note(piece, "show")
    case .date:
      guard frame.periodOf == nil || frame.periodOf?.rawValue == value else { return false }
      frame.periodOf = PeriodOf(rawValue: value)
      note(piece, "period")
    case .unit: isProduction = true
    case .compare: isComparison = true
    case .polite: frame.ignored.append(tokens[piece.start..<piece.end].map(\.text).joined(separator: " "))
    case .cue, .stop: break
    default: return false
    }
    return true
  }

  /// What the frame's rule fills where the question left it open.
  private mutating func applyDefaults() {
    if isProduction, frame.metrics.isEmpty, rule.intent == .kpi, rule.sets["metrics"] == nil { frame.metrics = ["output"] }
    if frame.metrics.isEmpty, let metrics = rule.sets["metrics"] { frame.metrics = metrics }
    if frame.aspect == nil { frame.aspect = rule.sets["aspect"]?.first.flatMap(Aspect.init) }
    if frame.show == nil { frame.show = rule.sets["show"]?.first.flatMap(Presentation.init) }
    if let states = rule.sets["state"], frame.filters[.state].isEmpty { frame.filters[.state] = states }
    if frame.by.isEmpty, let by = rule.sets["by"] { frame.by = by.compactMap(Grouping.init(entity:)) }
    if let kind = rule.sets["change"]?.first { frame.change["kind"] = .text(kind) }
    frame.action = rule.sets["action"]?.first
  }

  /// A machine in words is its code where it is unique in the lines named, otherwise its stage.
  private mutating func resolveMachines() -> Bool {
    for codes in machines {
      let lines = frame.filters[.line]
      let here = codes.filter { code in
        lines.isEmpty || lines.contains(grammar.names.entry(.machine, code)?.parents[.line] ?? "")
      }
      guard !here.isEmpty else { return false }
      if here.count == max(1, lines.count) {
        for code in here { frame.filters.add(code, to: .machine) }
        // The line is said by the machine already.
        if !lines.isEmpty { frame.filters[.line] = [] }
        named.removeAll { $0 == .line }
        named.append(.machine)
      } else {
        let stages = Set(here.compactMap { grammar.names.entry(.machine, $0)?.parents[.stage] })
        guard stages.count == 1, let stage = stages.first else { return false }
        frame.filters.add(stage, to: .stage)
        named.append(.stage)
      }
    }
    return true
  }
}

// Times and comparisons.
extension FrameAssembly {
  private mutating func placeTimes() -> Bool {
    if isComparison, times.count == 2, comparedTimes.isEmpty, case .shift(let one, nil) = times[0].expression,
      case .shift(let other, nil) = times[1].expression
    {
      // "morning vs night shift" compares shifts, not two times.
      comparedScopes = [Scope([.shift: [one]]), Scope([.shift: [other]])]
      times = []
    }
    if isComparison, times.count == 2, comparedTimes.isEmpty {
      comparedTimes = [times.removeLast().expression]
      isComparison = false
    } else if isComparison, times.count == 1, comparedTimes.isEmpty, named.allSatisfy({ frame.filters[$0].count < 2 }) {
      comparedTimes = [times.removeLast().expression]
      isComparison = false
    }
    guard times.count <= 1, comparedTimes.count <= 2 else { return false }
    if let phrase = times.first {
      frame.period = phrase.expression
      frame.hours = phrase.hours
      if let of = phrase.of {
        guard frame.periodOf == nil || frame.periodOf == of else { return false }
        frame.periodOf = of
      }
      let names = SlotValues.all(of: .weekday) ?? []
      for day in phrase.weekdays where (1...7).contains(day) { frame.filters.add(names[day - 1], to: .weekday) }
      for shift in phrase.expression.shiftNames { frame.filters.add(shift, to: .shift) }
    }
    if comparedTimes.count == 2 {
      guard frame.period == nil else { return false }
      frame.period = comparedTimes.removeFirst()
    }
    if let compared = comparedTimes.first {
      frame.comparePeriod = compared
      // "compared with last week" alone compares the week that runs.
      if frame.period == nil, case .relative(let unit, let offset) = compared, offset < 0 {
        frame.period = .relative(unit, offset: 0)
      }
      if case .relative(let unit, let offset) = compared, case .relative(unit, let mine)? = frame.period, mine < offset {
        (frame.period, frame.comparePeriod) = (compared, frame.period)
      }
    }
    return true
  }

  /// "A vs B": what differs goes to `compare`, what they share stays a filter.
  private mutating func placeComparison() -> Bool {
    if isComparison, comparedScopes.isEmpty {
      if let dimension = named.last(where: { frame.filters[$0].count > 1 }) {
        comparedScopes = frame.filters[dimension].map { Scope([dimension: [$0]]) }
        frame.filters[dimension] = []
      } else if named.count > 1 {
        let pair = named.suffix(2)
        comparedScopes = pair.map { Scope([$0: frame.filters[$0]]) }
        for dimension in pair { frame.filters[dimension] = [] }
      } else if frame.by.isEmpty, frame.comparePeriod == nil, !entities.contains(where: { $0.plural }) {
        return false
      }
    }
    frame.compare = comparedScopes
    return comparedScopes.count != 1
  }
}

// What it is about, and ranks and thresholds on it.
extension FrameAssembly {
  private mutating func placeSubject() -> Bool {
    if let name = rule.sets["entity"]?.first { frame.entity = Entity(rawValue: name) }
    switch rule.intent {
    case .list, .status:
      if rule.intent == .status { frame.entity = frame.entity ?? Self.thing(in: frame.filters, named) }
      if frame.entity == nil {
        guard let first = entities.first, let entity = Entity(rawValue: first.name) else { return false }
        frame.entity = entity
      }
      guard entities.allSatisfy({ $0.name == frame.entity?.rawValue || rule.sets["entity"] != nil || rule.intent == .status })
      else { return false }
      if frame.entity == .order, frame.period != nil, frame.periodOf == nil, rule.intent == .list { frame.periodOf = .due }
    case .kpi, .loss, .bottleneck, .delay, .trace, .health:
      let isChosen = !ranks.isEmpty || !thresholds.isEmpty || rule.intent != .kpi
      for entity in entities {
        let isItem = frame.metrics.contains { Metric[$0]?.item?.rawValue == entity.name }
        if isItem && !isChosen { continue }
        guard let grouping = Grouping(entity: entity.name) else {
          if isItem { continue }
          return false
        }
        // Orders as the thing that is late are not a breakdown of the delay.
        if rule.intent != .kpi, entity.name == "order" { continue }
        if !frame.by.contains(grouping) { frame.by.append(grouping) }
      }
      if frame.metrics.contains("orders"), frame.filters[.state] == ["late"] {
        frame.metrics = frame.metrics.map { $0 == "orders" ? "late_orders" : $0 }
        frame.filters[.state] = []
      }
      if frame.period != nil, frame.periodOf == nil, frame.metrics.contains(where: { ["orders", "late_orders"].contains($0) }) {
        frame.periodOf = .due
      }
    case .define: frame.terms = frame.metrics + frame.terms; frame.metrics = []
    default: break
    }
    return true
  }

  /// The most particular thing named is the one asked about.
  private static func thing(in filters: Scope, _ named: [Dimension]) -> Entity? {
    let order: [Dimension] = [.order, .workOrder, .machine, .stage, .line, .lot, .product, .customer, .site, .lineKind]
    guard let dimension = order.first(where: { !filters[$0].isEmpty }) else { return nil }
    return switch dimension {
    case .lineKind: .line
    case .lot: .material
    default: Entity(rawValue: dimension.rawValue)
    }
  }

  private mutating func placeRank() -> Bool {
    guard let phrase = ranks.first else { return true }
    guard ranks.count == 1 else { return false }
    if let metric = phrase.metric, !frame.metrics.contains(metric), rule.intent == .kpi {
      frame.metrics.append(metric)
    }
    guard let metric = phrase.metric ?? frame.metrics.first else { return false }
    var within: [Dimension] = []
    if let name = phrase.entity, rule.intent == .kpi, let grouping = Grouping(entity: name) {
      within = frame.by.compactMap { if case .dimension(let dimension) = $0, $0 != grouping { dimension } else { nil } }
      frame.by.removeAll { $0 == grouping }
      frame.by.append(grouping)
    }
    guard rule.intent != .kpi || !frame.by.isEmpty else { return false }
    let isSingle = phrase.entity != nil ? !phrase.plural : entities.first.map { !$0.plural } ?? false
    frame.rank = Rank(
      metric: metric, direction: phrase.direction, limit: phrase.limit ?? (isSingle ? 1 : nil), within: within)
    return true
  }

  private mutating func placeThresholds() -> Bool {
    for (phrase, before) in thresholds {
      guard let name = phrase.metric ?? before ?? frame.metrics.first, let metric = Metric[name] else { return false }
      if frame.metrics.isEmpty { frame.metrics = [name] }
      var comparison = phrase.comparison
      if phrase.isJudgement, metric.lowIsBetter { comparison = comparison == .less ? .greater : .lessOrEqual }
      guard let amount = phrase.amount else {
        frame.having.append(Threshold(metric: name, comparison: comparison, value: .target))
        continue
      }
      let value: Double
      switch (metric.unit, phrase.unit) {
      case (.ratio, .percent): value = amount
      case (.ratio, .plain): value = amount > 1 ? amount / 100 : amount
      case (.duration, .seconds), (.duration, .minutes), (.duration, .hours), (.duration, .days), (.duration, .weeks):
        value = amount
      case (.count, .plain), (.count, .units): value = amount
      default: return false
      }
      // Division leaves 0.07 as 0.07000000000000001.
      let rounded = (value * 1e9).rounded() / 1e9
      frame.having.append(Threshold(metric: name, comparison: comparison, value: .number(rounded)))
    }
    return true
  }

  /// A reason of setup or idle asks for lost time; a stage that only inspects is where defects are found.
  private mutating func adaptToReasonsAndStages() {
    let categories = Set(frame.filters[.reason].compactMap { grammar.names.entry(.reason, $0)?.category })
    if !categories.isEmpty {
      let instead = categories == ["planned_stop"] ? "planned_stop_time" : categories == ["down"] ? nil : "lost_time"
      if let instead { frame.metrics = frame.metrics.map { $0 == "downtime" ? instead : $0 } }
    }
    let stages = frame.filters[.stage]
    if !stages.isEmpty, frame.metrics.contains(where: { $0 == "defects" || $0 == "escapes" }),
      stages.allSatisfy({ grammar.names.entry(.stage, $0)?.category == "inspects" })
    {
      frame.filters[.foundStage] = stages
      frame.filters[.stage] = []
    }
  }
}

// What only some intents do with their pieces.
extension FrameAssembly {
  /// A line that is "running" is in `run`, an order in `running`; a question whether something runs asks its status.
  private mutating func adaptStates() {
    if [.status, .delay, .loss].contains(rule.intent) { frame.filters[.state] = [] }
    let isEquipment = frame.entity == .machine || frame.entity == .line
    let instead = isEquipment ? ["running": "run", "blocked": "idle", "waiting": "idle"] : ["run": "running"]
    if frame.entity != nil { frame.filters[.state] = frame.filters[.state].map { instead[$0] ?? $0 } }
  }

  private mutating func moveToChange() {
    for dimension in [Dimension.line, .machine, .order, .shift, .product, .customer, .stage] {
      guard frame.filters[dimension].count == 1 else { continue }
      frame.change[dimension.rawValue] = .text(frame.filters[dimension][0])
      if dimension == .machine, frame.change["kind"] == .text("line_down") { frame.change["kind"] = .text("machine_down") }
      frame.filters[dimension] = []
    }
  }

  private mutating func moveToCondition() {
    if let threshold = frame.having.first, case .number(let value) = threshold.value {
      frame.condition = [
        "metric": .text(threshold.metric), "op": .text(threshold.comparison.rawValue), "value": .number(value),
      ]
      frame.having = []
      frame.metrics.removeAll { $0 == threshold.metric }
    } else if let entity = entities.first {
      frame.condition["entity"] = .text(entity.name)
      if let state = frame.filters[.state].first { frame.condition["state"] = .text(state) }
    }
    frame.condition["for"] = frame.change.removeValue(forKey: "duration")
  }
}

extension TimeExpression {
  /// Shifts that the expression names.
  fileprivate var shiftNames: [String] {
    switch self {
    case .shift(let name, _): [name]
    default: []
    }
  }
}
