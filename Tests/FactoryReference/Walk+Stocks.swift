/// What is there at the end of the window.
extension Walk {
  mutating func walkStocks() {
    guard query.hours == nil, !window.isEmpty else { return }
    let end = window.upperBound
    for (index, operation) in factory.operations.enumerated()
    where machines.contains(operation.machine) && operation.to ?? .max > end {
      let before = factory.operations.indices.first {
        factory.operations[$0].workOrder == operation.workOrder
          && factory.operations[$0].sequence == operation.sequence - 1
      }
      guard let started = before.map({ factory.operations[$0].from }) ?? operation.from, started < end else { continue }
      let row = Row(
        second: end - 1, line: factory.machines[operation.machine].line, machine: operation.machine, operation: index)
      guard takes(row) else { continue }
      // What the operation before has passed on, less what has gone through or was lost.
      let come = before.map { good(of: $0, before: end) } ?? operation.quantity
      add(.wip, Double(come - good(of: index, before: end) - scrap(of: index, before: end)), row)
    }
    guard query.filters["machine"] == nil, query.filters["stage"] == nil else { return }
    for (index, order) in factory.orders.enumerated() where order.placed < end && completed(index) ?? .max >= end {
      let row = Row(second: end - 1, line: line(of: index), order: index)
      guard lines.contains(row.line), takes(row) else { continue }
      let finals = Dictionary(grouping: operations(of: index)) { factory.operations[$0].workOrder }.values.compactMap {
        $0.max { factory.operations[$0].sequence < factory.operations[$1].sequence }
      }
      add(.backlog, Double(order.quantity - finals.reduce(0) { $0 + good(of: $1, before: end) }), row)
    }
  }

  /// Units that left an operation at its own machine.
  private func good(of operation: Int, before end: Int) -> Int {
    let machine = factory.operations[operation].machine
    return factory.counts.reduce(0) {
      $1.operation == operation && $1.machine == machine && $1.at < end ? $0 + $1.good : $0
    }
  }

  private func scrap(of operation: Int, before end: Int) -> Int {
    factory.counts.reduce(0) { $1.operation == operation && $1.at < end ? $0 + $1.scrap : $0 }
  }
}
