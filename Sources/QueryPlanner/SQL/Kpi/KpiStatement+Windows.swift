import IntentParser

/// When and where: slices of time, the windows of lines, the spans of the machines that stand for the scope.
extension KpiStatement {
  var slicesCTE: SQLStatement { "slices as (\(slices.sql))" }

  var needsShifts: Bool {
    by.contains(.dimension(.shift)) || by.contains(.grain(.shiftInstance)) || !filters[.shift].isEmpty
      || !exclude[.shift].isEmpty
  }

  /// Slices of each line (of its shifts, where the question speaks of shifts): whole, and cut at now.
  var windowCTEs: [SQLStatement] {
    let lines = equipment.lineCodes
    let unbounded: SQLStatement = isUnbounded ? "true" : "false"
    let last: SQLStatement = "s.t1 >= \(context.now) and s.t0 <= \(context.now)"
    let whole: SQLStatement
    if needsShifts {
      whole = """
        whole_windows as (
          select h.line_code, s.bucket, h.shift, h.production_day || ' ' || h.shift as shift_instance,
            greatest(h.starts_at, s.t0) as t0, least(h.ends_at, s.t1) as t1,
            \(last) and h.starts_at <= \(context.now) and h.ends_at > \(context.now) as last_slice,
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

  func spanName(_ measure: Measure) -> String {
    switch measure.source {
    case .orders, .completedOrders, .backlog: measure.source == .orders ? "spans_due" : "spans_lines"
    case .plannedOperations: "spans_planned_\(over(measure).rawValue)"
    case .maintenance: context.maintenanceDone ? "spans_machines" : "spans_planned_machines"
    case .view where measure.view?.line != nil: "spans_lines"
    default: "spans_\(over(measure).rawValue)\(readsSums(measure) ? "_rest" : "")"
    }
  }

  /// Machines and stages that are asked for stand for themselves.
  func over(_ measure: Measure) -> Measure.Over {
    measure.over == .constraint && (equipment.level == .machine || equipment.level == .stage)
      ? .machines : measure.over
  }

  var spanCTEs: [SQLStatement] {
    var ctes: [SQLStatement] = []
    var made: Set<String> = []
    for measure in measures {
      let name = spanName(measure)
      guard made.insert(name).inserted else { continue }
      let windows: SQLStatement =
        readsSums(measure)
        ? "rest" : name.hasPrefix("spans_planned") || name == "spans_due" ? "whole_windows" : "windows"
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
      if over(measure) == .constraint {
        if made.insert("slowest").inserted { ctes += slowestCTEs }
        ctes += constraintCTEs(over: windows, suffix: readsSums(measure) ? "_rest" : "")
      }
      ctes.append(
        """
        \(SQLStatement(unsafeSQL: name)) as (
          select r.machine_code, w.line_code, r.stage, w.bucket, w.shift, w.shift_instance,
            greatest(w.t0, r.t0) as t0, least(w.t1, r.t1) as t1, w.last_slice, w.unbounded
          from \(windows) w
          join \(roster(over(measure), suffix: readsSums(measure) ? "_rest" : "")) r on r.line_code = w.line_code and r.t0 < w.t1 and r.t1 > w.t0)
        """)
    }
    return ctes
  }

  func roster(_ over: Measure.Over, suffix: String) -> SQLStatement {
    if over == .constraint { return SQLStatement(unsafeSQL: "constraints\(suffix)") }
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

  /// Working time of each line: shifts (+1) less breaks (-1).
  var workingCTE: [SQLStatement] {
    let planned = measures.filter { $0.source == .planned }
    let queues = measures.contains { $0.source == .queue }
    guard !planned.isEmpty || queues else { return [] }
    // Where most of the window is in sums, the shifts of the rest are few: each window of the rest fetches its own.
    if !queues, planned.allSatisfy(readsSums) {
      return [
        """
        working_shifts as (
          select distinct h.shift_id, h.line_code, h.starts_at, h.ends_at
          from rest w cross join lateral (
            select * from production.shifts h where h.line_code = w.line_code
              and h.starts_at > w.t0 - interval '1 day' and h.starts_at < w.t1 offset 0) h)
        """,
        """
        working as (
          select line_code, starts_at, ends_at, 1 as sign from working_shifts
          union all
          select h.line_code, b.starts_at, b.ends_at, -1
          from working_shifts h cross join lateral (
            select * from production.shift_breaks b where b.shift_id = h.shift_id offset 0) b)
        """,
      ]
    }
    // Queues reach back before the window: at most a fortnight.
    let from: SQLStatement =
      queues
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
}
