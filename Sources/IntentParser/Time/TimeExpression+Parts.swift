// How times lie in and beside each other: hours within a day, a part of a day, what is still to come.
extension TimeExpression {
  /// A shift, part of a day or hours that named no day, of that time; nil where the two do not go together.
  func within(_ whole: TimeExpression) -> TimeExpression? {
    switch self {
    case .shift(let name, nil): whole.isPartOfDay ? nil : .shift(name, of: whole)
    case .part(let part, nil): whole.isDay ? .part(part, of: whole) : nil
    case .hours(let range, nil): whole.isDay ? .hours(range, of: whole) : nil
    default: nil
    }
  }

  /// Whether it is told from another time.
  var isTold: Bool {
    switch self {
    case .preceding, .moved: true
    default: false
    }
  }

  var isShift: Bool { if case .relative(.shift, _) = standingAlone { true } else { false } }

  /// "the morning shift", of whichever day.
  var namesShift: Bool { if case .shift = self { true } else { false } }

  var isLastWeekday: Bool { if case .lastWeekday = self { true } else { false } }

  /// "Monday vs Tuesday last week", "the morning shift yesterday vs today": what one side leaves out the other says.
  func sharing(_ other: TimeExpression) -> TimeExpression {
    switch (self, other) {
    case (.weekday(let day), .weekdayOf(let another, nil, let week)) where day != another:
      .weekdayOf(day, ordinal: nil, week)
    case (_, .shift(let name, _)) where isDay: .shift(name, of: self)
    default: self
    }
  }

  /// The earlier side of a comparison: "last Monday" beside a Monday is the one before.
  func compared(with period: TimeExpression) -> TimeExpression {
    if case .lastWeekday(let day) = self {
      switch period {
      case .weekday(day), .lastWeekday(day), .weekdayOf(day, nil, .relative(.week, 0)):
        return .shifted(.week, count: -1, from: period)
      default: break
      }
    }
    return told(from: period)
  }

  var isPartOfDay: Bool {
    switch standingAlone {
    case .shift, .part, .hours, .clock, .now, .rolling: true
    case .relative(let unit, _): [.second, .minute, .hour, .shift].contains(unit)
    default: false
    }
  }

  /// Whether it lies after now whatever now is.
  var isAhead: Bool {
    switch self {
    case .relative(_, let offset): offset > 0
    case .complete(_, let count): count > 0
    case .nextWeekday: true
    case .rolling(let seconds): seconds > 0
    case .shifted(_, let count, let from): count > 0 && (from == .now || from == .relative(.day, offset: 0))
    case .part(_, let of?), .shift(_, let of?), .hours(_, let of?), .clock(_, let of?), .weekdayOf(_, _, let of),
      .section(_, let of), .within(_, _, _, let of):
      of.isAhead
    case .range(let from, _), .starting(let from), .after(let from): from.isAhead
    default: false
    }
  }

  /// Whether it lies before now whatever now is.
  var isOver: Bool {
    switch self {
    case .relative(_, let offset): offset < 0
    case .complete(_, let count): count < 0
    case .lastWeekday: true
    case .part(_, let of?), .shift(_, let of?), .hours(_, let of?), .clock(_, let of?), .weekdayOf(_, _, let of),
      .section(_, let of), .within(_, _, _, let of):
      of.isOver
    default: false
    }
  }

  var isDay: Bool {
    switch standingAlone {
    case .relative(.day, _), .date, .dayOfMonth, .weekday, .lastWeekday, .nextWeekday, .weekdayOf: true
    default: false
    }
  }

  /// "Shift B last week" and "last week", the shift said elsewhere, are one time: the shift is a filter.
  var withoutShiftOfManyDays: TimeExpression {
    guard case .shift(_, let whole?) = self else { return self }
    switch whole.standingAlone {
    case .relative(let unit, _) where unit != .day: return whole
    case .complete(let unit, let count) where unit != .day || abs(count) > 1: return whole
    case .since, .range, .month, .quarter, .half, .year, .week, .toDate: return whole
    default: return self
    }
  }

  /// The day of a shift or of a part of a day, where one is named.
  var dayOfShift: TimeExpression? {
    switch self {
    case .shift(_, let day), .part(_, let day): day
    default: nil
    }
  }

  /// Shifts that the expression names.
  var shiftNames: [String] {
    switch self {
    case .shift(let name, _): [name]
    default: []
    }
  }
}
