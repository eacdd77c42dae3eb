import Answering
import IntentParser
import QueryPlanner

extension AskService {
  /// Questions to ask in place of one whose cut makes no sense: each is read and planned before it is offered.
  func nearestQuestions(
    to error: PlanError, _ utterance: Utterance, _ context: AnswerContext, in snapshot: FactorySnapshot
  ) async throws(ServiceError) -> [Suggestion] {
    var suggestions: [Suggestion] = []
    for cut in snapshot.answerer.nearestCuts(to: error, utterance.text, context: context) {
      guard suggestions.count < 4 else { break }
      // Half of them keep the KPI.
      if cut.metric != error.metric, suggestions.count == 2 { continue }
      let reading = try snapshot.interpretation(
        of: Utterance(cut.question, language: utterance.language), in: Conversation())
      guard case .understood(let frame) = reading.outcome, reading.corrections.isEmpty, frame.intent == .kpi,
        frame.metrics == [cut.metric], frame.by == cut.by, frame.filters == cut.filters,
        case .success = try await plan(for: frame, at: context.now, in: snapshot)
      else { continue }
      suggestions.append(Suggestion(label: cut.question, question: cut.question))
    }
    return suggestions
  }
}

extension PlanError {
  /// The KPI whose cut makes no sense.
  fileprivate var metric: String? {
    if case .senseless(_, .kpi(let name, _, _), _) = self { name } else { nil }
  }
}
