public import QueryPlanner

/// Answers to questions that the database did not get through in the time that a statement may take.
extension Answerer {
  /// Says what was asked, how long it was given, and what can be asked instead.
  ///
  /// - Parameter seconds: how long it was given.
  public func answer(
    toTimeoutOf plan: QueryPlan, after seconds: Double, suggestions: [Suggestion], context: AnswerContext
  ) -> Answer {
    let format = format(for: plan.reading.frame, context)
    let time = format.number(seconds, unit: .none)
    let headline = context.messages(
      suggestions.isEmpty ? TimeoutMessage.headline : TimeoutMessage.narrower, [.seconds: time])
    var provenance = provenance(context, format)
    // What was given up, for whoever looks into it; no rows came of it.
    provenance.statements = plan.statements.map { statement in
      let (sql, parameters) = statement.rendered
      return Provenance.Statement(sql: sql, parameters: parameters, rows: 0, milliseconds: 0)
    }
    return Answer(
      id: "", status: .unsupported, language: context.messages.language, messages: context.messages,
      headline: headline, reading: plan.reading, provenance: provenance, suggestions: suggestions)
  }
}

extension Messages {
  /// Periods as people say them, of which a shorter one may be asked instead.
  public var shorterPeriods: [String] { all(TimeoutMessage.shorter) }

  /// A question asked of one line.
  public func question(_ question: String, on line: String) -> String {
    self(TimeoutMessage.onLine, [.said: question, .line: line])
  }
}
