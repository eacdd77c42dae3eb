import Answering
import AskService
import ProductionStore
import QueryPlanner
import Testing

/// Answers from sums and answers from rows: the same, whatever happens to the rows. The rows are the oracle; that they
/// are counted right is checked elsewhere by hand-written SQL.
struct SumsTests {
  static let questions = [
    "OEE of SMT line 1 last month", "OEE by line last month", "OEE by day on SMT 1 in March",
    "OEE by day on SMT 2 in March", "OEE by month for all lines this year", "OEE by week this year", "OEE this year",
    "availability, performance and quality by line this year", "output by product this year",
    "output by customer last month", "output for Aurora Lighting this year by month", "good units by line last 60 days",
    "scrap rate by line last month", "first pass yield by line this year", "first pass yield by stage last month",
    "downtime by reason last month", "downtime by reason on SMT 1 this year", "lost time by machine last month",
    "idle time by line last 3 days", "setup time by product this year", "rework by customer this year",
    "throughput by line last week", "cycle time by machine last month", "utilization by line since 1 February",
    "planned time by line this year", "OEE by line last month without Sunday", "scrap cost by product this year",
    "mtbf by line last month", "OEE by shift last week", "OEE of SMT 1 between 6 and 10 each day last week",
    "OEE of SMT 1 vs SMT 2 last month", "OEE last month compared with the month before",
    "OEE since 05:00 on 3 March", "downtime between 3 March and 10 March by line", "oee by line today",
  ]

  /// Of shifts and hours: on the hour and not, over midnight, on days of 23 and 25 hours.
  static let ofHours = [
    "OEE by shift last month", "OEE by shift on SMT 3 last month", "output by shift and product this year",
    "OEE by hour on SMT 1 on 28 March", "OEE by hour on SMT 3 on 4 April", "output by hour on SMT 2 last week",
    "throughput by hour on SMT 3 in April", "downtime of the night shift last month by reason",
    "downtime by reason of the night shift on SMT 3 since 1 February", "lost time by machine on night shift in March",
    "OEE of the morning shift on SMT 3 this year by month", "availability of the night shift by line since 1 February",
    "OEE between 6 and 10 each day last month", "output between 22:00 and 02:00 each day by line last month",
    "OEE between 01:00 and 04:00 each day in March on SMT 1",
    "run time between 6:45 and 9:20 each day by machine in March",
    "OEE from 05:00 on 3 March to 13:20 on 5 March on SMT 1", "OEE from 05:20 on 3 March to 13:00 on 5 March on SMT 3",
    "output by shift for Aurora Lighting last month", "downtime by shift on SMT 1 last month without Feeder jam",
    "OEE by weekday last month", "OEE on SMT 1 for each shift of last week", "OEE of SMT 1 over the last 20 shifts",
    "OEE of SMT 3 over the last 20 shifts", "OEE last month without the night shift", "planned time by shift this year",
    "OEE by day of the night shift last month", "OEE by shift and month this year",
    "OEE by line of the night shift this year",
    "downtime by reason on SMT 1 since 1 February without the night shift", "OEE of the night shift on SMT 1 this year",
    "planned time by shift and line since 10 February", "scrap by shift since 1 March",
  ]

  /// Headline and blocks of each question, and whether its SQL reads sums.
  private static func answers(
    from service: AskService, _ questions: [String] = questions
  ) async throws -> [(question: String, answer: Answer, readsSums: Bool)] {
    let asOf = try Instant(rfc3339: SumsFactory.asOf)
    var answers: [(question: String, answer: Answer, readsSums: Bool)] = []
    for question in questions {
      let answer = try await service.answer(AskRequest(question: question, asOf: asOf))
      answers.append((question, answer, answer.provenance.statements.contains { $0.sql.contains("rolled_") }))
    }
    return answers
  }

  static func expectSame(
    _ summed: AskService, as rows: AskService, asked questions: [String] = questions, atLeast used: Int = 0,
    _ change: String = ""
  ) async throws {
    let expected = try await answers(from: rows, questions)
    let found = try await answers(from: summed, questions)
    for (one, other) in zip(found, expected) {
      #expect(one.answer.status == .answered, "\(one.question)")
      #expect(!other.readsSums)
      #expect(one.answer.headline == other.answer.headline, "\(one.question) \(change)")
      #expect(Self.differences(one.answer, other.answer) == [], "\(one.question) \(change)")
    }
    #expect(found.count { $0.readsSums } >= used)
  }

  /// Cells that differ by more than the rounding of a sum in another order.
  private static func differences(_ a: Answer, _ b: Answer) -> [String] {
    let (one, other) = (tables(a), tables(b))
    guard one.count == other.count else { return ["\(one.count) tables, not \(other.count)"] }
    return zip(one, other).flatMap { one, other -> [String] in
      let (left, right) = (one.rows + [one.total ?? []], other.rows + [other.total ?? []])
      guard left.count == right.count else { return ["\(left.count) rows, not \(right.count)"] }
      return zip(left, right).filter { !zip($0, $1).allSatisfy(isSame) || $0.count != $1.count }
        .map { "\($0), not \($1)" }
    }
  }

  static func tables(_ answer: Answer) -> [TableBlock] {
    answer.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  private static func isSame(_ a: Cell, _ b: Cell) -> Bool {
    guard case .number(let one) = a, case .number(let other) = b else { return a == b }
    return abs(one - other) <= 1e-9 * max(1, abs(one), abs(other))
  }

  @Test func answersAreTheSame() async throws {
    let summed = try await SumsFactory.service(try await SumsFactory.summedToRead.value)
    let rows = try await SumsFactory.service(try await SumsFactory.rowsToRead.value)
    try await Self.expectSame(summed, as: rows, atLeast: 29)
    try await Self.expectSame(summed, as: rows, asked: Self.ofHours, atLeast: Self.ofHours.count)
  }

  /// Each change, and how many days of lines it takes out of the sums.
  static let changes: [(sql: String, days: ClosedRange<Int>)] = [
    ("insert into production_counts values ('SMT1-AOI', '2026-03-29 01:30+00', 1022, 5000, 700, 300)", 1...1),
    ("insert into production_counts select * from production_counts where false", 0...0),
    ("update production_counts set good = good + 100 where operation_id = 1012", 1...2),
    ("update production_counts set counted_at = counted_at + interval '5 days' where operation_id = 1012", 2...4),
    (
      "delete from production_counts where machine_code = 'SMT2-AOI' and counted_at between '2026-02-10' and '2026-02-12'",
      2...3
    ),
    (
      "delete from machine_states where machine_code = 'SMT1-MOUNTER' and started_at between '2026-02-20' and '2026-02-21'",
      1...3
    ),
    // Where hours begin at half past, half an hour of these states is summed already.
    ("update machine_states set ended_at = '2026-04-20 12:00+00' where ended_at is null", 2...2),
    (
      """
      update machine_states set category = 'planned_stop', reason = 'No plan'
      where category = 'idle' and machine_code = 'SMT2-AOI' and started_at between '2026-03-10' and '2026-03-12'
      """, 1...3
    ),
    // Another work order enters first, so that another machine stands for the line.
    ("update operations set actual_start = actual_start - interval '5 hours' where operation_id = 1041", 1...8),
    ("update operations set line_code = 'SMT-1' where operation_id = 1031", 1...30),
    ("update operations set good_quantity = 7 where operation_id = 1051", 0...0),
    // A new last operation: the units of the one before leave no more.
    (
      """
      insert into operations (operation_id, work_order_code, sequence, stage, line_code, machine_code, planned_quantity)
      values (9999, 'WO-24100', 4, 'FCT', 'TEST-1', 'TEST1-FCT', 100)
      """, 1...4
    ),
    (
      """
      delete from production_counts where operation_id = 1093;
      delete from defects where operation_id = 1093;
      update machine_states set operation_id = null where operation_id = 1093;
      delete from operations where operation_id = 1093
      """, 1...6
    ),
    ("update work_orders set product_code = 'LD-20' where work_order_code = 'WO-24106'", 1...6),
    (
      "update shifts set ends_at = ends_at - interval '1 hour' where line_code = 'SMT-1' and shift = 'Night' and production_day = '2026-03-03'",
      1...1
    ),
    ("delete from shift_breaks where shift_id between 80 and 83", 1...4),
    (
      "update ideal_cycle_times set ideal_cycle_time = 40 where product_code = 'LD-20' and machine_code = 'SMT1-MOUNTER'",
      60...80
    ),
    ("truncate production_counts", 100...400),
  ]

  private static let afterAChange = [
    "OEE and availability by line this year", "output by product this year", "good units by line this year",
    "OEE by shift this year", "output by hour on SMT 1 since 25 March",
    "run time between 22:00 and 02:00 each day by machine this year",
  ]

  /// Changes are made in both databases, one after another; the sums must not answer for what is no longer so, and
  /// must know it when they are brought up to date.
  @Test func aChangeIsSeenAtOnceAndWhenSummedAgain() async throws {
    let rows = try await SumsFactory.owner("sums_rows_changed", from: try await SumsFactory.rows.value)
    let summed = try await SumsFactory.owner("sums_summed_changed", from: try await SumsFactory.summed.value)
    let now = try Instant(rfc3339: SumsFactory.asOf)
    let readers = (
      rows: try await SumsFactory.service("sums_rows_changed"),
      summed: try await SumsFactory.service("sums_summed_changed")
    )
    for (change, days) in Self.changes {
      let before = try await Self.days(summed)
      for database in [rows, summed] { try await database.execute(script: "set search_path = production; \(change)") }
      let taken = before - (try await Self.days(summed))
      #expect(days.contains(taken), "\(taken) days: \(change)")
      try await Self.expectSame(readers.summed, as: readers.rows, asked: Self.afterAChange, change)
      let again = try await SumsKeeper(connection: summed).refresh(upTo: now)
      #expect(try await Self.days(summed) == before && days.contains(again), "\(change)")
    }
    try await Self.expectSame(readers.summed, as: readers.rows, atLeast: 20)
    await rows.close()
    await summed.close()
  }

  /// Of the day that runs the hours that are over are summed. What goes on takes none of them away, what comes late does.
  @Test func hoursOfTheRunningDayAreSummedAsItGoesOn() async throws {
    let name = "sums_running"
    let owner = try await SumsFactory.owner(name, from: try await SumsFactory.summed.value)
    func hours() async throws -> [[Cell]] {
      try await owner.rows(
        for: """
          select count(*), count(distinct to_at) from production.rolled_spans
          where grain = 'day' and to_at - from_at < interval '23 hours' and to_at = '2026-04-20 14:00+02'
          """
      ).rows
    }
    let lines = try await hours()
    #expect(lines != [[.integer(0), .integer(0)]])
    try await owner.execute(
      script: """
        set search_path = production;
        update machine_states set ended_at = '2026-04-20 14:10+02' where ended_at is null;
        insert into production_counts values ('SMT1-AOI', '2026-04-20 14:11+02', 1022, 3, 0, 0);
        """)
    #expect(try await hours() == lines)
    let before = try await Self.days(owner)
    try await owner.execute(
      script: "insert into production.production_counts values ('SMT1-AOI', '2026-04-20 13:59+02', 1022, 5, 0, 0)")
    #expect(try await Self.days(owner) == before - 1)
    #expect(try await SumsKeeper(connection: owner).refresh(upTo: try Instant(rfc3339: SumsFactory.asOf)) >= 1)
    #expect(try await hours() == lines)
    await owner.close()
  }

  private static func days(_ database: AdministrativeConnection) async throws -> Int {
    let table = try await database.rows(for: "select count(*) from production.rolled_spans where grain = 'day'")
    guard case .integer(let days) = table.rows.first?.first else { return -1 }
    return Int(days)
  }

  /// A change that is not committed yet when a day is summed waits for it, or the sum for the change.
  @Test func whatIsWrittenWhileADayIsSummedIsNotLost() async throws {
    let writer = try await SumsFactory.owner("sums_race", from: try await SumsFactory.rows.value)
    let keeper = try await SumsFactory.owner("sums_race", from: try await SumsFactory.rows.value)
    let now = try Instant(rfc3339: SumsFactory.asOf)
    try await SumsKeeper(connection: keeper).install(rollups: try SumsFactory.resources.schemaText("rollups.sql"))
    try await writer.execute(
      script:
        "begin; insert into production.production_counts values ('SMT1-AOI', '2026-03-05 01:30+00', 1022, 9000, 0, 0)")
    async let summing = SumsKeeper(connection: keeper).refresh(upTo: now)
    try await Task.sleep(for: .milliseconds(100))
    try await writer.execute(script: "commit")
    _ = try await summing
    let good = try await keeper.rows(
      for: """
        select sum(good)::int from production.rolled_counts
        where machine_code = 'SMT1-AOI' and not as_constraint and grain = 'day'
          and at >= '2026-03-04 00:00+00' and at < '2026-03-05 05:00+00' having sum(good) > 9000
        """)
    #expect(good.rows.count == 1)
    await writer.close()
    await keeper.close()
  }

  @Test func aStricterTransactionMayNotWritePastTheSums() async throws {
    let owner = try await SumsFactory.owner("sums_strict", from: try await SumsFactory.summed.value)
    await #expect(throws: DatabaseError.self) {
      try await owner.execute(
        script: """
          begin isolation level repeatable read;
          insert into production.production_counts values ('SMT1-AOI', '2026-03-05 01:30+00', 1022, 9000, 0, 0)
          """)
    }
    await owner.close()
  }

  @Test func viewsHaveNoSumsAndAreReadByTheirRows() async throws {
    let owner = try await SumsFactory.owner("sums_views", from: try await SumsFactory.rows.value)
    try await owner.execute(
      script: """
        alter table production.production_counts rename to counted;
        create view production.production_counts as select * from production.counted;
        grant select on production.production_counts to ask_reader
        """)
    let refresher = SumsRefresher(connection: owner, resources: try SumsFactory.resources)
    do {
      _ = try await refresher.refresh(upTo: try Instant(rfc3339: SumsFactory.asOf))
      Issue.record("a view was summed")
    } catch {
      #expect(error.debugDescription.contains("production_counts"))
    }
    await owner.close()
    try await Self.expectSame(
      try await SumsFactory.service("sums_views"),
      as: try await SumsFactory.service(try await SumsFactory.rowsToRead.value),
      asked: ["OEE by line this year", "output this year"])
  }
}
