public import IntentParser

/// One piece of a window in a breakdown by time.
public struct TimeBucket: Sendable, Hashable {
  /// Its value in tables, the same in every language: `2026-03-18`, `2026-W12`, `2026-03`, `2026-Q1`,
  /// `2026-03-18T14:00` (the site's clock), `2026-03-18 Night`.
  public var code: String
  /// The production day on which it begins.
  public var day: CivilDate
  /// Cut at the window's edges.
  public var from: Instant
  public var to: Instant
}

extension SiteCalendar {
  /// The pieces of a window by grain, in order, cut at its edges.
  ///
  /// A side that is open ends at now. Shift instances are those of `line`; without a line those of every line,
  /// one piece per shift and day.
  public func buckets(of window: TimeWindow, by grain: Grain, at now: Instant, line: String? = nil) -> [TimeBucket] {
    let from = window.from ?? now
    let to = window.to ?? max(now, from)
    guard from < to else { return [] }
    if grain == .shiftInstance { return shiftBuckets(from, to, line) }
    var buckets: [TimeBucket] = []
    var start = from
    while start < to {
      let (code, end) = piece(at: start, grain)
      buckets.append(TimeBucket(code: code, day: productionDay(containing: start), from: start, to: min(end, to)))
      start = end
    }
    return buckets
  }

  /// The code of the piece that holds an instant, and where it ends.
  private func piece(at instant: Instant, _ grain: Grain) -> (code: String, end: Instant) {
    let day = dayNumber(instant)
    let date = CivilDate(dayNumber: day)
    switch grain {
    case .hour:
      let local = local(instant)
      let rest = 3600 - ((local % 3600) + 3600) % 3600
      return ("\(rfc3339(instant).prefix(13)):00", Instant(seconds: instant.seconds + rest))
    case .day, .shiftInstance:
      return (isoText(date), start(day + 1))
    case .week:
      let week = date.isoWeek
      return ("\(week.year)-W\(padded(week.week))", start(day - date.weekday + 8))
    case .month:
      return ("\(date.year)-\(padded(date.month))", start(CivilDate.first(ofMonth: date.monthIndex + 1)))
    case .quarter:
      let first = date.monthIndex / 3 * 3
      return ("\(date.year)-Q\((date.month - 1) / 3 + 1)", start(CivilDate.first(ofMonth: first + 3)))
    }
  }

  private func shiftBuckets(_ from: Instant, _ to: Instant, _ line: String?) -> [TimeBucket] {
    var buckets: [TimeBucket] = []
    for shift in shifts where (line == nil || shift.line == line) && shift.from < to && shift.to > from {
      let code = "\(isoText(shift.productionDay)) \(shift.shift)"
      let (start, end) = (max(from, shift.from), min(to, shift.to))
      if let same = buckets.firstIndex(where: { $0.code == code }) {
        buckets[same].from = min(buckets[same].from, start)
        buckets[same].to = max(buckets[same].to, end)
      } else {
        buckets.append(TimeBucket(code: code, day: shift.productionDay, from: start, to: end))
      }
    }
    return buckets
  }
}
