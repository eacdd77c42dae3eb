import IntentParser

/// A stretch of time on the way to a window.
struct Extent {
  var from: Instant?
  var to: Instant?
  /// Production days where it consists of whole ones.
  var days: Range<Int>?
  var grain: ResolvedTime.Grain
  var isPoint = false
}

/// Turns expressions into extents for one now.
struct TimeResolver {
  /// Where what has no year, month or week of its own is looked for.
  enum Anchor {
    case past, future
    /// The first one that begins on or after a day: the end of a range.
    case from(Int)
    /// The last one that begins on or before a day: the start of a range whose end has a year.
    case upTo(Int)
  }
  let calendar: SiteCalendar
  let now: Instant
  let today: Int
  let line: String?
  var anchor: Anchor

  init(calendar: SiteCalendar, now: Instant, direction: TimeDirection, line: String?) {
    self.calendar = calendar
    self.now = now
    today = calendar.dayNumber(now)
    self.line = line
    anchor = direction == .past ? .past : .future
  }

  func extent(of time: TimeExpression) throws(CalendarError) -> Extent {
    switch time {
    case .now: return Extent(from: now, to: now, days: nil, grain: .second, isPoint: true)
    case .relative(let unit, let offset): return try relative(unit, offset)
    case .preceding(let unit, let count) where abs(count) <= 1: return try relative(unit, -count)
    case .preceding(let unit, let count): return try complete(unit, -count)
    case .moved(_, _, let alone):
      guard let alone else { throw .nothingToTellFrom }
      return try extent(of: alone)
    case .soFar(let whole): return try soFar(whole)
    case .past(let time):
      var other = self
      other.anchor = .past
      return try other.extent(of: time)
    case .complete(let unit, let count): return try complete(unit, count)
    case .rolling(let seconds): return rolling(seconds)
    case .toDate(let unit):
      let current = try relative(unit, 0)
      return Extent(from: current.from, to: now, days: nil, grain: current.grain)
    case .date, .dayOfMonth, .month, .quarter, .half, .year, .week: return try calendarTime(time)
    case .weekday, .lastWeekday, .nextWeekday, .weekdayOf: return try weekdayTime(time)
    case .part, .hours, .clock: return try clockTime(time)
    case .shift(let name, let of): return try shift(name, of: of)
    case .within(let first, let count, let unit, let of): return try within(first, count, unit, of)
    case .section(let section, let of): return try self.section(section, of)
    case .weekend(let of): return try weekend(of)
    case .range(let from, let to): return try range(from, to)
    case .since, .before, .until, .after, .starting: return try open(time)
    case .shifted(let unit, let count, let from): return try shifted(unit, count, from)
    }
  }

  func days(_ days: Range<Int>, _ grain: ResolvedTime.Grain) throws(CalendarError) -> Extent {
    guard days.lowerBound > -720_000, days.upperBound < 2_900_000 else { throw .tooFar }
    return Extent(
      from: calendar.start(days.lowerBound), to: calendar.start(days.upperBound), days: days, grain: grain)
  }

  /// Whole units in days, by number: the unit that holds `day`, moved by `offset`.
  func unit(_ unit: TimeUnit, holding day: Int, offset: Int) throws(CalendarError) -> Range<Int> {
    guard abs(offset) < 100_000 else { throw .tooFar }
    let date = CivilDate(dayNumber: day)
    func months(_ length: Int) throws(CalendarError) -> Range<Int> {
      let first = date.monthIndex / length * length + offset * length
      guard first > 0, first < 12 * 9000 else { throw .tooFar }
      return CivilDate.first(ofMonth: first)..<CivilDate.first(ofMonth: first + length)
    }
    let monday = day - date.weekday + 1
    switch unit {
    case .week: return (monday + 7 * offset)..<(monday + 7 * offset + 7)
    case .weekend: return (monday + 7 * offset + 5)..<(monday + 7 * offset + 7)
    case .month: return try months(1)
    case .quarter: return try months(3)
    case .half: return try months(6)
    case .year: return try months(12)
    case .workingDay:
      let found = workingDay(offset, from: day)
      return found..<(found + 1)
    default: return (day + offset)..<(day + offset + 1)
    }
  }

  /// The working day that many after (before) a day; 0 is the day itself.
  func workingDay(_ offset: Int, from day: Int) -> Int {
    var (day, left) = (day, abs(offset))
    while left > 0 {
      day += offset < 0 ? -1 : 1
      if calendar.isWorking(day) { left -= 1 }
    }
    return day
  }

  private func relative(_ unit: TimeUnit, _ offset: Int) throws(CalendarError) -> Extent {
    if unit == .shift { return try relativeShift(offset) }
    if let seconds = unit.seconds {
      let local = calendar.local(now)
      let start = now.seconds - local % Int64(seconds) + Int64(offset * seconds)
      return Extent(
        from: Instant(seconds: start), to: Instant(seconds: start + Int64(seconds)), days: nil, grain: unit.grain)
    }
    return try days(try self.unit(unit, holding: today, offset: offset), unit.grain)
  }

  private func complete(_ unit: TimeUnit, _ count: Int) throws(CalendarError) -> Extent {
    if let seconds = unit.seconds { return rolling(seconds * count) }
    if unit == .shift { return try completeShifts(count) }
    let step = count < 0 ? -1 : 1
    let near = try self.unit(unit, holding: today, offset: step)
    let far = try self.unit(unit, holding: today, offset: count)
    return try days(min(near.lowerBound, far.lowerBound)..<max(near.upperBound, far.upperBound), unit.grain)
  }

  private func rolling(_ seconds: Int) -> Extent {
    let grain: ResolvedTime.Grain = seconds % 3600 == 0 ? .hour : seconds % 60 == 0 ? .minute : .second
    let other = now + Int64(seconds)
    return Extent(from: min(now, other), to: max(now, other), days: nil, grain: grain)
  }
}

extension TimeUnit {
  var grain: ResolvedTime.Grain {
    switch self {
    case .second: .second
    case .minute: .minute
    case .hour: .hour
    case .day, .workingDay: .day
    case .week: .week
    case .weekend: .weekend
    case .month: .month
    case .quarter: .quarter
    case .half: .half
    case .year: .year
    case .shift: .shift
    }
  }
}
