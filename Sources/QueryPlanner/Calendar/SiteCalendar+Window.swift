public import IntentParser

extension SiteCalendar {
  /// The window that an expression means at a moment.
  ///
  /// A window is whole even where part of it has not passed yet. Shifts are those of `line`; without a line a
  /// shift runs from the first line's start to the last one's end.
  ///
  /// - Throws: ``CalendarError`` for dates that do not exist, contradictions, reversed windows and shifts that the
  ///   calendar does not have.
  public func window(
    of time: TimeExpression, at now: Instant, direction: TimeDirection = .past, line: String? = nil
  ) throws(CalendarError) -> ResolvedTime {
    let resolver = TimeResolver(calendar: self, now: now, direction: direction, line: line)
    let extent = try resolver.extent(of: time)
    if let from = extent.from, let to = extent.to, to < from { throw .reversed(from: from, to: to) }
    return ResolvedTime(from: extent.from, to: extent.to, grain: extent.grain, isPoint: extent.isPoint)
  }

  /// The part of the shift calendar that has to be loaded before an expression can be resolved; nil where it
  /// names no shift.
  public func shiftRange(needed time: TimeExpression, at now: Instant, direction: TimeDirection = .past) -> TimeWindow?
  {
    guard let reach = time.shiftReach else { return nil }
    let resolver = TimeResolver(calendar: self, now: now, direction: direction, line: nil)
    if case .of(let day) = reach, let extent = try? resolver.extent(of: day) {
      return TimeWindow(from: extent.from.map { $0 - 86_400 }, to: extent.to.map { $0 + 86_400 })
    }
    // A factory may stand still for a fortnight; beyond that a shift is not "the last one" any more.
    let days: Int64 = if case .around(let count) = reach { Int64(14 + count) } else { 14 }
    return TimeWindow(from: now - days * 86_400, to: now + days * 86_400)
  }
}

/// Which shifts an expression asks for.
private enum ShiftReach {
  /// So many around now.
  case around(Int)
  /// Those of a time.
  case of(TimeExpression)
}

extension TimeExpression {
  fileprivate var shiftReach: ShiftReach? {
    switch self {
    case .relative(.shift, let count), .complete(.shift, let count), .preceding(.shift, let count):
      return .around(abs(count))
    // Which days are worked is seen by their shifts.
    case .relative(.workingDay, let count), .complete(.workingDay, let count), .preceding(.workingDay, let count):
      return .around(2 * abs(count))
    case .moved(_, _, let alone): return alone?.shiftReach
    case .shifted(.shift, let count, let time):
      if case .around(let number) = time.shiftReach { return .around(number + abs(count)) }
      return time.shiftReach
    case .toDate(.shift), .shift(_, of: nil): return .around(1)
    case .shift(_, let of?): return .of(of)
    case .within(_, _, .shift, let of): return .of(of)
    case .since(let time), .before(let time), .until(let time), .after(let time), .starting(let time),
      .section(_, let time), .soFar(let time), .past(let time), .within(_, _, _, let time), .shifted(_, _, let time),
      .weekdayOf(_, _, let time):
      return time.shiftReach
    case .range(let from, let to): return from.shiftReach ?? to.shiftReach
    default: return nil
    }
  }
}
