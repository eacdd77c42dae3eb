/// Time: states, planned time and stops.
extension Walk {
  mutating func walkStates() {
    for line in lines {
      let own = machines.filter { factory.machines[$0].line == line }
      let entries = entries(of: line)
      var entered = 0
      var constraint = constraint(of: line, own, running: nil)
      for second in stride(from: window.lowerBound, to: window.upperBound, by: Timeline.step) {
        while entered < entries.count, entries[entered].at <= second {
          constraint = self.constraint(of: line, own, running: entries[entered].product)
          entered += 1
        }
        guard isAsked(second, on: line) else { continue }
        for machine in own {
          walk(machine, on: line, second, standsIn: level == .machine || level == .stage || machine == constraint)
        }
      }
    }
    walkStops()
  }

  /// A minute of a machine.
  private mutating func walk(_ machine: Int, on line: Int, _ second: Int, standsIn: Bool) {
    let step = second / Timeline.step
    let index = timeline.state[machine][step]
    let isWorking = timeline.isWorking[line][step]
    guard index >= 0 else {
      if isWorking, standsIn { add(.planned, 60, Row(second: second, line: line, machine: machine)) }
      return
    }
    let state = factory.states[index]
    let reason = state.reason.map { factory.reasons[$0].name }
    let row = Row(second: second, line: line, machine: machine, operation: state.operation, reason: reason)
    let isExcluded = reason.map { query.exclude["reason"]?.contains($0) ?? false } ?? false
    let category = isExcluded ? .plannedStop : state.category
    let slot = slot(row)
    if isWorking, standsIn, category != .plannedStop { tallies[slot].add(.planned, 60) }
    // The time of an excluded reason is in nothing; what runs has no reason, and is there for every one.
    guard takes(row), !isExcluded else { return }
    guard category == .run || query.filters["reason"] == nil || query.takes("reason", reason) else { return }
    let (all, own): (Quantity, Quantity) =
      switch category {
      case .run: (.allRun, .run)
      case .setup: (.allSetup, .setup)
      case .down: (.allDown, .down)
      case .idle: (.allIdle, .idle)
      case .plannedStop: (.allPlannedStop, .plannedStop)
      case .off: (.allOff, .off)
      }
    tallies[slot].add(all, 60)
    if standsIn { tallies[slot].add(own, 60) }
  }

  private mutating func walkStops() {
    for state in factory.states where state.category == .down && machines.contains(state.machine) {
      let line = factory.machines[state.machine].line
      guard window.contains(state.from), isAsked(state.from, on: line) else { continue }
      let reason = state.reason.map { factory.reasons[$0].name }
      let row = Row(
        second: state.from, line: line, machine: state.machine, operation: state.operation, reason: reason)
      guard takes(row), query.takes("reason", reason) else { continue }
      let length = min(state.to ?? .max, factory.now) - state.from
      guard length >= ReferenceFactory.microStopLimit else {
        add(.microStops, 1, row)
        continue
      }
      add(.stops, 1, row)
      item("stop_duration", Double(length), row)
      if let index = state.reason, factory.reasons[index].isBreakdown {
        add(.failures, 1, row)
        add(.failureTime, Double(length), row)
      }
    }
  }

  // Which machine stands for a line -------------------------------------------------------------------

  /// When work orders came to a line, and their products.
  func entries(of line: Int) -> [(at: Int, product: Int)] {
    var first: [Int: Int] = [:]
    for (index, operation) in factory.operations.enumerated() where factory.machines[operation.machine].line == line {
      if let known = first[operation.workOrder], factory.operations[known].sequence < operation.sequence { continue }
      first[operation.workOrder] = index
    }
    var entries: [(at: Int, workOrder: Int)] = []
    for index in first.values {
      let operation = factory.operations[index]
      if let at = operation.from, at < factory.now { entries.append((at, operation.workOrder)) }
    }
    entries.sort { ($0.at, factory.workOrders[$0.workOrder].code) < ($1.at, factory.workOrders[$1.workOrder].code) }
    return entries.map { ($0.at, factory.orders[factory.workOrders[$0.workOrder].order].product) }
  }

  func constraint(of line: Int, _ own: [Int], running: Int?) -> Int? {
    func cycle(_ machine: Int) -> Int {
      running.map { factory.products[$0].cycle[machine] } ?? factory.products.map { $0.cycle[machine] }.max() ?? 0
    }
    return own.min { a, b in
      (-cycle(a), factory.machines[a].position, factory.machines[a].code)
        < (-cycle(b), factory.machines[b].position, factory.machines[b].code)
    }
  }
}
