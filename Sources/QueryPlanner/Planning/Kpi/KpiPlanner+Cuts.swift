public import IntentParser

/// Which cuts make sense.
extension KpiPlanner {
  /// Every filter and group must make sense for every measure.
  func checkCuts() throws(PlanError) {
    let groups = frame.by.compactMap { if case .dimension(let dimension) = $0 { dimension } else { nil } }
    let asked = Set(frame.filters.dimensions).union(frame.compare.flatMap(\.dimensions)).union(groups)
    for kpi in metrics {
      let measures = kpi.formula.measures.compactMap { planner.kpis.measures[$0] }
      let known = Self.dimensions(of: measures)
      for dimension in asked.union(frame.exclude.dimensions).sorted() where !known.contains(dimension) {
        if dimension == .reason, !asked.contains(.reason), canLeaveOutReasons { continue }
        let without = measures.first { !$0.dimensions.contains(dimension) } ?? measures[0]
        throw .senseless(
          reading, why: .kpi(kpi.name, dimension, measure: without.name), instead: known.sorted())
      }
    }
    try checkTime(groups)
    try checkTargets(groups)
  }

  /// Dimensions that a formula over these can be cut by.
  static func dimensions(of measures: [Measure]) -> Set<Dimension> {
    let all = measures.reduce(into: Set<Dimension>()) { $0.formUnion($1.dimensions) }
    return all.filter { dimension in
      measures.allSatisfy { $0.dimensions.contains(dimension) || $0.lacks.contains(dimension) }
    }
  }

  /// The time of an excluded reason counts as if it had been planned: it can be left out of what is measured in time,
  /// and of what is asked beside that (performance and quality beside OEE).
  private var canLeaveOutReasons: Bool {
    planner.kpis.measures(of: metrics).contains { $0.source == .planned || $0.dimensions.contains(.reason) }
  }

  /// Pieces of time have one number each; weekdays are pieces of time too.
  private func checkTime(_ groups: [Dimension]) throws(PlanError) {
    let grains = frame.by.filter { if case .grain(let grain) = $0 { grain != .shiftInstance } else { false } }
    if grains.count + (groups.contains(.weekday) ? 1 : 0) > 1 { throw .unsupported(reading, missing: .severalGrains) }
  }

  /// Targets are set for lines: several of them together have none.
  private func checkTargets(_ groups: [Dimension]) throws(PlanError) {
    guard frame.having.contains(where: { $0.value == .target }), !groups.contains(.line) else { return }
    let scopes = frame.compare.isEmpty ? [frame.filters] : frame.compare.map(merged)
    guard scopes.allSatisfy({ equipment($0).lineCodes.count == 1 }) else {
      throw .unsupported(reading, missing: .targetPerLine)
    }
  }
}

extension KpiCatalogue {
  /// Dimensions by which a KPI can be cut.
  public func dimensions(of kpi: String) -> Set<Dimension> {
    KpiPlanner.dimensions(of: (kpis[kpi]?.formula.measures ?? []).compactMap { measures[$0] })
  }
}
