// What is ranked, and by what.
extension FrameAssembly {
  /// What is ranked where the question names no breakdown: "which of SMT 1 and SMT 2 …" the two, "which mounter …" the
  /// machines of the stage, "which of the DIP lines" the lines.
  private mutating func rankWhatIsNamed(_ phrase: inout RankPhrase) {
    if asksWho {
      (frame.by, phrase.limit) = ([.dimension(.customer)], phrase.limit ?? 1)
      return
    }
    guard phrase.entity == nil, frame.by.isEmpty, groupingsBefore.isEmpty else { return }
    // "what did we lose the most time on": for which reason.
    if asks("asks"), phrase.metric == "lost_time" || phrase.metric == "downtime", frame.filters[.reason].isEmpty,
      pieces.allSatisfy({ $0.kind != .metric })
    {
      (frame.by, phrase.limit) = ([.dimension(.reason)], phrase.limit ?? 1)
      return
    }
    // "who's the slowest mounter"
    let isOne = asks("which") || asks("which_of") || phrase.limit == 1
    if isOne, let dimension = named.last(where: { frame.filters[$0].count > 1 }), comparedScopes.isEmpty {
      frame.compare = frame.filters[dimension].map { Scope([dimension: [$0]]) }
      frame.filters[dimension] = []
      return
    }
    // "printers ranked by downtime": all machines of that kind.
    let isList = phrase.metric != nil && phrase.limit == nil && !machines.isEmpty
    if frame.filters[.stage].count == 1, isOne || isList || asks("among") || !frame.filters[.line].isEmpty {
      frame.by = [.dimension(.machine)]
    } else if !frame.filters[.lineKind].isEmpty, frame.filters[.line].isEmpty,
      isOne || !phrase.named[.lineKind].isEmpty
    {
      frame.by = [.dimension(.line)]
    } else {
      return
    }
    if isOne, phrase.limit == nil { phrase.limit = 1 }
  }

  /// "Who has the most late orders": the only one who has any is a customer.
  private var asksWho: Bool { pieces.contains { $0.kind == .cue && ["who_has", "who_buys"].contains($0.label) } }

  mutating func placeRank() -> Bool {
    guard var phrase = ranks.first else { return !asksWho }
    // "which two lines have the best yield": how many is said apart.
    if ranks.count == 2, let count = ranks.firstIndex(where: { $0.direction == nil }) {
      phrase = ranks[1 - count]
      guard phrase.limit == nil, phrase.entity == nil else { return false }
      (phrase.limit, phrase.entity, phrase.plural) = (ranks[count].limit, ranks[count].entity, true)
      if asks("which_of") { phrase.limit = 1 }
      ranks = [phrase]
    }
    // "rank the lines by oee, worst first": the order is said apart.
    if ranks.count == 2, let order = ranks.firstIndex(where: \.isOrder) {
      guard let direction = ranks[order].direction, phrase.limit == nil || ranks[order].limit == nil else {
        return false
      }
      phrase = ranks[1 - order]
      // "top 3, lowest first" contradicts itself.
      if phrase.direction == .desc && direction == .asc || phrase.direction == .asc && direction == .desc,
        phrase.limit != nil
      {
        return false
      }
      (phrase.direction, phrase.limit) = (direction, phrase.limit ?? ranks[order].limit)
      phrase.plural = phrase.plural || ranks[order].plural
      ranks = [phrase]
    }
    if rule.intent == .list, phrase.isCount, phrase.metric == nil { return false }
    // How many orders there are is asked with "most"; the highest or the worst are none of a number.
    if rule.sets["metrics"] == ["orders"], !phrase.isCount, phrase.metric == nil,
      phrase.entity == "order" || entities.contains(where: { $0.name == "order" })
    {
      return false
    }
    if rule.intent == .kpi { rankWhatIsNamed(&phrase) }
    guard ranks.count == 1, var direction = phrase.direction else { return false }
    if let metric = phrase.metric, !frame.metrics.contains(metric), rule.intent == .kpi {
      // "which line had the most scrap and what was its oee": in the order asked.
      let isFirst =
        pieces.first { if case .rank = $0.meaning { true } else { $0.kind == .metric } }.map { $0.kind == .rank }
        ?? false
      frame.metrics.insert(metric, at: isFirst ? 0 : frame.metrics.count)
    }
    // "only the 5 longest" of a list of stops: the longest by what such a list measures.
    let measured = rule.intent == .list ? self.measured(in: .minutes) : nil
    guard let metric = phrase.metric ?? frame.metrics.first ?? measured else { return false }
    let ofCustomers = ["orders", "late_orders", "backlog", "order_quantity", "lead_time", "on_time_delivery"]
    if asksWho, frame.by != [.dimension(.customer)] || !ofCustomers.contains(metric) { return false }
    // The planner of KPIs knows what is worse; of anything else it is said here.
    if rule.intent != .kpi, let metric = Metric[metric] ?? grammar.ownMetrics[metric] {
      direction = direction.resolved(lowIsBetter: metric.lowIsBetter)
    }
    if turned.contains(metric) {
      let other: [RankDirection: RankDirection] = [.asc: .desc, .desc: .asc]
      direction = other[direction] ?? direction
    }
    // The slowest by cycle time takes longest, by throughput makes least; nothing is slow by its scrap.
    let ofSpeed = [
      "cycle_time", "throughput", "performance", "lead_time", "queue_time", "mttr", "setup_time", "stop_duration",
    ]
    if phrase.isOfSpeed, !ofSpeed.contains(metric) { return false }
    // "which product fails most" speaks of boards, and not of breakdowns.
    if metric == "failures", phrase.metric == metric,
      entities.contains(where: { $0.name == "product" || $0.name == "customer" })
    {
      return false
    }
    var within: [Dimension] = []
    if let name = phrase.entity, rule.intent == .kpi, let grouping = Grouping(entity: name) {
      within = frame.by.compactMap { if case .dimension(let dimension) = $0, $0 != grouping { dimension } else { nil } }
      frame.by.removeAll { $0 == grouping }
      // "whose is the latest order": of one order, and not of one for every customer.
      if grouping == .dimension(.order), !phrase.plural, phrase.limit == nil, isOnlyAskedFor(within) {
        within = []
        frame.by.insert(grouping, at: 0)
      } else {
        frame.by.append(grouping)
      }
    }
    // "on each line, which shift scrapped most": the shift is ranked within the line.
    if phrase.entity == nil, rule.intent == .kpi, entities.count == 1, frame.by.count > 1,
      let ranked = Grouping(entity: entities[0].name), frame.by.last == ranked
    {
      within = frame.by.dropLast().compactMap { if case .dimension(let dimension) = $0 { dimension } else { nil } }
    }
    // Of two that are compared the answer shows which is ahead.
    if !frame.compare.isEmpty, frame.by.isEmpty, phrase.limit == nil { return true }
    if asksExtreme(phrase, of: metric) {
      let low = (Metric[metric] ?? grammar.ownMetrics[metric])?.lowIsBetter ?? false
      (frame.by, frame.statistic) = ([], direction.resolved(lowIsBetter: low) == .desc ? .max : .min)
      return true
    }
    guard rule.intent != .kpi || !frame.by.isEmpty || !groupingsBefore.isEmpty else { return false }
    // "the 5 most overdue orders" are late ones, and not those of a day that were the least early.
    if metric == "lateness", direction == .desc, rule.intent == .kpi, frame.by == [.dimension(.order)],
      frame.period == nil, frame.filters[.state].isEmpty
    {
      frame.filters[.state] = ["late"]
    }
    let isSingle =
      asks("which_of") || asksOneOfThem
      || rule.intent == .list && pieces.contains { $0.kind == .cue && $0.label == "one_time" }
      || !phrase.plural && (phrase.entity != nil || entities.first.map { !$0.plural } ?? false)
    frame.rank = Rank(
      metric: metric, direction: direction, limit: phrase.limit ?? (isSingle ? 1 : nil), within: within)
    return true
  }

  /// "What was the longest lead time of Falcon's orders": how long it was, and not which order has it.
  private func asksExtreme(_ phrase: RankPhrase, of metric: String) -> Bool {
    let asksValue =
      asks("asks") || asks("asks_amount") || asks("amount") || asks("asks_long")
      || pieces.contains { $0.kind == .cue && $0.label == "how_long" }
    guard rule.intent == .kpi, asksValue, !asks("which"), !asks("which_of"), frame.metrics == [metric],
      phrase.entity == nil, phrase.limit == nil, !phrase.isCount, frame.statistic == nil, frame.compare.isEmpty,
      frame.rank == nil, groupingsBefore.isEmpty, Metric[metric]?.unit == .duration,
      let item = Metric[metric]?.item, frame.by.isEmpty || frame.by == [Grouping(entity: item.rawValue)],
      let rank = pieces.firstIndex(where: { $0.kind == .rank }),
      !pieces.contains(where: { $0.kind == .by || $0.kind == .show || $0.kind == .cue && $0.label == "list" })
    else { return false }
    return !pieces[..<rank].contains { $0.kind == .entity }
  }

  /// "Of our customers, who has the most": one of them is asked for, though they are named as many.
  private var asksOneOfThem: Bool {
    // "which of yesterday's stops took longest"
    let isOfTime = zip(pieces, pieces.dropFirst()).contains { word, time in
      word.kind == .stop && word.label == "which" && time.kind == .time && saysOf(time.start)
    }
    if isOfTime { return true }
    guard asks("among") || saysOf(0),
      let named = pieces.firstIndex(where: { if case .entity(_, true) = $0.meaning { true } else { false } })
    else { return false }
    return pieces[named...].contains { $0.kind == .stop && $0.label == "which" }
  }

  /// Whether the word says "of", though a longer piece has taken it.
  private func saysOf(_ token: Int) -> Bool {
    tokens.indices.contains(token)
      && grammar.symbols[tokens[token].text].map(grammar.wordsOfBelonging.contains) ?? false
  }

  /// Whether each is a thing that the question asks for ("which customer"), and none a breakdown ("per customer").
  private func isOnlyAskedFor(_ dimensions: [Dimension]) -> Bool {
    dimensions.allSatisfy { dimension in
      entities.contains { $0.name == dimension.rawValue && !$0.plural }
        && !pieces.contains { $0.kind == .by }
    }
  }

  /// "Which line's downtime cost us the most hours": hours of it, and not of all that is lost; of stops, how long they stood.
  private mutating func rankLostTime() {
    for index in ranks.indices where ranks[index].metric == "lost_time" && rule.intent == .kpi {
      if frame.metrics == ["stops"] { frame.metrics = ["downtime"] }
      let times = ["downtime", "setup_time", "idle_time", "planned_stop_time"]
      if frame.metrics.count == 1, times.contains(frame.metrics[0]) { ranks[index].metric = frame.metrics[0] }
    }
  }

  /// "Which line in the week had the lowest": the week is when, and not what is ranked.
  private var ranksInsidePeriod: Bool {
    guard asks("inside") else { return false }
    let grains = ["day", "week", "month", "quarter", "year", "shift"]
    return zip(pieces, pieces.dropFirst()).contains { before, piece in
      guard before.kind == .stop, before.label == "inside", before.end == piece.start,
        case .rank(let phrase) = piece.meaning
      else { return false }
      return phrase.limit == nil && phrase.entity.map(grains.contains) ?? false
    }
  }

  /// Names the KPI of "most frequent", and turns what is asked by its complement.
  mutating func resolveRanks() -> Bool {
    rankLostTime()
    if ranksInsidePeriod { return false }
    // "top 5 reasons by count"
    if ranks.count == 2, let number = ranks.firstIndex(where: { $0.isOfNumber && $0.entity == nil && $0.limit == nil })
    {
      ranks[1 - number].isOfNumber = true
      ranks.remove(at: number)
    }
    for index in ranks.indices {
      if let (name, isTurned) = ranks[index].metric.map(Metric.name) {
        ranks[index].metric = name
        if isTurned { turned.insert(name) }
      }
      guard ranks[index].isOfNumber else { continue }
      let counts = ["reason": "stops", "defect": "defects"]
      let ofEntity = (ranks[index].entity ?? entities.first?.name).flatMap { counts[$0] }
      // "tombstone: which machine causes most": what is counted is named.
      guard let metric = ofEntity ?? (frame.filters[.defect].isEmpty ? nil : "defects") else { return false }
      ranks[index].metric = metric
    }
    return true
  }
}
