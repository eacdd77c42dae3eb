import IntentParser

/// What is planned, where and when, beside what happened.
struct SchedulePlanner {
  let reading: Reading
  let planner: Planner
  let now: Instant

  private var frame: Frame { reading.frame }

  func plan() throws(PlanError) -> QueryPlan {
    if let aspect = frame.aspect { throw .unsupported(reading, missing: .scheduleAspect(aspect)) }
    let equipment = planner.equipment(of: frame)
    let orders = frame.filters[.order]
    let workOrders = frame.filters[.workOrder]
    var conditions: [SQLStatement] = ["o.line_code = any(\(equipment.lines.map(\.code)))"]
    if !frame.filters[.stage].isEmpty { conditions.append("o.stage = any(\(frame.filters[.stage]))") }
    if !frame.filters[.machine].isEmpty { conditions.append("o.machine_code = any(\(frame.filters[.machine]))") }
    if !orders.isEmpty { conditions.append("w.order_code = any(\(orders))") }
    if !workOrders.isEmpty { conditions.append("w.work_order_code = any(\(workOrders))") }
    if !frame.filters[.product].isEmpty { conditions.append("w.product_code = any(\(frame.filters[.product]))") }
    if !frame.filters[.customer].isEmpty { conditions.append("c.customer = any(\(frame.filters[.customer]))") }
    if !frame.filters[.priority].isEmpty { conditions.append("c.priority = any(\(frame.filters[.priority]))") }
    for dimension in frame.filters.dimensions
    where ![.site, .line, .lineKind, .stage, .machine, .order, .workOrder, .product, .customer, .priority, .shift]
      .contains(dimension)
    {
      throw .senseless(reading, why: .intent(.schedule, dimension), instead: [])
    }
    let window = reading.period?.window ?? TimeWindow(from: nil, to: nil)
    if !frame.filters[.shift].isEmpty { conditions.append(shiftCondition(in: window)) }
    if let to = window.to { conditions.append("coalesce(o.planned_start, o.actual_start) < \(to)") }
    if let from = window.from { conditions.append("coalesce(o.planned_end, o.actual_end, \(now)) > \(from)") }
    let operations: SQLStatement = """
      select w.order_code, o.work_order_code, o.sequence, o.stage, o.line_code, o.machine_code, w.product_code,
        o.planned_start, o.planned_end, o.actual_start, o.actual_end, o.planned_quantity, o.good_quantity,
        c.due_at, count(*) over () as total_rows
      from production.operations o
      join production.work_orders w on w.work_order_code = o.work_order_code
      left join production.orders c on c.order_code = w.order_code
      join production.lines l on l.line_code = o.line_code
      where \(conditions.joined(separator: " and "))
      order by l.position, l.line_code, coalesce(o.planned_start, o.actual_start), o.work_order_code, o.sequence
      limit \(planner.limits.operationsRead)
      """
    let composition = ScheduleComposition(
      operations: 0, window: window, oneOrder: orders.count + workOrders.count == 1)
    return QueryPlan(
      reading: reading, statements: [operations], composition: .schedule(composition), now: now)
  }

  /// Only what touches one of the named shifts in the window.
  private func shiftCondition(in window: TimeWindow) -> SQLStatement {
    var inWindow: SQLStatement = ""
    if let from = window.from { inWindow = "\(inWindow) and s.ends_at > \(from)" }
    if let to = window.to { inWindow = "\(inWindow) and s.starts_at < \(to)" }
    return """
      exists (select from production.shifts s
        where s.line_code = o.line_code and s.shift = any(\(frame.filters[.shift]))\(inWindow)
          and s.starts_at < coalesce(o.planned_end, o.actual_end, \(now))
          and s.ends_at > coalesce(o.planned_start, o.actual_start))
      """
  }
}
