import Foundation
import IntentParser
import QueryPlanner
import Testing

/// The table of windows, worked by hand for Wednesday 2026-03-18 14:30 in Ho Chi Minh City (ISO week 12).
struct CalendarTableTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let grammar = Result {
    try TimeGrammar(
      yaml: String(contentsOf: root.appending(path: "grammars/en/time.yaml"), encoding: .utf8),
      file: "grammars/en/time.yaml"
    ).naming(shifts: [
      ShiftName("Morning", aliases: ["A"]), ShiftName("Afternoon", aliases: ["B"]), ShiftName("Night", aliases: ["C"]),
    ])
  }

  /// The instant of a local time "2026-03-18 14:30" at UTC+7.
  static func at(_ text: String) -> Instant {
    let n = text.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
    let day = CivilDate(year: n[0], month: n[1], day: n[2]).dayNumber
    let clock = n.count > 3 ? n[3] * 60 + n[4] : 360
    return Instant(seconds: Int64(day * 86_400 + clock * 60 - 7 * 3600))
  }

  /// SMT-1 runs three shifts, Monday to Saturday, from 2 March to 31 March 2026.
  static let demo = Result { () throws -> SiteCalendar in
    var shifts: [ShiftInstance] = []
    for day in 2...31 where CivilDate(year: 2026, month: 3, day: day).weekday != 7 {
      let date = CivilDate(year: 2026, month: 3, day: day)
      let start = at("2026-03-\(day)")
      for (index, name) in ["Morning", "Afternoon", "Night"].enumerated() {
        let from = start + Int64(index * 8 * 3600)
        shifts.append(
          ShiftInstance(
            line: "SMT-1", shift: name, letter: ["A", "B", "C"][index], productionDay: date, from: from,
            to: from + 8 * 3600))
      }
    }
    return try SiteCalendar(
      timeZone: "Asia/Ho_Chi_Minh", dayStart: 360, workingWeekdays: [1, 2, 3, 4, 5, 6], shifts: shifts)
  }

  /// Dates without a clock time are 06:00, the start of the production day; "-" is open.
  private func check(
    _ text: String, _ from: String, _ to: String, now: String = "2026-03-18 14:30",
    direction: TimeDirection = .past
  ) throws {
    let calendar = try Self.demo.get()
    let report = try TimeReport.read(
      text, grammar: Self.grammar.get(), calendar: calendar, at: Self.at(now), direction: direction)
    let time = try #require(report?.time, "not read: \(text)")
    let wanted = [from, to].map { $0 == "-" ? nil : calendar.rfc3339(Self.at($0)) }
    #expect([time.from, time.to].map { $0.map(calendar.rfc3339) } == wanted, "\(text)")
  }

  @Test(arguments: [
    ("today", "2026-03-18", "2026-03-19"), ("yesterday", "2026-03-17", "2026-03-18"),
    ("tomorrow", "2026-03-19", "2026-03-20"), ("the day before yesterday", "2026-03-16", "2026-03-17"),
    ("3 days ago", "2026-03-15", "2026-03-16"), ("three days ago", "2026-03-15", "2026-03-16"),
    ("this week", "2026-03-16", "2026-03-23"), ("last week", "2026-03-09", "2026-03-16"),
    ("next week", "2026-03-23", "2026-03-30"), ("the week before last", "2026-03-02", "2026-03-09"),
    ("this month", "2026-03-01", "2026-04-01"), ("last month", "2026-02-01", "2026-03-01"),
    ("next month", "2026-04-01", "2026-05-01"), ("this quarter", "2026-01-01", "2026-04-01"),
    ("last quarter", "2025-10-01", "2026-01-01"), ("this year", "2026-01-01", "2027-01-01"),
    ("last year", "2025-01-01", "2026-01-01"),
    ("last 3 days", "2026-03-15", "2026-03-18"), ("past 2 weeks", "2026-03-02", "2026-03-16"),
    ("previous 4 months", "2025-11-01", "2026-03-01"), ("next 10 days", "2026-03-19", "2026-03-29"),
    ("past week", "2026-03-11", "2026-03-18"), ("the past month", "2026-02-16", "2026-03-18"),
    ("last couple of days", "2026-03-16", "2026-03-18"),
    ("the last 5 working days", "2026-03-12", "2026-03-18"),
    ("last 24 hours", "2026-03-17 14:30", "2026-03-18 14:30"),
    ("past 90 minutes", "2026-03-18 13:00", "2026-03-18 14:30"),
    ("last hour", "2026-03-18 13:30", "2026-03-18 14:30"),
    ("week to date", "2026-03-16", "2026-03-18 14:30"), ("so far this week", "2026-03-16", "2026-03-18 14:30"),
    ("month to date", "2026-03-01", "2026-03-18 14:30"), ("ytd", "2026-01-01", "2026-03-18 14:30"),
    ("since Monday", "2026-03-16", "2026-03-18 14:30"), ("since 1 March", "2026-03-01", "2026-03-18 14:30"),
    ("since 06:00", "2026-03-18 06:00", "2026-03-18 14:30"),
    ("before Friday", "-", "2026-03-13"), ("by Friday", "-", "2026-03-14"), ("until Friday", "-", "2026-03-14"),
    ("through Friday", "-", "2026-03-14"), ("after Friday", "2026-03-14", "-"),
    ("10/3 to 14/3", "2026-03-10", "2026-03-15"), ("Monday to Wednesday", "2026-03-16", "2026-03-19"),
    ("week 10 to week 12", "2026-03-02", "2026-03-23"), ("from 8 to 10", "2026-03-18 08:00", "2026-03-18 10:00"),
    ("until noon", "-", "2026-03-18 12:00"),
    ("Monday", "2026-03-16", "2026-03-17"), ("on Friday", "2026-03-13", "2026-03-14"),
    ("in March", "2026-03-01", "2026-04-01"), ("in April", "2025-04-01", "2025-05-01"),
    ("the 10th", "2026-03-10", "2026-03-11"), ("the 20th", "2026-02-20", "2026-02-21"),
    ("8 o'clock", "2026-03-18 08:00", "2026-03-18 09:00"), ("at 20:00", "2026-03-17 20:00", "2026-03-17 21:00"),
    ("last Monday", "2026-03-16", "2026-03-17"), ("last Wednesday", "2026-03-11", "2026-03-12"),
    ("Monday last week", "2026-03-09", "2026-03-10"), ("next Friday", "2026-03-20", "2026-03-21"),
    ("week 46", "2025-11-10", "2025-11-17"), ("W46", "2025-11-10", "2025-11-17"),
    ("KW46", "2025-11-10", "2025-11-17"), ("calendar week 10", "2026-03-02", "2026-03-09"),
    ("this morning", "2026-03-18 06:00", "2026-03-18 12:00"),
    ("yesterday afternoon", "2026-03-17 12:00", "2026-03-17 18:00"),
    ("this evening", "2026-03-18 18:00", "2026-03-18 22:00"),
    ("last night", "2026-03-17 22:00", "2026-03-18 06:00"), ("tonight", "2026-03-18 22:00", "2026-03-19 06:00"),
    ("first week of March", "2026-03-01", "2026-03-08"), ("first half of March", "2026-03-01", "2026-03-16"),
    ("second half of March", "2026-03-16", "2026-04-01"), ("mid-March", "2026-03-11", "2026-03-21"),
    ("end of March", "2026-03-22", "2026-04-01"), ("first two weeks of February", "2026-02-01", "2026-02-15"),
    ("last weekend", "2026-03-14", "2026-03-16"), ("this weekend", "2026-03-21", "2026-03-23"),
    ("between 8 and 10", "2026-03-18 08:00", "2026-03-18 10:00"),
    ("from 8am to 10:30", "2026-03-18 08:00", "2026-03-18 10:30"),
    ("14:00–16:00", "2026-03-18 14:00", "2026-03-18 16:00"),
    ("yesterday between 22:00 and 02:00", "2026-03-17 22:00", "2026-03-18 02:00"),
    ("3 March", "2026-03-03", "2026-03-04"), ("3/3", "2026-03-03", "2026-03-04"),
    ("2026-03-03", "2026-03-03", "2026-03-04"), ("03/03/2026", "2026-03-03", "2026-03-04"),
    ("March 3rd", "2026-03-03", "2026-03-04"), ("4/3", "2026-03-04", "2026-03-05"),
    ("Q1", "2026-01-01", "2026-04-01"), ("Q4", "2025-10-01", "2026-01-01"), ("Q1 2026", "2026-01-01", "2026-04-01"),
    ("first quarter", "2026-01-01", "2026-04-01"), ("H1", "2026-01-01", "2026-07-01"),
    ("2025", "2025-01-01", "2026-01-01"), ("last week's", "2026-03-09", "2026-03-16"),
    ("Monday's output", "2026-03-16", "2026-03-17"), ("this month's oee", "2026-03-01", "2026-04-01"),
    ("right now", "2026-03-18 14:30", "2026-03-18 14:30"),
    ("between Monday 6am and now", "2026-03-16 06:00", "2026-03-18 14:30"),
    ("3 days before yesterday", "2026-03-14", "2026-03-15"), ("February to now", "2026-02-01", "2026-03-18 14:30"),
    ("yesterday and today", "2026-03-17", "2026-03-19"), ("today and yesterday", "2026-03-17", "2026-03-19"),
    ("Monday and Tuesday", "2026-03-16", "2026-03-18"), ("last week and this week", "2026-03-09", "2026-03-23"),
    ("January and February", "2026-01-01", "2026-03-01"),
    ("Monday to Wednesday last week", "2026-03-09", "2026-03-12"),
    ("Q4 last year", "2025-10-01", "2026-01-01"), ("last year's Q4", "2025-10-01", "2026-01-01"),
    ("same day last week", "2026-03-11", "2026-03-12"), ("same week last year", "2025-03-17", "2025-03-24"),
    ("same month last year", "2025-03-01", "2025-04-01"),
    ("this time yesterday", "2026-03-17 14:30", "2026-03-17 14:30"),
    ("overnight", "2026-03-17 22:00", "2026-03-18 06:00"),
    ("the last hour and a half", "2026-03-18 13:00", "2026-03-18 14:30"),
    ("last 1.5 hours", "2026-03-18 13:00", "2026-03-18 14:30"),
    ("last quarter of an hour", "2026-03-18 14:15", "2026-03-18 14:30"),
    ("a week ago Tuesday", "2026-03-10", "2026-03-11"), ("Tuesday after next", "2026-03-31", "2026-04-01"),
    ("the Friday before last", "2026-03-06", "2026-03-07"), ("two Fridays ago", "2026-03-06", "2026-03-07"),
    ("the last 2 weekends", "2026-03-07", "2026-03-16"), ("1400 hrs", "2026-03-18 14:00", "2026-03-18 15:00"),
    ("2026-03-03T08:00", "2026-03-03 08:00", "2026-03-03 09:00"), ("3-Mar-26", "2026-03-03", "2026-03-04"),
    ("2026-03-03..2026-03-10", "2026-03-03", "2026-03-11"), ("last 7d", "2026-03-11", "2026-03-18"),
    ("from 9:30 to 11 on Thursday", "2026-03-12 09:30", "2026-03-12 11:00"),
    ("8 to 5", "2026-03-18 08:00", "2026-03-18 17:00"), ("22:00 to 06:00", "2026-03-18 22:00", "2026-03-19 06:00"),
    ("last week of February", "2026-02-22", "2026-03-01"), ("weeks 10 to 12", "2026-03-02", "2026-03-23"),
    ("the 26th day of the month", "2026-03-26", "2026-03-27"), ("month-to-date", "2026-03-01", "2026-03-18 14:30"),
    ("from Monday 6am until now", "2026-03-16 06:00", "2026-03-18 14:30"),
    ("yesterday by 2 in the afternoon", "-", "2026-03-17 14:00"),
    ("first week of March on Friday", "2026-03-06", "2026-03-07"),
    ("5:00 to 7:00", "2026-03-18 05:00", "2026-03-18 07:00"),
  ])
  func readsTheTable(text: String, from: String, to: String) throws { try check(text, from, to) }

  @Test(arguments: [
    ("this shift", "2026-03-18 14:00", "2026-03-18 22:00"), ("last shift", "2026-03-18 06:00", "2026-03-18 14:00"),
    ("next shift", "2026-03-18 22:00", "2026-03-19 06:00"), ("current shift", "2026-03-18 14:00", "2026-03-18 22:00"),
    ("last 5 shifts", "2026-03-16 22:00", "2026-03-18 14:00"),
    ("the morning shift", "2026-03-18 06:00", "2026-03-18 14:00"),
    ("night shift", "2026-03-17 22:00", "2026-03-18 06:00"), ("shift A", "2026-03-18 06:00", "2026-03-18 14:00"),
    ("B shift", "2026-03-18 14:00", "2026-03-18 22:00"), ("second shift", "2026-03-18 14:00", "2026-03-18 22:00"),
    ("the night shift of last Friday", "2026-03-13 22:00", "2026-03-14 06:00"),
    ("night shift on Monday", "2026-03-16 22:00", "2026-03-17 06:00"),
    ("night shift last week", "2026-03-09", "2026-03-16"),
    ("two shifts ago", "2026-03-17 22:00", "2026-03-18 06:00"),
    ("the shift before last", "2026-03-17 22:00", "2026-03-18 06:00"),
    ("last night's shift", "2026-03-17 22:00", "2026-03-18 06:00"),
    ("from shift start", "2026-03-18 14:00", "2026-03-18 14:30"),
    ("since the shift started", "2026-03-18 14:00", "2026-03-18 14:30"),
    ("first hour of this shift", "2026-03-18 14:00", "2026-03-18 15:00"),
  ])
  func readsShifts(text: String, from: String, to: String) throws { try check(text, from, to) }

  @Test(arguments: [
    ("today", "2026-03-18 02:00", "2026-03-17", "2026-03-18"),
    ("yesterday", "2026-03-18 02:00", "2026-03-16", "2026-03-17"),
    ("this week", "2026-03-16 02:00", "2026-03-09", "2026-03-16"),
    ("last Monday", "2026-03-22 12:00", "2026-03-16", "2026-03-17"),
    ("this week", "2026-03-22 12:00", "2026-03-16", "2026-03-23"),
    ("last 3 days", "2026-01-02 12:00", "2025-12-30", "2026-01-02"),
    ("last week", "2026-01-02 12:00", "2025-12-22", "2025-12-29"),
    ("week 53", "2027-01-05 12:00", "2026-12-28", "2027-01-04"),
    ("this month", "2026-03-01 02:00", "2026-02-01", "2026-03-01"),
    ("last night", "2026-01-01 10:00", "2025-12-31 22:00", "2026-01-01 06:00"),
    ("this shift", "2026-03-18 02:00", "2026-03-17 22:00", "2026-03-18 06:00"),
  ])
  func readsAtOtherMoments(text: String, now: String, from: String, to: String) throws {
    try check(text, from, to, now: now)
  }

  @Test(arguments: [
    ("Monday", "2026-03-23", "2026-03-24"), ("in April", "2026-04-01", "2026-05-01"),
    ("by Friday", "-", "2026-03-21"), ("the 10th", "2026-04-10", "2026-04-11"),
    ("week 13", "2026-03-23", "2026-03-30"), ("the night shift", "2026-03-18 22:00", "2026-03-19 06:00"),
  ])
  func readsPlansForward(text: String, from: String, to: String) throws {
    try check(text, from, to, direction: .future)
  }

  @Test(arguments: [
    "31 February", "Tuesday 2026-03-18", "from tomorrow to yesterday", "week 54", "yesterday tomorrow",
    "Monday and Thursday", "between 10 and 8", "3pm to 2pm", "the 5th quarter", "Q5", "3/14", "31/4",
    "14 March to 10 March", "the 14th to the 10th",
  ])
  func refusesWhatCannotBe(text: String) throws {
    #expect(throws: CalendarError.self) {
      try self.check(text, "-", "-")
    }
  }

  @Test func clocksThatChangeMakeLongAndShortDays() throws {
    let berlin = try SiteCalendar(timeZone: "Europe/Berlin", dayStart: 360)
    func hours(_ day: CivilDate) -> Int64 {
      let window = berlin.window(of: day)
      return ((window.to?.seconds ?? 0) - (window.from?.seconds ?? 0)) / 3600
    }
    // Clocks change at 01:00 UTC on Sunday 29 March: within the production day of Saturday the 28th.
    #expect(hours(CivilDate(year: 2026, month: 3, day: 28)) == 23)
    #expect(hours(CivilDate(year: 2026, month: 3, day: 29)) == 24)
    #expect(hours(CivilDate(year: 2026, month: 10, day: 24)) == 25)
    let midnight = try SiteCalendar(timeZone: "Europe/Berlin", dayStart: 0)
    let spring = midnight.window(of: CivilDate(year: 2026, month: 3, day: 29))
    #expect(spring.from.map(midnight.rfc3339) == "2026-03-29T00:00:00+01:00")
    #expect(spring.to.map(midnight.rfc3339) == "2026-03-30T00:00:00+02:00")
    #expect(midnight.buckets(of: spring, by: .hour, at: Instant(seconds: 0)).count == 23)
  }

  @Test func bucketsAreCutAtTheEdges() throws {
    let calendar = try Self.demo.get()
    let window = TimeWindow(from: Self.at("2026-03-15 12:00"), to: Self.at("2026-04-02 06:00"))
    let weeks = calendar.buckets(of: window, by: .week, at: Self.at("2026-03-18 14:30"))
    #expect(weeks.map(\.code) == ["2026-W11", "2026-W12", "2026-W13", "2026-W14"])
    #expect(weeks.first?.to == Self.at("2026-03-16"))
    #expect(weeks.last?.to == Self.at("2026-04-02"))
    let months = calendar.buckets(of: window, by: .month, at: Self.at("2026-03-18 14:30"))
    #expect(months.map(\.code) == ["2026-03", "2026-04"])
    let day = calendar.window(of: CivilDate(year: 2026, month: 3, day: 18))
    let hours = calendar.buckets(of: day, by: .hour, at: Self.at("2026-03-18 14:30"))
    #expect(hours.map(\.code).first == "2026-03-18T06:00" && hours.map(\.code).last == "2026-03-19T05:00")
    let shifts = calendar.buckets(of: day, by: .shiftInstance, at: Self.at("2026-03-18 14:30"), line: "SMT-1")
    #expect(shifts.map(\.code) == ["2026-03-18 Morning", "2026-03-18 Afternoon", "2026-03-18 Night"])
  }

  /// Not a benchmark: a guard against resolving that grows to milliseconds.
  @Test func resolvingIsQuick() throws {
    let calendar = try Self.demo.get()
    let berlin = try SiteCalendar(timeZone: "Europe/Berlin", dayStart: 360)
    let now = Self.at("2026-03-18 14:30")
    let grammar = try Self.grammar.get()
    let tokens = Tokenizer().tokens(in: "oee of smt line 1 between Monday 6am and now by shift")
    let clock = ContinuousClock()
    let times: [TimeExpression] = [.relative(.day, offset: -1), .complete(.week, count: -3), .shift("Night", of: nil)]
    for (name, calendar) in [("fixed offset", calendar), ("summer time", berlin)] {
      let spent = clock.measure {
        for _ in 0..<1000 { for time in times { _ = try? calendar.window(of: time, at: now) } }
      }
      print("resolving, \(name): \(spent / .microseconds(3000)) µs")
      #expect(spent < .seconds(3))
    }
    let spent = clock.measure { for _ in 0..<1000 { _ = grammar.matches(in: tokens) } }
    print("matching a question: \(spent / .microseconds(1000)) µs")
  }
}
