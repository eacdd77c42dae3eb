// Times and comparisons.
extension FrameAssembly {
  mutating func placeTimes() -> Bool {
    // "output vs target": an answer shows the gap to the target by itself.
    if isComparison, frame.aspect == .target { (isComparison, frame.aspect) = (false, nil) }
    // "at the moment, right now" is said twice and meant once.
    times = times.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    let changed = rule.intent == .loss && pieces.contains { $0.kind == .cue && $0.label == "fell" }
    if isComparison || changed { takeRangesApart(comparing: changed) }
    guard compareShifts() else { return false }
    if !isComparison || times.count + comparedTimes.count > 2 { joinTimes() }
    if isComparison, times.count == 2, comparedTimes.isEmpty {
      comparedTimes = [times.removeLast().expression]
      isComparison = false
    } else if isComparison, times.count == 1, comparedTimes.isEmpty, ranks.isEmpty,
      named.allSatisfy({ frame.filters[$0].count < 2 })
    {
      comparedTimes = [times.removeLast().expression]
      isComparison = false
    }
    guard times.count <= 1, comparedTimes.count <= 2 else { return false }
    if let phrase = times.first {
      if phrase.namesPeriod { frame.period = phrase.expression.withoutShiftOfManyDays }
      frame.hours = phrase.hours
      if speaksOfOrders(on: phrase.of), case .section(.late, .relative) = phrase.expression { return false }
      if let of = phrase.of {
        guard frame.periodOf == nil || frame.periodOf == of else { return false }
        frame.periodOf = of
      }
      let names = SlotValues.all(of: .weekday) ?? []
      for day in phrase.weekdays where (1...7).contains(day) { frame.filters.add(names[day - 1], to: .weekday) }
      for shift in phrase.expression.shiftNames { frame.filters.add(code(ofShift: shift), to: .shift) }
    }
    if comparedTimes.count == 2 {
      guard frame.period == nil else { return false }
      frame.period = comparedTimes.removeFirst()
    }
    if let first = comparedTimes.first {
      let compared = frame.period.map { first.before($0) } ?? first
      frame.comparePeriod = compared
      if frame.period == nil, case .preceding(let unit, 1) = compared {
        (frame.period, frame.comparePeriod) = (.relative(unit, offset: 0), .relative(unit, offset: -1))
      }
      // "compared with last week" alone compares the week that runs.
      if frame.period == nil, case .relative(let unit, let offset) = compared, offset < 0 {
        frame.period = .relative(unit, offset: 0)
      }
      if case .relative(let unit, let offset) = compared, case .relative(unit, let mine)? = frame.period, mine < offset
      {
        (frame.period, frame.comparePeriod) = (compared, frame.period)
      }
      // "compared to the same week last year" alone: the week that runs.
      if frame.period == nil, case .shifted(_, _, .preceding(let unit, 0)) = compared {
        frame.period = .relative(unit, offset: 0)
        frame.comparePeriod = frame.period.map(compared.before)
      }
      guard frame.period != nil || comparesWithBefore else { return false }
    }
    return true
  }

  /// "Orders late last month", "completed late last week": late is what the orders were, and not the end of the month.
  /// "Due late next week" says when.
  private func speaksOfOrders(on date: PeriodOf?) -> Bool {
    if frame.periodOf == .completed || frame.filters[.state].contains("done") { return true }
    let things: Set = ["order", "work_order", "operation"]
    return date == nil && frame.periodOf == nil
      && (entities.contains { things.contains($0.name) } || frame.metrics.contains("orders"))
  }

  /// "Compare the scrap between week 10 and week 11", "why did it change between …": where nothing else is compared, the ends are meant.
  private mutating func takeRangesApart(comparing: Bool) {
    guard comparedScopes.isEmpty, entities.isEmpty, frame.by.isEmpty,
      named.allSatisfy({ frame.filters[$0].count < 2 })
    else { return }
    times = times.flatMap { phrase in
      guard phrase.of == nil, phrase.hours == nil, case .range(let from, let to) = phrase.expression,
        shift(from) != nil && shift(to) != nil || !from.isPartOfDay && !to.isPartOfDay
      else { return [phrase] }
      if comparing { isComparison = true }
      return [TimePhrase(expression: from), TimePhrase(expression: to)]
    }
  }

  /// A part of a day and its day said apart: "yesterday on SMT 2 in the morning shift".
  private mutating func joinTimes() {
    guard times.count >= 2 else { return }
    for (part, whole) in [(0, 1), (1, 0)] where !times[part].namesPeriod && times[whole].namesPeriod {
      guard times[whole].hours == nil, times[whole].weekdays.isEmpty, times[part].of == nil else { continue }
      // "between 6 and 10 each day on SMT 1 last week"
      var phrase = times[whole]
      (phrase.hours, phrase.weekdays) = (times[part].hours, times[part].weekdays)
      times.replaceSubrange(0..<2, with: [phrase])
      return
    }
    for (part, whole) in [(times[0], times[1]), (times[1], times[0])] where part.of == nil && part.weekdays.isEmpty {
      guard part.hours == nil, whole.hours == nil, let joined = part.expression.within(whole.expression) else {
        continue
      }
      var phrase = whole
      phrase.expression = joined
      times.replaceSubrange(0..<2, with: [phrase])
      return
    }
  }

  /// The factory's own name of a shift that was named by its part of the day.
  func code(ofShift name: String) -> String {
    let known = grammar.names.shifts.first { $0.code.lowercased() == name.lowercased() }
    return known?.code ?? name
  }

  /// "morning vs night shift [yesterday]" compares shifts, not two times.
  private mutating func compareShifts() -> Bool {
    let named = times.map { ($0.expression, shift($0.expression)) } + comparedTimes.map { ($0, shift($0)) }
    let shifts = frame.filters[.shift] + named.compactMap(\.1).filter { !frame.filters[.shift].contains($0) }
    let saysShift = !frame.filters[.shift].isEmpty || named.contains { if case .shift = $0.0 { true } else { false } }
    guard isComparison || !comparedTimes.isEmpty, saysShift, shifts.count == 2 else { return true }
    let days = named.flatMap { time, shift in shift == nil ? [time] : [time.dayOfShift].compactMap(\.self) }
    guard Set(days).count <= 1 else { return false }
    comparedScopes = shifts.map { Scope([.shift: [$0]]) }
    frame.filters[.shift] = []
    (times, comparedTimes) = (days.prefix(1).map { TimePhrase(expression: $0) }, [])
    isComparison = false
    return true
  }

  /// The shift that a time without a day means: "night shift", and "morning" beside another shift.
  func shift(_ time: TimeExpression) -> String? {
    switch time {
    case .shift(let name, _): name
    case .part(let part, _):
      grammar.names.shifts.first { $0.code.lowercased() == part.rawValue }?.code
    default: nil
    }
  }

  /// "A vs B": what differs goes to `compare`, what they share stays a filter.
  mutating func placeComparison() -> Bool {
    if isComparison, comparedScopes.isEmpty {
      if let dimension = named.last(where: { frame.filters[$0].count > 1 }) {
        comparedScopes = frame.filters[dimension].map { Scope([dimension: [$0]]) }
        frame.filters[dimension] = []
      } else if named.count > 1 {
        let pair = named.suffix(2)
        comparedScopes = pair.map { Scope([$0: frame.filters[$0]]) }
        for dimension in pair { frame.filters[dimension] = [] }
      } else if comparesWithBefore, named.count == 1 {
        return true
      } else if frame.by.isEmpty, frame.comparePeriod == nil, !entities.contains(where: { $0.plural }) {
        return false
      }
    }
    frame.compare = comparedScopes
    return comparedScopes.count != 1
  }
}

extension TimeExpression {
  /// A shift, part of a day or hours that named no day, of that time; nil where the two do not go together.
  func within(_ whole: TimeExpression) -> TimeExpression? {
    switch self {
    case .shift(let name, nil): whole.isPartOfDay ? nil : .shift(name, of: whole)
    case .part(let part, nil): whole.isDay ? .part(part, of: whole) : nil
    case .hours(let range, nil): whole.isDay ? .hours(range, of: whole) : nil
    default: nil
    }
  }

  var isPartOfDay: Bool {
    switch self {
    case .shift, .part, .hours, .clock, .now, .rolling: true
    case .relative(let unit, _): [.second, .minute, .hour, .shift].contains(unit)
    default: false
    }
  }

  var isDay: Bool {
    switch self {
    case .relative(.day, _), .preceding(.day, _), .date, .dayOfMonth, .weekday, .lastWeekday, .nextWeekday, .weekdayOf:
      true
    default: false
    }
  }

  /// "Shift B last week" and "last week", the shift said elsewhere, are one time: the shift is a filter.
  fileprivate var withoutShiftOfManyDays: TimeExpression {
    guard case .shift(_, let whole?) = self else { return self }
    switch whole {
    case .relative(let unit, _) where unit != .day: return whole
    case .complete(let unit, let count) where unit != .day || abs(count) > 1: return whole
    case .since, .range, .month, .quarter, .half, .year, .week, .toDate: return whole
    default: return self
    }
  }

  /// The day of a shift or of a part of a day, where one is named.
  fileprivate var dayOfShift: TimeExpression? {
    switch self {
    case .shift(_, let day), .part(_, let day): day
    default: nil
    }
  }

  /// Shifts that the expression names.
  fileprivate var shiftNames: [String] {
    switch self {
    case .shift(let name, _): [name]
    default: []
    }
  }
}
