import IntentParser

/// Days and months of which the database keeps sums, and the rest of the windows.
///
/// A window is cut into whole months that are summed, then whole days, and what remains is read from the rows: its
/// edges, days that are not over or not summed yet, and days in which something changed since. Which those are is found
/// by the statement itself, so that it always agrees with the rows that it sees.
extension KpiStatement {
  /// The measure may be read from sums, and there is a whole day in the question.
  func readsSums(_ measure: Measure) -> Bool {
    guard hasSums, measure.isAdditive, measure.aggregate == .sum, !needsShifts, hasWholeDay else { return false }
    // The sums of a line are of the constraint among all its machines.
    if over(measure) == .constraint, !namesAllMachines { return false }
    return switch measure.source {
    case .states, .counts: true
    // The sums know the planned stops only, not the time of a reason that the question leaves out.
    case .planned: context.excludedReasons.isEmpty
    default: false
    }
  }

  private var namesAllMachines: Bool {
    [Dimension.machine, .stage].allSatisfy { filters[$0].isEmpty && exclude[$0].isEmpty }
  }

  /// Days with a change of clocks have 23 hours.
  private var hasWholeDay: Bool {
    slices.contains { min($0.to, context.now).seconds - $0.from.seconds >= 23 * 3600 }
  }

  /// Orders, customers and work orders are asked about: months know products only.
  var asksOfOrders: Bool {
    measures.contains(where: \.asksOfOrders)
      || Dimension.ofOrders.contains { dimension in
        !filters[dimension].isEmpty || !exclude[dimension].isEmpty || by.contains(.dimension(dimension))
      }
  }

  func sumName(_ measure: Measure) -> String { "sums_\(over(measure).rawValue)" }

  /// `covered`: windows with their summed months and days; `rest`: windows of what remains; `sums_…`: what is summed, by
  /// the machines that stand for the scope.
  var sumCTEs: [SQLStatement] {
    let summed = measures.filter(readsSums)
    guard !summed.isEmpty else { return [] }
    var ctes = [covered, rest, pieces]
    var made: Set<String> = []
    for measure in summed where made.insert(sumName(measure)).inserted {
      ctes.append(
        """
        \(SQLStatement(unsafeSQL: sumName(measure))) as (
          select m.machine_code, p.line_code, m.stage, p.bucket, p.shift, p.shift_instance, p.grain, p.t0, p.t1
          from pieces p
          join \(sumRoster(over(measure))) m on m.line_code = p.line_code)
        """)
    }
    return ctes
  }

  /// The machines that stood for the lines, and how long of the working time: the sums know it of their days, the spans
  /// of the rest.
  var summedStandIns: [SQLStatement] {
    let summed: SQLStatement = """
      sums_constraint p cross join lateral (
          select * from production.rolled_planned k
          where k.machine_code = p.machine_code and k.as_constraint and k.grain = p.grain
            and k.at >= p.t0 and k.at < p.t1 offset 0) k
      """
    let machines: SQLStatement = """
      (select array_agg(machine_code order by machine_code) from (
        select machine_code from spans_constraint_rest union select k.machine_code from \(summed)) stood)
        as constraint_machines
      """
    guard saysHowLong else { return [machines] }
    let seconds: SQLStatement = """
      (select array_agg(seconds order by machine_code) from (
        select machine_code, sum(seconds)::bigint as seconds from (
          select p.machine_code,
            coalesce(extract(epoch from least(p.t1, k.ends_at) - greatest(p.t0, k.starts_at)) * k.sign, 0)::float8
              as seconds
          from spans_constraint_rest p
          left join working k on k.line_code = p.line_code and k.starts_at < p.t1 and k.ends_at > p.t0
          union all
          select k.machine_code, k.worked from \(summed)) parts
        group by machine_code) stood) as constraint_seconds
      """
    return [machines, seconds]
  }

  private func sumRoster(_ over: Measure.Over) -> SQLStatement {
    guard over == .constraint else { return roster(over, suffix: "") }
    return """
      (select machine_code, line_code, stage from production.machines
       where line_code = any(\(equipment.lineCodes)))
      """
  }

  private var covered: SQLStatement {
    """
    covered as materialized (
      select w.*, months.summed as months, days.summed as days
      from windows w
      cross join lateral (
        select coalesce(range_agg(tstzrange(s.from_at, s.to_at)), '{}') as summed
        from production.rolled_spans s
        where s.line_code = w.line_code and s.grain = 'month' and s.from_at >= w.t0 and s.to_at <= w.t1\
    \(if: asksOfOrders, " and false")
      ) months
      cross join lateral (
        select coalesce(range_agg(tstzrange(s.from_at, s.to_at)), '{}') as summed
        from unnest(tstzmultirange(tstzrange(w.t0, w.t1)) - months.summed) r
        join production.rolled_spans s on s.line_code = w.line_code and s.grain = 'day'
          and s.from_at >= lower(r) and s.to_at <= upper(r)
      ) days
      where w.t0 < w.t1)
    """
  }

  private var rest: SQLStatement {
    """
    rest as materialized (
      select w.line_code, w.bucket, w.shift, w.shift_instance, lower(r) as t0, upper(r) as t1, w.last_slice, w.unbounded
      from covered w cross join lateral unnest(tstzmultirange(tstzrange(w.t0, w.t1)) - w.months - w.days) r)
    """
  }

  private var pieces: SQLStatement {
    """
    pieces as materialized (
      select w.line_code, w.bucket, w.shift, w.shift_instance, 'month' as grain, lower(r) as t0, upper(r) as t1
      from covered w cross join lateral unnest(w.months) r
      union all
      select w.line_code, w.bucket, w.shift, w.shift_instance, 'day', lower(r), upper(r)
      from covered w cross join lateral unnest(w.days) r)
    """
  }
}
