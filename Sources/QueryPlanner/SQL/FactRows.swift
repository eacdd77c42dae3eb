import IntentParser

/// The rows that measures are read from, as SQL: one function a source.
///
/// Every source has the columns of its dimensions, named as in ``Dimension``, `bucket` (number of the time slice),
/// `slice_start`, and the values that `kpis.yaml` documents. Joins that a question does not need are left joins on
/// keys, which PostgreSQL drops.
///
/// Events are fetched machine by machine: `offset 0` keeps PostgreSQL from turning that into a join that reads the
/// whole table, which it likes where it cannot know how short a span is.
struct FactRows {
  let source: Measure.Source
  /// CTE with the machines' spans of time: machine_code, line_code, stage, bucket, shift, t0, t1.
  let spans: String
  let context: Context
  /// Which operations of a work order count: every one, or the last one where its units leave.
  var counted: Counted = .everyOperation
  /// Sums of days and months that stand beside the rows of the spans; nil where rows are read alone.
  var sums: Sums?
  /// Customers or priorities are asked about: without them an event's order need not be looked up.
  var asksOfOrders = true
  private var knowsOrders: Bool { asksOfOrders || ![.states, .counts, .stops, .defects].contains(source) }
  /// The view of one's own that is read, and the value of its rows.
  var view: Measure.View?
  var value = ""

  /// Where units leave a scope that has several stages, they leave at the work order's last operation in it.
  enum Counted { case everyOperation, lastOnLine, lastOfRoute }

  /// What the rows depend on besides machines and time.
  struct Context {
    var now: Instant
    /// Whole window over all slices; nil where it is open.
    var from: Instant?
    var to: Instant?
    /// Reasons whose time is to be treated as planned.
    var excludedReasons: [String]
    /// Which date of an order counts.
    var orderDate: PeriodOf
    /// Which date of a maintenance job counts.
    var maintenanceDone: Bool
    /// Count a defect where it was found.
    var foundDefects: Bool
    /// The window includes now: what is still open belongs to it.
    var includesNow: Bool
    /// The scope names a place; an order without operations is at none.
    var needsPlace: Bool
  }

  /// Dimensions that rows of a source can be cut by.
  static func dimensions(of source: Measure.Source, view: Measure.View? = nil) -> Set<Dimension> {
    let place: Set<Dimension> = [.site, .line, .lineKind, .stage, .machine, .shift, .weekday]
    let order: Set<Dimension> = [.product, .customer, .order, .workOrder, .priority]
    return switch source {
    case .states, .stops: place.union(order).union([.reason])
    case .planned: place
    case .counts: place.union(order)
    case .completedOrders, .orders:
      place.subtracting([.machine, .stage]).union(order).union([.state]).subtracting([.workOrder])
    case .plannedOperations, .queue, .wip: place.union(order)
    case .backlog: place.subtracting([.machine, .stage]).union(order).subtracting([.workOrder]).union([.state])
    case .defects: place.union(order).union([.defect, .foundStage])
    case .alerts: place.union([.severity, .state])
    case .maintenance: place.union([.state])
    case .view: view.map(ViewRows.dimensions) ?? place
    }
  }

  var sql: SQLStatement { sums.map { "\(rows)\nunion all\n\(rows(of: $0))" } ?? rows }

  private var rows: SQLStatement {
    switch source {
    case .states: states
    case .planned: planned
    case .counts: counts
    case .stops: stops
    case .completedOrders: completedOrders
    case .orders: orders
    case .plannedOperations: plannedOperations
    case .queue: queue
    case .wip: wip
    case .backlog: backlog
    case .defects: defects
    case .alerts: alerts
    case .maintenance: maintenance
    case .view: view.map { ViewRows(view: $0, value: value, spans: spans).sql } ?? ""
    }
  }

  private var p: SQLStatement { SQLStatement(unsafeSQL: spans) }

  /// Where it happened: the columns of a span.
  let place: SQLStatement = """
    p.machine_code as machine, p.line_code as line, p.stage as stage, l.site_code as site, l.kind as line_kind, \
    p.shift as shift, p.shift_instance, p.bucket as bucket, p.t0 as slice_start
    """
  /// For whom: the columns of an operation's work order and order.
  private var order: SQLStatement {
    knowsOrders
      ? """
      w.product_code as product, c.customer as customer, w.order_code as "order", w.work_order_code as work_order, \
      c.priority as priority
      """
      : """
      w.product_code as product, null::text as customer, w.order_code as "order", w.work_order_code as work_order, \
      null::text as priority
      """
  }

  private var orderJoins: SQLStatement {
    """
    left join production.operations o on o.operation_id = s.operation_id
    left join production.work_orders w on w.work_order_code = o.work_order_code\
    \(if: knowsOrders, "\nleft join production.orders c on c.order_code = w.order_code")
    """
  }

  /// seconds, category, reason, is_breakdown
  private var states: SQLStatement {
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

  /// seconds: shift time, less breaks, less planned stops within it
  private var planned: SQLStatement {
    let stopped: SQLStatement =
      context.excludedReasons.isEmpty
      ? "s.category = 'planned_stop'"
      : "(s.category = 'planned_stop' or s.reason = any(\(context.excludedReasons)))"
    return """
      select machine_code as machine, line_code as line, stage, site_code as site, kind as line_kind, shift,
        shift_instance, bucket, t0 as slice_start, sign * extract(epoch from w1 - w0)::float8 as seconds
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
  private var counts: SQLStatement {
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
  private var stops: SQLStatement {
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
  private let runBefore: SQLStatement = """
    (select sum(extract(epoch from u.ended_at - u.started_at)) filter (where u.category = 'run')
      from production.machine_states u
      where u.machine_code = s.machine_code and u.started_at < s.started_at and u.started_at > (
        select max(f.started_at) from production.machine_states f
        join production.stop_reasons b on b.reason = f.reason and b.is_breakdown
        where f.machine_code = s.machine_code and f.started_at < s.started_at and f.category = 'down'
          and f.ended_at - f.started_at >= m.micro_stop_limit * interval '1 second'))::float8
    """

  private func orderRows(_ filter: SQLStatement) -> SQLStatement { OrderSQL.rows(where: filter, now: context.now) }

  private let orderPlace: SQLStatement = """
    c.machine_code as machine, p.line_code as line, c.stage as stage, l.site_code as site, l.kind as line_kind, \
    p.shift as shift, p.shift_instance, p.bucket as bucket, p.t0 as slice_start, c.product_code as product, c.customer as customer, \
    c.order_code as "order", c.priority as priority
    """

  /// lead_time, lateness (seconds) of orders completed in the window; overdue open orders count with now − due
  private var completedOrders: SQLStatement {
    return """
      select \(orderPlace), c.states,
        case when c.completed_at is not null then extract(epoch from c.completed_at - c.released_at)::float8 end
          as lead_time,
        extract(epoch from coalesce(c.completed_at, \(context.now)) - c.due_at)::float8 as lateness
      from (
        select c.* from (\(orderRows(candidates))) c
        where c.completed_at is not null\(if: context.includesNow, " or c.due_at < \(context.now)")
      ) c
      join \(p) p on p.line_code = c.line_code
        and coalesce(c.completed_at, p.t0) >= p.t0 and coalesce(c.completed_at, p.t0) < p.t1
        and (c.completed_at is not null or p.last_slice)
      join production.lines l on l.line_code = p.line_code
      """
  }

  /// Orders with an operation that ended in the window, and the open ones past due where they count.
  private var candidates: SQLStatement {
    let ended: SQLStatement = """
      c.order_code in (
        select w.order_code from production.operations o
        join production.work_orders w on w.work_order_code = o.work_order_code
        where o.actual_end >= (select min(t0) from \(p)) and o.actual_end < (select max(t1) from \(p)))
      """
    guard context.includesNow else { return ended }
    return """
      (\(ended) or c.due_at < \(context.now) and c.order_code in (
        select w.order_code from production.operations o
        join production.work_orders w on w.work_order_code = o.work_order_code where coalesce(o.actual_end > \(context.now), true)))
      """
  }

  /// An order without operations belongs to no line: it counts where no place is named.
  private var lineOfOrder: SQLStatement {
    context.needsPlace ? "c.line_code" : "coalesce(c.line_code, (select min(line_code) from \(p)))"
  }

  /// Bounds of the date within the orders themselves, so that only those of the window are looked at.
  private var range: SQLStatement {
    guard let from = context.from, let to = context.to, context.orderDate != .completed else { return "true" }
    let date = SQLStatement(unsafeSQL: "c.\(context.orderDate.orderColumn)")
    return "\(date) >= \(from) and \(date) < \(to)"
  }

  /// quantity, due_at, completed_at, is_late, now: orders by the date that the question names
  private var orders: SQLStatement {
    let date = SQLStatement(unsafeSQL: "c.\(context.orderDate.orderColumn)")
    return """
      select \(orderPlace), c.states, c.quantity, c.due_at, c.completed_at, c.is_late, \(context.now) as now
      from (\(orderRows(range))) c
      join \(p) p on p.line_code = \(lineOfOrder)
        and (p.unbounded or \(date) >= p.t0 and \(date) < p.t1)
      join production.lines l on l.line_code = p.line_code
      """
  }

  /// planned_end, actual_end, now, ends_inside (1 where the planned end lies in the slice), planned_units and
  /// planned_units_so_far (cut pro rata at the slice and at now)
  private var plannedOperations: SQLStatement {
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

  private func isLast(_ alias: String) -> SQLStatement {
    let o = SQLStatement(unsafeSQL: alias)
    return switch counted {
    case .everyOperation: ""
    case .lastOnLine, .lastOfRoute:
      """
       and not exists (
          select from production.operations later
          where later.work_order_code = \(o).work_order_code and later.sequence > \(o).sequence\
      \(if: counted == .lastOnLine, " and later.line_code = \(o).line_code"))
      """
    }
  }

  private func proRata(to end: SQLStatement) -> SQLStatement {
    """
    (s.planned_quantity * case when s.planned_end = s.planned_start then 1 else
      greatest(0, extract(epoch from least(s.planned_end, \(end)) - greatest(s.planned_start, p.t0)))
      / extract(epoch from s.planned_end - s.planned_start) end)::float8
    """
  }

  /// seconds of working time between the end of the operation before and the start (or now)
  private var queue: SQLStatement {
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
  private var wip: SQLStatement {
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

  /// units of orders placed and not completed at the end of the slice, less those finished by then
  private var backlog: SQLStatement {
    """
    select \(orderPlace), c.states, (c.quantity - coalesce(made.good, 0))::float8 as units
    from (\(orderRows("true"))) c
    join \(p) p on p.line_code = \(lineOfOrder)
      and (c.placed_at is null or c.placed_at < p.t1) and (c.completed_at is null or c.completed_at >= p.t1)
    join production.lines l on l.line_code = p.line_code
    left join lateral (
      select sum(n.good) as good
      from production.work_orders w
      join production.operations o on o.work_order_code = w.work_order_code
      join production.production_counts n on n.operation_id = o.operation_id and n.machine_code = o.machine_code
      where w.order_code = c.order_code and n.counted_at < p.t1 and not exists (
        select from production.operations later
        where later.work_order_code = o.work_order_code and later.sequence > o.sequence)
    ) made on true
    """
  }

  /// escaped: found at a later stage than introduced; false calls are no defects
  private var defects: SQLStatement {
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

  /// alerts by the time they were raised, with their state
  private var alerts: SQLStatement {
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
  private var maintenance: SQLStatement {
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

extension PeriodOf {
  /// Column of an order's date.
  var orderColumn: String {
    switch self {
    case .due, .planned, .raised, .done: "due_at"
    case .requested: "requested_at"
    case .promised: "promised_at"
    case .completed: "completed_at"
    case .placed: "placed_at"
    case .released: "released_at"
    }
  }
}
