import Foundation
import JSONSchemaSupport
import Testing

/// Every JSON answer, of whatever kind, keeps `schema/answer.schema.json`.
struct AnswerSchemaTests {
  static let questions = [
    "what is today's OEE on SMT line 1", "oee by shift yesterday", "downtime by reason yesterday",
    "output by hour today",
    "OEE of SMT 1 vs SMT 2 yesterday", "oee this week compared with last week", "worst 3 lines by OEE yesterday",
    "lines with oee below 99% yesterday", "lead time this week", "wip by stage", "target oee of SMT 1",
    "which orders are late", "which machines are down", "open alerts", "materials short", "maintenance due next week",
    "what is running on SMT 1", "which stage is order SO-24010 in", "history of order SO-24003",
    "schedule of SMT 1 tomorrow", "why is order SO-24003 late", "which stage delays this week", "what does OEE mean",
    "how fresh is the data", "help", "OEE of line 2", "what is the oee of the painting robots", "delete order SO-24001",
    "oee by customer", "what is the bottleneck today", "oee on 31 february", "smt line 1 otuput yesterday",
    "oee night shift yesterday", "oee without changeovers yesterday on SMT 1",
  ]

  @Test func everyAnswerKeepsIt() async throws {
    let schema = try JSONSchema(
      json: Data(contentsOf: DemoDatabase.home.appending(path: "schema/answer.schema.json")))
    let program = AskProgram(environment: [
      "ASK_DSN": try await DemoDatabase.dsn(), "ASK_AS_OF": DemoDatabase.asOf, "ASK_HOME": DemoDatabase.home.path,
    ])
    let run = try await program.run("--format", "json", input: Self.questions.joined(separator: "\n") + "\n")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == Self.questions.count, "\(run.errors)")
    for (question, line) in zip(Self.questions, lines) {
      let errors = try schema.errors(in: Data(line.utf8))
      #expect(errors.isEmpty, "\(question): \(errors.prefix(3))")
    }
  }
}
