import IntentParser
import ProductionStore
import QueryPlanner
import Testing

@Suite struct CatalogueTests {
  private static let data = """
    set search_path = production;
    insert into sites values ('HN', 'Hanoi', 'North', 'Vietnam', 'Asia/Ho_Chi_Minh'), ('DN', 'Da Nang', 'C', 'V', 'UTC');
    insert into lines values ('SMT-1', 'SMT line 1', 'HN', 'SMT', 2), ('DIP-1', 'DIP line 1', 'HN', 'DIP', 1);
    insert into stages values ('Reflow', 'SMT', 2, false), ('SPI', 'SMT', 1, true);
    insert into machines values ('M2', 'Oven', 'SMT-1', 'Reflow', 2), ('M1', 'SPI', 'SMT-1', 'SPI', 1);
    insert into products values ('P', 'Power Board', 1);
    insert into customers values ('Aurora');
    insert into stop_reasons values ('Jam', 'down', true);
    insert into defect_types values ('Bridge');
    insert into materials values ('CAP', 'Capacitor');
    insert into shifts
      select row_number() over (), 'SMT-1', s, l, d, (d + h) at time zone 'Asia/Ho_Chi_Minh',
        (d + h + interval '8 h') at time zone 'Asia/Ho_Chi_Minh'
      from generate_series(date '2026-03-01', date '2026-03-31', interval '1 day') as days (day),
        lateral (select day::date as d) x,
        (values ('Night', 'C', interval '22 h'), ('Morning', 'A', interval '6 h'), ('Afternoon', 'B', interval '14 h'))
          as v (s, l, h);
    insert into telemetry
      select m, t, timestamptz '2026-03-01Z' + n * interval '1 min', 1
      from (values ('M1', 'humidity'), ('M2', 'reflow_zone_1'), ('M2', 'humidity')) v (m, t), generate_series(1, 50) n;
    insert into orders (order_code, quantity) select 'Case ' || n, 1 from generate_series(1, 225) n;
    insert into work_orders select 'WO-' || n, 'Case 1', null, 1 from generate_series(51001, 51020) n;
    insert into material_lots values ('LOT', 'CAP', null, now(), 1);
    insert into operations (operation_id, work_order_code, sequence, stage, line_code, machine_code, planned_quantity,
        actual_start, actual_end)
      values (1, 'WO-51001', 1, 'SPI', 'SMT-1', 'M1', 1, '2026-03-02 01:00Z', '2026-03-02 02:00Z');
    insert into production_counts values ('M1', '2026-03-02 01:30Z', 1, 1);
    insert into machine_states values ('M1', '2026-03-02 01:10Z', '2026-03-02 03:00Z', 'run');
    analyze;
    """

  @Test func theFactoryIsReadInOneGo() async throws {
    let owner = try await TestDatabase.factory("catalogue")
    try await owner.execute(script: Self.data)
    let store = ProductionStore(cluster: TestDatabase.cluster, database: "catalogue")
    let (factory, range) = try await store.factory()
    #expect(factory.sites.map(\.code) == ["DN", "HN"])
    #expect(factory.sites.map(\.dayStart) == [0, 360])
    #expect(factory.lines.map(\.code) == ["DIP-1", "SMT-1"])
    #expect(factory.stages.map(\.name) == ["SPI", "Reflow"])
    #expect(factory.stages.map(\.inspects) == [true, false])
    #expect(factory.machines.map(\.code) == ["M1", "M2"])
    #expect(factory.products == [.init(code: "P", name: "Power Board")])
    #expect(factory.customers == ["Aurora"])
    #expect(factory.reasons == [.init(name: "Jam", category: "down", isBreakdown: true)])
    #expect(factory.defects == ["Bridge"])
    #expect(factory.materials == [.init(code: "CAP", name: "Capacitor")])
    #expect(factory.tags == ["humidity", "reflow_zone_1"])
    #expect(factory.shifts.map(\.name) == ["Morning", "Afternoon", "Night"])
    #expect(factory.shifts.map(\.letter) == ["A", "B", "C"])
    #expect(
      factory.codeShapes == [
        CodeShape(dimension: .order, prefix: "Case ", digits: 1...3),
        CodeShape(dimension: .workOrder, prefix: "WO-", digits: 5...5),
      ])
    // 01:00Z the operation's start, 03:00Z the state's end.
    #expect(range == TimeWindow(from: Instant(seconds: 1_772_413_200), to: Instant(seconds: 1_772_420_400)))
    #expect(try await store.catalogue() == factory)
    #expect(try await store.dataRange() == range)
    await store.close()
    await owner.close()
  }

  @Test func aNightShiftBelongsToTheDayOnWhichItBegan() async throws {
    let owner = try await TestDatabase.factory("catalogue_shifts")
    try await owner.execute(script: Self.data)
    let store = ProductionStore(cluster: TestDatabase.cluster, database: "catalogue_shifts")
    // 2026-03-18T23:00Z is 06:00 in Hanoi on the 19th: the night of the 18th ends, the morning of the 19th begins.
    let six = Instant(seconds: 1_773_874_800)
    let shifts = try await store.shiftInstances(from: six - 3600, to: six + 3600)
    #expect(shifts.map(\.shift) == ["Night", "Morning"])
    #expect(shifts.map(\.productionDay.day) == [18, 19])
    #expect(shifts[0].to == six)
    #expect(shifts[1].from == six)
    #expect(try await store.shiftInstances(from: six, to: six + 1).count == 1)
    await store.close()
    await owner.close()
  }

  @Test func anEmptyFactoryHasNothing() async throws {
    let owner = try await TestDatabase.factory("catalogue_empty")
    let store = ProductionStore(cluster: TestDatabase.cluster, database: "catalogue_empty")
    let (factory, range) = try await store.factory()
    #expect(factory == FactoryCatalogue())
    #expect(range == TimeWindow(from: nil, to: nil))
    await store.close()
    await owner.close()
  }
}
