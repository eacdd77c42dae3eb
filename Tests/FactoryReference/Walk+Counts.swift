/// Units: what was counted, and where it counts.
extension Walk {
  mutating func walkCounts() {
    let entriesOfLines = Dictionary(uniqueKeysWithValues: lines.map { ($0, entries(of: $0)) })
    for count in factory.counts where machines.contains(count.machine) {
      let line = factory.machines[count.machine].line
      guard window.contains(count.at), isAsked(count.at, on: line) else { continue }
      let row = Row(second: count.at, line: line, machine: count.machine, operation: count.operation)
      guard takes(row) else { continue }
      let product = factory.products[factory.orders[order(row) ?? 0].product]
      let (good, scrap) = (Double(count.good), Double(count.scrap))
      add(.scrap, scrap, row)
      add(.rework, Double(count.rework), row)
      add(.scrapCost, scrap * Double(product.cost), row)
      if leaves(count) {
        add(.outGood, good, row)
        add(.outScrap, scrap, row)
        add(.placements, (good + scrap) * Double(product.placements), row)
      }
      if inspects(count.machine) {
        add(.inspected, good + scrap, row)
        add(.passedFirst, good - Double(count.rework), row)
      }
      let own = machines.filter { factory.machines[$0].line == line }
      let standsIn =
        level == .machine || level == .stage
        || constraint(of: line, own, running: entriesOfLines[line]?.last { $0.at <= count.at }?.product)
          == count.machine
      if standsIn {
        add(.made, good + scrap, row)
        add(.idealMade, (good + scrap) * Double(product.cycle[count.machine]), row)
        add(.idealGood, good * Double(product.cycle[count.machine]), row)
      }
    }
  }

  /// The last machine of its stage in the scope, or one of several in parallel.
  func isLast(_ machine: Int, sameStage: Bool) -> Bool {
    let own = factory.machines[machine]
    return !machines.contains { other in
      let rival = factory.machines[other]
      return rival.line == own.line && (!sameStage || rival.stage == own.stage) && rival.position > own.position
    }
  }

  private func leaves(_ count: ReferenceFactory.Count) -> Bool {
    leaves(machine: count.machine, operation: count.operation)
  }

  func leaves(machine: Int, operation: Int) -> Bool {
    if outflow == .machine { return true }
    guard isLast(machine, sameStage: true) else { return false }
    if outflow == .stage { return true }
    let done = factory.operations[operation]
    return !factory.operations.contains { later in
      later.workOrder == done.workOrder && later.sequence > done.sequence
        && (outflow == .company || factory.machines[later.machine].line == factory.machines[done.machine].line)
    }
  }

  func inspects(_ machine: Int) -> Bool {
    if outflow == .machine { return true }
    if outflow == .stage { return isLast(machine, sameStage: true) }
    let line = factory.machines[machine].line
    let inspecting = machines.filter {
      factory.machines[$0].line == line && factory.stages[factory.machines[$0].stage].inspects
    }
    return inspecting.isEmpty ? isLast(machine, sameStage: false) : inspecting.contains(machine)
  }
}
