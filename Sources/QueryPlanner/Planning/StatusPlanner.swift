import IntentParser

/// Where one thing stands now: an order, a work order, a line, a machine.
struct StatusPlanner {
  let reading: Reading
  let planner: Planner
  let now: Instant

  private var frame: Frame { reading.frame }

  func plan() throws(PlanError) -> QueryPlan {
    if !frame.filters[.order].isEmpty || !frame.filters[.workOrder].isEmpty { return orderStatus() }
    switch frame.entity {
    case .line, .machine, .site, .stage, nil: return equipmentStatus()
    default:
      var plan = try ListPlanner(reading: listReading, planner: planner, now: now).plan()
      plan.reading.frame.intent = .status
      return plan
    }
  }

  private var listReading: Reading {
    var reading = reading
    reading.frame.intent = .list
    return reading
  }

  private func orderStatus() -> QueryPlan {
    let byOrder = !frame.filters[.order].isEmpty
    let wanted: SQLStatement =
      byOrder
      ? "c.order_code = any(\(frame.filters[.order]))"
      : """
      c.order_code in (
        select w.order_code from production.work_orders w
        where w.work_order_code = any(\(frame.filters[.workOrder])))
      """
    let head: SQLStatement = """
      select c.order_code, c.customer, c.product_code, g.name as product_name, c.quantity, c.priority, c.states,
        c.released_at, c.due_at, c.started_at, c.completed_at, c.is_late
      from (\(OrderSQL.rows(where: wanted, now: now))) c
      left join production.products g on g.product_code = c.product_code
      order by c.order_code
      """
    let narrowed: SQLStatement =
      frame.filters[.workOrder].isEmpty ? "" : " and w.work_order_code = any(\(frame.filters[.workOrder]))"
    let operations: SQLStatement = """
      select w.order_code, o.work_order_code, o.sequence, o.stage, o.line_code, o.machine_code, o.planned_start,
        o.planned_end, o.actual_start, o.actual_end, o.planned_quantity, o.good_quantity, o.scrap_quantity,
        o.rework_quantity, s.category as machine_state, s.reason as machine_reason, s.started_at as machine_since,
        \(OrderSQL.isBlocked("o")) as is_blocked, x.material_code as short_of
      from production.work_orders w
      join production.orders c on c.order_code = w.order_code
      join production.operations o on o.work_order_code = w.work_order_code
      left join lateral (
        select s.category, s.reason, s.started_at from production.machine_states s
        where s.machine_code = o.machine_code and o.actual_end is null order by s.started_at desc limit 1
      ) s on true
      left join lateral (
        select x.material_code from production.material_shortages x
        where x.operation_id = o.operation_id and x.resolved_at is null limit 1
      ) x on true
      where \(wanted)\(narrowed)
      order by w.order_code, o.work_order_code, o.sequence
      """
    let composition = OrderStatusComposition(orders: frame.filters[.order], head: 0, operations: 1)
    return QueryPlan(
      reading: reading, statements: [head, operations], composition: .orderStatus(composition), now: now)
  }

  private func equipmentStatus() -> QueryPlan {
    let equipment = planner.equipment(of: frame)
    let machines: SQLStatement = """
      select m.machine_code, m.name, m.line_code, m.stage, s.category, s.reason, s.started_at, w.work_order_code,
        w.order_code, w.product_code, o.good_quantity, o.planned_quantity, i.ideal_cycle_time::float8 as ideal_cycle_time
      from production.machines m
      join production.lines l on l.line_code = m.line_code
      \(EquipmentSQL.state(of: "m.machine_code", at: now))
      left join production.operations o on o.operation_id = s.operation_id
      left join production.work_orders w on w.work_order_code = o.work_order_code
      left join production.ideal_cycle_times i
        on i.machine_code = m.machine_code and i.product_code = w.product_code
      where m.machine_code = any(\(equipment.machines.map(\.code)))
      order by l.position, l.line_code, m.position, m.machine_code
      """
    // The product then running is that of the work order which entered the line last.
    let constraints: SQLStatement = """
      select l.line_code, w.work_order_code, w.order_code, w.product_code, slowest.machine_code
      from unnest(\(equipment.lineCodes)) as l (line_code)
      \(EquipmentSQL.constraint(at: now))
      """
    return QueryPlan(
      reading: reading, statements: [machines, constraints],
      composition: .equipmentStatus(EquipmentStatusComposition(machines: 0, lines: 1)), now: now)
  }
}
