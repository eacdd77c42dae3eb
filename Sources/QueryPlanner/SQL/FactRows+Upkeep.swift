/// Alerts and maintenance.
extension FactRows {
  /// alerts by the time they were raised, with their state
  var alerts: SQLStatement {
    """
    select s.machine_code as machine, p.line_code as line, m.stage as stage, l.site_code as site, l.kind as line_kind,
      p.shift as shift, p.shift_instance, p.bucket as bucket, p.t0 as slice_start, s.severity as severity, \(StateSQL.alert("s")) as states
    from (select distinct line_code, bucket, shift, shift_instance, t0, t1, unbounded from \(p)) p
    join production.lines l on l.line_code = p.line_code
    join production.alerts s on s.line_code = p.line_code
      and (p.unbounded or s.raised_at >= p.t0 and s.raised_at < p.t1)
    left join production.machines m on m.machine_code = s.machine_code
    """
  }

  /// jobs by their planned start, or by the time they were done
  var maintenance: SQLStatement {
    let date: SQLStatement = context.maintenanceDone ? "s.done_at" : "s.planned_start"
    return """
      select \(place), \(StateSQL.maintenance("s", now: context.now)) as states
      from \(p) p
      join production.lines l on l.line_code = p.line_code
      join production.maintenance_jobs s on s.machine_code = p.machine_code
        and (p.unbounded or \(date) >= p.t0 and \(date) < p.t1)
      """
  }
}
