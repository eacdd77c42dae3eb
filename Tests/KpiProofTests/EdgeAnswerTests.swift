import Answering
import AskService
import Foundation
import IntentParser
import ProductionStore
import QueryPlanner
import Testing

/// What the answers say at the edges: why there is no value, what is odd about one, which machine stood for a line.
@Suite struct EdgeAnswerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var what: String
    var metric: String
    var line: String
    var period: TimeExpression
    var by: [Grouping] = []
    /// Texts that must stand in headline, notes or warnings, by language.
    var says: [String: [String]]
    var testDescription: String { what }
  }

  static let cases: [Case] = [
    Case(
      what: "a value ahead", metric: "scrap", line: "CUT", period: .relative(.day, offset: 1),
      says: ["en": ["the period lies in the future"], "vi": ["ở tương lai"]]),
    Case(
      what: "groups ahead", metric: "downtime", line: "CUT", period: .relative(.week, offset: 1),
      by: [.dimension(.machine)], says: ["en": ["the period lies in the future"], "vi": ["ở tương lai"]]),
    Case(
      what: "no planned time", metric: "oee", line: "REST", period: EdgeTests.day(3, 18),
      says: ["en": ["no planned time"]]),
    Case(
      what: "no ideal cycle time", metric: "oee", line: "BLANK", period: EdgeTests.day(3, 18),
      says: [
        "en": ["no ideal cycle time is known", "no ideal cycle time of it"],
        "vi": ["chưa biết thời gian chu kỳ lý tưởng"],
      ]),
    Case(
      what: "performance above 1", metric: "performance", line: "CUT",
      period: EdgeTests.hours(ClockTime(7), ClockTime(8)), says: ["en": ["183.3 %", "above 100 %"], "vi": ["183,3"]]),
    Case(
      what: "an OEE above 1", metric: "oee", line: "CUT", period: EdgeTests.hours(ClockTime(7), ClockTime(8)),
      says: ["en": ["166.7 %", "above 100 %"]]),
    Case(
      what: "which machines stood for a line", metric: "availability", line: "PAIR", period: EdgeTests.day(3, 18),
      says: ["en": ["constraint machine (PAIR-A, PAIR-B)", "largest ideal cycle time"], "vi": ["(PAIR-A, PAIR-B)"]]),
    Case(
      what: "which machine stood for a line in a part of the day", metric: "availability", line: "PAIR",
      period: EdgeTests.hours(ClockTime(6), ClockTime(8)), says: ["en": ["constraint machine (PAIR-B)"]]),
  ]

  @Test(arguments: cases) func saysWhy(_ edge: Case) async throws {
    let factory = try await EdgeFactory.made.value
    var frame = Frame(intent: .kpi)
    frame.metrics = [edge.metric]
    frame.filters[.line] = [edge.line]
    frame.period = edge.period
    frame.by = edge.by
    let plan = try await factory.plan(frame, at: EdgeTests.afternoon)
    let results = try await factory.store.rows(for: plan.statements).map {
      QueryResult(table: $0.table, milliseconds: 0)
    }
    let kpis = try ProofDatabase.kpis.get()
    let languages = AnswerLanguages(folders: [ProofDatabase.root.appending(path: "grammars")], kpis: kpis)
    for (language, texts) in edge.says {
      let answer = Answerer(kpis: kpis, factory: factory.planner.factory).answer(
        from: plan, results: results,
        context: AnswerContext(
          messages: try languages.messages(in: language), now: EdgeTests.afternoon, corrections: [],
          dataWindow: TimeWindow(from: nil, to: nil)))
      let notes = answer.blocks.compactMap { if case .note(let text) = $0 { text } else { nil } }
      let said = ([answer.headline] + notes + answer.warnings).joined(separator: "\n")
      for text in texts { #expect(said.contains(text), "\(language): \(said)") }
    }
  }
}
