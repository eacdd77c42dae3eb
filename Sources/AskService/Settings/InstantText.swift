public import QueryPlanner

extension Instant {
  /// Reads RFC 3339, whose offset is needed: a clock without one would be another instant on another machine.
  ///
  /// Seconds may be left out, a blank may stand for the T: `2026-03-18T14:30+07:00`, `2026-03-18 07:30:00Z`.
  /// - Throws: ``ServiceError/unreadableInstant(_:)``
  public init(rfc3339 text: String) throws(ServiceError) {
    guard let instant = Self.read(text) else { throw .unreadableInstant(text) }
    self = instant
  }

  private static func read(_ text: String) -> Instant? {
    let pattern =
      /(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?(?:[Zz]|([+-])(\d\d):?(\d\d))/
    guard let match = text.wholeMatch(of: pattern)?.output else { return nil }
    guard let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
      let hour = Int(match.4), let minute = Int(match.5), let second = Int(match.6 ?? "0"),
      (1...12).contains(month), (1...daysIn(month, year)).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    var offset = 0
    if let sign = match.8, let hours = match.9.flatMap({ Int($0) }), let minutes = match.10.flatMap({ Int($0) }) {
      guard hours < 24, minutes < 60 else { return nil }
      offset = (hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1)
    }
    let fraction = match.7.map { $0 + String(repeating: "0", count: 6 - $0.count) }
    let seconds = dayNumber(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset
    return Instant(microseconds: Int64(seconds) * 1_000_000 + (fraction.flatMap { Int64($0) } ?? 0))
  }

  private static func daysIn(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in years that begin in March.
  private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let marchMonth = (month + 9) % 12
    let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
    return 365 * marchYear + leapDays + (153 * marchMonth + 2) / 5 + day - 1 - 719_468
  }
}
