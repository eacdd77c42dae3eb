extension TimeMeaning {
  /// The time that a rule means, for actions that make one.
  func time(_ slots: TimeSlots) -> TimeExpression? {
    let times = slots.times
    switch action {
    case .now: return .now
    case .relative:
      if let unit { return .relative(unit, offset: number ?? 0) }
      // "2 weeks ago" where the whole week is meant.
      return slots.unit.map { .relative($0, offset: (number ?? 0) * (slots.count ?? 1)) }
    case .previous, .following, .counterpart: return movedTime(slots)
    case .soFar:
      if case .relative(let unit, 0)? = times.first { return .toDate(unit) }
      return times.first.map { .soFar($0) }
    case .partTo:
      // "yesterday morning and afternoon": parts that follow each other are one stretch.
      guard case .part(let first, let day)? = times.first, let last = slots.part, first.isFollowed(by: last)
      else { return nil }
      return .range(from: .part(first, of: day), to: .part(last, of: day))
    case .nightBetween:
      // "the night of 16 to 17 March": the one that the two days share.
      if times.count == 2 { return times[0].isFollowed(by: times[1]) ? .part(.night, of: times[0]) : nil }
      guard let month = slots.month, let first = slots.number(slots.ids.dayNumber),
        slots.number(slots.ids.dayNumber, 1) == first + 1
      else { return nil }
      return .part(.night, of: .date(year: nil, month: month, day: first))
    case .shiftOn:
      // "the night shift from Monday to Wednesday": of each of these days.
      guard case .text(let name)? = slots.values.first(where: { if case .text = $0 { true } else { false } }),
        times.count == 2
      else { return nil }
      return .shift(name, of: .range(from: times[0], to: times[1]))
    case .stretchBeside:
      // "the 3 days before yesterday", "the two hours after noon": up to where it begins, from where it ends.
      guard let unit = slots.unit, let count = slots.count, let of = target(slots) else { return nil }
      return .beside(of, unit: unit, count: count * (number ?? 1))
    case .preceding: return (unit ?? slots.unit).map { .preceding($0, count: number ?? slots.count ?? 1) }
    case .complete, .rolling, .shifted, .lasting, .halfMore: return counted(slots)
    case .together: return together(slots)
    case .toDate: return (unit ?? slots.unit).map { .toDate($0) }
    case .date, .dayOfMonth, .month, .quarter, .half, .year, .week, .monthWithin: return calendar(slots)
    case .weekday, .lastWeekday, .nextWeekday, .weekdayOf, .weekdayOfWeek, .weekdayInWeekOf: return weekdays(slots)
    case .weekOf:
      // "the week of April 10th": the whole week that holds the day.
      return times.first.map { .within(first: 1, count: 1, .week, of: $0) }
    case .shift:
      guard case .text(let name) = slots.values.first(where: { if case .text = $0 { true } else { false } })
      else { return nil }
      return .shift(name, of: times.first)
    case .part where slots.number(slots.ids.weekday) != nil:
      guard let weekday = slots.number(slots.ids.weekday), let of = slots.times.first else { return nil }
      let day = TimeExpression.weekdayOf(weekday, ordinal: slots.number(slots.ids.ordinal), of)
      return slots.part.map { .part($0, of: day) }
    case .part: return slots.part.map { .part($0, of: times.first ?? number.map { .relative(.day, offset: $0) }) }
    case .clockOf:
      return slots.clocks.first.map { .clock($0.time, of: times.first ?? number.map { .relative(.day, offset: $0) }) }
    case .clockInPart: return clockInPart(slots)
    case .hoursOf: return hoursOf(slots)
    case .rest: return (unit ?? slots.unit).map { .range(from: .now, to: .relative($0, offset: number ?? 0)) }
    case .endOf: return unit.map { .section(.end, of: .relative($0, offset: 0)) }
    case .within:
      guard let unit = unit ?? slots.unit, let of = times.first else { return nil }
      let named = number ?? slots.number(slots.ids.ordinal) ?? slots.number(slots.ids.weekNumber)
      // "Q4 last year": a number that is no count says which one.
      guard let first = named ?? (slots.count == nil ? slots.numbers.first : nil) else { return nil }
      let count = slots.count ?? 1
      if unit == .day, count == 1, first > 0, case .month(let month, let year) = of {
        return .date(year: year, month: month, day: first)
      }
      return .within(first: first < 0 ? -count : first, count: count, unit, of: of)
    case .section:
      guard case .section(let section) = slots.values.first(where: { if case .section = $0 { true } else { false } })
      else { return nil }
      return times.first.map { .section(section, of: $0) }
    case .weekend: return .weekend(of: times.first)
    case .range:
      guard times.count == 2 else { return nil }
      // "Monday to Wednesday last week": both days are of the week that is named once.
      if case .weekday(let day) = times[0], case .weekdayOf(_, nil, let whole) = times[1] {
        return .range(from: .weekdayOf(day, ordinal: nil, whole), to: times[1])
      }
      return .range(from: times[0], to: times[1])
    case .dayRange: return dayRange(slots)
    case .joined: return times.isEmpty ? joinedDays(slots) : joined(times)
    case .since: return target(slots).map { .since($0) }
    case .before: return target(slots).map { .before($0) }
    case .until: return .until(target(slots) ?? .now)
    case .after: return target(slots).map { .after($0) }
    case .starting: return target(slots).map { .starting($0) }
    default: return nil
    }
  }

  /// Times told from the one spoken of: "the previous 3 days", "the next day", "the same week last year".
  private func movedTime(_ slots: TimeSlots) -> TimeExpression? {
    guard let unit = unit ?? slots.unit else { return nil }
    if action == .counterpart {
      guard let number else { return nil }
      // Without the unit of its own ("the same period last year") it cannot be said alone.
      return .moved(unit, count: number, alone: slots.times.first.map { .shifted(unit, count: number, from: $0) })
    }
    let sign = action == .previous ? -1 : 1
    if slots.count == nil, unit.seconds == nil {
      return .moved(unit, count: sign, alone: .relative(unit, offset: sign))
    }
    let count = slots.count ?? 1
    let alone =
      unit.seconds.map { TimeExpression.rolling(seconds: sign * count * $0) } ?? .complete(unit, count: sign * count)
    return .moved(unit, count: sign * count, alone: alone)
  }

  /// What an open end is told of: a time, or a clock time of a day.
  private func target(_ slots: TimeSlots) -> TimeExpression? {
    slots.clocks.first.map { .clock($0.time, of: slots.times.first) } ?? slots.times.first
  }

  private func counted(_ slots: TimeSlots) -> TimeExpression? {
    if action == .rolling { return number.map { .rolling(seconds: $0) } }
    guard let unit = unit ?? slots.unit else { return nil }
    let sign = number ?? 1
    switch action {
    case .halfMore:
      // "the last hour and a half", "past 2.5 hours"; with an argument of two the moment that far from now.
      guard let seconds = unit.seconds, let count = slots.count else { return nil }
      if abs(sign) == 2 {
        let length = (2 * count + 1) * seconds / 2
        return unit == .second
          ? nil
          : .shifted(
            unit == .hour ? .minute : .second,
            count: sign.signum() * (unit == .hour ? length / 60 : length), from: .now)
      }
      return .rolling(seconds: sign * (2 * count + 1) * seconds / 2)
    case .complete:
      let count = slots.count ?? 1
      if let seconds = unit.seconds { return .rolling(seconds: sign * count * seconds) }
      return .complete(unit, count: sign * count)
    case .lasting:
      // "2 weeks starting 20 May": that many units from the day on, whose last one is the end.
      guard let count = slots.count, let from = target(slots) else { return nil }
      let end = TimeExpression.shifted(unit, count: count, from: from)
      return .range(from: from, to: unit.seconds == nil ? .shifted(.day, count: -1, from: end) : end)
    default:
      let count = slots.count ?? 1
      let origin = slots.times.first ?? (unit.seconds == nil ? .relative(.day, offset: 0) : .now)
      if unit == .shift, slots.times.isEmpty { return .relative(.shift, offset: sign * count) }
      if unit == .day, case .relative(.day, let offset) = origin {
        return .relative(.day, offset: offset + sign * count)
      }
      return .shifted(unit, count: sign * count, from: origin)
    }
  }

  /// "the last 2 hours 30 minutes", "1 month and 10 days ago": an amount told in several units.
  ///
  /// Backwards or forwards from now by the clock, where one of them is counted by it, or else from today in whole days.
  /// With an argument of one it is the stretch up to there, with two the moment or day at its end.
  private func together(_ slots: TimeSlots) -> TimeExpression? {
    let amounts = Array(zip(slots.numbers, slots.units))
    guard let number, amounts.count == slots.units.count else { return nil }
    let sign = number.signum()
    if amounts.contains(where: { $0.1.seconds != nil }) {
      var seconds = 0
      for (count, unit) in amounts {
        guard let length = unit.seconds ?? (unit == .day ? 86_400 : nil) else { return nil }
        seconds += count * length
      }
      if abs(number) == 1 { return .rolling(seconds: sign * seconds) }
      let isWhole = seconds % 60 == 0
      return .shifted(isWhole ? .minute : .second, count: sign * (isWhole ? seconds / 60 : seconds), from: .now)
    }
    var end = TimeExpression.relative(.day, offset: 0)
    for (count, unit) in amounts {
      guard [.day, .week, .month, .quarter, .year].contains(unit) else { return nil }
      end = .shifted(unit, count: sign * count, from: end)
    }
    if abs(number) == 2 { return end }
    return sign < 0
      ? .range(from: end, to: .relative(.day, offset: -1)) : .range(from: .relative(.day, offset: 1), to: end)
  }

  private func calendar(_ slots: TimeSlots) -> TimeExpression? {
    let number = self.number ?? slots.number(slots.ids.number) ?? slots.number(slots.ids.ordinal)
    switch action {
    case .date:
      guard let day = slots.day ?? slots.number(slots.ids.ordinal), let month = slots.month else { return nil }
      if let of = slots.times.first {
        return .within(first: day, count: 1, .day, of: .within(first: month, count: 1, .month, of: of))
      }
      return .date(year: slots.year, month: month, day: day)
    case .dayOfMonth:
      return (slots.day ?? slots.numbers.first).flatMap { (1...31).contains($0) ? .dayOfMonth($0) : nil }
    case .month:
      return (slots.month ?? slots.numbers.first).map { .month($0, year: slots.year) }
    case .monthWithin:
      guard let month = slots.month else { return nil }
      guard let of = slots.times.first ?? self.number.map({ .relative(.year, offset: $0) }) else { return nil }
      if self.number == -1 { return .month(month, year: nil) }
      return .within(first: month, count: 1, .month, of: of)
    case .year: return slots.year.map { .year($0) }
    case .week: return slots.number(slots.ids.weekNumber).map { .week($0, year: slots.year) }
    case .quarter:
      guard let number, (1...9).contains(number) else { return nil }
      return .quarter(number, year: slots.year)
    default:
      guard let number, (1...9).contains(number) else { return nil }
      return .half(number, year: slots.year)
    }
  }

  private func weekdays(_ slots: TimeSlots) -> TimeExpression? {
    guard
      let weekday = slots.number(slots.ids.weekday) ?? slots.number(slots.ids.plainWeekday)
        ?? slots.number(slots.ids.plural) ?? slots.numbers.first
    else { return nil }
    switch action {
    case .lastWeekday:
      // "the Friday before last", "two Fridays ago": weeks earlier.
      let weeks = number ?? slots.number(slots.ids.count).map { 1 - $0 } ?? 0
      return weeks == 0 ? .lastWeekday(weekday) : .shifted(.week, count: weeks, from: .lastWeekday(weekday))
    case .nextWeekday:
      // "Tuesday after next": weeks later.
      return number.map { .shifted(.week, count: $0, from: .nextWeekday(weekday)) } ?? .nextWeekday(weekday)
    case .weekdayOfWeek: return .weekdayOf(weekday, ordinal: nil, .relative(.week, offset: number ?? 0))
    case .weekdayInWeekOf:
      return slots.times.first.map { .weekdayOf(weekday, ordinal: nil, .within(first: 1, count: 1, .week, of: $0)) }
    case .weekdayOf:
      let ordinal = slots.number(slots.ids.ordinal) ?? number
      if let of = slots.times.first { return .weekdayOf(weekday, ordinal: ordinal, of) }
      return slots.day.map { .weekdayOf(weekday, ordinal: nil, .dayOfMonth($0)) }
    default: return .weekday(weekday)
    }
  }

  private func clockInPart(_ slots: TimeSlots) -> TimeExpression? {
    guard let clock = slots.clocks.first else { return nil }
    var day = slots.times.first ?? .relative(.day, offset: number ?? 0)
    var part = slots.part
    if case .part(let named, let of) = day { (part, day) = (named, of ?? .relative(.day, offset: 0)) }
    guard let part else { return nil }
    return .clock(ClockRange(from: clock, to: clock, in: part).from, of: day)
  }

  private func hoursOf(_ slots: TimeSlots) -> TimeExpression? {
    guard let hours = slots.hours else { return nil }
    let range = ClockRange(from: hours.from, to: hours.to)
    switch slots.times.first {
    case .part(let part, let day): return .hours(ClockRange(from: hours.from, to: hours.to, in: part), of: day)
    case let of where slots.part != nil:
      return slots.part.map { .hours(ClockRange(from: hours.from, to: hours.to, in: $0), of: of) }
    case let of: return .hours(range, of: of)
    }
  }

  /// "yesterday and today", "March and April": one stretch where one follows the other. Times that do not are two.
  private func joined(_ times: [TimeExpression]) -> TimeExpression? {
    guard times.count > 1 else { return nil }
    if times.count > 2 {
      // "Jan, Feb and March"
      let follow = zip(times, times.dropFirst()).allSatisfy { $0.isFollowed(by: $1) }
      return follow ? .range(from: times[0], to: times[times.count - 1]) : nil
    }
    // "Yesterday and the day before".
    var (first, last) = (times[0], times[1].told(from: times[0]))
    if case .range(let from, let to) = last {
      return first.isFollowed(by: from) ? .range(from: first, to: to) : nil
    }
    if !first.isFollowed(by: last), case .relative = first, last.isFollowed(by: first) { swap(&first, &last) }
    return first.isFollowed(by: last) ? .range(from: first, to: last) : nil
  }

  /// "The 12th and 13th of March", where one follows the other.
  private func joinedDays(_ slots: TimeSlots) -> TimeExpression? {
    guard let month = slots.month, let first = slots.number(slots.ids.dayNumber),
      slots.number(slots.ids.dayNumber, 1) == first + 1
    else { return nil }
    return .range(from: .date(year: nil, month: month, day: first), to: .date(year: nil, month: month, day: first + 1))
  }

  /// "3 to 12 of September", "March 10-14", "10/3 to 14/3" with one month or year for both.
  private func dayRange(_ slots: TimeSlots) -> TimeExpression? {
    let ids = slots.ids
    let year = slots.year
    let months = [ids.month, ids.monthNumber].flatMap { [slots.number($0), slots.number($0, 1)] }.compactMap { $0 }
    let days = [slots.number(ids.dayNumber), slots.number(ids.dayNumber, 1)].compactMap { $0 }
    if let year, slots.times.count == 2, case .date(nil, let month, let day) = slots.times[0],
      case .date(nil, let lastMonth, let lastDay) = slots.times[1]
    {
      // "1/3 to 7/3, 2025"
      return .range(
        from: .date(year: year, month: month, day: day), to: .date(year: year, month: lastMonth, day: lastDay))
    }
    if let from = slots.number(ids.weekday), let to = slots.number(ids.weekday, 1), let of = slots.times.first {
      // "Monday to Wednesday last week"
      return .range(from: .weekdayOf(from, ordinal: nil, of), to: .weekdayOf(to, ordinal: nil, of))
    }
    switch (days.count, months.count) {
    case (2, 1):
      guard days[0] < days[1] else { return nil }
      if let of = slots.times.first {
        return .range(
          from: .within(first: days[0], count: 1, .day, of: .within(first: months[0], count: 1, .month, of: of)),
          to: .within(first: days[1], count: 1, .day, of: .within(first: months[0], count: 1, .month, of: of)))
      }
      return .range(
        from: .date(year: year, month: months[0], day: days[0]), to: .date(year: year, month: months[0], day: days[1]))
    case (2, 0):
      guard days[0] < days[1], let of = slots.times.first else { return nil }
      return .within(first: days[0], count: days[1] - days[0] + 1, .day, of: of)
    case (0, 2):
      return .range(from: .month(months[0], year: nil), to: .month(months[1], year: year))
    default:
      return nil
    }
  }
}

extension TimeUnit {
  /// Its length, for the units shorter than a day that the clock counts.
  public var seconds: Int? {
    switch self {
    case .second: 1
    case .minute: 60
    case .hour: 3600
    default: nil
    }
  }
}

extension DayPart {
  /// Whether another part of the same day begins where this one ends.
  fileprivate func isFollowed(by next: DayPart) -> Bool {
    switch (self, next) {
    case (.morning, .afternoon), (.afternoon, .evening), (.evening, .night): true
    default: false
    }
  }
}

extension TimeExpression {
  /// Whether another time begins where this one ends, for times that are said alike. A year may stand at the later.
  func isFollowed(by next: TimeExpression) -> Bool {
    switch (self, next) {
    case (.relative(let a, let i), .relative(let b, let j)): a == b && j == i + 1
    case (.weekday(let a), .weekday(let b)): b == a % 7 + 1
    case (.weekdayOf(let a, nil, let of), .weekdayOf(let b, nil, let other)): of == other && b == a + 1
    case (.dayOfMonth(let a), .dayOfMonth(let b)): b == a + 1
    case (.date(let y, let m, let a), .date(let z, let n, let b)): m == n && b == a + 1 && (y == z || y == nil)
    case (.month(let a, let y), .month(let b, let z)), (.quarter(let a, let y), .quarter(let b, let z)),
      (.week(let a, let y), .week(let b, let z)):
      b == a + 1 && (y == z || y == nil)
    case (.year(let a), .year(let b)): b == a + 1
    default: false
    }
  }
}
