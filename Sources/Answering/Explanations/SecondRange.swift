import QueryPlanner

/// A half-open range of whole seconds since 1970.
struct SecondRange: Hashable {
  var from: Int64
  var to: Int64

  /// Empty where `to` is not after `from`.
  init(_ from: Int64, _ to: Int64) { (self.from, self.to) = (from, max(from, to)) }
  init(_ from: Instant, _ to: Instant) { self.init(from.seconds, to.seconds) }

  var length: Int64 { to - from }
  var isEmpty: Bool { from >= to }
  func contains(_ second: Int64) -> Bool { from <= second && second < to }
  func clipped(to other: SecondRange) -> SecondRange { SecondRange(max(from, other.from), min(to, other.to)) }
}

/// When a line works, as sorted ranges that do not touch.
struct WorkingTime {
  /// Nil: always.
  private let ranges: [SecondRange]?

  init(_ windows: [TimeWindow]?) {
    guard let windows, !windows.isEmpty else {
      ranges = nil
      return
    }
    var merged: [SecondRange] = []
    for range in windows.map({
      SecondRange($0.from?.seconds ?? Int64.min / 4, $0.to?.seconds ?? Int64.max / 4)
    }).sorted(by: { $0.from < $1.from }) where !range.isEmpty {
      if let last = merged.last, range.from <= last.to {
        merged[merged.count - 1].to = max(last.to, range.to)
      } else {
        merged.append(range)
      }
    }
    ranges = merged
  }

  /// The working parts of a range, in order.
  func parts(of range: SecondRange) -> [SecondRange] {
    guard let ranges else { return range.isEmpty ? [] : [range] }
    return ranges[firstIndex(endingAfter: range.from)...].prefix { $0.from < range.to }
      .map { $0.clipped(to: range) }.filter { !$0.isEmpty }
  }

  /// Seconds off shift from one instant to another; negative where `to` is before `from`.
  func offSeconds(from: Int64, to: Int64) -> Int64 {
    let range = SecondRange(min(from, to), max(from, to))
    let off = range.length - parts(of: range).reduce(0) { $0 + $1.length }
    return to < from ? -off : off
  }

  /// The last `seconds` working seconds before an instant, in order; fewer where the calendar does not reach back.
  func last(_ seconds: Int64, before instant: Int64) -> [SecondRange] {
    guard seconds > 0 else { return [] }
    guard let ranges else { return [SecondRange(instant - seconds, instant)] }
    var missing = seconds
    var found: [SecondRange] = []
    for range in ranges.reversed() where range.from < instant && missing > 0 {
      let to = min(range.to, instant)
      let part = SecondRange(max(range.from, to - missing), to)
      missing -= part.length
      found.append(part)
    }
    return found.reversed()
  }

  private func firstIndex(endingAfter instant: Int64) -> Int {
    guard let ranges else { return 0 }
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].to > instant { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
