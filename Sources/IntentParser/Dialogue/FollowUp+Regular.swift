// Turns that ask to be told again: what was asked as a watch or a report.
extension FollowUp {
  /// "tell me when it falls below 60 %", "send me that every Monday at 7": of the KPI or list spoken of, where the turn
  /// names nothing else to watch or report.
  func regular(_ before: Frame, _ turn: TurnPieces, _ cover: Cover) -> Frame? {
    let metrics = before.intent == .watch ? before.condition.metric : before.metrics
    let isWatch =
      (turn.has(.request, "watch") || turn.has(.request, "tell") && turn.content.contains { $0.kind == .threshold })
      && (before.intent == .kpi || before.intent == .report) && metrics.count == 1
    let isReport = turn.has(.request, "report") && (before.intent == .kpi || before.intent == .list || !metrics.isEmpty)
    guard isWatch || isReport, !turn.hasMetric,
      !turn.content.contains(where: { $0.kind == .entity || $0.kind == .state || $0.kind == .event })
    else { return nil }
    var rule = FrameRule(goingOnWith: isWatch ? .watch : .report)
    rule.sets["action"] = ["create"]
    rule.sets["metrics"] = metrics
    // "send me this list": what is in it was said before.
    let pieces = cover.pieces.filter { $0.kind != .cue || isWatch }
    var assembly = FrameAssembly(grammar: reader.grammar, rule: rule, pieces: pieces, tokens: reader.tokens)
    guard var frame = assembly.assemble(), !isWatch || frame.condition["metric"] != nil,
      !isReport || !frame.schedule.isEmpty
    else { return nil }
    if frame.filters.isEmpty { frame.filters = before.filters }
    if isReport {
      (frame.entity, frame.metrics, frame.exclude) = (before.entity, metrics, before.exclude)
      if frame.by.isEmpty { frame.by = before.by }
      (frame.having, frame.rank, frame.statistic) = (before.having, before.rank, before.statistic)
      // "last week" is that of the day on which it is sent.
      (frame.period, frame.periodOf) = (frame.period ?? before.period, frame.periodOf ?? before.periodOf)
    }
    frame.inherited = TurnMerge.keys(of: frame)
    return frame
  }

  /// "no, I meant 55 %" of a watch: the same with another value.
  private func revalued(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    guard before.action == "create", turn.content.count == 1 else { return nil }
    if before.intent == .report { return remade(before, turn) }
    guard before.intent == .watch else { return nil }
    // "for more than 10 minutes"
    if let seconds = turn.content[0].lasting, before.condition["state"] != nil {
      var frame = before
      frame.condition["for"] = .number(seconds)
      frame.inherited = TurnMerge.keys(of: frame) + ["condition"]
      return frame
    }
    guard case .text(let name)? = before.condition["metric"], case .number? = before.condition["value"],
      let metric = Metric[name] ?? reader.grammar.ownMetrics[name]
    else { return nil }
    var frame = before
    var (number, unit) = (0.0, QuantityUnit.plain)
    switch turn.content[0].meaning {
    case .quantity(let amount, let said): (number, unit) = (amount * said.factor, said)
    case .number(let amount): number = amount
    case .threshold(let phrase):
      guard phrase.metric == nil, let amount = phrase.amount, amount != 0, phrase.most == nil, !phrase.isJudgement
      else { return nil }
      (number, unit) = (amount, phrase.unit)
      if !phrase.isMeant { frame.condition["op"] = .text(phrase.comparison.rawValue) }
    default: return nil
    }
    guard FrameAssembly.fits(unit, metric) else { return nil }
    if metric.unit == .ratio, unit == .plain, number > 1 { number /= 100 }
    frame.condition["value"] = .number((number * 1e9).rounded() / 1e9)
    frame.inherited = TurnMerge.keys(of: frame) + ["condition"]
    return frame
  }

  /// "make it 8", "also scrap rate", "scrap rate instead" of a report.
  private func remade(_ before: Frame, _ turn: TurnPieces) -> Frame? {
    var frame = before
    switch turn.content[0].meaning {
    case .threshold(let phrase):
      guard phrase.isMeant, phrase.unit == .plain, let amount = phrase.amount, let hour = Int(exactly: amount),
        (0...23).contains(hour), case .text(let clock)? = before.schedule["at"], clock.contains(":")
      else { return nil }
      frame.schedule["at"] = .text((hour < 10 ? "0" : "") + "\(hour):00")
    case .value(let value) where turn.content[0].kind == .metric && before.entity == nil && !before.metrics.isEmpty:
      let name = Metric.name(value).name
      if turn.labels.contains("also") {
        if !frame.metrics.contains(name) { frame.metrics.append(name) }
      } else if turn.labels.contains("follow") || turn.labels.contains("correct") {
        (frame.metrics, frame.rank, frame.having, frame.statistic) = ([name], nil, [], nil)
      } else {
        return nil
      }
    default: return nil
    }
    frame.inherited = TurnMerge.keys(of: frame)
    return frame
  }

  /// "to #planning", "no, Tuesday", "and only for Aurora" of a report: the same, sent elsewhere, at another time, or of
  /// others; "and for SMT 2" of a watch.
  func rearranged(_ before: Frame, _ turn: TurnPieces, _ cover: Cover) -> Frame? {
    if let frame = revalued(before, turn) { return frame }
    guard before.intent == .report || before.intent == .watch, before.action == "create", !turn.content.isEmpty,
      turn.lifted.isEmpty,
      turn.content.allSatisfy({ $0.isScope || before.intent == .report && [.channel, .every, .time].contains($0.kind) })
    else { return nil }
    var frame = before
    var said = Frame(intent: before.intent)
    for piece in turn.content where piece.isScope {
      guard case .names(let dimension, let codes) = piece.meaning else { return nil }
      for code in codes { said.filters.add(code, to: dimension) }
    }
    frame.filters = TurnMerge(before: before, said: said, turn: turn, names: reader.grammar.names).filters
    let pieces = cover.pieces.filter { !$0.isScope && $0.kind != .turn }
    if before.intent == .report, pieces.contains(where: { [.channel, .every, .time].contains($0.kind) }) {
      var rule = FrameRule(goingOnWith: .report)
      rule.sets["action"] = ["change"]
      var assembly = FrameAssembly(grammar: reader.grammar, rule: rule, pieces: pieces, tokens: reader.tokens)
      guard let changed = assembly.assemble(), changed.period == nil, changed.filters.isEmpty else { return nil }
      if let channel = changed.channel { frame.channel = channel }
      if changed.schedule["every"] != nil {
        let clock = frame.schedule["at"]
        frame.schedule = changed.schedule
        if frame.schedule["at"] == nil, frame.schedule["every"] != .text("shift") { frame.schedule["at"] = clock }
      } else if !changed.schedule.isEmpty {
        return nil
      }
    }
    frame.inherited = TurnMerge.keys(of: frame)
    return frame
  }
}

extension ChartEntry {
  /// For how long, in seconds: "for 10 minutes", "for more than 10 minutes".
  fileprivate var lasting: Double? {
    switch meaning {
    case .quantity(let number, let unit) where kind == .duration && unit.isTime: number * unit.factor
    case .threshold(let phrase) where phrase.unit.isTime && phrase.metric == nil && phrase.most == nil: phrase.amount
    default: nil
    }
  }
}

extension [String: FrameValue] {
  /// The KPI of a condition.
  fileprivate var metric: [String] {
    if case .text(let metric)? = self["metric"] { [metric] } else { [] }
  }
}
