/// A time expression at a moment: its window, and how it was read.
public struct ResolvedTime: Sendable, Hashable {
  public enum Grain: String, Sendable, Hashable, Codable {
    case second, minute, hour, part, shift, day, weekend, week, month, quarter, half, year
  }
  /// Half-open; nil where that side is open.
  public var from: Instant?
  public var to: Instant?
  /// The grain of what was named: day for "yesterday", month for "March".
  public var grain: Grain
  /// True where a point was named: now, 8 o'clock. `from` is the point; a clock time's window is its hour or minute.
  public var isPoint: Bool

  public var window: TimeWindow { TimeWindow(from: from, to: to) }
}

/// Where the times without a year or week are looked for.
public enum TimeDirection: Sendable, Hashable {
  /// Results: the latest one not after now.
  case past
  /// Plans, forecasts and due dates: the next one.
  case future
}
