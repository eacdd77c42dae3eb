internal import QueryPlanner

extension CivilDate {
  /// Howard Hinnant's `civil_from_days` (howardhinnant.github.io/date_algorithms.html).
  ///
  /// - Parameter days: days since 2000-01-01, as PostgreSQL keeps a date.
  init(postgresDays days: Int64) {
    let shifted = days + 10_957 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let isEarly = month >= 10
    self.init(
      year: Int(yearOfEra + era * 400) + (isEarly ? 1 : 0),
      month: Int(isEarly ? month - 9 : month + 3),
      day: Int(dayOfYear - (153 * month + 2) / 5 + 1))
  }

  var iso8601: String { "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))" }

  /// Reads `2026-03-18`; nil for anything else.
  init?(iso8601 text: String) {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
    self.init(year: parts[0], month: parts[1], day: parts[2])
  }

  private func padded(_ value: Int, to width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
