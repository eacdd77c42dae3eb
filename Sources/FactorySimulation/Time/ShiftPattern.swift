/// A shift of the day: hours of the site's clock, counted from the midnight that begins the production day.
struct ShiftPattern: Equatable {
  var name: String
  var letter: String
  var from: Int
  var to: Int

  static let morning = ShiftPattern(name: "Morning", letter: "A", from: 6, to: 14)
  static let afternoon = ShiftPattern(name: "Afternoon", letter: "B", from: 14, to: 22)
  static let night = ShiftPattern(name: "Night", letter: "C", from: 22, to: 30)

  /// Hours after the start of a shift at which its break begins.
  static let breakAfter = 4
  /// Seconds.
  static let breakLength = 1_800
  /// Hour at which a production day begins.
  static let dayStart = 6
}
