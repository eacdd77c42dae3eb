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
  (-24, 0, .rolling(seconds: -86_400), "the last 24 hours (Tue 17 Mar)"),
  (-8.5, -0.5, .weekday(3), "18 Mar 06:00 – 14:00"),
  (-1856.5, -1832.5, .weekday(3), "Wed 31 Dec 2025"),
]) func periodsAreNamed(from: Double, to: Double, expression: TimeExpression, text: String) {
  let window = TimeWindow(from: SampleAnswers.hours(from), to: SampleAnswers.hours(to))
  #expect(format.period(window, saidAs: expression) == text)
}

@Test func openEndsAndOtherYears() {
  #expect(format.window(TimeWindow(from: nil, to: SampleAnswers.hours(39.5))) == "until Fri 20 Mar 06:00")
  #expect(format.instant(SampleAnswers.now - 86_400 * 90) == "Thu 18 Dec 2025 14:30")
}
