import FactorySimulation
import Testing

/// The state of every order at the as-of of the standard factory, by the words of the domain.
@Suite struct OrderStateTests {
  struct Order {
    var code: String
    var due: Int
    var released: Bool
    var operations: [LoadedFactory.Operation]
    var done: Int? { operations.allSatisfy { $0.end != nil } ? operations.compactMap(\.end).max() : nil }
    /// The next operations of its work orders.
    var next: [LoadedFactory.Operation] {
      Dictionary(grouping: operations, by: \.workOrder).values.compactMap { work in
        work.filter { $0.end == nil }.min { $0.sequence < $1.sequence }
      }
    }
  }

  func orders(_ factory: LoadedFactory) -> [Order] {
    let order = Dictionary(
      uniqueKeysWithValues: (factory.rows[.workOrders] ?? []).map { ($0[0] ?? "", $0[1] ?? "") })
    let operations = Dictionary(grouping: factory.operations) { order[$0.workOrder] ?? "" }
    return (factory.rows[.orders] ?? []).map {
      Order(
        code: $0[0] ?? "", due: factory.time($0[8]), released: $0[9] != nil, operations: operations[$0[0] ?? ""] ?? [])
    }.filter { !$0.operations.isEmpty }
  }

  @Test func everyStateOccurs() throws {
    let factory = try Sample.standard.factory
    let orders = orders(factory)
    let short = Dictionary(
      (factory.rows[.materialShortages] ?? []).filter { $0[5] == nil }.map { (factory.integer($0[2]), true) },
      uniquingKeysWith: { first, _ in first })
    let down = Set(factory.states.values.compactMap(\.last).filter { $0.category == "down" }.map(\.machine))
    let open = orders.filter { $0.done == nil }
    func waits(_ operation: LoadedFactory.Operation) -> Bool { operation.start == nil }
    #expect(orders.contains { ($0.done ?? 0) > $0.due }, "done late")
    #expect(orders.contains { ($0.done ?? Int.max) <= $0.due }, "done on time")
    #expect(open.count { $0.due < factory.asOf } >= 2, "late and open")
    #expect(open.contains { $0.due > factory.asOf && !$0.released }, "planned, not started")
    #expect(open.contains { $0.operations.contains { $0.start != nil && $0.end == nil } }, "running")
    #expect(open.contains { $0.next.contains { waits($0) && short[$0.id] != nil } }, "blocked by material")
    #expect(
      open.contains { $0.released && $0.next.contains { waits($0) && down.contains($0.machine) } }, "blocked, down")
    #expect(
      open.contains {
        $0.released && $0.next.contains { waits($0) && short[$0.id] == nil && !down.contains($0.machine) }
      }, "waiting")
    // Material that comes less than the route's work before the due date, or after it, cannot be caught up.
    #expect(open.contains { $0.due > factory.asOf && $0.next.contains { short[$0.id] != nil } }, "at risk")
  }

  @Test func onTimeDeliveryIsBelievable() throws {
    let factory = try Sample.standard.factory
    let due = orders(factory).filter { $0.due < factory.asOf && $0.due >= factory.asOf - 56 * 86_400 }
    let onTime = due.count { ($0.done ?? Int.max) <= $0.due }
    let share = Double(onTime) / Double(due.count)
    #expect(share > 0.75 && share < 0.92, "\(share)")
    #expect(due.contains { ($0.done ?? factory.asOf) > $0.due + 2 * 86_400 }, "badly late")
  }

  /// Among late orders each kind of cause can be seen in the data.
  @Test func everyCauseOfDelayOccurs() throws {
    let factory = try Sample.standard.factory
    let late = orders(factory).filter { ($0.done ?? factory.asOf) > $0.due }
    let ids = Set(late.flatMap(\.operations).map(\.id))
    var seconds: [Int: [String: Int]] = [:]
    for state in factory.states.values.joined() {
      guard let operation = state.operation, ids.contains(operation) else { continue }
      let key = state.category == "down" ? state.reason ?? "down" : state.category
      seconds[operation, default: [:]][key, default: 0] += (state.to ?? factory.asOf) - state.from
    }
    let operations = late.flatMap(\.operations)
    for reason in ["Feeder jam", "Nozzle clog", "Conveyor jam", "Fixture fault", "Tester offline"] {
      #expect(operations.contains { (seconds[$0.id]?[reason] ?? 0) > 900 }, "\(reason)")
    }
    #expect(operations.contains { (seconds[$0.id]?["setup"] ?? 0) > $0.plannedSetup * 2 + 600 }, "setup")
    #expect(operations.contains { $0.rework > $0.quantity / 20 }, "extra quantity")
    let shortages = Set((factory.rows[.materialShortages] ?? []).map { factory.integer($0[2]) })
    #expect(!shortages.isDisjoint(with: ids), "material")
    let byLine = Dictionary(grouping: factory.operations.filter { $0.start != nil }, by: \.machine)
    var waitedForAnother = false
    var upstream = false
    for order in late {
      for (before, operation) in zip(order.operations, order.operations.dropFirst())
      where before.workOrder == operation.workOrder && before.line != operation.line {
        guard let end = before.end, let start = operation.start else { continue }
        if end > operation.plannedStart { upstream = true }
        waitedForAnother =
          waitedForAnother
          || (byLine[operation.machine] ?? []).contains {
            $0.workOrder != operation.workOrder && ($0.start ?? 0) < start - 600 && ($0.end ?? 0) > end + 600
          }
      }
    }
    #expect(waitedForAnother, "machine busy with another order")
    #expect(upstream, "upstream")
  }

  /// OEE of each line over four weeks, by the definition: ideal time of good units ÷ planned busy time of the machine
  /// with the largest ideal cycle time most of the time.
  @Test func oeeIsBelievable() throws {
    let factory = try Sample.standard.factory
    let from = factory.asOf - 28 * 86_400
    var ideal: [String: Double] = [:]
    for row in factory.rows[.idealCycleTimes] ?? [] {
      ideal["\(factory.text(row[0])) \(factory.text(row[1]))"] = Double(factory.text(row[2]))
    }
    let product = Dictionary(
      uniqueKeysWithValues: (factory.rows[.workOrders] ?? []).map { ($0[0] ?? "", $0[2] ?? "") })
    let made = Dictionary(uniqueKeysWithValues: factory.operations.map { ($0.id, product[$0.workOrder] ?? "") })
    var earned: [String: Double] = [:]
    for count in factory.counts where count.at >= from {
      let time = ideal["\(made[count.operation] ?? "") \(count.machine)"] ?? 0
      earned[count.machine, default: 0] += time * Double(count.good)
    }
    for line in factory.rows[.lines] ?? [] {
      let machines = (factory.rows[.machines] ?? []).filter { $0[2] == line[0] }.map { $0[0] ?? "" }
      let machine = try #require(machines.max { earned[$0] ?? 0 < earned[$1] ?? 0 })
      var busy = 0
      for state in factory.states[machine] ?? [] where !["off", "planned_stop"].contains(state.category) {
        busy += max(0, (state.to ?? factory.asOf) - max(state.from, from))
      }
      let oee = (earned[machine] ?? 0) / Double(busy)
      #expect(oee > 0.45 && oee < 0.85, "\(machine): \(oee)")
    }
  }
}
