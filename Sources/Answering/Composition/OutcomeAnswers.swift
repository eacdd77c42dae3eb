public import IntentParser
public import QueryPlanner

/// Answers to questions that have no number: not understood, ambiguous, not answerable.
extension Answerer {
  /// The answer to a question that could not be planned.
  public func answer(to error: PlanError, context: AnswerContext) -> Answer {
    let messages = context.messages
    switch error {
    case .unsupported(let reading, let missing):
      let what = MissingWords(kpis: kpis, messages: messages).text(for: missing)
      return outcome(
        .unsupported, messages(OutcomeMessage.unsupported, [.what: what]), context, reading: reading)
    case .impossibleTime(_, let error):
      let reason = messages.text(for: error)
      return outcome(
        .refused, messages(OutcomeMessage.impossibleTime, [.reason: reason]), context, reading: nil, words: [reason])
    case .senseless(let reading, let why, let instead):
      let reason = MissingWords(kpis: kpis, messages: messages).text(for: why)
      let sentences =
        [messages(OutcomeMessage.senseless, [.reason: reason])]
        + (instead.isEmpty
          ? [] : [messages(OutcomeMessage.instead, [.names: messages.commas(instead.map(messages.dimension))])])
      return outcome(.unsupported, sentences.joined(separator: " "), context, reading: reading)
    }
  }

  /// The answer to a question with several readings.
  public func answer(to ambiguity: Ambiguity, context: AnswerContext) -> Answer {
    let words = ambiguity.words.joined(separator: " ")
    return outcome(
      .clarify, context.messages(OutcomeMessage.whichOne, [.words: words]), context, reading: nil,
      suggestions: ambiguity.choices.map { choice in
        // Readings that differ in nothing that stands in the question are told apart by their kind.
        let intent = choice.frame.intent.rawValue
        let label = choice.label == intent ? context.messages.word(.intents, intent) ?? intent : choice.label
        return Suggestion(label: label, question: choice.question)
      })
  }

  /// The answer to a question that was not understood.
  public func answer(to refusal: Refusal, context: AnswerContext) -> Answer {
    let messages = context.messages
    let words = messages.quoted(refusal.words)
    func say(_ key: OutcomeMessage, _ values: [Place: String]) -> String { messages(key, values) }
    let text: String =
      switch refusal.cause {
      case .unknownWords: say(.unknownWords, [.words: words])
      case .unknownName: say(.unknownName, [.words: words, .nearest: messages.commas(refusal.nearest)])
      case .nothingBefore: say(.nothingBefore, [.words: words])
      case .changesData: say(.changesData, [.words: words])
      case .impossibleTime: say(.impossibleTime, [.reason: words])
      case .tooLong: say(.tooLong, [.number: "\(IntentParser.lengthLimit)"])
      case .nothingAsked: say(.nothingAsked, [.words: words])
      case .onlyTalk: say(.onlyTalk, [:])
      case .doesNotFit: say(.doesNotFit, [.words: words])
      }
    return outcome(
      .refused, text, context, reading: nil, words: refusal.words,
      suggestions: refusal.suggestions.map { Suggestion(label: $0, question: $0) })
  }

  /// How a question is read, without its answer.
  public func answer(readAs reading: Reading, context: AnswerContext) -> Answer {
    outcome(.answered, "", context, reading: reading)
  }

  private func outcome(
    _ status: Answer.Status, _ headline: String, _ context: AnswerContext, reading: Reading?, words: [String] = [],
    suggestions: [Suggestion] = []
  ) -> Answer {
    Answer(
      id: "", status: status, language: context.messages.language, messages: context.messages,
      headline: headline, reading: reading, provenance: provenance(context, format(for: reading?.frame, context)),
      suggestions: suggestions, refusedWords: words)
  }
}

/// Words for what an answer would need.
private struct MissingWords {
  let kpis: KpiCatalogue
  let messages: Messages

  func text(for missing: MissingAnswer) -> String {
    func say(_ key: MissingMessage, _ values: [Place: String] = [:]) -> String { messages(key, values) }
    switch missing {
    case .intent(let intent):
      return MissingMessage(rawValue: intent.rawValue).map { say($0) } ?? say(.intent, [.intent: word(intent)])
    case .share: return say(.share)
    case .targetPerLine: return say(.targetPerLine)
    case .severalGrains: return say(.severalGrains)
    case .statistic(let statistic, let metric):
      let word = messages.word(.statistics, statistic.rawValue) ?? statistic.rawValue
      return say(.statistic, [.statistic: word, .kpi: label(metric)])
    case .hoursWithoutPeriod: return say(.hours)
    case .kpi(let name): return say(.kpi, [.name: name])
    case .anyKpi: return say(.anyKpi)
    case .whatToList: return say(.whatToList)
    case .listByKpi: return say(.listByKpi)
    case .listBy(let entity, let metric):
      let things = messages.word(.entities, entity.rawValue) ?? entity.rawValue
      return say(.listBy, [.things: things, .kpi: label(metric)])
    case .affected: return say(.affected)
    case .scheduleAspect(let aspect): return say(.scheduleAspect, [.aspect: word(aspect)])
    case .part(let key, let intent):
      let aspect = key.split(separator: " ").last.map(String.init).flatMap(Aspect.init)
      return say(
        .part,
        [
          .what: key.hasPrefix("aspect ") ? aspect.map(word) ?? key : messages.word(.keys, key) ?? key,
          .intent: word(intent),
        ])
    }
  }

  func text(for cut: SenselessCut) -> String {
    switch cut {
    case .kpi(let name, let dimension, let measure):
      messages(
        OutcomeMessage.belongsToNo,
        [
          .what: label(name), .dimension: messages.dimension(dimension),
          .name: messages.inSentence(messages.word(.measures, measure) ?? label(measure)),
        ])
    case .shareOfRatio(let name): messages(OutcomeMessage.shareOfRatio, [.kpi: label(name)])
    case .shareInPassing(let name): messages(OutcomeMessage.shareInPassing, [.kpi: label(name)])
    case .entity(let entity, let dimension):
      by(messages.word(.entities, entity.rawValue) ?? entity.rawValue, dimension)
    case .intent(let intent, let dimension): by(word(intent), dimension)
    case .noMachineInAll(let codes):
      messages(OutcomeMessage.noMachineInAll, [.names: codes.joined(separator: " + ")])
    }
  }

  private func by(_ what: String, _ dimension: Dimension) -> String {
    messages(OutcomeMessage.cut, [.what: what, .dimension: messages.dimension(dimension)])
  }
  private func label(_ name: String) -> String {
    kpis[name].map { messages.inSentence(messages.label(of: $0)) } ?? name
  }
  private func word(_ intent: Intent) -> String { messages.word(.intents, intent.rawValue) ?? intent.rawValue }
  private func word(_ aspect: Aspect) -> String { messages.word(.aspects, aspect.rawValue) ?? aspect.rawValue }
}
