import Answering
import AskService
import Foundation
import Logging
import ProductionStore
import QueryPlanner
import Testing

/// A KPI that a factory adds by editing `kpis.yaml`, over a view of its own.
struct OwnKpiTests {
  /// By hand: A used 10 kWh, B 20, C 5 by now (its reading of 14:30 is still to come), so 35; of 2190, 425 and 218 good
  /// units those of the last machine leave the line.
  static let figures: [(String, String, Double)] = [
    ("energy per good board today", "en", 35.0 / 218), ("energy per board of SMT line 1 today", "en", 35.0 / 218),
    ("energy per good board of machine B today", "en", 20.0 / 425), ("energy use today", "en", 35),
    ("energy use of PB-100 today", "en", 35), ("energy use today without machine A", "en", 25),
    ("điện năng mỗi bo đạt hôm nay", "vi", 35.0 / 218), ("energy use between 7 and 8 today", "en", 10),
  ]

  @Test(arguments: figures)
  func isComputedOverItsView(_ question: String, _ language: String, _ expected: Double) async throws {
    let answer = try await Self.answer(question, language)
    #expect(answer.status == .answered, "\(answer.headline)")
    let table = try #require(answer.blocks.firstTable)
    guard case .number(let value)? = table.rows.first?.first else {
      Issue.record("no number: \(table)")
      return
    }
    #expect(abs(value - expected) < 1e-9, "\(value)")
    #expect(answer.headline.contains(expected < 1 ? "kWh per board" : "kWh"), "\(answer.headline)")
  }

  @Test func canBeCutChosenAndShared() async throws {
    let byMachine = try await Self.answer("energy use by machine today", "en")
    let table = try #require(byMachine.blocks.firstTable)
    #expect(table.rows.map { $0[1] } == [.number(10), .number(20), .number(5)])
    #expect(table.total?[1] == .number(35))
    let judged = try await Self.answer("is energy per good board above 0.1 today", "en")
    #expect(judged.headline.hasPrefix("Yes. Energy per good board"), "\(judged.headline)")
    let share = try await Self.answer("what share of energy use is machine B today", "en")
    #expect(share.headline.contains("57.1 %"), "\(share.headline)")
  }

  /// Nothing says which reason energy was used for.
  @Test func aCutThatTheViewDoesNotHaveIsRefused() async throws {
    let answer = try await Self.answer("energy use by customer today", "en")
    #expect(answer.status == .answered)
    let senseless = try await Self.answer("energy use by defect today", "en")
    #expect(senseless.status == .unsupported, "\(senseless.headline)")
  }

  private static func answer(_ question: String, _ language: String) async throws -> Answer {
    let dsn = try await database.value
    let now = try Instant(rfc3339: "2026-03-18T14:00:00+07:00")
    let home = try home()
    defer { try? FileManager.default.removeItem(at: home) }
    let resources = try ResourceLocator(
      settings: Settings(), environment: ["ASK_HOME": home.path], program: URL(filePath: "/ask"))
    let service = AskService(
      store: ProductionStore(configuration: StoreConfiguration(dsn: dsn, role: "ask_reader")), resources: resources,
      settings: Settings(dsn: dsn), logger: Logger(label: "test"), clock: { now })
    let answer = try await service.answer(AskRequest(question: question, asOf: now, language: language))
    await service.close()
    return answer
  }

  /// A folder with the repository's files, and the example's lines in `kpis.yaml`.
  private static func home() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ask-own-kpi-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["grammars", "schema"] {
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: name), withDestinationURL: DemoDatabase.home.appending(path: name))
    }
    let file = try String(contentsOf: DemoDatabase.home.appending(path: "kpis.yaml"), encoding: .utf8)
    let example = try String(
      contentsOf: DemoDatabase.home.appending(path: "examples/energy/kpis.yaml"), encoding: .utf8)
    let parts = example.split(separator: "\nkpis:\n").map(String.init)
    let measures = try #require(parts[0].split(separator: "measures:\n").last)
    let merged = file.replacing("\nmeasures:\n", with: "\nmeasures:\n\(measures)\n")
      .replacing("\nkpis:\n", with: "\nkpis:\n\(parts[1])\n")
    try Data(merged.utf8).write(to: folder.appending(path: "kpis.yaml"))
    return folder
  }

  private static let database = Task {
    let dsn = try await DemoDatabase.emptyDatabase(named: "own_kpi")
    let resources = try ResourceLocator(
      settings: Settings(), environment: ["ASK_HOME": DemoDatabase.home.path], program: URL(filePath: "/ask"))
    let connection = try await AdministrativeConnection.open(dsn: dsn)
    try await connection.installSchema(
      production: try resources.schemaText("production.sql"), roles: try resources.schemaText("roles.sql"))
    try await connection.execute(script: OracleTests.factory)
    try await connection.execute(script: meters)
    await connection.close()
    return dsn
  }

  private static let meters = """
    create schema plant;
    create table plant.meter (machine text, at timestamptz, kwh numeric, operation bigint);
    insert into plant.meter values
      ('A', '2026-03-18 07:00', 10, 1), ('B', '2026-03-18 08:00', 20, 2), ('C', '2026-03-18 09:00', 5, 3),
      ('C', '2026-03-18 14:30', 7, 3);
    create view production.energy_readings as
      select machine as machine_code, at as read_at, operation as operation_id, kwh as kilowatt_hours from plant.meter;
    """
}

extension [Block] {
  fileprivate var firstTable: TableBlock? {
    lazy.compactMap { if case .table(let table) = $0 { table } else { nil } }.first
  }
}
