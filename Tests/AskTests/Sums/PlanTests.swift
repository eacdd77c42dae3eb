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

  /// What is asked of a few lines over a day, and whether its plan is kept: all that are kept read events by index
  /// whatever is bound to them.
  static let kept = [
    ("what is the OEE of SMT line 1 today", true), ("OEE of SMT line 1 yesterday", true),
    ("downtime by reason on SMT line 2 today", true), ("stops on SMT line 1 today", true),
    ("availability, performance and quality of TEST 1 yesterday", true), ("output by hour on SMT line 1 today", true),
    ("defects by stage on SMT line 1 today", true), ("scrap rate by product on SMT 1 yesterday", true),
    ("OEE of SMT line 1 last month", false), ("on-time delivery of SMT line 1 today", false),
    ("wip of SMT line 1 today", false), ("which orders are late", false),
  ]

  @Test(arguments: [false, true])
  func keptPlansReadNoEventTableWhole(withSums: Bool) async throws {
    let template = try await withSums ? SumsFactory.summed.value : SumsFactory.rows.value
    let database = "kept_plans_\(withSums)"
    let owner = try await SumsFactory.owner(database, from: template)
    let service = try await SumsFactory.service(database)
    let asOf = try Instant(rfc3339: SumsFactory.asOf)
    try await owner.execute(script: "set plan_cache_mode = force_generic_plan; set search_path = production, public")
    var number = 0
    for (question, isKept) in Self.kept {
      let explanation = try await service.explanation(of: AskRequest(question: question, asOf: asOf))
      let plan = try #require(try explanation.plan?.get(), "\(question)")
      #expect(plan.statements.allSatisfy(\.keepsPlan) == isKept, "\(question)")
      for statement in plan.statements where statement.keepsPlan {
        number += 1
        // A kept plan does not know the bindings: nulls do as well.
        let nulls = statement.bindings.map { _ in "null" }.joined(separator: ", ")
        try await owner.execute(script: "prepare p\(number) as \(statement.text)")
        let lines = try await owner.rows(for: SQLStatement(unsafeSQL: "explain execute p\(number)(\(nulls))")).rows
        #expect(lines.count > 1)
        for table in ["machine_states", "production_counts", "telemetry", "defects"] {
          #expect(!lines.contains { "\($0)".contains("Seq Scan on \(table)") }, "\(question)")
        }
      }
    }
    #expect(number > 8)
    await service.close()
    await owner.close()
  }
}
