import IntentParser

/// Orders: by completion, by a date of theirs, and what of them is still to be made.
extension FactRows {
  private func orderRows(_ filter: SQLStatement) -> SQLStatement { OrderSQL.rows(where: filter, now: context.now) }

  private var orderPlace: SQLStatement {
    """
    c.machine_code as machine, p.line_code as line, c.stage as stage, l.site_code as site, l.kind as line_kind, \
    p.shift as shift, p.shift_instance, p.bucket as bucket, p.t0 as slice_start, c.product_code as product, c.customer as customer, \
    c.order_code as "order", c.priority as priority
    """
  }

  /// quantity, lead_time, lateness (seconds) of orders completed in the window; overdue open orders count with now − due
  var completedOrders: SQLStatement {
    return """
      select \(orderPlace), c.states, c.quantity,
        case when c.completed_at is not null then extract(epoch from c.completed_at - c.released_at)::float8 end
          as lead_time,
        extract(epoch from coalesce(c.completed_at, \(context.now)) - c.due_at)::float8 as lateness
      from (
        select c.* from (\(orderRows(candidates))) c
        where c.completed_at is not null\(if: context.includesNow, " or c.due_at < \(context.now)")
      ) c
      join \(p) p on p.line_code = c.line_code
        and coalesce(c.completed_at, p.t0) >= p.t0 and coalesce(c.completed_at, p.t0) < p.t1
        and (c.completed_at is not null or p.last_slice)
      join production.lines l on l.line_code = p.line_code
      """
  }

  /// Orders with an operation that ended in the window, and the open ones past due where they count.
  private var candidates: SQLStatement {
    let ended: SQLStatement = """
      c.order_code in (
        select w.order_code from production.operations o
        join production.work_orders w on w.work_order_code = o.work_order_code
        where o.actual_end >= (select min(t0) from \(p)) and o.actual_end < (select max(t1) from \(p)))
      """
    guard context.includesNow else { return ended }
    return """
      (\(ended) or c.due_at < \(context.now) and c.order_code in (
        select w.order_code from production.operations o
        join production.work_orders w on w.work_order_code = o.work_order_code where coalesce(o.actual_end > \(context.now), true)))
      """
  }

  /// An order without operations belongs to no line: it counts where no place is named.
  private var lineOfOrder: SQLStatement {
    context.needsPlace ? "c.line_code" : "coalesce(c.line_code, (select min(line_code) from \(p)))"
  }

  /// Bounds of the date within the orders themselves, so that only those of the window are looked at.
  private var range: SQLStatement {
    guard let from = context.from, let to = context.to, context.orderDate != .completed else {
      return context.ordersAreOpen ? OrderSQL.mayBeOpen(at: context.now) : "true"
    }
    let date = SQLStatement(unsafeSQL: "c.\(context.orderDate.orderColumn)")
    return "\(date) >= \(from) and \(date) < \(to)"
  }

  /// quantity, due_at, completed_at, is_late, lead_time, lateness, now: orders by the date that the question names
  var orders: SQLStatement {
    let date = SQLStatement(unsafeSQL: "c.\(context.orderDate.orderColumn)")
    return """
      select \(orderPlace), c.states, c.quantity, c.due_at, c.completed_at, c.is_late, \(context.now) as now,
        extract(epoch from c.completed_at - c.released_at)::float8 as lead_time,
        extract(epoch from coalesce(c.completed_at, \(context.now)) - c.due_at)::float8 as lateness
      from (\(orderRows(range))) c
      join \(p) p on p.line_code = \(lineOfOrder)
        and (p.unbounded or \(date) >= p.t0 and \(date) < p.t1)
      join production.lines l on l.line_code = p.line_code
      """
  }

  /// units of orders placed and not completed at the end of the slice, less those finished by then
  var backlog: SQLStatement {
    """
    select \(orderPlace), c.states, (c.quantity - coalesce(made.good, 0))::float8 as units
    from (\(orderRows("true"))) c
    join \(p) p on p.line_code = \(lineOfOrder)
      and (c.placed_at is null or c.placed_at < p.t1) and (c.completed_at is null or c.completed_at >= p.t1)
    join production.lines l on l.line_code = p.line_code
    left join lateral (
      select sum(n.good) as good
      from production.work_orders w
      join production.operations o on o.work_order_code = w.work_order_code
      join production.production_counts n on n.operation_id = o.operation_id and n.machine_code = o.machine_code
      where w.order_code = c.order_code and n.counted_at < p.t1 and not exists (
        select from production.operations later
        where later.work_order_code = o.work_order_code and later.sequence > o.sequence)
    ) made on true
    """
  }
}

extension PeriodOf {
  /// Column of an order's date.
  var orderColumn: String {
    switch self {
    case .due, .planned, .raised, .done: "due_at"
    case .requested: "requested_at"
    case .promised: "promised_at"
    case .completed: "completed_at"
    case .placed: "placed_at"
    case .released: "released_at"
    }
  }
}
