internal import QueryPlanner

/// Puts a ``ProductionHistory`` into the database, within a transaction of the caller's.
struct HistoryLoader {
  let owner: AdministrativeConnection
  let mapping: ImportMapping
  let history: ProductionHistory

  func load() async throws(DatabaseError) -> ImportReport {
    var report = ImportReport()
    report.exceptions = history.exceptions
    let present = try await presentOrders()
    report.ordersPresent = present.count
    let orders = history.orders.filter { !present.contains($0.code) }
    if orders.isEmpty { return report }

    try await loadEquipment()
    let first = try await nextOperation()
    var ids = OperationNumbers(first: first)
    for order in orders { ids.number(order) }

    report.orders = try await copyOrders(orders)
    try await copyWorkOrders(orders)
    report.operations = try await copyOperations(orders, ids)
    report.counts = try await copyCounts(orders, ids)
    report.states = try await copyStates(ids)
    (report.machines, report.stages) = (history.machines.count, history.stages.count)
    report.products = history.products.count
    return report
  }

  // MARK: What is there

  /// The orders of the file that the database has with the same operations.
  ///
  /// - Throws: `conflict` where it has them with other ones.
  private func presentOrders() async throws(DatabaseError) -> Set<String> {
    let table = try await owner.rows(
      for: """
        select w.order_code, o.stage, o.machine_code, o.actual_start, o.actual_end, o.good_quantity, o.scrap_quantity,
          o.rework_quantity
        from production.orders r
          left join production.work_orders w using (order_code)
          left join production.operations o using (work_order_code)
        where r.order_code = any(\(history.orders.map(\.code)))
        order by r.order_code, o.sequence
        """)
    let codes = try await owner.rows(
      for: "select order_code from production.orders where order_code = any(\(history.orders.map(\.code)))")
    let present = Set(try codes.map { row throws(DatabaseError) in try row.text(0) })
    var found: [Cell: [[Cell]]] = [:]
    for row in table.rows { found[row[0], default: []].append(Array(row.dropFirst())) }
    let others = history.orders.filter { present.contains($0.code) && found[.text($0.code)] != $0.cells }
    if !others.isEmpty { throw .importing(.conflict(kind: "orders", codes: others.map(\.code))) }
    return present
  }

  private func nextOperation() async throws(DatabaseError) -> Int {
    try await owner.rows(for: "select coalesce(max(operation_id), 0) + 1 from production.operations")
      .map { row throws(DatabaseError) in try row.integer(0) }[0]
  }

  // MARK: Equipment

  private func loadEquipment() async throws(DatabaseError) {
    let (site, line) = (mapping.site, mapping.line)
    try await owner.rows(
      for: """
        insert into production.sites
        values (\(site.code), \(site.name), \(site.region), \(site.country), \(site.timeZone)) on conflict do nothing
        """)
    try await owner.rows(
      for: """
        insert into production.lines (line_code, name, site_code, kind)
        values (\(line.code), \(line.name), \(site.code), \(line.kind)) on conflict do nothing
        """)
    for (index, stage) in history.stages.enumerated() {
      try await owner.rows(
        for: """
          insert into production.stages (stage, line_kind, position, inspects)
          values (\(stage.name), \(line.kind), \(index + 1)::bigint::int, \(SQLValue.bool(stage.inspects)))
          on conflict do nothing
          """)
    }
    // Machines of one stage stand in parallel: they share its position.
    for machine in history.machines {
      try await owner.rows(
        for: """
          insert into production.machines (machine_code, name, line_code, stage, position)
          select \(machine.code), \(machine.name), \(line.code), stage, position
          from production.stages where stage = \(machine.stage) on conflict do nothing
          """)
    }
    for product in history.products {
      try await owner.rows(
        for: """
          insert into production.products (product_code, name, unit_cost)
          values (\(product), \(product), 0) on conflict do nothing
          """)
    }
    for (place, seconds) in history.idealCycleTimes {
      try await owner.rows(
        for: """
          insert into production.ideal_cycle_times
          values (\(place.product), \(place.machine), \(Int(seconds))::bigint::numeric) on conflict do nothing
          """)
    }
    for state in mapping.states {
      guard let reason = state.reason else { continue }
      try await owner.rows(
        for: """
          insert into production.stop_reasons
          values (\(reason), \(state.category), \(SQLValue.bool(state.isBreakdown))) on conflict do nothing
          """)
    }
  }

  // MARK: What happened

  private func copyOrders(_ orders: [ProductionHistory.Order]) async throws(DatabaseError) -> Int {
    var rows = CopyBuffer()
    for order in orders {
      rows.field(order.code)
      rows.field(order.product)
      rows.field(order.quantity)
      rows.field(order.released)
      rows.endRow()
    }
    return try await owner.copy(
      rows, into: "production.orders", columns: ["order_code", "product_code", "quantity", "released_at"])
  }

  private func copyWorkOrders(_ orders: [ProductionHistory.Order]) async throws(DatabaseError) {
    var rows = CopyBuffer()
    for order in orders {
      rows.field(order.workOrder)
      rows.field(order.code)
      rows.field(order.product)
      rows.field(order.quantity)
      rows.endRow()
    }
    try await owner.copy(
      rows, into: "production.work_orders", columns: ["work_order_code", "order_code", "product_code", "quantity"])
  }

  private func copyOperations(
    _ orders: [ProductionHistory.Order], _ ids: OperationNumbers
  ) async throws(DatabaseError) -> Int {
    var rows = CopyBuffer()
    for order in orders {
      for (index, operation) in order.operations.enumerated() {
        rows.field(ids.number(of: operation.events[0]))
        rows.field(order.workOrder)
        rows.field(index + 1)
        rows.field(operation.stage)
        rows.field(mapping.line.code)
        rows.field(operation.machine)
        rows.field(operation.start)
        rows.field(operation.end)
        rows.field(order.quantity)
        rows.field(operation.good)
        rows.field(operation.scrap)
        rows.field(operation.rework)
        rows.endRow()
      }
    }
    return try await owner.copy(
      rows, into: "production.operations",
      columns: [
        "operation_id", "work_order_code", "sequence", "stage", "line_code", "machine_code", "actual_start",
        "actual_end", "planned_quantity", "good_quantity", "scrap_quantity", "rework_quantity",
      ])
  }

  private func copyCounts(
    _ orders: [ProductionHistory.Order], _ ids: OperationNumbers
  ) async throws(DatabaseError) -> Int {
    var rows = CopyBuffer()
    for event in orders.flatMap(\.operations).flatMap(\.events)
    where event.good > 0 || event.scrap > 0 || event.rework > 0 {
      rows.field(event.machine)
      rows.field(event.end)
      rows.field(ids.number(of: event))
      rows.field(event.good)
      rows.field(event.scrap)
      rows.field(event.rework)
      rows.endRow()
    }
    return try await owner.copy(
      rows, into: "production.production_counts",
      columns: ["machine_code", "counted_at", "operation_id", "good", "scrap", "rework"])
  }

  private func copyStates(_ ids: OperationNumbers) async throws(DatabaseError) -> Int {
    var rows = CopyBuffer()
    for piece in history.states {
      // Orders that were there already brought their states with them.
      guard let operation = ids.number(of: piece.event) else { continue }
      rows.field(piece.event.machine)
      rows.field(piece.from)
      rows.field(piece.to)
      rows.field(piece.state.category)
      rows.field(piece.state.reason)
      rows.field(operation)
      rows.endRow()
    }
    return try await owner.copy(
      rows, into: "production.machine_states",
      columns: ["machine_code", "started_at", "ended_at", "category", "reason", "operation_id"])
  }
}

/// The number of the operation that a row of the file belongs to.
private struct OperationNumbers {
  private var next: Int
  private var byLine: [Int: Int] = [:]

  init(first: Int) { next = first }

  mutating func number(_ order: ProductionHistory.Order) {
    for operation in order.operations {
      for event in operation.events { byLine[event.line] = next }
      next += 1
    }
  }

  func number(of event: EventLog.Event) -> Int? { byLine[event.line] }
}

extension ProductionHistory.Order {
  /// The operations as the database gives them back.
  fileprivate var cells: [[Cell]] {
    operations.map {
      [
        .text($0.stage), .text($0.machine), .instant($0.start), .instant($0.end), .integer(Int64($0.good)),
        .integer(Int64($0.scrap)), .integer(Int64($0.rework)),
      ]
    }
  }
}
