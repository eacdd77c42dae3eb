import IntentParser

/// Gives a frame its windows: the times that were named, resolved at a clock, or the default of its kind.
struct PeriodResolver {
  let calendar: SiteCalendar
  let now: Instant
  /// Line whose shifts "this shift" means.
  let line: String?

  /// - Throws: ``PlanError/impossibleTime(_:_:)``
  func reading(of frame: Frame, dataWindow: TimeWindow) throws(PlanError) -> Reading {
    var frame = frame
    var defaulted: [String] = []
    if frame.period == nil, let period = defaultPeriod(of: frame) {
      frame.period = period
      defaulted.append("period")
    }
    let of = dateThatCounts(in: frame)
    let direction = direction(of: frame, by: of)
    var reading = Reading(frame: frame, defaulted: defaulted)
    reading.frame.looksAhead = direction == .future
    if let expression = frame.period {
      var window = try window(of: expression, direction, in: frame)
      // "Orders due in February", asked in March: of a delay the next February knows nothing, and of a number the one
      // that is nearer is meant. "Due before 10 March" ends at a day of which the same holds.
      if frame.looksAhead == nil, [.delay, .kpi, .list].contains(frame.intent), direction == .future,
        let edge = window.from ?? window.to,
        edge > now + Self.farAhead
      {
        let past = try self.window(of: expression, .past, in: frame)
        let isNearer = (past.to ?? past.from).map { now.seconds - $0.seconds < edge.seconds - now.seconds } ?? false
        if frame.intent == .delay || isNearer { (window, reading.frame.looksAhead) = (past, false) }
      }
      reading.period = Reading.Period(window: window, of: of)
      // Data that ended before the default period began: all of them.
      if defaulted.contains("period"), expression != .now, let from = window.from, let first = dataWindow.from,
        let last = dataWindow.to, last < from
      {
        reading.period?.window = TimeWindow(from: first, to: last + 1)
        reading.frame.period = nil
      }
    }
    if frame.intent == .kpi, frame.period == .now, !defaulted.contains("period"), !isKnownAtAnInstant(frame) {
      let today = TimeExpression.relative(.day, offset: 0)
      reading.period?.window = try window(of: today, .past, in: frame)
      reading.period?.instant = now
      reading.frame.period = today
    }
    foretell(&reading)
    if let named = frame.comparePeriod {
      let expression = frame.period.map { named.told(from: $0) } ?? named
      let window = try window(of: expression, .past, in: frame)
      reading.comparePeriod = Reading.Period(window: window, of: of)
    }
    if let expression = frame.excludedPeriod {
      reading.excludedPeriod = try window(of: expression, direction, in: frame)
    }
    if let error = contradiction(in: reading) { throw .impossibleTime(frame, error) }
    reading.changeTimes = try changeTimes(of: frame)
    // The later of two periods is the one that is asked about.
    if let a = reading.period?.window.from, let b = reading.comparePeriod?.window.from, b > a {
      swap(&reading.period, &reading.comparePeriod)
      swap(&reading.frame.period, &reading.frame.comparePeriod)
    }
    return reading
  }

  /// "How many will SMT 1 make tonight", "SO-24355 finished tomorrow?": of what is still to come there are no results,
  /// only what is foretold.
  private func foretell(_ reading: inout Reading) {
    guard let from = reading.period?.window.from, from >= now, reading.period?.window.to != from else { return }
    let frame = reading.frame
    switch frame.intent {
    case .kpi:
      let isDone = frame.metrics == ["orders"] && reading.period?.of == .completed
      // Who names the KPI asks for it, whatever there is of it; a frame without words names it too.
      let isMade =
        frame.metrics == ["output"] && !frame.sources.isEmpty && !frame.sources.contains { $0.key == "metrics" }
      guard isDone || isMade, frame.aspect == nil, frame.comparePeriod == nil, frame.having.isEmpty
      else { return }
    case .list: guard frame.entity == .order, reading.period?.of == .completed else { return }
    case .status: guard frame.aspect == nil || frame.aspect == .progress, frame.oneOrder != nil else { return }
    default: return
    }
    (reading.frame.intent, reading.frame.entity, reading.frame.aspect) = (.forecast, nil, nil)
    reading.frame.periodOf = nil
    reading.period?.of = nil
  }

  /// Windows that cannot be meant: two periods that are one, one without a length or an end beside another, a part left
  /// out that the period does not have.
  private func contradiction(in reading: Reading) -> CalendarError? {
    if let compared = reading.comparePeriod?.window {
      if compared == reading.period?.window { return .samePeriods }
      // "This week vs same time yesterday": a week moved by a day.
      if case .shifted? = reading.frame.comparePeriod, let window = reading.period?.window, compared.overlaps(window) {
        return .samePeriods
      }
      guard let from = compared.from, let to = compared.to else { return .noStretch }
      if from == to, reading.period?.window.from != reading.period?.window.to { return .noStretch }
    }
    if let window = reading.period?.window, let from = window.from, from == window.to, reading.frame.period != .now,
      reading.frame.intent == .kpi, !isKnownAtAnInstant(reading.frame)
    {
      return .noStretch
    }
    if let out = reading.excludedPeriod, let window = reading.period?.window {
      let begins = max(out.from ?? window.from ?? now, window.from ?? out.from ?? now)
      let ends = min(out.to ?? window.to ?? now, window.to ?? out.to ?? now)
      if ends <= begins { return .leftOutOutside }
    }
    return nil
  }

  /// What is supposed lies ahead: its window by its ends, a point in time by its start, a due date by its end.
  private func changeTimes(of frame: Frame) throws(PlanError) -> [String: Instant] {
    var times: [String: Instant] = [:]
    for (key, value) in frame.change {
      guard case .time(let expression) = value else { continue }
      do throws(CalendarError) {
        let time = try calendar.window(of: expression, at: now, direction: .future, line: line)
        switch key {
        case "from": times[key] = time.from
        case "to": times[key] = time.isPoint ? nil : time.to
        default: times[key] = time.isPoint ? time.from : time.to ?? time.from
        }
      } catch {
        throw .impossibleTime(frame, error)
      }
    }
    return times
  }

  /// What is counted at the end of a window.
  private static let stocks: Set = ["wip", "backlog"]

  private func window(
    of expression: TimeExpression, _ direction: TimeDirection, in frame: Frame
  ) throws(PlanError) -> TimeWindow {
    do throws(CalendarError) {
      let resolved = try calendar.window(of: expression, at: now, direction: direction, line: line)
      // What is there at eight is not what is there at nine: "8 o'clock" is the hour only of what happens.
      let isInstant = resolved.isPoint && frame.intent == .kpi && frame.metrics.allSatisfy(Self.stocks.contains)
      var window = TimeWindow(from: resolved.from, to: isInstant ? resolved.from : resolved.to)
      // "Output until noon" begins with the day.
      if frame.intent == .kpi, frame.periodOf == nil, window.from == nil, expression.endsAtClock, let to = window.to {
        window.from = calendar.window(of: calendar.productionDay(containing: to - 1)).from
      }
      return window
    } catch {
      throw .impossibleTime(frame, error)
    }
  }

  /// How far ahead, in seconds, no order is late yet, and a month of that name may rather be the one that was.
  private static let farAhead: Int64 = 31 * 86_400

  /// Plans, forecasts and due dates look forward, results look back.
  private func direction(of frame: Frame, by of: PeriodOf?) -> TimeDirection {
    // What is since a day ends now, whatever is asked of it.
    if case .since = frame.period { return .past }
    if let looksAhead = frame.looksAhead { return looksAhead ? .future : .past }
    if [.schedule, .forecast, .whatIf].contains(frame.intent) { return .future }
    if frame.intent == .kpi {
      let ahead: Set = ["orders", "order_quantity", "planned_output"]
      let isAhead = [.due, .planned, .requested, .promised].contains(of) || frame.metrics == ["planned_output"]
      let isOver = frame.filters[.state].contains { ["late", "done", "on_time"].contains($0) }
      return isAhead && !isOver && frame.metrics.allSatisfy(ahead.contains) ? .future : .past
    }
    switch of {
    case .due, .planned, .requested, .promised:
      // Nothing is late or done that is only to come.
      let isOver = frame.filters[.state].contains { ["late", "done", "on_time"].contains($0) }
      // "due by Friday that are already late": up to a day that is to come, and late before it.
      if case .until = frame.period, frame.intent == .list, frame.filters[.state] == ["late"] { return .future }
      return frame.intent == .delay || frame.intent == .list && isOver ? .past : .future
    default: return .past
    }
  }

  private func dateThatCounts(in frame: Frame) -> PeriodOf? {
    guard let period = frame.period, frame.intent != .list || period != .now else { return nil }
    if let named = frame.periodOf { return named }
    switch frame.intent {
    case .schedule: return .planned
    case .delay: return .due
    case .list:
      switch frame.entity {
      case .order: return .due
      case .alert: return .raised
      case .maintenance: return frame.filters[.state].contains("done") ? .done : .planned
      default: return nil
      }
    case .kpi:
      let metrics = Set(frame.metrics)
      if !metrics.isDisjoint(with: ["orders", "late_orders", "order_quantity"]) { return .due }
      if metrics == ["alerts"] { return .raised }
      if metrics == ["maintenance_jobs"] { return .planned }
      return nil
    default: return nil
    }
  }

  /// The window that a question without a time means.
  private func defaultPeriod(of frame: Frame) -> TimeExpression? {
    switch frame.intent {
    case .kpi:
      if isAboutOneOrder(frame) { return nil }
      if frame.comparePeriod != nil { return .relative(.day, offset: 0) }
      for case .grain(let grain) in frame.by { return trend(by: grain) }
      // Counts of orders without a time are of the orders there are; what is late or in a state is so now.
      if frame.metrics.allSatisfy({ ["orders", "late_orders", "order_quantity"].contains($0) }) {
        return frame.metrics.contains("late_orders") || !frame.filters[.state].isEmpty ? .now : nil
      }
      let current: Set = ["wip", "backlog"]
      if frame.metrics.allSatisfy(current.contains) || !frame.filters[.state].isEmpty { return .now }
      return .relative(.day, offset: 0)
    case .delay: return isAboutOneOrder(frame) ? nil : .relative(.week, offset: 0)
    case .schedule: return isAboutOneOrder(frame) ? nil : .relative(.day, offset: 0)
    case .loss, .bottleneck: return .relative(.day, offset: 0)
    case .list:
      // Things that happened need a time; things that are open are listed as of now.
      switch frame.entity {
      case .stop, .defect: return .relative(.day, offset: 0)
      default: return nil
      }
    default: return nil
    }
  }

  /// An order or work order that is named has its own life, whatever day it is.
  private func isAboutOneOrder(_ frame: Frame) -> Bool {
    !frame.filters[.order].isEmpty || !frame.filters[.workOrder].isEmpty
  }

  /// What is there at an instant can be counted; what flows needs a stretch of time.
  private func isKnownAtAnInstant(_ frame: Frame) -> Bool {
    let stocks: Set = ["wip", "backlog", "orders", "late_orders", "order_quantity", "alerts", "maintenance_jobs"]
    return frame.metrics.allSatisfy(stocks.contains) || !frame.filters[.state].isEmpty
  }

  private func trend(by grain: Grain) -> TimeExpression {
    switch grain {
    case .hour, .shiftInstance: .relative(.day, offset: 0)
    case .day: last(30, .day)
    case .week: last(8, .week)
    case .month, .quarter: last(12, .month)
    }
  }

  /// That many whole units before the current one, and the current one.
  private func last(_ count: Int, _ unit: TimeUnit) -> TimeExpression {
    .range(from: .relative(unit, offset: -count), to: .relative(unit, offset: 0))
  }
}

extension TimeExpression {
  /// Whether it is open towards the past and ends at a time of day: "until noon", "before 9:30 yesterday".
  fileprivate var endsAtClock: Bool {
    switch self {
    case .until(.clock), .before(.clock), .until(.part(.noon, _)), .before(.part(.noon, _)): true
    default: false
    }
  }
}
