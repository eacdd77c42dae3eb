import Foundation
import ProductionStore
import QueryPlanner
import Testing

/// Batches with minutes of stop by factor, and rows of such a file that cannot be right.
@Suite struct DowntimeImportTests {
  private static let mapping = """
    file: {dates: "yyyy-MM-dd HH:mm"}
    site: {code: S, time_zone: Etc/UTC}
    line: {code: L, kind: PACK}
    order: {column: batch, prefix: "B ", product: product, released: first_start}
    stage: {name: Bottling}
    machine: {code: M}
    time: {start: from, complete: to}
    downtime:
      whole: minutes
      minimum: least
      factors:
        jam: {reason: Jam, category: down, is_breakdown: true}
        change: {reason: Change, category: setup}
    """

  private func load(_ lines: [String], into owner: AdministrativeConnection) async throws -> ImportReport {
    let text = (["batch,product,from,to,minutes,least,jam,change"] + lines).joined(separator: "\n") + "\n"
    let file = FileManager.default.temporaryDirectory.appending(path: "downtime-\(getpid())-\(UUID().uuidString).csv")
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    return try await EventLogImport(mapping: ImportMapping(yaml: Self.mapping, file: "m.yaml"))
      .load(file: file.path, into: owner)
  }

  /// Worked by hand: 1 March, 08:00 to 10:00; jam 25 min, change 35 min, the rest production.
  @Test func laysTheStopsOneAfterAnother() async throws {
    let owner = try await TestDatabase.factory("downtime_states")
    let report = try await load(["7,Cola,2026-03-01 08:00,2026-03-01 10:00,120,60,25,35"], into: owner)
    #expect((report.orders, report.states, report.counts) == (1, 3, 1))
    let states = try await owner.rows(
      for: """
        select order_code, to_char(started_at at time zone 'UTC', 'HH24:MI'),
          to_char(ended_at at time zone 'UTC', 'HH24:MI'), category, coalesce(reason, '')
        from production.machine_states join production.operations using (operation_id)
          join production.work_orders using (work_order_code) order by started_at
        """
    ).rows
    #expect(
      states
        == [
          ["B 7", "08:00", "08:25", "down", "Jam"], ["B 7", "08:25", "09:00", "setup", "Change"],
          ["B 7", "09:00", "10:00", "run", ""],
        ].map { $0.map { .text($0) } })
    let ideal = try await owner.rows(
      for: "select product_code, ideal_cycle_time::float8 from production.ideal_cycle_times"
    ).rows
    #expect(ideal == [[.text("Cola"), .number(3600)]])
    await owner.close()
  }

  @Test func namesTheLinesThatDoNotAddUp() async throws {
    let owner = try await TestDatabase.factory("downtime_unusable")
    let report = try await load(
      [
        "1,Cola,2026-03-01 08:00,2026-03-01 10:00,120,60,25,35",
        "2,Cola,2026-03-01 10:00,2026-03-01 12:00,120,60,25,30",
        "3,Cola,2026-03-01 12:00,2026-03-01 14:00,110,60,25,25",
        "4,Cola,2026-03-01 14:00,2026-03-01 16:00,120,60,many,0",
        "5,Cola,2026-03-01 16:00,2026-03-01 15:00,120,60,60,0",
        "6,Cola,2026-03-01 16:00,2026-03-01 18:00,120,90,,30",
        ",Cola,2026-03-01 18:00,2026-03-01 20:00,120,60,60,0",
      ], into: owner)
    #expect(
      report.exceptions.map { "\($0.line) \($0.effect): \($0.reason)" } == [
        "3 leftOut: its stops (55 min) and least (60 min) do not make its 120 min",
        "4 leftOut: minutes is 110 min, from start to end it is 120",
        "5 leftOut: jam \"many\" is no number of units", "6 leftOut: it ends before it starts",
        "7 noted: its minimum is not that of line 2, which is used for Cola", "8 leftOut: batch is empty",
      ])
    #expect(report.orders == 2)
    await owner.close()
  }

  @Test(arguments: [
    ("category: setup", "category: repair", "downtime.factors.change.category"),
    ("{reason: Change, category: setup}", "{category: run}", "downtime.factors.change"),
    ("  minimum: least\n", "", "downtime.minimum"), ("stage: {name: Bottling}", "stage: {}", "stage.column"),
    ("downtime:\n", "state: {column: a, values: {}}\ndowntime:\n", "downtime"),
  ])
  func aWrongMappingNamesTheKey(_ right: String, _ wrong: String, key: String) throws {
    let error = #expect(throws: DatabaseError.self) {
      try ImportMapping(yaml: Self.mapping.replacing(right, with: wrong), file: "m.yaml")
    }
    guard case .importing(.mapping("m.yaml", _, key, _)) = error else {
      Issue.record("\(String(reflecting: error))")
      return
    }
  }
}
