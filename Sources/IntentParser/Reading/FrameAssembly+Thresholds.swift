// Conditions on values: "below 70 %", "more than 5 stops".
extension FrameAssembly {
  /// "stops under 2 minutes" are micro stops where that is the limit of all machines meant; a stop is not shorter than
  /// its machine's limit, and none would be counted.
  mutating func stopsAreLong() -> Bool {
    guard let index = frame.having.firstIndex(where: { $0.metric == "stop_duration" }) else { return true }
    // "bao nhiêu lần dừng dưới 1 phút" asks for no list.
    if rule.intent == .list, asks("amount") { return false }
    guard rule.intent == .kpi, frame.metrics == ["stops"],
      case .number(let bound) = frame.having[index].value,
      [.less, .lessOrEqual].contains(frame.having[index].comparison)
    else { return true }
    let limits = grammar.names.microStopLimits(within: frame.filters).map(Double.init)
    guard let longest = limits.max(), bound <= longest else { return true }
    guard limits == [bound], frame.having[index].comparison == .less else { return false }
    frame.metrics = ["micro_stops"]
    frame.having.remove(at: index)
    return true
  }

  mutating func placeThresholds() -> Bool {
    // "when humidity is above 60" is a condition on telemetry, not on the KPI beside it.
    if rule.intent == .kpi, !thresholds.isEmpty, !frame.filters[.tag].isEmpty { return false }
    var taken: Set<Int> = []
    let counts = Dictionary(uniqueKeysWithValues: thingsCounted().map { ($1.threshold, $1.metric) })
    for (phrase, index, before) in thresholds {
      var phrase = phrase
      if phrase.isMeant { return false }
      if let (name, isTurned) = phrase.metric.map(Metric.name) {
        phrase.metric = name
        if isTurned { turned.insert(name) }
      }
      guard !countsTime(index) else { return false }
      let beside = counts[index] ?? metricBeside(index, phrase, &taken)
      // "took longer than": orders take a lead time, stops a length of their own.
      // What is early is what was completed in a time.
      let ofOrders = phrase.metric == "lead_time" || phrase.metric == "lateness" && phrase.amount == 0
      if ofOrders,
        frame.period == nil || !entities.contains(where: { $0.name == "order" }) && frame.metrics != ["orders"]
      {
        return false
      }
      // "no stops": nothing of what is named behind it.
      if phrase.amount == 0, phrase.metric == nil, beside == nil { return false }
      guard let name = phrase.metric ?? beside ?? before ?? frame.metrics.first ?? measured(in: phrase.unit),
        let threshold = threshold(phrase, on: name)
      else { return false }
      // "stopped for more than 30 minutes": whose longest stop was longer.
      if phrase.metric == "stop_duration", frame.metrics.isEmpty, frame.statistic == nil, rule.intent == .kpi {
        frame.statistic = .max
      }
      if frame.metrics.isEmpty, rule.intent != .list { frame.metrics = [threshold.metric] }
      frame.having.append(threshold)
      guard let most = phrase.most else { continue }
      var upper = phrase
      (upper.comparison, upper.amount) = (.lessOrEqual, most)
      guard let threshold = self.threshold(upper, on: name) else { return false }
      frame.having.append(threshold)
    }
    guard countOrdersChosen() else { return false }
    // "SMT lines with OEE below 70 %": the lines are what is chosen.
    if rule.intent == .kpi, !frame.having.isEmpty, frame.by.isEmpty, !frame.filters[.lineKind].isEmpty {
      frame.by = [.dimension(.line)]
    }
    return true
  }

  /// "How many orders took longer than 10 days", "were finished early": their number, and those completed in the time.
  private mutating func countOrdersChosen() -> Bool {
    let ofCompleted = ["lead_time", "lateness"]
    // "How many orders are more than 2 days late": without a time those that are overdue now.
    if rule.intent == .kpi, frame.metrics == ["orders"], frame.period == nil, frame.filters[.state].isEmpty,
      frame.having.contains(where: { $0.metric == "lateness" && $0.comparison != .less })
    {
      frame.metrics = ["late_orders"]
    }
    guard rule.intent == .kpi, frame.metrics == ["orders"] || frame.by == [.dimension(.order)] && asks("asks_number"),
      frame.having.count == 1, let condition = frame.having.first, ofCompleted.contains(condition.metric),
      condition.metric == "lead_time" || condition.comparison == .less, frame.rank == nil
    else { return true }
    (frame.metrics, frame.by) = (["orders"], frame.by.filter { $0 != .dimension(.order) })
    if times.allSatisfy({ $0.of == nil }), frame.period != nil { frame.periodOf = .completed }
    // By customer the condition would be one on the mean of each.
    return frame.by.isEmpty
  }

  /// The condition on a KPI; nil where its unit is another one.
  private mutating func threshold(_ phrase: ThresholdPhrase, on name: String) -> Threshold? {
    var name = name
    // "scrap above 2 %" is the rate, "stops longer than 10 minutes" are chosen by their length.
    if phrase.unit == .percent, let rate = Metric[name + "_rate"] {
      frame.metrics = frame.metrics.map { $0 == name ? rate.name : $0 }
      name = rate.name
    }
    if name == "stops", phrase.metric == nil, phrase.unit.isTime { name = "stop_duration" }
    if name == "orders", frame.metrics.contains("late_orders") { name = "late_orders" }
    guard let metric = Metric[name] ?? grammar.ownMetrics[name] else { return nil }
    var comparison = phrase.comparison
    if phrase.isJudgement, metric.lowIsBetter { comparison = comparison == .less ? .greater : .lessOrEqual }
    guard let amount = phrase.amount else {
      if turned.contains(name) { return nil }
      return Threshold(metric: name, comparison: comparison, value: .target)
    }
    // "finished early": before the due date by anything.
    guard Self.fits(phrase.unit, metric) || amount == 0 && metric.unit == .duration && phrase.metric != nil else {
      return nil
    }
    var value = metric.unit == .ratio && phrase.unit == .plain && amount > 1 ? amount / 100 : amount
    if turned.contains(name) {
      value = 1 - value
      comparison = comparison.turned
    }
    // Division leaves 0.07 as 0.07000000000000001.
    return Threshold(metric: name, comparison: comparison, value: .number((value * 1e9).rounded() / 1e9))
  }

  static func fits(_ unit: QuantityUnit, _ metric: Metric) -> Bool {
    switch (metric.unit, unit) {
    case (.ratio, .percent), (.ratio, .plain), (.count, .plain), (.count, .units): true
    case (.duration, let unit): unit.isTime
    default: false
    }
  }

  /// What a threshold without a KPI is about in a list: a stop's length, an order's units.
  func measured(in unit: QuantityUnit) -> String? {
    guard rule.intent == .list else { return nil }
    switch frame.entity {
    case .stop: return unit.isTime ? "stop_duration" : nil
    // Of machines that are down now: how long they have been standing.
    case .machine, .line:
      return unit.isTime && frame.filters[.state] == ["down"] && frame.period ?? .now == .now ? "stop_duration" : nil
    case .order: return unit == .units ? "order_quantity" : nil
    default: return nil
    }
  }

  /// The KPI that a threshold stands directly behind ("OEE below 70 %") or before ("more than 5 stops"); each speaks
  /// of one threshold before it only.
  private func metricBeside(_ index: Int, _ phrase: ThresholdPhrase, _ taken: inout Set<Int>) -> String? {
    func name(_ place: Int?) -> String? {
      guard let place, pieces[place].kind == .metric, !taken.contains(place),
        let name = pieces[place].label.map({ Metric.name($0).name }),
        let metric = Metric[name] ?? grammar.ownMetrics[name]
      else { return nil }
      let isRate = phrase.unit == .percent && Metric[name + "_rate"] != nil
      let isLength = name == "stops" && phrase.unit.isTime
      return phrase.amount == nil || isRate || isLength || Self.fits(phrase.unit, metric) ? name : nil
    }
    if phrase.amount != 0, let before = name(neighbour(of: index, by: -1)) { return before }
    if let after = neighbour(of: index, by: 1), let found = name(after) {
      taken.insert(after)
      return found
    }
    return nil
  }

  /// The piece beside another one, over words without a meaning of their own that do not part the two.
  private func neighbour(of index: Int, by step: Int) -> Int? {
    var index = index
    while pieces.indices.contains(index + step) {
      let (left, right) = step < 0 ? (index - 1, index) : (index, index + 1)
      if tokens[pieces[left].end..<pieces[right].start].contains(where: \.endsClause) { return nil }
      index += step
      guard pieces[index].isAside else { return index }
      if pieces[index].isJoin || pieces[index].label == "with" { return nil }
    }
    return nil
  }

  /// "On more than 2 days": how often something held is no condition on a value.
  private func countsTime(_ index: Int) -> Bool {
    guard index + 1 < pieces.count, pieces[index].end == pieces[index + 1].start,
      case .entity(let name, _) = pieces[index + 1].meaning
    else { return false }
    return Grain(rawValue: name) != nil
  }

  /// "Under 70 % OEE or over 2 % scrap": conditions hold together, and nothing says that one of them is enough.
  var joinsThresholdsByOr: Bool {
    guard let first = pieces.firstIndex(where: { $0.kind == .threshold }),
      let last = pieces.lastIndex(where: { $0.kind == .threshold || $0.kind == .state || $0.kind == .metric })
    else { return false }
    return first < last && pieces[first...last].contains { $0.isJoin && $0.label == "or" }
  }

  /// "customers with more than 5 late orders": a number of things, and no breakdown by them. The piece of each thing
  /// with the KPI that counts it.
  func thingsCounted() -> [Int: (metric: String, threshold: Int)] {
    guard rule.intent == .kpi else { return [:] }
    var counted: [Int: (metric: String, threshold: Int)] = [:]
    for (index, piece) in pieces.enumerated() {
      guard case .threshold(let phrase) = piece.meaning, phrase.amount != nil, phrase.metric == nil,
        phrase.unit == .plain
      else { continue }
      var place = index
      while let next = neighbour(of: place, by: 1) {
        place = next
        if case .entity(let name, _) = pieces[next].meaning,
          let metric = ["order": "orders", "alert": "alerts", "maintenance": "maintenance_jobs"][name]
        {
          counted[next] = (metric, index)
        }
        guard [.state, .severity, .priority].contains(pieces[next].kind) else { break }
      }
    }
    return counted
  }
}

extension Comparison {
  /// The comparison from the other side.
  fileprivate var turned: Comparison {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal: .equal
    }
  }
}
