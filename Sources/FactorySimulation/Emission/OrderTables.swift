/// Rows of orders, work orders and operations, with what became of them.
struct OrderTables {
  let model: FactoryModel
  let plan: Plan
  let outcomes: [OperationOutcome]

  func write(_ table: FactoryTable, into rows: inout CopyBuffer) {
    switch table {
    case .orders: orders(&rows)
    case .workOrders: workOrders(&rows)
    case .operations: operations(&rows)
    default: break
    }
  }

  private func orders(_ rows: inout CopyBuffer) {
    for order in plan.orders {
      rows.text(order.code)
      rows.text(Order.customers[order.customer])
      rows.text(model.products[order.product].code)
      rows.integer(order.quantity)
      rows.text(order.priority.rawValue)
      for time in [order.placed, order.requested, order.promised, order.due] { rows.time(time) }
      rows.time(order.release < model.asOf ? order.release : nil)
      rows.endRow()
    }
  }

  private func workOrders(_ rows: inout CopyBuffer) {
    for workOrder in plan.workOrders {
      rows.text(workOrder.code)
      rows.text(plan.orders[workOrder.order].code)
      rows.text(model.products[workOrder.product].code)
      rows.integer(workOrder.quantity)
      rows.endRow()
    }
  }

  private func operations(_ rows: inout CopyBuffer) {
    for (index, operation) in plan.operations.enumerated() {
      let outcome = outcomes[index]
      rows.integer(index + 1)
      rows.text(plan.workOrders[operation.workOrder].code)
      rows.integer(operation.sequence)
      rows.text(operation.stage.name)
      rows.text(model.lines[operation.line].code)
      rows.text(model.machines[operation.machine].code)
      rows.time(operation.plannedStart)
      rows.time(operation.plannedEnd)
      rows.time(outcome.start)
      rows.time(outcome.end)
      for value in [operation.plannedSetup, operation.quantity, outcome.good, outcome.scrap, outcome.rework] {
        rows.integer(value)
      }
      rows.endRow()
    }
  }
}
