import AskService
import Foundation
import Logging
import ProductionStore
import QueryPlanner

/// A factory made of plain SQL for the sums: 80 days on three sites, one whose clocks change on 29 March, one whose zone
/// is half an hour off, and one whose zone is that too, whose clocks change on 5 April, whose day starts at half past
/// and whose shifts change at a quarter to; products of which each has another slowest machine; counts and states at odd seconds.
///
/// It is there twice: as rows alone, and as the same rows with sums.
enum SumsFactory {
  static let asOf = "2026-04-20T14:30:00+02:00"

  static func owner(_ name: String, from template: String) async throws -> AdministrativeConnection {
    try await AdministrativeConnection.open(
      dsn: try await cluster.createDatabase(named: name, template: template))
  }

  static func service(_ database: String) async throws -> AskService {
    AskService(
      store: ProductionStore(cluster: cluster, database: database), resources: try resources, settings: Settings(),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { Instant(seconds: 0) })
  }

  static var resources: ResourceLocator {
    get throws {
      try ResourceLocator(
        settings: Settings(), environment: ["ASK_HOME": DemoDatabase.home.path], program: URL(filePath: "/ask"))
    }
  }

  /// The database without sums.
  static let rows = Task<String, any Error> {
    // One cluster for the process.
    _ = try await cluster.ensureRunning()
    let owner = try await AdministrativeConnection.open(dsn: try await cluster.createDatabase(named: "sums_rows"))
    try await owner.installSchema(
      production: try resources.schemaText("production.sql"), roles: try resources.schemaText("roles.sql"))
    try await owner.execute(script: "set search_path = production, public; \(factory); analyze")
    await owner.close()
    return "sums_rows"
  }

  /// The database with sums of all that is over.
  static let summed = Task<String, any Error> {
    let owner = try await Self.owner("sums_summed", from: try await rows.value)
    let refresher = SumsRefresher(connection: owner, resources: try resources)
    _ = try await refresher.refresh(upTo: try Instant(rfc3339: asOf))
    await owner.close()
    return "sums_summed"
  }

  /// Copies to ask questions of: a template that somebody is connected to cannot be copied.
  static let rowsToRead = Task<String, any Error> { try await copy(of: rows.value) }
  static let summedToRead = Task<String, any Error> { try await copy(of: summed.value) }

  private static func copy(of template: String) async throws -> String {
    _ = try await cluster.createDatabase(named: "\(template)_read", template: template)
    return "\(template)_read"
  }

  private static let cluster = PrivateCluster.temporary()

  private static let factory = """
    insert into sites values
      ('BERLIN', 'Berlin', 'East', 'Germany', 'Europe/Berlin'), ('PUNE', 'Pune', 'West', 'India', 'Asia/Kolkata'),
      ('ADELAIDE', 'Adelaide', 'South', 'Australia', 'Australia/Adelaide');
    insert into lines values
      ('SMT-1', 'SMT line 1', 'BERLIN', 'SMT', 1), ('SMT-2', 'SMT line 2', 'PUNE', 'SMT', 2),
      ('TEST-1', 'Test line 1', 'BERLIN', 'TEST', 3), ('SMT-3', 'SMT line 3', 'ADELAIDE', 'SMT', 4);
    insert into stages values
      ('Placement', 'SMT', 1, false), ('AOI', 'SMT', 2, true), ('FCT', 'TEST', 3, true);
    insert into machines
      select replace(l.line_code, '-', '') || '-' || v.code, v.code, l.line_code, v.stage, v.position
      from lines l join (values ('MOUNTER', 'SMT', 'Placement', 1), ('AOI', 'SMT', 'AOI', 2), ('FCT', 'TEST', 'FCT', 1))
        v (code, kind, stage, position) on v.kind = l.kind;
    insert into products values ('PB-100', 'Power Board', 10, 50), ('LD-20', 'LED Driver', 5.5, 20);
    insert into ideal_cycle_times
      select p.product_code, m.machine_code,
        case when (p.product_code = 'PB-100') = (m.position = 1) then 31.5 else 17.25 end
      from products p cross join machines m;
    insert into customers values ('Aurora Lighting'), ('Bluefin Marine');
    insert into orders
      select 'SO-' || 24000 + n, case when n % 3 = 0 then 'Aurora Lighting' else 'Bluefin Marine' end,
        case when n % 2 = 0 then 'PB-100' else 'LD-20' end, 100, case when n % 5 = 0 then 'urgent' else 'normal' end
      from generate_series(1, 600) n;
    insert into work_orders select 'WO-' || substr(order_code, 4), order_code, product_code, 100 from orders;
    -- One work order enters an SMT line about every eight hours, then goes to test; every tenth has no test.
    insert into operations (operation_id, work_order_code, sequence, stage, line_code, machine_code, actual_start,
        actual_end, planned_quantity)
      select n * 10 + v.sequence, 'WO-' || 24000 + n, v.sequence, v.stage, v.line, v.machine,
        t.at + v.sequence * interval '1 hour', t.at + v.sequence * interval '1 hour' + interval '9 hours', 100
      from generate_series(1, 480) n
      cross join lateral (select timestamptz '2026-01-31 22:17:11+00' + n / 2 * interval '7 hours 48 minutes' as at) t
      cross join lateral (values
        (1, 'Placement', 'SMT-' || n % 2 + 1, 'SMT' || n % 2 + 1 || '-MOUNTER'),
        (2, 'AOI', 'SMT-' || n % 2 + 1, 'SMT' || n % 2 + 1 || '-AOI'),
        (3, 'FCT', 'TEST-1', 'TEST1-FCT')) v (sequence, stage, line, machine)
      where v.sequence < 3 or n % 10 <> 0;
    -- The third SMT line has work orders of its own, one about every sixteen hours.
    insert into operations (operation_id, work_order_code, sequence, stage, line_code, machine_code, actual_start,
        actual_end, planned_quantity)
      select n * 10 + v.sequence, 'WO-' || 24000 + n, v.sequence, v.stage, 'SMT-3', v.machine,
        t.at + v.sequence * interval '1 hour', t.at + v.sequence * interval '1 hour' + interval '9 hours', 100
      from generate_series(481, 600) n
      cross join lateral (
        select timestamptz '2026-01-31 22:11:53+00' + (n - 481) * interval '15 hours 31 minutes' as at) t
      cross join lateral (values (1, 'Placement', 'SMT3-MOUNTER'), (2, 'AOI', 'SMT3-AOI')) v (sequence, stage, machine);
    insert into shifts
      select row_number() over (order by d, l.line_code, v.f), l.line_code, v.shift, v.letter, d::date,
        (d + v.f) at time zone s.time_zone, (d + v.t) at time zone s.time_zone
      from lines l join sites s using (site_code)
      cross join generate_series(timestamp '2026-02-01', '2026-05-05', '1 day') d
      join (values (false, 'Morning', 'A', interval '6 hours', interval '14 hours'),
        (false, 'Afternoon', 'B', '14 hours', '22 hours'), (false, 'Night', 'C', '22 hours', '30 hours'),
        (true, 'Morning', 'A', '6 hours 30 minutes', '14 hours 45 minutes'),
        (true, 'Afternoon', 'B', '14 hours 45 minutes', '22 hours 30 minutes'),
        (true, 'Night', 'C', '22 hours 30 minutes', '30 hours 30 minutes')) v (is_late, shift, letter, f, t)
        on v.is_late = (l.line_code = 'SMT-3')
      where extract(isodow from d) < 7;
    insert into shift_breaks
      select shift_id, starts_at + interval '3 hours', starts_at + interval '3 hours 30 minutes' from shifts;
    insert into stop_reasons values ('Feeder jam', 'down', true), ('Changeover', 'setup', false),
      ('Waiting for material', 'idle', false), ('No plan', 'planned_stop', false);
    -- States follow one another without a gap, of 11 to 90 minutes and some tenths of a second; the last is open.
    insert into machine_states
      select machine_code, at, lead(at) over (partition by machine_code order by at), category, reason, operation_id
      from (
        select m.machine_code, m.position, n,
          timestamptz '2026-01-31 20:00+00' + m.position * interval '13.7 seconds' + n * interval '40 minutes'
            + (hashtext(m.machine_code || n) % 870) * interval '0.9 seconds' as at
        from machines m cross join generate_series(1, 2830) n) s
      cross join lateral (
        select v.* from (values (0, 'run', null), (1, 'down', 'Feeder jam'), (2, 'run', null), (3, 'setup', 'Changeover'),
          (4, 'run', null), (5, 'idle', 'Waiting for material'), (6, 'run', null), (7, 'planned_stop', 'No plan'),
          (8, 'down', null)) v (k, category, reason)
        where k = abs(hashtext(n || machine_code)) % 9) c
      left join lateral (
        select operation_id from operations o where o.machine_code = s.machine_code and o.actual_start <= s.at
        order by o.actual_start desc limit 1) o on c.category = 'run';
    insert into production_counts
      select o.machine_code, o.actual_start + n * interval '17.3 minutes', o.operation_id,
        1 + abs(hashtext(o.operation_id || 'g' || n)) % 9, abs(hashtext(o.operation_id || 's' || n)) % 3,
        abs(hashtext(o.operation_id || 'r' || n)) % 2
      from operations o cross join generate_series(0, 25) n;
    insert into kpi_targets values ('SMT-1', 'oee', 0.7);
    insert into defect_types values ('Solder bridge');
    insert into defects (defect_id, defect, operation_id, machine_code, found_operation_id, found_machine_code, found_at,
        introduced_at, board, disposition)
      select row_number() over (), 'Solder bridge', o.operation_id, o.machine_code, o.operation_id, o.machine_code,
        o.actual_start + n * interval '20 minutes', o.actual_start, 'B' || n, 'scrap'
      from operations o cross join generate_series(1, 8) n;
    """
}
