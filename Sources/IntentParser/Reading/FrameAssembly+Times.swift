// Times and comparisons.
extension FrameAssembly {
  mutating func placeTimes() -> Bool {
    // "output vs target": an answer shows the gap to the target by itself.
    if isComparison, frame.aspect == .target { (isComparison, frame.aspect) = (false, nil) }
    // "at the moment, right now" is said twice and meant once.
    if times.count > 1 { times = times.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
    guard !splitsShifts, compareWithTheOneBefore() else { return false }
    let changed = rule.intent == .loss && pieces.contains { $0.kind == .cue && $0.label == "fell" }
    if isComparison || changed { takeRangesApart(comparing: changed) }
    guard compareWeekdays(), compareShifts() else { return false }
    if !isComparison || times.count + comparedTimes.count > 2 { joinTimes() }
    if isComparison, times.count == 2, comparedTimes.isEmpty {
      comparedTimes = [times.removeLast()]
      isComparison = false
    }
    // "compare the output of yesterday and today by line": two times, and not the one that they make together.
    if isComparison, named.isEmpty, comparedScopes.isEmpty, !comparesMetrics, !entities.contains(where: { $0.plural }),
      case .range? = times.first?.expression
    {
      return false
    }
    guard times.count <= 1, comparedTimes.count <= 2 else { return false }
    takeNightsAsShift()
    // "đến giờ có bao nhiêu đơn trễ": how orders stand now, and not of those that are due today.
    let isState = frame.metrics == ["late_orders"] || !frame.filters[.state].isEmpty
    if times.count == 1, times[0].of == nil, frame.periodOf == nil, standsForOrders,
      times[0].isSoFar || times[0].expression == .until(.now) && isState
    {
      times = []
    }
    guard comparedTimes.isEmpty || comparesOnlyTimes else { return false }
    if let phrase = times.first {
      if phrase.namesPeriod { frame.period = phrase.expression }
      if case .section(let section, .relative(_, let offset)) = phrase.expression {
        if section == .late, [.forecast, .status].contains(rule.intent) || speaksOfOrders(on: phrase.of) {
          return false
        }
        if section == .early, offset < 0, speaksOfOrders(on: phrase.of) { return false }
      }
      if let of = phrase.of {
        // "did we finish the orders due yesterday": those due then that are done.
        if frame.periodOf == .completed, of == .due || of == .promised || of == .requested {
          // What is late may be open still.
          if frame.filters[.state].contains("late") { return false }
          if frame.filters[.state].isEmpty { frame.filters.add("done", to: .state) }
          frame.periodOf = nil
        }
        guard frame.periodOf == nil || frame.periodOf == of else { return false }
        frame.periodOf = of
      }
      // A shift and another part of the day than it: "the afternoon and night of Monday" is neither.
      if case .part(let part, _) = phrase.expression, let shift = frame.filters[.shift].first,
        shift.lowercased() != part.rawValue
      {
        return false
      }
    }
    let names = SlotValues.all(of: .weekday) ?? []
    for phrase in times + comparedTimes {
      frame.hours = frame.hours ?? phrase.hours
      for day in phrase.weekdays where (1...7).contains(day) { frame.filters.add(names[day - 1], to: .weekday) }
    }
    guard placeComparedTimes() else { return false }
    for shift in (frame.period?.shiftNames ?? []) + (frame.comparePeriod?.shiftNames ?? []) {
      frame.filters.add(code(ofShift: shift), to: .shift)
    }
    // "morning and night shift yesterday": of two shifts the day is the period.
    if frame.filters[.shift].count > 1, case .shift(_, let day?)? = frame.period { frame.period = day }
    // "the first hour of the night shift last week": hours of every day, which only the shift's own clock knows.
    if case .within(_, _, let unit, .shift(_, let whole?))? = frame.period, unit.seconds != nil, !whole.isDay {
      return false
    }
    frame.period = frame.period?.withoutShiftOfManyDays
    frame.comparePeriod = frame.comparePeriod?.withoutShiftOfManyDays
    // "Shift C on Sunday", said apart: that instance.
    if frame.filters[.shift].count == 1, frame.compare.isEmpty, comparedScopes.isEmpty {
      let name = frame.filters[.shift][0]
      if let day = frame.period, day.isDay { frame.period = .shift(name, of: day) }
      if let day = frame.comparePeriod, day.isDay { frame.comparePeriod = .shift(name, of: day) }
    }
    return placeExcludedTime()
  }

  /// "More this week than last": the unit is said once.
  private mutating func compareWithTheOneBefore() -> Bool {
    guard pieces.contains(where: { $0.kind == .compare && $0.label == "last" }) else { return true }
    guard times.count == 1, comparedTimes.isEmpty, case .relative(let unit, 0) = times[0].expression else {
      return false
    }
    comparedTimes = [TimePhrase(expression: .relative(unit, offset: -1))]
    isComparison = false
    return true
  }

  /// "How much did nights make": the shift of that name, and not some hours of today. "Nights last week" are hours.
  private mutating func takeNightsAsShift() {
    guard !comparesWithBefore, rule.intent == .kpi, comparedTimes.isEmpty, let phrase = times.first,
      !phrase.namesPeriod, phrase.weekdays.isEmpty, let hours = phrase.hours,
      let part = [DayPart.morning, .afternoon, .night].first(where: { $0.hours == hours }),
      let shift = grammar.names.shifts.first(where: { $0.code.lowercased() == part.rawValue })
    else { return }
    times = [TimePhrase(expression: .shift(shift.code, of: nil), of: phrase.of)]
  }

  /// "The morning and afternoon shifts": shifts, and not the morning and the afternoon of which one asks by shift.
  private var splitsShifts: Bool {
    pieces.indices.dropLast().contains { index in
      let next = index + 1
      guard pieces[index].end == pieces[next].start else { return false }
      // "theo ca sáng hôm qua": the morning shift, and not the morning by shift.
      if case .grouping([.dimension(.shift)]) = pieces[index].meaning, case .time(let phrase) = pieces[next].meaning,
        case .part = phrase.expression
      {
        return true
      }
      guard case .time(let phrase) = pieces[index].meaning,
        case .entity(Dimension.shift.rawValue, _) = pieces[next].meaning
      else { return false }
      switch phrase.expression {
      case .part, .range(from: _, to: .part): return true
      default: return false
      }
    }
  }

  /// "SMT 1 or SMT 2": one of two of a kind.
  private var choosesByOr: Bool {
    pieces.indices.dropFirst().dropLast().contains { index in
      guard pieces[index].isJoin, pieces[index].label == "or", let key = pieces[index - 1].comparedKey else {
        return false
      }
      return key == pieces[index + 1].comparedKey
    }
  }

  /// The later of two times is the period, the earlier the one it is compared with.
  private mutating func placeComparedTimes() -> Bool {
    var compared = comparedTimes.map(\.expression)
    if compared.count == 2 {
      guard frame.period == nil else { return false }
      frame.period = compared.removeFirst()
    }
    guard var other = compared.first else { return true }
    if var period = frame.period {
      // "does the night shift have more stops than the day": that is another shift, and no day.
      if period.namesShift, case .relative(.day, 0) = other { return false }
      // "the previous week vs this week", "last Monday vs Monday": told from the one that stands by itself.
      if period.isTold && !other.isTold || period.isLastWeekday && !other.isLastWeekday { swap(&period, &other) }
      period = period.sharing(other)
      other = other.sharing(period).compared(with: period)
      (frame.period, frame.comparePeriod) = (period, other)
    } else {
      // "compared with last week" alone compares the week that runs.
      switch other.standingAlone {
      case .relative(let unit, let offset) where offset < 0:
        (frame.period, frame.comparePeriod) = (.relative(unit, offset: 0), .relative(unit, offset: offset))
      case .shifted(_, let count, .relative(let unit, 0)) where count < 0:
        (frame.period, frame.comparePeriod) = (.relative(unit, offset: 0), other.standingAlone)
      default:
        // A turn of a conversation has its period from the one before.
        frame.comparePeriod = other
        guard comparesWithBefore else { return false }
      }
    }
    if case .relative(let unit, let offset)? = frame.comparePeriod, case .relative(unit, let mine)? = frame.period,
      mine < offset
    {
      swap(&frame.period, &frame.comparePeriod)
    }
    // "done today vs due today" compares no times.
    return frame.period != frame.comparePeriod
  }

  /// Hours that are left out are those of the day asked about; of several days it would be every day's.
  private mutating func placeExcludedTime() -> Bool {
    guard let excluded = frame.excludedPeriod, let period = frame.period else { return true }
    switch excluded {
    case .hours(_, nil), .part(_, nil), .clock(_, nil):
      guard let within = excluded.within(period) else { return false }
      frame.excludedPeriod = within
    default: break
    }
    return true
  }

  /// Whether what is compared differs in nothing but the time: "SMT 1 last week vs SMT 2 this week" does not.
  private var comparesOnlyTimes: Bool {
    // "SMT 1 hay SMT 2 phế ít hơn hôm qua": which of the two it was then, and not both against that day.
    if choosesByOr { return false }
    // "the night shift vs all shifts last week", "night vs weekend last month" are not two times.
    let word = pieces.firstIndex { $0.kind == .compare } ?? 0
    let areAfterWord = word > 0 && !pieces[..<word].contains(where: \.isTimeCompared)
    for (piece, next) in zip(pieces, pieces.dropFirst()) where next.kind == .time && piece.end == next.start {
      // "compared with last week this week" are two weeks.
      if case .comparedTime(let phrases) = piece.meaning, case .time(let phrase) = next.meaning {
        guard case .relative(let unit, _) = phrase.expression, case .relative(unit, _)? = phrases.first?.expression
        else { return false }
      }
      if piece.kind == .time, areAfterWord { return false }
    }
    let saysShift = (times + comparedTimes).contains { shift($0.expression) != nil || $0.expression.isShift }
    if saysShift, entities.contains(where: { $0.name == Dimension.shift.rawValue }) { return false }
    if entities.contains(where: { entity in entity.plural && named.contains { $0.rawValue == entity.name } }) {
      return false
    }
    // "vs average of last 4 weeks": the average is of one side.
    if let word = pieces.lastIndex(where: { $0.kind == .compare }), word > 0,
      pieces[word...].contains(where: { $0.kind == .statistic }), times.count + comparedTimes.count == 2,
      !pieces[..<word].contains(where: { $0.kind == .statistic })
    {
      return false
    }
    // A thing named on each side, each with its own time.
    let keys = Set(pieces.compactMap(\.comparedKey))
    return keys.allSatisfy { key in
      Set(pieces.filter { $0.comparedKey == key }.map(\.meaning)).count < 2
        || turns(of: { $0.comparedKey == key }, and: \.isTimeCompared) < 4
    }
  }

  /// How often pieces of two sorts take turns: four times in "SMT 1 last week vs SMT 2 this week".
  func turns(of one: (ChartEntry) -> Bool, and other: (ChartEntry) -> Bool) -> Int {
    var (count, last) = (0, Bool?.none)
    for piece in pieces {
      let isOther = other(piece)
      guard isOther || one(piece), last != isOther else { continue }
      (count, last) = (count + 1, isOther)
    }
    return count
  }

  /// "Mondays vs Fridays last month", "weekends against weekdays": kinds of days are compared within one time.
  private mutating func compareWeekdays() -> Bool {
    let all = times + comparedTimes
    guard isComparison || !comparedTimes.isEmpty else { return true }
    let isGeneral = all.contains { !$0.weekdays.isEmpty } || all.count(where: \.isPlural) > 1
    let days = all.map { phrase -> [Int] in
      if isGeneral, phrase.isPlural, case .weekday(let day) = phrase.expression { return [day] }
      return phrase.weekdays
    }
    guard Set(all.compactMap(\.hours)).count < 2 else { return false }
    let kinds = days.filter { !$0.isEmpty }
    guard Set(kinds).count > 1 else { return comparedTimes.allSatisfy(\.namesPeriod) }
    let periods = zip(all, days).compactMap { phrase, days in
      phrase.namesPeriod && (days.isEmpty || !phrase.isPlural) ? phrase.expression : nil
    }
    guard Set(periods).count == 1 || periods.isEmpty && comparesWithBefore, all.allSatisfy({ $0.hours == nil }) else {
      return false
    }
    let names = SlotValues.all(of: .weekday) ?? []
    comparedScopes = kinds.map { Scope([.weekday: $0.map { names[$0 - 1] }]) }
    (times, comparedTimes) = (periods.prefix(1).map { TimePhrase(expression: $0) }, [])
    isComparison = false
    return true
  }

  /// An order, or a number or list of some in a state.
  private var standsForOrders: Bool {
    let metrics = ["orders", "late_orders", "backlog", "wip"]
    return frame.oneOrder != nil || entities.contains { $0.name == "order" || $0.name == "work_order" }
      || !frame.metrics.isEmpty && frame.metrics.allSatisfy(metrics.contains)
  }

  /// "Orders late last month", "completed late last week": late is what the orders were, and not the end of the month.
  /// "Due late next week" says when.
  private func speaksOfOrders(on date: PeriodOf?) -> Bool {
    if frame.periodOf == .completed || date == .completed || frame.filters[.state].contains("done") { return true }
    // "Will anything be late this week" asks what will be late, and not of the end of the week.
    if rule.intent == .forecast || !frame.filters[.order].isEmpty { return true }
    let things = ["order", "work_order", "operation"]
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
    // "tính đến giờ oee tuần này": so much of the week as has run.
    if times.count == 2, let soFar = times.firstIndex(where: \.isSoFar),
      case .relative(let unit, 0) = times[1 - soFar].expression
    {
      times = [TimePhrase(expression: .toDate(unit), of: times[1 - soFar].of)]
      return
    }
    guard times.count >= 2 else { return }
    // "night vs weekend last month": what stands on two sides is not one time.
    if isComparison, let word = pieces.firstIndex(where: { $0.kind == .compare }) {
      let before = pieces[..<word].count(where: { $0.kind == .time })
      if before == 1 { return }
    }
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
    guard isComparison || !comparedTimes.isEmpty else { return true }
    let named = (times + comparedTimes).map { ($0.expression, shift($0.expression)) }
    let shifts = named.compactMap(\.1).reduce(into: frame.filters[.shift]) { if !$0.contains($1) { $0.append($1) } }
    let saysShift = !frame.filters[.shift].isEmpty || named.contains { if case .shift = $0.0 { true } else { false } }
    guard saysShift, shifts.count > 1 else { return true }
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
}

extension TimePhrase {
  /// "until now", and no word from when: of today.
  fileprivate var isSoFar: Bool { of == nil && expression == .since(.relative(.day, offset: 0)) }
}
