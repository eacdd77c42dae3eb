import ParserTrials
import Testing

@testable import IntentParser

/// The short form of `make fuzz`.
@Suite struct MutationTests {
  @Test func noMutatedQuestionBreaksAnInvariant() throws {
    let parser = try Parser.shared.get()
    var mutations = Mutations(of: ReadingCases.all.map(\.question), seed: 2026)
    guard case .understood(let frame) = parser.interpret(Utterance("oee of SMT line 1 yesterday")).outcome else {
      Issue.record("the turn before is not understood")
      return
    }
    var conversation = Conversation()
    conversation.add(Conversation.Turn(frame: frame, language: "en"))
    for index in 0..<300 {
      let text = mutations.next()
      let problem = Invariants.broken(
        by: text, in: index % 4 == 3 ? conversation : Conversation(), parser: parser, again: index % 8 == 0)
      #expect(problem == nil, "\(text.debugDescription)")
    }
  }

  @Test func whatIsTooLongIsRefusedForThat() throws {
    let parser = try Parser.shared.get()
    for (length, tooLong) in [(IntentParser.lengthLimit, false), (IntentParser.lengthLimit + 1, true)] {
      let text = String(repeating: "hello ", count: 300).prefix(length)
      var cause: Refusal.Cause?
      if case .notUnderstood(let refusal) = parser.interpret(Utterance(String(text))).outcome { cause = refusal.cause }
      #expect((cause == .tooLong) == tooLong)
    }
  }

  @Test(arguments: AdversarialTexts.all.map(\.text))
  func adversarialTextsBreakNothing(text: String) throws {
    #expect(Invariants.broken(by: text, parser: try Parser.shared.get()) == nil)
  }

  /// Found by mutation: "why" had places in the text of the turn before.
  @Test func aTurnHasNoPlacesOfAnother() throws {
    let interpretation = try Parser.interpret("why", after: ["is the night shift OEE on SMT line 1 lower last week"])
    guard case .understood(let frame) = interpretation.outcome else {
      Issue.record("not understood")
      return
    }
    #expect(frame.sources.allSatisfy { $0.span.upperBound <= 3 })
  }

  /// The filter by letters may leave no candidate out.
  @Test func everySlipOfAWordHasItAsCandidate() throws {
    var symbols = SymbolTable()
    symbols.add("changeover", grammar: true)
    for slip in ["chageover", "changover", "chnageover", "changeovre", "xhangeover", "cxangxover", "cchangeovver"] {
      #expect(symbols.candidates(for: slip).isEmpty == (slip.first != "c"), "\(slip)")
    }
  }
}
