import IntentParser

/// The statements of a question, one a scope and period.
extension KpiPlanner {
  func equipment(_ filters: Scope) -> Equipment {
    Equipment(filters: filters, exclude: frame.exclude, by: frame.by, factory: planner.factory)
  }

  /// Equipment of a total: the machines or stages that were listed add up, lines do not.
  func wholeEquipment(_ filters: Scope) -> Equipment {
    let listed = frame.by.filter { $0 == .dimension(.machine) || $0 == .dimension(.stage) }
    return Equipment(
      filters: filters, exclude: frame.exclude, by: listed, outflowBy: [], factory: planner.factory)
  }

  func merged(_ scope: Scope) -> Scope {
    var filters = frame.filters
    for dimension in scope.dimensions { filters[dimension] = scope[dimension] }
    return filters
  }

  /// Orders as they stand at this moment: all of them, whatever their dates.
  var countsOrdersNow: Bool {
    reading.period?.window.from == now && reading.period?.window.to == now
      && frame.metrics.allSatisfy { ["orders", "late_orders", "order_quantity"].contains($0) }
  }

  func statement(filters: Scope, window: TimeWindow?, by: [Grouping]) -> KpiStatement {
    let window = countsOrdersNow ? nil : window
    var exclude = frame.exclude
    // What is late now is past due and open; an order that was completed late is so no more.
    if countsOrdersNow, frame.metrics.contains("late_orders") { exclude.add("done", to: .state) }
    let equipment = by.isEmpty ? wholeEquipment(filters) : equipment(filters)
    let whole = concrete(window)
    let places: Set<Dimension> = [.site, .line, .lineKind, .stage, .machine]
    let inspecting = Set(planner.factory.stages.filter(\.inspects).map(\.name))
    let context = FactRows.Context(
      now: now, from: window?.from, to: window?.to, excludedReasons: frame.exclude[.reason],
      orderDate: reading.period?.of ?? .due, maintenanceDone: reading.period?.of == .done,
      foundDefects: !filters[.stage].isEmpty && filters[.stage].allSatisfy(inspecting.contains)
        || !filters[.foundStage].isEmpty,
      includesNow: window == nil || whole.from <= now && now <= whole.to,
      needsPlace: !filters.dimensions.filter(places.contains).isEmpty,
      ordersAreOpen: OrderSQL.areOpen(filters, without: exclude))
    return KpiStatement(
      metrics: metrics, measures: planner.kpis.measures(of: metrics), by: by,
      statistic: frame.statistic ?? .mean, filters: filters, exclude: exclude,
      having: by.isEmpty ? [] : frame.valueConditions, items: itemConditions,
      rank: by.isEmpty ? nil : resolvedRank, equipment: equipment, stages: planner.factory.stages,
      slices: mergedSlices(slices(of: window, filters: filters), by: by), isUnbounded: window == nil, context: context,
      hasSums: planner.factory.hasSums)
  }

  /// A total is one bucket.
  func mergedSlices(_ slices: [TimeSlice], by: [Grouping]) -> [TimeSlice] {
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

  func targetStatement(_ equipment: Equipment) -> SQLStatement? {
    let isJudged = frame.having.contains { $0.value == .target }
    guard equipment.level == .line || frame.aspect == .target || isJudged || !frame.compare.isEmpty else { return nil }
    let lines = frame.compare.reduce(into: equipment.lineCodes) { lines, scope in
      for line in self.equipment(merged(scope)).lineCodes where !lines.contains(line) { lines.append(line) }
    }
    let sql: SQLStatement = """
      select line_code, kpi, target::float8 as target from production.kpi_targets
      where line_code = any(\(lines)) and kpi = any(\(metrics.map(\.name))) order by line_code, kpi
      """
    return sql.keepingPlan()
  }
}
