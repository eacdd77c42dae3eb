import Answering
import AskService
import Foundation
import Logging
import ProductionStore
import QueryPlanner
import Testing

/// The published check of the OEE arithmetic, from the question through the database to the answer.
///
/// One 8-hour shift with 25 min of breaks, so 27,300 s of planned busy time a machine. A: ICT 10 s, 2240 made, 50
/// scrap, 32 min down. B: 45 s, 450, 25, 18 min. C: 70 s, 229, 11.
struct OracleTests {
  static let a = 0.8022, b = 0.7005, c = 0.5590, all = 0.6872
  /// ±0.005 percentage points.
  static let tolerance = 0.000_05

  @Test(arguments: ["OEE by machine", "oee per machine today", "OEE by machine on SMT line 1"])
  func givesThePublishedFigures(_ question: String) async throws {
    let table = try await Self.table(for: question)
    let machine = try #require(table.columns.firstIndex { $0.name == "machine" })
    let oee = try #require(table.columns.firstIndex { $0.name == "oee" })
    #expect(table.rows.count == 3)
    for (code, expected) in [("A", Self.a), ("B", Self.b), ("C", Self.c)] {
      let row = try #require(table.rows.first { $0[machine] == .text(code) })
      expectEqual(row[oee], expected, code)
    }
    // The ratio of the sums, not the mean of the three.
    expectEqual(try #require(table.total)[oee], Self.all, "total")
  }

  @Test(arguments: [("OEE of machine B today", b), ("OEE of SMT line 1 today", c)])
  func givesOneFigureOfAScope(_ question: String, _ expected: Double) async throws {
    let table = try await Self.table(for: question)
    let oee = try #require(table.columns.firstIndex { $0.name == "oee" })
    // The line's constraint is C, with the largest ideal cycle time.
    expectEqual(try #require(table.rows.first)[oee], expected, question)
  }

  private func expectEqual(_ cell: Cell, _ expected: Double, _ what: String) {
    guard case .number(let value) = cell else {
      Issue.record("\(what): no number but \(cell)")
      return
    }
    #expect(abs(value - expected) <= Self.tolerance, "\(what): \(value)")
  }

  private static func table(for question: String) async throws -> TableBlock {
    let resources = try ResourceLocator(
      settings: Settings(), environment: ["ASK_HOME": DemoDatabase.home.path], program: URL(filePath: "/ask"))
    let dsn = try await database.value
    let now = try Instant(rfc3339: "2026-03-18T14:00:00+07:00")
    let service = AskService(
      store: ProductionStore(configuration: StoreConfiguration(dsn: dsn, role: "ask_reader")), resources: resources,
      settings: Settings(dsn: dsn, language: "en"), logger: Logger(label: "test"), clock: { now })
    let answer = try await service.answer(AskRequest(question: question, asOf: now, language: "en"))
    await service.close()
    #expect(answer.status == .answered, "\(answer.headline)")
    let tables = answer.blocks.compactMap { block in
      if case .table(let table) = block { table } else { nil }
    }
    return try #require(tables.first)
  }

  private static let database = Task {
    let dsn = try await DemoDatabase.emptyDatabase(named: "oracle")
    let resources = try ResourceLocator(
      settings: Settings(), environment: ["ASK_HOME": DemoDatabase.home.path], program: URL(filePath: "/ask"))
    let connection = try await AdministrativeConnection.open(dsn: dsn)
    try await connection.installSchema(
      production: try resources.schemaText("production.sql"), roles: try resources.schemaText("roles.sql"))
    try await connection.execute(script: factory)
    await connection.close()
    return dsn
  }

  /// Counts lie before the end of the shift; the states leave no moment of it out.
  static let factory = """
    set search_path = production, public;
    set timezone = 'Asia/Ho_Chi_Minh';
    insert into sites values ('PLANT', 'Plant', 'North', 'Vietnam', 'Asia/Ho_Chi_Minh');
    insert into lines values ('SMT-1', 'SMT line 1', 'PLANT', 'SMT', 1);
    insert into stages values ('Placement', 'SMT', 1, false), ('Reflow', 'SMT', 2, false), ('AOI', 'SMT', 3, true);
    insert into machines values
      ('A', 'Machine A', 'SMT-1', 'Placement', 1), ('B', 'Machine B', 'SMT-1', 'Reflow', 2),
      ('C', 'Machine C', 'SMT-1', 'AOI', 3);
    insert into products values ('PB-100', 'Power Board', 1, 1);
    insert into ideal_cycle_times values ('PB-100', 'A', 10), ('PB-100', 'B', 45), ('PB-100', 'C', 70);
    insert into customers values ('Aurora Lighting');
    insert into orders values ('SO-24001', 'Aurora Lighting', 'PB-100', 3000, 'normal', '2026-03-17', '2026-03-20',
      '2026-03-20', '2026-03-20', '2026-03-18 06:00');
    insert into work_orders values ('WO-51001', 'SO-24001', 'PB-100', 3000);
    insert into operations values
      (1, 'WO-51001', 1, 'Placement', 'SMT-1', 'A', '2026-03-18 06:00', '2026-03-18 14:00', '2026-03-18 06:00', null,
        0, 3000, 2190, 50, 0),
      (2, 'WO-51001', 2, 'Reflow', 'SMT-1', 'B', '2026-03-18 06:00', '2026-03-18 14:00', '2026-03-18 06:00', null,
        0, 3000, 425, 25, 0),
      (3, 'WO-51001', 3, 'AOI', 'SMT-1', 'C', '2026-03-18 06:00', '2026-03-18 14:00', '2026-03-18 06:00', null,
        0, 3000, 218, 11, 0);
    insert into shifts values
      (1, 'SMT-1', 'Morning', 'A', '2026-03-18', '2026-03-18 06:00', '2026-03-18 14:00');
    insert into shift_breaks values
      (1, '2026-03-18 09:00', '2026-03-18 09:10'), (1, '2026-03-18 12:00', '2026-03-18 12:15');
    insert into stop_reasons values ('Feeder jam', 'down', true);
    insert into machine_states values
      ('A', '2026-03-18 06:00', '2026-03-18 06:32', 'down', 'Feeder jam', 1),
      ('A', '2026-03-18 06:32', '2026-03-18 09:00', 'run', null, 1),
      ('B', '2026-03-18 06:00', '2026-03-18 06:18', 'down', 'Feeder jam', 2),
      ('B', '2026-03-18 06:18', '2026-03-18 09:00', 'run', null, 2),
      ('C', '2026-03-18 06:00', '2026-03-18 09:00', 'run', null, 3);
    insert into machine_states
      select m.machine_code, t.f::timestamptz, t.t::timestamptz, t.category, null, null
      from machines m cross join (values
        ('2026-03-18 09:00', '2026-03-18 09:10', 'off'), ('2026-03-18 09:10', '2026-03-18 12:00', 'run'),
        ('2026-03-18 12:00', '2026-03-18 12:15', 'off'), ('2026-03-18 12:15', '2026-03-18 14:00', 'run')
      ) as t (f, t, category);
    insert into production_counts values
      ('A', '2026-03-18 13:59', 1, 2190, 50, 0), ('B', '2026-03-18 13:59', 2, 425, 25, 0),
      ('C', '2026-03-18 13:59', 3, 218, 11, 0);
    """
}
