public import IntentParser
public import QueryPlanner

/// How a question is read and planned; nothing of it was run.
public struct QuestionExplanation: Sendable {
  /// Which rule took which words.
  public var trace: String
  public var interpretation: Interpretation
  /// Nil where the question was not understood.
  public var plan: Result<QueryPlan, PlanError>?
  public var timeZone: String
}
