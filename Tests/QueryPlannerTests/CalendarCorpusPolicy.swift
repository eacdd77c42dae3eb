import IntentParser
import QueryPlanner

/// Where our definitions differ from the corpus on purpose; each is a rule of the table of windows.
enum CorpusPolicy {
  static func rule(for report: TimeReport, now: Instant, wanted: [TimeWindow]) -> String? {
    let time = report.time
    switch report.match.expression {
    case .lastWeekday: return "last Monday is in the last 7 days"
    case .nextWeekday: return "next Friday is the first after today"
    case .complete: return "N units are complete ones, without the current"
    default: break
    }
    for window in wanted {
      if time.to == now || time.from == now, now.seconds % 86_400 != 0,
        [window.from, window.to].contains(Instant(seconds: now.seconds / 86_400 * 86_400))
      {
        return "now is the instant, not the date"
      }
      if case .until = report.match.expression, window.from == nil, let a = time.to, let b = window.to,
        isLonger(a, b, time.grain)
      {
        return "until Friday is up to its end"
      }
      if case .after = report.match.expression, window.to == nil, let a = time.from, let b = window.from,
        isLonger(a, b, time.grain)
      {
        return "after Friday is from its end on"
      }
      if case .range = report.match.expression, time.from == window.from, let a = time.to, let b = window.to,
        isLonger(a, b, time.grain)
      {
        return "ends named as days or longer are included"
      }
      if case .since = report.match.expression, time.from == window.from, window.to == nil {
        return "since X ends now"
      }
      if isPart(report.match.expression), abs((time.from?.seconds ?? 0) - (window.from?.seconds ?? 0)) <= 4 * 3600 {
        return "parts of the day are 06–12, 12–18, 18–22, 22–06"
      }
      if isSection(report.match.expression), overlaps(time.window, window) {
        return "weeks of a month are days 1–7, …; mid-March is 11–20, the end its last 10 days"
      }
    }
    return nil
  }

  private static func isLonger(_ a: Instant, _ b: Instant, _ grain: ResolvedTime.Grain) -> Bool {
    a > b
      && a.seconds - b.seconds <= (grain == .year ? 366 : grain == .quarter ? 92 : grain == .month ? 31 : 1) * 86_400
  }

  private static func isPart(_ time: TimeExpression) -> Bool {
    switch time {
    case .part: true
    default: false
    }
  }

  private static func isSection(_ time: TimeExpression) -> Bool {
    switch time {
    case .section, .within(_, _, .week, _): true
    case .since(let t), .before(let t), .after(let t), .until(let t): isSection(t)
    case .range(let a, let b): isSection(a) || isSection(b)
    default: false
    }
  }

  private static func overlaps(_ a: TimeWindow, _ b: TimeWindow) -> Bool {
    let far = Instant(seconds: 1 << 40)
    let early = Instant(seconds: -(1 << 40))
    return max(a.from ?? early, b.from ?? early) < min(a.to ?? far, b.to ?? far)
  }
}
