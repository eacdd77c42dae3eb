/// A time found in a question.
public struct TimeMatch: Sendable, Hashable {
  /// The tokens that it explains, with the preposition in front where there is one.
  public var tokens: Range<Int>
  public var expression: TimeExpression
  /// False where only hours or days of the week are named ("between 6 and 10 each day"): `expression` is then
  /// today, and the question's default period may take its place.
  public var namesPeriod: Bool
  /// The same hours of every day of the period: "mornings last week".
  public var hours: ClockRange?
  /// Only these days of the week within the period, 1 is Monday: "every Monday last month".
  public var weekdays: [Int]
  /// True for "Mondays", which is the latest one or every one.
  public var isPlural = false
  /// True where the words may well be no time at all: "10/3", "8 to 10", "2014", "march". Another reading that
  /// explains them should win.
  public var isWeak: Bool

  public init(
    tokens: Range<Int>, expression: TimeExpression, hours: ClockRange? = nil, weekdays: [Int] = [],
    isWeak: Bool = false, namesPeriod: Bool = true
  ) {
    self.tokens = tokens
    self.expression = expression
    self.hours = hours
    self.weekdays = weekdays
    self.isWeak = isWeak
    self.namesPeriod = namesPeriod
  }
}

/// A name of a shift in this factory: "Morning", also called "A".
public struct ShiftName: Sendable, Hashable {
  /// As in the shift calendar.
  public var name: String
  /// What else it is called, its letter above all.
  public var aliases: [String]
  /// The part of the day in which it begins: `morning`, `afternoon`, `night`; nil where that is not known.
  public var part: String?
  public init(_ name: String, aliases: [String] = [], part: String? = nil) {
    self.name = name
    self.aliases = aliases
    self.part = part
  }
}
