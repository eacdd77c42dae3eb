/// Which machine stands for a line.
extension KpiStatement {
  /// Which machine is each line's constraint, and from when to when: among the machines of the scope the one with the
  /// largest ideal cycle time for the product of the work order that entered the line last. Before the first one
  /// entered it is the one with the largest ideal cycle time of all, whatever the window.
  var constraintCTEs: [SQLStatement] {
    let lines = equipment.lineCodes
    let counted: SQLStatement =
      "m.line_code = any(\(lines)) and m.machine_code = any(\(equipment.machines.map(\.code)))"
    let entered: SQLStatement = """
      not exists (
        select from production.operations before
        where before.work_order_code = o.work_order_code and before.line_code = o.line_code
          and before.sequence < o.sequence)
      """
    return [
      """
      slowest as (
        select distinct on (m.line_code, i.product_code) m.line_code, i.product_code, m.machine_code
        from production.machines m join production.ideal_cycle_times i on i.machine_code = m.machine_code
        where \(counted)
        order by m.line_code, i.product_code, i.ideal_cycle_time desc, m.position, m.machine_code)
      """,
      """
      slowest_of_all as (
        select distinct on (m.line_code) m.line_code, m.machine_code
        from production.machines m left join production.ideal_cycle_times i on i.machine_code = m.machine_code
        where \(counted)
        order by m.line_code, i.ideal_cycle_time desc nulls last, m.position, m.machine_code)
      """,
      """
      entries as (
        select o.line_code, o.work_order_code, o.actual_start
        from production.operations o
        where o.line_code = any(\(lines)) and \(entered)
          and o.actual_start >= (select min(t0) from windows) and o.actual_start < (select max(t1) from windows)
        union all
        select l.line_code, o.work_order_code, o.actual_start
        from unnest(\(lines)) as l (line_code)
        cross join lateral (
          select o.work_order_code, o.actual_start from production.operations o
          where o.line_code = l.line_code and o.actual_start < (select min(t0) from windows) and \(entered)
          order by o.actual_start desc limit 1) o)
      """,
      """
      constraints as (
        select c.line_code, c.machine_code, m.stage, c.t0, c.t1
        from (
          select f.line_code, f.machine_code, '-infinity'::timestamptz as t0,
            coalesce(
              (select min(e.actual_start) from entries e where e.line_code = f.line_code), 'infinity') as t1
          from slowest_of_all f
          union all
          select e.line_code, coalesce(s.machine_code, f.machine_code), e.actual_start,
            coalesce(lead(e.actual_start) over entering, 'infinity')
          from entries e
          join production.work_orders w on w.work_order_code = e.work_order_code
          join slowest_of_all f on f.line_code = e.line_code
          left join slowest s on s.line_code = e.line_code and s.product_code = w.product_code
          window entering as (partition by e.line_code order by e.actual_start, e.work_order_code)
        ) c
        join production.machines m on m.machine_code = c.machine_code)
      """,
    ]
  }
}
