extension CivilDate {
  /// The date that many days after 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms").
  public init(dayNumber: Int) {
    let z = dayNumber + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// Days since 1970-01-01.
  public var dayNumber: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// 1 is Monday.
  public var weekday: Int { CivilDate.weekday(dayNumber) }

  /// ISO week and the year it belongs to.
  public var isoWeek: (year: Int, week: Int) {
    let thursday = dayNumber - weekday + 4
    let year = CivilDate(dayNumber: thursday).year
    return (year, (thursday - CivilDate(year: year, month: 1, day: 1).dayNumber) / 7 + 1)
  }

  /// Whether there is such a day: 31 February is none.
  public var exists: Bool { (1...12).contains(month) && (1...CivilDate.length(month, of: year)).contains(day) }

  /// Days of a month.
  static func length(_ month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 && isLeap ? 29 : [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  static func weekday(_ dayNumber: Int) -> Int { ((dayNumber + 3) % 7 + 7) % 7 + 1 }

  /// The Monday of ISO week 1.
  static func firstMonday(ofISOYear year: Int) -> Int {
    let fourth = CivilDate(year: year, month: 1, day: 4).dayNumber
    return fourth - weekday(fourth) + 1
  }

  /// Months since year 0, for arithmetic.
  var monthIndex: Int { year * 12 + month - 1 }

  /// The first day of the month with that index.
  static func first(ofMonth index: Int) -> Int {
    CivilDate(year: index / 12, month: index % 12 + 1, day: 1).dayNumber
  }

  /// The same day that many months later, or the last one of a shorter month.
  func adding(months: Int) -> CivilDate {
    let index = monthIndex + months
    let (year, month) = (index / 12, index % 12 + 1)
    return CivilDate(year: year, month: month, day: min(day, CivilDate.length(month, of: year)))
  }
}
