public import IntentParser

/// A frame with its times resolved: the public `interpretation` of an answer.
public struct Reading: Sendable, Hashable {
  /// The window that was named, whole; open ends are nil.
  public struct Period: Sendable, Hashable {
    public var window: TimeWindow
    public var of: PeriodOf?
    /// The instant that was named, where the answer is computed over the day up to it: an instant has no OEE.
    public var instant: Instant?
    public init(window: TimeWindow, of: PeriodOf? = nil) { (self.window, self.of) = (window, of) }
  }
  /// What was asked; its time expressions are resolved in ``period`` and ``comparePeriod``.
  public var frame: Frame
  public var period: Period?
  public var comparePeriod: Period?
  /// What is left out of the period.
  public var excludedPeriod: TimeWindow?
  /// The times of a what-if's change by key: when it begins (`from`), ends (`to`), when an order is `due`.
  public var changeTimes: [String: Instant] = [:]
  /// The filters as they were asked, where a list was narrowed to what is open now.
  public var askedFilters: Scope?
  /// Keys that the question left open and the service filled.
  public var defaulted: [String]

  public init(frame: Frame, period: Period? = nil, comparePeriod: Period? = nil, defaulted: [String] = []) {
    (self.frame, self.period, self.comparePeriod, self.defaulted) = (frame, period, comparePeriod, defaulted)
  }

  /// Narrows a list that asked for no state to some; the public interpretation keeps what was asked.
  mutating func assume(states: [String]) {
    askedFilters = frame.filters
    frame.filters[.state] = states
    defaulted.append("filters.state")
  }
}
