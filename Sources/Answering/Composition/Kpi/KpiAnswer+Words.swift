import IntentParser
import QueryPlanner

/// Values, scopes and periods in words.
extension KpiAnswer {
  func value(_ kpi: Kpi, _ row: ResultRow?) -> String {
    guard let number = row?.number(kpi.name) else { return emptyText(kpi) }
    return format.sentence(number, unit: unit(kpi))
  }

  func emptyText(_ kpi: Kpi) -> String {
    if let from = composition.parts[0].window.from, from >= plan.now { return say(.future) }
    return messages.empty(of: kpi) ?? say(.noData)
  }

  /// Performance above 1 is shown and flagged.
  func flags(_ row: ResultRow?) -> [String] {
    guard let value = row?.number("performance"), value > 1 else { return [] }
    return [say(.tooFast)]
  }
  func flags(_ row: ResultRow) -> [String] { flags(Optional(row)) }

  func target(_ kpi: Kpi) -> Double? {
    composition.lines.count == 1 ? target(kpi, line: composition.lines[0]) : nil
  }
  func target(_ kpi: Kpi, line: String) -> Double? {
    composition.targets.flatMap { index in
      results[index].table.resultRows.first { $0.text("kpi") == kpi.name && $0.text("line_code") == line }?
        .number("target")
    }
  }

  var scope: String {
    let phrase = ScopePhrase(factory: factory, messages: messages)
    let scope = phrase.text(frame.filters, exclude: frame.exclude)
    guard let excluded = plan.reading.excludedPeriod else { return scope }
    let period = format.period(excluded, saidAs: frame.excludedPeriod, isCut: false)
    return messages.commas([scope, messages(ScopeMessage.without, [.names: period])])
  }

  var period: String {
    guard let named = plan.reading.period else { return "" }
    // Orders by their dates are counted over the whole period, results up to now.
    let whole: Set = ["orders", "late_orders", "order_quantity", "planned_output", "maintenance_jobs"]
    let isCut = !metrics.allSatisfy { whole.contains($0.name) }
    return format.period(named.window, saidAs: frame.period, isCut: isCut)
  }

  func label(_ kpi: Kpi) -> String { messages.label(of: kpi) }
  func title(_ kpi: Kpi) -> String {
    guard let statistic = frame.statistic ?? (itemMeasure(kpi) == nil ? nil : .mean) else { return inSentence(kpi) }
    return say(
      .withStatistic,
      [.statistic: messages.word(.statistics, statistic.rawValue) ?? statistic.rawValue, .kpi: inSentence(kpi)])
  }
  func inSentence(_ kpi: Kpi) -> String { messages.inSentence(label(kpi)) }
  func measureUnit(_ name: String) -> Unit {
    composition.measures.first { $0.name == name }?.unit.map(Words.unit) ?? .none
  }
  func unit(_ kpi: Kpi) -> Unit { Words.unit(kpi.unit) }
  func measureLabel(_ name: String) -> String {
    messages.word(.measures, name) ?? name.split(separator: "_").joined(separator: " ")
  }
}
