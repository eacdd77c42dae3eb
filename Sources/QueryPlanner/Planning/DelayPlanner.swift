import IntentParser

/// Everything that the delay of one order, or of the late orders of a window, is explained from.
struct DelayPlanner {
  let reading: Reading
  let planner: Planner
  let now: Instant

  private var frame: Frame { reading.frame }

  func plan() throws(PlanError) -> QueryPlan {
    if frame.aspect == .affected { throw .unsupported(reading, missing: .affected) }
    let known: Set<Dimension> = [
      .order, .workOrder, .customer, .product, .priority, .stage, .line, .site, .lineKind, .state,
    ]
    for dimension in frame.filters.dimensions where !known.contains(dimension) {
      throw .senseless(reading, why: .intent(.delay, dimension), instead: known.sorted())
    }
    let byStage = frame.filters[.order].isEmpty && frame.filters[.workOrder].isEmpty
    let chosen = chosenOrders
    let orders: SQLStatement = """
      select c.order_code, c.customer, c.product_code, c.quantity, c.due_at, c.released_at, c.completed_at, c.states,
        c.is_late
      from (\(OrderSQL.rows(where: byStage ? window : chosen, now: now))) c
      \(if: byStage, "where c.is_late")
      order by c.due_at, c.order_code
      """
    let codes: SQLStatement = "select order_code from (\(orders)) late"
    let operations: SQLStatement = """
      select o.operation_id, w.order_code, o.work_order_code, o.sequence, o.stage, o.line_code, o.machine_code,
        o.planned_start, o.planned_end, o.actual_start, o.actual_end, o.planned_setup::bigint as planned_setup,
        w.quantity as planned_quantity, o.good_quantity, o.scrap_quantity, o.rework_quantity,
        i.ideal_cycle_time::float8 as ideal_cycle_time, c.released_at
      from production.operations o
      join production.work_orders w on w.work_order_code = o.work_order_code
      join production.orders c on c.order_code = w.order_code
      left join production.ideal_cycle_times i
        on i.product_code = w.product_code and i.machine_code = o.machine_code
      where w.order_code in (\(codes))
      order by w.order_code, o.work_order_code, o.sequence
      """
    // From the first plan or start of each machine's operations to the last end: everything a wait can be due to.
    let spans: SQLStatement = """
      select machine_code, line_code, min(least(planned_start, actual_start)) as t0,
        greatest(max(coalesce(actual_end, \(now))), max(planned_end)) as t1
      from (\(operations)) wanted where machine_code is not null group by machine_code, line_code
      """
    let overall: SQLStatement = """
      select line_code, min(t0) - interval '7 days' as t0, max(t1) + interval '21 days' as t1 from (\(spans)) s group by line_code
      """
    let states: SQLStatement = """
      select s.machine_code, s.started_at, coalesce(s.ended_at, \(now)) as ended_at, s.category, s.reason, s.operation_id
      from (\(spans)) p
      join production.machine_states s on s.machine_code = p.machine_code
        and s.started_at >= p.t0 - interval '7 days' and s.started_at < p.t1
        and s.category in ('setup', 'down', 'idle', 'planned_stop', 'run')
      order by s.machine_code, s.started_at
      """
    let working: SQLStatement = """
      select h.line_code, h.starts_at, h.ends_at, b.starts_at as break_starts, b.ends_at as break_ends
      from (\(overall)) p
      join production.shifts h on h.line_code = p.line_code and h.starts_at < p.t1 and h.ends_at > p.t0
      left join production.shift_breaks b on b.shift_id = h.shift_id
      order by h.line_code, h.starts_at, b.starts_at
      """
    let occupants: SQLStatement = """
      select o.operation_id, o.machine_code, w.order_code, o.actual_start, coalesce(o.actual_end, \(now)) as actual_end
      from (\(spans)) p
      join production.operations o on o.machine_code = p.machine_code and o.actual_start < p.t1
        and coalesce(o.actual_end, \(now)) > p.t0 - interval '7 days'
      join production.work_orders w on w.work_order_code = o.work_order_code
      order by o.machine_code, o.actual_start
      """
    let shortages: SQLStatement = """
      select x.operation_id, x.material_code, x.short_from, coalesce(x.resolved_at, \(now)) as resolved_at
      from production.material_shortages x
      where x.operation_id in (select operation_id from (\(operations)) wanted)
      order by x.operation_id, x.short_from
      """
    let composition = DelayComposition(
      orders: frame.filters[.order], statements: DelayStatements(), byStage: byStage)
    return QueryPlan(
      reading: reading, statements: [orders, operations, states, working, occupants, shortages],
      composition: .delays(composition), now: now)
  }

  /// The orders that were named.
  private var chosenOrders: SQLStatement {
    get {
      if !frame.filters[.order].isEmpty { return "c.order_code = any(\(frame.filters[.order]))" }
      return """
        c.order_code in (
          select w.order_code from production.work_orders w
          where w.work_order_code = any(\(frame.filters[.workOrder])))
        """
    }
  }

  /// Orders due in the window that the question narrows; only the late ones are explained.
  private var window: SQLStatement {
    var conditions: [SQLStatement] = []
    let date = SQLStatement(unsafeSQL: "c.\((reading.period?.of ?? .due).orderColumn)")
    if let from = reading.period?.window.from { conditions.append("\(date) >= \(from)") }
    if let to = reading.period?.window.to { conditions.append("\(date) < \(to)") }
    if !frame.filters[.customer].isEmpty { conditions.append("c.customer = any(\(frame.filters[.customer]))") }
    if !frame.filters[.product].isEmpty { conditions.append("c.product_code = any(\(frame.filters[.product]))") }
    if !frame.filters[.priority].isEmpty { conditions.append("c.priority = any(\(frame.filters[.priority]))") }
    let places: [Dimension] = [.site, .line, .lineKind]
    if places.contains(where: { !frame.filters[$0].isEmpty }) {
      conditions.append(
        """
        exists (
          select from production.work_orders w join production.operations o on o.work_order_code = w.work_order_code
          where w.order_code = c.order_code and o.line_code = any(\(planner.equipment(of: frame).lines.map(\.code))))
        """)
    }
    return conditions.isEmpty ? "true" : conditions.joined(separator: " and ")
  }
}
