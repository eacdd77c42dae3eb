import IntentParser

extension TimeResolver {
  /// Hours, parts and points of a day.
  func clockTime(_ time: TimeExpression) throws(CalendarError) -> Extent {
    switch time {
    case .part(let part, let of):
      let base = try day(of)
      if part == .noon || part == .midnight { return point(base.day, part.hours.from, onDate: false) }
      return try hours(base.day, part.hours, onDate: false)
    case .hours(let range, let of):
      let base = try day(of)
      let found = try hours(base.day, range, onDate: base.isDate)
      return isNightAhead(found, range.from, base.day) ? try hours(base.day - 1, range, onDate: false) : found
    case .clock(let clock, let of):
      let base = try day(of)
      var found = point(base.day, clock, onDate: base.isDate)
      // Without a day the latest one that was, or the next one for plans.
      if of == nil, let from = found.from {
        if case .past = anchor, from > now { found = point(base.day - 1, clock, onDate: false) }
        if case .future = anchor, from < now { found = point(base.day + 1, clock, onDate: false) }
      } else if isNightAhead(found, clock, base.day) {
        found = point(base.day - 1, clock, onDate: false)
      }
      return found
    default: return try extent(of: time)
    }
  }

  /// "2 to 4 am today", "at 3 this morning": of results not the night that today ends with, which is to come, but the one
  /// before it.
  private func isNightAhead(_ found: Extent, _ clock: ClockTime, _ day: Int) -> Bool {
    guard case .past = anchor, day == today, let from = found.from, from > now else { return false }
    return clock.minutes % 1440 < calendar.dayStart
  }

  /// The one day that is meant, today where none is named. A date written out with a clock time is a time stamp:
  /// 3 March 02:00 is in the calendar's 3 March, while 02:00 of a production day is in the night that it ends with.
  private func day(_ of: TimeExpression?) throws(CalendarError) -> (day: Int, isDate: Bool) {
    guard let of else {
      if case .from(let day) = anchor { return (day, false) }
      return (today, false)
    }
    guard let days = try extent(of: of).days, days.count == 1 else { throw .notOneDay }
    if case .date = of { return (days.lowerBound, true) }
    return (days.lowerBound, false)
  }

  private func point(_ day: Int, _ clock: ClockTime, onDate: Bool) -> Extent {
    let from = onDate ? calendar.instant(day: day, minutes: clock.minutes) : calendar.onClock(day, clock.minutes)
    let isHour = clock.minute == 0
    return Extent(
      from: from, to: from + (isHour ? 3600 : 60), days: nil, grain: isHour ? .hour : .minute, isPoint: true)
  }

  /// Hours that end before they start are a night's; more than half a day would be ends the wrong way round.
  private func hours(_ day: Int, _ range: ClockRange, onDate: Bool) throws(CalendarError) -> Extent {
    var (from, to) = (range.from.minutes, range.to.minutes)
    if to <= from, to + 1440 - from > 720 {
      throw .reversed(
        from: calendar.instant(day: day, minutes: from), to: calendar.instant(day: day, minutes: to))
    }
    // 02:00 is in the night that a production day ends with; 05:00 to 07:00 is one morning, not the next one.
    if !onDate, from < calendar.dayStart, to <= from || to <= calendar.dayStart { from += 1440 }
    while to <= from { to += 1440 }
    let grain: ResolvedTime.Grain =
      range.from.minute == 0 && range.to.minute == 0 ? .hour : .minute
    return Extent(
      from: calendar.instant(day: day, minutes: from), to: calendar.instant(day: day, minutes: to), days: nil,
      grain: grain)
  }

  /// Units inside a longer time: "first two weeks of February", "last hour of the shift".
  func within(
    _ first: Int, _ count: Int, _ unit: TimeUnit, _ of: TimeExpression
  ) throws(CalendarError) -> Extent {
    let whole = try extent(of: of)
    if let seconds = unit.seconds {
      guard let from = whole.from, let to = whole.to else { throw .notOneDay }
      let start = first > 0 ? from + Int64((first - 1) * seconds) : to + Int64(first * seconds)
      let end = start + Int64(count * seconds)
      guard start >= from, end <= to else { throw .outside(count: abs(first), unit: .unit(unit)) }
      return Extent(from: start, to: end, days: nil, grain: unit.grain)
    }
    guard let range = whole.days else { throw .notOneDay }
    if unit == .shift { return try shifts(first, count, on: range) }
    if range.count == 1, unit != .day {
      return try days(try self.unit(unit, holding: range.lowerBound, offset: 0), unit.grain)
    }
    if unit == .week, first < 0, whole.grain != .year {
      // The last week of a month is its last 7 days, where the first is its days 1–7.
      let end = range.upperBound + 7 * (first + count)
      guard count > 0, end - 7 * count >= range.lowerBound, end <= range.upperBound else {
        throw .outside(count: -first, unit: .unit(.week))
      }
      return try days((end - 7 * count)..<end, .week)
    }
    let pieces = pieces(of: range, whole.grain, by: unit)
    let start = first > 0 ? first - 1 : pieces.count + first
    guard count > 0, start >= 0, start + count <= pieces.count else {
      throw .outside(count: abs(first), unit: .unit(unit))
    }
    return try days(pieces[start].lowerBound..<pieces[start + count - 1].upperBound, unit.grain)
  }

  /// Weeks of a month are its days 1–7, 8–14, …, from its end counted back; weeks of a year are ISO weeks.
  private func pieces(of range: Range<Int>, _ grain: ResolvedTime.Grain, by unit: TimeUnit) -> [Range<Int>] {
    switch unit {
    case .workingDay: return range.filter { calendar.isWorking($0) }.map { $0..<($0 + 1) }
    case .week where grain == .year:
      let year = CivilDate(dayNumber: range.lowerBound).year
      let mondays = stride(
        from: CivilDate.firstMonday(ofISOYear: year), to: CivilDate.firstMonday(ofISOYear: year + 1), by: 7)
      return mondays.map { $0..<($0 + 7) }
    case .week:
      return stride(from: range.lowerBound, to: range.upperBound, by: 7).map { $0..<min($0 + 7, range.upperBound) }
    case .month, .quarter, .half:
      let length = unit == .month ? 1 : unit == .quarter ? 3 : 6
      let first = CivilDate(dayNumber: range.lowerBound).monthIndex
      let end = CivilDate(dayNumber: range.upperBound - 1).monthIndex
      return stride(from: first, through: end, by: length).map {
        CivilDate.first(ofMonth: $0)..<CivilDate.first(ofMonth: $0 + length)
      }
    case .weekend:
      return range.filter { CivilDate.weekday($0) == 6 }.map { $0..<($0 + 2) }
    default: return range.map { $0..<($0 + 1) }
    }
  }

  /// Halves and thirds: of a month days 1–10, 11–20 and the last 10; of longer times whole months.
  func section(_ section: TimeExpression.Section, _ of: TimeExpression) throws(CalendarError) -> Extent {
    let whole = try extent(of: of)
    guard let from = whole.from, let to = whole.to else { throw .notOneDay }
    let range = whole.days ?? 0..<1
    let (a, b) = (range.lowerBound, range.upperBound)
    if range.count == 1 {
      func at(_ share: Int64) -> Instant { from + (to.seconds - from.seconds) * share / 6 }
      let (start, end): (Int64, Int64) =
        switch section {
        case .firstHalf: (0, 3)
        case .secondHalf: (3, 6)
        case .beginning, .early: (0, 2)
        case .middle: (2, 4)
        case .end, .late: (4, 6)
        }
      return Extent(from: at(start), to: at(end), days: nil, grain: .hour)
    }
    let isMonth = whole.grain == .month
    let isLong = [.quarter, .half, .year].contains(whole.grain)
    let first = CivilDate(dayNumber: a).monthIndex
    let months = isLong ? CivilDate(dayNumber: b - 1).monthIndex - first + 1 : 0
    /// The day that share of the way through it, in whole months where it has several.
    func at(_ share: Int, of parts: Int) -> Int {
      if isLong, months * share % parts == 0 { return CivilDate.first(ofMonth: first + months * share / parts) }
      return a + (b - a) * share / parts
    }
    switch section {
    case .firstHalf: return try days(a..<(isMonth ? a + 15 : at(1, of: 2)), whole.grain)
    case .secondHalf: return try days((isMonth ? a + 15 : at(1, of: 2))..<b, whole.grain)
    case .beginning, .early: return try days(a..<(isMonth ? a + 10 : at(1, of: 3)), whole.grain)
    case .middle: return try days((isMonth ? a + 10 : at(1, of: 3))..<(isMonth ? a + 20 : at(2, of: 3)), whole.grain)
    case .end, .late: return try days((isMonth ? b - 10 : at(2, of: 3))..<b, whole.grain)
    }
  }
}
