/// Puts what a turn says over the frame before it.
struct TurnMerge {
  let before: Frame
  let said: Frame
  let turn: TurnPieces
  let names: NameIndex

  var frame: Frame {
    var frame = before
    var kept: [String] = []
    func keep(_ key: String, _ isThere: Bool) { if isThere { kept.append(key) } }

    keep("entity", before.entity != nil)
    if turn.hasMetric {
      mergeMetrics(&frame)
      keep("metrics", turn.labels.contains("also") && !before.metrics.isEmpty)
    } else {
      keep("metrics", !before.metrics.isEmpty)
    }
    if before.intent == .status, let entity = said.entity { frame.entity = entity }
    frame.filters = filters
    if before.metrics == ["late_orders"], frame.metrics == ["order_quantity"] { frame.filters.add("late", to: .state) }
    // "and what was done last week" after what is overdue: done is a state too.
    // "what is overdue" of what is planned for next week: whatever it was planned for.
    if frame.entity == .maintenance, said.filters[.state] == ["late"], !turn.hasTime, before.period?.isAhead == true {
      frame.period = nil
    }
    // What is planned for next week is not overdue yet.
    if frame.entity == .maintenance || before.metrics == ["maintenance_jobs"], said.filters[.state].isEmpty,
      said.periodOf == .done || said.periodOf == .planned || said.period?.isAhead == true
    {
      frame.filters[.state] = []
    }
    if frame.period != nil, said.filters[.state] == ["late", "due"], frame.entity == .maintenance {
      frame.filters[.state] = ["due"]
    }
    // "no, the late ones" of a number of orders at risk.
    if !turn.hasMetric, before.metrics == ["orders"], said.metrics == ["late_orders"] {
      frame.metrics = said.metrics
      frame.filters[.state] = []
    }
    keep("filters", before.filters.dimensions.contains { !frame.filters[$0].isEmpty && said.filters[$0].isEmpty })
    for dimension in said.exclude.dimensions where !isTakenBack(dimension) {
      for code in said.exclude[dimension] { frame.exclude.add(code, to: dimension) }
    }
    takeBack(&frame)
    keep("exclude", !before.exclude.isEmpty && !frame.exclude.isEmpty)
    frame.excludedPeriod = said.excludedPeriod ?? before.excludedPeriod
    mergePeriod(&frame, keep)
    // "and this afternoon?" of the morning shift: other hours are those of another shift.
    if let new = said.period, new.isPartOfDay || isWholeDay, said.filters[.shift].isEmpty { frame.filters[.shift] = [] }
    // Orders are due where nothing else is said; a turn that names no date keeps the one spoken of.
    frame.periodOf = turn.namesDate ? said.periodOf : before.periodOf ?? said.periodOf
    // Output is of no date of an order.
    if turn.hasMetric, !turn.namesDate, before.intent == .kpi, !turn.labels.contains("also"),
      Leaning.Family(of: frame) != Leaning.Family(of: before)
    {
      frame.periodOf = said.periodOf
    }
    keep("by", !before.by.isEmpty && (said.by.isEmpty || said.by == before.by))
    if !said.by.isEmpty {
      frame.by = turn.labels.contains("also") ? before.by + said.by.filter { !before.by.contains($0) } : said.by
    }
    if var rank = said.rank {
      rank.limit = rank.limit ?? before.rank?.limit ?? (turn.asksWho ? 1 : nil)
      frame.rank = rank
    } else {
      keep("rank", frame.rank != nil)
    }
    if said.having.isEmpty { keep("having", !frame.having.isEmpty) } else { frame.having = said.having }
    frame.statistic = said.statistic ?? frame.statistic
    keep("statistic", said.statistic == nil && frame.statistic != nil)
    if let compared = comparedWithMore {
      (frame.compare, frame.filters) = (compared, frame.filters.without(compared[0].dimensions))
      keep("compare", true)
    } else if let compared = comparedWithBefore {
      (frame.compare, frame.filters) = (compared, frame.filters.without(compared[0].dimensions))
    } else if said.compare.isEmpty, !narrowsCompared {
      keep("compare", !before.compare.isEmpty)
    } else {
      frame.compare = said.compare
    }
    frame.aspect = said.aspect ?? (turn.hasMetric ? nil : before.aspect)
    frame.show = said.show ?? before.show
    frame.inherited = kept
    (frame.ignored, frame.sources) = (said.ignored, said.sources)
    return frame
  }

  /// Whether the turn names another scope in place of those that were compared; "only GW-4" after "SMT 1 vs SMT 2"
  /// narrows both.
  private var narrowsCompared: Bool {
    let compared = Set(before.compare.flatMap(\.dimensions))
    let named = Set(said.filters.dimensions)
    let places: Set<Dimension> = [.line, .machine]
    return !compared.isDisjoint(with: named) || !compared.isDisjoint(with: places) && !named.isDisjoint(with: places)
      || compared.contains(.line) && (named.contains(.lineKind) || named.contains(.site))
      || compared.contains(.lineKind) && named.contains(.line) || compared.contains(.site) && named.contains(.line)
  }

  /// "add SMT 3" to a comparison: one more.
  private var comparedWithMore: [Scope]? {
    guard turn.labels.contains("also"), !before.compare.isEmpty, said.compare.isEmpty,
      said.filters.dimensions.count == 1, let dimension = said.filters.dimensions.first,
      before.compare.allSatisfy({ $0.dimensions == [dimension] })
    else { return nil }
    let more = said.filters[dimension].map { Scope([dimension: [$0]]) }
    return before.compare + more.filter { !before.compare.contains($0) }
  }

  /// "vs TEST 2" after a question about TEST 1: the two are compared.
  private var comparedWithBefore: [Scope]? {
    guard turn.compares, said.compare.isEmpty, said.comparePeriod == nil, said.filters.dimensions.count == 1,
      let dimension = said.filters.dimensions.first, said.filters[dimension].count == 1,
      before.filters[dimension].count == 1, before.filters[dimension] != said.filters[dimension]
    else { return nil }
    return [before.filters[dimension], said.filters[dimension]].map { Scope([dimension: $0]) }
  }

  /// "I mean DIP, not SMT": what was asked before is taken back, and nothing is left out of what is asked instead.
  private func isTakenBack(_ dimension: Dimension) -> Bool {
    let places: Set<Dimension> = [.site, .lineKind, .line, .machine]
    return turn.labels.contains("correct")
      && said.filters.dimensions.contains { $0 == dimension || places.contains($0) && places.contains(dimension) }
  }

  /// "with the night shift again" after "without the night shift"; "and the night shift?" asks for it alone.
  private func takeBack(_ frame: inout Frame) {
    for dimension in said.filters.dimensions {
      let back = said.filters[dimension].filter(before.exclude[dimension].contains)
      guard !back.isEmpty else { continue }
      frame.exclude[dimension].removeAll(where: back.contains)
      if turn.saysWith || turn.labels.contains("also") { frame.filters[dimension] = before.filters[dimension] }
    }
  }

  /// A new KPI takes the place of the old one with what spoke of it; "scrap too" stands beside it.
  private func mergeMetrics(_ frame: inout Frame) {
    if turn.labels.contains("also") {
      frame.metrics = before.metrics + said.metrics.filter { !before.metrics.contains($0) }
    } else {
      (frame.metrics, frame.rank, frame.having, frame.statistic) = (said.metrics, nil, [], nil)
      if turn.asksUnits, said.metrics == ["output"], let units = Self.units(of: before.metrics) {
        frame.metrics = [units]
        if units == "order_quantity" { frame.statistic = .sum }
      }
    }
  }

  /// "how many pieces is that": what a KPI is of, in units.
  private static func units(of metrics: [String]) -> String? {
    guard metrics.count == 1 else { return nil }
    switch metrics[0] {
    case "orders", "late_orders", "order_quantity": return "order_quantity"
    case "scrap", "scrap_rate", "scrap_cost": return "scrap"
    case "rework", "rework_rate": return "rework"
    case "backlog", "wip", "planned_output": return metrics[0]
    default: return nil
    }
  }

  /// A new scope replaces its own dimension and, for a line, what lies above and below it; "SMT 2 too" adds.
  var filters: Scope {
    var scope = before.filters
    var new = said.filters
    if turn.labels.contains("correct") { new = corrected(new) }
    for dimension in new.dimensions {
      if turn.labels.contains("also") {
        for code in new[dimension] { scope.add(code, to: dimension) }
      } else {
        scope[dimension] = new[dimension]
      }
    }
    let places: [Dimension] = [.site, .lineKind, .line, .machine]
    guard let lowest = places.lastIndex(where: { !new[$0].isEmpty }) else { return scope }
    // What lies above is said by the new place; what lies below belonged to the old one.
    for (index, place) in places.enumerated() where new[place].isEmpty {
      let isNarrowed =
        index < lowest && turn.labels.contains("only") && place == .site && places[lowest] == .lineKind
        // "oee of the SMT lines", "and in Da Nang?": still SMT lines.
        || places[lowest] == .site && place == .lineKind && before.filters[.line].isEmpty
      if index > lowest || places[lowest] == .line || places[lowest] == .machine, !isNarrowed { scope[place] = [] }
    }
    if !new[.machine].isEmpty { scope[.stage] = new[.stage] }
    return scope
  }

  /// "no, I meant DIP" of SMT line 1 means the DIP line of that number.
  private func corrected(_ new: Scope) -> Scope {
    guard let kind = new[.lineKind].first, new[.lineKind].count == 1, new[.line].isEmpty, !before.filters[.line].isEmpty
    else { return new }
    let numbers = before.filters[.line].compactMap { names.number(ofLine: $0) }
    let lines = numbers.compactMap { names.lines(number: $0, kind: kind).first }
    guard lines.count == before.filters[.line].count else { return new }
    var scope = new
    (scope[.lineKind], scope[.line]) = ([], lines)
    return scope
  }

  /// "the whole day yesterday" after some hours or a shift of it.
  private var isWholeDay: Bool {
    turn.saysWhole && said.period?.isDay == true
  }

  private func mergePeriod(_ frame: inout Frame, _ keep: (String, Bool) -> Void) {
    // "afternoon shift?" of a question about a morning shift: the afternoon shift of the same day.
    if !turn.hasTime, said.filters[.shift].count == 1 {
      var day: TimeExpression??
      if case .shift(_, let its)? = before.period { day = its }
      // "only shift A" of a question about a day: the one of that day.
      if let its = before.period, its.isDay, before.hours == nil, frame.filters[.shift].count == 1 { day = its }
      if let day {
        frame.period = .shift(said.filters[.shift][0], of: day)
        keep("period", true)
        return
      }
    }
    let isCompared = turn.compares || before.comparePeriod != nil
    if !turn.hasTime || isCompared && turn.comparedTime != nil && before.period != nil {
      keep("period", before.period != nil)
      keep("hours", before.hours != nil)
      if let compared = (isCompared ? turn.comparedTime : nil) ?? said.comparePeriod {
        let base = turn.compares ? before.period : before.comparePeriod ?? before.period
        frame.comparePeriod = base.map { compared.told(from: $0) } ?? compared
        // "compared with last week" of a question without a time: the week that runs.
        frame.period = before.period ?? said.period
      } else {
        keep("compare_period", before.comparePeriod != nil)
      }
      return
    }
    frame.comparePeriod = said.comparePeriod
    frame.hours = said.hours ?? (isWholeDay ? nil : before.hours)
    keep("hours", said.hours == nil && before.hours != nil)
    guard var new = said.period else { return }
    // "SMT 2 the previous week" after "the previous week": the same words mean the same time.
    if let old = before.period, new != old { new = new.told(from: old) }
    // "and on Monday?" of last week is the Monday of that week.
    if case .weekday(let day) = new, case .relative(.week, let offset)? = before.period, offset < 0 {
      new = .weekdayOf(day, ordinal: nil, .relative(.week, offset: offset))
    }
    frame.period = new
    if let old = before.period, new == said.period, !isWholeDay {
      if let joined = new.within(old.day ?? old) {
        frame.period = joined
        keep("period", true)
      } else if let moved = old.moved(to: new) {
        frame.period = moved
        keep("period", true)
      }
    }
  }

  /// Keys of the interpretation that a frame holds, for "all of it was taken over".
  static func keys(of frame: Frame) -> [String] {
    var keys: [String] = []
    func note(_ key: String, _ isThere: Bool) { if isThere { keys.append(key) } }
    note("entity", frame.entity != nil)
    note("metrics", !frame.metrics.isEmpty)
    note("aspect", frame.aspect != nil)
    note("filters", !frame.filters.isEmpty)
    note("exclude", !frame.exclude.isEmpty)
    note("period", frame.period != nil)
    note("compare_period", frame.comparePeriod != nil)
    note("by", !frame.by.isEmpty)
    note("having", !frame.having.isEmpty)
    note("rank", frame.rank != nil)
    note("statistic", frame.statistic != nil)
    note("compare", !frame.compare.isEmpty)
    note("hours", frame.hours != nil)
    note("show", frame.show != nil)
    return keys
  }
}

extension TimeExpression {
  /// The day of hours, a shift or a part of a day.
  var day: TimeExpression? {
    switch self {
    case .hours(_, let day), .shift(_, let day), .part(_, let day): day
    default: nil
    }
  }

  /// Whether of two times said in the same way this is the later: week 11 than week 10, today than yesterday.
  func isLater(than other: TimeExpression) -> Bool {
    switch (self, other) {
    case (.relative(_, let mine), .relative(_, let its)): mine > its
    case (.week(let mine, let year), .week(let its, let otherYear)): (year ?? 0, mine) > (otherYear ?? 0, its)
    case (.month(let mine, let year), .month(let its, let otherYear)): (year ?? 0, mine) > (otherYear ?? 0, its)
    default: false
    }
  }

  /// The same hours or shift on another day: "8 to 10 yesterday", "and today?".
  fileprivate func moved(to day: TimeExpression) -> TimeExpression? {
    guard !day.isPartOfDay else { return nil }
    switch self {
    case .hours(let range, _): return day.isDay ? .hours(range, of: day) : nil
    case .part(let part, _): return day.isDay ? .part(part, of: day) : nil
    case .shift(let name, _): return .shift(name, of: day)
    default: return nil
    }
  }
}
