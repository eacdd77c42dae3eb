import Foundation
import IntentParser
import ParserTrials

/// Reads mutated questions, every fourth as a turn of a conversation, and looks at what must hold of every reading.
struct FuzzRun {
  var seed: UInt64

  /// True where nothing broke. A crash or a hang shows itself: the count of the last line printed says where.
  func run(count: Int) throws -> Bool {
    let parser = IntentParser(grammars: try Grammar.all(in: "grammars"), lexicon: DemoLexicon.lexicon)
    let questions = try FixtureQuestions.all(in: "fixtures")
    var mutations = Mutations(of: questions, seed: seed)
    let clock = ContinuousClock()
    let start = clock.now
    var slowest = (time: Duration.zero, text: "")
    var conversation = Conversation()
    var broken = 0
    for index in 0..<count {
      let text = mutations.next()
      let isTurn = index % 4 == 3
      if isTurn, case .understood(let frame) = parser.interpret(Utterance(questions[index % questions.count])).outcome {
        conversation.add(Conversation.Turn(frame: frame, language: "en"))
      }
      let before = clock.now
      // Reading twice is for a part of them: it takes as long again.
      let problem = Invariants.broken(
        by: text, in: isTurn ? conversation : Conversation(), parser: parser, again: index % 8 == 0)
      let time = clock.now - before
      if time > slowest.time { slowest = (time, text) }
      if let problem {
        broken += 1
        if broken <= 20 { print("broken at \(index): \(problem)\n  \(text.debugDescription)") }
      }
      if index % 100_000 == 99_999 { print("\(index + 1) texts, \(clock.now - start)") }
    }
    print("\(count) texts, seed \(seed), \(clock.now - start), \(broken) broken")
    print("slowest \(slowest.time): \(slowest.text.debugDescription)")
    return broken == 0
  }
}
