/// Why a time has no window.
public enum CalendarError: Error, Sendable, Hashable {
  /// There is no such day: 31 February.
  case impossibleDate(year: Int?, month: Int, day: Int)
  /// A date that is not the weekday it is said to be (1 is Monday).
  case wrongWeekday(CivilDate, weekday: Int)
  /// Counted past the end of what it is within: the sixth Monday of March, week 54, the 32nd day.
  case outside(count: Int, unit: String)
  /// The end lies before the start.
  case reversed(from: Instant, to: Instant)
  /// A shift that this site does not have; the names of those it has.
  case unknownShift(String, known: [String])
  /// No shift in the calendar at that time.
  case noShift(String)
  /// Hours or a part of the day of a time that is not one day.
  case notOneDay
  /// The zone has no IANA name known here.
  case unknownTimeZone(String)
  /// Years that no calendar of ours reaches.
  case tooFar
}

extension CalendarError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .impossibleDate(let year, let month, let day):
      "there is no \(day) \(CalendarText.month(month))\(year.map { " \($0)" } ?? "")"
    case .wrongWeekday(let date, let weekday):
      "\(date.day) \(CalendarText.month(date.month)) \(date.year) is a \(CalendarText.weekday(date.weekday)), "
        + "not a \(CalendarText.weekday(weekday))"
    case .outside(let count, let unit): "there is no \(unit) \(count) in it"
    case .reversed: "the end lies before the start"
    case .unknownShift(let name, let known):
      "no shift is called \"\(name)\"" + (known.isEmpty ? "" : "; there are \(known.joined(separator: ", "))")
    case .noShift(let what): "the shift calendar has no \(what)"
    case .notOneDay: "hours of the day need one day"
    case .unknownTimeZone(let name): "unknown time zone \(name)"
    case .tooFar: "that is too far from now"
    }
  }
}

/// English names for readings and labels.
enum CalendarText {
  static func weekday(_ number: Int) -> String {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][(number - 1) % 7]
  }
  static func month(_ number: Int) -> String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    return names.indices.contains(number - 1) ? names[number - 1] : "month \(number)"
  }
  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  static func clock(_ minutes: Int) -> String {
    minutes == 1440 ? "24:00" : "\(two(minutes / 60 % 24)):\(two(minutes % 60))"
  }
}
