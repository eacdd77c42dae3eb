/// Reads questions: text in, an ``Interpretation`` of symbolic frames out.
///
/// It knows the words of its grammars and the names of one factory, and nothing of clocks, data or SQL. Made once,
/// used for every question, from any thread.
///
///     let parser = IntentParser(grammars: try Grammar.all(in: "grammars"), lexicon: lexicon)
///     parser.interpret(Utterance("oee of SMT line 1 today"))   // .understood(kpi oee, filters line SMT-1)
public struct IntentParser: Sendable {
  /// Bytes of UTF-8 that a question may have; longer ones are refused unread.
  public static let lengthLimit = 1000

  let grammars: [CompiledGrammar]

  public init(grammars: [Grammar], lexicon: Lexicon) {
    let names = FactoryNames(lexicon)
    self.grammars = grammars.map { CompiledGrammar($0, names: names) }
  }

  /// Languages that it reads, as their folders are called.
  public var languages: [String] { grammars.map(\.language) }

  /// The reading of a question; of a turn that has no subject of its own, together with the conversation before it.
  ///
  /// Without a language the one that explains the question at the lowest cost is taken.
  public func interpret(_ utterance: Utterance, in conversation: Conversation = Conversation()) -> Interpretation {
    guard utterance.text.utf8.count <= Self.lengthLimit else {
      return Interpretation(
        outcome: .notUnderstood(Refusal(cause: .tooLong, words: [])),
        language: utterance.language ?? grammars.first?.language ?? "")
    }
    guard let reader = reader(for: utterance, in: conversation) else {
      return Interpretation(outcome: .notUnderstood(Refusal(cause: .nothingAsked, words: [])), language: "")
    }
    let decision = Decision(parser: self, reader: reader, text: utterance.text)
    let turns = FollowUp(reader: reader, conversation: conversation).readings()
    if let first = turns.first {
      let outcome = turns.count == 1 ? .understood(first.frame) : decision.choice(among: turns)
      return interpretation(outcome, first.cover, reader)
    }
    var outcome = decision.outcome()
    let pronoun = Pronoun(reader)
    if case .understood(let frame) = outcome, let spoken = pronoun.resolved(frame, in: conversation) {
      outcome = spoken.map { .understood($0) } ?? decision.pointsAtNothing(pronoun.words)
    }
    return interpretation(outcome, reader.readings.first?.cover, reader)
  }

  private func interpretation(_ outcome: Interpretation.Outcome, _ cover: Cover?, _ reader: QuestionReader)
    -> Interpretation
  {
    var corrections: [Correction] = []
    if case .understood = outcome {
      for word in cover?.pieces.flatMap(\.corrected) ?? [] {
        let correction = Correction(from: reader.tokens[word.token].text, to: reader.grammar.symbols.word(word.symbol))
        if !corrections.contains(correction) { corrections.append(correction) }
      }
    }
    return Interpretation(outcome: outcome, language: reader.grammar.language, corrections: corrections)
  }

  /// The question as the language reads it that explains it best.
  ///
  /// - Parameter reach: how much dearer than the best reading others may be.
  func reader(
    for utterance: Utterance, in conversation: Conversation = Conversation(), reach: Float = Costs.reach
  ) -> QuestionReader? {
    let candidates = grammars.filter { utterance.language == nil || $0.language == utterance.language }
    let tokens = Tokenizer().tokens(in: utterance.text)
    let prepared = (candidates.isEmpty ? grammars : candidates).map { PreparedTokens(tokens, in: $0) }
    var best = Float.infinity
    var readers: [(place: Int, reader: QuestionReader)] = []
    // A language in which every reading is dearer than one that was found need not be read to the end.
    for (place, prepared) in prepared.enumerated().sorted(by: { $0.element.leastCost < $1.element.leastCost }) {
      guard
        let reader = QuestionReader(prepared, in: conversation, reach: reach, costing: best)
      else { continue }
      best = min(best, reader.cost)
      readers.append((place, reader))
    }
    let cheapest = readers.filter { $0.reader.cost <= best }.sorted { $0.place < $1.place }.map(\.reader)
    // "OEE SMT-2" is as good in any language: it stays in that of the conversation.
    return cheapest.first { $0.grammar.language == conversation.last?.language } ?? cheapest.first
  }
}
