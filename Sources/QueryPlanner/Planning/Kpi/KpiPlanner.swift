import IntentParser

/// Metrics over scopes, periods and groups.
struct KpiPlanner {
  let reading: Reading
  let planner: Planner
  let calendar: SiteCalendar
  let now: Instant

  var frame: Frame { reading.frame }

  func plan() throws(PlanError) -> QueryPlan {
    var reading = reading
    reading.frame.rank = resolvedRank
    return try KpiPlanner(reading: reading, planner: planner, calendar: calendar, now: now).planned()
  }

  private func planned() throws(PlanError) -> QueryPlan {
    try checkMetrics()
    try checkCuts()
    if frame.hours != nil, frame.period == nil { throw .unsupported(reading, missing: .hoursWithoutPeriod) }

    var statements: [SQLStatement] = []
    var parts: [KpiComposition.Part] = []
    let window = reading.period?.window
    func add(_ filters: Scope, _ scope: Scope, _ role: KpiComposition.Role, _ window: TimeWindow?) {
      let rows = statements.count
      statements.append(statement(filters: filters, window: window, by: frame.by).sql)
      if !frame.by.isEmpty { statements.append(statement(filters: filters, window: window, by: []).sql) }
      parts.append(
        KpiComposition.Part(
          scope: scope, role: role, rows: rows, total: frame.by.isEmpty ? nil : rows + 1, window: computed(window),
          buckets: buckets(of: window)))
    }
    for scope in frame.compare.isEmpty ? [Scope()] : frame.compare { add(merged(scope), scope, .asked, window) }
    if let earlier = reading.comparePeriod?.window {
      add(frame.filters, Scope(), .earlier, earlier)
      if let cut = sameElapsedTime(of: earlier, as: window) { add(frame.filters, Scope(), .earlierSoFar, cut) }
    }
    let shareOf = try sharedDimension()
    if let shareOf {
      add(whole(without: shareOf), Scope(), .whole, wholeWindow(without: shareOf) ?? window)
    }
    let equipment = equipment(frame.filters)
    var targets: Int?
    if let target = targetStatement(equipment) {
      targets = statements.count
      statements.append(target)
    }
    let composition = KpiComposition(
      metrics: metrics, by: frame.by, measures: planner.kpis.measures(of: metrics), statistic: frame.statistic,
      shareOf: shareOf, parts: parts, targets: targets, level: level(equipment), lines: equipment.lineCodes)
    return QueryPlan(reading: reading, statements: statements, composition: .kpi(composition), now: now)
  }

  /// Those that were asked for, and after them those by which rows are chosen or ranked.
  var metrics: [Kpi] {
    let choosing = frame.having.map(\.metric) + (frame.rank.map { [$0.metric] } ?? [])
    let names = choosing.reduce(into: frame.metrics) { if !$0.contains($1) { $0.append($1) } }
    return names.compactMap { planner.kpis[$0] }.map(condensed)
  }

  /// What the things counted have to meet, by the measure of each condition.
  var itemConditions: [KpiStatement.ItemCondition] {
    frame.itemConditions.compactMap { threshold in
      guard let kpi = planner.kpis[threshold.metric], case .number(let bound) = threshold.value,
        let measure = planner.kpis.measures(of: [kpi]).first
      else { return nil }
      return .init(measure: measure, comparison: threshold.comparison, bound: bound)
    }
  }

  /// A mean of which another statistic is asked is that statistic of its items.
  private func condensed(_ kpi: Kpi) -> Kpi {
    guard let items = kpi.items, let statistic = frame.statistic, statistic != .mean else { return kpi }
    var kpi = kpi
    kpi.formula = .measure(items)
    return kpi
  }

  func level(_ equipment: Equipment) -> ScopeLevel {
    switch equipment.level {
    case .machine: .machine
    case .stage: .stage
    case .line: .line
    case .company: .company
    }
  }

  /// "worst" and "best" follow the metric's better direction.
  var resolvedRank: Rank? {
    guard var rank = frame.rank else { return nil }
    let low = planner.kpis[rank.metric]?.better == .low
    switch rank.direction {
    case .worst: rank.direction = low ? .desc : .asc
    case .best: rank.direction = low ? .asc : .desc
    case .asc, .desc: break
    }
    return rank
  }

  private func checkMetrics() throws(PlanError) {
    let named = frame.metrics + frame.having.map(\.metric) + (frame.rank.map { [$0.metric] } ?? [])
    for name in named where planner.kpis[name] == nil { throw .unsupported(reading, missing: .kpi(name)) }
    if frame.metrics.isEmpty { throw .unsupported(reading, missing: .anyKpi) }
    guard let statistic = frame.statistic else { return }
    for kpi in metrics where !canBe(statistic, kpi) {
      throw .unsupported(reading, missing: .statistic(statistic, kpi.name))
    }
  }

  /// A statistic needs items. A mean of ratios is their ratio of sums, and a total of what adds up is its value; what
  /// adds up has no mean: over days, shifts or lines it would be another one each.
  private func canBe(_ statistic: Statistic, _ kpi: Kpi) -> Bool {
    let measures = kpi.formula.measures.compactMap { planner.kpis.measures[$0] }
    if kpi.items != nil || measures.contains(where: { $0.aggregate == .item }) { return true }
    return statistic == .sum || statistic == .mean && !kpi.formula.isSum
  }
}
