import FactorySimulation
import QueryPlanner
import Testing

@Suite struct PlanTests {
  @Test func tablesComeInTheOrderOfTheirReferences() throws {
    let factory = try Sample.otherSeed.factory
    #expect(factory.order == FactoryTable.allCases)
    #expect(factory.telemetryRows > 10_000)
  }

  @Test func sameSeedSameBytes() {
    func hash(seed: UInt64) -> [UInt64] {
      let configuration = FactoryConfiguration(
        asOf: Instant(seconds: 1_773_819_000), seed: seed, days: 5)  // 2026-03-18 14:30 +07
      return DemoFactory(configuration).map { chunk in
        chunk.rows.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
      }
    }
    #expect(hash(seed: 7) == hash(seed: 7))
    #expect(hash(seed: 7) != hash(seed: 8))
  }

  @Test(arguments: Sample.allCases)
  func plannedOperationsOfAMachineDoNotOverlap(_ sample: Sample) throws {
    let factory = try sample.factory
    for (machine, operations) in Dictionary(grouping: factory.operations, by: \.machine) {
      let sorted = operations.sorted { $0.plannedStart < $1.plannedStart }
      for (a, b) in zip(sorted, sorted.dropFirst()) where a.plannedEnd > b.plannedStart {
        Issue.record("\(machine): \(a) and \(b)")
      }
    }
    #expect((factory.operations.map(\.plannedEnd).max() ?? 0) > factory.asOf + 14 * 86_400)
  }

  /// Order numbers rise from SO-24001; more lines and their orders come with a factor.
  @Test func numbersBeginWhereTheyShould() throws {
    let factory = try Sample.standard.factory
    let orders = factory.rows[.orders] ?? []
    #expect(orders.first?[0] == "SO-24001")
    #expect(orders.contains { $0[0] == "SO-24017" })
    #expect(factory.rows[.workOrders]?.first?[0] == "WO-51001")
    let large = DemoFactory(
      FactoryConfiguration(asOf: factory.configuration.asOf, days: 1, planDays: 1, linesFactor: 3)
    ).first { $0.table == .lines }
    let text = String(decoding: large?.rows ?? [], as: UTF8.self)
    #expect(text.split(separator: "\n").count == 36)
    #expect(text.contains("SMT-12\tSMT line 12\tDA-NANG") && text.contains("PACK-6\tPacking line 6\tDA-NANG"))
  }

  /// The constraint of a line is one machine for every product, and not the same for all.
  @Test func constraintsAreUniqueAndMove() throws {
    let factory = try Sample.standard.factory
    let line = Dictionary(uniqueKeysWithValues: (factory.rows[.machines] ?? []).map { ($0[0] ?? "", $0[2] ?? "") })
    var times: [String: [(String, String)]] = [:]
    for row in factory.rows[.idealCycleTimes] ?? [] {
      let key = "\(line[factory.text(row[1])] ?? "") \(factory.text(row[0]))"
      times[key, default: []].append((factory.text(row[2]), factory.text(row[1])))
    }
    var constraints: [String: Set<String>] = [:]
    for (key, values) in times {
      let sorted = values.sorted { (Double($0.0) ?? 0) > (Double($1.0) ?? 0) }
      #expect(sorted.count < 2 || sorted[0].0 != sorted[1].0, "\(key)")
      constraints[String(key.prefix { $0 != " " }), default: []].insert(sorted[0].1)
    }
    #expect((constraints["SMT-1"]?.count ?? 0) >= 3)
    #expect((constraints["DIP-1"]?.count ?? 0) >= 2)
    #expect((constraints["TEST-1"]?.count ?? 0) >= 2)
  }
}
