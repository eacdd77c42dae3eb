import IntentParser
import QueryPlanner

/// Whether a single value meets a condition.
extension KpiAnswer {
  /// The headline of "is OEE above 70 %?"; nil where nothing is to be judged.
  func verdict(_ row: ResultRow?) -> String? {
    guard !frame.valueConditions.isEmpty else { return nil }
    let judged = frame.valueConditions.compactMap { threshold in
      metrics.first { $0.name == threshold.metric }.map { (threshold, $0) }
    }
    let names = messages.commas(judged.map { title($0.1) }.unique).capitalisedFirst
    if let missing = judged.first(where: { bound($0.0, $0.1) == nil }) {
      return say(.noTarget, [.kpis: inSentence(missing.1), .scope: scope])
    }
    if let missing = judged.first(where: { row?.number($0.1.name) == nil }) {
      return say(.value, [.kpi: names, .scope: scope, .period: period, .value: value(missing.1, row), .details: ""])
    }
    let outcomes = judged.map { threshold, kpi in
      (threshold, kpi, holds(threshold, kpi, row))
    }
    let values = outcomes.map { threshold, kpi, isMet in
      // The target and the gap to it follow in brackets: "not at least the target" would only say it again.
      threshold.value == .target && !isMet
        ? value(kpi, row)
        : say(isMet ? .met : .unmet, [.value: value(kpi, row), .condition: condition(threshold)])
    }
    let details = judged.count == 1 ? besides(judged[0].1, row) : ""
    return say(
      outcomes.allSatisfy(\.2) ? .holds : .fails,
      [.kpi: names, .scope: scope, .period: period, .values: messages.commas(values), .details: details])
  }

  private func bound(_ threshold: Threshold, _ kpi: Kpi) -> Double? {
    switch threshold.value {
    case .number(let number): number
    case .target: target(kpi)
    }
  }

  private func holds(_ threshold: Threshold, _ kpi: Kpi, _ row: ResultRow?) -> Bool {
    guard let value = row?.number(kpi.name), let bound = bound(threshold, kpi) else { return false }
    return switch threshold.comparison {
    case .less: value < bound
    case .lessOrEqual: value <= bound
    case .greater: value > bound
    case .greaterOrEqual: value >= bound
    case .equal: value == bound
    }
  }
}
