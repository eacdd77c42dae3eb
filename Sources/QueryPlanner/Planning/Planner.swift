public import IntentParser

/// Frames to plans: resolves times, picks the measures, writes the SQL. Pure.
public struct Planner: Sendable {
  public let kpis: KpiCatalogue
  public let factory: FactoryCatalogue
  /// How many rows the answer is to show.
  public var limits = RowLimits.shown
  /// Of each site, without shifts: what a zone's clock does is looked up once.
  private let calendars: [String: Result<SiteCalendar, CalendarError>]

  public init(kpis: KpiCatalogue, factory: FactoryCatalogue) {
    (self.kpis, self.factory) = (kpis, factory)
    calendars = Dictionary(
      factory.sites.map { site in
        (
          site.code,
          Result { () throws(CalendarError) in try SiteCalendar(timeZone: site.timeZone, dayStart: site.dayStart) }
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The part of the shift calendar that `plan(for:at:shifts:)` needs for this frame; nil when it needs none.
  public func shiftsNeeded(for frame: Frame, at now: Instant) -> TimeWindow? {
    guard let calendar = try? calendar(for: frame, shifts: []) else { return nil }
    let supposed = frame.change.values.compactMap { if case .time(let time) = $0 { time } else { nil } }
    let named = [frame.period, frame.comparePeriod, frame.excludedPeriod].compactMap { $0 }
    // "The night shift on Friday" of a plan is the next one, of a result the latest one.
    let windows =
      (named + supposed).flatMap { time in
        [TimeDirection.past, .future].compactMap { calendar.shiftRange(needed: time, at: now, direction: $0) }
      }
      + WorkingTime.windows(comparedBy: frame, at: now, calendar)
    guard !windows.isEmpty else { return nil }
    return TimeWindow(from: windows.compactMap(\.from).min(), to: windows.compactMap(\.to).max())
  }

  /// The plan of a question at a clock.
  ///
  /// - Parameters:
  ///   - shifts: those that `shiftsNeeded(for:at:)` asked for.
  ///   - dataWindow: first and last event in the data. A question without a time is about today; where the data
  ///     ended before today it is about all of them, since a log of the past has no today.
  public func plan(
    for frame: Frame, at now: Instant, shifts: [ShiftInstance], dataWindow: TimeWindow = TimeWindow(from: nil, to: nil)
  ) throws(PlanError) -> QueryPlan {
    let line = equipment(of: frame).clockLine
    let calendar: SiteCalendar
    do { calendar = try self.calendar(of: line, shifts: shifts) } catch {
      throw .impossibleTime(frame, error)
    }
    let resolver = PeriodResolver(calendar: calendar, now: now, line: line?.code)
    let reading = try resolver.reading(of: frame, dataWindow: dataWindow)
    try checkNames(in: reading)
    let isPlanned: Set<Intent> = [.kpi, .list, .status, .schedule, .delay]
    if isPlanned.contains(reading.frame.intent), let key = reading.unusedKeys(at: now).first {
      throw .unsupported(reading, missing: .part(key, frame.intent))
    }
    var plan = try plan(of: reading, calendar, now)
    plan.limits = limits
    return plan
  }

  private func plan(of reading: Reading, _ calendar: SiteCalendar, _ now: Instant) throws(PlanError) -> QueryPlan {
    let frame = reading.frame
    switch frame.intent {
    case .kpi: return try KpiPlanner(reading: reading, planner: self, calendar: calendar, now: now).plan()
    case .list: return try ListPlanner(reading: reading, planner: self, now: now).plan()
    case .status: return try StatusPlanner(reading: reading, planner: self, now: now).plan()
    case .schedule: return try SchedulePlanner(reading: reading, planner: self, now: now).plan()
    case .delay: return try DelayPlanner(reading: reading, planner: self, now: now).plan()
    case .define: return QueryPlan(reading: reading, statements: [], composition: .define(frame.terms), now: now)
    case .help: return QueryPlan(reading: reading, statements: [], composition: .help, now: now)
    case .freshness:
      return QueryPlan(reading: reading, statements: [FreshnessSQL.statement], composition: .freshness, now: now)
    case .bottleneck, .loss, .trace, .forecast, .whatIf, .health, .watch, .report:
      throw .unsupported(reading, missing: .intent(frame.intent))
    }
  }

  /// Calendar of the site that a question is about: that of its first line.
  public func calendar(for frame: Frame, shifts: [ShiftInstance]) throws(CalendarError) -> SiteCalendar {
    try calendar(of: equipment(of: frame).clockLine, shifts: shifts)
  }

  private func calendar(
    of line: FactoryCatalogue.Line?, shifts: [ShiftInstance]
  ) throws(CalendarError) -> SiteCalendar {
    let site = factory.sites.first { $0.code == line?.site } ?? factory.sites.first
    guard let site, let calendar = calendars[site.code] else {
      return try SiteCalendar(timeZone: "UTC", dayStart: 0, shifts: shifts)
    }
    return try calendar.get().with(shifts: shifts)
  }

  /// Lines and machines that a frame is about; of a what-if without a scope those that change.
  func equipment(of frame: Frame) -> Equipment {
    var filters = frame.filters
    if filters.isEmpty {
      for dimension in [Dimension.site, .lineKind, .line, .machine] {
        switch frame.change[dimension.rawValue] {
        case .text(let code): filters[dimension] = [code]
        case .list(let codes): filters[dimension] = codes
        default: continue
        }
      }
    }
    return Equipment(filters: filters, exclude: frame.exclude, by: frame.by, factory: factory)
  }

  /// Filters that contradict each other (SMT line 1 in Da Nang) leave nothing to compute.
  private func checkNames(in reading: Reading) throws(PlanError) {
    let place: Set<Dimension> = [.site, .line, .lineKind, .stage, .machine]
    let named = reading.frame.filters.dimensions.filter(place.contains)
    guard !named.isEmpty, equipment(of: reading.frame).machines.isEmpty else { return }
    throw .senseless(reading, why: .noMachineInAll(named.flatMap { reading.frame.filters[$0] }), instead: [])
  }
}
