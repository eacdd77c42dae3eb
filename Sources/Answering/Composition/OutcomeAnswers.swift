public import IntentParser
public import QueryPlanner

/// Answers to questions that have no number: not understood, ambiguous, not answerable.
extension Answerer {
  /// The answer to a question that could not be planned.
  public func answer(to error: PlanError, context: AnswerContext) -> Answer {
    switch error {
    case .unsupported(let reading, let missing):
      return outcome(
        .unsupported, "I understand the question, but I cannot answer it yet: \(Self.wording[missing] ?? missing).",
        context, reading: reading)
    case .impossibleTime(let frame, let detail):
      return outcome(
        .refused, "I cannot work with that time: \(detail).", context, reading: nil,
        words: frame.sources.filter { $0.key == "period" }.map { _ in detail }.isEmpty ? [detail] : [detail])
    case .senseless(let reading, let why, let instead):
      let offer = instead.isEmpty ? "" : " It can be asked by \(instead.joined(separator: ", "))."
      return outcome(.unsupported, "That makes no sense in these data: \(why).\(offer)", context, reading: reading)
    }
  }

  /// The answer to a question with several readings.
  public func answer(to ambiguity: Ambiguity, context: AnswerContext) -> Answer {
    let words =
      ambiguity.words.isEmpty ? "" : " “\(ambiguity.words.joined(separator: " "))” can mean more than one thing."
    return outcome(
      .clarify, "Which one do you mean?\(words)", context, reading: nil,
      suggestions: ambiguity.choices.map { Suggestion(label: $0.label, question: $0.question) })
  }

  /// The answer to a question that was not understood.
  public func answer(to refusal: Refusal, context: AnswerContext) -> Answer {
    let words = refusal.words.map { "“\($0)”" }.joined(separator: ", ")
    let text: String =
      switch refusal.cause {
      case .unknownWords: "I do not know what \(words) means here, so I would rather not guess."
      case .unknownName:
        "There is no \(words) in this factory."
          + (refusal.nearest.isEmpty ? "" : " The nearest names are \(refusal.nearest.joined(separator: ", ")).")
      case .nothingBefore: "I do not know what \(words) points at; name it, please."
      case .changesData: "I only read data and cannot change them (\(words))."
      case .impossibleTime: "I cannot work with that time: \(words)."
      case .nothingAsked:
        refusal.words.isEmpty ? "I found no question in that." : "I found no question in that (\(words))."
      case .doesNotFit: "I understand the words but not the question: \(words) do not fit together."
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
      id: "", status: status, language: context.language, headline: headline, reading: reading,
      provenance: provenance(context, format(for: reading?.frame, context)), suggestions: suggestions,
      refusedWords: words)
  }

  /// What is missing, in words.
  private static let wording = [
    "bottleneck": "bottlenecks by active periods are not computed yet",
    "loss": "the loss waterfall and what changed a KPI are not computed yet",
    "trace": "tracing defects back is not computed yet", "forecast": "forecasts are not computed yet",
    "what_if": "what-if simulations are not computed yet", "health": "machine health is not computed yet",
    "watch": "watches are not kept yet", "report": "scheduled reports are not sent yet",
    "share": "shares of a whole are not computed yet", "hours": "hours without a period",
  ]
}
