import Foundation
import Testing

/// `ask test` on a fixture that holds and on one that does not, with SQL through the database.
struct FixtureCommandTests {
  func run(_ cases: String, sql: String) async throws -> AskProgram.Run {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ask-fixtures-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["kpis.yaml", "grammars", "schema"] {
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: name), withDestinationURL: DemoDatabase.home.appending(path: name))
    }
    try Data(sql.utf8).write(to: folder.appending(path: "orders.sql"))
    let fixture = folder.appending(path: "orders.yaml")
    try Data("now: \"\(DemoDatabase.asOf)\"\ncases:\n\(cases)\n".utf8).write(to: fixture)
    let program = AskProgram(environment: ["ASK_DSN": try await DemoDatabase.dsn(), "ASK_HOME": folder.path])
    return try await program.run("test", fixture.path)
  }

  let right = "select count(*) as orders from production.orders where placed_at <= :as_of and :as_of > '2026-01-01'"

  @Test func passesWhereQuestionsDoAsTheyMust() async throws {
    let run = try await run(
      """
        - ask: [how many late orders are there, "number of late orders"]
          reads: {intent: kpi}
        - ask: what is the oee of the painting robots
          refuses: [painting, robots]
      """, sql: right)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("3 of 3 questions as expected"))
  }

  @Test func failsWithTheReasonWhereTheyDoNot() async throws {
    let run = try await run(
      "  - ask: what is today's OEE on SMT line 1\n    sql: orders.sql", sql: "select 2.0 as oee")
    #expect(run.status == 1)
    #expect(run.output.contains("wrong rows"))
    #expect(run.output.contains("expected  2.0"))
  }

  @Test func namesTheLineOfASlip() async throws {
    let run = try await run("  - asks: oee", sql: right)
    #expect(run.status == 1)
    #expect(run.errors.contains("orders.yaml:3"))
  }
}

/// A grammar that cannot be read ends the command before the first question.
struct UnreadableGrammarTests {
  @Test func isToldOnce() async throws {
    let home = FileManager.default.temporaryDirectory.appending(path: "ask-fixtures-\(UUID().uuidString)")
    let grammar = home.appending(path: "grammars/en")
    try FileManager.default.createDirectory(at: grammar, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: home) }
    for name in ["kpis.yaml", "schema", "fixtures"] {
      try FileManager.default.createSymbolicLink(
        at: home.appending(path: name), withDestinationURL: DemoDatabase.home.appending(path: name))
    }
    try Data("slots: [\n".utf8).write(to: grammar.appending(path: "kpis.yaml"))
    let program = AskProgram(environment: ["ASK_DSN": try await DemoDatabase.dsn(), "ASK_HOME": home.path])
    let run = try await program.run("test")
    #expect(run.status != 0)
    #expect(run.errors.contains("kpis.yaml:"))
    #expect(run.output.isEmpty, "\(run.output.prefix(200))")
  }
}
