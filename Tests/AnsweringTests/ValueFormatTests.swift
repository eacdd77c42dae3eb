import Answering
import IntentParser
import QueryPlanner
import Testing

private let format = ValueFormat(messages: TestLanguages.english, clock: SampleAnswers.clock, now: SampleAnswers.now)

@Test(
  arguments: [
    (0, "0 s"), (45, "45 s"), (60, "1 min"), (750, "12 min 30 s"), (7500, "2 h 05 min"), (3600, "1 h"),
    (86_380, "1 d"), (97_200, "1 d 3 h"), (-7500, "−2 h 05 min"), (3599, "59 min 59 s"),
  ] as [(Int64, String)]) func durationsReadBest(seconds: Int64, text: String)
{
  #expect(format.duration(seconds) == text)
}

@Test(arguments: [
  (0.784, Unit.ratio, "78.4 %"), (1.234, .ratio, "123.4 %"), (-0.0001, .ratio, "0.0 %"), (1240, .units, "1,240"),
  (1_234_567.5, .none, "1,234,567.5"), (1240.5, .money, "1,240.50"), (118.24, .unitsPerHour, "118.2 /h"),
  (12.34, .seconds, "12.3 s"), (8.416, .seconds, "8.42 s"), (59.97, .seconds, "1 min"), (.nan, .ratio, "–"),
]) func numbersHaveTheirUnit(value: Double, unit: Unit, text: String) {
  #expect(format.number(value, unit: unit) == text)
}

@Test func sentencesCount() {
  #expect(format.sentence(1, unit: .units) == "1 unit")
  #expect(format.sentence(1240, unit: .units) == "1,240 units")
  #expect(format.sentence(nil, unit: .ratio) == "–")
}

/// Hours from the clock of the tests, Wednesday 18 March 2026 14:30.
@Test(arguments: [
  (-8.5, 15.5, TimeExpression.relative(.day, offset: 0), "today (Wed 18 Mar 06:00 – now 14:30)"),
  (-32.5, -8.5, .relative(.day, offset: -1), "yesterday (Tue 17 Mar)"),
  (-224.5, -56.5, .relative(.week, offset: -1), "last week (W11, 9–15 Mar)"),
  (-56.5, 111.5, .relative(.week, offset: 0), "this week (W12, Mon 16 Mar 06:00 – now Wed 18 Mar 14:30)"),
  (-80.5, -8.5, .complete(.day, count: -3), "the last 3 days (15–17 Mar)"),
  (-24, 0, .rolling(seconds: -86_400), "the last 24 hours (17 Mar 14:30 – 18 Mar 14:30)"),
  (-8.5, -0.5, .weekday(3), "18 Mar 06:00 – 14:00"),
  (-1856.5, -1832.5, .weekday(3), "Wed 31 Dec 2025"),
]) func periodsAreNamed(from: Double, to: Double, expression: TimeExpression, text: String) {
  let window = TimeWindow(from: SampleAnswers.hours(from), to: SampleAnswers.hours(to))
  #expect(format.period(window, saidAs: expression) == text)
}

private let vietnamese = ValueFormat(
  messages: TestLanguages.vietnamese, clock: SampleAnswers.clock, now: SampleAnswers.now)

@Test(arguments: [
  (0.821, Unit.ratio, "82,1 %"), (1240, .units, "1.240"), (1_234_567.5, .none, "1.234.567,5"),
  (12.34, .seconds, "12,3 giây"), (7500, .seconds, "2 giờ 05 phút"), (-97_200, .seconds, "−1 ngày 3 giờ"),
]) func numbersHaveTheSignsOfTheLanguage(value: Double, unit: Unit, text: String) {
  #expect(vietnamese.number(value, unit: unit) == text)
}

@Test(arguments: [
  (-8.5, 15.5, TimeExpression.relative(.day, offset: 0), "hôm nay (thứ Tư 18/3 06:00 – hiện tại 14:30)"),
  (-32.5, -8.5, .relative(.day, offset: -1), "hôm qua (thứ Ba 17/3)"),
  (-224.5, -56.5, .relative(.week, offset: -1), "tuần trước (W11, 9–15/3)"),
  (-80.5, -8.5, .complete(.day, count: -3), "3 ngày vừa qua (15–17/3)"),
  (-1856.5, -1832.5, .weekday(3), "thứ Tư 31/12/2025"), (-8.5, -0.5, .weekday(3), "18/3 06:00 – 14:00"),
]) func datesHaveTheFormOfTheLanguage(from: Double, to: Double, expression: TimeExpression, text: String) {
  let window = TimeWindow(from: SampleAnswers.hours(from), to: SampleAnswers.hours(to))
  #expect(vietnamese.period(window, saidAs: expression) == text)
}

@Test(arguments: [
  (TimeExpression.complete(.day, count: -3), "3 complete days before today", "3 ngày trọn vẹn trước hôm nay"),
  (.rolling(seconds: -5400), "the 90 minutes up to now", "90 phút tính đến hiện tại"),
  (.weekdayOf(1, ordinal: nil, .relative(.week, offset: -1)), "Monday of last week", "thứ Hai của tuần trước"),
  (.date(year: 2026, month: 3, day: 3), "3 March 2026", "3/3/2026"),
  (
    .within(first: 1, count: 2, .week, of: .month(2, year: nil)), "first 2 weeks of February",
    "2 tuần đầu tiên của tháng 2"
  ),
  (.shift("night", of: .relative(.day, offset: -1)), "night shift of yesterday", "ca night của hôm qua"),
  (.shifted(.day, count: -1, from: .relative(.day, offset: -1)), "1 day before yesterday", "1 ngày trước hôm qua"),
]) func timesAreToldAsTheyWereUnderstood(time: TimeExpression, english: String, vietnamese: String) {
  #expect(TestLanguages.english.reading(of: time) == english)
  #expect(TestLanguages.vietnamese.reading(of: time) == vietnamese)
}

@Test(arguments: [
  (CalendarError.impossibleDate(year: nil, month: 2, day: 31), "there is no 31 February", "không có ngày 31/2"),
  (
    .wrongWeekday(CivilDate(year: 2026, month: 3, day: 18), weekday: 1),
    "18 March 2026 is a Wednesday, not a Monday", "18/3/2026 là thứ Tư, không phải thứ Hai"
  ),
  (.outside(count: 6, unit: .weekday(1)), "there is no Monday 6 in it", "trong đó không có thứ Hai thứ 6"),
  (
    .noShift(.complete(-3)), "the shift calendar has no 3 shifts before now",
    "lịch ca không có 3 ca trước thời điểm hiện tại"
  ),
]) func timesThatCannotBeAreExplained(error: CalendarError, english: String, vietnamese: String) {
  #expect(TestLanguages.english.text(for: error) == english)
  #expect(TestLanguages.vietnamese.text(for: error) == vietnamese)
}

@Test func openEndsAndOtherYears() {
  #expect(format.window(TimeWindow(from: nil, to: SampleAnswers.hours(39.5))) == "until Fri 20 Mar 06:00")
  #expect(format.instant(SampleAnswers.now - 86_400 * 90) == "Thu 18 Dec 2025 14:30")
}
