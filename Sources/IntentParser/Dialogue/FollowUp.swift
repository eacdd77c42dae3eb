/// A turn without a subject of its own: it replaces what it names in the turn before and keeps the rest.
struct FollowUp {
  let reader: QuestionReader
  let before: Frame

  init(reader: QuestionReader, after before: Frame) {
    (self.reader, self.before) = (reader, before)
  }

  /// The whole frame, or nil where the turn is complete by itself or does not continue the one before.
  func frame() -> (frame: Frame, cover: Cover)? {
    guard let cover = reader.covers.first, cover.unexplained.isEmpty else { return nil }
    let pieces = cover.pieces.filter { $0.kind != .stop && $0.kind != .polite }
    guard !pieces.isEmpty, pieces.allSatisfy(continues) else { return nil }
    // A KPI with a scope or a time is a question of its own.
    let hasMetric = pieces.contains { $0.kind == .metric }
    if hasMetric, pieces.contains(where: { $0.kind == .time || $0.mask & SlotKind.scopeMask != 0 }) { return nil }
    if hasMetric, before.intent != .kpi { return nil }
    var rule = FrameRule(
      intent: before.intent, needs: [], takes: [], sets: [:], cost: 0,
      place: GrammarPlace(file: "", line: 0, column: 0), allowed: 0)
    if !hasMetric, !before.metrics.isEmpty { rule.sets["metrics"] = before.metrics }
    if let entity = before.entity { rule.sets["entity"] = [entity.rawValue] }
    if before.entity == nil, [.list, .status].contains(before.intent) { return nil }
    var assembly = FrameAssembly(grammar: reader.grammar, rule: rule, pieces: cover.pieces, tokens: reader.tokens)
    guard let turn = assembly.assemble() else { return nil }
    return (merged(turn, hasMetric: hasMetric), cover)
  }

  private func continues(_ piece: ChartEntry) -> Bool {
    switch piece.kind {
    case .metric, .time, .by, .grain, .rank, .show, .statistic, .exclude, .threshold: true
    case .cue: piece.label == "follow"
    default: piece.mask & SlotKind.scopeMask != 0
    }
  }

  private func merged(_ turn: Frame, hasMetric: Bool) -> Frame {
    var frame = before
    var inherited: [String] = []
    func keep(_ key: String, _ isThere: Bool) { if isThere { inherited.append(key) } }
    if hasMetric {
      // What spoke of the old KPI goes with it.
      (frame.metrics, frame.rank, frame.having, frame.statistic) = (turn.metrics, nil, [], nil)
    } else {
      keep("metrics", !before.metrics.isEmpty)
    }
    frame.filters = merged(before.filters, turn.filters)
    keep(
      "filters",
      before.filters.dimensions.contains { frame.filters[$0] == before.filters[$0] && turn.filters[$0].isEmpty })
    if let period = turn.period {
      frame.period = period
      frame.hours = turn.hours ?? before.hours
      frame.comparePeriod = turn.comparePeriod
    } else {
      keep("period", before.period != nil)
    }
    if turn.by.isEmpty { keep("by", !before.by.isEmpty) } else { frame.by = turn.by }
    if let rank = turn.rank { frame.rank = rank } else { keep("rank", frame.rank != nil) }
    if turn.having.isEmpty { keep("having", !frame.having.isEmpty) } else { frame.having = turn.having }
    for dimension in turn.exclude.dimensions {
      for code in turn.exclude[dimension] { frame.exclude.add(code, to: dimension) }
    }
    frame.statistic = turn.statistic ?? frame.statistic
    frame.show = turn.show ?? before.show
    frame.inherited = inherited
    frame.ignored = turn.ignored
    frame.sources = turn.sources
    return frame
  }

  /// A new scope replaces its own dimension and, for a line, what lies above and below it.
  private func merged(_ old: Scope, _ new: Scope) -> Scope {
    var scope = old
    for dimension in new.dimensions { scope[dimension] = new[dimension] }
    if !new[.line].isEmpty {
      for other in [Dimension.lineKind, .site, .machine] where new[other].isEmpty { scope[other] = [] }
    }
    return scope
  }
}
