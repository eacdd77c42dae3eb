import Testing

@testable import IntentParser

@Suite struct RobustnessTests {
  @Test(arguments: [
    String(repeating: "(", count: 10_000), String(repeating: "oee ", count: 1024),
    String(repeating: "SMT 1 and ", count: 99), String(repeating: "oee of the top 3 ", count: 58),
    String(repeating: "asdfgh ", count: 140), String(repeating: "1 ", count: 499), String(repeating: "-", count: 1000),
    String(repeating: "line 2 ", count: 140), "\u{0}\u{1F600}\u{301}", "", " ", "?",
    String(repeating: "a", count: 1000), String(repeating: "last 3 days of ", count: 66),
  ])
  func endsQuicklyWithoutAnAnswer(text: String) throws {
    let clock = ContinuousClock()
    let parser = try Parser.shared.get()
    let start = clock.now
    if case .understood = parser.interpret(Utterance(text)).outcome, text.utf8.count > IntentParser.lengthLimit {
      Issue.record("understood what is too long to be read")
    }
    // Far above what it takes, so that a busy machine does not fail it; an explosion would take hours.
    #expect(clock.now - start < .seconds(20))
  }

  /// No spelling of ordinary words in any order may crash.
  @Test func randomQuestionsEnd() throws {
    let words = [
      "oee", "of", "SMT", "1", "line", "2", "vs", "late", "orders", "by", "shift", "top", "3", "below", "70", "%",
      "except", "today", "last", "week", "why", "SO-24017", "-", ",", "and", "?", "reflow", "changeover", "foo",
    ]
    var state: UInt64 = 7
    for _ in 0..<150 {
      var picked: [String] = []
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        picked.append(words[Int(state >> 33) % words.count])
      }
      _ = try Parser.interpret(picked.joined(separator: " "))
    }
  }

  /// Found by mutation: a number that fits no integer ended the program.
  @Test(arguments: [
    "oee of SMT 1 to 99999999999999999999", "oee of SMT 1 to 1.5", "top 99999999999999999999 lines by oee",
  ])
  func aNumberBeyondIntegersIsNoLine(question: String) throws {
    if case .understood(let frame) = try Parser.interpret(question).outcome { #expect(frame.filters[.line].count < 2) }
  }
}
