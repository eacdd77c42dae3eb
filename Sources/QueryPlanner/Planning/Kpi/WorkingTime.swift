import IntentParser

/// Working time of lines, added up: their shifts less the breaks.
struct WorkingTime {
  /// From each instant on so many lines work, until the next one.
  private let steps: [(at: Instant, lines: Int)]

  init(of shifts: [ShiftInstance], lines: Set<String>) {
    var changes: [Instant: Int] = [:]
    for shift in shifts where lines.contains(shift.line) {
      changes[shift.from, default: 0] += 1
      changes[shift.to, default: 0] -= 1
      for pause in shift.breaks {
        changes[pause.from, default: 0] -= 1
        changes[pause.to, default: 0] += 1
      }
    }
    var lines = 0
    steps = changes.sorted { $0.key < $1.key }.map { at, change in
      lines += change
      return (at, lines)
    }
  }

  /// Microseconds of work in `[from, to)`, times the lines that work.
  func elapsed(from: Instant, to: Instant) -> Int64 {
    var total: Int64 = 0
    for (start, end, lines) in stretches(from: from, to: to) {
      total += (end.microseconds - start.microseconds) * Int64(lines)
    }
    return total
  }

  /// The instant in `[from, to]` by which that much work was done; `to` where it is less.
  func instant(after amount: Int64, from: Instant, to: Instant) -> Instant {
    guard amount > 0 else { return from }
    var left = amount
    for (start, end, lines) in stretches(from: from, to: to) where lines > 0 {
      let work = (end.microseconds - start.microseconds) * Int64(lines)
      if work >= left { return Instant(microseconds: start.microseconds + left / Int64(lines)) }
      left -= work
    }
    return to
  }

  private func stretches(from: Instant, to: Instant) -> [(Instant, Instant, Int)] {
    var stretches: [(Instant, Instant, Int)] = []
    for (index, step) in steps.enumerated() {
      let end = index + 1 < steps.count ? steps[index + 1].at : step.at
      let (start, stop) = (max(step.at, from), min(end, to))
      if start < stop { stretches.append((start, stop, step.lines)) }
    }
    return stretches
  }

  /// The parts of the shift calendar by which a running period is compared with an earlier one: none where the later
  /// is over.
  static func windows(comparedBy frame: Frame, at now: Instant, _ calendar: SiteCalendar) -> [TimeWindow] {
    guard let later = frame.period, let earlier = frame.comparePeriod,
      let a = try? calendar.window(of: later, at: now), let b = try? calendar.window(of: earlier, at: now)
    else { return [] }
    let isRunning = [a, b].contains { ($0.from.map { $0 < now } ?? false) && ($0.to.map { $0 > now } ?? false) }
    guard isRunning else { return [] }
    return [a, b].map { TimeWindow(from: $0.from, to: min($0.to ?? now, now)) }
  }
}
