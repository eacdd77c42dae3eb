/// The working time of a line on one continuous clock: shifts without their breaks.
///
/// Work is counted in seconds since the calendar's start. A moment of work that ends one segment and begins the next
/// has two times on the wall: ``wallStart(_:_:)`` gives the later, ``wallEnd(_:_:)`` the earlier.
struct WorkCalendar {
  struct Segment {
    var from: Int
    var to: Int
    var before: Int
    var after: Int { before + to - from }
  }
  private(set) var segments: [Segment] = []
  /// Start on the wall, in seconds since 1970.
  let start: Int

  /// - Parameter days: day numbers with their production days; Sundays have no shifts.
  init(patterns: [ShiftPattern], days: Range<Int>, utcOffset: Int) {
    start = days.lowerBound * CivilDay.length + ShiftPattern.dayStart * 3_600 - utcOffset
    for day in days where !CivilDay.isSunday(day) {
      let midnight = day * CivilDay.length - utcOffset
      for pattern in patterns {
        let from = midnight + pattern.from * 3_600
        let pause = from + ShiftPattern.breakAfter * 3_600
        append(from, pause)
        append(pause + ShiftPattern.breakLength, midnight + pattern.to * 3_600)
      }
    }
    // Whatever is planned after the calendar's end runs without a break; nothing that is shown lies there.
    let end = days.upperBound * CivilDay.length + ShiftPattern.dayStart * 3_600 - utcOffset
    append(end, end + 20 * 366 * CivilDay.length)
  }

  private mutating func append(_ from: Int, _ to: Int) {
    if let last = segments.last, last.to == from {
      segments[segments.count - 1].to = to
    } else {
      segments.append(Segment(from: from, to: to, before: segments.last?.after ?? 0))
    }
  }

  /// Working seconds up to a time on the wall.
  func work(at wall: Int) -> Int {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].to <= wall { low = middle + 1 } else { high = middle }
    }
    guard low < segments.count else { return segments[segments.count - 1].after }
    return segments[low].before + max(0, wall - segments[low].from)
  }

  /// When work `work` begins; `cursor` is a hint from an earlier call.
  func wallStart(_ work: Int, _ cursor: inout Int) -> Int {
    while cursor > 0, segments[cursor].before > work { cursor -= 1 }
    while segments[cursor].after <= work { cursor += 1 }
    return segments[cursor].from + work - segments[cursor].before
  }

  /// When work up to `work` has ended; `cursor` is a hint from an earlier call.
  func wallEnd(_ work: Int, _ cursor: inout Int) -> Int {
    while cursor > 0, segments[cursor].before >= work { cursor -= 1 }
    while segments[cursor].after < work { cursor += 1 }
    return segments[cursor].from + work - segments[cursor].before
  }

  func wallStart(_ work: Int) -> Int {
    var cursor = hint(work)
    return wallStart(work, &cursor)
  }
  func wallEnd(_ work: Int) -> Int {
    var cursor = hint(work)
    return wallEnd(work, &cursor)
  }

  private func hint(_ work: Int) -> Int {
    var low = 0
    var high = segments.count - 1
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].after <= work { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
