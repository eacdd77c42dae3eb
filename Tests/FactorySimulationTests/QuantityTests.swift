import FactorySimulation
import Testing

@Suite struct QuantityTests {
  /// Every count stands in a run interval of its machine and operation, after the one before it and before the as-of.
  @Test(arguments: Sample.allCases)
  func countsStandInRuns(_ sample: Sample) throws {
    let factory = try sample.factory
    var last: [String: Int] = [:]
    var place: [String: Int] = [:]
    for count in factory.counts {
      if count.at <= last[count.machine] ?? 0 || count.at >= factory.asOf { Issue.record("\(count)") }
      last[count.machine] = count.at
      let states = factory.states[count.machine] ?? []
      var index = place[count.machine] ?? 0
      while index + 1 < states.count, (states[index].to ?? Int.max) < count.at { index += 1 }
      place[count.machine] = index
      let fits = states[index...min(index + 1, states.count - 1)].contains {
        $0.category == "run" && $0.operation == count.operation && $0.from <= count.at
          && count.at <= $0.to ?? Int.max
      }
      if !fits { Issue.record("\(count) in \(states[index])") }
    }
    #expect(factory.counts.count > 1_000)
  }

  /// The slowest machines of a line count every 100 seconds or so, the others as often a lot: mostly between one minute
  /// and two.
  @Test(arguments: Sample.allCases)
  func machinesCountEveryMinuteOrTwo(_ sample: Sample) throws {
    let factory = try sample.factory
    var last: [String: LoadedFactory.Count] = [:]
    var gaps: [Int] = []
    for count in factory.counts {
      if let before = last[count.machine], before.operation == count.operation { gaps.append(count.at - before.at) }
      last[count.machine] = count
    }
    gaps.sort()
    #expect((60...120).contains(gaps[gaps.count / 2]), "\(gaps[gaps.count / 2])")
    #expect(gaps[gaps.count / 10] >= 10 && gaps[gaps.count * 9 / 10] < 300)
  }

  @Test(arguments: Sample.allCases)
  func countsAddUpToOperations(_ sample: Sample) throws {
    let factory = try sample.factory
    var good: [Int: Int] = [:]
    var scrap: [Int: Int] = [:]
    var rework: [Int: Int] = [:]
    let machine = Dictionary(uniqueKeysWithValues: factory.operations.map { ($0.id, $0.machine) })
    for count in factory.counts {
      if machine[count.operation] == count.machine { good[count.operation, default: 0] += count.good }
      scrap[count.operation, default: 0] += count.scrap
      rework[count.operation, default: 0] += count.rework
    }
    for operation in factory.operations {
      let counted = (good[operation.id] ?? 0, scrap[operation.id] ?? 0, rework[operation.id] ?? 0)
      if counted != (operation.good, operation.scrap, operation.rework) { Issue.record("\(operation): \(counted)") }
    }
  }

  @Test(arguments: Sample.allCases)
  func unitsAreConservedAlongTheRoute(_ sample: Sample) throws {
    let factory = try sample.factory
    var before: LoadedFactory.Operation?
    for operation in factory.operations {
      let isFirst = operation.sequence == 1
      if !isFirst, let before, before.workOrder == operation.workOrder {
        if operation.sequence != before.sequence + 1 { Issue.record("\(operation)") }
        if operation.plannedStart < before.plannedStart || operation.plannedEnd < before.plannedEnd {
          Issue.record("\(operation)")
        }
        if operation.end != nil, operation.good + operation.scrap != before.good { Issue.record("\(operation)") }
        if operation.good + operation.scrap > before.good { Issue.record("\(operation) has more than \(before)") }
        if let start = operation.start, start < before.start ?? Int.max { Issue.record("\(operation)") }
        if let end = operation.end, end < before.end ?? Int.max { Issue.record("\(operation)") }
        if let start = operation.start, operation.line != before.line, start < before.end ?? Int.max {
          Issue.record("\(operation) began before \(before) had ended")
        }
      } else if operation.end != nil, operation.good + operation.scrap != operation.quantity {
        Issue.record("\(operation)")
      }
      if max(operation.start ?? 0, operation.end ?? 0) >= factory.asOf { Issue.record("\(operation)") }
      before = operation
    }
  }

  /// No machine has counted a board that the machine before it had not counted by then.
  @Test(arguments: [Sample.otherSeed, .sundayNight])
  func boardsMeetTheMachinesInOrder(_ sample: Sample) throws {
    let factory = try sample.factory
    let position = Dictionary(
      uniqueKeysWithValues: (factory.rows[.machines] ?? []).enumerated().map { ($1[0] ?? "", $0) })
    let workOrder = Dictionary(uniqueKeysWithValues: factory.operations.map { ($0.id, $0.workOrder) })
    var byWorkOrder: [String: [LoadedFactory.Count]] = [:]
    for count in factory.counts { byWorkOrder[workOrder[count.operation] ?? "", default: []].append(count) }
    for counts in byWorkOrder.values {
      let kinds = Set(counts.map { position[$0.machine] ?? 0 }).sorted()
      for (upper, lower) in zip(kinds, kinds.dropFirst()) {
        var events: [(at: Int, isLower: Int, units: Int)] = []
        for count in counts where position[count.machine] == upper { events.append((count.at, 0, count.good)) }
        for count in counts where position[count.machine] == lower {
          events.append((count.at, 1, -count.good - count.scrap))
        }
        var between = 0
        for event in events.sorted(by: { ($0.at, $0.isLower) < ($1.at, $1.isLower) }) {
          between += event.units
          if between < 0 { Issue.record("\(counts[0].operation): machine \(lower) is ahead of \(upper)") }
        }
      }
    }
  }

  /// Every scrapped and every reworked unit is a defect row, at the machine that counted it; a scrapped board is gone.
  @Test(arguments: Sample.allCases)
  func defectsAgreeWithCounts(_ sample: Sample) throws {
    let factory = try sample.factory
    var balance: [String: Int] = [:]
    for count in factory.counts where count.scrap + count.rework > 0 {
      balance["\(count.machine) \(count.operation) scrap", default: 0] += count.scrap
      balance["\(count.machine) \(count.operation) rework", default: 0] += count.rework
    }
    var gone: [String: Int] = [:]
    for defect in factory.defects {
      if defect.introduced > defect.found || defect.found >= factory.asOf { Issue.record("\(defect)") }
      if defect.operation > defect.foundOperation { Issue.record("\(defect)") }
      if let scrapped = gone[defect.board], defect.found > scrapped { Issue.record("\(defect) was scrapped") }
      if defect.disposition == "scrap" {
        if gone[defect.board] != nil { Issue.record("\(defect) was scrapped twice") }
        gone[defect.board] = defect.found
      }
      if defect.disposition != "false_call" {
        balance["\(defect.foundMachine) \(defect.foundOperation) \(defect.disposition)", default: 0] -= 1
      }
    }
    for (key, value) in balance where value != 0 { Issue.record("\(key): \(value)") }
    #expect(factory.defects.contains { $0.disposition == "false_call" })
    #expect(factory.defects.contains { $0.operation < $0.foundOperation - 3 })
  }
}
