public import Foundation

/// A point in time, in microseconds since 1970-01-01T00:00:00Z: PostgreSQL's resolution.
public struct Instant: Sendable, Hashable, Comparable {
  public var microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }
  public init(seconds: Int64) { microseconds = seconds * 1_000_000 }
  public init(_ date: Date) { microseconds = Int64((date.timeIntervalSince1970 * 1_000_000).rounded()) }

  /// Whole seconds since 1970, rounded down.
  public var seconds: Int64 {
    microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
  }
  public var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1_000_000) }

  public static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }
  /// The instant `seconds` later.
  public static func + (instant: Instant, seconds: Int64) -> Instant {
    Instant(microseconds: instant.microseconds + seconds * 1_000_000)
  }
  public static func - (instant: Instant, seconds: Int64) -> Instant { instant + (-seconds) }
}

/// A half-open window `[from, to)`; an end that is nil is open.
public struct TimeWindow: Sendable, Hashable {
  public var from: Instant?
  public var to: Instant?
  public init(from: Instant?, to: Instant?) {
    self.from = from
    self.to = to
  }

  /// Whether they have a moment in common.
  public func overlaps(_ other: TimeWindow) -> Bool {
    func isBefore(_ end: Instant?, _ start: Instant?) -> Bool {
      if let end, let start { end <= start } else { false }
    }
    return !isBefore(to, other.from) && !isBefore(other.to, from)
  }
}
