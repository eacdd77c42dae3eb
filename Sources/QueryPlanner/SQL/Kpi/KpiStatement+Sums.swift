import IntentParser

/// Hours, days and months of which the database keeps sums, and the rest of the windows.
///
/// A window is cut into whole months that are summed, then whole days, then hours of summed days, and what remains is
/// read from the rows: its edges, hours that are not over, days not summed yet, and days in which something changed since.
/// Which those are is found by the statement itself, so that it always agrees with the rows that it sees.
extension KpiStatement {
  /// The measure may be read from sums, and enough of what is asked about is over.
  func readsSums(_ measure: Measure) -> Bool {
    guard hasSums, measure.isAdditive, measure.aggregate == .sum, readsDays || hasManyHours else { return false }
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

  private static let shortestDay: Int64 = 23 * 3600
  private static let longestDay: Int64 = 25 * 3600

  /// There is a whole day in the question, and it is not cut by shifts.
  private var readsDays: Bool {
    !needsShifts && slices.contains { min($0.to, context.now).seconds - $0.from.seconds >= Self.shortestDay }
  }

  /// Shifts and hours of a day or more, some of them before the day that runs now: of that one only the hours are summed, and
  /// what is shorter is in few rows.
  private var hasManyHours: Bool {
    slices.contains { $0.from.seconds < context.now.seconds - Self.longestDay }
      && slices.reduce(0 as Int64) { $0 + max(0, min($1.to, context.now).seconds - $1.from.seconds) }
        >= Self.shortestDay
  }

  /// Orders, customers and work orders are asked about: months know products only.
  var asksOfOrders: Bool {
    measures.contains(where: \.asksOfOrders)
      || Dimension.ofOrders.contains { dimension in
        !filters[dimension].isEmpty || !exclude[dimension].isEmpty || by.contains(.dimension(dimension))
      }
  }

  func sumName(_ measure: Measure) -> String { "sums_\(over(measure).rawValue)" }

  /// `covered`: windows with their summed months, days and hours; `rest`: windows of what remains; `sums_…`: what is summed, by
  /// the machines that stand for the scope.
  var sumCTEs: [SQLStatement] {
    let summed = measures.filter(readsSums)
    guard !summed.isEmpty else { return [] }
    var ctes = (readsShiftMonths ? [shiftMonths] : []) + [covered, rest, pieces]
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
            and k.at >= p.t0 and k.at < p.t1\(ofShifts) offset 0) k
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

  /// Shifts are asked about, over months, and not one by one.
  private var readsShiftMonths: Bool {
    needsShifts && !by.contains(.grain(.shiftInstance)) && !asksOfOrders
      && slices.contains { min($0.to, context.now).seconds - $0.from.seconds >= 28 * Self.shortestDay }
  }

  /// Of a month by shift, those that are asked about.
  var ofShifts: SQLStatement {
    let asked = among("k.shift", .shift)
    return readsShiftMonths && asked != "" ? " and (k.shift is null or true\(asked))" : ""
  }

  /// Months by shift within the slices; no shift begins in one and ends in another.
  private var shiftMonths: SQLStatement {
    """
    shift_months as materialized (
      select m.line_code, s.bucket, m.from_at as t0, m.to_at as t1
      from slices s join production.rolled_spans m on m.from_at >= s.t0 and m.to_at <= least(s.t1, \(context.now))
      where m.grain = 'shift_month' and m.line_code = any(\(equipment.lineCodes)))
    """
  }

  private var notInShiftMonths: SQLStatement {
    """
     and not exists (
        select from shift_months m
        where m.line_code = w.line_code and m.bucket = w.bucket and m.t0 <= w.t0 and m.t1 >= w.t1)
    """
  }

  /// Shifts and hours hold no whole day: only hours are looked for.
  private var covered: SQLStatement {
    """
    covered as materialized (
      select w.*, \(if: readsDays, "months.summed as months, days.summed as days, ")hours.summed as hours
      from windows w
      \(if: readsDays, daysAndMonths)
      cross join lateral (
        select coalesce(range_agg(tstzrange(h.t0, h.t1)), '{}') as summed
        from unnest(tstzmultirange(tstzrange(w.t0, w.t1))\(if: readsDays, " - months.summed - days.summed")) r
        join production.rolled_spans s on s.line_code = w.line_code and s.grain = 'day'
          and s.from_at > lower(r) - interval '2 days' and s.from_at < upper(r) and s.to_at > lower(r)
        cross join lateral (
          select
            case when lower(r) <= s.from_at then s.from_at
              else s.hours_from + ceil(extract(epoch from lower(r) - s.hours_from) / 3600) * interval '1 hour' end as t0,
            case when upper(r) >= s.to_at then s.to_at
              else s.hours_from + floor(extract(epoch from upper(r) - s.hours_from) / 3600) * interval '1 hour' end as t1
        ) h
        where h.t0 < h.t1
      ) hours
      where w.t0 < w.t1\(if: readsShiftMonths, notInShiftMonths))
    """
  }

  private var daysAndMonths: SQLStatement {
    """
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
    """
  }

  private var rest: SQLStatement {
    """
    rest as materialized (
      select w.line_code, w.bucket, w.shift, w.shift_instance, lower(r) as t0, upper(r) as t1, w.last_slice, w.unbounded
      from covered w cross join lateral
        unnest(tstzmultirange(tstzrange(w.t0, w.t1))\(if: readsDays, " - w.months - w.days") - w.hours) r)
    """
  }

  private var pieces: SQLStatement {
    let grains: [(name: SQLStatement, column: SQLStatement)] =
      (readsDays ? [("'month'", "months"), ("'day'", "days")] : []) + [("'hour'", "hours")]
    let selects = grains.map { grain in
      """
      select w.line_code, w.bucket, w.shift, w.shift_instance, \(grain.name) as grain, lower(r) as t0, upper(r) as t1
        from covered w cross join lateral unnest(w.\(grain.column)) r
      """ as SQLStatement
    }
    let ofMonths: SQLStatement = """
      select line_code, bucket, null::text as shift, null::text as shift_instance, 'shift_month' as grain, t0, t1
        from shift_months
      """
    return """
      pieces as materialized (
        \((selects + (readsShiftMonths ? [ofMonths] : [])).joined(separator: "\n  union all\n  ")))
      """
  }
}
