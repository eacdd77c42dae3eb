/// What a slot of a time rule holds.
enum TimeValue: Sendable, Hashable {
  case number(Int)
  case unit(TimeUnit)
  case part(DayPart)
  case section(TimeExpression.Section)
  case clock(SpokenClock)
  case hours(SpokenClock, SpokenClock)
  case text(String)
  case time(TimeExpression)
  /// A period, if one is named, and the part of each of its days or weeks that is meant.
  case recurring(TimeExpression?, hours: ClockRange?, weekdays: [Int])
}

/// A time of day as spoken, which may leave open which half of the day is meant.
struct SpokenClock: Sendable, Hashable {
  var time: ClockTime
  /// False for "8" and "3:30", true for "8am", "15:30", "08:00" and noon.
  var isExact: Bool

  /// The same clock in the afternoon, where the half of the day is open.
  var afternoon: ClockTime { !isExact && time.minutes < 720 ? ClockTime(time.hour + 12, time.minute) : time }
}

extension ClockRange {
  /// The longest stretch, in minutes, for which an end without its half of the day is taken to be after noon.
  private static let workingDay = 9 * 60

  /// Both ends with the half of the day that each leaves to the other: "5 to 6pm", "8am to 3", "10:30 to 3".
  init(from: SpokenClock, to: SpokenClock) {
    var (start, end) = (from.time, to.time)
    if !from.isExact, to.isExact, end.minutes > 720, from.afternoon < end { start = from.afternoon }
    // "8 to 5" is a working day; "10 to 8" would be longer than one and is left as it was said, the wrong way round.
    // "8am until 6" leaves nothing open.
    if !to.isExact, end <= start, to.afternoon > start,
      from.isExact || to.afternoon.minutes - start.minutes <= Self.workingDay
    {
      end = to.afternoon
    }
    self.init(from: start, to: end)
  }

  /// Those hours in an evening or afternoon: "between 7 and 9 last night".
  init(from: SpokenClock, to: SpokenClock, in part: DayPart) {
    switch part {
    case .afternoon, .evening:
      self.init(from: from.afternoon, to: to.isExact ? to.time : to.afternoon)
    case .night:
      // Before six in the night is after midnight; 7 to 11 is in the evening.
      func atNight(_ clock: SpokenClock) -> ClockTime { clock.time.minutes <= 360 ? clock.time : clock.afternoon }
      self.init(from: atNight(from), to: atNight(to))
    case .morning where !to.isExact && to.time <= from.time && to.time.minutes % 720 > 120:
      // "10 to 6 yesterday morning" goes the wrong way round; "9 to 1 in the morning" ends a little after noon.
      self.init(from: from.time, to: to.time)
    default:
      self.init(from: from, to: to)
    }
  }
}
