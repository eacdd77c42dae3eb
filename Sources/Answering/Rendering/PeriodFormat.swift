public import IntentParser
public import QueryPlanner

extension ValueFormat {
  /// "Wed 18 Mar 14:30"; with the year when it is another year than now's.
  public func instant(_ instant: Instant) -> String { dayAndTime(clock.fields(instant)) }

  /// "18 Mar 14:30": in a table, where weekdays would only take room.
  func shortInstant(_ instant: Instant) -> String {
    let fields = clock.fields(instant)
    return messages(DateMessage.shortInstant, [.date: date(fields), .time: time(fields)])
  }

  /// A window as it is told to people: "today (Wed 18 Mar 06:00 – now 14:30)", "last week (W11, 9–15 Mar)".
  ///
  /// - Parameter expression: how it was said, which gives it its name where it has a short one.
  /// - Parameter isCut: results are computed up to now, and a window that still runs says so.
  public func period(_ window: TimeWindow, saidAs expression: TimeExpression? = nil, isCut: Bool = true) -> String {
    let dates = self.window(window, isCut: isCut)
    guard let expression, let name = messages.phrase(for: expression) else { return dates }
    if case .relative(.week, _) = expression, let from = window.from {
      let week = week(clock.fields(from).isoWeek)
      return messages(PeriodMessage.namedWeek, [.name: name, .week: week, .dates: dates])
    }
    return messages(PeriodMessage.named, [.name: name, .dates: dates])
  }

  /// A window's dates and times alone: "9–15 Mar", "Tue 17 Mar", "18 Mar 06:00 – 14:30", "until Fri 20 Mar 06:00".
  ///
  /// A window that still runs ends at "now": results are computed up to there.
  public func window(_ window: TimeWindow, isCut: Bool = true) -> String {
    switch (window.from, window.to) {
    case (nil, nil): return "–"
    case (let from?, nil): return messages(DateMessage.from, [.time: instant(from)])
    case (nil, let to?): return messages(DateMessage.until, [.time: instant(to)])
    case (let from?, let to?): return closed(from, to, isCut: isCut)
    }
  }

  private func closed(_ from: Instant, _ to: Instant, isCut: Bool) -> String {
    let (start, end) = (clock.fields(from), clock.fields(to))
    if from == to { return dayAndTime(start) }
    let nowFields = clock.fields(now)
    if isCut, from <= now, now < to {
      let today = start.dayNumber == nowFields.dayNumber
      let end = messages(DateMessage.nowAt, [.time: today ? time(nowFields) : dayAndTime(nowFields)])
      return span(dayAndTime(start), end)
    }
    // The same time of day at both ends: whole production days, the last one named by its beginning; but for "the
    // last 24 hours", which end now.
    if to != now, start.secondOfDay == end.secondOfDay, end.dayNumber > start.dayNumber {
      let last = SiteClock.date(ofDay: end.dayNumber - 1)
      if end.dayNumber - 1 == start.dayNumber { return day(start) }
      if (last.year, last.month) == (start.year, start.month) {
        var places = messages.monthPlaces(last.month)
        (places[.first], places[.last]) = (String(start.day), String(last.day))
        if last.year == nowFields.year { return messages(DateMessage.daysOfMonth, places) }
        places[.year] = String(last.year)
        return messages(DateMessage.daysOfMonthWithYear, places)
      }
      return span(date(start), date(year: last.year, month: last.month, day: last.day))
    }
    if start.dayNumber == end.dayNumber {
      return messages(DateMessage.hoursOfDay, [.date: date(start), .from: time(start), .to: time(end)])
    }
    return span(shortInstant(from), shortInstant(to))
  }

  private func span(_ from: String, _ to: String) -> String { messages(DateMessage.span, [.from: from, .to: to]) }

  /// "18 Mar", "31 Dec 2025"
  func date(_ fields: SiteClock.Fields) -> String { date(year: fields.year, month: fields.month, day: fields.day) }

  private func date(year: Int, month: Int, day: Int) -> String {
    var places = messages.monthPlaces(month)
    places[.day] = String(day)
    if year == clock.fields(now).year { return messages(DateMessage.date, places) }
    places[.year] = String(year)
    return messages(DateMessage.dateWithYear, places)
  }

  func time(_ fields: SiteClock.Fields) -> String { pad(fields.hour) + ":" + pad(fields.minute) }

  /// "W12"
  func week(_ number: Int) -> String { messages(DateMessage.week, [.number: String(number)]) }

  private func day(_ fields: SiteClock.Fields) -> String {
    messages(DateMessage.day, weekday(fields.weekday).merging([.date: date(fields)]) { $1 })
  }

  private func weekday(_ number: Int) -> [Place: String] {
    [.weekday: messages.weekday(number), .weekdayName: messages.weekdayName(number)]
  }

  private func dayAndTime(_ fields: SiteClock.Fields) -> String {
    messages(DateMessage.instant, weekday(fields.weekday).merging([.date: date(fields), .time: time(fields)]) { $1 })
  }

  // Pieces of a breakdown by time -------------------------------------------------------------------

  /// "Wed 18 Mar", "W12", "Mar 2026", "Q1 2026", "14:00"; shifts are named as their bucket is.
  func label(of bucket: TimeBucket, _ grain: Grain) -> String {
    let (year, month) = (bucket.day.year, bucket.day.month)
    let day = SiteClock.dayNumber(year: year, month: month, day: bucket.day.day)
    switch grain {
    case .hour: return pad(clock.fields(bucket.from).hour) + ":00"
    case .shiftInstance: return bucket.code
    case .day:
      let date = messages(
        DateMessage.date, messages.monthPlaces(month).merging([.day: String(bucket.day.day)]) { $1 })
      return messages(
        DateMessage.dayLabel, weekday(SiteClock.weekday(ofDay: day)).merging([.date: date]) { $1 })
    case .week: return week(SiteClock.isoWeek(ofDay: day))
    case .month: return messages(DateMessage.month, messages.monthPlaces(month).merging([.year: String(year)]) { $1 })
    case .quarter:
      return messages(DateMessage.quarter, [.number: String((month - 1) / 3 + 1), .year: String(year)])
    }
  }
}
