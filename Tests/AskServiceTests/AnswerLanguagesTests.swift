import Answering
import AskService
import Foundation
import IntentParser
import QueryPlanner
import Testing

/// A language that nobody wrote any Swift for: a folder with an `answers.yaml` of a few texts.
@Suite struct AnswerLanguagesTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let now = Instant(seconds: 1_773_819_000)  // 2026-03-18T14:30:00+07:00

  private func kpis() throws -> KpiCatalogue {
    try KpiCatalogue(
      yaml: String(contentsOf: Self.root.appending(path: "kpis.yaml"), encoding: .utf8), file: "kpis.yaml")
  }

  /// Runs with a folder that has the language `toy` beside the repository's own ones.
  private func withToy<Result>(
    _ yaml: String, _ body: (AnswerLanguages) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "toy-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let language = folder.appending(path: "toy")
    try FileManager.default.createDirectory(at: language, withIntermediateDirectories: true)
    try yaml.write(to: language.appending(path: Grammar.answersFile), atomically: true, encoding: .utf8)
    return try body(AnswerLanguages(folders: [folder, Self.root.appending(path: "grammars")], kpis: kpis()))
  }

  /// OEE of a factory with one line, 80.5 % of a target of 75 %, and two questions that have no answer.
  private func answers(_ messages: Messages) throws -> (kpi: Answer, refused: Answer, help: Answer) {
    let catalogue = try kpis()
    var factory = FactoryCatalogue()
    factory.sites = [.init(code: "A", name: "Plant A", region: "", timeZone: "Asia/Ho_Chi_Minh", dayStart: 360)]
    factory.lines = [.init(code: "SMT-1", name: "SMT line 1", site: "A", kind: "SMT")]
    factory.machines = [
      .init(code: "M-1", name: "AOI machine", line: "SMT-1", stage: "AOI", position: 1, microStopLimit: 120)
    ]
    var frame = Frame(intent: .kpi)
    frame.metrics = ["oee"]
    frame.filters = Scope([.line: ["SMT-1"]])
    frame.period = .relative(.day, offset: 0)
    let plan = try Planner(kpis: catalogue, factory: factory).plan(for: frame, at: Self.now, shifts: [])
    let results = plan.statements.map { _ in
      QueryResult(
        table: ResultTable(
          columns: ["oee", "line_code", "kpi", "target"],
          rows: [[.number(0.805), .text("SMT-1"), .text("oee"), .number(0.75)]]), milliseconds: 0)
    }
    let answerer = Answerer(kpis: catalogue, factory: factory)
    let context = AnswerContext(
      messages: messages, now: Self.now, corrections: [Correction(from: "oe", to: "oee")],
      dataWindow: TimeWindow(from: nil, to: nil))
    return (
      answerer.answer(from: plan, results: results, context: context),
      answerer.answer(to: Refusal(cause: .unknownWords, words: ["zork"]), context: context),
      answerer.answer(
        from: QueryPlan(
          reading: Reading(frame: Frame(intent: .help)), statements: [], composition: .help, now: Self.now),
        results: [], context: context)
    )
  }

  static let toy = """
    numbers: {decimal: "·", percent: "{number} cento"}
    this: {day: iju}
    kpi:
      value: "{scope}[ {period}] ka {kpi}: {value}[, {details}]"
      target: "wu {target} {gap}"
    kpis: {oee: {label: Fabo}}
    reading: {correction: "{from} na {to}"}
    outcomes: {unknown_words: "ko {words}"}
    help: {questions: ["fabo {line}?"]}
    """

  @Test func aFolderIsALanguage() throws {
    let (kpi, refused, help) = try withToy(Self.toy) { try answers($0.messages(in: "toy")) }
    // Its own words and conventions; "Wed 18 Mar", "now" and "points above" are what it left to English.
    #expect(
      kpi.headline
        == "SMT line 1 iju (Wed 18 Mar 06:00 – now 14:30) ka fabo: 80·5 cento, wu 75·0 cento 5·5 points above")
    #expect(kpi.language == "toy")
    #expect(kpi.blocks.contains(.note("oe na oee")))
    let text = TextRenderer().render(kpi)
    #expect(text.contains("      Fabo\n") && text.contains("80·5 cento\n") && text.contains("How: oee = "), "\(text)")
    #expect(refused.headline == "ko “zork”")
    #expect(help.suggestions.map(\.question) == ["fabo SMT line 1?"])
    #expect(help.headline == "Ask about KPIs, orders, lines, machines, schedules and delays in plain words.")
  }

  @Test func aLanguageWithoutAFileAnswersInTheFallback() throws {
    let languages = AnswerLanguages(folders: [Self.root.appending(path: "grammars")], kpis: try kpis())
    for language in ["fr", "../en", ".", ""] {
      #expect(try languages.messages(in: language).language == "en", "\(language)")
      #expect(!languages.has(language))
    }
    #expect(try languages.messages(in: "vi").language == "vi")
  }

  @Test func aSlipIsNamedWhenTheLanguageIsNeeded() throws {
    try withToy("kpi: {valeu: x}") { (languages: AnswerLanguages) throws -> Void in
      let error = #expect(throws: ServiceError.self) { try languages.messages(in: "toy") }
      guard case .unreadableGrammar(let detail) = error else { return }
      #expect(detail.hasPrefix("toy/answers.yaml:1:7: unknown key 'valeu'; write one of: value, "))
      #expect(try languages.messages(in: "en").language == "en")
    }
  }

  @Test func aFolderThatOnlyAnswersIsNoGrammar() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "toy-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in [
      ("aa/answers.yaml", "layout: {total: Sum}"), ("bb/answers.yaml", "layout: {total: Sum}"),
      ("bb/words.yaml", "slots: {polite: [zeno]}"),
    ] {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try Grammar.all(in: folder.path).map(\.language) == ["bb"])
  }
}
