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

  @Test(arguments: [
    ("between 6 and 10 each day", TimeExpression.relative(.day, offset: 0), 6, 10, []),
    ("mornings last week", .relative(.week, offset: -1), 6, 12, []),
    ("every morning last week", .relative(.week, offset: -1), 6, 12, []),
    ("between 8 and 10 last week", .relative(.week, offset: -1), 8, 10, []),
    ("every Monday last month", .relative(.month, offset: -1), -1, -1, [1]),
    ("Mondays last month", .relative(.month, offset: -1), -1, -1, [1]),
  ])
  func readsWhatRecurs(text: String, period: TimeExpression, from: Int, to: Int, weekdays: [Int]) throws {
    let tokens = Tokenizer().tokens(in: text)
    let match = try #require(
      try Self.english.get().matches(in: tokens).first { $0.tokens == tokens.indices }, "not read: \(text)")
    #expect(match.expression == period)
    #expect(match.weekdays == weekdays)
    #expect(match.hours == (from < 0 ? nil : ClockRange(from: ClockTime(from), to: ClockTime(to))))
  }

  @Test(arguments: ["5 boards", "line 2", "the second one", "it may be down", "SO-24001", "3 stops", "sat on it"])
  func readsNoTimeForSure(text: String) throws {
    let matches = try Self.english.get().matches(in: Tokenizer().tokens(in: text))
    #expect(matches.filter { !$0.isWeak }.isEmpty)
  }

  @Test(arguments: [
    ("rules:\n  day:\n    - {means: yesteryear, say: [x]}", "unknown meaning \"yesteryear\""),
    ("rules:\n  match:\n    - {means: same, say: [\"{tme}\"]}", "no rule fills {tme}"),
    ("words:\n  unit: {fortnite: [x]}", "unknown value \"fortnite\""),
    ("rules:\n  match:\n    - {means: same, say: [\"[the x\"]}", "has no partner"),
    ("rool:\n  a: b", "unknown key \"rool\""), ("rules: [", "not YAML"),
  ])
  func namesWhatIsWrongInAFile(yaml: String, wanted: String) throws {
    let error = #expect(throws: TimeGrammarError.self) { try TimeGrammar(yaml: yaml, file: "time.yaml") }
    #expect("\(error.map(String.init(describing:)) ?? "")".contains(wanted))
    #expect("\(error.map(String.init(describing:)) ?? "")".hasPrefix("time.yaml:"))
  }

  /// Each line of garbage is as long as the one before it twice; the time must not grow faster than that.
  @Test(arguments: [
    "monday to ", "last 3 ", "3 days before ", "10 / 3 - ", "first second of the may ", "between 8 and ",
  ])
  func growsNoFasterThanTheText(piece: String) throws {
    let grammar = try Self.english.get()
    func seconds(_ bytes: Int) -> Double {
      let text = String(repeating: piece, count: bytes / piece.utf8.count)
      let tokens = Tokenizer().tokens(in: text)
      let clock = ContinuousClock()
      return clock.measure { _ = grammar.matches(in: tokens) } / .seconds(1)
    }
    let (short, long) = (seconds(2048), seconds(8192))
    print("\(piece): 2 KB \(short * 1000) ms, 8 KB \(long * 1000) ms")
    // Two seconds of grace: a busy machine must not fail it, and an explosion would take hours.
    #expect(long < short * 12 + 2)
  }
}
