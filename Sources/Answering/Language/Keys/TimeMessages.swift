/// How a time was understood, in words: "3 complete days before today".
enum TimeMessage: String, MessageKey {
  static let group = "times"
  case now
  case thisUnit = "this_unit"
  case lastUnit = "last_unit"
  case nextUnit = "next_unit"
  case unitsAgo = "units_ago"
  case unitsFromNow = "units_from_now"
  case completeBefore = "complete_before"
  case completeAfter = "complete_after"
  case upToNow = "up_to_now"
  case fromNow = "from_now"
  case toDate = "to_date"
  case date
  case dayOfMonth = "day_of_month"
  case month, quarter, half, year, week, weekday
  case lastWeekday = "last_weekday"
  case nextWeekday = "next_weekday"
  case weekdayOf = "weekday_of"
  case ordinal
  case firstOrdinal = "first_ordinal"
  case lastOrdinal = "last_ordinal"
  case part, shift, hours, clock
  case withinOne = "within_one"
  case withinMany = "within_many"
  case section, weekend, range, since, before, until, after, starting
  case shiftedBefore = "shifted_before"
  case shiftedAfter = "shifted_after"

  var places: Set<Place> {
    switch self {
    case .now, .lastOrdinal, .firstOrdinal: []
    case .thisUnit, .lastUnit, .nextUnit, .toDate: [.unit]
    case .unitsAgo, .unitsFromNow, .upToNow, .fromNow: [.count, .unit]
    case .completeBefore, .completeAfter: [.count, .unit, .origin]
    case .date: [.day, .year]
    case .dayOfMonth: [.day]
    case .month: [.year]
    case .quarter, .half, .week: [.number, .year]
    case .year: [.year]
    case .weekday, .lastWeekday, .nextWeekday: [.weekdayName]
    case .weekdayOf: [.ordinal, .weekdayName, .time]
    case .ordinal: [.number]
    case .part: [.part, .time]
    case .shift: [.name, .time]
    case .hours: [.from, .to, .time]
    case .clock: [.clock, .time]
    case .withinOne: [.ordinal, .unit, .time]
    case .withinMany: [.ordinal, .count, .unit, .time]
    case .section: [.part, .time]
    case .weekend, .since, .before, .until, .after, .starting: [.time]
    case .range: [.from, .to]
    case .shiftedBefore, .shiftedAfter: [.count, .unit, .time]
    }
  }

  var options: Set<Place> {
    switch self {
    case .date, .month: [.month, .monthNumber, .monthName]
    default: []
    }
  }
}

/// Why a time has no window.
enum ImpossibleTimeMessage: String, MessageKey {
  static let group = "impossible_times"
  case date
  case wrongWeekday = "wrong_weekday"
  case outside, reversed
  case unknownShift = "unknown_shift"
  case noNextShift = "no_next_shift"
  case noEarlierShift = "no_earlier_shift"
  case noShiftsBefore = "no_shifts_before"
  case noShiftsAfter = "no_shifts_after"
  case noSuchShift = "no_such_shift"
  case notOneDay = "not_one_day"
  case severalTimes = "several_times"
  case notWhole = "not_whole"
  case samePeriods = "same_periods"
  case noStretch = "no_stretch"
  case leftOutOutside = "left_out_outside"
  case nothingToTellFrom = "nothing_to_tell_from"
  case unknownTimeZone = "unknown_time_zone"
  case tooFar = "too_far"

  var places: Set<Place> {
    switch self {
    case .date: [.date]
    case .wrongWeekday: [.date, .actual, .said]
    case .outside: [.unit, .count]
    case .unknownShift: [.name, .names]
    case .noShiftsBefore, .noShiftsAfter: [.count]
    case .noSuchShift: [.name, .time]
    case .unknownTimeZone, .notWhole: [.name]
    case .reversed, .noNextShift, .noEarlierShift, .notOneDay, .severalTimes, .samePeriods, .noStretch, .leftOutOutside,
      .nothingToTellFrom, .tooFar:
      []
    }
  }
}
