import QueryPlanner

/// Time along the columns of a Gantt in characters.
struct GanttScale {
  let from: Int64
  let to: Int64
  let columns: Int

  init(from: Instant, to: Instant, columns: Int) {
    (self.from, self.to, self.columns) = (from.seconds, to.seconds, max(columns, 10))
  }

  /// The column that holds an instant; nil outside the range.
  func column(of instant: Instant) -> Int? { column(of: instant.seconds) }

  private func column(of second: Int64) -> Int? {
    guard from <= second, second < to else { return nil }
    return Int((second - from) * Int64(columns) / (to - from))
  }

  private func start(ofColumn column: Int) -> Int64 { from + Int64(column) * (to - from) / Int64(columns) }

  /// One line of bars; kinds that come later in `kinds` are drawn over the earlier ones.
  func cells(of bars: [GanttBlock.Bar], _ kinds: [GanttBlock.Bar.Kind], now: Int?) -> String {
    var cells = [Character](repeating: " ", count: columns)
    for kind in kinds {
      for bar in bars where bar.kind == kind {
        for column in range(of: bar) { cells[column] = kind.sign }
      }
    }
    if let now { cells[now] = "│" }
    return String(cells)
  }

  /// Columns of which a bar covers at least half, or the one in which it begins.
  private func range(of bar: GanttBlock.Bar) -> Range<Int> {
    let (start, end) = (max(bar.from.seconds, from), min(bar.to.seconds, to))
    guard start < end, let first = column(of: start), let last = column(of: end - 1) else { return 0..<0 }
    func covered(_ column: Int) -> Bool {
      let (left, right) = (self.start(ofColumn: column), self.start(ofColumn: column + 1))
      return (min(end, right) - max(start, left)) * 2 >= right - left
    }
    var range = first..<(last + 1)
    if range.count > 1, !covered(first) { range = (first + 1)..<range.upperBound }
    if range.count > 1, !covered(last) { range = range.lowerBound..<(range.upperBound - 1) }
    return range
  }

  /// Ticks and their labels: hours, with the date at midnight, or days.
  func axis(_ format: ValueFormat) -> [String] {
    let minutes: Int64 = 60
    let hour = 60 * minutes
    let day = 24 * hour
    let steps =
      [5 * minutes, 15 * minutes, 30 * minutes, hour, 2 * hour, 3 * hour, 4 * hour, 6 * hour, 12 * hour]
      + [day, 2 * day, 7 * day, 14 * day, 28 * day, 91 * day]
    let labelWidth: Int64 = 8
    let step = steps.first { $0 * Int64(columns) / (to - from) >= labelWidth } ?? (to - from)
    var labels = [Character](repeating: " ", count: columns)
    var marks = [Character](repeating: "─", count: columns)
    // Ticks fall on round local times; days are counted from a Monday, so that weeks begin on one.
    let offset = Int64(format.clock.fields(Instant(seconds: from)).offset) + 3 * day
    var tick = ((from + offset - 1) / step + 1) * step - offset
    while tick < to {
      if let column = column(of: tick) {
        marks[column] = "┬"
        let fields = format.clock.fields(Instant(seconds: tick))
        let text = fields.secondOfDay == 0 ? format.date(fields) : format.time(fields)
        if column + text.count <= columns {
          for (index, character) in text.enumerated() { labels[column + index] = character }
        }
      }
      tick += step
    }
    return [String(labels), String(marks)]
  }
}
