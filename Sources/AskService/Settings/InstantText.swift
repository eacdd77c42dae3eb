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

  /// Read byte by byte: every question over HTTP brings one, and a regular expression would take longer than its plan.
  private static func read(_ text: String) -> Instant? {
    var reader = InstantReader(text)
    guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
      let day = reader.number(2), reader.take("T", "t", " ") != nil, let hour = reader.number(2), reader.take(":"),
      let minute = reader.number(2)
    else { return nil }
    var second = 0
    var fraction = 0
    if reader.take(":") {
      guard let seconds = reader.number(2) else { return nil }
      second = seconds
      if reader.take(".") {
        guard let microseconds = reader.microseconds() else { return nil }
        fraction = microseconds
      }
    }
    guard let offset = reader.offset(), reader.isAtEnd,
      (1...12).contains(month), (1...daysIn(month, year)).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    let seconds = dayNumber(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset
    return Instant(microseconds: Int64(seconds) * 1_000_000 + Int64(fraction))
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

/// The pieces of RFC 3339, each read from where the one before ended.
private struct InstantReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  /// Exactly so many digits.
  mutating func number(_ digits: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// The digits of a fraction, of which six count; at least one.
  mutating func microseconds() -> Int? {
    var value = 0
    var count = 0
    while let digit = digit() {
      if count < 6 { value = value * 10 + digit }
      count += 1
    }
    for _ in min(count, 6)..<6 { value *= 10 }
    return count > 0 ? value : nil
  }

  /// Seconds east of Greenwich: `Z`, `+07:00`, `-0330`.
  mutating func offset() -> Int? {
    if take("Z", "z") != nil { return 0 }
    guard let sign = take("+", "-"), let hours = number(2) else { return nil }
    _ = take(":")
    guard let minutes = number(2), hours < 24, minutes < 60 else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1)
  }

  mutating func take(_ sign: Unicode.Scalar) -> Bool { take(sign, sign) != nil }

  mutating func take(_ signs: Unicode.Scalar...) -> Unicode.Scalar? {
    guard let first = rest.first, let sign = signs.first(where: { $0.value == UInt32(first) }) else { return nil }
    rest.removeFirst()
    return sign
  }

  private mutating func digit() -> Int? {
    guard let first = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
    rest.removeFirst()
    return Int(first - UInt8(ascii: "0"))
  }
}
