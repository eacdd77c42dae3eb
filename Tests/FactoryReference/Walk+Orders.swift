/// Orders and plans.
extension Walk {
  func operations(of order: Int) -> [Int] {
    factory.operations.indices.filter { factory.workOrders[factory.operations[$0].workOrder].order == order }
  }

  /// When the last operation had ended, as far as it is known at the clock.
  func completed(_ order: Int) -> Int? {
    var last = 0
    for index in operations(of: order) {
      guard let end = factory.operations[index].to, end <= factory.now else { return nil }
      last = max(last, end)
    }
    return last
  }

  /// The line of the operation with which an order ends or is to end.
  func line(of order: Int) -> Int {
    func rank(_ index: Int) -> (Int, Int, Int) {
      let operation = factory.operations[index]
      return (operation.to.flatMap { $0 <= factory.now ? $0 : nil } ?? .max, operation.sequence, index)
    }
    let last = operations(of: order).max { rank($0) < rank($1) } ?? 0
    return factory.machines[factory.operations[last].machine].line
  }

  private var includesNow: Bool { query.from <= factory.now && factory.now <= query.to }

  mutating func walkOrders() {
    guard query.hours == nil, query.filters["machine"] == nil, query.filters["stage"] == nil else { return }
    for (index, order) in factory.orders.enumerated() {
      let line = line(of: index)
      guard lines.contains(line) else { continue }
      let done = completed(index)
      let due = Row(second: order.due, line: line, order: index)
      if query.from <= order.due, order.due < query.to, takes(due), isAsked(order.due, on: line) {
        add(.orders, 1, due)
        if order.due < done ?? factory.now { add(.lateOrders, 1, due) }
        item("order_quantity", Double(order.quantity), due)
        if order.due <= factory.now {
          add(.ordersDue, 1, due)
          if let done, done <= order.due { add(.ordersOnTime, 1, due) }
        }
      }
      if let done {
        let row = Row(second: done, line: line, order: index)
        guard window.contains(done), takes(row), isAsked(done, on: line) else { continue }
        item("lead_time", Double(done - order.released), row)
        item("lateness", Double(done - order.due), row)
      } else if order.due < factory.now, includesNow {
        let row = Row(second: factory.now - 1, line: line, order: index)
        guard takes(row), isAsked(row.second, on: line) else { continue }
        item("lateness", Double(factory.now - order.due), row)
      }
    }
  }

  mutating func walkPlans() {
    guard query.hours == nil else { return }
    for (index, operation) in factory.operations.enumerated() where machines.contains(operation.machine) {
      let line = factory.machines[operation.machine].line
      let row = Row(second: operation.plannedTo, line: line, machine: operation.machine, operation: index)
      guard takes(row) else { continue }
      if query.from <= operation.plannedTo, operation.plannedTo < query.to, isAsked(operation.plannedTo, on: line),
        operation.plannedTo <= factory.now
      {
        add(.operationsPlanned, 1, row)
        if let end = operation.to, end <= operation.plannedTo { add(.operationsOnTime, 1, row) }
      }
      walkPlannedUnits(of: index, on: line)
      walkQueue(of: index, on: line)
    }
  }

  /// Units of a planned operation, minute by minute of its plan.
  private mutating func walkPlannedUnits(of index: Int, on line: Int) {
    let operation = factory.operations[index]
    guard leaves(machine: operation.machine, operation: index) else { return }
    let minutes = (operation.plannedTo - operation.plannedFrom) / Timeline.step
    for second in stride(
      from: max(operation.plannedFrom, query.from), to: min(operation.plannedTo, query.to), by: Timeline.step)
    where isAsked(second, on: line) {
      let row = Row(second: second, line: line, machine: operation.machine, operation: index)
      add(.plannedUnits, Double(operation.quantity) / Double(minutes), row)
      if second < factory.now { add(.plannedUnitsSoFar, Double(operation.quantity) / Double(minutes), row) }
    }
  }

  /// Working minutes between the end of the operation before and the start.
  private mutating func walkQueue(of index: Int, on line: Int) {
    let operation = factory.operations[index]
    let before = factory.operations.first {
      $0.workOrder == operation.workOrder && $0.sequence == operation.sequence - 1
    }
    guard let ready = before?.to, ready <= factory.now else { return }
    let started = operation.from.flatMap { $0 <= factory.now ? $0 : nil }
    // What waits still belongs to now.
    let at = started ?? factory.now - 1
    guard started.map(window.contains) ?? includesNow, isAsked(at, on: line) else { return }
    var working = 0
    for second in stride(from: ready, to: started ?? factory.now, by: Timeline.step)
    where timeline.isWorking[line][second / Timeline.step] { working += Timeline.step }
    item("queue_time", Double(working), Row(second: at, line: line, machine: operation.machine, operation: index))
  }

  mutating func walkEvents() {
    // At stages that only inspect, defects are those that were found there.
    let isFound =
      query.filters["stage"].map { names in
        names.allSatisfy { name in factory.stages.contains { $0.name == name && $0.inspects } }
      } ?? false
    for defect in factory.defects where defect.disposition != "false_call" {
      let machine = isFound ? defect.foundMachine : defect.machine
      guard machines.contains(machine) else { continue }
      let line = factory.machines[machine].line
      let row = Row(second: defect.at, line: line, machine: machine, operation: defect.operation)
      guard window.contains(defect.at), isAsked(defect.at, on: line), takes(row) else { continue }
      add(.defects, 1, row)
      if factory.machines[defect.foundMachine].stage > factory.machines[defect.machine].stage {
        add(.escapes, 1, row)
      }
    }
    for alert in factory.alerts {
      let line = factory.machines[alert.machine].line
      guard lines.contains(line), window.contains(alert.at), isAsked(alert.at, on: line) else { continue }
      add(.alerts, 1, Row(second: alert.at, line: line, machine: alert.machine))
    }
    for job in factory.jobs where machines.contains(job.machine) && query.from <= job.at && job.at < query.to {
      let line = factory.machines[job.machine].line
      guard isAsked(job.at, on: line) else { continue }
      add(.maintenanceJobs, 1, Row(second: job.at, line: line, machine: job.machine))
    }
  }
}
