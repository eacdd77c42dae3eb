import ParserTrials
import Testing

@testable import IntentParser

/// What is not read for the sake of speed would not have decided anything.
@Suite struct LeftOutTests {
  private static let root = String(Parser.folder.dropLast("/grammars".count))
  private static let parser = Result {
    IntentParser(grammars: try Grammar.all(in: Parser.folder), lexicon: DemoLexicon.lexicon)
  }

  /// Questions of the fixtures, mutated ones, and some with talk and addresses, which explain unknown words.
  private static let questions = Result {
    let fixtures = try FixtureQuestions.all(in: root + "/fixtures")
    var mutations = Mutations(of: fixtures, seed: 7)
    return fixtures.enumerated().filter { $0.offset % 9 == 0 }.map(\.element) + (0..<200).map { _ in mutations.next() }
      + [
        "my boss grumbles again, oee of SMT-1 today", "Heard it was a rough one folks. oee of SMT 1 today",
        "oee of SMT 1 today, my boss grumbles", "send the oee every Monday to #qxzzy", "oee of SMT 1 to qx@zzyx.com",
        "xin chào, oee of SMT 1 today", "qxzzy OEE SMT-2", "OEE SMT-2",
      ]
  }

  @Test func readingsLeftOutDecideNothing() throws {
    let parser = try Self.parser.get()
    for question in try Self.questions.get() {
      let utterance = Utterance(question)
      guard let reader = parser.reader(for: utterance),
        let thorough = parser.reader(for: utterance, reach: .infinity)
      else { continue }
      #expect(reader.grammar.language == thorough.grammar.language, "\(question)")
      #expect(frames(reader, question, parser) == frames(thorough, question, parser), "\(question)")
      let near = thorough.readings.prefix { $0.cost - thorough.readings[0].cost < Costs.margin }.map(\.frame)
      #expect(Array(reader.readings.map(\.frame).prefix(near.count)) == near, "\(question)")
    }
  }

  private func frames(_ reader: QuestionReader, _ text: String, _ parser: IntentParser) -> [Frame] {
    switch Decision(parser: parser, reader: reader, text: text).outcome() {
    case .understood(let frame): [frame]
    case .ambiguous(let ambiguity): ambiguity.choices.map(\.frame)
    case .notUnderstood: []
    }
  }

  @Test func aLanguageLeftOutWouldNotHaveWon() throws {
    let parser = try Self.parser.get()
    for question in try Self.questions.get() {
      let tokens = Tokenizer().tokens(in: question)
      let prepared = parser.grammars.map { PreparedTokens(tokens, in: $0) }
      let readers = prepared.compactMap { QuestionReader($0) }
      for (bound, reader) in zip(prepared.map(\.leastCost), readers) { #expect(bound <= reader.cost, "\(question)") }
      let best = readers.map(\.cost).min()
      var first = readers.first { $0.cost == best }
      // What is said in English words alone is English, though the language that builds on it understands more of it.
      if let base = readers.first(where: { $0.grammar.language == first?.grammar.buildsOn }), base.isInItsWords {
        first = base
      }
      #expect(parser.reader(for: Utterance(question))?.grammar.language == first?.grammar.language, "\(question)")
    }
  }

  @Test func everyEdgeIsFoundAgain() {
    var table = EdgeTable()
    var known: [Int32: [Int32: Int32]] = [:]
    var state: UInt64 = 11
    for next in 0..<5000 as Range<Int32> {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let (node, word) = (Int32(state >> 33 & 63), Int32(state >> 40 & 1023))
      #expect(table[node, word] == known[node]?[word])
      guard known[node]?[word] == nil else { continue }
      table.add(next, from: node, by: word)
      known[node, default: [:]][word] = next
    }
    for (node, words) in known { for (word, next) in words { #expect(table[node, word] == next) } }
  }
}
