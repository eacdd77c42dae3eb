import IntentParser

/// A time in English words, as it was understood: "3 complete days before today".
func reading(_ time: TimeExpression) -> String {
  func of(_ time: TimeExpression?) -> String { time.map { " of \(reading($0))" } ?? "" }
  func year(_ year: Int?) -> String { year.map { " \($0)" } ?? "" }
  switch time {
  case .now: return "now"
  case .relative(.day, 0): return "today"
  case .relative(.day, -1): return "yesterday"
  case .relative(.day, 1): return "tomorrow"
  case .relative(let unit, 0): return "this \(unit.word)"
  case .relative(let unit, -1): return "last \(unit.word)"
  case .relative(let unit, 1): return "next \(unit.word)"
  case .relative(let unit, let n): return n < 0 ? "\(-n) \(unit.word)s ago" : "\(n) \(unit.word)s from now"
  case .complete(let unit, let n):
    let origin = unit == .shift ? "now" : unit == .day || unit == .workingDay ? "today" : "this \(unit.word)"
    return "\(abs(n)) complete \(unit.word)\(abs(n) == 1 ? "" : "s") \(n < 0 ? "before" : "after") \(origin)"
  case .rolling(let seconds):
    let (n, unit) =
      seconds % 3600 == 0
      ? (seconds / 3600, "hour") : seconds % 60 == 0 ? (seconds / 60, "minute") : (seconds, "second")
    return "the \(abs(n)) \(unit)\(abs(n) == 1 ? "" : "s") \(n < 0 ? "up to" : "from") now"
  case .toDate(let unit): return "this \(unit.word) up to now"
  case .date(let y, let month, let day): return "\(day) \(CalendarText.month(month))\(year(y))"
  case .dayOfMonth(let day): return "day \(day) of the month"
  case .month(let month, let y): return CalendarText.month(month) + year(y)
  case .quarter(let quarter, let y): return "quarter \(quarter)\(year(y))"
  case .half(let half, let y): return "half \(half)\(year(y))"
  case .year(let y): return "the year \(y)"
  case .week(let week, let y): return "ISO week \(week)\(year(y))"
  case .weekday(let day): return CalendarText.weekday(day)
  case .lastWeekday(let day): return "\(CalendarText.weekday(day)) of the 7 days before today"
  case .nextWeekday(let day): return "the first \(CalendarText.weekday(day)) after today"
  case .weekdayOf(let day, let ordinal, let whole):
    let number = ordinal.map { $0 == -1 ? "last " : "\($0). " } ?? ""
    return "\(number)\(CalendarText.weekday(day))\(of(whole))"
  case .part(let part, let day): return "\(part.rawValue)\(of(day))"
  case .shift(let name, let day): return "\(name) shift\(of(day))"
  case .hours(let hours, let day):
    return "\(CalendarText.clock(hours.from.minutes))–\(CalendarText.clock(hours.to.minutes))\(of(day))"
  case .clock(let clock, let day): return "\(CalendarText.clock(clock.minutes))\(of(day))"
  case .within(let first, let count, let unit, let whole):
    let place = first < 0 ? "last" : first == 1 ? "first" : "\(first). "
    return count == 1 ? "\(place) \(unit.word)\(of(whole))" : "\(place) \(count) \(unit.word)s\(of(whole))"
  case .section(let section, let whole): return "\(section.word)\(of(whole))"
  case .weekend(let whole): return "weekend\(of(whole))"
  case .range(let from, let to): return "\(reading(from)) to \(reading(to))"
  case .since(let start): return "since \(reading(start))"
  case .before(let end): return "before \(reading(end))"
  case .until(let end): return "up to the end of \(reading(end))"
  case .after(let start): return "after \(reading(start))"
  case .starting(let start): return "from \(reading(start)) on"
  case .shifted(let unit, let n, let origin):
    return "\(abs(n)) \(unit.word)\(abs(n) == 1 ? "" : "s") \(n < 0 ? "before" : "after") \(reading(origin))"
  }
}

extension TimeUnit {
  fileprivate var word: String { self == .workingDay ? "working day" : self == .half ? "half-year" : rawValue }
}

extension TimeExpression.Section {
  fileprivate var word: String {
    switch self {
    case .firstHalf: "first half"
    case .secondHalf: "second half"
    case .beginning: "beginning"
    case .middle: "middle"
    case .end: "end"
    }
  }
}
