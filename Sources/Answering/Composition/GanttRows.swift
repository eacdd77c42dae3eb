import QueryPlanner

/// Operations as rows of a Gantt: the plan above, what happened below it.
struct GanttRows {
  let now: Instant
  static let limit = 40

  /// Nil where no operation has a time.
  func block(_ operations: [ResultRow], window: TimeWindow?, label: (ResultRow) -> String) -> GanttBlock? {
    let rows = operations.compactMap { row in self.row(row, label: label(row)) }
    let bars = rows.flatMap(\.bars)
    guard let first = bars.map(\.from).min(), let last = bars.map(\.to).max() else { return nil }
    let from = max(window?.from ?? first, first)
    let to = min(window?.to ?? last, last)
    guard from < to else { return nil }
    return GanttBlock(
      from: from, to: to, now: now, rows: Array(rows.prefix(Self.limit)), more: max(0, rows.count - Self.limit))
  }

  private func row(_ row: ResultRow, label: String) -> GanttBlock.Row? {
    var bars: [GanttBlock.Bar] = []
    let plannedEnd = row.instant("planned_end")
    if let from = row.instant("planned_start"), let to = plannedEnd, from < to {
      bars.append(.init(kind: .plan, from: from, to: to))
    }
    let end = row.instant("actual_end")
    if let from = row.instant("actual_start"), from < end ?? now {
      bars.append(.init(kind: .actual, from: from, to: end ?? now))
    }
    guard !bars.isEmpty else { return nil }
    let late = plannedEnd.flatMap { planned -> Int64? in
      if let end { return end.seconds - planned.seconds }
      return now > planned ? now.seconds - planned.seconds : nil
    }
    return GanttBlock.Row(label: label, bars: bars, lateBy: late)
  }
}
