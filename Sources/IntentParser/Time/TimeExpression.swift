/// A time as it was said, before any clock: "last 3 days", "the night shift of Monday".
///
/// `QueryPlanner`'s calendar turns it into a window; the same expression gives another window at another now.
public indirect enum TimeExpression: Sendable, Hashable {
  case now
  /// The unit that contains now, moved by `offset` whole units: yesterday is (day, -1), next week (week, 1),
  /// last shift (shift, -1).
  case relative(TimeUnit, offset: Int)
  /// "the week before", "the 4 weeks before that": units before the period it is compared with; alone before now.
  /// A count of -1 is the unit after it ("the next day"), 0 the one that holds it ("the same week").
  case preceding(TimeUnit, count: Int)
  /// A time told from another one: "the same week last year" (year, -1), "the previous week" (week, -1), "the next day"
  /// (day, 1) of the period spoken of. Where none is spoken of it is `alone`, if it can be said alone.
  case moved(TimeUnit, count: Int, alone: TimeExpression?)
  /// Whole units before (negative) or after the current one: last 3 days is (day, -3).
  case complete(TimeUnit, count: Int)
  /// Ends (negative) or begins now, in seconds: last 24 hours is -86400.
  case rolling(seconds: Int)
  /// From the start of the current unit to now.
  case toDate(TimeUnit)
  /// "March so far": from its start to now, or to its end where that has passed.
  case soFar(TimeExpression)
  /// "Were due on Monday": the latest one, where the question would otherwise look ahead.
  case past(TimeExpression)
  /// A calendar date; without a year the nearest one in the question's direction.
  case date(year: Int?, month: Int, day: Int)
  /// "the 10th"
  case dayOfMonth(Int)
  case month(Int, year: Int?)
  case quarter(Int, year: Int?)
  case half(Int, year: Int?)
  case year(Int)
  /// ISO week.
  case week(Int, year: Int?)
  /// "Monday": the latest for results, the next for plans. 1 is Monday.
  case weekday(Int)
  /// "last Monday": within the 7 days before today.
  case lastWeekday(Int)
  /// "next Friday": the first after today.
  case nextWeekday(Int)
  /// "Monday last week", "Friday of week 10", "first Monday of March" (ordinal 1, -1 the last; nil: the only one),
  /// "Tuesday the 4th" (of a day: that day, which has to be a Tuesday).
  case weekdayOf(Int, ordinal: Int?, TimeExpression)
  /// "yesterday afternoon"; without a day the current one.
  case part(DayPart, of: TimeExpression?)
  /// "the night shift", "shift A on Monday", "second shift": as named, without a day the running or latest one.
  case shift(String, of: TimeExpression?)
  /// "between 8 and 10" on a day; without a day today.
  case hours(ClockRange, of: TimeExpression?)
  /// "8 o'clock", "at 14:30 yesterday": an instant.
  case clock(ClockTime, of: TimeExpression?)
  /// "first two weeks of February" (1, 2, week), "last 3 days of March" (-3): units within another time.
  /// `first` counts from 1, or from -1 backwards from the end. Of a single day a longer unit is the one that holds
  /// it: "the week of 10 April".
  case within(first: Int, count: Int, TimeUnit, of: TimeExpression)
  /// "first half of March", "mid-March", "end of March", "beginning of next month".
  case section(Section, of: TimeExpression)
  case weekend(of: TimeExpression?)
  /// "10/3 to 14/3", "between Monday 6am and now".
  case range(from: TimeExpression, to: TimeExpression)
  /// From its start to now.
  case since(TimeExpression)
  /// Up to its start; open at the other side.
  case before(TimeExpression)
  /// Up to its end: by, until, through.
  case until(TimeExpression)
  /// From its end on.
  case after(TimeExpression)
  /// From its start on, open at the other side: "starting Monday", "from 3 March on".
  case starting(TimeExpression)
  /// "3 days before yesterday", "two weeks after 3 March"; "an hour before 14:00" with seconds-sized units.
  case shifted(TimeUnit, count: Int, from: TimeExpression)

  public enum Section: String, Sendable, Hashable, CaseIterable {
    case firstHalf, secondHalf, beginning, middle, end
    /// The end and the beginning, in words that say of orders that they are late or early.
    case late, early
  }
}

public enum TimeUnit: String, Sendable, Hashable, CaseIterable {
  case second, minute, hour, day, workingDay, week, weekend, month, quarter, half, year, shift
}

extension TimeExpression {
  /// What "each of the last 6 shifts" and "each night shift" are taken apart by; nil for a time that is not counted.
  var grain: Grain? {
    if case .shift = self { return .shiftInstance }
    guard case .complete(let unit, _) = self else { return nil }
    switch unit {
    case .hour: return .hour
    case .shift: return .shiftInstance
    case .day, .workingDay: return .day
    case .week: return .week
    case .month: return .month
    case .quarter: return .quarter
    default: return nil
    }
  }

  /// What this is beside `period` where it is told from it ("the week before", "the same week last year"); anything else
  /// stays what it is.
  public func told(from period: TimeExpression) -> TimeExpression {
    let (unit, count): (TimeUnit, Int)
    switch self {
    case .preceding(let its, let number): (unit, count) = (its, -number)
    case .moved(let its, let number, _): (unit, count) = (its, number)
    default: return self
    }
    let period = period.standingAlone
    switch period {
    case .relative(unit, let offset): return .relative(unit, offset: offset + count)
    case .complete(unit, count): return .shifted(unit, count: count, from: period)
    default: break
    }
    // "The same week" of a day is the week that holds it; of anything else it is what was spoken of.
    if count == 0 { return unit != .day && period.isDay ? .within(first: 1, count: 1, unit, of: period) : period }
    // "The next day" after a week is the day after its end.
    if unit == .day, count > 0, period.isManyDays {
      return .shifted(.day, count: count, from: .within(first: -1, count: 1, .day, of: period))
    }
    guard count < 0, isStretch else { return .shifted(unit, count: count, from: period) }
    // "the 3 hours before that" end where the period begins.
    if unit == .shift { return .shifted(.shift, count: count, from: period) }
    if unit.seconds != nil {
      return .range(
        from: .shifted(unit, count: count, from: period), to: .shifted(unit, count: 0, from: period))
    }
    let first = TimeExpression.within(first: 1, count: 1, .day, of: period)
    return .range(
      from: .shifted(unit, count: count, from: first), to: .shifted(.day, count: -1, from: first))
  }

  /// That many units up to where a time begins (a negative count) or from where it ends.
  static func beside(_ time: TimeExpression, unit: TimeUnit, count: Int) -> TimeExpression? {
    guard unit != .shift, count != 0 else { return nil }
    if unit.seconds != nil {
      return count < 0
        ? .range(from: .shifted(unit, count: count, from: time), to: .shifted(unit, count: 0, from: time)) : nil
    }
    guard !time.isPartOfDay else { return nil }
    if count < 0 {
      let first = TimeExpression.within(first: 1, count: 1, .day, of: time)
      return .range(from: .shifted(unit, count: count, from: first), to: .shifted(.day, count: -1, from: first))
    }
    let last = TimeExpression.within(first: -1, count: 1, .day, of: time)
    return .range(from: .shifted(.day, count: 1, from: last), to: .shifted(unit, count: count, from: last))
  }

  /// Whether it is so many units before the period, and not the same hours or days elsewhere.
  private var isStretch: Bool {
    switch self {
    case .preceding(let unit, let count): count > 1 || unit.seconds != nil
    case .moved(_, _, .complete?), .moved(_, _, .rolling?): true
    default: false
    }
  }

  /// Whether it consists of days, and of more than one.
  private var isManyDays: Bool {
    switch self {
    case .relative(let unit, _), .complete(let unit, _):
      [.week, .weekend, .month, .quarter, .half, .year].contains(unit)
    case .range(let from, let to): !from.isPartOfDay && !to.isPartOfDay
    case .week, .month, .quarter, .half, .year, .weekend: true
    default: false
    }
  }

  /// What a time told from another one means where none is spoken of.
  var standingAlone: TimeExpression {
    switch self {
    case .preceding(let unit, 1): .relative(unit, offset: -1)
    case .preceding(let unit, let count): .complete(unit, count: -count)
    case .moved(_, _, let alone?): alone
    default: self
    }
  }
}

/// 06–12, 12–18, 18–22; night is 22–06 of that production day.
public enum DayPart: String, Sendable, Hashable, CaseIterable {
  case morning, afternoon, evening, night, noon, midnight
}

/// A time of day. 24:00 is the midnight at the end of a day.
public struct ClockTime: Sendable, Hashable, Comparable {
  public var minutes: Int
  public init(_ hour: Int, _ minute: Int = 0) { minutes = hour * 60 + minute }
  public var hour: Int { minutes / 60 }
  public var minute: Int { minutes % 60 }
  public static func < (a: ClockTime, b: ClockTime) -> Bool { a.minutes < b.minutes }
}

/// Hours of a day, the end not included.
public struct ClockRange: Sendable, Hashable {
  public var from: ClockTime
  public var to: ClockTime
  public init(from: ClockTime, to: ClockTime) {
    self.from = from
    self.to = to
  }
}
