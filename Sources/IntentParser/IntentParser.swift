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
    var interpretation = reading(of: utterance, in: conversation)
    // "Why?" of the orders due on Friday is asked of the same Friday, though a delay looks back.
    if case .understood(var frame) = interpretation.outcome {
      let before = conversation.frame
      let isSame = frame.inherited.contains("period") && frame.period == before?.period
      // "and Saturday?" of orders due tomorrow is the next one, whether or not they are in time.
      let goesOn = frame.intent == before?.intent && frame.periodOf == .due && before?.periodOf == .due
      let isAhead = before?.looksAhead == true && goesOn && !frame.inherited.isEmpty
      frame.looksAhead = isSame || isAhead ? before?.looksAhead : nil
      interpretation.outcome = .understood(frame)
    }
    return interpretation
  }

  private func reading(of utterance: Utterance, in conversation: Conversation) -> Interpretation {
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
    // "would SO-25090 still be late" after a what-if is asked of what was supposed, and not of what is.
    if case .understood(let frame) = outcome, frame.intent != .whatIf, conversation.last?.frame?.intent == .whatIf,
      let cover = reader.readings.first?.cover, case let turn = TurnPieces(cover, reader.grammar),
      turn.supposes || turn.has(.state, "at_risk")
    {
      return interpretation(decision.fitsNothingBefore(cover), cover, reader)
    }
    let pronoun = Pronoun(reader)
    if case .understood(let frame) = outcome, let spoken = pronoun.resolved(frame, in: conversation) {
      let cover = reader.readings.first?.cover
      outcome =
        spoken.map { .understood($0) }
        ?? (pronoun.words.isEmpty ? cover.map(decision.fitsNothingBefore) : nil)
        ?? decision.pointsAtNothing(pronoun.words)
    } else if case .understood(let frame) = outcome, let cover = reader.readings.first?.cover {
      switch Leaning(conversation).outcome(of: frame, cover, reader.grammar) {
      case .alone: break
      case .leans(let frame): outcome = .understood(frame)
      case .fitsNot: outcome = decision.fitsNothingBefore(cover)
      }
    }
    // After a question that was asked back, nothing was spoken of that a turn could lean on.
    if case .understood = outcome, !conversation.turns.isEmpty, conversation.last?.frame == nil,
      let leaning = reader.readings.first?.cover.leaningWords
    {
      outcome = decision.pointsAtNothing(leaning)
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
    let spoken = conversation.last?.language
    let order = prepared.enumerated().sorted { first, second in
      if (first.element.grammar.language == spoken) != (second.element.grammar.language == spoken) {
        return first.element.grammar.language == spoken
      }
      return first.element.leastCost < second.element.leastCost
    }
    for (place, prepared) in order {
      guard
        let reader = QuestionReader(prepared, in: conversation, reach: reach, costing: best)
      else { continue }
      best = min(best, reader.cost)
      readers.append((place, reader))
    }
    let cheapest = readers.filter { $0.reader.cost <= best }.sorted { $0.place < $1.place }.map(\.reader)
    // "OEE SMT-2" is as good in any language: it stays in that of the conversation, and so does a turn that its
    // language explains as cheaply, though it is no question by itself.
    if let own = readers.first(where: { $0.reader.grammar.language == spoken })?.reader, let mine = own.covers.first,
      mine.isExplained, !cheapest.contains(where: { ($0.covers.first?.cost ?? 0) < mine.cost })
    {
      return own
    }
    guard let first = cheapest.first, first.grammar.language != spoken, let base = first.grammar.buildsOn,
      let whole = prepared.first(where: { $0.grammar.language == base }), whole.knowsEveryWord,
      let other = QuestionReader(whole, in: conversation, reach: reach), other.isInItsWords
    else { return cheapest.first }
    return other
  }
}

extension Cover {
  /// The words of a turn that is none without those before it: "only the overdue ones", "was it the material", "reasons?".
  fileprivate var leaningWords: [Int]? {
    let content = pieces.filter { $0.kind != .stop && $0.kind != .polite }
    if let first = content.first, first.kind == .turn, first.label == "only" { return Array(first.start..<first.end) }
    if let pointing = pieces.first(where: { $0.kind == .stop && Pronoun.all.contains($0.label ?? "") }) {
      return Array(pointing.start..<pointing.end)
    }
    guard content.count == 1, let bare = content.first, case .entity = bare.meaning, pieces.count == 1 else {
      return nil
    }
    return Array(bare.start..<bare.end)
  }
}
