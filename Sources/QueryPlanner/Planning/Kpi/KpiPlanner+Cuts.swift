import IntentParser

/// Which cuts make sense.
extension KpiPlanner {
  /// Every filter and group must make sense for every measure.
  func checkCuts() throws(PlanError) {
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
}
