import IntentParser
import ParserTrials
import Testing

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
      let text = String(repeating: "oee ", count: 300).prefix(length)
      guard case .notUnderstood(let refusal) = parser.interpret(Utterance(String(text))).outcome else {
        Issue.record("understood \(length) bytes")
        continue
      }
      #expect((refusal.cause == .tooLong) == tooLong)
    }
  }

  @Test(arguments: AdversarialTexts.all.map(\.text))
  func adversarialTextsBreakNothing(text: String) throws {
    #expect(Invariants.broken(by: text, parser: try Parser.shared.get()) == nil)
  }
}
