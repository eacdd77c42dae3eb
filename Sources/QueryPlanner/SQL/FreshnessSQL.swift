/// How far the data reach, table by table, read from the ends of their time indexes.
enum FreshnessSQL {
  static let statement: SQLStatement = """
    select 'machine_states' as source, (select min(started_at) from production.machine_states) as first,
      greatest((select max(started_at) from production.machine_states),
        (select max(ended_at) from production.machine_states)) as last
    union all
    select 'production_counts', (select min(counted_at) from production.production_counts),
      (select max(counted_at) from production.production_counts)
    union all
    select 'operations', (select min(actual_start) from production.operations),
      greatest((select max(actual_end) from production.operations),
        (select max(actual_start) from production.operations))
    union all
    select 'defects', (select min(found_at) from production.defects), (select max(found_at) from production.defects)
    union all
    select 'alerts', (select min(raised_at) from production.alerts), (select max(raised_at) from production.alerts)
    union all
    select 'orders', (select min(placed_at) from production.orders), (select max(placed_at) from production.orders)
    """
}
