/// The same rows, added up by hour, day or month: what `schema/rollups.sql` keeps.
extension FactRows {
  /// CTE with the summed pieces of the windows by machine, and what is asked of them.
  struct Sums {
    var pieces: String
    /// Only the time in which the machine stood for its line.
    var ofConstraint: Bool
    /// Orders and customers are asked about; without them operations need not be looked up.
    var knowOrders: Bool
    /// Condition on the shift of months by shift.
    var ofShifts: SQLStatement
  }

  /// A piece of a month by shift does not know its shift, the sum does.
  private var summedPlace: SQLStatement {
    """
    p.machine_code as machine, p.line_code as line, p.stage as stage, l.site_code as site, l.kind as line_kind, \
    coalesce(k.shift, p.shift) as shift, p.shift_instance, p.bucket as bucket, p.t0 as slice_start
    """
  }

  /// The columns of ``FactRows/sql`` in the same order.
  func rows(of sums: Sums) -> SQLStatement {
    switch source {
    case .states: states(sums)
    case .planned: planned(sums)
    default: counts(sums)
    }
  }

  private func from(_ table: SQLStatement, _ sums: Sums) -> SQLStatement {
    """
    from \(SQLStatement(unsafeSQL: sums.pieces)) p
    join production.lines l on l.line_code = p.line_code
    cross join lateral (
      select * from \(table) k
      where k.machine_code = p.machine_code and k.as_constraint = \(if: sums.ofConstraint, "true", else: "false")
        and k.grain = p.grain and k.at >= p.t0 and k.at < p.t1\(sums.ofShifts) offset 0) k
    """
  }

  private func order(_ sums: Sums) -> SQLStatement {
    sums.knowOrders
      ? """
      k.product_code as product, c.customer as customer, w.order_code as "order", w.work_order_code as work_order, \
      c.priority as priority
      """
      : """
      k.product_code as product, null::text as customer, null::text as "order", null::text as work_order, \
      null::text as priority
      """
  }

  private func orderJoins(_ sums: Sums) -> SQLStatement {
    sums.knowOrders
      ? """
      left join production.operations o on o.operation_id = k.operation_id
      left join production.work_orders w on w.work_order_code = o.work_order_code
      left join production.orders c on c.order_code = w.order_code
      """ : ""
  }

  private func states(_ sums: Sums) -> SQLStatement {
    let excluded: SQLStatement =
      context.excludedReasons.isEmpty
      ? "k.category"
      : "case when k.reason = any(\(context.excludedReasons)) then 'planned_stop' else k.category end"
    return """
      select \(summedPlace), \(order(sums)), k.reason as reason, coalesce(r.is_breakdown, false) as is_breakdown,
        \(excluded) as category, k.seconds
      \(from("production.rolled_states", sums))
      left join production.stop_reasons r on r.reason = k.reason
      \(orderJoins(sums))
      """
  }

  private func planned(_ sums: Sums) -> SQLStatement {
    """
    select \(summedPlace), k.seconds
    \(from("production.rolled_planned", sums))
    """
  }

  private func counts(_ sums: Sums) -> SQLStatement {
    let last: SQLStatement =
      switch counted {
      case .everyOperation: "true"
      case .lastOnLine: "k.last_on_line"
      case .lastOfRoute: "k.last_of_route"
      }
    return """
      select \(summedPlace), \(order(sums)), k.good, k.scrap, k.rework,
        i.ideal_cycle_time, g.unit_cost, g.placements_per_unit
      \(from("production.rolled_counts", sums))
      \(orderJoins(sums))
      left join production.ideal_cycle_times i on i.product_code = k.product_code and i.machine_code = p.machine_code
      left join production.products g on g.product_code = k.product_code
      where \(last)
      """
  }
}
