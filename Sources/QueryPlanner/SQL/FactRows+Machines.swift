/// What machines did and made: states, working time, units, stops, defects.
extension FactRows {
  /// seconds, category, reason, is_breakdown
  var states: SQLStatement {
    let excluded: SQLStatement =
      context.excludedReasons.isEmpty
      ? "s.category"
      : "case when s.reason = any(\(context.excludedReasons)) then 'planned_stop' else s.category end"
    return """
      select \(place), \(order), s.reason as reason, coalesce(r.is_breakdown, false) as is_breakdown,
        \(excluded) as category,
        extract(epoch from least(coalesce(s.ended_at, \(context.now)), p.t1) - greatest(s.started_at, p.t0))::float8
          as seconds
      from \(p) p
      join production.lines l on l.line_code = p.line_code
      cross join lateral (
        select coalesce(max(x.started_at), '-infinity') as earliest from production.machine_states x
        where x.machine_code = p.machine_code and x.started_at <= p.t0
      ) first
      cross join lateral (
        select * from production.machine_states s where s.machine_code = p.machine_code
          and s.started_at >= first.earliest and s.started_at < p.t1 and coalesce(s.ended_at, \(context.now)) > p.t0
        offset 0) s
      left join production.stop_reasons r on r.reason = s.reason
      \(orderJoins)
      """
  }

  /// seconds: shift time, less breaks, less planned stops within it; exact (`numeric`), for what is stopped all the time
  /// must come to nothing and not to a trillionth of a second
  var planned: SQLStatement {
    let stopped: SQLStatement =
      context.excludedReasons.isEmpty
      ? "s.category = 'planned_stop'"
      : "(s.category = 'planned_stop' or s.reason = any(\(context.excludedReasons)))"
    return """
      select machine_code as machine, line_code as line, stage, site_code as site, kind as line_kind, shift,
        shift_instance, bucket, t0 as slice_start, sign * extract(epoch from w1 - w0) as seconds
      from (
        select p.*, l.site_code, l.kind, working.sign,
          greatest(p.t0, working.starts_at) as w0, least(p.t1, working.ends_at) as w1
        from \(p) p
        join production.lines l on l.line_code = p.line_code
        join working on working.line_code = p.line_code and working.starts_at < p.t1 and working.ends_at > p.t0
        union all
        select p.*, l.site_code, l.kind, -working.sign,
          greatest(p.t0, working.starts_at, s.started_at),
          least(p.t1, working.ends_at, coalesce(s.ended_at, \(context.now)))
        from \(p) p
        join production.lines l on l.line_code = p.line_code
        join working on working.line_code = p.line_code and working.starts_at < p.t1 and working.ends_at > p.t0
        cross join lateral (
          select coalesce(max(x.started_at), '-infinity') as earliest from production.machine_states x
          where x.machine_code = p.machine_code and x.started_at <= greatest(p.t0, working.starts_at)
        ) first
        cross join lateral (
          select * from production.machine_states s where s.machine_code = p.machine_code
            and s.started_at >= first.earliest and s.started_at < least(p.t1, working.ends_at)
            and coalesce(s.ended_at, \(context.now)) > greatest(p.t0, working.starts_at) and \(stopped)
          offset 0) s
      ) parts
      """
  }

  /// good, scrap, rework, ideal_cycle_time, unit_cost, placements_per_unit
  var counts: SQLStatement {
    """
      select \(place), \(order), s.good, s.scrap, s.rework,
        i.ideal_cycle_time, g.unit_cost, g.placements_per_unit
      from \(p) p
      join production.lines l on l.line_code = p.line_code
      cross join lateral (
        select * from production.production_counts s
        where s.machine_code = p.machine_code and s.counted_at >= p.t0 and s.counted_at < p.t1 offset 0) s
      \(orderJoins)
      left join production.ideal_cycle_times i on i.product_code = w.product_code and i.machine_code = p.machine_code
      left join production.products g on g.product_code = w.product_code
      where true\(isLast("o"))
    """
  }

  /// duration (seconds, up to now where it lasts still), micro_stop_limit, is_breakdown: down intervals by their
  /// beginning; run_before: seconds that the machine ran since its failure before
  var stops: SQLStatement {
    """
    select \(place), \(order), s.reason as reason, coalesce(r.is_breakdown, false) as is_breakdown, m.micro_stop_limit,
      extract(epoch from least(s.ended_at, \(context.now)) - s.started_at)::float8 as duration,
      \(runBefore) as run_before
    from \(p) p
    join production.lines l on l.line_code = p.line_code
    join production.machines m on m.machine_code = p.machine_code
    cross join lateral (
      select * from production.machine_states s where s.machine_code = p.machine_code
        and s.started_at >= p.t0 and s.started_at < p.t1 and s.category = 'down' offset 0) s
    left join production.stop_reasons r on r.reason = s.reason
    \(orderJoins)
    """
  }

  /// Null before a machine's first failure: nobody knows since when it ran.
  private var runBefore: SQLStatement {
    """
    (select sum(extract(epoch from u.ended_at - u.started_at)) filter (where u.category = 'run')
      from production.machine_states u
      where u.machine_code = s.machine_code and u.started_at < s.started_at and u.started_at > (
        select max(f.started_at) from production.machine_states f
        join production.stop_reasons b on b.reason = f.reason and b.is_breakdown
        where f.machine_code = s.machine_code and f.started_at < s.started_at and f.category = 'down'
          and f.ended_at - f.started_at >= m.micro_stop_limit * interval '1 second'))::float8
    """
  }

  /// escaped: found at a later stage than introduced; false calls are no defects
  var defects: SQLStatement {
    let machine: SQLStatement = context.foundDefects ? "s.found_machine_code" : "s.machine_code"
    return """
      select \(place), \(order), s.defect as defect, found.stage as found_stage,
        (found_at.position > made_at.position) is true as escaped
      from \(p) p
      join production.lines l on l.line_code = p.line_code
      cross join lateral (
        select * from production.defects s where \(machine) = p.machine_code
          and s.found_at >= p.t0 and s.found_at < p.t1 and s.disposition <> 'false_call' offset 0) s
      left join production.machines made on made.machine_code = s.machine_code
      left join production.stages made_at on made_at.stage = made.stage
      left join production.machines found on found.machine_code = s.found_machine_code
      left join production.stages found_at on found_at.stage = found.stage
      \(orderJoins)
      """
  }
}
