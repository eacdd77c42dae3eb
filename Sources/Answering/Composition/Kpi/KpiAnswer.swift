import IntentParser
import QueryPlanner

/// Metrics as a headline, a table and, where it helps, a chart.
struct KpiAnswer {
  let plan: QueryPlan
  let composition: KpiComposition
  let results: [QueryResult]
  let factory: FactoryCatalogue
  let format: ValueFormat

  var frame: Frame { plan.reading.frame }
  var metrics: [Kpi] { composition.metrics }
  var messages: Messages { format.messages }
  func say(_ key: KpiMessage, _ values: [Place: String] = [:]) -> String { messages(key, values) }

  func content() -> Content {
    var content = values()
    if let excluded = plan.reading.excludedPeriod, let period = plan.reading.period?.window, !excluded.overlaps(period)
    {
      content.warnings.append(say(.nothingExcluded))
    }
    return content
  }

  private func values() -> Content {
    if frame.aspect == .target { return targets() }
    if frame.aspect == .share { return share() }
    if composition.parts.count > 1 { return comparison() }
    if composition.by.isEmpty { return single() }
    return breakdown()
  }
}

extension [String] {
  /// Each text once, in the order of first appearance.
  var unique: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
