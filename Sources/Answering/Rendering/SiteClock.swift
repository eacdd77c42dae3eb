import Foundation
public import QueryPlanner

/// Instants as a site's wall clock shows them.
///
/// A zone name that is not known is read as UTC: an answer without a zone still has to be shown.
public struct SiteClock: Sendable, Hashable {
  private let zone: TimeZone
  /// IANA name of the zone.
  public var timeZone: String { zone.identifier }

  public init(timeZone: String) {
    zone = TimeZone(identifier: timeZone) ?? .gmt
  }

  /// Date and time of day at an instant, with the offset from UTC in seconds.
  public struct Fields: Sendable, Hashable {
    public var year: Int
    public var month: Int
    public var day: Int
    /// Seconds since local midnight.
    public var secondOfDay: Int
    /// 1 is Monday.
    public var weekday: Int
    public var offset: Int
    /// Days since 1970-01-01, local.
    public var dayNumber: Int

    public var hour: Int { secondOfDay / 3600 }
    public var minute: Int { secondOfDay / 60 % 60 }
    public var second: Int { secondOfDay % 60 }
    /// The year's ISO week, Monday first.
    public var isoWeek: Int { SiteClock.isoWeek(ofDay: dayNumber) }
  }

  public func fields(_ instant: Instant) -> Fields {
    let utc = Int(instant.seconds)
    // Whole minutes, since RFC 3339 has no finer offset; only zones before 1972 had one.
    let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(utc))) / 60 * 60
    let day = (utc + offset).floorDivided(by: 86_400)
    let date = Self.date(ofDay: day)
    return Fields(
      year: date.year, month: date.month, day: date.day, secondOfDay: utc + offset - day * 86_400,
      weekday: Self.weekday(ofDay: day), offset: offset, dayNumber: day)
  }

  /// RFC 3339 with the site's offset; fractions of a second only where there are any.
  public func rfc3339(_ instant: Instant) -> String {
    let f = fields(instant)
    let micros = Int(instant.microseconds - instant.seconds * 1_000_000)
    let fraction = micros == 0 ? "" : "." + (micros % 1000 == 0 ? pad(micros / 1000, 3) : pad(micros, 6))
    let zone = (f.offset < 0 ? "-" : "+") + pad(abs(f.offset) / 3600) + ":" + pad(abs(f.offset) / 60 % 60)
    return "\(pad(f.year, 4))-\(pad(f.month))-\(pad(f.day))T\(pad(f.hour)):\(pad(f.minute)):\(pad(f.second))"
      + fraction + zone
  }

  static func weekday(ofDay day: Int) -> Int { (day + 3) - (day + 3).floorDivided(by: 7) * 7 + 1 }

  static func isoWeek(ofDay day: Int) -> Int {
    let thursday = day - weekday(ofDay: day) + 4
    return (thursday - dayNumber(year: date(ofDay: thursday).year, month: 1, day: 1)) / 7 + 1
  }

  /// Gregorian date of a day number, by eras of 400 years that begin in March.
  static func date(ofDay number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted.floorDivided(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear.floorDivided(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension Int {
  /// The quotient rounded down, for negative numbers too.
  func floorDivided(by divisor: Int) -> Int {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

/// A number with leading zeros.
func pad(_ number: Int, _ digits: Int = 2) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
