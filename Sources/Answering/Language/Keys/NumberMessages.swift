/// Forms of numbers.
enum NumberMessage: String, MessageKey {
  static let group = "numbers"
  /// The sign before decimals, and the one between groups of three digits.
  case decimal, grouping
  case percent, points
  case perHour = "per_hour"
  case perMillion = "per_million"
  case units

  var places: Set<Place> {
    switch self {
    case .decimal, .grouping: []
    case .percent, .points, .perHour, .perMillion, .units: [.number]
    }
  }
}

/// How things are put in a row.
enum ListingMessage: String, MessageKey {
  static let group = "listing"
  /// Between things, and between clauses that have commas of their own.
  case comma, semicolon
  case and, or

  var places: Set<Place> {
    switch self {
    case .comma, .semicolon: []
    case .and, .or: [.first, .last]
    }
  }
}

/// Lengths of time in the one or two units that read best.
enum DurationMessage: String, MessageKey {
  static let group = "durations"
  case seconds, minutes
  case minutesSeconds = "minutes_seconds"
  case hours
  case hoursMinutes = "hours_minutes"
  case days
  case daysHours = "days_hours"

  var places: Set<Place> {
    switch self {
    case .seconds: [.seconds]
    case .minutes: [.minutes]
    case .minutesSeconds: [.minutes, .seconds]
    case .hours: [.hours]
    case .hoursMinutes: [.hours, .minutes]
    case .days: [.days]
    case .daysHours: [.days, .hours]
    }
  }
}
