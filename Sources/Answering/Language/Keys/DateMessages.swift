/// Dates, times of day and windows.
enum DateMessage: String, MessageKey {
  static let group = "dates"
  case date
  case dateWithYear = "date_with_year"
  /// A whole day: "Tue 17 Mar".
  case day
  /// A day and a time of day: in a sentence, and in a table where there is no room.
  case instant
  case shortInstant = "short_instant"
  case now
  case nowAt = "now_at"
  case span, from, until
  /// "9–15 Mar"
  case daysOfMonth = "days_of_month"
  case daysOfMonthWithYear = "days_of_month_with_year"
  /// Two times of one day: "18 Mar 06:00 – 14:00".
  case hoursOfDay = "hours_of_day"
  // Pieces of a breakdown by time
  case week, month, quarter
  case dayLabel = "day_label"

  var places: Set<Place> {
    switch self {
    case .date: [.day]
    case .dateWithYear: [.day, .year]
    case .day, .dayLabel: [.date]
    case .instant, .shortInstant: [.date, .time]
    case .now: []
    case .nowAt, .from, .until: [.time]
    case .span: [.from, .to]
    case .daysOfMonth: [.first, .last]
    case .daysOfMonthWithYear: [.first, .last, .year]
    case .hoursOfDay: [.date, .from, .to]
    case .week: [.number]
    case .month: [.year]
    case .quarter: [.number, .year]
    }
  }

  var options: Set<Place> {
    switch self {
    case .date, .dateWithYear, .daysOfMonth, .daysOfMonthWithYear, .month: [.month, .monthNumber, .monthName]
    case .day, .dayLabel, .instant: [.weekday, .weekdayName]
    default: []
    }
  }
}

/// Periods by their names: "today (…)".
enum PeriodMessage: String, MessageKey {
  static let group = "periods"
  case named
  case namedWeek = "named_week"
  case lastCount = "last_count"
  case nextCount = "next_count"
  case toDate = "to_date"

  var places: Set<Place> {
    switch self {
    case .named: [.name, .dates]
    case .namedWeek: [.name, .week, .dates]
    case .lastCount, .nextCount: [.count, .unit]
    case .toDate: [.unit]
    }
  }
}
