import IntentParser

extension TimeResolver {
  func range(_ from: TimeExpression, _ to: TimeExpression) throws(CalendarError) -> Extent {
    var first: Extent
    var last: Extent
    if (!from.hasYear && to.hasYear && from.needsYear) || (from.isFloating && to.isFixed) {
      // "January to April 2015", "Nov to Feb 2017": the start is the last one before the end.
      last = try extent(of: to)
      var other = self
      other.anchor = .upTo(last.days?.lowerBound ?? calendar.dayNumber(last.from ?? now))
      first = try other.extent(of: from)
    } else {
      var start = self
      // A clock time without a day begins a range on the current one.
      if case .clock(let clock, nil) = from {
        first = try start.extent(of: .clock(clock, of: .relative(.day, offset: 0)))
      } else {
        first = try start.extent(of: from)
      }
      // "The two days after 10 March": both ends are told from one and the same.
      if !from.isShifted(alike: to) {
        start.anchor = .from(first.days?.lowerBound ?? calendar.dayNumber(first.from ?? now))
      }
      last = try start.extent(of: to)
      if case .past = anchor, from.isLaterInItsCycle(than: to), let begin = last.from, begin > now,
        let a = first.from
      {
        throw .reversed(from: a, to: begin)
      }
      // "27/3 to 23/3": nobody plans for all of a year but four days of it.
      if case .future = anchor, from.isLaterInItsCycle(than: to), let a = first.from, let b = last.from,
        b.seconds - a.seconds > 330 * 86_400
      {
        throw .reversed(from: a, to: b)
      }
      if case .clock(_, nil) = to, let a = first.from, let b = last.from, b <= a {
        last = Extent(from: b + 86_400, to: b + 86_400, days: nil, grain: last.grain, isPoint: true)
      }
    }
    // "Friday 10 pm to Saturday 4 am", "11 pm yesterday to 5 am today": the end is of that date, not of the night after.
    if case .clock(let clock, let day?) = to, !day.isDate, clock.minutes < calendar.dayStart, let a = first.from,
      let b = last.from, b - 86_400 > a
    {
      last = Extent(from: b - 86_400, to: b - 86_400, days: nil, grain: last.grain, isPoint: true)
    }
    let end = boundaryEnd(of: last, to)
    if let a = first.from, let b = end, b < a { throw .reversed(from: a, to: b) }
    var range: Range<Int>?
    if let a = first.days, let b = last.days, a.lowerBound <= b.upperBound, end == calendar.start(b.upperBound) {
      range = a.lowerBound..<b.upperBound
    }
    return Extent(from: first.from, to: end, days: range, grain: last.grain == .second ? first.grain : last.grain)
  }

  /// Where a time ends as the end of something: a point at the point, a beginning at its start, all else at its end.
  private func boundaryEnd(of extent: Extent, _ time: TimeExpression) -> Instant? {
    if extent.isPoint { return extent.from }
    if case .section(let section, _) = time, [.beginning, .early].contains(section) { return extent.from }
    return extent.to
  }

  func open(_ time: TimeExpression) throws(CalendarError) -> Extent {
    switch time {
    case .since(let start):
      let extent = try extent(of: start)
      if let from = extent.from, from > now {
        guard case .future = anchor else { throw .reversed(from: from, to: now) }
        return Extent(from: from, to: nil, days: nil, grain: extent.grain)
      }
      return Extent(from: extent.from, to: now, days: nil, grain: extent.grain)
    case .starting(let start):
      let extent = try extent(of: start)
      return Extent(from: extent.from, to: nil, days: nil, grain: extent.grain)
    case .before(let end):
      let extent = try extent(of: today(end))
      if case .section(.end, _) = end { return Extent(from: nil, to: extent.to, days: nil, grain: extent.grain) }
      return Extent(from: nil, to: extent.from, days: nil, grain: extent.grain)
    case .until(let end):
      let extent = try extent(of: today(end))
      return Extent(from: nil, to: boundaryEnd(of: extent, end), days: nil, grain: extent.grain)
    case .after(let start):
      let extent = try extent(of: today(start))
      return Extent(from: boundaryEnd(of: extent, start), to: nil, days: nil, grain: extent.grain)
    default: return try extent(of: time)
    }
  }

  func soFar(_ whole: TimeExpression) throws(CalendarError) -> Extent {
    let extent = try extent(of: whole)
    guard let from = extent.from, from <= now else { throw .reversed(from: extent.from ?? now, to: now) }
    guard let to = extent.to, to > now else { return extent }
    return Extent(from: from, to: now, days: nil, grain: extent.grain)
  }

  /// A clock time alone, as an end, is today's: "until noon".
  private func today(_ time: TimeExpression) -> TimeExpression {
    if case .clock(let clock, nil) = time { return .clock(clock, of: .relative(.day, offset: 0)) }
    return time
  }

  func shifted(_ unit: TimeUnit, _ count: Int, _ origin: TimeExpression) throws(CalendarError) -> Extent {
    let extent = try extent(of: origin)
    guard abs(count) < 100_000 else { throw .tooFar }
    if let seconds = unit.seconds {
      guard let base = count <= 0 || extent.isPoint ? extent.from : extent.to else { throw .notOneDay }
      let point = base + Int64(count * seconds)
      return Extent(from: point, to: point, days: nil, grain: unit.grain, isPoint: true)
    }
    if unit == .shift, let from = extent.from, count < 0 { return try shiftsBefore(from, -count) }
    guard let range = extent.days else {
      // A point or hours: the same clock time on the other day.
      guard let from = extent.from, let to = extent.to else { throw .notOneDay }
      let day = calendar.dayNumber(from)
      let delta = Int64(try moved(day, unit, count) - day) * 86_400
      return Extent(from: from + delta, to: to + delta, days: nil, grain: extent.grain, isPoint: extent.isPoint)
    }
    switch (extent.grain, unit) {
    case (.week, .year):
      // "the same week last year": the week with its number.
      let week = CivilDate(dayNumber: range.lowerBound).isoWeek
      let first = try self.extent(of: .week(week.week, year: week.year + count))
      guard let start = first.days?.lowerBound, range.count > 7 else { return first }
      return try days(start..<(start + range.count), .week)
    case (.month, _), (.quarter, _), (.half, _), (.year, _):
      return try days(
        moved(range.lowerBound, unit, count)..<moved(range.upperBound, unit, count), extent.grain)
    default:
      let start = try moved(range.lowerBound, unit, count)
      return try days(start..<(start + range.count), extent.grain)
    }
  }

  private func moved(_ day: Int, _ unit: TimeUnit, _ count: Int) throws(CalendarError) -> Int {
    let date = CivilDate(dayNumber: day)
    switch unit {
    case .week, .weekend: return day + 7 * count
    case .month: return date.adding(months: count).dayNumber
    case .quarter: return date.adding(months: 3 * count).dayNumber
    case .half: return date.adding(months: 6 * count).dayNumber
    case .year: return date.adding(months: 12 * count).dayNumber
    case .workingDay: return workingDay(count, from: day)
    default: return day + count
    }
  }
}

extension TimeExpression {
  /// Whether it stands in a year of its own.
  var hasYear: Bool {
    switch self {
    case .date(let year, _, _), .month(_, let year), .quarter(_, let year), .half(_, let year), .week(_, let year):
      year != nil
    case .year: true
    case .section(_, let of), .within(_, _, _, let of), .weekdayOf(_, _, let of): of.hasYear
    case .part(_, let of), .clock(_, let of), .hours(_, let of): of?.hasYear ?? false
    default: false
    }
  }

  /// Whether it is a date written out, whose clock times are those of the calendar's day.
  fileprivate var isDate: Bool { if case .date = self { true } else { false } }

  /// Whether both are told from the same time.
  fileprivate func isShifted(alike other: TimeExpression) -> Bool {
    if case .shifted(_, _, let origin) = self, case .shifted(_, _, origin) = other { true } else { false }
  }

  /// Whether it is a day of the week that its neighbour in a range settles.
  fileprivate var isFloating: Bool { if case .weekday = self { true } else { false } }

  /// Whether its place in the weeks is known, whatever is asked.
  fileprivate var isFixed: Bool {
    switch self {
    case .relative(.day, let offset): offset <= 0
    case .weekdayOf(_, _, .relative), .weekdayOf(_, _, .week), .lastWeekday: true
    default: hasYear
    }
  }

  /// Whether two dates of one year, or days of one month, are said the wrong way round.
  fileprivate func isLaterInItsCycle(than end: TimeExpression) -> Bool {
    switch (self, end) {
    case (.date(nil, let m, let d), .date(nil, let n, let e)): (m, d) > (n, e)
    case (.dayOfMonth(let d), .dayOfMonth(let e)): d > e
    default: false
    }
  }

  /// Whether it is a date, month, … that a year would settle.
  var needsYear: Bool {
    switch self {
    case .date, .month, .quarter, .half, .week: true
    case .section(_, let of), .within(_, _, _, let of), .weekdayOf(_, _, let of): of.needsYear
    default: false
    }
  }
}
