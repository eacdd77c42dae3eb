import Foundation

/// The production calendar of a site: its zone, when its day starts, and its shifts.
public struct SiteCalendar: Sendable {
  public let timeZoneIdentifier: String
  /// Minutes after local midnight at which a production day starts; 0 for a site without shifts.
  public let dayStart: Int
  /// Days of the week that are worked, 1 is Monday; used for "working days".
  public let workingWeekdays: Set<Int>
  /// The part of the shift calendar that was loaded, in order of time.
  public private(set) var shifts: [ShiftInstance]
  let zone: TimeZone
  /// Set where the zone has one offset for good.
  let fixedOffset: Int?

  /// - Throws: ``CalendarError/unknownTimeZone(_:)``
  public init(
    timeZone identifier: String, dayStart: Int, workingWeekdays: Set<Int> = [1, 2, 3, 4, 5],
    shifts: [ShiftInstance] = []
  ) throws(CalendarError) {
    guard let zone = TimeZone(identifier: identifier) else { throw .unknownTimeZone(identifier) }
    timeZoneIdentifier = identifier
    self.dayStart = dayStart
    self.workingWeekdays = workingWeekdays.isEmpty ? [1, 2, 3, 4, 5] : workingWeekdays
    self.shifts = Self.inOrder(shifts)
    self.zone = zone
    // Zones that keep one offset need no look-up per instant.
    let isFixed = zone.nextDaylightSavingTimeTransition(after: Date(timeIntervalSince1970: 1_262_304_000)) == nil
    fixedOffset = isFixed ? zone.secondsFromGMT(for: Date(timeIntervalSince1970: 1_767_225_600)) : nil
  }

  /// The same site with other shifts loaded.
  public func with(shifts: [ShiftInstance]) -> SiteCalendar {
    var calendar = self
    calendar.shifts = Self.inOrder(shifts)
    return calendar
  }

  private static func inOrder(_ shifts: [ShiftInstance]) -> [ShiftInstance] {
    shifts.sorted { ($0.from, $0.line) < ($1.from, $1.line) }
  }

  /// Seconds east of Greenwich at an instant.
  public func offset(at instant: Instant) -> Int {
    fixedOffset ?? zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds)))
  }

  /// The instant at which local clocks show `minutes` after midnight of a day; beyond 1440 on the days after. A
  /// time that the clocks skip is as much after the jump; one that they show twice is the first.
  func instant(day: Int, minutes: Int) -> Instant {
    let local = Int64(day) * 86_400 + Int64(minutes) * 60
    if let fixedOffset { return Instant(seconds: local - Int64(fixedOffset)) }
    let before = Instant(seconds: local - Int64(offset(at: Instant(seconds: local - 86_400))))
    let after = Instant(seconds: local - Int64(offset(at: Instant(seconds: local + 86_400))))
    let first = min(before, after)
    if local == first.seconds + Int64(offset(at: first)) { return first }
    let second = max(before, after)
    return local == second.seconds + Int64(offset(at: second)) ? second : first + (second.seconds - first.seconds)
  }

  /// The start of a production day, counted from 1970-01-01.
  func start(_ day: Int) -> Instant { instant(day: day, minutes: dayStart) }

  /// Local seconds since 1970-01-01 00:00 on the wall clock.
  func local(_ instant: Instant) -> Int64 { instant.seconds + Int64(offset(at: instant)) }

  /// Number of the production day that holds an instant.
  func dayNumber(_ instant: Instant) -> Int {
    let shifted = local(instant) - Int64(dayStart) * 60
    return Int(shifted >= 0 ? shifted / 86_400 : (shifted - 86_399) / 86_400)
  }

  /// The production day that holds an instant: before its start it is still the day before.
  public func productionDay(containing instant: Instant) -> CivilDate { CivilDate(dayNumber: dayNumber(instant)) }

  /// The window of a production day; 23 or 25 hours where the clocks change.
  public func window(of day: CivilDate) -> TimeWindow {
    TimeWindow(from: start(day.dayNumber), to: start(day.dayNumber + 1))
  }

  /// ISO week of the production day that holds an instant.
  public func isoWeek(containing instant: Instant) -> (year: Int, week: Int) {
    productionDay(containing: instant).isoWeek
  }

  /// The instant at which clocks of the site show a time of the production day, which lasts until they show the
  /// day's start again: 02:00 is in its last hours.
  public func instant(of day: CivilDate, minutes: Int) -> Instant { onClock(day.dayNumber, minutes) }

  func onClock(_ day: Int, _ minutes: Int) -> Instant {
    instant(day: day, minutes: minutes < dayStart ? minutes + 1440 : minutes)
  }

  /// Whether a day is worked: one that has shifts, where the shift calendar is loaded around it.
  func isWorking(_ day: Int) -> Bool {
    if let first = shifts.first?.productionDay.dayNumber, let last = shifts.last?.productionDay.dayNumber,
      (first...last).contains(day)
    {
      return shifts.contains { $0.productionDay.dayNumber == day }
    }
    return workingWeekdays.contains(CivilDate.weekday(day))
  }
}
