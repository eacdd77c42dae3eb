import QueryPlanner

/// Where operations that have not ended are expected to start and end: their planned working time, less what is done
/// already, walked over the line's shifts. Delays of open orders are explained up to there.
struct OpenOperationForecast {
  /// Working time by line, in order; a line without any always works.
  let workingTime: [String: [TimeWindow]]
  let now: Instant

  /// The operations of one work order, in sequence, with their forecasts filled in.
  func filled(_ operations: [DelayOperation]) -> [DelayOperation] {
    var filled: [DelayOperation] = []
    for var operation in operations.sorted(by: { $0.sequence < $1.sequence }) {
      if operation.actualEnd == nil { fill(&operation, after: filled.last) }
      filled.append(operation)
    }
    return filled
  }

  private func fill(_ operation: inout DelayOperation, after previous: DelayOperation?) {
    guard let plannedStart = operation.plannedStart, let plannedEnd = operation.plannedEnd else { return }
    let windows = workingTime[operation.line] ?? []
    let planned = working(from: plannedStart, to: plannedEnd, windows)
    let previousEnd = previous.flatMap { $0.actualEnd ?? $0.forecastEnd }
    var remaining = planned
    let start: Instant
    if operation.actualStart != nil {
      start = now
      if operation.plannedQuantity > 0 {
        let left = max(0, operation.plannedQuantity - operation.good - operation.scrap)
        remaining = planned * left / operation.plannedQuantity
      }
    } else {
      // As far behind its plan as the operation before it, and not before now.
      let behind = previousEnd.flatMap { end in previous?.plannedEnd.map { end.seconds - $0.seconds } } ?? 0
      start = later(max(now, plannedStart + max(0, behind)), 0, windows)
      operation.forecastStart = start
    }
    let end = later(start, remaining, windows)
    operation.forecastEnd = max(end, previousEnd ?? end)
  }

  /// Working seconds between two instants.
  private func working(from: Instant, to: Instant, _ windows: [TimeWindow]) -> Int64 {
    guard !windows.isEmpty else { return max(0, to.seconds - from.seconds) }
    return windows.reduce(0) { sum, window in
      guard let a = window.from, let b = window.to else { return sum }
      return sum + max(0, min(b, to).seconds - max(a, from).seconds)
    }
  }

  /// The instant after so many working seconds; where the calendar ends, time goes on without it.
  private func later(_ start: Instant, _ seconds: Int64, _ windows: [TimeWindow]) -> Instant {
    var left = seconds
    for window in windows {
      guard let a = window.from, let b = window.to, b > start else { continue }
      let begin = max(a, start)
      let room = b.seconds - begin.seconds
      if left < room { return begin + left }
      left -= room
    }
    return max(start, windows.last?.to ?? start) + left
  }
}
