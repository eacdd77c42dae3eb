import Foundation
import ProductionStore
import QueryPlanner
import Testing

@Suite struct ImportTests {
  static let log = TestDatabase.root.appending(path: "../shared/data/production_event_log.csv").standardizedFileURL
  static var isThere: Bool { FileManager.default.fileExists(atPath: log.path) }

  private func shopMapping() throws -> ImportMapping {
    let file = TestDatabase.root.appending(path: "examples/mappings/machine_shop_log.yaml")
    return try ImportMapping(yaml: String(contentsOf: file, encoding: .utf8), file: "machine_shop_log.yaml")
  }

  private func rows(_ owner: AdministrativeConnection, _ sql: SQLStatement) async throws -> [[Cell]] {
    try await owner.rows(for: sql).rows
  }

  // MARK: The real log

  /// The figures are from the file by a script that knows nothing of this program (Python, csv and statistics):
  /// orders = distinct Case ID; lead time = a case's latest Complete less its earliest Start, median over the cases;
  /// breakdown = sum of Complete less Start over Report Type B by Resource; rejected = sum of Qty Rejected by Resource;
  /// the last stage of Case 1 = Activity of its row with the latest Complete.
  @Test(.enabled(if: isThere, "\(log.path) is missing: the import of the real event log is not tested"))
  func theRealLogLoadsWhole() async throws {
    let owner = try await TestDatabase.factory("import_log")
    let load = EventLogImport(mapping: try shopMapping())
    let report = try await load.load(file: Self.log.path, into: owner)
    #expect(report.rows == 4495)
    #expect(report.orders == 225)
    #expect(report.exceptions.allSatisfy { $0.effect != .leftOut })
    // The nine rows that end when they start.
    #expect(report.exceptions.count { $0.reason == "it lasts no time" } == 9)

    let median: SQLStatement = """
      select percentile_cont(0.5) within group (order by extract(epoch from ended - released_at)::float8)
      from (select released_at, max(actual_end) as ended from production.orders
        join production.work_orders using (order_code) join production.operations using (work_order_code)
        group by order_code) as leads
      """
    #expect(try await rows(owner, median) == [[.number(1_201_080)]])

    let breakdowns: SQLStatement = """
      select machine_code, extract(epoch from sum(ended_at - started_at))::int as seconds
      from production.machine_states join production.stop_reasons using (reason) where is_breakdown
      group by 1 order by 2 desc
      """
    #expect(
      try await rows(owner, breakdowns) == [
        [.text("Machine 8 - Turning & Milling"), .integer(179_880)],
        [.text("Machine 6 - Turning & Milling"), .integer(145_740)],
        [.text("Machine 9 - Turning & Milling"), .integer(76_260)],
        [.text("Machine 5 - Turning & Milling"), .integer(60_060)],
        [.text("Machine 3 - Round Grinding"), .integer(42_840)],
        [.text("Machine 15 - Turning"), .integer(38_340)],
        [.text("Machine 4 - Turning & Milling"), .integer(33_060)],
        [.text("Machine 10 - Grinding"), .integer(27_240)],
        [.text("Machine 12 - Grinding"), .integer(4_680)],
        [.text("Machine 19 - Grinding"), .integer(900)],
      ])

    let rejected: SQLStatement = """
      select machine_code, sum(scrap) from production.production_counts group by 1 having sum(scrap) > 0
      order by 2 desc, 1
      """
    #expect(
      try await rows(owner, rejected) == [
        [.text("Quality Check 1"), .integer(512)], [.text("Machine 10 - Grinding"), .integer(18)],
        [.text("Machine 2 - Round Grinding"), .integer(16)], [.text("Machine 7- Laser Marking"), .integer(14)],
        [.text("Machine 5 - Turning & Milling"), .integer(13)], [.text("Machine 6 - Turning & Milling"), .integer(6)],
        [.text("Machine 1 - Lapping"), .integer(5)], [.text("Machine 3 - Round Grinding"), .integer(5)],
        [.text("Machine 11 - Grinding"), .integer(2)], [.text("Quality Check 2"), .integer(2)],
      ])
    #expect(
      try await rows(owner, "select sum(good), sum(scrap) from production.production_counts")
        == [[.integer(91_664), .integer(593)]])

    let last: SQLStatement = """
      select stage, good_quantity from production.operations join production.work_orders using (work_order_code)
      where order_code = 'Case 1' order by sequence desc limit 2
      """
    #expect(
      try await rows(owner, last) == [
        [.text("Packing"), .integer(9)], [.text("Final Inspection Q.C."), .integer(9)],
      ])

    // The same file again: nothing changes.
    let sums: SQLStatement = """
      select (select count(*) from production.orders), (select count(*) from production.operations),
        (select count(*) from production.machine_states), (select count(*) from production.production_counts)
      """
    let before = try await rows(owner, sums)
    let again = try await load.load(file: Self.log.path, into: owner)
    #expect(again.isAlreadyImported)
    #expect(again.ordersPresent == 225)
    #expect(try await rows(owner, sums) == before)
    await owner.close()
  }

  // MARK: Small logs

  private static let header = "case,activity,resource,from,to,type,quantity,good,bad"
  private static let mapping = """
    file: {dates: "dd.MM.yyyy HH:mm", delimiter: ";", encoding: ENCODING}
    site: {code: S, time_zone: Asia/Ho_Chi_Minh}
    line: {code: L, kind: TEST}
    order: {column: case, quantity: quantity, work_order_prefix: W, released: first_start}
    stage: {column: activity}
    machine: {column: resource}
    time: {start: from, complete: to}
    state:
      column: type
      values:
        run: {category: run}
        stop: {category: down, reason: Breakdown, is_breakdown: true}
    quantity: {good: good, scrap: bad}
    """

  private func load(
    _ lines: [String], into owner: AdministrativeConnection,
    encoding: (name: String, value: String.Encoding) =
      ("utf-8", .utf8), mark: String = ""
  ) async throws -> ImportReport {
    let text = mark + ([Self.header] + lines).joined(separator: "\r\n").replacing(",", with: ";") + "\r\n"
    let file = FileManager.default.temporaryDirectory.appending(path: "log-\(getpid())-\(UUID().uuidString).csv")
    try text.write(to: file, atomically: true, encoding: encoding.value)
    defer { try? FileManager.default.removeItem(at: file) }
    let yaml = Self.mapping.replacing("ENCODING", with: encoding.name)
    return try await EventLogImport(mapping: ImportMapping(yaml: yaml, file: "m.yaml"))
      .load(file: file.path, into: owner)
  }

  /// Worked by hand. Machine M, 1 March 2026: run 08:00–10:00 (line 2), breakdown 09:00–09:30 (line 3), run
  /// 09:15–11:00 (line 4), run 08:30–08:45 (line 5). The breakdown stays whole; line 2 keeps 08:00–09:00 and
  /// 09:30–10:00, line 5 is covered by line 2, line 4 keeps what line 2 leaves: 10:00–11:00.
  @Test func overlapsAreCutAndSaid() async throws {
    let owner = try await TestDatabase.factory("import_overlaps")
    let report = try await load(
      [
        "A,Mill,M,01.03.2026 08:00,01.03.2026 10:00,run,10,4,1",
        "A,Mill,M,01.03.2026 09:00,01.03.2026 09:30,stop,10,0,0",
        "B,Mill,M,01.03.2026 09:15,01.03.2026 11:00,run,5,5,0",
        "B,Turn,M,01.03.2026 08:30,01.03.2026 08:45,run,5,2,0",
      ], into: owner, mark: "\u{FEFF}")
    #expect(
      report.exceptions.map { "\($0.line) \($0.effect): \($0.reason)" } == [
        "2 cut: line 3 has 30 of its 120 min on M", "4 cut: lines 2, 3 have 45 of its 105 min on M",
        "5 noState: line 2 has 15 of its 15 min on M",
      ])
    let states = try await rows(
      owner,
      """
      select to_char(started_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI'),
        to_char(ended_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI'), category
      from production.machine_states order by started_at
      """)
    #expect(
      states == [
        [.text("08:00"), .text("09:00"), .text("run")], [.text("09:00"), .text("09:30"), .text("down")],
        [.text("09:30"), .text("10:00"), .text("run")], [.text("10:00"), .text("11:00"), .text("run")],
      ])
    // Nothing of the quantities is lost with the time.
    #expect(
      try await rows(owner, "select sum(good), sum(scrap) from production.production_counts")
        == [[.integer(11), .integer(1)]])
    await owner.close()
  }

  @Test func whatCannotBeUsedIsSaidLineByLine() async throws {
    let owner = try await TestDatabase.factory("import_unusable")
    let report = try await load(
      [
        "A,Mill,M,01.03.2026 08:00,01.03.2026 09:00,run,10,4,1",
        "A,Mill,M,01.03.2026 10:00,01.03.2026 09:00,run,10,4,1",
        "A,Mill,M,2026-03-01 10:00,01.03.2026 11:00,run,10,4,1",
        "A,Mill,M,31.02.2026 10:00,01.03.2026 11:00,run,10,4,1",
        ",Mill,M,01.03.2026 10:00,01.03.2026 11:00,run,10,4,1",
        "A,Mill,M,01.03.2026 10:00,01.03.2026 11:00,lunch,10,4,1",
        "A,Mill,M,01.03.2026 10:00,01.03.2026 11:00,run,10,many,1",
        "A,Mill,M,01.03.2026 12:00,01.03.2026 12:00,run,10,4,0",
        "A,\"Mill\r\nfine\",M,01.03.2026 13:00,01.03.2026 13:30,run,10,1,0",
        "A,Mill,M,01.03.2026 15:00,01.03.2026 14:00,run,10,4,1",
        "A,Mill,M,01.03.2026 16:00,01.03.2026 17:00,run,12,0,0",
      ], into: owner)
    #expect(
      report.exceptions.map { "\($0.line) \($0.effect): \($0.reason)" } == [
        "3 leftOut: it ends before it starts",
        "4 leftOut: from \"2026-03-01 10:00\" is no date of the mapping's format",
        "5 leftOut: from \"31.02.2026 10:00\" is no date of the mapping's format",
        "6 leftOut: case is empty", "7 leftOut: the mapping has no state for type \"lunch\"",
        "8 leftOut: good \"many\" is no number of units", "9 noState: it lasts no time",
        // Line 10 goes on in line 11.
        "12 leftOut: it ends before it starts",
        "13 noted: its quantity or product is not that of line 2, which is used for A",
      ])
    #expect(report.rows == 11)
    #expect(
      try await rows(owner, "select stage, good_quantity from production.operations order by sequence")
        == [[.text("Mill fine"), .integer(1)], [.text("Mill"), .integer(8)]])
    await owner.close()
  }

  @Test(arguments: [("utf-8", String.Encoding.utf8), ("iso-8859-1", .isoLatin1), ("utf-16", .utf16)])
  func encodings(name: String, value: String.Encoding) async throws {
    let owner = try await TestDatabase.factory("import_\(name.replacing("-", with: "_"))")
    _ = try await load(
      ["A,Fräsen,Müller,01.03.2026 08:00,01.03.2026 09:00,run,10,4,1"], into: owner, encoding: (name, value))
    #expect(
      try await rows(owner, "select stage, machine_code from production.operations")
        == [[.text("Fräsen"), .text("Müller")]])
    await owner.close()
  }

  @Test func aFileThatHasGrownAddsItsNewOrders() async throws {
    let owner = try await TestDatabase.factory("import_grown")
    let first = "A,Mill,M,01.03.2026 08:00,01.03.2026 09:00,run,10,4,1"
    let second = "B,Mill,M,01.03.2026 09:00,01.03.2026 10:00,run,10,4,1"
    _ = try await load([first], into: owner)
    let report = try await load([first, second], into: owner)
    #expect((report.orders, report.ordersPresent) == (1, 1))
    #expect(try await rows(owner, "select count(*) from production.machine_states") == [[.integer(2)]])
    // An order with other contents is a conflict, and the new order beside it stays out.
    await #expect(throws: DatabaseError.importing(.conflict(kind: "orders", codes: ["A"]))) {
      try await load(
        [first.replacing(",4,1", with: ",5,1"), second, second.replacing("B", with: "C")], into: owner)
    }
    #expect(try await rows(owner, "select count(*) from production.orders") == [[.integer(2)]])
    await owner.close()
  }

  @Test func anImportThatFailsLeavesNothing() async throws {
    let owner = try await TestDatabase.factory("import_fails")
    // The counts are the last but one table; by then everything else is in.
    try await owner.execute(script: "alter table production.production_counts add check (good < 100)")
    let error = await #expect(throws: DatabaseError.self) {
      try await load(
        [
          "A,Mill,M,01.03.2026 08:00,01.03.2026 09:00,run,10,4,1",
          "B,Mill,M,01.03.2026 08:00,01.03.2026 09:00,run,10,400,1",
        ], into: owner)
    }
    guard case .sql(let failure) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect((failure.state, failure.table, failure.copyLine) == ("23514", "production_counts", 2))
    for table in ["sites", "stages", "machines", "orders", "operations", "stop_reasons"] {
      #expect(try await rows(owner, SQLStatement(unsafeSQL: "select from production.\(table)")).isEmpty)
    }
    await owner.close()
  }

  @Test(arguments: [
    ("  kind: TEST", "  kind: OVEN", 8, "line.kind"), ("  code: S", "  cod: S", 5, "site.cod"),
    ("Asia/Ho_Chi_Minh", "Asia/Hanoi", 6, "site.time_zone"), ("  column: case", "", 11, "order.column"),
    ("dd.MM.yyyy HH:mm", "DD.MM.YYYY", 3, "file.dates"), ("[ab]+", "[ab", 13, "stage.inspects"),
  ])
  func aWrongMappingNamesLineAndKey(_ right: String, _ wrong: String, line: Int, key: String) throws {
    let yaml = """
      # comment
      file:
        dates: dd.MM.yyyy HH:mm
      site:
        code: S
        time_zone: Asia/Ho_Chi_Minh
      line: {code: L,
        kind: TEST}
      order:
        column: case
        quantity: quantity
      stage: {column: activity,
        inspects: '[ab]+'}
      machine: {column: resource}
      time: {start: from, complete: to}
      state: {column: type, values: {run: {category: run}}}
      """
    _ = try ImportMapping(yaml: yaml, file: "m.yaml")
    let error = #expect(throws: DatabaseError.self) {
      try ImportMapping(yaml: yaml.replacing(right, with: wrong), file: "m.yaml")
    }
    guard case .importing(.mapping("m.yaml", let named, key, _)) = error else {
      Issue.record("\(String(reflecting: error))")
      return
    }
    #expect(named == line)
  }

  @Test func missingColumnsAreNamed() async throws {
    let owner = try await TestDatabase.factory("import_columns")
    let file = FileManager.default.temporaryDirectory.appending(path: "log-\(getpid())-columns.csv")
    try "a,b\n1,2\n".write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let error = await #expect(throws: DatabaseError.self) {
      try await EventLogImport(mapping: shopMapping()).load(file: file.path, into: owner)
    }
    guard case .importing(.missingColumns(let missing, ["a", "b"])) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(missing.contains("Case ID"))
    await owner.close()
  }
}
