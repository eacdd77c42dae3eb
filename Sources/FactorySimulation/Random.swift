import Foundation

/// What a stream of random numbers is for: streams are independent, so that a change in one leaves the others alone.
enum RandomStream: UInt64 {
  case orders = 1
  case maintenance, maintenanceDelay, stops, job, machineInJob, defects, shortages, alerts, telemetry
}

/// SplitMix64: small, fast, the same on every platform.
struct Random {
  private var state: UInt64

  init(seed: UInt64, _ stream: RandomStream, _ id: Int = 0, _ sub: Int = 0) {
    state = Random.mixed(seed &+ 0x9E37_79B9_7F4A_7C15 &* (stream.rawValue &+ 1))
    state = Random.mixed(state ^ UInt64(truncatingIfNeeded: id) &* 0xD6E8_FEB8_6659_FD93)
    state = Random.mixed(state ^ UInt64(truncatingIfNeeded: sub) &* 0xA5A3_5642_64E2_6B55)
  }

  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Random.mixed(state)
  }

  /// In `0 ..< 1`.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
  mutating func chance(_ probability: Double) -> Bool { unit() < probability }
  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + unit() * (range.upperBound - range.lowerBound)
  }
  mutating func int(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }
  mutating func exponential(mean: Double) -> Double { -mean * log(1 - unit()) }
  /// About normal: the sum of twelve uniforms, which needs no library function.
  mutating func normal() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += unit() }
    return sum
  }
  mutating func logNormal(median: Double, sigma: Double) -> Double { median * exp(sigma * normal()) }
  /// Trials until and including the first success, at least 1.
  mutating func geometric(_ probability: Double) -> Int {
    guard probability > 0 else { return Int.max / 2 }
    return 1 + Int(log(1 - unit()) / log(1 - min(probability, 0.95)))
  }
  mutating func pick<T>(_ values: [T]) -> T { values[int(0...values.count - 1)] }
  /// An index drawn with the weights given.
  mutating func weighted(_ weights: [Double]) -> Int {
    var rest = unit() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.count - 1
  }
}
