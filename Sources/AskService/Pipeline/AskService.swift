public import Answering
public import IntentParser
public import Logging
public import ProductionStore
public import QueryPlanner

/// The one way from a question to its answer. Every surface asks here.
///
///     let answer = try await service.answer(AskRequest(question: "oee by line today"))
public struct AskService: Sendable {
  private let store: ProductionStore
  private let resources: ResourceLocator
  private let snapshots: SnapshotCache
  private let settings: Settings
  private let clock: @Sendable () -> Instant
  private let logger: Logger

  /// Reads nothing yet: grammars, KPIs and the factory's names are read when the first question comes.
  ///
  /// `clock` is asked once a question, and only where neither the request nor the settings say what time it is.
  public init(
    store: ProductionStore, resources: ResourceLocator, settings: Settings, logger: Logger,
    clock: @escaping @Sendable () -> Instant
  ) {
    (self.store, self.resources) = (store, resources)
    self.snapshots = SnapshotCache(store: store, resources: resources, settings: settings)
    (self.settings, self.logger, self.clock) = (settings, logger, clock)
  }

  /// The answer to a question: utterance → interpretation → plan → rows → answer.
  ///
  /// Cancelling the task cancels the SQL on the server.
  /// - Throws: ``ServiceError``. A question that is refused, unclear or unsupported is an answer, not an error.
  public func answer(_ request: AskRequest) async throws(ServiceError) -> Answer {
    let (now, language) = try clockAndLanguage(of: request)
    var times = StageTimes()
    let snapshot = try await snapshots.current()
    times.end(of: "load")

    let interpretation = try snapshot.interpretation(
      of: Utterance(request.question, language: language), in: request.conversation)
    times.end(of: "parse")
    let context = AnswerContext(
      messages: try snapshot.messages(for: interpretation, asked: language), now: now,
      corrections: interpretation.corrections, dataWindow: snapshot.dataWindow,
      previous: request.conversation.turns.compactMap(\.frame))

    var answer: Answer
    switch interpretation.outcome {
    case .notUnderstood(let refusal): answer = snapshot.answerer.answer(to: refusal, context: context)
    case .ambiguous(let ambiguity): answer = snapshot.answerer.answer(to: ambiguity, context: context)
    case .understood(let frame):
      switch try await plan(for: frame, at: now, in: snapshot, limits: request.limits) {
      case .failure(let error):
        answer = snapshot.answerer.answer(to: error, context: context)
        answer.suggestions += try await nearestQuestions(
          to: error, Utterance(request.question, language: interpretation.language), context, in: snapshot)
      case .success(let plan) where request.readsOnly:
        answer = snapshot.answerer.answer(readAs: plan.reading, context: context)
      case .success(let plan):
        times.end(of: "plan")
        switch try await rows(for: plan) {
        case .rows(let results):
          times.end(of: "rows")
          answer = snapshot.answerer.answer(from: plan, results: results, context: context)
        case .tookTooLong(let limit):
          times.end(of: "rows")
          let narrower = NarrowerQuestions(
            text: request.question, frame: frame, period: plan.reading.period?.window,
            conversation: request.conversation, snapshot: snapshot, messages: context.messages, language: language,
            now: now)
          answer = snapshot.answerer.answer(
            toTimeoutOf: plan, after: limit / .seconds(1), suggestions: narrower.suggestions(), context: context)
        }
      }
    }
    times.end(of: "answer")
    answer.id = AnswerID.next()
    answer.turn = Conversation.Turn(of: interpretation, answeredBy: answer)
    times.log(to: logger, status: answer.status.rawValue)
    return answer
  }

  /// How a question is read and planned, without running it.
  public func explanation(of request: AskRequest) async throws(ServiceError) -> QuestionExplanation {
    let (now, language) = try clockAndLanguage(of: request)
    let snapshot = try await snapshots.current()
    let utterance = Utterance(request.question, language: language)
    let interpretation = try snapshot.interpretation(of: utterance, in: request.conversation)
    var explanation = QuestionExplanation(
      trace: snapshot.trace(of: utterance), interpretation: interpretation, timeZone: snapshot.timeZone)
    if case .understood(let frame) = interpretation.outcome {
      explanation.plan = try await plan(for: frame, at: now, in: snapshot)
    }
    return explanation
  }

  /// Which rules of the grammars these questions use.
  public func coverage(of questions: [AskRequest]) async throws(ServiceError) -> GrammarCoverage {
    try await snapshots.current().coverage(of: questions)
  }

  /// Rows of a statement that was written by hand, for fixtures.
  public func rows(for statement: SQLStatement) async throws(ServiceError) -> ResultTable {
    do { return try await store.rows(for: statement) } catch { throw .database(error) }
  }

  /// The part of the shift calendar that touches a window.
  public func shifts(in window: TimeWindow) async throws(ServiceError) -> [ShiftInstance] {
    try await FactoryReading.shifts(in: window, from: store)
  }

  /// Throws what stands in the way of answering: the database, its contract, the grammars.
  public func requireReady() async throws(ServiceError) {
    let findings = try await contractFindings()
    guard findings.isEmpty else {
      let first = findings.first.map { [$0.table, $0.message].compactMap(\.self).joined(separator: ": ") } ?? ""
      throw .contractNotKept(detail: "\(findings.count) differences, the first: \(first)")
    }
    try await snapshots.current().requireAnswers()
  }

  /// Where the database differs from the contract of `schema/production.sql`; nothing where it is kept.
  public func contractFindings() async throws(ServiceError) -> [ContractFinding] {
    let contract = Contract(schema: try resources.schemaText("production.sql"))
    do { return try await store.contractFindings(contract) } catch { throw .database(error) }
  }

  /// How far the sums of hours, days and months reach; nil where there are none.
  public func sumsState() async throws(ServiceError) -> SumsState? {
    do { return try await store.sumsState() } catch { throw .database(error) }
  }

  /// What the service knows of the factory; read on first use.
  public func factory() async throws(ServiceError) -> FactorySnapshot { try await snapshots.current() }

  /// Forgets what was read, so that the next question sees new machines, products and grammars.
  public func refresh() async { await snapshots.forget() }

  public func close() async { await store.close() }

  private func clockAndLanguage(of request: AskRequest) throws(ServiceError) -> (Instant, String?) {
    guard request.question.contains(where: { !$0.isWhitespace }) else { throw .emptyQuestion }
    // To count characters takes much longer than to count bytes, of which there are never fewer.
    guard
      request.question.utf8.count <= AskRequest.longestQuestion
        || request.question.count <= AskRequest.longestQuestion
    else {
      throw .questionTooLong(limit: AskRequest.longestQuestion)
    }
    let language = request.language ?? settings.language
    if let asOf = request.asOf { return (asOf, language) }
    if let asOf = settings.asOf { return (try Instant(rfc3339: asOf), language) }
    return (clock(), language)
  }

  func plan(
    for frame: Frame, at now: Instant, in snapshot: FactorySnapshot, limits: RowLimits = .shown
  ) async throws(ServiceError) -> Result<QueryPlan, PlanError> {
    let shifts: [ShiftInstance]
    if let window = snapshot.planner.shiftsNeeded(for: frame, at: now) {
      shifts = try await self.shifts(in: window)
    } else {
      shifts = []
    }
    var planner = snapshot.planner
    planner.limits = limits
    do {
      return .success(try planner.plan(for: frame, at: now, shifts: shifts, dataWindow: snapshot.dataWindow))
    } catch {
      return .failure(error)
    }
  }

  private enum Rows {
    case rows([QueryResult])
    /// The server stopped after this.
    case tookTooLong(Duration)
  }

  private func rows(for plan: QueryPlan) async throws(ServiceError) -> Rows {
    guard !plan.statements.isEmpty else { return .rows([]) }
    do {
      return .rows(
        try await store.rows(for: plan.statements).map {
          QueryResult(table: $0.table, milliseconds: $0.milliseconds)
        })
    } catch .timeout(.statement(let limit)) {
      return .tookTooLong(limit)
    } catch {
      throw .database(error)
    }
  }
}

/// Names answers in logs and links; says nothing of time or content.
private enum AnswerID {
  static func next() -> String {
    let random = UInt64.random(in: .min ... .max)
    let digits = String(random, radix: 36)
    return "a" + String(repeating: "0", count: max(0, 13 - digits.count)) + digits
  }
}
