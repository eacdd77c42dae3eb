public import IntentParser
public import QueryPlanner

/// One statement's result and how long it took.
public struct QueryResult: Sendable {
  public var table: ResultTable
  public var milliseconds: Double
  public init(table: ResultTable, milliseconds: Double) { (self.table, self.milliseconds) = (table, milliseconds) }
}

/// What an answer needs to know besides the plan and its results.
public struct AnswerContext: Sendable {
  public var language: String
  public var now: Instant
  public var corrections: [Correction]
  /// First and last event in the data.
  public var dataWindow: TimeWindow
  public init(language: String, now: Instant, corrections: [Correction], dataWindow: TimeWindow) {
    (self.language, self.now, self.corrections, self.dataWindow) = (language, now, corrections, dataWindow)
  }
}

/// Results to answers; pure.
public struct Answerer: Sendable {
  public let kpis: KpiCatalogue
  public let factory: FactoryCatalogue
  public init(kpis: KpiCatalogue, factory: FactoryCatalogue) { (self.kpis, self.factory) = (kpis, factory) }

  /// The answer to a question that was read and planned; `results` are those of the plan's statements, in order.
  public func answer(from plan: QueryPlan, results: [QueryResult], context: AnswerContext) -> Answer {
    Answer(
      id: "", status: .answered, language: context.language, headline: "", reading: plan.reading,
      provenance: Provenance(asOf: context.now, timeZone: ""))
  }

  /// The answer to a question that could not be planned.
  public func answer(to error: PlanError, context: AnswerContext) -> Answer {
    Answer(
      id: "", status: .unsupported, language: context.language, headline: "",
      provenance: Provenance(asOf: context.now, timeZone: ""))
  }

  /// The answer to a question with several readings.
  public func answer(to ambiguity: Ambiguity, context: AnswerContext) -> Answer {
    Answer(
      id: "", status: .clarify, language: context.language, headline: "",
      provenance: Provenance(asOf: context.now, timeZone: ""))
  }

  /// The answer to a question that was not understood.
  public func answer(to refusal: Refusal, context: AnswerContext) -> Answer {
    Answer(
      id: "", status: .refused, language: context.language, headline: "", provenance: Provenance(asOf: context.now, timeZone: ""),
      refusedWords: refusal.words)
  }
}
