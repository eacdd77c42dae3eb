import Testing

@testable import IntentParser

extension ReadingCase {
  init(_ question: String, _ reading: String) { self.init(question: question, reading: reading) }
}

/// The intents besides KPIs, lists and status.
@Suite struct SpecialReadingTests {
  private func reading(_ question: String) throws -> String {
    guard case .understood(let frame) = try Parser.interpret(question).outcome else {
      return try Parser.reading(question)
    }
    return specialFacts(frame)
  }

  @Test(arguments: WhatIfCases.all + WhatIfCases.effects) func readsWhatIfs(_ item: ReadingCase) throws {
    #expect(try reading(item.question) == item.reading)
  }

  @Test(arguments: WatchCases.watches) func readsWatches(_ item: ReadingCase) throws {
    #expect(try reading(item.question) == item.reading)
  }

  @Test(arguments: WatchCases.reports) func readsReports(_ item: ReadingCase) throws {
    #expect(try reading(item.question) == item.reading)
  }

  @Test(arguments: AnalysisCases.all) func readsAnalyses(_ item: ReadingCase) throws {
    #expect(try reading(item.question) == item.reading)
  }

  @Test(arguments: WhatIfCases.refused + WatchCases.refused) func understandsNothingByHalf(question: String) throws {
    #expect(try Parser.reading(question).hasPrefix("refused"))
  }

  /// A wish to change data is told from one that only supposes it.
  @Test(arguments: ["move SO-25090 to SMT 4", "move order SO-25090 to SMT 4", "expedite SO-25090", "delete my order"])
  func aWishToChangeIsRefusedAsOne(question: String) throws {
    #expect(try Parser.reading(question).hasPrefix("refused changesData"))
  }

  /// "tell me if" asks how it stands; with a time that it must hold it is a wish to be told.
  @Test func tellMeIfIsAQuestion() throws {
    #expect(try reading("tell me if SMT 1 is running") == "status entity=line line=SMT-1")
    #expect(
      try reading("tell me if SMT 1 is down for 10 minutes")
        == "watch line=SMT-1 action=create condition{entity=line for=600 state=down}")
  }

  @Test func everyChangeHasItsWords() throws {
    let question = "what if SMT 1 is down for 4 hours"
    guard case .understood(let frame) = try Parser.interpret(question).outcome else {
      Issue.record("not understood")
      return
    }
    let words = frame.sources.filter { $0.key == "change" }.map { source in
      String(decoding: Array(question.utf8)[source.span.lowerBound..<source.span.upperBound], as: UTF8.self)
    }
    #expect(words == ["SMT 1", "is down", "for 4 hours"])
  }
}
