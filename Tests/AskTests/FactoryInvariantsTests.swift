import Foundation
import ProductionStore
import QueryPlanner
import Testing

/// The demo factory as it stands in the database: each statement finds what must not be there.
struct FactoryInvariantsTests {
  struct Invariant: CustomStringConvertible, Sendable {
    var description: String
    var violations: String
  }

  static let invariants = [
    Invariant(
      description: "states of a machine do not overlap",
      violations: """
        select a.machine_code from (
          select machine_code, ended_at, lead(started_at) over (partition by machine_code order by started_at) as next
          from production.machine_states) a
        where a.next < coalesce(a.ended_at, 'infinity')
        """),
    Invariant(
      description: "the categories cover the working time of every shift exactly",
      violations: """
        select m.machine_code, h.shift_id
        from production.shifts h join production.machines m using (line_code)
        cross join lateral (
          select extract(epoch from least(h.ends_at, :as_of) - h.starts_at) - coalesce(sum(extract(epoch from
            least(b.ends_at, :as_of) - least(b.starts_at, :as_of))), 0) as seconds
          from production.shift_breaks b where b.shift_id = h.shift_id) working
        cross join lateral (
          select coalesce(sum(extract(epoch from least(coalesce(s.ended_at, :as_of), h.ends_at)
            - greatest(s.started_at, h.starts_at))), 0) as seconds
          from production.machine_states s
          where s.machine_code = m.machine_code and s.category <> 'off' and s.started_at < h.ends_at
            and coalesce(s.ended_at, :as_of) > h.starts_at) logged
        where h.starts_at < :as_of
          and h.starts_at >= (select min(started_at) from production.machine_states)
          and working.seconds <> logged.seconds
        """),
    Invariant(
      description: "counts equal the quantities of their operations",
      violations: """
        select o.operation_id from production.operations o
        left join production.production_counts n on n.operation_id = o.operation_id
        group by o.operation_id
        having coalesce(sum(n.good) filter (where n.machine_code = o.machine_code), 0) <> o.good_quantity
          or coalesce(sum(n.scrap), 0) <> o.scrap_quantity or coalesce(sum(n.rework), 0) <> o.rework_quantity
        """),
    Invariant(
      description: "operations are in sequence, and none makes more than it was given",
      violations: """
        select o.operation_id
        from production.operations o join production.operations b
          on b.work_order_code = o.work_order_code and b.sequence = o.sequence - 1
        where o.actual_start < b.actual_start or o.actual_end < b.actual_end
          or o.actual_start is not null and b.actual_start is null
          or o.good_quantity + o.scrap_quantity > b.good_quantity
        """),
    Invariant(
      description: "every scrapped unit has its defect",
      violations: """
        select 1 from (select count(*) as found from production.defects where disposition = 'scrap') d,
          (select sum(scrap) as counted from production.production_counts) n
        where d.found <> n.counted
        """),
    Invariant(
      description: "nothing happened after the as-of",
      violations: """
        select 'state' from production.machine_states where greatest(started_at, ended_at) > :as_of
        union all select 'count' from production.production_counts where counted_at > :as_of
        union all select 'operation' from production.operations where greatest(actual_start, actual_end) > :as_of
        union all select 'defect' from production.defects where found_at > :as_of
        union all select 'telemetry' from production.telemetry where measured_at > :as_of
        union all select 'alert' from production.alerts
          where greatest(raised_at, acknowledged_at, cleared_at) > :as_of
        union all select 'maintenance' from production.maintenance_jobs where done_at > :as_of
        """),
  ]

  @Test(arguments: invariants) func hold(_ invariant: Invariant) async throws {
    let store = ProductionStore(configuration: StoreConfiguration(dsn: try await DemoDatabase.dsn()))
    let sql = invariant.violations.replacing(":as_of", with: "timestamptz '\(DemoDatabase.asOf)'")
    let rows = try await store.rows(for: SQLStatement(unsafeSQL: sql)).rows
    await store.close()
    #expect(rows.isEmpty, "\(rows.count) violations, the first: \(rows.first ?? [])")
  }
}
