import QueryPlanner

/// The statements of the catalogue. None reads a large table whole.
enum CatalogueSQL {
  static let all: [SQLStatement] = [
    sites,
    "select line_code, name, site_code, kind from production.lines order by position, line_code",
    "select stage, line_kind, position, inspects from production.stages order by position, stage",
    """
    select m.machine_code, m.name, m.line_code, m.stage, m.position, m.micro_stop_limit
    from production.machines m join production.lines l using (line_code)
    order by l.position, l.line_code, m.position, m.machine_code
    """,
    "select product_code, name from production.products order by product_code",
    "select customer from production.customers order by customer",
    "select reason, category, is_breakdown from production.stop_reasons order by reason",
    "select defect from production.defect_types order by defect",
    "select material_code, name from production.materials order by material_code",
    tags, shifts, codeShapes, sums,
  ]

  /// The production day starts when its first shift starts, by the calendar of the latest weeks.
  private static let sites: SQLStatement = """
    with latest as (select max(starts_at) - interval '21 days' as after from production.shifts)
    select s.site_code, s.name, s.region, s.time_zone,
      coalesce((
        select (extract(epoch from min(h.starts_at at time zone s.time_zone - h.production_day)) / 60)::int
        from production.shifts h join production.lines l using (line_code)
        where l.site_code = s.site_code and h.starts_at >= (select after from latest)), 0) as day_start
    from production.sites s order by s.site_code
    """

  /// From one tag of a machine to its next through the primary key: telemetry has millions of rows and few tags.
  private static let tags: SQLStatement = """
    with recursive steps as (
      select m.machine_code,
        (select min(t.tag) from production.telemetry t where t.machine_code = m.machine_code) as tag
      from production.machines m
      union all
      select s.machine_code,
        (select min(t.tag) from production.telemetry t where t.machine_code = s.machine_code and t.tag > s.tag)
      from steps s where s.tag is not null)
    select distinct tag from steps where tag is not null order by tag
    """

  /// The names in the calendar of the latest weeks, in the order in which they begin within the production day.
  private static let shifts: SQLStatement = """
    select h.shift, min(h.letter) as letter,
      (extract(epoch from min(h.starts_at at time zone s.time_zone - h.production_day)) / 60)::int as start_minute
    from production.shifts h
      join production.lines l using (line_code) join production.sites s using (site_code)
    where h.starts_at >= (select max(starts_at) - interval '21 days' from production.shifts)
    group by h.shift
    order by min(h.starts_at at time zone s.time_zone - h.production_day), h.shift
    """

  /// The shapes of the codes, from the first and the last hundred of each: a code of another length sorts among
  /// them. Codes that do not end in digits have no shape.
  private static let codeShapes: SQLStatement = """
    with codes as (
      \(sample("order", "orders", "order_code")) union all
      \(sample("work_order", "work_orders", "work_order_code")) union all
      \(sample("lot", "material_lots", "lot_code")))
    select dimension, regexp_replace(code, '[0-9]+$', '') as prefix,
      min(length(substring(code from '[0-9]+$')))::int as fewest,
      max(length(substring(code from '[0-9]+$')))::int as most
    from codes where code ~ '[0-9]$' group by 1, 2 order by 1, 2 limit 100
    """

  /// One row: whether the sums are there to be read.
  static let sums: SQLStatement = """
    select \(sumsAreThere)
      and coalesce(has_table_privilege(to_regclass('production.rolled_spans'), 'select'), false) as has_sums
    """

  /// Those of an older `schema/rollups.sql` had no hours and shifts: they are made anew by the next `ask rollup`.
  static let sumsAreThere: SQLStatement = """
    exists (
      select from pg_attribute
      where attrelid = to_regclass('production.rolled_states') and attname = 'shift' and not attisdropped)
    """

  private static func sample(_ dimension: String, _ table: String, _ column: String) -> SQLStatement {
    SQLStatement(
      unsafeSQL: """
        (select '\(dimension)' as dimension, \(column) as code from production.\(table)
          order by \(column) limit 100)
        union
        (select '\(dimension)', \(column) from production.\(table) order by \(column) desc limit 100)
        """)
  }

  /// First and last event, each through the index that begins with its machine or line.
  static let range: SQLStatement = """
    select least(min(s.first), min(c.first), (select min(o.first) from \(operations) o)) as first,
      greatest(max(s.last), max(c.last), (select max(o.last) from \(operations) o)) as last
    from production.machines m
    cross join lateral (
      select min(started_at) as first, greatest(max(started_at), max(ended_at)) as last
      from production.machine_states where machine_code = m.machine_code) s
    cross join lateral (
      select min(counted_at) as first, max(counted_at) as last
      from production.production_counts where machine_code = m.machine_code) c
    """

  private static let operations: SQLStatement = """
    (select o.first, o.last from production.lines l cross join lateral (
      select min(actual_start) as first, max(actual_start) as last
      from production.operations where line_code = l.line_code) o
     union all select null, max(actual_end) from production.operations)
    """
}
