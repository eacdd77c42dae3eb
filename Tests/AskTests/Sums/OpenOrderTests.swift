import AskService
import ProductionStore
import QueryPlanner
import Testing

/// Lists of what is open: they are right at the edges of "open", and do not read the operations of all that was ever
/// completed.
struct OpenOrderTests {
  /// The clock is 20 April, 14:30. Due on the 1st but for the last two, of which nobody says when: by hand, late and
  /// open are those of which something is left to do, or for which nothing is planned.
  private static let cases = """
    insert into orders (order_code, customer, product_code, quantity, priority, due_at)
      select 'SO-9000' || n, 'Aurora Lighting', 'PB-100', 100, 'normal',
        case when n < 7 then timestamptz '2026-04-01 12:00+02' when n = 7 then '2026-05-01 12:00+02' end
      from generate_series(1, 8) n;
    -- 1 has no work order; 2 has one without operations; 3 one that is done and one without operations.
    insert into work_orders values ('WO-90002', 'SO-90002', 'PB-100', 100),
      ('WO-90003', 'SO-90003', 'PB-100', 50), ('WO-90013', 'SO-90003', 'PB-100', 50),
      ('WO-90004', 'SO-90004', 'PB-100', 100), ('WO-90005', 'SO-90005', 'PB-100', 100),
      ('WO-90006', 'SO-90006', 'PB-100', 100), ('WO-90007', 'SO-90007', 'PB-100', 100),
      ('WO-90008', 'SO-90008', 'PB-100', 100);
    insert into operations (operation_id, work_order_code, sequence, stage, line_code, machine_code, actual_start,
        actual_end, planned_quantity) values
      (90031, 'WO-90003', 1, 'AOI', 'SMT-1', 'SMT1-AOI', '2026-04-02 08:00+02', '2026-04-02 09:00+02', 50),
      -- 4 ends a minute after the clock, 5 ended at it, 6 has its last operation before it.
      (90041, 'WO-90004', 1, 'AOI', 'SMT-1', 'SMT1-AOI', '2026-04-20 14:00+02', '2026-04-20 14:31+02', 100),
      (90051, 'WO-90005', 1, 'AOI', 'SMT-1', 'SMT1-AOI', '2026-04-20 14:00+02', '2026-04-20 14:30+02', 100),
      (90061, 'WO-90006', 1, 'Placement', 'SMT-1', 'SMT1-MOUNTER', '2026-04-02 08:00+02', '2026-04-02 09:00+02', 100),
      (90062, 'WO-90006', 2, 'AOI', 'SMT-1', 'SMT1-AOI', null, null, 100),
      (90071, 'WO-90007', 1, 'AOI', 'SMT-1', 'SMT1-AOI', null, null, 100),
      (90081, 'WO-90008', 1, 'AOI', 'SMT-1', 'SMT1-AOI', '2026-04-20 14:00+02', null, 100);
    """

  private static let service = Task { () async throws -> AskService in
    let owner = try await SumsFactory.owner("open_orders", from: try await SumsFactory.rows.value)
    // What the factory leaves open besides is not due, and so never late.
    try await owner.execute(script: "set search_path = production, public; \(cases); analyze")
    await owner.close()
    return try await SumsFactory.service("open_orders")
  }

  static let lists: [(String, [String])] = [
    ("which orders are late", ["SO-90001", "SO-90002", "SO-90004", "SO-90006"]),
    ("which orders are open", ["SO-90001", "SO-90002", "SO-90004", "SO-90006", "SO-90007", "SO-90008"]),
    ("which orders are not started", ["SO-90001", "SO-90002", "SO-90007"]),
    ("which orders are running", ["SO-90004", "SO-90008"]),
  ]

  @Test(arguments: lists)
  func listsWhatIsOpen(_ question: String, _ expected: [String]) async throws {
    let tables = try await tables(of: question)
    let codes = tables[0].rows.compactMap { row -> String? in
      if case .text(let code)? = row.first, code.hasPrefix("SO-9") { code } else { nil }
    }
    #expect(codes.sorted() == expected)
  }

  @Test func countsWhatIsLate() async throws {
    let tables = try await tables(of: "how many orders are late right now")
    guard case .number(let count)? = tables[0].rows.first?.first else {
      Issue.record("no number: \(tables)")
      return
    }
    #expect(count == 4)
  }

  /// 480 orders have 1,392 operations, all of them done: what is done must not be read operation by operation.
  @Test(arguments: ["which orders are late", "which orders are open"])
  func doesNotReadTheOperationsOfWhatIsDone(_ question: String) async throws {
    let service = try await Self.service.value
    var rows = 0
    for statement in try await plan(of: question).statements {
      let lines = try await service.rows(for: "explain (analyze, timing off, costs off) \(statement)").rows
        .compactMap { row -> String? in if case .text(let line)? = row.first { line } else { nil } }
      rows += lines.reduce(0) { $0 + Self.rowsRead(of: "operations", in: $1) }
    }
    // One for each order, which shows that it has operations, and those of the open ones.
    #expect((1..<900).contains(rows), "\(rows)")
  }

  /// `->  Index Scan using … on operations o (actual rows=3 loops=160)`: 480.
  private static func rowsRead(of table: String, in line: String) -> Int {
    guard let scan = line.firstMatch(of: /Scan .*on (\w+) .*\(actual rows=(\d+) loops=(\d+)\)/), scan.1 == table,
      let rows = Int(scan.2), let loops = Int(scan.3)
    else { return 0 }
    return rows * loops
  }

  private func plan(of question: String) async throws -> QueryPlan {
    let request = AskRequest(question: question, asOf: try Instant(rfc3339: SumsFactory.asOf))
    let explanation = try await Self.service.value.explanation(of: request)
    return try #require(try explanation.plan?.get())
  }

  private func tables(of question: String) async throws -> [ResultTable] {
    let service = try await Self.service.value
    var tables: [ResultTable] = []
    for statement in try await plan(of: question).statements { tables.append(try await service.rows(for: statement)) }
    return tables
  }
}
