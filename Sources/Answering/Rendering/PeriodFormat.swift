public import IntentParser
public import QueryPlanner

extension ValueFormat {
  /// "Wed 18 Mar 14:30"; with the year when it is another year than now's.
  public func instant(_ instant: Instant) -> String { dayAndTime(clock.fields(instant)) }

  /// "18 Mar 14:30": in a table, where weekdays would only take room.
  func shortInstant(_ instant: Instant) -> String {
    let fields = clock.fields(instant)
    return "\(date(fields)) \(time(fields))"
  }

  /// A window as it is told to people: "today (Wed 18 Mar 06:00 – now 14:30)", "last week (W11, 9–15 Mar)".
  ///
  /// - Parameter expression: how it was said, which gives it its name where it has a short one.
  /// - Parameter isCut: results are computed up to now, and a window that still runs says so.
  public func period(_ window: TimeWindow, saidAs expression: TimeExpression? = nil, isCut: Bool = true) -> String {
    let dates = self.window(window, isCut: isCut)
    guard let expression, let name = wording.phrase(for: expression) else { return dates }
    if case .now = expression { return name + " (" + dates + ")" }
    var week = ""
    if case .relative(.week, _) = expression, let from = window.from {
      week = wording.weekPrefix + String(clock.fields(from).isoWeek) + ", "
    }
    return "\(name) (\(week)\(dates))"
  }

  /// A window's dates and times alone: "9–15 Mar", "Tue 17 Mar", "18 Mar 06:00 – 14:30", "until Fri 20 Mar 06:00".
  ///
  /// A window that still runs ends at "now": results are computed up to there.
  public func window(_ window: TimeWindow, isCut: Bool = true) -> String {
    switch (window.from, window.to) {
    case (nil, nil): return "–"
    case (let from?, nil): return wording.fill(wording.from, instant(from))
    case (nil, let to?): return wording.fill(wording.until, instant(to))
    case (let from?, let to?): return closed(from, to, isCut: isCut)
    }
  }

  private func closed(_ from: Instant, _ to: Instant, isCut: Bool) -> String {
    let (start, end) = (clock.fields(from), clock.fields(to))
    if from == to { return dayAndTime(start) }
    let nowFields = clock.fields(now)
    if isCut, from <= now, now < to {
      let today = start.dayNumber == nowFields.dayNumber
      let nowText = wording.now + " " + (today ? time(nowFields) : dayAndTime(nowFields))
      return "\(dayAndTime(start)) – \(nowText)"
    }
    // The same time of day at both ends: whole production days, the last one named by its beginning.
    if start.secondOfDay == end.secondOfDay, end.dayNumber > start.dayNumber {
      let last = SiteClock.date(ofDay: end.dayNumber - 1)
      if end.dayNumber - 1 == start.dayNumber { return weekday(start) + " " + date(start) }
      let lastYear = last.year == nowFields.year ? "" : " \(last.year)"
      let month = wording.months[last.month - 1]
      if (last.year, last.month) == (start.year, start.month) {
        return "\(start.day)–\(last.day) \(month)\(lastYear)"
      }
      return "\(date(start)) – \(last.day) \(month)\(lastYear)"
    }
    if start.dayNumber == end.dayNumber { return "\(date(start)) \(time(start)) – \(time(end))" }
    return "\(date(start)) \(time(start)) – \(date(end)) \(time(end))"
  }

  /// "18 Mar", "31 Dec 2025"
  func date(_ fields: SiteClock.Fields) -> String {
    let year = fields.year == clock.fields(now).year ? "" : " \(fields.year)"
    return "\(fields.day) \(wording.months[fields.month - 1])\(year)"
  }

  func time(_ fields: SiteClock.Fields) -> String { pad(fields.hour) + ":" + pad(fields.minute) }

  private func weekday(_ fields: SiteClock.Fields) -> String { wording.weekdays[fields.weekday - 1] }

  private func dayAndTime(_ fields: SiteClock.Fields) -> String {
    "\(weekday(fields)) \(date(fields)) \(time(fields))"
  }
}
