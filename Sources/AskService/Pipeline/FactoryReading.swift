import IntentParser
import ProductionStore
import QueryPlanner

/// Reads what a snapshot needs from the database.
enum FactoryReading {
  static func read(
    from store: ProductionStore, isPrivate: Bool
  ) async throws(ServiceError) -> (factory: FactoryCatalogue, window: TimeWindow) {
    do throws(DatabaseError) {
      let t = try await store.rows(for: [
        "select site_code, name, region, time_zone, coalesce((select extract(hour from s.starts_at at time zone sites.time_zone)::int*60 from production.shifts s join production.lines l using (line_code) where l.site_code = sites.site_code order by production_day, starts_at limit 1),0) from production.sites order by 1",
        "select line_code, name, site_code, kind from production.lines order by position, line_code",
        "select stage, line_kind, position, inspects from production.stages order by position",
        "select machine_code, name, line_code, stage, position from production.machines order by line_code, position",
        "select product_code, name from production.products order by 1",
        "select customer from production.customers order by 1",
        "select reason, category, is_breakdown from production.stop_reasons order by 1",
        "select defect from production.defect_types order by 1",
        "select shift, min(letter) from production.shifts group by 1 order by 2",
        "select least(min(started_at), (select min(counted_at) from production.production_counts)), greatest(max(started_at), max(ended_at)) from production.machine_states",
      ]).map(\.table.rows)
      var f = FactoryCatalogue()
      f.sites = t[0].map { .init(code: $0[0].s, name: $0[1].s, region: $0[2].s, timeZone: $0[3].s, dayStart: $0[4].i) }
      f.lines = t[1].map { .init(code: $0[0].s, name: $0[1].s, site: $0[2].s, kind: $0[3].s) }
      f.stages = t[2].map { .init(name: $0[0].s, lineKind: $0[1].s, position: $0[2].i, inspects: $0[3] == .bool(true)) }
      f.machines = t[3].map { .init(code: $0[0].s, name: $0[1].s, line: $0[2].s, stage: $0[3].s, position: $0[4].i) }
      f.products = t[4].map { .init(code: $0[0].s, name: $0[1].s) }
      f.customers = t[5].map(\.[0].s)
      f.reasons = t[6].map { .init(name: $0[0].s, category: $0[1].s, isBreakdown: $0[2] == .bool(true)) }
      f.defects = t[7].map(\.[0].s)
      f.shifts = t[8].map { (name: $0[0].s, letter: $0[1].s) }
      f.codeShapes = [
        CodeShape(dimension: .order, prefix: "SO-", digits: 5...6),
        CodeShape(dimension: .workOrder, prefix: "WO-", digits: 5...6),
      ]
      return (f, TimeWindow(from: t[9][0][0].t, to: t[9][0][1].t))
    } catch {
      if case .sql(let failure) = error, ["42P01", "3F000"].contains(failure.state) {
        throw .noProductionSchema(privateCluster: isPrivate)
      }
      throw .database(error)
    }
  }
}

extension Cell {
  fileprivate var s: String { if case .text(let v) = self { v } else { "" } }
  fileprivate var i: Int { if case .integer(let v) = self { Int(v) } else { 0 } }
  fileprivate var t: Instant? { if case .instant(let v) = self { v } else { nil } }
}

extension ProductionStore {
  func shifts(in window: TimeWindow) async throws(DatabaseError) -> [ShiftInstance] {
    let from = window.from ?? Instant(seconds: 0)
    let to = window.to ?? Instant(seconds: 4_000_000_000)
    return try await rows(
      for: """
        select line_code, shift, letter, extract(year from production_day)::int, extract(month from production_day)::int,
         extract(day from production_day)::int, starts_at, ends_at from production.shifts
         where starts_at < \(to) and ends_at > \(from) order by line_code, starts_at
        """
    ).rows.map {
      ShiftInstance(
        line: $0[0].s, shift: $0[1].s, letter: $0[2].s,
        productionDay: CivilDate(year: $0[3].i, month: $0[4].i, day: $0[5].i), from: $0[6].t ?? from, to: $0[7].t ?? to)
    }
  }
}
