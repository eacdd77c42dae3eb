// Turns that ask to be told again: what was asked as a watch or a report.
extension FollowUp {
  /// "tell me when it falls below 60 %", "send me that every Monday at 7": of the KPI or list spoken of, where the turn
  /// names nothing else to watch or report.
  func regular(_ before: Frame, _ turn: TurnPieces, _ cover: Cover) -> Frame? {
    let isWatch = turn.has(.request, "watch") && before.intent == .kpi && before.metrics.count == 1
    let isReport = turn.has(.request, "report") && (before.intent == .kpi || before.intent == .list)
    guard isWatch || isReport, !turn.hasMetric,
      !turn.content.contains(where: { $0.kind == .entity || $0.kind == .state || $0.kind == .event })
    else { return nil }
    var rule = FrameRule(goingOnWith: isWatch ? .watch : .report)
    rule.sets["action"] = ["create"]
    rule.sets["metrics"] = before.metrics
    var assembly = FrameAssembly(grammar: reader.grammar, rule: rule, pieces: cover.pieces, tokens: reader.tokens)
    guard var frame = assembly.assemble(), !isWatch || frame.condition["metric"] != nil,
      !isReport || !frame.schedule.isEmpty
    else { return nil }
    if frame.filters.isEmpty { frame.filters = before.filters }
    if isReport {
      (frame.entity, frame.metrics, frame.exclude) = (before.entity, before.metrics, before.exclude)
      if frame.by.isEmpty { frame.by = before.by }
      (frame.having, frame.rank, frame.statistic) = (before.having, before.rank, before.statistic)
      // "last week" is that of the day on which it is sent.
      (frame.period, frame.periodOf) = (frame.period ?? before.period, frame.periodOf ?? before.periodOf)
    }
    frame.inherited = TurnMerge.keys(of: frame)
    return frame
  }
}
