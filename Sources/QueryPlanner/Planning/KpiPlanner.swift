import IntentParser

/// Metrics over scopes, periods and groups.
struct KpiPlanner {
  let reading: Reading
  let planner: Planner
  let calendar: SiteCalendar
  let now: Instant

  private var frame: Frame { reading.frame }

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

  private var metrics: [Kpi] { frame.metrics.compactMap { planner.kpis[$0] } }

  private func level(_ equipment: Equipment) -> ScopeLevel {
    switch equipment.level {
    case .machine: .machine
    case .stage: .stage
    case .line: .line
    case .company: .company
    }
  }

  /// "worst" and "best" follow the metric's better direction.
  private var resolvedRank: Rank? {
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
    for name in frame.metrics where planner.kpis[name] == nil {
      throw .unsupported(reading, missing: .kpi(name))
    }
    if frame.metrics.isEmpty { throw .unsupported(reading, missing: .anyKpi) }
  }

  /// Every filter and group must make sense for every measure.
  private func checkCuts() throws(PlanError) {
    let dimensions =
      Set(frame.filters.dimensions).union(frame.exclude.dimensions).union(frame.compare.flatMap(\.dimensions))
      .union(frame.by.compactMap { if case .dimension(let dimension) = $0 { dimension } else { nil } })
    for kpi in metrics {
      for name in kpi.formula.measures {
        guard let measure = planner.kpis.measures[name] else { continue }
        let known = FactRows.dimensions(of: measure.source)
        for dimension in dimensions.sorted() where !known.contains(dimension) {
          if dimension == .reason, measure.source == .planned, frame.filters[.reason].isEmpty,
            !frame.by.contains(.dimension(.reason))
          {
            continue  // An excluded reason counts as planned.
          }
          throw .senseless(reading, why: .kpi(kpi.name, dimension), instead: known.sorted())
        }
      }
    }
  }

  // Windows ---------------------------------------------------------------------------------------

  /// What was computed of the window: up to now.
  private func computed(_ window: TimeWindow?) -> TimeWindow {
    guard let window else { return TimeWindow(from: nil, to: nil) }
    if let from = window.from, from >= now { return window }
    return TimeWindow(from: window.from, to: min(window.to ?? now, now))
  }

  private func concrete(_ window: TimeWindow?) -> (from: Instant, to: Instant) {
    let from = window?.from ?? [TimeSlice].beginning
    let to = window?.to ?? [TimeSlice].end
    // An instant: what holds at it; a state or a count of the moment needs a width.
    return from == to ? (from - 1, to) : (from, to)
  }

  private func buckets(of window: TimeWindow?) -> [TimeBucket] {
    for case .grain(let grain) in frame.by where grain != .shiftInstance {
      let whole = concrete(window)
      return calendar.buckets(
        of: TimeWindow(from: whole.from, to: min(whole.to, max(now, whole.from))), by: grain, at: now)
    }
    return []
  }

  private func slices(of window: TimeWindow?) -> [TimeSlice] {
    let whole = concrete(window)
    var slices = [TimeSlice(bucket: 0, from: whole.from, to: whole.to)]
    let cut = buckets(of: window)
    if !cut.isEmpty { slices = cut.enumerated().map { TimeSlice(bucket: $0, from: $1.from, to: $1.to) } }
    if needsDays { slices = slices.flatMap(days(of:)) }
    if let hours = frame.hours { slices = slices.flatMap { part(hours, of: $0) } }
    return slices
  }

  private var needsDays: Bool {
    !frame.filters[.weekday].isEmpty || !frame.exclude[.weekday].isEmpty || frame.by.contains(.dimension(.weekday))
  }

  private func days(of slice: TimeSlice) -> [TimeSlice] {
    let named = frame.filters[.weekday]
    return calendar.buckets(
      of: TimeWindow(from: slice.from, to: min(slice.to, max(now, slice.from))), by: .day, at: now
    )
    .compactMap { day in
      let weekday = calendar.productionDay(containing: day.from).weekday
      let code = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][weekday - 1]
      guard named.isEmpty || named.contains(code), !frame.exclude[.weekday].contains(code) else { return nil }
      let bucket = frame.by.contains(.dimension(.weekday)) ? weekday : slice.bucket
      return TimeSlice(bucket: bucket, from: day.from, to: day.to)
    }
  }

  /// The same hours of each production day of a slice.
  private func part(_ hours: ClockRange, of slice: TimeSlice) -> [TimeSlice] {
    calendar.buckets(of: TimeWindow(from: slice.from, to: slice.to), by: .day, at: now).compactMap { day in
      let date = calendar.productionDay(containing: day.from)
      let from = max(calendar.instant(of: date, minutes: hours.from.minutes), slice.from)
      let end = hours.to.minutes <= hours.from.minutes ? hours.to.minutes + 1440 : hours.to.minutes
      let to = min(calendar.instant(of: date, minutes: end), slice.to)
      return from < to ? TimeSlice(bucket: slice.bucket, from: from, to: to) : nil
    }
  }

  /// The earlier period up to where the later one has got; nil when the later one is over.
  private func sameElapsedTime(of earlier: TimeWindow, as later: TimeWindow?) -> TimeWindow? {
    guard let later, let from = later.from, let to = later.to, from < now, to > now, let start = earlier.from else {
      return nil
    }
    let end = Instant(microseconds: start.microseconds + now.microseconds - from.microseconds)
    return TimeWindow(from: start, to: min(end, earlier.to ?? end))
  }

  // Statements ------------------------------------------------------------------------------------

  private func equipment(_ scope: Scope) -> Equipment {
    Equipment(filters: merged(scope), exclude: frame.exclude, by: frame.by, factory: planner.factory)
  }

  /// Equipment of a total: the machines or stages that were listed add up, lines do not.
  private func wholeEquipment(_ scope: Scope) -> Equipment {
    let listed = frame.by.filter { $0 == .dimension(.machine) || $0 == .dimension(.stage) }
    return Equipment(
      filters: merged(scope), exclude: frame.exclude, by: listed, outflowBy: [], factory: planner.factory)
  }

  private func merged(_ scope: Scope) -> Scope {
    var filters = frame.filters
    for dimension in scope.dimensions { filters[dimension] = scope[dimension] }
    return filters
  }

  /// Orders as they stand at this moment: all of them, whatever their dates.
  private var countsOrdersNow: Bool {
    reading.period?.window.from == now && reading.period?.window.to == now
      && frame.metrics.allSatisfy { ["orders", "late_orders", "order_quantity"].contains($0) }
  }

  private func statement(scope: Scope, window: TimeWindow?, by: [Grouping]) -> KpiStatement {
    let window = countsOrdersNow ? nil : window
    let filters = merged(scope)
    var exclude = frame.exclude
    // What is late now is past due and open; an order that was completed late is so no more.
    if countsOrdersNow, frame.metrics.contains("late_orders") { exclude.add("done", to: .state) }
    let equipment = by.isEmpty ? wholeEquipment(scope) : equipment(scope)
    let whole = concrete(window)
    let places: Set<Dimension> = [.site, .line, .lineKind, .stage, .machine]
    let inspecting = Set(planner.factory.stages.filter(\.inspects).map(\.name))
    let context = FactRows.Context(
      now: now, from: window?.from, to: window?.to, excludedReasons: frame.exclude[.reason],
      orderDate: reading.period?.of ?? .due, maintenanceDone: reading.period?.of == .done,
      foundDefects: !filters[.stage].isEmpty && filters[.stage].allSatisfy(inspecting.contains)
        || !filters[.foundStage].isEmpty,
      includesNow: window == nil || whole.from <= now && now <= whole.to,
      needsPlace: !filters.dimensions.filter(places.contains).isEmpty)
    return KpiStatement(
      metrics: metrics, measures: planner.kpis.measures(of: frame.metrics), by: by,
      statistic: frame.statistic ?? .mean, filters: filters, exclude: exclude,
      having: by.isEmpty ? [] : frame.having,
      rank: by.isEmpty ? nil : resolvedRank, equipment: equipment, stages: planner.factory.stages,
      slices: mergedSlices(slices(of: window), by: by), isUnbounded: window == nil, context: context)
  }

  /// A total is one bucket.
  private func mergedSlices(_ slices: [TimeSlice], by: [Grouping]) -> [TimeSlice] {
    guard by.isEmpty else { return slices }
    var merged: [TimeSlice] = []
    for slice in slices {
      if let last = merged.last, last.to == slice.from {
        merged[merged.count - 1].to = slice.to
      } else {
        merged.append(TimeSlice(bucket: 0, from: slice.from, to: slice.to))
      }
    }
    return merged
  }

  private func targetStatement(_ equipment: Equipment) -> SQLStatement? {
    guard equipment.level == .line || frame.aspect == .target, frame.compare.isEmpty || frame.by.isEmpty else {
      return nil
    }
    return """
      select line_code, kpi, target::float8 as target from production.kpi_targets
      where line_code = any(\(equipment.lineCodes)) and kpi = any(\(frame.metrics)) order by line_code, kpi
      """
  }
}
