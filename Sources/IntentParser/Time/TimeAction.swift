/// What a time rule makes of its slots: the names that stand after `means:` in a grammar file.
enum TimeAction: String, CaseIterable, Sendable {
  // Values of helper slots.
  case same, constant, add, unit
  case clock, clockAM = "clock_am", clockPM = "clock_pm", clockExact = "clock_exact", clockMinus = "clock_minus"
  case clockPlus = "clock_plus", clockHalf = "clock_half"
  case hours
  // Times.
  case now, relative, preceding, complete, rolling, toDate = "to_date", date, month, quarter, half, year, week, weekday,
    shift
  case nthShift = "nth_shift"
  case dayOfMonth = "day_of_month"
  case lastWeekday = "last_weekday"
  case nextWeekday = "next_weekday"
  case weekdayOf = "weekday_of"
  case weekdayOfWeek = "weekday_of_week"
  case weekdayInWeekOf = "weekday_in_week_of"
  case weekOf = "week_of"
  case part, clockOf = "clock_of", clockInPart = "clock_in_part", hoursOf = "hours_of", rest, endOf = "end_of"
  case within, monthWithin = "month_within", section, weekend
  case range, dayRange = "day_range", since, before, until, after, starting, shifted
  case lasting, joined, together
  case previous, following, counterpart, soFar = "so_far", partTo = "part_to", shiftOn = "shift_on"
  case nightBetween = "night_between", stretchBeside = "stretch_beside"
  case clockOfPart = "clock_of_part", halfMore = "half_more", eachWorkday = "each_workday"
  case recentWeekdays = "recent_weekdays"
  case eachHours = "each_hours", eachPart = "each_part", eachWeekday = "each_weekday"
}

/// A rule's action with its arguments: `relative day -1`.
struct TimeMeaning: Sendable, Hashable {
  var action: TimeAction
  var unit: TimeUnit?
  var number: Int?
}

/// The slots that a pattern took, by name and order.
struct TimeSlots {
  var names: [Int32]
  var values: [TimeValue]
  let ids: TimeSlotNames

  func value(_ name: Int32, _ index: Int = 0) -> TimeValue? {
    var seen = 0
    for (i, n) in names.enumerated() where n == name {
      if seen == index { return values[i] }
      seen += 1
    }
    return nil
  }
  func number(_ name: Int32, _ index: Int = 0) -> Int? {
    if case .number(let number) = value(name, index) { number } else { nil }
  }
  var numbers: [Int] { values.compactMap { if case .number(let n) = $0 { n } else { nil } } }
  var times: [TimeExpression] { values.compactMap { if case .time(let t) = $0 { t } else { nil } } }
  var units: [TimeUnit] { values.compactMap { if case .unit(let u) = $0 { u } else { nil } } }
  var unit: TimeUnit? { values.lazy.compactMap { if case .unit(let u) = $0 { u } else { nil } }.first }
  var part: DayPart? { values.lazy.compactMap { if case .part(let p) = $0 { p } else { nil } }.first }
  var clocks: [SpokenClock] { values.compactMap { if case .clock(let c) = $0 { c } else { nil } } }
  var hours: (from: SpokenClock, to: SpokenClock)? {
    values.lazy.compactMap { if case .hours(let from, let to) = $0 { (from: from, to: to) } else { nil } }.first
  }
  var year: Int? { number(ids.year) ?? number(ids.shortYear).map { $0 + 2000 } }
  var month: Int? { number(ids.month) ?? number(ids.monthNumber) }
  var day: Int? { number(ids.dayNumber) ?? number(ids.spokenDay) }
  var count: Int? { number(ids.count) ?? number(ids.number) }
}

/// Slots that actions ask for by name.
struct TimeSlotNames: Sendable {
  var number, spokenDay, year, shortYear, month, monthNumber, dayNumber, count, ordinal, weekday, plainWeekday,
    weekNumber, hour,
    minute, plural: Int32
}

extension TimeMeaning {
  /// The value, or nil where these slots do not fit together (31 where a month was wanted, a day of the 40th).
  func value(of slots: TimeSlots) -> TimeValue? {
    switch action {
    case .same: return slots.values.first
    case .constant: return number.map { .number($0) }
    case .unit: return unit.map { .unit($0) }
    case .add:
      let numbers = slots.numbers
      if numbers.count == 1, let number { return numbers[0] < 100 ? .number(number + numbers[0]) : nil }
      guard numbers.count == 2, numbers[0] >= numbers[1] else { return nil }
      return .number(numbers[0] + numbers[1])
    case .clock, .clockAM, .clockPM, .clockExact, .clockMinus, .clockPlus: return clock(slots).map { .clock($0) }
    case .clockHalf:
      // "half past three pm": the half of the day (0 or 12) that the clock left open.
      guard let clock = slots.clocks.first, !clock.isExact, (0...780).contains(clock.time.minutes) else { return nil }
      let minutes = clock.time.minutes % 720 + (number ?? 0) * 60
      return .clock(SpokenClock(time: ClockTime(0, minutes), isExact: true))
    case .clockOfPart:
      guard let clock = slots.clocks.first, let part = slots.part else { return nil }
      return .clock(SpokenClock(time: ClockRange(from: clock, to: clock, in: part).from, isExact: true))
    case .hours:
      let clocks = slots.clocks
      return clocks.count == 2 ? .hours(clocks[0], clocks[1]) : nil
    case .eachHours, .eachPart, .eachWeekday, .eachWorkday, .recentWeekdays: return recurring(slots)
    default: return time(slots).map { .time($0) }
    }
  }

  private func clock(_ slots: TimeSlots) -> SpokenClock? {
    if action == .clockExact { return number.map { SpokenClock(time: ClockTime(0, $0), isExact: true) } }
    guard let hour = slots.number(slots.ids.hour) else { return nil }
    // Minutes told in words or counted ("three twenty", "10 minutes past 3") stand in a slot of their own.
    let minute =
      slots.number(slots.ids.minute) ?? slots.values.lazy.enumerated().compactMap { index, value in
        if case .number(let number) = value, slots.names[index] != slots.ids.hour { number } else { nil }
      }.first ?? 0
    guard hour < 24 || minute == 0, minute < 60 else { return nil }
    switch action {
    case .clockAM, .clockPM:
      guard hour <= 12 else { return hour < 24 && action == .clockPM ? exact(hour, minute) : nil }
      return exact(hour % 12 + (action == .clockPM ? 12 : 0), minute)
    case .clockPlus, .clockMinus:
      let shift = (action == .clockPlus ? 1 : -1) * (number ?? minute)
      return SpokenClock(time: ClockTime(hour == 0 && shift < 0 ? 24 : hour, shift), isExact: hour > 12 || hour == 0)
    default:
      return SpokenClock(time: ClockTime(hour, minute), isExact: hour > 12 || hour == 0)
    }
  }

  private func exact(_ hour: Int, _ minute: Int) -> SpokenClock {
    SpokenClock(time: ClockTime(hour, minute), isExact: true)
  }

  private func recurring(_ slots: TimeSlots) -> TimeValue? {
    let period = slots.times.first
    switch action {
    case .eachHours:
      return slots.hours.map { .recurring(period, hours: ClockRange(from: $0.from, to: $0.to), weekdays: []) }
    case .eachPart:
      guard let part = slots.part else { return nil }
      return .recurring(period, hours: part.hours, weekdays: [])
    case .eachWorkday:
      // Monday to Friday, or with an argument from that day of the week to Sunday.
      return .recurring(period, hours: nil, weekdays: number.map { Array($0...7) } ?? Array(1...5))
    case .recentWeekdays:
      guard let weekday = slots.number(slots.ids.plural), let count = slots.count, count > 0 else { return nil }
      let last = TimeExpression.lastWeekday(weekday)
      let first = TimeExpression.shifted(.week, count: 1 - count, from: last)
      return .recurring(.range(from: first, to: last), hours: nil, weekdays: [weekday])
    default:
      let weekdays = slots.numbers.reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
      return weekdays.isEmpty ? nil : .recurring(period, hours: nil, weekdays: weekdays)
    }
  }
}

extension DayPart {
  /// Its hours on the clock; a point for noon and midnight.
  public var hours: ClockRange {
    switch self {
    case .morning: ClockRange(from: ClockTime(6), to: ClockTime(12))
    case .afternoon: ClockRange(from: ClockTime(12), to: ClockTime(18))
    case .evening: ClockRange(from: ClockTime(18), to: ClockTime(22))
    case .night: ClockRange(from: ClockTime(22), to: ClockTime(6))
    case .noon: ClockRange(from: ClockTime(12), to: ClockTime(12))
    case .midnight: ClockRange(from: ClockTime(24), to: ClockTime(24))
    }
  }
}
