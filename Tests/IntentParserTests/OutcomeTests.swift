import Testing

@testable import IntentParser

@Suite struct OutcomeTests {
  /// Every question offered, on a refusal or as a choice, is itself understood.
  @Test(arguments: [
    "what is the oee of the painting robots", "SMT line 9 oee", "orders for Bluefish Marine", "hello", "oee of line 2",
    "efficiency of SMT 1", "jobs on SMT 1", "delete order SO-24017",
  ])
  func whatIsOfferedWorks(question: String) throws {
    let offered: [String]
    switch try Parser.interpret(question).outcome {
    case .understood: offered = []
    case .ambiguous(let ambiguity):
      offered = ambiguity.choices.map(\.question)
      for choice in ambiguity.choices {
        guard case .understood(let frame) = try Parser.interpret(choice.question).outcome else { continue }
        #expect(facts(frame) == facts(choice.frame))
      }
    case .notUnderstood(let refusal): offered = refusal.suggestions
    }
    #expect(!offered.isEmpty)
    for other in offered {
      guard case .understood = try Parser.interpret(other).outcome else {
        Issue.record("'\(other)' is offered and not understood")
        continue
      }
    }
  }

  @Test func anAbsentNameHasItsNearest() throws {
    guard case .notUnderstood(let refusal) = try Parser.interpret("orders for Bluefish Marine").outcome else {
      Issue.record("understood")
      return
    }
    #expect(refusal.nearest == ["Bluefin Marine"])
    #expect(refusal.suggestions == ["orders for Bluefin Marine"])
  }

  /// What is left of a question without the words that are not known must still be a sentence.
  @Test(arguments: [
    ("scrap for bosch last week", "scrap last week"),
    ("downtime of the compressor on SMT 1 last week by reason", "downtime on SMT 1 last week by reason"),
    ("what did our competitor make yesterday", nil), ("oee of the painting line yesterday", nil),
  ])
  func whatIsLeftIsASentence(question: String, shorter: String?) throws {
    guard case .notUnderstood(let refusal) = try Parser.interpret(question).outcome else {
      Issue.record("understood")
      return
    }
    let words = Set(question.split(separator: " "))
    #expect(refusal.suggestions.first { words.isSuperset(of: $0.split(separator: " ")) } == shorter)
  }

  @Test func politenessIsReported() throws {
    guard case .understood(let frame) = try Parser.interpret("please show me the oee of smt 1, thanks").outcome else {
      Issue.record("not understood")
      return
    }
    #expect(frame.ignored == ["please", "thanks"])
  }

  @Test func everyKeyHasItsWords() throws {
    let question = "oee of SMT 1 today"
    guard case .understood(let frame) = try Parser.interpret(question).outcome else {
      Issue.record("not understood")
      return
    }
    let words = frame.sources.map { source in
      let range = source.span.lowerBound..<source.span.upperBound
      return "\(source.key): " + String(decoding: Array(question.utf8)[range], as: UTF8.self)
    }
    #expect(words == ["metrics: oee", "filters.line: SMT 1", "period: today"])
  }

  @Test func aConditionIsReadForAWatch() throws {
    guard case .understood(let frame) = try Parser.interpret("tell me when oee is under 60 % for 10 minutes").outcome
    else {
      Issue.record("not understood")
      return
    }
    #expect(frame.condition == ["metric": .text("oee"), "op": .text("<"), "value": .number(0.6), "for": .number(600)])
  }

  @Test(arguments: [
    ("oee of SMT 1 today", "and SMT 2?", "kpi metrics=oee line=SMT-2 period=day0", ["metrics", "period"]),
    ("oee of SMT 1 today", "what about yesterday", "kpi metrics=oee line=SMT-1 period=day-1", ["metrics", "filters"]),
    (
      "oee of SMT 1 today", "by shift", "kpi metrics=oee line=SMT-1 period=day0 by=shift",
      ["metrics", "filters", "period"]
    ),
    ("oee of SMT 1 today", "scrap rate", "kpi metrics=scrap_rate line=SMT-1 period=day0", ["filters", "period"]),
    ("oee of SMT 1 today", "output of DIP 2 yesterday", "kpi metrics=output line=DIP-2 period=day-1", []),
  ])
  func aTurnContinuesTheOneBefore(first: String, second: String, expected: String, inherited: [String]) throws {
    guard case .understood(let frame) = try Parser.interpret(second, after: [first]).outcome else {
      Issue.record("not understood")
      return
    }
    #expect(facts(frame) == expected)
    #expect(frame.inherited == inherited)
  }

  @Test func theTraceNamesTheRule() throws {
    let trace = try Parser.shared.get().trace(Utterance("downtime by machine"))
    let best = try #require(trace.candidates.first)
    #expect(best.pieces.map(\.words) == ["downtime", "by machine"])
    #expect(best.pieces[0].rule.hasPrefix("kpis.yaml:") && best.pieces[0].rule.hasSuffix("metric downtime"))
  }
}
