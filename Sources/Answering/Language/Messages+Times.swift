public import IntentParser
public import QueryPlanner

extension Messages {
  /// A time as it was understood, in words: "3 complete days before today".
  public func reading(of time: TimeExpression) -> String {
    switch time {
    case .now: return say(.now)
    case .relative(let unit, let offset): return relative(unit, offset)
    case .preceding(let unit, let count):
      return abs(count) <= 1 ? relative(unit, -count) : reading(of: .complete(unit, count: -count))
    case .moved(_, _, let alone): return optional(alone)
    case .soFar(let whole): return say(.range, [.from: reading(of: whole), .to: say(.now)])
    case .past(let time): return reading(of: time)
    case .complete(let unit, let count):
      let origin =
        unit == .shift ? say(.now) : relative(unit == .workingDay ? .day : unit, 0)
      return counted(count < 0 ? .completeBefore : .completeAfter, abs(count), unit, [.origin: origin])
    case .rolling(let seconds):
      let (count, unit) = Self.rolling(seconds)
      return counted(count < 0 ? .upToNow : .fromNow, abs(count), unit)
    case .toDate(let unit): return say(.toDate, [.unit: self.unit(unit, count: 1)])
    case .date, .dayOfMonth, .month, .quarter, .half, .year, .week: return calendarReading(of: time)
    case .weekday, .lastWeekday, .nextWeekday, .weekdayOf: return weekdayReading(of: time)
    case .part(let part, let day):
      return say(.part, [.part: word(.dayPartNames, part.rawValue) ?? part.rawValue, .time: optional(day)])
    case .shift(let name, let day): return say(.shift, [.name: name, .time: optional(day)])
    case .hours(let hours, let day):
      return say(.hours, [.from: clock(hours.from), .to: clock(hours.to), .time: optional(day)])
    case .clock(let clock, let day): return say(.clock, [.clock: self.clock(clock), .time: optional(day)])
    case .within(let first, let count, let unit, let whole):
      let place = ordinal(first)
      return count == 1
        ? say(.withinOne, [.ordinal: place, .unit: self.unit(unit, count: 1), .time: reading(of: whole)])
        : counted(.withinMany, count, unit, [.ordinal: place, .time: reading(of: whole)])
    case .section(let section, let whole):
      return say(.section, [.part: word(.sections, section.code) ?? section.code, .time: reading(of: whole)])
    case .weekend(let whole): return say(.weekend, [.time: optional(whole)])
    case .range(let from, let to): return say(.range, [.from: reading(of: from), .to: reading(of: to)])
    case .since(let start): return say(.since, [.time: reading(of: start)])
    case .before(let end): return say(.before, [.time: reading(of: end)])
    case .until(let end): return say(.until, [.time: reading(of: end)])
    case .after(let start): return say(.after, [.time: reading(of: start)])
    case .starting(let start): return say(.starting, [.time: reading(of: start)])
    case .shifted(let unit, let count, let origin):
      return counted(count < 0 ? .shiftedBefore : .shiftedAfter, abs(count), unit, [.time: reading(of: origin)])
    }
  }

  private func relative(_ unit: TimeUnit, _ offset: Int) -> String {
    let word = [.unit: self.unit(unit, count: 1)] as [Place: String]
    switch offset {
    case 0: return unit == .day ? self.word(.this, unit.code) ?? say(.thisUnit, word) : say(.thisUnit, word)
    case -1: return unit == .day ? self.word(.last, unit.code) ?? say(.lastUnit, word) : say(.lastUnit, word)
    case 1: return unit == .day ? self.word(.next, unit.code) ?? say(.nextUnit, word) : say(.nextUnit, word)
    default: return counted(offset < 0 ? .unitsAgo : .unitsFromNow, abs(offset), unit)
    }
  }

  private func calendarReading(of time: TimeExpression) -> String {
    func year(_ year: Int?) -> String { year.map(String.init) ?? "" }
    switch time {
    case .date(let y, let month, let day):
      return say(.date, monthPlaces(month).merging([.day: String(day), .year: year(y)]) { $1 })
    case .dayOfMonth(let day): return say(.dayOfMonth, [.day: String(day)])
    case .month(let month, let y): return say(.month, monthPlaces(month).merging([.year: year(y)]) { $1 })
    case .quarter(let number, let y): return say(.quarter, [.number: String(number), .year: year(y)])
    case .half(let number, let y): return say(.half, [.number: String(number), .year: year(y)])
    case .year(let y): return say(.year, [.year: String(y)])
    case .week(let number, let y): return say(.week, [.number: String(number), .year: year(y)])
    default: return reading(of: time)
    }
  }

  private func weekdayReading(of time: TimeExpression) -> String {
    switch time {
    case .weekday(let day): return say(.weekday, [.weekdayName: weekdayName(day)])
    case .lastWeekday(let day): return say(.lastWeekday, [.weekdayName: weekdayName(day)])
    case .nextWeekday(let day): return say(.nextWeekday, [.weekdayName: weekdayName(day)])
    case .weekdayOf(let day, let number, let whole):
      let place = number.map { $0 == -1 ? say(.lastOrdinal) : say(.ordinal, [.number: String($0)]) } ?? ""
      return say(.weekdayOf, [.ordinal: place, .weekdayName: weekdayName(day), .time: reading(of: whole)])
    default: return reading(of: time)
    }
  }

  func monthPlaces(_ month: Int) -> [Place: String] {
    [.month: self.month(month), .monthNumber: String(month), .monthName: self.month(month, in: .monthNames)]
  }

  private func ordinal(_ number: Int) -> String {
    number < 0 ? say(.lastOrdinal) : number == 1 ? say(.firstOrdinal) : say(.ordinal, [.number: String(number)])
  }

  private func counted(
    _ key: TimeMessage, _ count: Int, _ unit: TimeUnit, _ more: [Place: String] = [:]
  ) -> String {
    let count64 = Int64(count)
    return self(
      key, [.count: String(count), .unit: self.unit(unit, count: count64)].merging(more) { $1 }, count: count64)
  }

  private func optional(_ time: TimeExpression?) -> String { time.map(reading) ?? "" }
  private func say(_ key: TimeMessage, _ values: [Place: String] = [:]) -> String { self(key, values) }

  /// Seconds in the largest unit of which they are a whole number.
  static func rolling(_ seconds: Int) -> (Int, TimeUnit) {
    seconds % 3600 == 0 ? (seconds / 3600, .hour) : seconds % 60 == 0 ? (seconds / 60, .minute) : (seconds, .second)
  }

  private func clock(_ time: ClockTime) -> String {
    time.minutes == 1440 ? "24:00" : "\(pad(time.minutes / 60 % 24)):\(pad(time.minutes % 60))"
  }

  // Why there is no window --------------------------------------------------------------------------

  /// Why a time has no window, in words: "there is no 31 February".
  public func text(for error: CalendarError) -> String {
    func say(_ key: ImpossibleTimeMessage, _ values: [Place: String] = [:]) -> String { self(key, values) }
    switch error {
    case .impossibleDate(let year, let month, let day):
      return say(.date, [.date: reading(of: .date(year: year, month: month, day: day))])
    case .wrongWeekday(let date, let weekday):
      return say(
        .wrongWeekday,
        [
          .date: reading(of: .date(year: date.year, month: date.month, day: date.day)),
          .actual: weekdayName(date.weekday), .said: weekdayName(weekday),
        ])
    case .outside(let count, let unit):
      let name =
        switch unit {
        case .unit(let unit): self.unit(unit, count: 1)
        case .weekday(let day): weekdayName(day)
        }
      return say(.outside, [.unit: name, .count: String(count)])
    case .reversed: return say(.reversed)
    case .unknownShift(let name, let known): return say(.unknownShift, [.name: name, .names: commas(known)])
    case .noShift(.next): return say(.noNextShift)
    case .noShift(.beforeNow): return say(.noEarlierShift)
    case .noShift(.complete(let count)):
      return self(
        count < 0 ? ImpossibleTimeMessage.noShiftsBefore : .noShiftsAfter, [.count: String(abs(count))],
        count: Int64(abs(count)))
    case .noShift(.named(let name, let day)): return say(.noSuchShift, [.name: name, .time: optional(day)])
    case .severalTimes: return say(.severalTimes)
    case .notWhole(let words): return say(.notWhole, [.name: words])
    case .samePeriods: return say(.samePeriods)
    case .noStretch: return say(.noStretch)
    case .leftOutOutside: return say(.leftOutOutside)
    case .nothingToTellFrom: return say(.nothingToTellFrom)
    case .notOneDay: return say(.notOneDay)
    case .unknownTimeZone(let name): return say(.unknownTimeZone, [.name: name])
    case .tooFar: return say(.tooFar)
    }
  }

  // Names -------------------------------------------------------------------------------------------

  /// A time as it was said, for the expressions that have a short name; nil for the others.
  func phrase(for expression: TimeExpression) -> String? {
    switch expression {
    case .now: return self(DateMessage.now)
    case .relative(let unit, -1): return word(.last, unit.code)
    case .relative(let unit, 0): return word(.this, unit.code)
    case .relative(let unit, 1): return word(.next, unit.code)
    case .complete(let unit, let count): return phrase(count: count, unit)
    case .toDate(let unit): return self(PeriodMessage.toDate, [.unit: self.unit(unit, count: 1)])
    case .rolling(let seconds):
      let (count, unit) = Self.rolling(seconds)
      return phrase(count: count, unit)
    case .part(let part, of: nil): return word(.dayParts, part.rawValue)
    default: return nil
    }
  }

  private func phrase(count: Int, _ unit: TimeUnit) -> String {
    let size = Int64(abs(count))
    return self(
      count < 0 ? PeriodMessage.lastCount : .nextCount, [.count: String(size), .unit: self.unit(unit, count: size)],
      count: size)
  }
}
