import IntentParser

extension TimeResolver {
  /// The occurrence that the anchor asks for, among those with neighbouring numbers (years or months).
  private func occurrence(around index: Int, _ range: (Int) -> Range<Int>?) -> Range<Int>? {
    switch anchor {
    case .past: latest(around: index, notAfter: today, range)
    case .upTo(let day): latest(around: index, notAfter: day, range)
    case .future: earliest(around: index, range) { $0.upperBound > today }
    case .from(let day): earliest(around: index, range) { $0.lowerBound >= day }
    }
  }

  private func latest(around index: Int, notAfter day: Int, _ range: (Int) -> Range<Int>?) -> Range<Int>? {
    for step in -1...40 {
      if let found = range(index - step), found.lowerBound <= day { return found }
    }
    return nil
  }

  private func earliest(
    around index: Int, _ range: (Int) -> Range<Int>?, where fits: (Range<Int>) -> Bool
  ) -> Range<Int>? {
    for step in -1...40 {
      if let found = range(index + step), fits(found) { return found }
    }
    return nil
  }

  private var anchorDate: CivilDate {
    switch anchor {
    case .past, .future: CivilDate(dayNumber: today)
    case .from(let day), .upTo(let day): CivilDate(dayNumber: day)
    }
  }

  func calendarTime(_ time: TimeExpression) throws(CalendarError) -> Extent {
    switch time {
    case .date(let year, let month, let day): return try date(year, month, day, weekday: nil)
    case .dayOfMonth(let day): return try dayOfMonth(day, weekday: nil)
    case .month(let month, let year): return try months(month - 1, 1, year, .month)
    case .quarter(let number, _) where !(1...4).contains(number):
      throw .outside(count: number, unit: .unit(.quarter))
    case .half(let number, _) where !(1...2).contains(number): throw .outside(count: number, unit: .unit(.half))
    case .quarter(let quarter, let year): return try months((quarter - 1) * 3, 3, year, .quarter)
    case .half(let half, let year): return try months((half - 1) * 6, 6, year, .half)
    case .year(let year): return try months(0, 12, year, .year)
    case .week(let week, let year): return try isoWeek(week, year)
    default: return try extent(of: time)
    }
  }

  func date(_ year: Int?, _ month: Int, _ day: Int, weekday: Int?) throws(CalendarError) -> Extent {
    func range(_ year: Int) -> Range<Int>? {
      let date = CivilDate(year: year, month: month, day: day)
      guard date.exists else { return nil }
      return date.dayNumber..<(date.dayNumber + 1)
    }
    let found: Range<Int>? = if let year { range(year) } else { occurrence(around: anchorDate.year, range) }
    guard let found else { throw .impossibleDate(year: year, month: month, day: day) }
    if let weekday, CivilDate.weekday(found.lowerBound) != weekday {
      throw .wrongWeekday(CivilDate(dayNumber: found.lowerBound), weekday: weekday)
    }
    return try days(found, .day)
  }

  /// The nearest month in the anchor's direction that has the day, and has it on that weekday.
  func dayOfMonth(_ day: Int, weekday: Int?) throws(CalendarError) -> Extent {
    let found = occurrence(around: anchorDate.monthIndex) { index in
      let date = CivilDate(year: index / 12, month: index % 12 + 1, day: day)
      guard date.exists, weekday == nil || weekday == date.weekday else { return nil }
      return date.dayNumber..<(date.dayNumber + 1)
    }
    guard let found else { throw .outside(count: day, unit: .unit(.day)) }
    return try days(found, .day)
  }

  private func months(
    _ first: Int, _ count: Int, _ year: Int?, _ grain: ResolvedTime.Grain
  ) throws(CalendarError) -> Extent {
    func range(_ year: Int) -> Range<Int>? {
      CivilDate.first(ofMonth: year * 12 + first)..<CivilDate.first(ofMonth: year * 12 + first + count)
    }
    let named: Range<Int>? = if let year { range(year) } else { occurrence(around: anchorDate.year, range) }
    guard let found = named else { throw .tooFar }
    return try days(found, grain)
  }

  private func isoWeek(_ week: Int, _ year: Int?) throws(CalendarError) -> Extent {
    func range(_ year: Int) -> Range<Int>? {
      let monday = CivilDate.firstMonday(ofISOYear: year) + 7 * (week - 1)
      guard week >= 1, monday < CivilDate.firstMonday(ofISOYear: year + 1) else { return nil }
      return monday..<(monday + 7)
    }
    var found: Range<Int>? = if let year { range(year) } else { nil }
    if year == nil {
      if case .future = anchor {
        // Plans mean the nearest one, which may have passed.
        let year = CivilDate(dayNumber: today).isoWeek.year
        let candidates = (-6...6).compactMap { range(year + $0) }
        found = candidates.min { abs($0.lowerBound - today) < abs($1.lowerBound - today) }
      } else {
        found = occurrence(around: anchorDate.isoWeek.year, range)
      }
    }
    guard let found else { throw .outside(count: week, unit: .unit(.week)) }
    return try days(found, .week)
  }

  func weekdayTime(_ time: TimeExpression) throws(CalendarError) -> Extent {
    let current = CivilDate.weekday(today)
    switch time {
    case .weekday(let weekday):
      let day: Int
      switch anchor {
      case .past: day = today - (current - weekday + 7) % 7
      case .future: day = today + (weekday - current + 7) % 7
      case .from(let first): day = first + (weekday - CivilDate.weekday(first) + 7) % 7
      case .upTo(let last): day = last - (CivilDate.weekday(last) - weekday + 7) % 7
      }
      return try days(day..<(day + 1), .day)
    case .lastWeekday(let weekday):
      let day = today - 1 - (current - 1 - weekday + 14) % 7
      return try days(day..<(day + 1), .day)
    case .nextWeekday(let weekday):
      let day = today + 1 + (weekday - current - 1 + 14) % 7
      return try days(day..<(day + 1), .day)
    case .weekdayOf(let weekday, let ordinal, let of): return try self.weekday(weekday, ordinal, of)
    default: return try extent(of: time)
    }
  }

  private func weekday(_ weekday: Int, _ ordinal: Int?, _ of: TimeExpression) throws(CalendarError) -> Extent {
    switch of {
    case .dayOfMonth(let day): return try dayOfMonth(day, weekday: weekday)
    case .date(let year, let month, let day): return try date(year, month, day, weekday: weekday)
    default: break
    }
    let whole = try extent(of: of)
    guard let range = whole.days else { throw .notOneDay }
    let all = range.filter { CivilDate.weekday($0) == weekday }
    if range.count == 1, all.isEmpty {
      throw .wrongWeekday(CivilDate(dayNumber: range.lowerBound), weekday: weekday)
    }
    let index = (ordinal ?? 1) < 0 ? all.count + (ordinal ?? 0) : (ordinal ?? 1) - 1
    guard all.indices.contains(index), ordinal != nil || all.count == 1 else {
      throw .outside(count: ordinal ?? all.count, unit: .weekday(weekday))
    }
    return try days(all[index]..<(all[index] + 1), .day)
  }

  func weekend(_ of: TimeExpression?) throws(CalendarError) -> Extent {
    if let of {
      let whole = try extent(of: of)
      guard let range = whole.days else { throw .notOneDay }
      let monday = try unit(.week, holding: range.lowerBound, offset: 0).lowerBound
      let saturday = range.count == 1 || monday + 5 >= range.lowerBound ? monday + 5 : monday + 12
      return try days(saturday..<(saturday + 2), .weekend)
    }
    let thisSaturday = try unit(.weekend, holding: today, offset: 0).lowerBound
    var saturday = thisSaturday
    switch anchor {
    case .past: if thisSaturday > today { saturday -= 7 }
    case .future: break
    case .from(let day): while saturday < day { saturday += 7 }
    case .upTo(let day): while saturday > day { saturday -= 7 }
    }
    return try days(saturday..<(saturday + 2), .weekend)
  }
}
