/// Which machine stands for a line.
extension KpiStatement {
  /// The machine of the scope with the largest ideal cycle time of each line, for each product and over all of them.
  var slowestCTEs: [SQLStatement] {
    let counted: SQLStatement =
      "m.line_code = any(\(equipment.lineCodes)) and m.machine_code = any(\(equipment.machines.map(\.code)))"
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
    ]
  }

  /// Which machine is each line's constraint, and from when to when: the slowest for the product of the work order
  /// that entered the line last. Before the first one entered it is the slowest for any product.
  ///
  /// Entries are known within the windows and the last one before each: between two windows there may be more.
  func constraintCTEs(over windows: SQLStatement, suffix: String) -> [SQLStatement] {
    let name = SQLStatement(unsafeSQL: suffix)
    return [
      """
      entries\(name) as (
        select distinct e.line_code, e.work_order_code, e.actual_start
        from (\(stretches(of: windows))) w
        cross join lateral (
          (select o.line_code, o.work_order_code, o.actual_start from production.operations o
           where o.line_code = w.line_code and o.actual_start >= w.t0 and o.actual_start < w.t1 and \(entered) offset 0)
          union all
          (select o.line_code, o.work_order_code, o.actual_start from production.operations o
           where o.line_code = w.line_code and o.actual_start < w.t0 and \(entered)
           order by o.actual_start desc, o.work_order_code desc limit 1)) e)
      """,
      """
      constraints\(name) as (
        select e.line_code, e.machine_code, m.stage, e.t0, e.t1
        from (
          select e.line_code, coalesce(s.machine_code, f.machine_code) as machine_code, e.actual_start as t0,
            lead(e.actual_start, 1, 'infinity') over (
              partition by e.line_code order by e.actual_start, e.work_order_code) as t1
          from entries\(name) e
          join production.work_orders w on w.work_order_code = e.work_order_code
          join slowest_of_all f on f.line_code = e.line_code
          left join slowest s on s.line_code = e.line_code and s.product_code = w.product_code
          union all
          select f.line_code, f.machine_code, '-infinity',
            coalesce((select min(e.actual_start) from entries\(name) e where e.line_code = f.line_code), 'infinity')
          from slowest_of_all f
        ) e
        join production.machines m on m.machine_code = e.machine_code)
      """,
    ]
  }

  /// One stretch of time a line over all windows; each window of the rest by itself, for they may lie years apart.
  private func stretches(of windows: SQLStatement) -> SQLStatement {
    windows == "rest"
      ? "select line_code, t0, t1 from rest"
      : "select line_code, min(t0) as t0, max(t1) as t1 from \(windows) group by line_code"
  }

  /// No earlier operation of the work order is on the line.
  private var entered: SQLStatement {
    """
    not exists (
        select from production.operations before
        where before.work_order_code = o.work_order_code and before.line_code = o.line_code
          and before.sequence < o.sequence)
    """
  }
}
