import Answering
import AskService
import Foundation
import Logging
import ProductionStore
import QueryPlanner
import Testing

/// Answers in the language that was asked for, over the demo factory.
struct AnswerLanguageTests {
  private static func withService<Result>(_ body: (AskService) async throws -> Result) async throws -> Result {
    let resources = try ResourceLocator(
      settings: Settings(), environment: ["ASK_HOME": DemoDatabase.home.path], program: URL(filePath: "/ask"))
    let dsn = try await DemoDatabase.dsn()
    let now = try Instant(rfc3339: DemoDatabase.asOf)
    let service = AskService(
      store: ProductionStore(configuration: StoreConfiguration(dsn: dsn, role: "ask_reader")), resources: resources,
      settings: Settings(dsn: dsn), logger: Logger(label: "test"), clock: { now })
    do {
      let result = try await body(service)
      await service.close()
      return result
    } catch {
      await service.close()
      throw error
    }
  }

  /// What help offers must work, in the language in which it is offered.
  @Test(arguments: [("help", "en"), ("trợ giúp", "vi")]) func whatHelpOffersIsAnswered(
    question: String, language: String
  ) async throws {
    try await Self.withService { service in
      let help = try await service.answer(AskRequest(question: question))
      #expect(help.language == language)
      #expect(help.suggestions.count >= 5)
      for suggestion in help.suggestions {
        let answer = try await service.answer(AskRequest(question: suggestion.question))
        #expect(answer.status == .answered, "\(suggestion.question): \(answer.headline)")
        #expect(answer.language == language, "\(suggestion.question)")
      }
    }
  }

  /// The same question in two languages: other words above the same values.
  @Test(arguments: [
    ("OEE by day this week", "OEE theo ngày tuần này"),
    ("downtime by machine today", "thời gian dừng máy theo máy hôm nay"),
    ("OEE of SMT line 1 today", "OEE của SMT line 1 hôm nay"),
  ]) func valuesAreTheSameInEveryLanguage(english: String, vietnamese: String) async throws {
    try await Self.withService { service in
      let answers = [
        try await service.answer(AskRequest(question: english)),
        try await service.answer(AskRequest(question: vietnamese)),
      ]
      #expect(answers.map(\.language) == ["en", "vi"])
      #expect(answers[0].headline != answers[1].headline)
      let tables = answers.compactMap { answer in
        answer.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }.first
      }
      #expect(tables.count == 2, "\(answers.map(\.headline))")
      guard tables.count == 2 else { return }
      #expect(tables[0].rows == tables[1].rows && !tables[0].rows.isEmpty)
      #expect(tables[0].columns.map(\.name) == tables[1].columns.map(\.name))
      #expect(CSVRenderer().render(answers[0]).hasPrefix(tables[0].columns[0].name))
      #expect(CSVRenderer().render(answers[1]).hasPrefix(tables[1].columns[0].label))
    }
  }
}
