import IntentParser
import QueryPlanner

/// Values, scopes and periods in words.
extension KpiAnswer {
  func value(_ kpi: Kpi, _ row: ResultRow?) -> String {
    guard let number = row?.number(kpi.name) else { return emptyText(kpi, row) }
    return format.sentence(number, unit: unit(kpi))
  }

  /// Why there is no value: nothing has happened yet, nothing to divide by, or a cycle time that nobody entered.
  func emptyText(_ kpi: Kpi, _ row: ResultRow? = nil) -> String {
    if isAhead { return say(.future) }
    if kpi.formula.denominator?.value({ row?.number("m_\($0)") }) != 0, lacksIdealCycleTime(row, [kpi]) {
      return say(.noIdealCycleTime)
    }
    return messages.empty(of: kpi) ?? say(.noData)
  }

  var isAhead: Bool { composition.parts[0].window.from.map { $0 >= plan.now } ?? false }

  /// A sum has no value where one of its rows has none.
  private func lacksIdealCycleTime(_ row: ResultRow?, _ kpis: [Kpi]) -> Bool {
    guard let row, !isAhead else { return false }
    return kpis.flatMap(\.formula.measures).contains {
      ["ideal_made", "ideal_good"].contains($0) && row["m_\($0)"] == .null
    }
  }

  /// Performance above 1 is shown and flagged, and so is an OEE that only that can explain.
  func flags(_ row: ResultRow?) -> [String] {
    var flags: [String] = []
    if ["performance", "oee"].contains(where: { (row?.number($0) ?? 0) > 1 }) { flags.append(say(.tooFast)) }
    if lacksIdealCycleTime(row, metrics) { flags.append(say(.unknownCycleTime)) }
    return flags
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
    let scope = phrase.text(frame.filters, exclude: frame.exclude) + itemsChosen
    guard let excluded = plan.reading.excludedPeriod else { return scope }
    let period = format.period(excluded, saidAs: frame.excludedPeriod, isCut: false)
    return messages.commas([scope, messages(ScopeMessage.without, [.names: period])])
  }

  /// " (stop duration above 30 min)": what the things counted are chosen by.
  private var itemsChosen: String {
    let conditions = frame.itemConditions.compactMap { threshold in
      metrics.first { $0.name == threshold.metric }.map { "\(inSentence($0)) \(condition(threshold))" }
    }
    return conditions.isEmpty ? "" : " (\(messages.and(conditions)))"
  }

  var period: String {
    guard let named = plan.reading.period else { return "" }
    // Orders by their dates are counted over the whole period, results up to now.
    let isCut = !metrics.allSatisfy { KpiComposition.knownAhead.contains($0.name) }
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
    composition.measures.first { $0.name == name }.flatMap { measure in
      measure.unit.map { Words.unit($0, measure.unitText) }
    } ?? .none
  }
  func unit(_ kpi: Kpi) -> Unit { Words.unit(kpi.unit, kpi.unitText) }
  func measureLabel(_ name: String) -> String {
    let own = composition.measures.first { $0.name == name }?.label
    return messages.word(.measures, name) ?? own?[messages.language] ?? own?["en"]
      ?? name.split(separator: "_").joined(separator: " ")
  }
}
