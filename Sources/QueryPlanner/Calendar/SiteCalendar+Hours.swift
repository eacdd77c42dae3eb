import IntentParser

extension SiteCalendar {
  /// The parts of a slice at which the site's clocks show a time within `hours`, in order.
  ///
  /// They are taken day by day of the civil calendar, so that hours over the start of a production day (05 to 08, where
  /// it starts at 06:00) keep both of their parts; 22 to 06 runs over midnight. An hour that the clocks show twice is in
  /// twice.
  func parts(of slice: TimeSlice, within hours: ClockRange) -> [TimeSlice] {
    let length = hours.to.minutes - hours.from.minutes
    let end = length > 0 ? hours.to.minutes : hours.to.minutes + 1440
    let last = civilDay(of: slice.to)
    return ((civilDay(of: slice.from) - 1)...last).compactMap { day in
      let from = max(instant(day: day, minutes: hours.from.minutes), slice.from)
      let to = min(instant(day: day, minutes: end), slice.to)
      return from < to ? TimeSlice(bucket: slice.bucket, from: from, to: to) : nil
    }
  }

  /// Days since 1970-01-01 on the wall, whatever the production day.
  private func civilDay(of instant: Instant) -> Int {
    let local = local(instant)
    return Int(local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
  }
}
