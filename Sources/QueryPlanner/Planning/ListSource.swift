import IntentParser

/// Where a list of things comes from: its rows, columns, what they can be narrowed by and their order.
struct ListSource {
  struct Column {
    var column: ListComposition.Column
    var sql: SQLStatement
    init(_ name: String, _ sql: SQLStatement) { self.init(name, .text, sql) }
    init(_ name: String, _ kind: ListComposition.Column.Kind, _ sql: SQLStatement) {
      column = ListComposition.Column(name, kind)
      self.sql = sql
    }
  }
  typealias Condition = @Sendable ([String]) -> SQLStatement

  var rows: SQLStatement
  var columns: [Column]
  var conditions: [Dimension: Condition]
  var order: SQLStatement
  /// Metrics by which rows can be chosen and ordered.
  var metrics: [String: SQLStatement] = [:]
  /// Column that a period filters.
  var date: @Sendable (PeriodOf?) -> SQLStatement? = { _ in nil }

  private static func column(_ sql: SQLStatement) -> Condition { { "\(sql) = any(\($0))" } }
  private static let placeConditions: [Dimension: Condition] = [
    .site: column("l.site_code"), .line: column("l.line_code"), .lineKind: column("l.kind"),
    .stage: column("m.stage"), .machine: column("m.machine_code"),
  ]

  /// Orders; `place` limits them to those with an operation there. `areOpen` says that the list's own conditions leave
  /// none that is completed.
  static func orders(now: Instant, place: SQLStatement?, period: Reading.Period?, areOpen: Bool) -> ListSource {
    // Without a period the operation runs or waits now; with one that is not about the order's own dates it falls into it.
    let there: Condition = { _ in
      guard let place else { return "true" }
      return """
        exists (
          select from production.work_orders w
          join production.operations o on o.work_order_code = w.work_order_code
          left join production.operations before on before.work_order_code = o.work_order_code
            and before.sequence = o.sequence - 1
          where w.order_code = c.order_code and \(place)
            and \(if: period == nil, """
              o.actual_end is null
              and (o.actual_start is not null or before.operation_id is null or before.actual_end is not null)
              """, else: "true"))
        """
    }
    return ListSource(
      rows:
        """
        (\(OrderSQL.rows(where: areOpen ? OrderSQL.mayBeOpen(at: now) : "true", now: now))) c
        left join production.products g on g.product_code = c.product_code
        """,
      columns: [
        Column("order", "c.order_code"), Column("customer", "c.customer"), Column("product", "c.product_code"),
        Column("quantity", .units, "c.quantity"), Column("priority", "c.priority"),
        Column("state", .states, "c.states"),
        Column(
          "stage",
          """
          (select o.stage from production.work_orders w
           join production.operations o on o.work_order_code = w.work_order_code
           where w.order_code = c.order_code and o.actual_end is null order by o.sequence, o.operation_id limit 1)
          """),
        Column("due", .instant, "c.due_at"), Column("completed", .instant, "c.completed_at"),
        Column("lateness", .seconds, lateness(now)),
      ],
      conditions: [
        .site: there, .line: there, .lineKind: there, .stage: there, .machine: there,
        .customer: column("c.customer"), .product: column("c.product_code"), .order: column("c.order_code"),
        .priority: column("c.priority"), .state: { "c.states && \($0)" },
      ],
      order: "c.due_at nulls last, c.order_code",
      metrics: ["lateness": lateness(now), "order_quantity": "c.quantity", "late_orders": lateness(now)],
      date: { SQLStatement(unsafeSQL: "c.\(($0 ?? .due).orderColumn)") })
  }

  /// Seconds past due: of what is done, or up to now of what is open and overdue.
  private static func lateness(_ now: Instant) -> SQLStatement {
    """
    case when c.completed_at is not null or c.due_at < \(now)
      then extract(epoch from coalesce(c.completed_at, \(now)) - c.due_at)::bigint end
    """
  }

  static func operations(now: Instant) -> ListSource {
    let state: SQLStatement = """
      array_remove(array[
        case when o.actual_end is not null then 'done' when \(OrderSQL.isBlocked("o"))
            and (o.actual_start is not null or before.operation_id is null or before.actual_end is not null) then 'blocked'
          when o.actual_start is not null then 'running'
          when before.actual_end is not null or before.operation_id is null then 'waiting'
          else 'not_started' end,
        case when o.actual_end is null then 'open' end,
        case when o.actual_start is null and o.planned_start is not null then 'planned' end,
        case when o.planned_end < coalesce(o.actual_end, \(now)) then 'late' when o.planned_end is not null then 'on_time' end
      ], null)
      """
    return ListSource(
      rows: """
        production.operations o
        join production.work_orders w on w.work_order_code = o.work_order_code
        left join production.orders c on c.order_code = w.order_code
        left join production.operations before on before.work_order_code = o.work_order_code
          and before.sequence = o.sequence - 1
        join production.lines l on l.line_code = o.line_code
        left join production.machines m on m.machine_code = o.machine_code
        cross join lateral (select \(state) as states) s
        """,
      columns: [
        Column("work_order", "o.work_order_code"), Column("order", "w.order_code"), Column("stage", "o.stage"),
        Column("machine", "o.machine_code"), Column("state", .states, "s.states"),
        Column("planned_start", .instant, "o.planned_start"), Column("planned_end", .instant, "o.planned_end"),
        Column("actual_start", .instant, "o.actual_start"), Column("actual_end", .instant, "o.actual_end"),
        Column("good", .units, "o.good_quantity"), Column("scrap", .units, "o.scrap_quantity"),
      ],
      conditions: placeConditions.merging(
        [
          .product: column("w.product_code"), .customer: column("c.customer"), .order: column("w.order_code"),
          .workOrder: column("w.work_order_code"), .priority: column("c.priority"), .state: { "s.states && \($0)" },
          .stage: column("o.stage"),
        ], uniquingKeysWith: { $1 }),
      order: "coalesce(o.actual_start, o.planned_start) nulls last, o.operation_id",
      date: { $0 == .completed || $0 == .done ? "o.actual_end" : "o.planned_start" })
  }

  static func machines(now: Instant) -> ListSource {
    ListSource(
      rows: """
        production.machines m join production.lines l on l.line_code = m.line_code
        \(EquipmentSQL.state(of: "m.machine_code", at: now))
        left join production.operations o on o.operation_id = s.operation_id
        """,
      columns: [
        Column("machine", "m.machine_code"), Column("name", "m.name"), Column("line", "m.line_code"),
        Column("stage", "m.stage"), Column("state", "s.category"), Column("reason", "s.reason"),
        Column("since", .instant, "s.started_at"), Column("work_order", "o.work_order_code"),
      ],
      conditions: placeConditions.merging(
        [.state: column("s.category"), .reason: column("s.reason"), .workOrder: column("o.work_order_code")],
        uniquingKeysWith: { $1 }),
      order: "l.position, l.line_code, m.position, m.machine_code")
  }

  static let lines = ListSource(
    rows: "production.lines l join production.sites t on t.site_code = l.site_code",
    columns: [
      Column("line", "l.line_code"), Column("name", "l.name"), Column("line_kind", "l.kind"), Column("site", "t.name"),
    ],
    conditions: [.site: column("l.site_code"), .lineKind: column("l.kind"), .line: column("l.line_code")],
    order: "l.position, l.line_code")

  /// Lines in the state of the machine that stands for each, with the others that are down.
  static func lineStates(now: Instant) -> ListSource {
    ListSource(
      rows: """
        production.lines l join production.sites t on t.site_code = l.site_code
        \(EquipmentSQL.constraint(at: now))
        \(EquipmentSQL.state(of: "slowest.machine_code", at: now))
        left join lateral (
          select string_agg(m.machine_code, ', ' order by m.position, m.machine_code) as codes
          from production.machines m
          join production.machine_states d on d.machine_code = m.machine_code and d.category = 'down'
            and d.started_at <= \(now) and coalesce(d.ended_at, \(now)) > \(now)
          where m.line_code = l.line_code and m.machine_code <> slowest.machine_code
        ) others on true
        """,
      columns: [
        Column("line", "l.line_code"), Column("state", "s.category"), Column("reason", "s.reason"),
        Column("since", .instant, "s.started_at"), Column("machine", "slowest.machine_code"),
        Column("machines_down", "others.codes"), Column("site", "t.name"),
      ],
      conditions: lines.conditions.merging(
        [.state: column("s.category"), .reason: column("s.reason")], uniquingKeysWith: { $1 }),
      order: "l.position, l.line_code")
  }

  static let stages = ListSource(
    rows: "production.stages m",
    columns: [Column("stage", "m.stage"), Column("line_kind", "m.line_kind")],
    conditions: [.lineKind: column("m.line_kind"), .stage: column("m.stage")], order: "m.position, m.stage")

  static let sites = ListSource(
    rows: "production.sites l",
    columns: [
      Column("site", "l.site_code"), Column("name", "l.name"), Column("region", "l.region"),
      Column("country", "l.country"), Column("time_zone", "l.time_zone"),
    ],
    conditions: [.site: column("l.site_code")], order: "l.site_code")

  static let products = ListSource(
    rows: "production.products g",
    columns: [
      Column("product", "g.product_code"), Column("name", "g.name"), Column("unit_cost", "g.unit_cost::text"),
    ],
    conditions: [
      .product: column("g.product_code"),
      .customer: {
        "exists (select from production.orders c where c.product_code = g.product_code and c.customer = any(\($0)))"
      },
    ], order: "g.product_code")

  static let customers = ListSource(
    rows: "production.customers k",
    columns: [
      Column("customer", "k.customer"),
      Column("orders", .integer, "(select count(*) from production.orders c where c.customer = k.customer)"),
    ],
    conditions: [
      .customer: column("k.customer"),
      .product: {
        "exists (select from production.orders c where c.customer = k.customer and c.product_code = any(\($0)))"
      },
    ], order: "k.customer")

  static let shifts = ListSource(
    rows: "production.shifts h join production.lines l on l.line_code = h.line_code",
    columns: [
      Column("line", "h.line_code"), Column("shift", "h.shift"), Column("starts", .instant, "h.starts_at"),
      Column("ends", .instant, "h.ends_at"),
    ],
    conditions: [
      .line: column("h.line_code"), .site: column("l.site_code"), .lineKind: column("l.kind"),
      .shift: column("h.shift"),
    ], order: "h.starts_at, l.position", date: { _ in "h.starts_at" })

  static func stops(now: Instant) -> ListSource {
    // As it was at the clock: a stop that has ended since lasted still, one that began since is not there yet.
    let duration: SQLStatement = "extract(epoch from least(s.ended_at, \(now)) - s.started_at)::bigint"
    let lasts: SQLStatement = "coalesce(s.ended_at > \(now), true)"
    return ListSource(
      rows: """
        production.machine_states s join production.machines m on m.machine_code = s.machine_code
          and s.category = 'down' and s.started_at < \(now)
          and least(s.ended_at, \(now)) - s.started_at >= m.micro_stop_limit * interval '1 second'
        join production.lines l on l.line_code = m.line_code
        left join production.operations o on o.operation_id = s.operation_id
        left join production.work_orders w on w.work_order_code = o.work_order_code
        """,
      columns: [
        Column("machine", "s.machine_code"), Column("line", "m.line_code"), Column("reason", "s.reason"),
        Column("started", .instant, "s.started_at"),
        Column("ended", .instant, "case when not \(lasts) then s.ended_at end"),
        Column("stop_duration", .seconds, duration), Column("order", "w.order_code"),
      ],
      conditions: placeConditions.merging(
        [
          .reason: column("s.reason"), .product: column("w.product_code"), .order: column("w.order_code"),
          .workOrder: column("w.work_order_code"),
          .state: { $0.contains("open") || $0.contains("down") ? lasts : "not \(lasts)" },
        ], uniquingKeysWith: { $1 }),
      order: "s.started_at, s.machine_code", metrics: ["stop_duration": duration, "downtime": duration],
      date: { _ in "s.started_at" })
  }

  static let defects = ListSource(
    rows: """
      production.defects d join production.machines m on m.machine_code = d.machine_code
      join production.lines l on l.line_code = m.line_code
      left join production.machines f on f.machine_code = d.found_machine_code
      left join production.operations o on o.operation_id = d.operation_id
      left join production.work_orders w on w.work_order_code = o.work_order_code
      """,
    columns: [
      Column("found", .instant, "d.found_at"), Column("defect", "d.defect"), Column("board", "d.board"),
      Column("board_position", "d.board_position"), Column("machine", "d.machine_code"),
      Column("found_stage", "f.stage"), Column("disposition", "d.disposition"), Column("order", "w.order_code"),
    ],
    conditions: placeConditions.merging(
      [
        .defect: column("d.defect"), .foundStage: column("f.stage"), .product: column("w.product_code"),
        .order: column("w.order_code"), .workOrder: column("w.work_order_code"),
      ], uniquingKeysWith: { $1 }),
    order: "d.found_at desc, d.defect_id", date: { _ in "d.found_at" })

  static let alerts = ListSource(
    rows: """
      production.alerts a join production.lines l on l.line_code = a.line_code
      left join production.machines m on m.machine_code = a.machine_code
      cross join lateral (select \(StateSQL.alert("a")) as states) s
      """,
    columns: [
      Column("severity", "a.severity"), Column("line", "a.line_code"), Column("machine", "a.machine_code"),
      Column("message", "a.message"), Column("raised", .instant, "a.raised_at"), Column("state", .states, "s.states"),
      Column("assigned_to", "a.assigned_to"),
    ],
    conditions: placeConditions.merging(
      [.severity: column("a.severity"), .state: { "s.states && \($0)" }], uniquingKeysWith: { $1 }),
    order: "array_position(array['critical', 'warning', 'info'], a.severity), a.raised_at, a.alert_id",
    date: { _ in "a.raised_at" })

  /// With a period, what is due is what was planned in it and is not done, late or not.
  static func maintenance(now: Instant, inPeriod: Bool) -> ListSource {
    let state: Condition = { states in
      inPeriod && states == ["due"] ? "j.done_at is null" : "s.states && \(states)"
    }
    return ListSource(
      rows: """
        production.maintenance_jobs j join production.machines m on m.machine_code = j.machine_code
        join production.lines l on l.line_code = m.line_code
        cross join lateral (select \(StateSQL.maintenance("j", now: now)) as states) s
        """,
      columns: [
        Column("machine", "j.machine_code"), Column("title", "j.title"), Column("kind", "j.kind"),
        Column("state", .states, "s.states"), Column("planned_start", .instant, "j.planned_start"),
        Column("planned_end", .instant, "j.planned_end"), Column("done", .instant, "j.done_at"),
      ],
      conditions: placeConditions.merging([.state: state], uniquingKeysWith: { $1 }),
      order: "j.planned_start, j.machine_code, j.job_id",
      date: { $0 == .done ? "j.done_at" : "j.planned_start" })
  }

  /// Material that is short now, or was in a period.
  static let materials = ListSource(
    rows: """
      production.material_shortages x join production.materials k on k.material_code = x.material_code
      join production.operations o on o.operation_id = x.operation_id
      join production.work_orders w on w.work_order_code = o.work_order_code
      join production.lines l on l.line_code = o.line_code
      left join production.machines m on m.machine_code = o.machine_code
      """,
    columns: [
      Column("material", "k.material_code"), Column("name", "k.name"),
      Column("quantity_short", .units, "x.quantity_short"),
      Column("order", "w.order_code"), Column("stage", "o.stage"), Column("line", "o.line_code"),
      Column("short_from", .instant, "x.short_from"), Column("expected", .instant, "x.expected_at"),
      Column("resolved", .instant, "x.resolved_at"),
    ],
    conditions: placeConditions.merging(
      [
        .order: column("w.order_code"), .product: column("w.product_code"), .workOrder: column("w.work_order_code"),
        .state: { $0.contains("short") || $0.contains("open") ? "x.resolved_at is null" : "x.resolved_at is not null" },
      ], uniquingKeysWith: { $1 }),
    order: "x.short_from, x.shortage_id", date: { _ in "x.short_from" })

  /// The revision in force of each document.
  static func documents(now: Instant) -> ListSource {
    ListSource(
      rows: """
        (select distinct on (d.document_code) d.* from production.documents d where d.valid_from <= \(now)
         order by d.document_code, d.valid_from desc) d
        """,
      columns: [
        Column("document", "d.document_code"), Column("revision", "d.revision"), Column("document_kind", "d.kind"),
        Column("product", "d.product_code"), Column("stage", "d.stage"), Column("title", "d.title"),
        Column("link", "d.link"),
      ],
      conditions: [
        .documentKind: column("d.kind"), .product: { "(d.product_code is null or d.product_code = any(\($0)))" },
        .stage: { "(d.stage is null or d.stage = any(\($0)))" },
      ], order: "d.kind, d.document_code")
  }
}
