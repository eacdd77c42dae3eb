import IntentParser

/// What a share is a share of.
extension KpiPlanner {
  /// The filter whose share of the whole is asked for; nil where each group's share of the total is.
  ///
  /// - Throws: ``PlanError/senseless(_:why:instead:)`` for what does not add up.
  func sharedDimension() throws(PlanError) -> Dimension? {
    guard frame.aspect == .share else { return nil }
    guard frame.compare.isEmpty, frame.comparePeriod == nil else {
      throw .unsupported(reading, missing: .part("compare", .kpi))
    }
    for kpi in metrics where !isAdditive(kpi) { throw .senseless(reading, why: .shareOfRatio(kpi.name), instead: []) }
    let part = part
    if part == nil, frame.by.isEmpty { throw .unsupported(reading, missing: .share) }
    let parts = equipment(frame.filters)
    let wholes =
      part.map { [equipment(whole(without: $0))] } ?? [wholeEquipment(frame.filters)]
    for kpi in metrics where !wholes.allSatisfy({ addsUp(kpi, parts, $0) }) {
      throw .senseless(reading, why: .shareInPassing(kpi.name), instead: [.product, .customer, .shift])
    }
    return part
  }

  /// What is named last is the part ("what share of the output of SMT 1 is PB-100"), unless it stands before the
  /// share ("PB-100's share of the output of SMT 1") or is a cause. Of groups the part is each of them.
  private var part: Dimension? {
    let causes: [Dimension] = [.reason, .defect, .severity, .priority, .state]
    let named = frame.filters.dimensions
    if let cause = causes.first(where: named.contains) { return cause }
    guard frame.by.isEmpty else { return nil }
    // "the share of SMT 3 in the downtime of the SMT lines": what lies in the other is the part, wherever it stands.
    let around: [Dimension: Set<Dimension>] = [
      .machine: [.line, .stage, .lineKind, .site], .line: [.lineKind, .site], .stage: [.lineKind],
    ]
    let inner = named.first { dimension in
      named.count > 1 && around[dimension]?.isSuperset(of: named.filter { $0 != dimension }) ?? false
    }
    if let inner { return inner }
    let places = named.map { dimension in
      (dimension, frame.sources.first { $0.key == "filters.\(dimension.rawValue)" }?.span.lowerBound ?? 0)
    }
    let share = frame.sources.first { $0.key == "aspect" }?.span.lowerBound ?? 0
    let before = places.filter { $0.1 < share }
    return (before.isEmpty ? places : before).max { $0.1 < $1.1 }?.0
  }

  func whole(without dimension: Dimension) -> Scope {
    var filters = frame.filters
    filters[dimension] = []
    return filters
  }

  /// A shift of one day has narrowed the period to itself: the whole is that day.
  func wholeWindow(without dimension: Dimension) -> TimeWindow? {
    guard dimension == .shift, case .shift(_, let day?) = frame.period,
      let window = try? calendar.window(of: day, at: now)
    else { return nil }
    return TimeWindow(from: window.from, to: window.to)
  }

  private func isAdditive(_ kpi: Kpi) -> Bool {
    kpi.formula.isSum
      && kpi.formula.measures.allSatisfy {
        let measure = planner.kpis.measures[$0]
        return measure?.aggregate == .sum || frame.statistic == .sum
      }
  }

  /// Whether parts and whole count the same machines: units pass a line's machines, and lines, one after another, and
  /// a line's constraint is one of its machines.
  private func addsUp(_ kpi: Kpi, _ part: Equipment, _ whole: Equipment) -> Bool {
    func isOfMachines(_ level: Equipment.Level) -> Bool { level == .machine || level == .stage }
    return kpi.formula.measures.compactMap { planner.kpis.measures[$0] }.allSatisfy { measure in
      switch measure.over {
      case .machines: true
      case .constraint: isOfMachines(part.level) == isOfMachines(whole.level)
      case .outflow, .inspection: part.outflowLevel == whole.outflowLevel
      }
    }
  }
}
