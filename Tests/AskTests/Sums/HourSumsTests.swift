import Answering
import AskService
import ProductionStore
import QueryPlanner
import Testing

/// The sums of hours: each hour is what the rows of it come to, and shifts and hours are answered from them alone.
struct HourSumsTests {
  /// On the machines for themselves: seconds and units of each hour that is summed, by hand from the rows.
  private static let wrongHours: SQLStatement = """
    with hours as (
      select m.line_code, m.machine_code, greatest(s.from_at, h) as t0, least(s.to_at, h + interval '1 hour') as t1
      from production.rolled_spans s join production.machines m on m.line_code = s.line_code
      cross join lateral generate_series(s.hours_from - interval '1 hour', s.to_at, interval '1 hour') h
      where s.grain = 'day' and least(s.to_at, h + interval '1 hour') > greatest(s.from_at, h)),
    found as (
      select h.*,
        (select coalesce(sum(k.seconds), 0) from production.rolled_states k
          where k.grain = 'hour' and not k.as_constraint and k.machine_code = h.machine_code and k.at = h.t0
            and k.category = 'run') as run,
        (select coalesce(sum(k.good), 0) from production.rolled_counts k
          where k.grain = 'hour' and not k.as_constraint and k.machine_code = h.machine_code and k.at = h.t0) as good,
        (select coalesce(sum(extract(epoch from least(s.ended_at, h.t1) - greatest(s.started_at, h.t0))), 0)::float8
          from production.machine_states s where s.machine_code = h.machine_code and s.category = 'run'
            and s.started_at < h.t1 and coalesce(s.ended_at, 'infinity') > h.t0) as run_of_rows,
        (select coalesce(sum(c.good), 0) from production.production_counts c
          where c.machine_code = h.machine_code and c.counted_at >= h.t0 and c.counted_at < h.t1) as good_of_rows,
        (select count(*) from production.rolled_states k where k.grain = 'hour' and not k.as_constraint
          and k.machine_code = h.machine_code and k.at > h.t0 and k.at < h.t1) as between_hours
      from hours h)
    select count(*), count(*) filter (where good_of_rows > 0 and run_of_rows > 0),
      count(*) filter (where abs(run - run_of_rows) > 1e-6 or good <> good_of_rows or between_hours > 0)
    from found
    """

  @Test func anHourIsWhatItsRowsComeTo() async throws {
    let owner = try await SumsFactory.owner("sums_hours", from: try await SumsFactory.summed.value)
    let row = try #require(try await owner.rows(for: Self.wrongHours).rows.first)
    await owner.close()
    guard case .integer(let hours) = row[0], case .integer(let busy) = row[1] else {
      Issue.record("\(row)")
      return
    }
    #expect(hours > 10_000 && busy > 2_000)
    #expect(row[2] == .integer(0))
  }

  /// Pieces of a day that starts at half past: 24 full hours less one, and two halves; a day on which the clocks go back
  /// has one more, one on which they go forward one less.
  static let days: [(line: String, day: String, zone: String, pieces: Int64)] = [
    ("SMT-1", "2026-03-27 06:00", "Europe/Berlin", 24), ("SMT-1", "2026-03-28 06:00", "Europe/Berlin", 23),
    ("SMT-2", "2026-03-28 06:00", "Asia/Kolkata", 24), ("SMT-3", "2026-03-28 06:30", "Australia/Adelaide", 25),
    ("SMT-3", "2026-04-04 06:30", "Australia/Adelaide", 26),
  ]

  /// On the site's clock every hour begins on the hour, but for the first where the day does not.
  @Test(arguments: days)
  func hoursAreThoseOfTheSitesClock(_ line: String, _ day: String, _ zone: String, _ pieces: Int64) async throws {
    let owner = try await SumsFactory.service(try await SumsFactory.summedToRead.value)
    let rows = try await owner.rows(
      for: """
        select count(distinct k.at), count(distinct k.at) filter (
          where k.at <> s.from_at and extract(minute from k.at at time zone \(zone)) <> 0)
        from production.rolled_spans s join production.machines m on m.line_code = s.line_code
        join production.rolled_states k on k.machine_code = m.machine_code and k.grain = 'hour'
          and k.at >= s.from_at and k.at < s.to_at
        where s.grain = 'day' and s.line_code = \(line)
          and s.from_at = \(day)::text::timestamp at time zone \(zone)
        """
    ).rows
    #expect(rows == [[.integer(pieces), .integer(0)]])
  }

  /// The rows of March are taken away behind the triggers' back: what is answered all the same comes from the hours.
  @Test func shiftsAndHoursDoNotReadTheRows() async throws {
    let owner = try await SumsFactory.owner("sums_without_rows", from: try await SumsFactory.summed.value)
    try await owner.execute(
      script: """
        set session_replication_role = replica;
        delete from production.production_counts where counted_at between '2026-02-26' and '2026-04-03';
        delete from production.machine_states where started_at between '2026-02-26' and '2026-04-03'
          and ended_at < '2026-04-03'
        """)
    await owner.close()
    let asked = [
      "output by shift on SMT 1 in March", "OEE by hour on SMT 1 on 28 March", "OEE by shift on SMT 1 in March",
      "downtime by reason of the night shift on SMT 1 in March", "output by hour on SMT 3 on 28 March",
      "run time between 22:00 and 02:00 each day by machine on SMT 1 in March", "output by shift on SMT 2 in March",
      "OEE between 6 and 10 each day on SMT 1 in March",
    ]
    try await SumsTests.expectSame(
      try await SumsFactory.service("sums_without_rows"),
      as: try await SumsFactory.service(try await SumsFactory.rowsToRead.value), asked: asked, atLeast: asked.count)
  }

  /// Answers from sums, and the same by hand from the rows alone.
  static let byHand: [(question: String, sql: SQLStatement)] = [
    (
      // Units leave an SMT line at its AOI.
      "output by shift on SMT 1 in March",
      """
      select h.shift, sum(c.good + c.scrap)::float8
      from production.shifts h join production.production_counts c
        on c.machine_code = 'SMT1-AOI' and c.counted_at >= h.starts_at and c.counted_at < h.ends_at
      where h.line_code = 'SMT-1' and h.production_day between '2026-03-01' and '2026-03-31' group by 1
      """
    ),
    (
      "output by shift on SMT 3 in March",
      """
      select h.shift, sum(c.good + c.scrap)::float8
      from production.shifts h join production.production_counts c
        on c.machine_code = 'SMT3-AOI' and c.counted_at >= h.starts_at and c.counted_at < h.ends_at
      where h.line_code = 'SMT-3' and h.production_day between '2026-03-01' and '2026-03-31' group by 1
      """
    ),
    (
      "downtime of the night shift by machine on SMT 2 in March",
      """
      select s.machine_code, sum(extract(epoch from least(s.ended_at, h.ends_at) - greatest(s.started_at, h.starts_at)))
        ::float8
      from production.shifts h join production.machine_states s
        on s.machine_code like 'SMT2-%' and s.started_at < h.ends_at and s.ended_at > h.starts_at
      where h.line_code = 'SMT-2' and h.shift = 'Night' and s.category = 'down'
        and h.production_day between '2026-03-01' and '2026-03-31' group by 1
      """
    ),
    (
      // From 22:00 to 02:00 of the wall clock: on the 28th to the change of the clocks.
      "run time between 22:00 and 02:00 each day by machine on SMT 1 in March",
      """
      select s.machine_code, sum(extract(epoch from least(s.ended_at, t1) - greatest(s.started_at, t0)))::float8
      from generate_series(timestamp '2026-03-01', '2026-03-31', '1 day') d
      cross join lateral (select (d + interval '22 hours') at time zone 'Europe/Berlin' as t0,
        (d + interval '26 hours') at time zone 'Europe/Berlin' as t1) n
      join production.machine_states s
        on s.machine_code like 'SMT1-%' and s.started_at < t1 and s.ended_at > t0 and s.category = 'run' group by 1
      """
    ),
  ]

  @Test(arguments: byHand)
  func answersAreThoseByHand(_ question: String, _ sql: SQLStatement) async throws {
    let service = try await SumsFactory.service(try await SumsFactory.summedToRead.value)
    let answer = try await service.answer(
      AskRequest(question: question, asOf: try Instant(rfc3339: SumsFactory.asOf)))
    #expect(answer.provenance.statements.contains { $0.sql.contains("rolled_") })
    let table = try #require(SumsTests.tables(answer).first)
    var found: [String: Double] = [:]
    for row in table.rows {
      guard case .text(let group) = row[0] else { continue }
      found[group] =
        switch row[1] {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }
    let expected = try await service.rows(for: sql).rows
    #expect(expected.count > 1 && found.count >= expected.count)
    for row in expected {
      guard case .text(let group) = row[0], case .number(let value) = row[1] else {
        Issue.record("\(row)")
        continue
      }
      #expect(abs((found[group] ?? 0) - value) < 1e-6 * value, "\(group)")
    }
  }

  /// Months by shift of the lines whose shifts change on the hour; the others' shifts are cut from hours and rows.
  @Test func monthsAreSummedByShift() async throws {
    let service = try await SumsFactory.service(try await SumsFactory.summedToRead.value)
    let lines = try await service.rows(
      for: "select distinct line_code from production.rolled_spans where grain = 'shift_month' order by 1"
    ).rows
    #expect(lines == [[.text("SMT-1")], [.text("SMT-2")], [.text("TEST-1")]])
    // What is in a shift of the month, by hand.
    let wrong = try await service.rows(
      for: """
        select k.machine_code, k.shift, sum(k.good), r.good
        from production.rolled_counts k join production.machines m on m.machine_code = k.machine_code
        join production.rolled_spans s on s.line_code = m.line_code and s.grain = k.grain and s.from_at = k.at
        cross join lateral (
          select coalesce(sum(c.good), 0) as good
          from production.shifts h join production.production_counts c
            on c.counted_at >= h.starts_at and c.counted_at < h.ends_at
          where c.machine_code = k.machine_code and h.line_code = m.line_code and h.shift = k.shift
            and h.starts_at >= s.from_at and h.starts_at < s.to_at) r
        where k.grain = 'shift_month' and not k.as_constraint
        group by k.machine_code, k.shift, k.at, r.good having sum(k.good) <> r.good
        """
    ).rows
    #expect(wrong == [])
  }
}
