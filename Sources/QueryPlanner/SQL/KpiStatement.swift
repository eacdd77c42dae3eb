import IntentParser

/// The statement that computes metrics over slices of time, grouped by dimensions.
///
/// Every measure is summed from the rows of its source within the spans of the machines that stand for the scope;
/// ratios are then taken of the sums. Columns: one `k_…` per group, one per metric, `n_…` and `median_…` for
/// per-item metrics, and one `m_…` per measure.
struct KpiStatement {
  var metrics: [Kpi]
  var measures: [Measure]
  var by: [Grouping]
  var statistic: Statistic
  var filters: Scope
  var exclude: Scope
  var having: [Threshold]
  var rank: Rank?
  var equipment: Equipment
  var stages: [FactoryCatalogue.Stage]
  /// Whole windows; what already happened is cut at `now`.
  var slices: [TimeSlice]
  /// The period is open or absent: things without a date in it count too.
  var isUnbounded: Bool
  var context: FactRows.Context

  var sql: SQLStatement {
    let ctes = [slicesCTE] + windowCTEs + spanCTEs + workingCTE
    return """
      with \(ctes.joined(separator: ",\n"))
      select \(outputColumns)
      from (
        select \(list(groupColumns + measures.flatMap(combined), separator: ", "))
        from (
      \(parts.joined(separator: "\nunion all\n"))
        ) parts
        \(if: !by.isEmpty, "group by \(list(groupColumns, separator: ", "))")
      ) sums
      \(havingClause)
      \(orderClause)
      """
  }

  // Slices, windows, spans ------------------------------------------------------------------------

  private var slicesCTE: SQLStatement { "slices as (\(slices.sql))" }

  private var needsShifts: Bool {
    by.contains(.dimension(.shift)) || by.contains(.grain(.shiftInstance)) || !filters[.shift].isEmpty
      || !exclude[.shift].isEmpty
  }

  /// Slices of each line (of its shifts, where the question speaks of shifts): whole, and cut at now.
  private var windowCTEs: [SQLStatement] {
    let lines = equipment.lineCodes
    let unbounded: SQLStatement = isUnbounded ? "true" : "false"
    let last: SQLStatement = "s.t1 >= \(context.now) and s.t0 <= \(context.now)"
    let whole: SQLStatement
    if needsShifts {
      whole = """
        whole_windows as (
          select h.line_code, s.bucket, h.shift, h.production_day || ' ' || h.shift as shift_instance,
            greatest(h.starts_at, s.t0) as t0, least(h.ends_at, s.t1) as t1, \(last) as last_slice,
            \(unbounded) as unbounded
          from slices s join production.shifts h on h.starts_at < s.t1 and h.ends_at > s.t0
          where h.line_code = any(\(lines))\(among("h.shift", .shift)))
        """
    } else {
      whole = """
        whole_windows as (
          select l.line_code, s.bucket, null::text as shift, null::text as shift_instance, s.t0, s.t1,
            \(last) as last_slice, \(unbounded) as unbounded
          from slices s cross join unnest(\(lines)) as l (line_code))
        """
    }
    return [
      whole,
      """
      windows as (
        select line_code, bucket, shift, shift_instance, t0, least(t1, \(context.now)) as t1, last_slice, unbounded
        from whole_windows where t0 < \(context.now))
      """,
    ]
  }

  private func spanName(_ measure: Measure) -> String {
    switch measure.source {
    case .orders, .completedOrders, .backlog: measure.source == .orders ? "spans_due" : "spans_lines"
    case .plannedOperations: "spans_planned_\(over(measure).rawValue)"
    case .maintenance: context.maintenanceDone ? "spans_machines" : "spans_planned_machines"
    default: "spans_\(over(measure).rawValue)"
    }
  }

  /// Machines and stages that are asked for stand for themselves.
  private func over(_ measure: Measure) -> Measure.Over {
    measure.over == .constraint && (equipment.level == .machine || equipment.level == .stage)
      ? .machines : measure.over
  }

  private var spanCTEs: [SQLStatement] {
    var ctes: [SQLStatement] = []
    var made: Set<String> = []
    for measure in measures {
      let name = spanName(measure)
      guard made.insert(name).inserted else { continue }
      let windows: SQLStatement =
        name.hasPrefix("spans_planned") || name == "spans_due" ? "whole_windows" : "windows"
      if name == "spans_due" || name == "spans_lines" {
        ctes.append(
          """
          \(SQLStatement(unsafeSQL: name)) as (
            select null::text as machine_code, line_code, null::text as stage, bucket, shift, shift_instance, t0, t1,
              last_slice, unbounded
            from \(windows))
          """)
        continue
      }
      if over(measure) == .constraint, made.insert("constraints").inserted { ctes += constraintCTEs }
      ctes.append(
        """
        \(SQLStatement(unsafeSQL: name)) as (
          select r.machine_code, w.line_code, r.stage, w.bucket, w.shift, w.shift_instance,
            greatest(w.t0, r.t0) as t0, least(w.t1, r.t1) as t1, w.last_slice, w.unbounded
          from \(windows) w
          join \(roster(over(measure))) r on r.line_code = w.line_code and r.t0 < w.t1 and r.t1 > w.t0)
        """)
    }
    return ctes
  }

  private func roster(_ over: Measure.Over) -> SQLStatement {
    if over == .constraint { return "constraints" }
    let machines =
      switch over {
      case .outflow: equipment.outflow
      case .inspection: equipment.inspection(stages: stages)
      case .machines, .constraint: equipment.machines.map(\.code)
      }
    return """
      (select machine_code, line_code, stage, '-infinity'::timestamptz as t0, 'infinity'::timestamptz as t1
       from production.machines where machine_code = any(\(machines)))
      """
  }

  /// Which machine is each line's constraint, and from when to when: the one with the largest ideal cycle time for
  /// the product of the work order that entered the line last.
  private var constraintCTEs: [SQLStatement] {
    let lines = equipment.lineCodes
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
        where m.line_code = any(\(lines))
        order by m.line_code, i.product_code, i.ideal_cycle_time desc, m.position, m.machine_code)
      """,
      """
      slowest_of_all as (
        select distinct on (m.line_code) m.line_code, m.machine_code
        from production.machines m left join production.ideal_cycle_times i on i.machine_code = m.machine_code
        where m.line_code = any(\(lines))
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
        select f.line_code, coalesce(s.machine_code, f.machine_code) as machine_code, m.stage,
          case when e.is_first is not false then '-infinity' else e.t0 end as t0, coalesce(e.t1, 'infinity') as t1
        from slowest_of_all f
        left join (
          select e.line_code, w.product_code, e.actual_start as t0,
            lead(e.actual_start) over entering as t1, row_number() over entering = 1 as is_first
          from entries e join production.work_orders w on w.work_order_code = e.work_order_code
          window entering as (partition by e.line_code order by e.actual_start, e.work_order_code)
        ) e on e.line_code = f.line_code
        left join slowest s on s.line_code = e.line_code and s.product_code = e.product_code
        join production.machines m on m.machine_code = coalesce(s.machine_code, f.machine_code))
      """,
    ]
  }

  /// Working time of each line: shifts (+1) less breaks (-1).
  private var workingCTE: [SQLStatement] {
    guard measures.contains(where: { $0.source == .planned || $0.source == .queue }) else { return [] }
    // Queues reach back before the window: at most a fortnight.
    let from: SQLStatement =
      measures.contains { $0.source == .queue }
      ? "(select min(t0) from windows) - interval '14 days'" : "(select min(t0) from windows) - interval '1 day'"
    let shifts: SQLStatement = """
      h.line_code = any(\(equipment.lineCodes)) and h.starts_at > \(from)
          and h.starts_at < (select max(t1) from windows)
      """
    return [
      """
      working as (
        select h.line_code, h.starts_at, h.ends_at, 1 as sign from production.shifts h where \(shifts)
        union all
        select h.line_code, b.starts_at, b.ends_at, -1
        from production.shifts h join production.shift_breaks b on b.shift_id = h.shift_id where \(shifts))
      """
    ]
  }

  // Measures --------------------------------------------------------------------------------------

  /// One select per source and roster, with the sums of its measures; and one that seeds the groups.
  private var parts: [SQLStatement] {
    var order: [String] = []
    var groups: [String: [Measure]] = [:]
    for measure in measures {
      let key = "\(measure.source.rawValue) \(spanName(measure))"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(measure)
    }
    var parts = order.compactMap { groups[$0] }.map(part)
    if let seed { parts.append(seed) }
    return parts
  }

  private func part(_ own: [Measure]) -> SQLStatement {
    var rows = FactRows(source: own[0].source, spans: spanName(own[0]), context: context)
    if over(own[0]) == .outflow {
      rows.counted =
        switch equipment.outflowLevel {
        case .machine, .stage: .everyOperation
        case .line: .lastOnLine
        case .company: .lastOfRoute
        }
    }
    let columns = keyNames.map { "\($0.sql) as \(SQLStatement(unsafeSQL: $0.name))" } as [SQLStatement]
    let values = measures.flatMap { measure in
      own.contains(measure) ? aggregates(measure) : aggregateNames(measure).map { "null::float8 as \($0)" }
    }
    return """
        select \(list(columns + values, separator: ",\n          "))
        from (
      \(rows.sql)
        ) r
        where true\(restrictions(own[0].source))
        \(if: !by.isEmpty, "group by \(list(keyNames.map(\.sql), separator: ", "))")
      """
  }

  private func aggregateNames(_ measure: Measure) -> [SQLStatement] {
    let names = measure.aggregate == .sum ? ["m_"] : ["m_", "n_", "median_"]
    return names.map { SQLStatement(unsafeSQL: $0 + measure.name) }
  }

  private func aggregates(_ measure: Measure) -> [SQLStatement] {
    let names = aggregateNames(measure)
    let value = SQLStatement(unsafeSQL: measure.value)
    guard measure.aggregate == .item else { return ["sum(\(value))::float8 as \(names[0])"] }
    let condensed: SQLStatement =
      switch statistic {
      case .mean: "avg(\(value))"
      case .median: "percentile_cont(0.5) within group (order by \(value))"
      case .p90: "percentile_cont(0.9) within group (order by \(value))"
      case .min: "min(\(value))"
      case .max: "max(\(value))"
      case .sum: "sum(\(value))"
      }
    return [
      "\(condensed)::float8 as \(names[0])", "count(\(value))::float8 as \(names[1])",
      "(percentile_cont(0.5) within group (order by \(value)))::float8 as \(names[2])",
    ]
  }

  /// The measure over all parts; a sum without rows is zero, an item's statistic without rows has no value.
  private func combined(_ measure: Measure) -> [SQLStatement] {
    let names = aggregateNames(measure)
    guard measure.aggregate == .item else { return ["coalesce(sum(\(names[0])), 0) as \(names[0])"] }
    return names.map { "max(\($0)) as \($0)" }
  }

  /// All the groups that exist, so that a line without production shows as zero and not as a gap.
  private var seed: SQLStatement? {
    let known: Set<Dimension> = [.line, .machine, .stage, .shift]
    let complete = by.allSatisfy { grouping in
      switch grouping {
      case .grain: true
      case .dimension(let dimension): known.contains(dimension) || dimension == .weekday
      }
    }
    guard complete, !by.isEmpty, let measure = measures.first else { return nil }
    let machines: SQLStatement = """
      (select w.bucket, w.shift, w.shift_instance, w.t0 as slice_start, w.line_code as line,
        m.machine_code as machine, m.stage
       from \(if: measure.source == .orders || measure.source == .plannedOperations, "whole_windows", else: "windows") w
       join production.machines m on m.line_code = w.line_code and m.machine_code = any(\(equipment.machines.map(\.code))))
      """
    let columns = keyNames.map { "\($0.sql) as \(SQLStatement(unsafeSQL: $0.name))" } as [SQLStatement]
    let values = measures.flatMap { aggregateNames($0).map { "null::float8 as \($0)" } as [SQLStatement] }
    return "  select distinct \(list(columns + values, separator: ", ")) from \(machines) r"
  }

  // Filters, keys, order --------------------------------------------------------------------------

  /// What the rows themselves have to meet; place, shift and weekday are already in the spans.
  private func restrictions(_ source: Measure.Source) -> SQLStatement {
    var conditions: [SQLStatement] = []
    let rowDimensions: [Dimension] = [
      .product, .customer, .order, .workOrder, .priority, .reason, .defect, .foundStage, .severity,
    ]
    for dimension in rowDimensions where FactRows.dimensions(of: source).contains(dimension) {
      let column = SQLStatement(unsafeSQL: "r.\"\(dimension.rawValue)\"")
      if !filters[dimension].isEmpty { conditions.append("\(column) = any(\(filters[dimension]))") }
      if !exclude[dimension].isEmpty {
        conditions.append(
          dimension == .reason && source == .states
            ? "(r.category = 'planned_stop' or \(column) is null or \(column) <> all(\(exclude[dimension])))"
            : "(\(column) is null or \(column) <> all(\(exclude[dimension])))")
      }
    }
    if !filters[.state].isEmpty { conditions.append("r.states && \(filters[.state])") }
    if !exclude[.state].isEmpty { conditions.append("not r.states && \(exclude[.state])") }
    return conditions.isEmpty ? "" : " and \(list(conditions, separator: " and "))"
  }

  private func among(_ column: SQLStatement, _ dimension: Dimension) -> SQLStatement {
    var sql: SQLStatement = ""
    if !filters[dimension].isEmpty { sql = "\(sql) and \(column) = any(\(filters[dimension]))" }
    if !exclude[dimension].isEmpty { sql = "\(sql) and \(column) <> all(\(exclude[dimension]))" }
    return sql
  }

  /// Name of the output column and SQL over a source's rows, per group.
  private var keyNames: [(name: String, sql: SQLStatement)] {
    by.map { grouping in
      switch grouping {
      case .grain(.shiftInstance): ("k_shift_instance", "r.shift_instance")
      case .grain(let grain): ("k_\(grain.rawValue)", "r.bucket")
      case .dimension(.weekday): ("k_weekday", "r.bucket")
      case .dimension(.state): ("k_state", "r.states[1]")
      case .dimension(let dimension):
        ("k_\(dimension.rawValue)", SQLStatement(unsafeSQL: "r.\"\(dimension.rawValue)\""))
      }
    }
  }

  private var groupColumns: [SQLStatement] { keyNames.map { SQLStatement(unsafeSQL: $0.name) } }

  private var outputColumns: SQLStatement {
    let values = metrics.map { SQLStatement(unsafeSQL: "\($0.formula.sql) as \($0.name)") }
    return list(groupColumns + values + measures.flatMap(aggregateNames), separator: ", ")
  }

  private var havingClause: SQLStatement {
    let conditions = having.compactMap { threshold -> SQLStatement? in
      guard let kpi = metrics.first(where: { $0.name == threshold.metric }) else { return nil }
      let value: SQLStatement =
        switch threshold.value {
        case .number(let number): "\(number)"
        case .target: target(of: kpi.name)
        }
      return
        "\(SQLStatement(unsafeSQL: kpi.formula.sql)) \(SQLStatement(unsafeSQL: threshold.comparison.rawValue)) \(value)"
    }
    return conditions.isEmpty ? "" : "where \(list(conditions, separator: " and "))"
  }

  private func target(of kpi: String) -> SQLStatement {
    let line: SQLStatement =
      by.contains(.dimension(.line)) ? "k_line" : "\(equipment.lineCodes.first ?? "")"
    return "(select t.target from production.kpi_targets t where t.kpi = \(kpi) and t.line_code = \(line))"
  }

  private var orderClause: SQLStatement {
    var terms: [SQLStatement] = []
    if let rank, let kpi = metrics.first(where: { $0.name == rank.metric }) {
      let direction: SQLStatement = rank.direction == .asc ? "asc" : "desc"
      terms.append("\(SQLStatement(unsafeSQL: kpi.formula.sql)) \(direction) nulls last")
    }
    terms += groupColumns
    return terms.isEmpty ? "" : "order by \(list(terms, separator: ", "))"
  }

  private func list(_ statements: [SQLStatement], separator: SQLStatement) -> SQLStatement {
    statements.joined(separator: separator)
  }
}
