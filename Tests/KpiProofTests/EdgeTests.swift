import IntentParser
import QueryPlanner
import Testing

/// KPIs where they are easily wrong, against figures worked out by hand from the table in ``EdgeFactory``.
@Suite struct EdgeTests {
  struct Case: Sendable, CustomStringConvertible {
    var what: String
    var line: String
    /// RFC 3339 would be UTC here: wall clock in Berlin, as the question's clock.
    var now: Instant
    var period: TimeExpression
    /// Seconds, units or fractions; nil: no value.
    var expected: [String: Double?]
    var hours: ClockRange?
    var exclude = Scope()
    var description: String { what }
  }

  /// 18 March 2026, 13:00 in Berlin; Berlin is an hour ahead of Greenwich then.
  static let afternoon = Instant(seconds: 1_773_835_200)
  /// 30 March 2026, 08:00 in Berlin, in summer time.
  static let spring = Instant(seconds: 1_774_850_400)
  /// 26 October 2026, 08:00 in Berlin, in winter time.
  static let autumn = Instant(seconds: 1_792_998_000)

  static func day(_ month: Int, _ day: Int) -> TimeExpression { .date(year: 2026, month: month, day: day) }
  static func hours(_ from: ClockTime, _ to: ClockTime) -> TimeExpression {
    .hours(ClockRange(from: from, to: to), of: day(3, 18))
  }

  static let cases: [Case] = [
    // 23 hours; morning 8 h, night 7 h less a break of 30 min; down 1 h 30 min.
    Case(
      what: "the day on which the clocks go forward", line: "CLOCK", now: spring, period: day(3, 28),
      expected: [
        "planned_time": 8 * 3600 + 23_400, "run_time": 8 * 3600 + 18_000, "downtime": 5400,
        "availability": 46_800.0 / 52_200,
      ]),
    // 25 hours; morning 8 h, night 9 h; down 1 h.
    Case(
      what: "the day on which the clocks go back", line: "CLOCK", now: autumn, period: day(10, 24),
      expected: [
        "planned_time": 17 * 3600, "run_time": 16 * 3600, "downtime": 3600, "availability": 16.0 / 17,
      ]),
    Case(
      what: "hours that the clocks skip", line: "CLOCK", now: spring, period: day(3, 28),
      expected: ["planned_time": 0, "downtime": 0], hours: ClockRange(from: ClockTime(2), to: ClockTime(3))),
    // 02:00 to 03:00 twice: down from 02:30 to 02:30.
    Case(
      what: "hours that the clocks show twice", line: "CLOCK", now: autumn, period: day(10, 24),
      expected: ["planned_time": 7200, "run_time": 3600, "downtime": 3600],
      hours: ClockRange(from: ClockTime(2), to: ClockTime(3))),
    // 05 to 08 of a day that starts at 06:00: 06 to 08 run, and 05 to 06 of the next morning run.
    Case(
      what: "hours over the start of the day", line: "CLOCK", now: spring, period: day(3, 28),
      expected: ["planned_time": 10_800, "run_time": 10_800, "availability": 1],
      hours: ClockRange(from: ClockTime(5), to: ClockTime(8))),
    Case(
      what: "hours over midnight", line: "CLOCK", now: spring, period: day(3, 28),
      expected: ["planned_time": 23_400, "run_time": 18_000],
      hours: ClockRange(from: ClockTime(22), to: ClockTime(6))),
    Case(
      what: "a shift over midnight", line: "CLOCK", now: spring, period: .shift("Night", of: day(3, 28)),
      expected: ["planned_time": 23_400, "run_time": 18_000, "stops": 1, "availability": 18_000.0 / 23_400]),

    // 08:15 to 09:30: 15 min of the stop, all of the setup, 30 min of running.
    Case(
      what: "states cut at both edges of a window", line: "CUT", now: afternoon,
      period: hours(ClockTime(8, 15), ClockTime(9, 30)),
      expected: [
        "planned_time": 4500, "downtime": 900, "setup_time": 1800, "run_time": 1800, "stops": 0, "availability": 0.4,
        "utilization": 0.8, "lost_time": 2700,
      ]),
    // 06:00 to 13:00 less a break of 30 min and maintenance of 1 h; the last state lasts still.
    // P1: 660 made, 600 good at 10 s; P2: 100 made and good at 30 s.
    Case(
      what: "two cycle times, a break, a planned stop and an open state", line: "CUT", now: afternoon,
      period: day(3, 18),
      expected: [
        "planned_time": 19_800, "run_time": 16_200, "planned_stop_time": 3600, "availability": 16_200.0 / 19_800,
        "performance": 9600.0 / 16_200, "quality": 9000.0 / 9600, "oee": 9000.0 / 19_800, "output": 760,
        "scrap": 60, "cycle_time": 16_200.0 / 760, "throughput": 760 / 5.5,
      ]),
    // 660 at 10 s in one hour.
    Case(
      what: "performance above 1", line: "CUT", now: afternoon, period: hours(ClockTime(7), ClockTime(8)),
      expected: ["performance": 6600.0 / 3600, "oee": 6000.0 / 3600]),
    Case(
      what: "a window within a break", line: "CUT", now: afternoon,
      period: hours(ClockTime(10), ClockTime(10, 30)),
      expected: ["planned_time": 0, "availability": nil, "oee": nil, "utilization": nil, "throughput": nil]),
    Case(
      what: "a window that half lies ahead", line: "CUT", now: afternoon, period: hours(ClockTime(12), ClockTime(14)),
      expected: ["planned_time": 3600, "run_time": 3600, "availability": 1]),
    Case(
      what: "a window ahead", line: "CUT", now: afternoon, period: hours(ClockTime(13), ClockTime(14)),
      expected: [
        "planned_time": nil, "run_time": nil, "scrap": nil, "stops": nil, "availability": nil, "output": nil,
        "wip": nil, "mtbf": nil, "stop_duration": nil,
      ]),
    // The jam counts as if it had been planned: 30 min less of planned time.
    Case(
      what: "an excluded reason", line: "CUT", now: afternoon, period: day(3, 18),
      expected: ["planned_time": 18_000, "downtime": 0, "availability": 0.9],
      exclude: Scope([.reason: ["Jam"]])),

    // 1:59 is a micro-stop; 2:00 and 2:01 are stops; one runs since 12:00, an hour by 13:00.
    Case(
      what: "stops at the limit of a micro-stop", line: "LIMIT", now: afternoon, period: day(3, 18),
      expected: [
        "stops": 3, "micro_stops": 1, "failures": 2, "downtime": 119 + 120 + 121 + 3600,
        "stop_duration": 3841.0 / 3, "mttr": 3720.0 / 2,
      ]),
    Case(
      what: "no ideal cycle time", line: "BLANK", now: afternoon, period: day(3, 18),
      expected: ["availability": 14_400.0 / 23_400, "performance": nil, "quality": nil, "oee": nil, "output": 70]),
    Case(
      what: "only products with an ideal cycle time in the window", line: "BLANK", now: afternoon,
      period: hours(ClockTime(9, 15), ClockTime(10)),
      expected: ["performance": 600.0 / 2700, "quality": 1, "oee": 600.0 / 2700]),
    Case(
      what: "a line without shifts", line: "REST", now: afternoon, period: day(3, 18),
      expected: ["planned_time": 0, "run_time": 14_400, "availability": nil, "oee": nil, "throughput": nil]),
    Case(
      what: "rework in a row of its own", line: "ROWS", now: afternoon, period: day(3, 18),
      expected: ["first_pass_yield": 5.0 / 12, "rework": 5, "rework_rate": 5.0 / 12]),
    Case(
      what: "rework in the row of its units", line: "SUMS", now: afternoon, period: day(3, 18),
      expected: ["first_pass_yield": 5.0 / 12, "rework": 5, "rework_rate": 5.0 / 12]),

    // Until 09:00 B, the slowest of all, then A, the slowest for P1: B runs 3 h, A 4 h by 13:00.
    Case(
      what: "the constraint before the first work order", line: "PAIR", now: afternoon, period: day(3, 18),
      expected: ["planned_time": 7 * 3600, "run_time": 7 * 3600]),
    Case(
      what: "the same, cut before", line: "PAIR", now: afternoon, period: hours(ClockTime(6), ClockTime(8)),
      expected: ["run_time": 7200]),
    // Without A it is B all day: 4 h.
    Case(
      what: "the constraint among the machines that are left", line: "PAIR", now: afternoon, period: day(3, 18),
      expected: ["planned_time": 7 * 3600, "run_time": 4 * 3600], exclude: Scope([.machine: ["PAIR-A"]])),
    Case(
      what: "the line that a machine has left", line: "OLD", now: afternoon, period: day(3, 18),
      expected: ["output": 300, "run_time": 14_400]),
    Case(
      what: "the line that a machine has come to", line: "NEW", now: afternoon, period: day(3, 18),
      expected: ["output": 200, "run_time": 9000]),
  ]

  @Test(arguments: cases) func givesTheFiguresWorkedByHand(_ edge: Case) async throws {
    let factory = try await EdgeFactory.made.value
    let metrics = edge.expected.keys.sorted()
    let frames = metrics.filter { metric in
      edge.exclude[.reason].isEmpty || ["planned_time", "downtime", "availability"].contains(metric)
    }.map { metric in
      var frame = Frame(intent: .kpi)
      frame.metrics = [metric]
      frame.filters[.line] = [edge.line]
      frame.exclude = edge.exclude
      frame.period = edge.period
      frame.hours = edge.hours
      return frame
    }
    for (frame, found) in zip(frames, try await factory.ask(frames, at: edge.now)) {
      let metric = frame.metrics[0]
      switch (found.whole[metric], edge.expected[metric] ?? nil) {
      case (nil, nil): break
      case (let value?, let expected?):
        #expect(abs(value - expected) <= 1e-9 * max(1, abs(expected)), "\(metric): \(value), not \(expected)")
      case (let value, let expected):
        Issue.record("\(metric): \(String(describing: value)), not \(String(describing: expected))")
      }
    }
  }
}
