/// How far the data reach, table by table, read from the ends of the machines' time indexes.
enum FreshnessSQL {
  static let statement: SQLStatement = """
    select 'machine_states' as source, min(s.first) as first, max(s.last) as last
    from production.machines m cross join lateral (
      select min(started_at) as first, greatest(max(started_at), max(ended_at)) as last
      from production.machine_states where machine_code = m.machine_code) s
    union all
    select 'production_counts', min(c.first), max(c.last)
    from production.machines m cross join lateral (
      select min(counted_at) as first, max(counted_at) as last
      from production.production_counts where machine_code = m.machine_code) c
    union all
    select 'operations', min(o.first), max(o.last)
    from production.lines l cross join lateral (
      select min(actual_start) as first, greatest(max(actual_start), max(actual_end)) as last
      from production.operations where line_code = l.line_code) o
    union all
    select 'defects', (select min(found_at) from production.defects), (select max(found_at) from production.defects)
    union all
    select 'alerts', (select min(raised_at) from production.alerts), (select max(raised_at) from production.alerts)
    union all
    select 'orders', (select min(placed_at) from production.orders), (select max(placed_at) from production.orders)
    """
}
