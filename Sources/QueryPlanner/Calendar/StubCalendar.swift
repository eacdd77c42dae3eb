public import IntentParser
public enum CalendarError: Error { case x; public var description: String { "" } }
public struct ResolvedTime: Sendable { public var from: Instant?; public var to: Instant? }
public struct SiteCalendar: Sendable {
  public enum Direction: Sendable { case past, future }
  public init(timeZone: String, dayStart: Int, shifts: [ShiftInstance]) {}
  public func window(of: TimeExpression, at now: Instant, direction: Direction, line: String?) throws(CalendarError) -> ResolvedTime { ResolvedTime(from: nil, to: nil) }
  public func shiftRange(needed: TimeExpression, at: Instant) -> TimeWindow? { nil }
  public func buckets(of: TimeWindow, by: Grain) -> [Bucket] { [] }
  func hours(_: ClockRange, of: TimeSlice) -> [TimeSlice] { [] }
  public func weekday(of: Instant) -> Int { 1 }
}
