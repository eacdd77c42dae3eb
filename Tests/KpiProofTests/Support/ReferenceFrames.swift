import FactoryReference
import IntentParser
import QueryPlanner

extension ReferenceQuery {
  /// The question as the parser would have read it.
  func frame(_ metrics: [String], in factory: ReferenceFactory) -> Frame {
    var frame = Frame(intent: .kpi)
    frame.metrics = metrics
    for (name, codes) in filters { frame.filters[Dimension(rawValue: name) ?? .line] = codes }
    for (name, codes) in exclude { frame.exclude[Dimension(rawValue: name) ?? .line] = codes }
    frame.period = .range(from: factory.expression(from), to: factory.expression(to))
    frame.hours = hours.map {
      ClockRange(
        from: ClockTime($0.lowerBound / 60, $0.lowerBound % 60),
        to: ClockTime($0.upperBound / 60 % 24, $0.upperBound % 60))
    }
    if let by {
      frame.by = [Grain(rawValue: by).map { .grain($0) } ?? Dimension(rawValue: by).map { .dimension($0) }]
        .compactMap(\.self)
    }
    return frame
  }
}

extension ReferenceFactory {
  var instant: Instant { Instant(seconds: Int64(anchor + now)) }

  /// A production day, counted from the first.
  func day(_ day: Int) -> TimeExpression {
    let date = date(day)
    return .date(year: date.year, month: date.month, day: date.day)
  }

  /// Its code in tables.
  func code(ofDay day: Int) -> String {
    let date = date(day)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(date.year)-\(two(date.month))-\(two(date.day))"
  }

  /// A moment as a time expression: minutes after the local midnight at which the data begin.
  func expression(_ second: Int) -> TimeExpression {
    .shifted(.minute, count: second / 60, from: .clock(ClockTime(0), of: day(0)))
  }

  /// The anchor is a midnight of the site; its date is that of noon in Greenwich around it.
  private func date(_ day: Int) -> (year: Int, month: Int, day: Int) {
    Self.date(daysSince1970: (anchor + 43_200) / 86_400 + day)
  }

  private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    var date = (year: 1970, month: 1, day: 1 + days)
    while true {
      let leap = date.year % 4 == 0 && date.year % 100 != 0 || date.year % 400 == 0
      let length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][date.month - 1]
      guard date.day > length else { return date }
      date.day -= length
      date.month += 1
      if date.month == 13 { (date.year, date.month) = (date.year + 1, 1) }
    }
  }
}
