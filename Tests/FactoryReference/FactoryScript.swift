extension ReferenceFactory {
  /// The factory as statements for an empty database that keeps the contract.
  public var script: String {
    var script = "set search_path = production, public; set timezone = '\(zone)';\n"
    func insert(_ table: String, _ rows: [String]) {
      guard !rows.isEmpty else { return }
      script += "insert into \(table) values\n\(rows.map { "(\($0))" }.joined(separator: ",\n"));\n"
    }
    func time(_ seconds: Int?) -> String { seconds.map { "to_timestamp(\(anchor + $0))" } ?? "null" }
    func text(_ value: String?) -> String { value.map { "'\($0)'" } ?? "null" }
    func number(_ value: Int?) -> String { value.map(String.init) ?? "null" }
    func date(_ day: Int) -> String { "(to_timestamp(\(anchor)) at time zone '\(zone)')::date + \(day)" }

    insert("sites", Set(lines.map(\.site)).sorted().map { "'\($0)', '\($0)', 'r', 'c', '\(zone)'" })
    insert(
      "lines",
      lines.enumerated().map { "'\($1.code)', '\($1.code)', '\($1.site)', '\($1.kind)', \($0 + 1)" })
    insert("stages", stages.enumerated().map { "'\($1.name)', '\($1.kind)', \($0 + 1), \($1.inspects)" })
    insert(
      "machines",
      machines.map {
        "'\($0.code)', '\($0.code)', '\(lines[$0.line].code)', '\(stages[$0.stage].name)', \($0.position), "
          + "\(Self.microStopLimit)"
      })
    insert("products", products.map { "'\($0.code)', '\($0.code)', \($0.cost), \($0.placements)" })
    insert(
      "ideal_cycle_times",
      products.flatMap { product in
        machines.indices.map { "'\(product.code)', '\(machines[$0].code)', \(product.cycle[$0])" }
      })
    insert("customers", Set(orders.map(\.customer)).sorted().map { "'\($0)'" })
    insert(
      "orders",
      orders.map {
        "'\($0.code)', '\($0.customer)', '\(products[$0.product].code)', \($0.quantity), 'normal', \(time($0.placed)), "
          + "\(time($0.due)), \(time($0.due)), \(time($0.due)), \(time($0.released))"
      })
    insert(
      "work_orders",
      workOrders.map {
        "'\($0.code)', '\(orders[$0.order].code)', '\(products[orders[$0.order].product].code)', \($0.quantity)"
      })
    insert(
      "operations",
      operations.enumerated().map { id, operation in
        let machine = machines[operation.machine]
        return "\(id), '\(workOrders[operation.workOrder].code)', \(operation.sequence), "
          + "'\(stages[machine.stage].name)', '\(lines[machine.line].code)', '\(machine.code)', "
          + "\(time(operation.plannedFrom)), \(time(operation.plannedTo)), \(time(operation.from)), "
          + "\(time(operation.to)), 0, \(operation.quantity), 0, 0, 0"
      })
    insert(
      "shifts",
      shifts.enumerated().map { id, shift in
        "\(id), '\(lines[shift.line].code)', '\(shift.name)', '\(shift.name.prefix(1))', \(date(shift.day)), "
          + "\(time(shift.from)), \(time(shift.to))"
      })
    insert(
      "shift_breaks",
      shifts.enumerated().flatMap { id, shift in
        shift.breaks.map { "\(id), \(time($0.lowerBound)), \(time($0.upperBound))" }
      })
    insert("stop_reasons", reasons.map { "'\($0.name)', '\($0.category.rawValue)', \($0.isBreakdown)" })
    insert(
      "machine_states",
      states.map {
        "'\(machines[$0.machine].code)', \(time($0.from)), \(time($0.to)), '\($0.category.rawValue)', "
          + "\(text($0.reason.map { reasons[$0].name })), \(number($0.operation))"
      })
    insert(
      "production_counts",
      counts.map {
        "'\(machines[$0.machine].code)', \(time($0.at)), \($0.operation), \($0.good), \($0.scrap), \($0.rework)"
      })
    insert("defect_types", ["'Bridge'"])
    insert(
      "defects",
      defects.enumerated().map { id, defect in
        "\(id), 'Bridge', \(defect.operation), '\(machines[defect.machine].code)', \(defect.foundOperation), "
          + "'\(machines[defect.foundMachine].code)', \(time(defect.at)), \(time(defect.at)), 'B\(id)', null, null, "
          + "'\(defect.disposition)'"
      })
    insert(
      "alerts",
      alerts.enumerated().map { id, alert in
        "\(id), '\(machines[alert.machine].code)', '\(lines[machines[alert.machine].line].code)', 'warning', 'm', "
          + "\(time(alert.at)), null, null, null, null"
      })
    insert(
      "maintenance_jobs",
      jobs.enumerated().map { id, job in
        "\(id), '\(machines[job.machine].code)', 'preventive', 't', \(time(job.at)), \(time(job.at + 3600)), null"
      })
    return script
  }
}
