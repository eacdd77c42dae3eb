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

  func slices(of window: TimeWindow?) -> [TimeSlice] {
    let whole = concrete(window)
    var slices = [TimeSlice(bucket: 0, from: whole.from, to: whole.to)]
    let cut = buckets(of: window)
    if !cut.isEmpty { slices = cut.enumerated().map { TimeSlice(bucket: $0, from: $1.from, to: $1.to) } }
    if needsDays { slices = slices.flatMap(days(of:)) }
    if let hours = frame.hours { slices = slices.flatMap { calendar.parts(of: $0, within: hours) } }
    return slices
  }

  var needsDays: Bool {
    !frame.filters[.weekday].isEmpty || !frame.exclude[.weekday].isEmpty || frame.by.contains(.dimension(.weekday))
  }

  func days(of slice: TimeSlice) -> [TimeSlice] {
    let named = frame.filters[.weekday]
    return calendar.buckets(
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

  /// The earlier period up to where the later one has got; nil when the later one is over.
  func sameElapsedTime(of earlier: TimeWindow, as later: TimeWindow?) -> TimeWindow? {
    guard let later, let from = later.from, let to = later.to, from < now, to > now, let start = earlier.from else {
      return nil
    }
    let end = Instant(microseconds: start.microseconds + now.microseconds - from.microseconds)
    return TimeWindow(from: start, to: min(end, earlier.to ?? end))
  }
}
