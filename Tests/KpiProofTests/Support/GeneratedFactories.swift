import FactoryReference
import Testing

/// A factory of a seed, in the database and in the reference.
struct Proof: Sendable, CustomTestStringConvertible {
  enum Place: String, Sendable, CaseIterable {
    /// The clocks go forward in the second night.
    case spring
    /// The clocks go back in the second night.
    case autumn
    /// One offset for good.
    case hanoi
  }
  var place: Place
  var seed: UInt64
  var testDescription: String { "\(place) \(seed)" }

  static let all: [Proof] = Place.allCases.enumerated().map { Proof(place: $1, seed: UInt64($0 + 1)) }

  func generated() -> ReferenceFactory {
    switch place {
    case .spring: .generated(seed: seed, zone: "Europe/Berlin", from: (2026, 3, 27))
    case .autumn: .generated(seed: seed, zone: "Europe/Berlin", from: (2026, 10, 23))
    case .hanoi: .generated(seed: seed, zone: "Asia/Ho_Chi_Minh", from: (2026, 3, 16))
    }
  }

  /// Each is made once and shared by the tests.
  struct Made: Sendable {
    var reference: Reference
    var database: FactoryUnderTest
  }
  private static let made = Dictionary(
    uniqueKeysWithValues: all.map { proof in
      (
        proof.place,
        Task {
          let factory = proof.generated()
          return Made(
            reference: Reference(factory),
            database: try await ProofDatabase.factory("proof_\(proof.place)", script: factory.script))
        }
      )
    })

  func make() async throws -> Made {
    try await #require(Self.made[place], "every place is made").value
  }
}

/// What is asked together: KPIs that can be cut alike.
enum Families {
  static let time = [
    "availability", "performance", "quality", "oee", "utilization", "throughput", "cycle_time", "run_time",
    "planned_time", "planned_stop_time",
  ]
  static let losses = [
    "setup_time", "downtime", "idle_time", "lost_time", "stops", "micro_stops", "failures", "mtbf", "mttr",
  ]
  static let units = [
    "output", "good", "scrap", "rework", "scrap_rate", "rework_rate", "first_pass_yield", "scrap_cost",
  ]
  static let all = [
    time, losses, units, ["defects", "escapes", "dpmo"], ["planned_output"], ["plan_attainment"], ["wip"], ["backlog"],
    ["schedule_adherence"], ["orders", "late_orders"], ["on_time_delivery"], ["order_quantity"], ["lead_time"],
    ["lateness"], ["queue_time"], ["stop_duration"], ["alerts"], ["maintenance_jobs"],
  ]
  /// Sums over whatever is counted: the parts of any partition add up to the whole.
  static let additive = [
    ["run_time", "planned_stop_time"], ["planned_time"],
    ["setup_time", "downtime", "idle_time", "lost_time", "stops", "micro_stops", "failures"],
    ["output", "good", "scrap", "rework", "scrap_cost"], ["defects", "escapes"], ["planned_output"],
    ["orders", "late_orders"], ["alerts"], ["maintenance_jobs"],
  ]
}

/// Counts what was checked, so that a test that checks nothing is seen.
struct Checked {
  var count = 0
  mutating func one() { count += 1 }
}

func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-6 * max(1, abs(a), abs(b)) }
