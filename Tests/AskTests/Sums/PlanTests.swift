import AskService
import ProductionStore
import QueryPlanner
import Testing

/// How PostgreSQL goes about the questions: a table of events is never read whole.
struct PlanTests {
  static let questions =
    SumsTests.questions + [
      "what is the OEE of SMT line 1 today", "stops by line last month", "micro stops on SMT 1 this year",
      "mttr of SMT 1 last month", "longest stops yesterday", "defects by stage last month", "dpmo by line last month",
      "which machines are down", "what is running on SMT 1", "wip by stage", "backlog by product",
      "queue time by stage",
      "on-time delivery by month this year", "which orders are late",
    ]

  @Test(arguments: [false, true])
  func noEventTableIsReadWhole(withSums: Bool) async throws {
    let database = try await withSums ? SumsFactory.summedToRead.value : SumsFactory.rowsToRead.value
    let service = try await SumsFactory.service(database)
    let asOf = try Instant(rfc3339: SumsFactory.asOf)
    var statements = 0
    for question in Self.questions {
      let explanation = try await service.explanation(of: AskRequest(question: question, asOf: asOf))
      guard case .success(let plan)? = explanation.plan else { continue }
      for statement in plan.statements {
        statements += 1
        let lines = try await service.rows(for: "explain \(statement)").rows.compactMap { row -> String? in
          if case .text(let line)? = row.first { line } else { nil }
        }
        #expect(lines.count > 1)
        for table in ["machine_states", "production_counts", "telemetry", "defects"] {
          #expect(!lines.contains { $0.contains("Seq Scan on \(table)") }, "\(question)")
        }
      }
    }
    #expect(statements > Self.questions.count)
    await service.close()
  }
}
