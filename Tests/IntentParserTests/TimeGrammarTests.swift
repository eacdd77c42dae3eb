import Foundation
import IntentParser
import Testing

struct TimeGrammarTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let english = Result {
    try TimeGrammar(
      yaml: String(contentsOf: root.appending(path: "grammars/en/time.yaml"), encoding: .utf8),
      file: "grammars/en/time.yaml"
    ).naming(shifts: [
      ShiftName("Morning", aliases: ["A"]), ShiftName("Afternoon", aliases: ["B"]), ShiftName("Night", aliases: ["C"]),
    ])
  }

  /// The longest match that starts first and is no mere chance.
  private func expression(_ text: String) throws -> TimeExpression? {
    let matches = try Self.english.get().matches(in: Tokenizer().tokens(in: text))
    return matches.max { a, b in
      a.tokens.count < b.tokens.count || (a.tokens.count == b.tokens.count && a.tokens.lowerBound > b.tokens.lowerBound)
    }?.expression
  }

  @Test(arguments: [
    ("today", TimeExpression.relative(.day, offset: 0)),
    ("last 3 days", .complete(.day, count: -3)),
    ("the last 5 working days", .complete(.workingDay, count: -5)),
    ("last 24 hours", .rolling(seconds: -86_400)),
    ("the night shift of last Friday", .shift("Night", of: .lastWeekday(5))),
    ("shift A on Monday", .shift("Morning", of: .weekday(1))),
    ("second shift", .shift("Afternoon", of: nil)),
    ("last 5 shifts", .complete(.shift, count: -5)),
    ("first two weeks of February", .within(first: 1, count: 2, .week, of: .month(2, year: nil))),
    ("3 days before yesterday", .relative(.day, offset: -4)),
    ("week 10 to week 12", .range(from: .week(10, year: nil), to: .week(12, year: nil))),
    ("Monday last week", .weekdayOf(1, ordinal: nil, .relative(.week, offset: -1))),
    ("yesterday afternoon", .part(.afternoon, of: .relative(.day, offset: -1))),
    ("between 8 and 10", .hours(ClockRange(from: ClockTime(8), to: ClockTime(10)), of: nil)),
    ("10/3 to 14/3", .range(from: .date(year: nil, month: 3, day: 10), to: .date(year: nil, month: 3, day: 14))),
    ("mid-March", .section(.middle, of: .month(3, year: nil))),
    ("KW46", .week(46, year: nil)), ("Q1 2026", .quarter(1, year: 2026)), ("H1", .half(1, year: nil)),
    ("since Monday", .since(.weekday(1))),
  ])
  func readsEnglish(text: String, wanted: TimeExpression) throws {
    #expect(try expression(text) == wanted)
  }
}
