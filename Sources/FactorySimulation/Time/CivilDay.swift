import QueryPlanner

/// Arithmetic of days: a day is its number since 1970-01-01.
enum CivilDay {
  static let length = 86_400

  /// The date of a day number (Howard Hinnant's civil_from_days).
  static func date(_ day: Int) -> CivilDate {
    let z = day + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let doe = z - era * 146_097
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
    let mp = (5 * doy + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    return CivilDate(year: yoe + era * 400 + (month <= 2 ? 1 : 0), month: month, day: doy - (153 * mp + 2) / 5 + 1)
  }

  /// 0 Monday … 6 Sunday.
  static func weekday(_ day: Int) -> Int { floorMod(day + 3, 7) }
  static func isSunday(_ day: Int) -> Bool { weekday(day) == 6 }
}

func floorDiv(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }
func floorMod(_ a: Int, _ b: Int) -> Int { a - floorDiv(a, b) * b }
