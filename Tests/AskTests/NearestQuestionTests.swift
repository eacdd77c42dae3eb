import Answering
import AskService
import Foundation
import Logging
import ProductionStore
import QueryPlanner
import Testing

/// What is offered in place of a cut that makes no sense can be asked.
struct NearestQuestionTests {
  @Test(arguments: [
    ("OEE by customer this week", "en"), ("lead time by reason this month", "en"),
    ("availability of PB-100 today", "en"), ("OEE theo khách hàng tuần này", "vi"), ("run time by reason today", "en"),
  ])
  func areAnswered(_ question: String, _ language: String) async throws {
    let resources = try ResourceLocator(
      settings: Settings(), environment: ["ASK_HOME": DemoDatabase.home.path], program: URL(filePath: "/ask"))
    let dsn = try await DemoDatabase.dsn()
    let now = try Instant(rfc3339: DemoDatabase.asOf)
    let service = AskService(
      store: ProductionStore(configuration: StoreConfiguration(dsn: dsn)), resources: resources,
      settings: Settings(dsn: dsn), logger: Logger(label: "test"), clock: { now })
    let answer = try await service.answer(AskRequest(question: question, asOf: now, language: language))
    #expect(answer.status == .unsupported)
    #expect(answer.suggestions.count >= 2, "\(answer.suggestions)")
    #expect(Set(answer.suggestions.map(\.question)).count == answer.suggestions.count)
    for suggestion in answer.suggestions {
      let other = try await service.answer(AskRequest(question: suggestion.question, asOf: now, language: language))
      #expect(other.status == .answered, "\(suggestion.question): \(other.headline)")
    }
    await service.close()
  }
}
