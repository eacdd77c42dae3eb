import Testing

@testable import QueryPlanner

/// Worked by hand: seconds since the start of Monday, shifts 06–14 with a break 09:00–09:30.
@Suite struct WorkingTimeTests {
  private static func at(_ day: Int64, _ hour: Int64, _ minute: Int64 = 0) -> Instant {
    Instant(seconds: day * 86_400 + hour * 3600 + minute * 60)
  }

  private static func shift(_ day: Int64, line: String = "A", from: Int64 = 6, to: Int64 = 14) -> ShiftInstance {
    ShiftInstance(
      line: line, shift: "Morning", letter: "A", productionDay: CivilDate(year: 1970, month: 1, day: 1 + Int(day)),
      from: at(day, from), to: at(day, to), breaks: [.init(from: at(day, 9), to: at(day, 9, 30))])
  }

  /// Days 0 to 2 are worked; of the week before (days 7 later here) the second day was a holiday.
  private static let work = WorkingTime(
    of: [shift(0), shift(1), shift(2), shift(7), shift(9), shift(10)], lines: ["A"])

  @Test func breaksAndNightsAreNoWork() {
    #expect(Self.work.elapsed(from: Self.at(0, 0), to: Self.at(1, 0)) == Int64(7.5 * 3600 * 1_000_000))
    #expect(Self.work.elapsed(from: Self.at(0, 9), to: Self.at(0, 9, 30)) == 0)
    #expect(Self.work.elapsed(from: Self.at(0, 8), to: Self.at(0, 10)) == Int64(1.5 * 3600 * 1_000_000))
  }

  /// After 7.5 h of the first day and 4.5 h of the second (06:00 to 11:00 less the break) stand 12 h of work. In the
  /// week with a holiday these are reached on the third day, not on the second.
  @Test func aHolidayMovesTheSameWorkingTime() {
    let elapsed = Self.work.elapsed(from: Self.at(0, 6), to: Self.at(1, 11))
    #expect(elapsed == Int64(12 * 3600 * 1_000_000))
    #expect(Self.work.instant(after: elapsed, from: Self.at(7, 6), to: Self.at(14, 6)) == Self.at(9, 11))
  }

  @Test func theEndIsTheMostThereIs() {
    let elapsed = Self.work.elapsed(from: Self.at(0, 6), to: Self.at(3, 0))
    #expect(Self.work.instant(after: elapsed, from: Self.at(7, 6), to: Self.at(10, 0)) == Self.at(10, 0))
    #expect(Self.work.instant(after: 0, from: Self.at(7, 6), to: Self.at(10, 0)) == Self.at(7, 6))
  }

  /// Two lines at once pass twice the work: line B works 06 to 10 only.
  @Test func linesAddUp() {
    let work = WorkingTime(
      of: [Self.shift(0), Self.shift(0, line: "B", to: 10), Self.shift(1, line: "C")], lines: ["A", "B"])
    #expect(work.elapsed(from: Self.at(0, 6), to: Self.at(0, 8)) == Int64(4 * 3600 * 1_000_000))
    #expect(work.instant(after: 4 * 3600 * 1_000_000, from: Self.at(0, 6), to: Self.at(1, 0)) == Self.at(0, 8))
    #expect(work.elapsed(from: Self.at(1, 0), to: Self.at(2, 0)) == 0)
  }
}
