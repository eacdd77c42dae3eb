import FactorySimulation
import Testing

@Suite struct StateTests {
  @Test(arguments: Sample.allCases)
  func statesCoverTheTimeWithoutGapOrOverlap(_ sample: Sample) throws {
    let factory = try sample.factory
    #expect(factory.states.count == 46)
    let dayStart = (factory.asOf + 3_600) / 86_400 * 86_400 - 3_600  // 06:00 at +07 is 23:00 UTC
    let start = dayStart - factory.configuration.days * 86_400
    for (machine, states) in factory.states {
      #expect(states.first?.from == start, "\(machine)")
      for (state, next) in zip(states, states.dropFirst()) where state.to != next.from || next.from <= state.from {
        Issue.record("\(machine): \(state) is not followed by \(next)")
      }
      #expect(states.last?.to == nil, "\(machine)")
      #expect((states.last?.from ?? Int.max) < factory.asOf, "\(machine)")
    }
  }

  /// Off is exactly what the shift calendar leaves: so within a shift the other categories cover every second.
  @Test(arguments: Sample.allCases)
  func machinesAreOffExactlyOutsideShifts(_ sample: Sample) throws {
    let factory = try sample.factory
    var breaks: [String: (Int, Int)] = [:]
    for row in factory.rows[.shiftBreaks] ?? [] {
      breaks[factory.text(row[0])] = (factory.time(row[1]), factory.time(row[2]))
    }
    var working: [String: [(from: Int, to: Int)]] = [:]
    for row in factory.rows[.shifts] ?? [] {
      let pause = try #require(breaks[factory.text(row[0])])
      working[factory.text(row[1]), default: []] += [
        (factory.time(row[5]), pause.0), (pause.1, factory.time(row[6])),
      ]
    }
    for row in factory.rows[.machines] ?? [] {
      let states = try #require(factory.states[factory.text(row[0])])
      let pieces = (working[factory.text(row[2])] ?? []).sorted { $0.from < $1.from }
      var expected: [Int] = []
      var at = try #require(states.first).from
      for piece in pieces {
        if piece.from > at, at < factory.asOf { expected += [at, min(piece.from, factory.asOf)] }
        at = piece.to
      }
      let off = states.filter { $0.category == "off" }.flatMap { [$0.from, $0.to ?? factory.asOf] }
      #expect(off == expected, "\(factory.text(row[0]))")
    }
  }

  @Test(arguments: Sample.allCases)
  func reasonsFitTheirCategories(_ sample: Sample) throws {
    let factory = try sample.factory
    var category: [String: String] = [:]
    for row in factory.rows[.stopReasons] ?? [] { category[factory.text(row[0])] = factory.text(row[1]) }
    #expect(category.count == 13)
    var stops = 0
    var unlogged = 0
    for state in factory.states.values.joined() {
      if let reason = state.reason, category[reason] != state.category { Issue.record("\(state)") }
      if state.reason == nil, ["setup", "planned_stop"].contains(state.category) { Issue.record("\(state)") }
      if state.reason != nil, ["run", "off"].contains(state.category) { Issue.record("\(state)") }
      if state.category == "run", state.operation == nil { Issue.record("\(state)") }
      if state.category == "down" {
        stops += 1
        unlogged += state.reason == nil ? 1 : 0
      }
    }
    let share = Double(unlogged) / Double(stops)
    #expect(share > 0.01 && share < 0.06)
  }

  /// Working days of the site's week: no shift on a Sunday, no night in Da Nang, nights only on SMT.
  @Test func shiftsAreThoseOfTheSites() throws {
    let factory = try Sample.standard.factory
    let night = Set((factory.rows[.shifts] ?? []).filter { $0[2] == "Night" }.map { $0[1] ?? "" })
    #expect(night == ["SMT-1", "SMT-2", "SMT-3"])
    #expect(!(factory.rows[.shifts] ?? []).contains { $0[4] == "2026-03-15" || $0[4] == "2026-01-04" })
    let row = try #require(
      factory.rows[.shifts]?.first { $0[1] == "SMT-1" && $0[4] == "2026-03-14" && $0[2] == "Night" })
    #expect(row[3] == "C" && row[5] == "2026-03-14 22:00:00+07" && row[6] == "2026-03-15 06:00:00+07")
  }
}
