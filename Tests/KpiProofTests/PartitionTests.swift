import FactoryReference
import IntentParser
import QueryPlanner
import Testing

/// What must hold of any data, whatever they are: parts add up to the whole.
@Suite struct PartitionTests {
  /// Dimensions that cut the whole into parts without a rest. Units that pass through machines one after another do
  /// not add up by machine, stage or line; finished units are counted once.
  static let cuts = [
    "shift", "shift_instance", "machine", "stage", "line", "line_kind", "site", "day", "hour", "weekday", "reason",
    "product", "customer",
  ]
  static let passingThrough: Set = ["machine", "stage", "line", "line_kind"]
  static let flows: Set = ["output", "good", "planned_output"]
  /// What may happen outside of every shift.
  static let offShift: Set = [
    "defects", "escapes", "alerts", "maintenance_jobs", "orders", "late_orders", "planned_output",
  ]

  @Test(arguments: Proof.all) func partsAddUpToTheWhole(_ proof: Proof) async throws {
    let made = try await proof.make()
    let factory = made.reference.factory
    var checked = Checked()
    for cut in Self.cuts {
      for filters in [[:], ["line": ["SMT-1"]], ["stage": ["Placement"]]] {
        var query = ReferenceQuery(from: 6 * 3600, to: factory.now)
        query.filters = filters
        query.by = cut
        for family in Families.additive {
          let metrics = family.filter { metric in
            !(Self.flows.contains(metric) && Self.passingThrough.contains(cut))
              && !(Self.offShift.contains(metric) && cut.hasPrefix("shift"))
          }
          guard
            let found = try await made.database.askIfSensible(query.frame(metrics, in: factory), at: factory.instant)
          else { continue }
          for metric in metrics {
            let sum = found.groups.values.reduce(0) { $0 + ($1[metric] ?? 0) }
            let whole = found.whole[metric] ?? -1
            checked.one()
            #expect(near(sum, whole), "\(metric) by \(cut) of \(filters): \(sum), not \(whole)")
          }
        }
      }
    }
    #expect(checked.count > 500)
    print("partitions \(proof.testDescription): \(checked.count) sums")
  }

  @Test(arguments: Proof.all) func windowsCutInTwoAddUp(_ proof: Proof) async throws {
    let made = try await proof.make()
    let factory = made.reference.factory
    var random = SeededRandom(seed: proof.seed)
    var checked = Checked()
    for _ in 0..<6 {
      let edges = (0..<3).map { _ in Int.random(in: 360...(factory.now / 60), using: &random) * 60 }.sorted()
      for metrics in Families.additive {
        let frames = [(0, 2), (0, 1), (1, 2)].map {
          ReferenceQuery(from: edges[$0.0], to: edges[$0.1]).frame(metrics, in: factory)
        }
        let found = try await made.database.ask(frames, at: factory.instant).map(\.whole)
        for metric in metrics {
          let (whole, parts) = (found[0][metric] ?? -1, (found[1][metric] ?? -1) + (found[2][metric] ?? -1))
          checked.one()
          #expect(near(whole, parts), "\(metric) in \(edges): \(parts), not \(whole)")
        }
      }
    }
    #expect(checked.count > 100)
    print("cut windows \(proof.testDescription): \(checked.count) sums")
  }

  /// A day of 23, 24 or 25 hours: the hours that it has.
  @Test(arguments: Proof.all) func aDayIsTheSumOfItsHours(_ proof: Proof) async throws {
    let made = try await proof.make()
    let factory = made.reference.factory
    var checked = Checked()
    for day in 0..<factory.days {
      for metrics in Families.additive {
        var query = ReferenceQuery(from: 0, to: 0)
        query.by = "hour"
        var hours = query.frame(metrics, in: factory)
        hours.period = factory.day(day)
        query.by = "day"
        var whole = query.frame(metrics, in: factory)
        whole.period = .range(from: factory.day(0), to: factory.day(factory.days - 1))
        let found = try await made.database.ask([hours, whole], at: factory.instant)
        for metric in metrics {
          let sum = found[0].groups.values.reduce(0) { $0 + ($1[metric] ?? 0) }
          checked.one()
          #expect(near(sum, found[1].groups[factory.code(ofDay: day)]?[metric] ?? 0), "\(metric) on day \(day)")
        }
      }
    }
    #expect(checked.count > 50)
    print("hours of days \(proof.testDescription): \(checked.count) sums")
  }

  @Test(arguments: Proof.all) func oeeIsTheProductOfItsParts(_ proof: Proof) async throws {
    let made = try await proof.make()
    let factory = made.reference.factory
    var random = SeededRandom(seed: proof.seed &+ 99)
    var checked = Checked()
    for cut in ["line", "machine", "stage", "shift", "day", "hour", "site"] {
      var query = ReferenceQuery(from: Int.random(in: 360...1440, using: &random) * 60, to: factory.now)
      query.by = cut
      let frame = query.frame(["oee", "availability", "performance", "quality"], in: factory)
      let found = try await made.database.ask(frame, at: factory.instant)
      for (group, row) in found.groups.merging(["in all": found.whole], uniquingKeysWith: { $1 }) {
        guard let oee = row["oee"], let a = row["availability"], let p = row["performance"], let q = row["quality"]
        else { continue }
        // The clocks show an hour twice where they are set back: its rows are not of one group.
        if cut == "hour", proof.place == .autumn, group.hasSuffix("T02:00") { continue }
        checked.one()
        #expect(abs(oee - a * p * q) < 1e-12, "\(cut) \(group): \(oee), not \(a * p * q)")
      }
    }
    #expect(checked.count > 50)
    print("OEE \(proof.testDescription): \(checked.count) products")
  }
}

extension FactoryUnderTest {
  /// Nil where the cut makes no sense for a metric.
  func askIfSensible(_ frame: Frame, at now: Instant) async throws -> Found? {
    if frame.metrics.isEmpty { return nil }
    do {
      return try await ask(frame, at: now)
    } catch let error as PlanError {
      guard case .senseless = error else { throw error }
      return nil
    }
  }
}
