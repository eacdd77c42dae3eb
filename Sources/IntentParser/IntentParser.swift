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
    if conversation.turns.isEmpty { return interpretation }
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
    } else if !conversation.turns.isEmpty, case .understood(let frame) = outcome,
      let cover = reader.readings.first?.cover
    {
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
