/// Operations: as planned, waiting, and the units in them.
extension FactRows {
  /// planned_end, actual_end, now, ends_inside (1 where the planned end lies in the slice), planned_units and
  /// planned_units_so_far (cut pro rata at the slice and at now)
  var plannedOperations: SQLStatement {
    """
      select \(place), \(order), s.planned_end, s.actual_end, \(context.now) as now,
        case when s.planned_end >= p.t0 and s.planned_end < p.t1 then 1 else 0 end as ends_inside,
        \(proRata(to: "p.t1")) as planned_units, \(proRata(to: "least(p.t1, \(context.now))")) as planned_units_so_far
      from \(p) p
      join production.lines l on l.line_code = p.line_code
      join production.operations s on s.line_code = p.line_code and s.machine_code = p.machine_code
        and s.planned_start < p.t1 and s.planned_end >= p.t0
      left join production.work_orders w on w.work_order_code = s.work_order_code
      left join production.orders c on c.order_code = w.order_code
      where true\(isLast("s"))
    """
  }

  private func proRata(to end: SQLStatement) -> SQLStatement {
    """
    (s.planned_quantity * case when s.planned_end = s.planned_start then 1 else
      greatest(0, extract(epoch from least(s.planned_end, \(end)) - greatest(s.planned_start, p.t0)))
      / extract(epoch from s.planned_end - s.planned_start) end)::float8
    """
  }

  /// seconds of working time between the end of the operation before and the start (or now)
  var queue: SQLStatement {
    """
    select \(place), \(order),
      (select coalesce(sum(k.sign * greatest(0, extract(epoch from
          least(k.ends_at, s.actual_start, \(context.now)) - greatest(k.starts_at, before.actual_end)))), 0)
        from working k
        where k.line_code = p.line_code and k.starts_at < least(s.actual_start, \(context.now))
          and k.ends_at > before.actual_end)::float8 as seconds
    from \(p) p
    join production.lines l on l.line_code = p.line_code
    join production.operations s on s.line_code = p.line_code and s.machine_code = p.machine_code
      and (s.actual_start >= p.t0 and s.actual_start < p.t1 \
    \(if: context.includesNow, "or coalesce(s.actual_start > \(context.now), true) and p.last_slice"))
    join production.operations before on before.work_order_code = s.work_order_code
      and before.sequence = s.sequence - 1 and before.actual_end <= \(context.now)
    left join production.work_orders w on w.work_order_code = s.work_order_code
    left join production.orders c on c.order_code = w.order_code
    """
  }

  /// units in front of or in a stage at the end of the slice
  var wip: SQLStatement {
    """
    select s.machine_code as machine, s.line_code as line, s.stage as stage, l.site_code as site,
      l.kind as line_kind, p.shift as shift, p.shift_instance, p.bucket as bucket, p.t0 as slice_start,
      \(order),
      (case when before.operation_id is null then s.planned_quantity else before_made.good end
        - made.good - made.scrap)::float8 as units
    from (
      select bucket, shift, shift_instance, max(t0) as t0, max(t1) as t1 from \(p)
      group by bucket, shift, shift_instance
    ) p
    join production.operations s on s.machine_code in (select machine_code from \(p))
      and (s.actual_end is null or s.actual_end > p.t1)
    join production.lines l on l.line_code = s.line_code
    left join production.operations before on before.work_order_code = s.work_order_code
      and before.sequence = s.sequence - 1
    join production.work_orders w on w.work_order_code = s.work_order_code
    left join production.orders c on c.order_code = w.order_code
    cross join lateral (\(made(by: "s"))) made
    left join lateral (\(made(by: "before"))) before_made on before.operation_id is not null
    where case when before.operation_id is null then s.actual_start < p.t1 else before.actual_start < p.t1 end
    """
  }

  private func made(by operation: String) -> SQLStatement {
    let o = SQLStatement(unsafeSQL: operation)
    return """
      select coalesce(sum(n.good) filter (where n.machine_code = \(o).machine_code), 0) as good,
        coalesce(sum(n.scrap), 0) as scrap
      from production.production_counts n where n.operation_id = \(o).operation_id and n.counted_at < p.t1
      """
  }
}
