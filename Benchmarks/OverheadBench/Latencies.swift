/// How long each of many questions took.
struct Latencies: Sendable {
  private var microseconds: [Double] = []
  private var failures = 0
  var elapsed = Duration.zero

  mutating func add(_ duration: Duration) { microseconds.append(duration / .microseconds(1)) }
  mutating func fail() { failures += 1 }
  mutating func add(_ other: Latencies) {
    microseconds += other.microseconds
    failures += other.failures
  }

  /// Median and 99th percentile in milliseconds, and questions a second.
  var json: String {
    let sorted = microseconds.sorted()
    func part(_ part: Double) -> Double {
      sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))] / 1000
    }
    let rate = Double(sorted.count) / max(elapsed / .seconds(1), 1e-9)
    return """
      {"median": \(part(0.5)), "p99": \(part(0.99)), "rate": \(rate), "count": \(sorted.count), "failures": \(failures)}
      """
  }
}
