import IntentParser

/// The slices of time over which a question is computed.
extension KpiPlanner {
  /// What was computed of the window: up to now.
  func computed(_ window: TimeWindow?) -> TimeWindow {
    guard let window else { return TimeWindow(from: nil, to: nil) }
    if let from = window.from, from >= now { return window }
    return TimeWindow(from: window.from, to: min(window.to ?? now, now))
  }

  func concrete(_ window: TimeWindow?) -> (from: Instant, to: Instant) {
    let from = window?.from ?? [TimeSlice].beginning
    let to = window?.to ?? [TimeSlice].end
    // An instant: what holds at it; a state or a count of the moment needs a width.
    return from == to ? (from - 1, to) : (from, to)
  }

  func buckets(of window: TimeWindow?) -> [TimeBucket] {
    for case .grain(let grain) in frame.by where grain != .shiftInstance {
      let whole = concrete(window)
      return calendar.buckets(of: TimeWindow(from: whole.from, to: end(of: whole)), by: grain, at: now)
    }
    return []
  }

  /// Results are cut into pieces up to now; orders by their dates, plans and jobs ahead are known, and go on.
  private func end(of whole: (from: Instant, to: Instant)) -> Instant {
    let isKnownAhead = frame.metrics.allSatisfy(KpiComposition.knownAhead.contains) && whole.to != [TimeSlice].end
    return isKnownAhead ? whole.to : min(whole.to, max(now, whole.from))
  }

  func slices(of window: TimeWindow?, filters: Scope) -> [TimeSlice] {
    let whole = concrete(window)
    var slices = [TimeSlice(bucket: 0, from: whole.from, to: whole.to)]
    let cut = buckets(of: window)
    if !cut.isEmpty { slices = cut.enumerated().map { TimeSlice(bucket: $0, from: $1.from, to: $1.to) } }
    let isByWeekday = frame.by.contains(.dimension(.weekday))
    if isByWeekday || !filters[.weekday].isEmpty || !frame.exclude[.weekday].isEmpty {
      slices = slices.flatMap { days(of: $0, weekdays: filters[.weekday]) }
    }
    if let hours = frame.hours { slices = slices.flatMap { calendar.parts(of: $0, within: hours) } }
    if let excluded = reading.excludedPeriod { slices = slices.flatMap { rest(of: $0, without: excluded) } }
    return slices
  }

  private func days(of slice: TimeSlice, weekdays named: [String]) -> [TimeSlice] {
    calendar.buckets(
      of: TimeWindow(from: slice.from, to: end(of: (slice.from, slice.to))), by: .day, at: now
    )
    .compactMap { day in
      let weekday = calendar.productionDay(containing: day.from).weekday
      let code = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][weekday - 1]
      guard named.isEmpty || named.contains(code), !frame.exclude[.weekday].contains(code) else { return nil }
      let bucket = frame.by.contains(.dimension(.weekday)) ? weekday : slice.bucket
      return TimeSlice(bucket: bucket, from: day.from, to: day.to)
    }
  }

  /// What is left of a slice before and after a window.
  private func rest(of slice: TimeSlice, without window: TimeWindow) -> [TimeSlice] {
    let (from, to) = (window.from ?? [TimeSlice].beginning, window.to ?? [TimeSlice].end)
    guard from < slice.to, to > slice.from else { return [slice] }
    return [
      TimeSlice(bucket: slice.bucket, from: slice.from, to: min(slice.to, from)),
      TimeSlice(bucket: slice.bucket, from: max(slice.from, to), to: slice.to),
    ].filter { $0.from < $0.to }
  }

  /// The earlier period up to where as much working time had passed as of the later one up to now; wall time where
  /// the calendar has no shifts. Nil when the later one is over.
  func sameElapsedTime(of earlier: TimeWindow, as later: TimeWindow?) -> TimeWindow? {
    guard let later, let from = later.from, let to = later.to, from < now, to > now, let start = earlier.from else {
      return nil
    }
    let work = WorkingTime(of: calendar.shifts, lines: Set(equipment(frame.filters).lineCodes))
    let end = earlier.to ?? now
    if work.elapsed(from: start, to: end) > 0 {
      let elapsed = work.elapsed(from: from, to: now)
      return TimeWindow(from: start, to: work.instant(after: elapsed, from: start, to: end))
    }
    let same = Instant(microseconds: start.microseconds + now.microseconds - from.microseconds)
    return TimeWindow(from: start, to: min(same, end))
  }
}
