import Foundation
import ProductionStore
import Testing

/// The built program from end to end on a small demo factory.
struct CommandLineTests {
  let question = "what is today's OEE on SMT line 1"

  func program(_ more: [String: String] = [:]) async throws -> AskProgram {
    let settings = [
      "ASK_DSN": try await DemoDatabase.dsn(), "ASK_AS_OF": DemoDatabase.asOf, "ASK_HOME": DemoDatabase.home.path,
    ]
    return AskProgram(environment: settings.merging(more) { _, mine in mine })
  }

  @Test func answersAQuestionInPlainText() async throws {
    let run = try await program().run(question)
    #expect(run.status == 0)
    #expect(run.output.contains("OEE"))
    #expect(!run.output.contains("\u{1B}"))
    #expect(run.errors.isEmpty)
  }

  @Test func takesTheWordsOfAQuestionUnquoted() async throws {
    let run = try await program().run("what", "is", "today's", "OEE", "on", "SMT", "line", "1")
    #expect(run.status == 0)
  }

  @Test(arguments: ["json", "markdown", "csv"]) func writesOtherForms(_ format: String) async throws {
    let run = try await program().run("--format", format, question)
    #expect(run.status == 0)
    switch format {
    case "json":
      let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      #expect(json?["status"] as? String == "answered")
      #expect(run.output.split(separator: "\n").count == 1)
    case "csv": #expect(run.output.lowercased().contains("oee"))
    default: #expect(run.output.contains("OEE"))
    }
  }

  @Test(arguments: ["what is the oee of the painting robots", "delete order SO-24017"])
  func refusesWithTheWordsAndExitCode3(_ question: String) async throws {
    let run = try await program().run(question)
    #expect(run.status == 3)
    #expect(run.output.contains(question.hasPrefix("delete") ? "delete" : "painting"))
  }

  @Test func answersEachLineOfABatch() async throws {
    let lines = [question, "", "what is the oee of the painting robots", question].joined(separator: "\n")
    let run = try await program().run("--format", "json", input: lines)
    let statuses = try run.output.split(separator: "\n").map { line in
      (try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["status"] as? String
    }
    #expect(statuses == ["answered", "refused", "answered"])
    #expect(run.status == 3)
  }

  @Test func keepsTheConversationOfAChat() async throws {
    let run = try await program().run("--format", "json", "--chat", input: "\(question)\nand SMT line 2?\n")
    let second = run.output.split(separator: "\n").last ?? ""
    #expect(second.contains("\"line\":[\"SMT-2\"]"))
    #expect(second.contains("\"metrics\":[\"oee\"]"))
  }

  @Test func isUsageWhereAFlagIsWrong() async throws {
    #expect(try await program().run("--format", "xml", question).status == 2)
    #expect(try await program().run("--as-of", "today", question).status == 2)
    #expect(try await program().run("serve", "--port", "many").status == 2)
  }

  @Test func isADatabaseErrorWhereThereIsNone() async throws {
    let run = try await program(["ASK_DSN": "host=/nowhere"]).run(question)
    #expect(run.status == 4)
    #expect(run.errors.hasPrefix("ASK300"))
  }

  @Test func aFlagWinsOverTheEnvironment() async throws {
    let dsn = try await DemoDatabase.dsn()
    #expect(try await program(["ASK_DSN": "host=/nowhere"]).run("--dsn", dsn, question).status == 0)
  }

  @Test func readsTimes() async throws {
    let run = try await program(["ASK_DSN": "host=/nowhere"]).run("time", "last 3 days", "--json")
    #expect(run.status == 0)
    #expect(run.output.contains("\"from\":\"2026-03-15T00:00:00+07:00\",\"to\":\"2026-03-18T00:00:00+07:00\""))
  }

  @Test func readsTimesInProductionDaysOfASite() async throws {
    let run = try await program().run("time", "yesterday", "--site", "HANOI", "--json")
    #expect(run.output.contains("\"from\":\"2026-03-17T06:00:00+07:00\",\"to\":\"2026-03-18T06:00:00+07:00\""))
  }

  @Test func explainsWithoutRunning() async throws {
    let run = try await program().run("explain", question)
    #expect(run.status == 0)
    #expect(run.output.contains("\"metrics\""))
    #expect(run.output.contains("$1"))
  }

  @Test func theSameQuestionHasTheSameBytes() async throws {
    let first = try await program().run("--format", "csv", question)
    let second = try await program().run("--format", "csv", question)
    #expect(first.output == second.output)
  }
}
