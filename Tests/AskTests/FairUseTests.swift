import Answering
import Foundation
import Logging
import ProductionStore
import QueryPlanner
import Synchronization
import Testing

@testable import AskService

/// Long answers, slow ones and those that nobody waits for any more, over a demo factory of three days.
struct FairUseTests {
  static func service(
    timeout: Duration = .seconds(10), named name: String = "fair", lockable: Bool = false
  ) async throws -> AskService {
    let dsn = lockable ? try await DemoDatabase.lockable().reader : try await DemoDatabase.dsn()
    let settings = Settings(dsn: dsn, asOf: DemoDatabase.asOf)
    let asOf = try Instant(rfc3339: DemoDatabase.asOf)
    return AskService(
      store: ProductionStore(
        configuration: StoreConfiguration(
          dsn: dsn + " application_name=\(name)", statementTimeout: timeout)),
      resources: try ResourceLocator(
        settings: settings, environment: ["ASK_HOME": DemoDatabase.home.path], program: URL(filePath: "/ask")),
      settings: settings, logger: Logger(label: "test"), clock: { asOf })
  }

  private static func number(_ statement: SQLStatement, _ service: AskService) async throws -> Int {
    guard case .integer(let number)? = try await service.rows(for: statement).rows.first?.first else { return -1 }
    return Int(number)
  }

  /// Orders due in the production days of March, by hand.
  private static let orders: SQLStatement = """
    select count(*) from production.orders
    where due_at >= '2026-03-01T06:00+07:00' and due_at < '2026-04-01T06:00+07:00'
    """
  private static let question = "list the orders due in March"

  // Long answers ------------------------------------------------------------------------------------

  @Test func whatAListLeavesOutIsCountedOnEverySurface() async throws {
    let service = try await Self.service()
    let total = try await Self.number(Self.orders, service)
    #expect(total > 50)
    let answer = try await service.answer(AskRequest(question: Self.question))
    let table = try #require(answer.firstTable)
    #expect(table.rows.count == 50)
    #expect(table.more == total - 50)
    let words = "and \(total - 50) more"
    #expect(TextRenderer(width: 200).render(answer).contains(words))
    #expect(MarkdownRenderer().render(answer).contains(words))
    let json = answer.json.text()
    #expect(json.contains(#""more":\#(total - 50)"#))
    await service.close()
  }

  @Test func aScheduleCountsWhatItDidNotRead() async throws {
    let service = try await Self.service()
    var shown = AskRequest(question: "schedule this week")
    let few = try #require(try await service.answer(shown).firstTable)
    shown.limits = .all
    let all = try #require(try await service.answer(shown).firstTable)
    #expect(all.more == 0)
    #expect(few.rows.count + few.more == all.rows.count)
    #expect(few.rows.count == 60)
    await service.close()
  }

  @Test func csvHasEveryRow() async throws {
    let service = try await Self.service()
    let total = try await Self.number(Self.orders, service)
    let program = AskProgram(environment: [
      "ASK_DSN": try await DemoDatabase.dsn(), "ASK_AS_OF": DemoDatabase.asOf, "ASK_HOME": DemoDatabase.home.path,
    ])
    let run = try await program.run("--format", "csv", Self.question)
    #expect(run.status == 0, "\(run.errors)")
    // A header and a row an order; names of this factory hold no line breaks.
    #expect(run.output.split(whereSeparator: \.isNewline).count == total + 1)
    await service.close()
  }

  // Slow answers ------------------------------------------------------------------------------------

  /// Keeps every statement on the states waiting, as one that takes too long would.
  private static func whileLocked(_ work: () async throws -> Void) async throws {
    let owner = try await AdministrativeConnection.open(dsn: try await DemoDatabase.lockable().owner)
    try await owner.execute(script: "begin; lock table production.machine_states in access exclusive mode")
    do { try await work() } catch {
      await owner.close()
      throw error
    }
    try await owner.execute(script: "rollback")
    await owner.close()
  }

  @Test(
    .serialized,
    arguments: [
      ("downtime by reason this week", "en", "downtime by reason yesterday"),
      ("oee by line", "en", "oee by line on SMT line 1"),
      ("thời gian dừng máy theo nguyên nhân tuần này", "vi", "thời gian dừng máy theo nguyên nhân hôm qua"),
    ])
  func aTimeoutIsAnAnswerWithQuestionsThatWork(_ question: String, _ language: String, _ offered: String) async throws {
    let service = try await Self.service(timeout: .milliseconds(300), lockable: true)
    _ = try await service.factory()
    let slow = Mutex<Answer?>(nil)
    try await Self.whileLocked {
      let answer = try await service.answer(AskRequest(question: question, language: language))
      slow.withLock { $0 = answer }
    }
    let answer = try #require(slow.withLock { $0 })
    #expect(answer.status == .unsupported)
    #expect(answer.firstTable == nil)
    #expect(answer.headline.contains("0.3") || answer.headline.contains("0,3"))
    let questions = answer.suggestions.map(\.question)
    #expect(questions.contains(offered), "\(questions)")
    let patient = try await Self.service(lockable: true)
    for question in questions {
      let next = try await patient.answer(AskRequest(question: question, language: language))
      #expect(next.status == .answered, "\(question)")
    }
    await patient.close()
    await service.close()
  }

  // Nobody waits ------------------------------------------------------------------------------------

  @Test func aCancelledQuestionStopsOnTheServer() async throws {
    let service = try await Self.service(named: "leaving", lockable: true)
    _ = try await service.factory()
    let waiting: SQLStatement =
      "select count(*) from pg_stat_activity where application_name = 'leaving' and wait_event_type = 'Lock'"
    try await Self.whileLocked {
      let owner = try await AdministrativeConnection.open(dsn: try await DemoDatabase.lockable().owner)
      let question = Task { try await service.answer(AskRequest(question: "downtime on SMT line 2 today")) }
      while try await owner.rows(for: waiting).rows == [[.integer(0)]] { try await Task.sleep(for: .milliseconds(5)) }
      question.cancel()
      await #expect(throws: ServiceError.self) { try await question.value }
      #expect(try await owner.rows(for: waiting).rows == [[.integer(0)]])
      await owner.close()
    }
    await service.close()
  }
}

extension Answer {
  fileprivate var firstTable: TableBlock? {
    for case .table(let table) in blocks { return table }
    return nil
  }
}
