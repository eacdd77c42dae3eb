// What it is about.
extension FrameAssembly {
  mutating func placeSubject() -> Bool {
    guard doneAndWhenFit() else { return false }
    if let name = rule.sets["entity"]?.first { frame.entity = Entity(rawValue: name) }
    guard joinStates() else { return false }
    switch rule.intent {
    case .list, .status: return placeListed()
    case .kpi, .loss, .bottleneck, .delay, .trace, .health, .whatIf: return placeMeasured()
    case .define: frame.terms = frame.metrics + frame.terms; frame.metrics = []
    default: break
    }
    return true
  }

  /// Of a number or an explanation: the things named are what it is broken down by, unless they only say whose it is.
  private mutating func placeMeasured() -> Bool {
    // "How is SMT 2 now" asks for its state: at an instant nothing is produced and no time is lost.
    if rule.intent == .kpi, frame.period == .now, frame.metrics.count > 1, frame.metrics == rule.sets["metrics"] {
      return false
    }
    // "SMT 1 tuần sau chạy những sản phẩm gì": what will be made is the plan, and no output.
    if rule.intent == .kpi, rule.sets["by"] == ["product"], frame.metrics == ["output"], frame.period?.isAhead == true {
      return false
    }
    // "mỗi loại lỗi bao nhiêu cái": what is counted of each defect is the defect, and no unit that was made.
    if rule.intent == .kpi, frame.metrics == ["output"], frame.by == [.dimension(.defect)],
      !pieces.contains(where: { $0.kind == .metric })
    {
      frame.metrics = ["defects"]
    }
    let isChosen = !ranks.isEmpty || !thresholds.isEmpty || rule.intent != .kpi
    for entity in entities {
      let isItem = frame.metrics.contains { Metric[$0]?.item?.rawValue == entity.name }
      // "defects and escapes" are two KPIs, not escapes of defects.
      if isItem, Metric[entity.name + "s"] != nil, !frame.metrics.contains(entity.name + "s") {
        farFetched += Costs.farFetched
      }
      if isItem && !isChosen || countsOrders && entity.name == "order" { continue }
      // "how many units did Aurora's orders make": the orders are whose units they are.
      if entity.name == "order", isProduction, !isChosen { continue }
      // "week" without a rank is half of a time that was not understood.
      if Grain(rawValue: entity.name) != nil, ranks.isEmpty && thresholds.isEmpty || isApart(entity) { return false }
      guard let grouping = Grouping(entity: entity.name) else {
        if isItem { continue }
        return false
      }
      // A trace is about defects, and health about machines, whichever they are.
      if rule.intent == .trace, entity.name == "defect" { continue }
      if rule.intent == .health, entity.name == "machine" { continue }
      // Orders as the thing that is late are not a breakdown of the delay.
      if rule.intent != .kpi, entity.name == "order" { continue }
      // "the on-time delivery of orders due in February": which orders count, not one row each.
      if entity.name == "order", frame.periodOf != nil, !frame.metrics.isEmpty,
        frame.metrics.allSatisfy({ Metric[$0]?.unit == .ratio })
      {
        continue
      }
      // "rework for Falcon Drones orders": whose it is, and not one row each.
      if entity.name == "order", entity.plural, !isChosen, followsItsOwner(entity.name) { continue }
      if !frame.by.contains(grouping) { frame.by.append(grouping) }
    }
    // "percentage of orders delivered on time" is the rate, and no share of it.
    if frame.aspect == .share, frame.metrics == ["on_time_delivery"] || frame.metrics == ["first_pass_yield"] {
      frame.aspect = nil
    }
    if rule.intent == .trace { frame.metrics.removeAll { $0 == "defects" } }
    // The time of a machine has no state of orders: "waiting for material" is the reason of its stop.
    if rule.intent == .kpi, !frame.filters[.state].isEmpty || !frame.exclude[.state].isEmpty,
      frame.metrics.contains(where: { Metric[$0]?.unit == .duration })
    {
      farFetched += Costs.farFetched
    }
    // "all lines except the packing ones" leaves out lines, and no stage of the same name.
    if rule.intent == .kpi, !frame.exclude[.stage].isEmpty, entities.contains(where: { $0.name == "line" }) {
      farFetched += Costs.farFetched
    }
    completedInPeriod()
    maintenanceNotDone()
    guard placeWhereAndWhen(), takeEachApart() else { return false }
    countShifts()
    startOfStock()
    // "how many orders were delivered on time" is a number, and not a number beside a rate.
    if frame.metrics == ["orders", "on_time_delivery"], frame.by.isEmpty { return false }
    // "how many orders are we behind on": those that are late, and no plan beside their number.
    if frame.metrics.contains("plan_attainment"),
      frame.metrics.contains("orders") || entities.contains(where: { $0.name == "order" }) && ranks.isEmpty
    {
      return false
    }
    if frame.metrics.contains("orders"), frame.filters[.state] == ["late"] {
      frame.metrics = frame.metrics.map { $0 == "orders" ? "late_orders" : $0 }
      frame.filters[.state] = []
    }
    if frame.period != nil, frame.periodOf == nil,
      frame.metrics.contains(where: { ["orders", "late_orders"].contains($0) })
    {
      frame.periodOf = .due
    }
    return true
  }

  /// "Where did we scrap the most": by line, or by stage for what is wrong with boards. "When was oee lowest": by day,
  /// and by hour within a day. "When did SMT 1 produce" has no place here.
  private mutating func placeWhereAndWhen() -> Bool {
    guard rule.intent == .kpi, frame.by.isEmpty, !ranks.contains(where: { $0.entity != nil }) else { return true }
    let places: [Dimension] = [.site, .lineKind, .line, .stage, .foundStage, .machine]
    // "where is it longest" asks for the place, and not for the longest of all.
    if asks("where"), ranks.isEmpty, let statistic = frame.statistic, statistic == .max || statistic == .min {
      ranks = [RankPhrase(direction: statistic == .max ? .desc : .asc, limit: 1)]
      frame.statistic = nil
    }
    if asks("where"), let place = places.first(where: { groupingsBefore.contains(.dimension($0)) }) {
      // "where is it highest" of a table by stage
      frame.by = [.dimension(place)]
    } else if asks("where") {
      let flaws = ["defects", "escapes", "dpmo"]
      let isFound = saysFound
      let isFlaw = (frame.metrics + ranks.compactMap(\.metric)).contains(where: flaws.contains)
      frame.by = [.dimension(isFlaw ? isFound ? .foundStage : .stage : .line)]
    } else if asks("when") {
      guard !ranks.isEmpty || !thresholds.isEmpty else { return false }
      frame.by = [.grain(frame.period.map { $0.isDay } ?? true ? .hour : .day)]
    } else {
      return true
    }
    if ranks.count == 1, ranks[0].limit == nil { ranks[0].limit = 1 }
    return true
  }

  /// "SMT 1 and SMT 2 each": one figure of every one named, and not one of all.
  private mutating func takeEachApart() -> Bool {
    guard frame.by.isEmpty, comparedScopes.isEmpty, !isComparison, asks("each") || asks("apart") else { return true }
    guard let dimension = named.last(where: { frame.filters[$0].count > 1 }),
      let grouping = Grouping(entity: dimension.rawValue)
    else {
      // "each of the SMT lines"
      if asks("each"), !frame.filters[.lineKind].isEmpty, frame.filters[.line].isEmpty {
        frame.by = [.dimension(.line)]
      }
      return !asks("apart") || !frame.by.isEmpty
    }
    frame.by = [grouping]
    return true
  }

  /// "How many shifts had more than 5 stops": each shift of each day, and not the sums of the three.
  private mutating func countShifts() {
    guard rule.intent == .kpi, !thresholds.isEmpty, let index = frame.by.firstIndex(of: .dimension(.shift)) else {
      return
    }
    let isCounted = zip(pieces, pieces.dropFirst()).contains { word, thing in
      guard case .entity(Dimension.shift.rawValue, true) = thing.meaning, word.end == thing.start else { return false }
      return word.kind == .cue && word.label == "count" || word.kind == .stop && word.label == "asks_number"
    }
    if isCounted { frame.by[index] = .grain(.shiftInstance) }
  }

  /// What is there "at the start of the month" is there when it begins; otherwise such a KPI is of a time's end.
  private mutating func startOfStock() {
    guard case .section(.beginning, let whole)? = frame.period, !frame.metrics.isEmpty,
      frame.metrics.allSatisfy({ $0 == "wip" || $0 == "backlog" }),
      !frame.by.contains(where: { if case .grain = $0 { true } else { false } })
    else { return }
    frame.period = .shifted(.hour, count: 0, from: whole)
  }

  /// "Finished on time", "finished late": one state in two words, and not either of two. What is late may be open still:
  /// late and finished are only those that were finished in a time.
  private mutating func doneAndWhenFit() -> Bool {
    guard rule.intent == .list || rule.intent == .kpi, has(.state) else { return true }
    let isDone = { (piece: ChartEntry) in
      (piece.kind == .state && piece.label == "done") || (piece.kind == .date && piece.label == "completed")
    }
    let content = pieces.filter { !$0.isAside }
    let pairs = zip(content, content.dropFirst()).filter { done, state in
      isDone(done) && state.kind == .state && (state.label == "late" || state.label == "on_time")
    }
    guard let (done, state) = pairs.first else { return true }
    if done.end == state.start { frame.filters[.state].removeAll { $0 == "done" } }
    guard state.label == "late" else { return true }
    guard frame.period != nil, frame.periodOf == nil || frame.periodOf == .completed else { return false }
    frame.periodOf = .completed
    return true
  }

  /// "Which customer has the most open orders": their number, and not one row each.
  private var countsOrders: Bool { ranks.contains(where: \.isCount) && rule.sets["metrics"] == ["orders"] }

  private func followsItsOwner(_ name: String) -> Bool {
    zip(pieces, pieces.dropFirst()).contains { owner, thing in
      guard case .entity(name, _) = thing.meaning else { return false }
      return owner.end == thing.start && [.customer, .product, .priority, .state, .exclude].contains(owner.kind)
    }
  }

  /// "highest this week": the week is half of a time, and not what is ranked; "highest week" and "which week" are.
  private func isApart(_ entity: (name: String, plural: Bool)) -> Bool {
    guard !entity.plural, let rank = pieces.firstIndex(where: { if case .rank = $0.meaning { true } else { false } }),
      let named = pieces.firstIndex(where: { if case .entity(entity.name, _) = $0.meaning { true } else { false } })
    else { return false }
    return named > rank + 1
  }

  /// "Where do we find" asks for what "find the orders" does not.
  private var saysFound: Bool {
    pieces.contains { $0.label == "found" && $0.kind == .cue || $0.label == "find" && $0.kind == .stop && $0.start > 0 }
  }

  /// "Which defects are there": which there may be, and not those of today, where no time and no place is named.
  var asksForCatalogue: Bool {
    guard let last = pieces.last, last.kind == .stop, ["is", "exists"].contains(last.label), pieces.count > 2,
      frame.entity == .defect || frame.by == [.dimension(.reason)] || frame.by == [.dimension(.defect)]
    else { return false }
    return frame.filters.isEmpty && frame.period == nil
  }

  /// A reason of setup or idle asks for lost time; a stage that only inspects is where defects are found.
  mutating func adaptToReasonsAndStages() {
    let categories = Set(frame.filters[.reason].compactMap { grammar.names.entry(.reason, $0)?.category })
    if !categories.isEmpty {
      let instead = categories == ["planned_stop"] ? "planned_stop_time" : categories == ["down"] ? nil : "lost_time"
      if let instead {
        frame.metrics = frame.metrics.reduce(into: []) { metrics, metric in
          let meant = metric == "downtime" || metric == "lost_time" ? instead : metric
          if !metrics.contains(meant) { metrics.append(meant) }
        }
        if frame.rank?.metric == "downtime" { frame.rank?.metric = instead }
        // "waiting for material yesterday, how long in total": the time lost, and not that of stops.
        if frame.metrics == ["stop_duration"], frame.statistic == .sum {
          (frame.metrics, frame.statistic) = ([instead], nil)
        }
      }
    }
    // "feeder jams last week, how long in total": all of that time, and not that of stops which began then.
    if frame.metrics == ["stop_duration"], frame.statistic == .sum, categories == ["down"],
      !pieces.contains(where: { $0.kind == .metric })
    {
      (frame.metrics, frame.statistic) = (["downtime"], nil)
    }
    let stages = frame.filters[.stage]
    let isDefects =
      rule.intent == .trace || frame.entity == .defect
      || frame.metrics.contains { ["defects", "escapes", "dpmo"].contains($0) }
    let isFound = isDefects && saysFound
    // "which stage finds the most": where they are found.
    if isFound, rule.intent == .kpi {
      frame.by = frame.by.map { $0 == .dimension(.stage) ? .dimension(.foundStage) : $0 }
    }
    if !stages.isEmpty, isDefects,
      isFound || stages.allSatisfy({ grammar.names.entry(.stage, $0)?.category == "inspects" })
    {
      frame.filters[.foundStage] = stages
      frame.filters[.stage] = []
    }
    // "dpmo without burn-in": nothing is introduced there, so what is left out is what it finds.
    if isDefects {
      for stage in frame.exclude[.stage] where grammar.names.entry(.stage, stage)?.category == "inspects" {
        frame.exclude[.stage].removeAll { $0 == stage }
        frame.exclude.add(stage, to: .foundStage)
      }
    }
  }
}
