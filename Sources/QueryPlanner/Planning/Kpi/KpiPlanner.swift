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
    try checkMetrics()
    try checkCuts()
    if frame.aspect == .share { throw .unsupported(reading, missing: .share) }
    if frame.hours != nil, frame.period == nil { throw .unsupported(reading, missing: .hoursWithoutPeriod) }

    var statements: [SQLStatement] = []
    var parts: [KpiComposition.Part] = []
    let window = reading.period?.window
    func add(_ scope: Scope, _ role: KpiComposition.Role, _ window: TimeWindow?) {
      let rows = statements.count
      statements.append(statement(scope: scope, window: window, by: frame.by).sql)
      if !frame.by.isEmpty { statements.append(statement(scope: scope, window: window, by: []).sql) }
      parts.append(
        KpiComposition.Part(scope: scope, role: role, rows: rows, total: frame.by.isEmpty ? nil : rows + 1))
    }
    for scope in frame.compare.isEmpty ? [Scope()] : frame.compare { add(scope, .asked, window) }
    if let earlier = reading.comparePeriod?.window {
      add(Scope(), .earlier, earlier)
      if let cut = sameElapsedTime(of: earlier, as: window) { add(Scope(), .earlierSoFar, cut) }
    }
    let equipment = equipment(Scope())
    var targets: Int?
    if let target = targetStatement(equipment) {
      targets = statements.count
      statements.append(target)
    }
    let composition = KpiComposition(
      metrics: metrics, by: frame.by, statistic: frame.statistic, parts: parts, targets: targets,
      level: level(equipment), buckets: buckets(of: window), window: computed(window), lines: equipment.lineCodes)
    return QueryPlan(reading: reading, statements: statements, composition: .kpi(composition), now: now)
  }

  var metrics: [Kpi] { frame.metrics.compactMap { planner.kpis[$0] } }

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

  func checkMetrics() throws(PlanError) {
    for name in frame.metrics where planner.kpis[name] == nil {
      throw .unsupported(reading, missing: .kpi(name))
    }
    if frame.metrics.isEmpty { throw .unsupported(reading, missing: .anyKpi) }
  }
}
