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
  /// Words of the language in which is answered.
  public var messages: Messages
  public var now: Instant
  public var corrections: [Correction]
  /// First and last event in the data.
  public var dataWindow: TimeWindow
  /// What earlier turns of the conversation were read as, oldest first.
  public var previous: [Frame]
  public init(
    messages: Messages, now: Instant, corrections: [Correction], dataWindow: TimeWindow, previous: [Frame] = []
  ) {
    (self.messages, self.now, self.corrections, self.dataWindow) = (messages, now, corrections, dataWindow)
    self.previous = previous
  }
}

/// Results to answers; pure.
public struct Answerer: Sendable {
  public let kpis: KpiCatalogue
  public let factory: FactoryCatalogue
  public init(kpis: KpiCatalogue, factory: FactoryCatalogue) { (self.kpis, self.factory) = (kpis, factory) }

  /// The answer to a question that was read and planned; `results` are those of the plan's statements, in order.
  public func answer(from plan: QueryPlan, results: [QueryResult], context: AnswerContext) -> Answer {
    let format = format(for: plan.reading.frame, context)
    let content = content(of: plan, results, context, format)
    let statements = zip(plan.statements, results).map { statement, result in
      let (sql, parameters) = statement.rendered
      return Provenance.Statement(
        sql: sql, parameters: parameters, rows: result.table.rows.count, milliseconds: result.milliseconds)
    }
    var provenance = provenance(context, format)
    provenance.statements = statements
    provenance.definitions = definitions(of: plan, context)
    var warnings = content.warnings
    if let warning = coverage(of: plan, context, format) { warnings.append(warning) }
    let note = ReadingNote(kpis: kpis, factory: factory, format: format)
    let notes = note.notes(plan.reading, corrections: context.corrections, previous: context.previous)
    return Answer(
      id: "", status: content.unknownNames.isEmpty ? .answered : .refused, language: context.messages.language,
      messages: context.messages, headline: content.headline, reading: plan.reading, blocks: notes + content.blocks,
      provenance: provenance,
      suggestions: content.suggestions, warnings: warnings, refusedWords: content.unknownNames)
  }

  private func content(
    of plan: QueryPlan, _ results: [QueryResult], _ context: AnswerContext, _ format: ValueFormat
  ) -> Content {
    switch plan.composition {
    case .kpi(let composition):
      KpiAnswer(
        plan: plan, composition: composition, results: results, factory: factory, format: format
      ).content()
    case .list(let composition):
      ListAnswer(plan: plan, composition: composition, results: results, factory: factory, format: format).content()
    case .orderStatus(let composition):
      OrderStatusAnswer(plan: plan, composition: composition, results: results, format: format).content()
    case .equipmentStatus(let composition):
      EquipmentStatusAnswer(
        plan: plan, composition: composition, results: results, factory: factory, format: format
      ).content()
    case .schedule(let composition):
      ScheduleAnswer(plan: plan, composition: composition, results: results, factory: factory, format: format)
        .content()
    case .delays(let composition):
      DelayAnswer(plan: plan, composition: composition, results: results, factory: factory, format: format).content()
    case .define(let terms): DefinitionAnswer(kpis: kpis, format: format).content(of: terms)
    case .help: HelpAnswer(factory: factory, kpis: kpis, messages: context.messages).content()
    case .freshness: FreshnessAnswer(now: plan.now, results: results, format: format).content()
    }
  }

  func format(for frame: Frame?, _ context: AnswerContext) -> ValueFormat {
    let lines = frame?.filters[.line] ?? []
    let site =
      lines.first.flatMap { code in factory.lines.first { $0.code == code }?.site } ?? frame?.filters[.site].first
    let zone = (factory.sites.first { $0.code == site } ?? factory.sites.first)?.timeZone ?? "UTC"
    return ValueFormat(messages: context.messages, clock: SiteClock(timeZone: zone), now: context.now)
  }

  func provenance(_ context: AnswerContext, _ format: ValueFormat) -> Provenance {
    Provenance(
      asOf: context.now, timeZone: format.clock.timeZone, dataFrom: context.dataWindow.from,
      dataTo: context.dataWindow.to, corrections: context.corrections)
  }

  private func definitions(of plan: QueryPlan, _ context: AnswerContext) -> [Provenance.Definition] {
    guard case .kpi(let composition) = plan.composition else { return [] }
    return composition.metrics.map {
      .init(name: $0.name, formula: $0.formulaText, text: context.messages.text(of: $0))
    }
  }

  /// A window that begins before the data is answered for what is covered, and the answer says from when.
  private func coverage(of plan: QueryPlan, _ context: AnswerContext, _ format: ValueFormat) -> String? {
    guard let first = context.dataWindow.from, let window = plan.reading.period?.window else { return nil }
    func say(_ key: CoverageMessage, _ instant: Instant) -> String {
      context.messages(key, [.time: format.instant(instant)])
    }
    if let to = window.to, to <= first { return say(.beforeTheData, first) }
    if let last = context.dataWindow.to {
      if plan.reading.defaulted.contains("period"), plan.reading.frame.period == nil {
        return say(.allOfThem, last)
      }
      if let from = window.from, from > last, from < context.now { return say(.afterTheData, last) }
    }
    guard let from = window.from, from < first else { return nil }
    return say(.onlyFrom, first)
  }
}

/// What a composition puts into an answer.
struct Content {
  var headline: String
  var blocks: [Block] = []
  /// Names that were asked for and that the data do not have; the question is then refused.
  var unknownNames: [String] = []
  var warnings: [String] = []
  var suggestions: [Suggestion] = []
}
