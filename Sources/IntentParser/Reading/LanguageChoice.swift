extension IntentParser {
  /// The question as the language reads it that explains it best.
  ///
  /// - Parameter reach: how much dearer than the best reading others may be.
  func reader(
    for utterance: Utterance, in conversation: Conversation = Conversation(), reach: Float = Costs.reach
  ) -> QuestionReader? {
    let spoken = utterance.language.map { [$0] } ?? languages
    let own = grammars.filter { spoken.contains($0.language) }
    var choice = LanguageChoice(
      grammars: own.isEmpty ? grammars : own, tokens: Tokenizer().tokens(in: utterance.text),
      conversation: conversation, reach: reach)
    return choice.reader()
  }
}

/// One question in all languages that it may be in, of which the one is taken that explains it at the lowest cost.
///
/// Most of what a question costs is to read it, so a language is read only as far as it may still be the cheapest.
private struct LanguageChoice {
  let grammars: [CompiledGrammar]
  let tokens: [Token]
  let conversation: Conversation
  let reach: Float
  /// One for each grammar, where it was needed.
  private var prepared: [PreparedTokens?]
  private var readers: [QuestionReader?]

  init(grammars: [CompiledGrammar], tokens: [Token], conversation: Conversation, reach: Float) {
    (self.grammars, self.tokens, self.conversation, self.reach) = (grammars, tokens, conversation, reach)
    prepared = Array(repeating: nil, count: grammars.count)
    readers = Array(repeating: nil, count: grammars.count)
  }

  /// The language of the conversation.
  private var spoken: String? { conversation.last?.language }

  mutating func reader() -> QuestionReader? {
    var open: [(place: Int, leastCost: Float)] = []
    for place in grammars.indices where !isLeftToBase(place) {
      if readers[place] == nil { open.append((place, prepare(place).leastCost)) }
    }
    open.sort { first, second in
      let (isFirst, isSecond) = (grammars[first.place].language == spoken, grammars[second.place].language == spoken)
      return isFirst != isSecond ? isFirst : (first.leastCost, first.place) < (second.leastCost, second.place)
    }
    // A language in which every reading is dearer than one that was found need not be read to the end.
    var best = readers.lazy.compactMap { $0?.cost }.min() ?? .infinity
    for (place, _) in open {
      readers[place] = QuestionReader(prepare(place), in: conversation, reach: reach, costing: best)
      best = min(best, readers[place]?.cost ?? best)
    }
    return cheapest(best)
  }

  private mutating func prepare(_ place: Int) -> PreparedTokens {
    if let known = prepared[place] { return known }
    let tokens = PreparedTokens(tokens, in: grammars[place])
    prepared[place] = tokens
    return tokens
  }

  /// Whether all is said in words of the language that this one builds on. Then it is not for this one to understand: it
  /// has these words too, and does not know what they may not be put together to.
  private mutating func isLeftToBase(_ place: Int) -> Bool {
    guard let base = grammars[place].buildsOn, grammars[place].language != spoken,
      let its = grammars.firstIndex(where: { $0.language == base })
    else { return false }
    if readers[its] == nil, case let words = prepare(its), words.knowsEveryWord {
      readers[its] = QuestionReader(words, in: conversation, reach: reach)
    }
    return readers[its]?.isInItsWords ?? false
  }

  /// - Parameter best: what the cheapest reader costs.
  private func cheapest(_ best: Float) -> QuestionReader? {
    let readers = readers.compactMap(\.self)
    let cheapest = readers.filter { $0.cost <= best }
    // "OEE SMT-2" is as good in any language: it stays in that of the conversation, and so does a turn that its
    // language explains as cheaply, though it is no question by itself.
    if let own = readers.first(where: { $0.grammar.language == spoken }), let mine = own.covers.first,
      mine.isExplained, !cheapest.contains(where: { ($0.covers.first?.cost ?? 0) < mine.cost })
    {
      return own
    }
    return cheapest.first
  }
}
