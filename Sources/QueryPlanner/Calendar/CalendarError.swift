public import IntentParser

/// Why a time has no window.
public enum CalendarError: Error, Sendable, Hashable {
  /// There is no such day: 31 February.
  case impossibleDate(year: Int?, month: Int, day: Int)
  /// A date that is not the weekday it is said to be (1 is Monday).
  case wrongWeekday(CivilDate, weekday: Int)
  /// Counted past the end of what it is within: the sixth Monday of March, week 54, the 32nd day.
  case outside(count: Int, unit: CountedTime)
  /// The end lies before the start.
  case reversed(from: Instant, to: Instant)
  /// A shift that this site does not have; the names of those it has.
  case unknownShift(String, known: [String])
  /// No shift in the calendar at that time.
  case noShift(MissingShift)
  /// Two times side by side that are not one: "yesterday tomorrow".
  case severalTimes
  /// Words beside the time that belong to it and were not read: "half" before "a year ago".
  case notWhole(String)
  /// The two periods of a comparison are one and the same.
  case samePeriods
  /// A moment, or a time without an end, where a stretch of time is needed.
  case noStretch
  /// What is left out is no part of the period.
  case leftOutOutside
  /// "The same period last year" beside nothing.
  case nothingToTellFrom
  /// Hours or a part of the day of a time that is not one day.
  case notOneDay
  /// The zone has no IANA name known here.
  case unknownTimeZone(String)
  /// Years that no calendar of ours reaches.
  case tooFar
}

/// What is counted within a time.
public enum CountedTime: Sendable, Hashable {
  case unit(TimeUnit)
  /// 1 is Monday.
  case weekday(Int)
}

/// A shift that the calendar does not have.
public enum MissingShift: Sendable, Hashable {
  case next
  case beforeNow
  /// That many that ended before (negative) or begin after now.
  case complete(Int)
  case named(String, of: TimeExpression?)
}
