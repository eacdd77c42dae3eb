/// Machines as lists and states of them need them.
enum EquipmentSQL {
  /// Joins that add, to rows `l` with a `line_code`, the work order `w` that entered the line last and the machine
  /// `slowest` that stands for the line: the one with the largest ideal cycle time of its product.
  static func constraint(at now: Instant) -> SQLStatement {
    """
    left join lateral (
      select o.work_order_code from production.operations o
      where o.line_code = l.line_code and o.actual_start <= \(now) and not exists (
        select from production.operations before
        where before.work_order_code = o.work_order_code and before.line_code = o.line_code
          and before.sequence < o.sequence)
      order by o.actual_start desc limit 1
    ) entered on true
    left join production.work_orders w on w.work_order_code = entered.work_order_code
    left join lateral (
      select m.machine_code from production.machines m
      left join production.ideal_cycle_times i on i.machine_code = m.machine_code
        and (i.product_code = w.product_code or w.product_code is null)
      where m.line_code = l.line_code
      order by i.ideal_cycle_time desc nulls last, m.position, m.machine_code limit 1
    ) slowest on true
    """
  }

  /// Joins the state `s` in which a machine is.
  static func state(of machine: SQLStatement, at now: Instant) -> SQLStatement {
    """
    left join lateral (
      select s.category, s.reason, s.started_at, s.operation_id from production.machine_states s
      where s.machine_code = \(machine) and s.started_at <= \(now) and coalesce(s.ended_at, \(now)) >= \(now)
      order by s.started_at desc limit 1
    ) s on true
    """
  }
}
