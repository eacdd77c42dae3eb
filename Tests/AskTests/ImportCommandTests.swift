import Foundation
import Testing

/// `ask import` into an empty database: the schema comes with it, twice is once, and a failure leaves nothing.
struct ImportCommandTests {
  let header = """
    Case ID,Activity,Resource,Start Timestamp,Complete Timestamp,Span,Work Order Qty,Part Desc.,Worker ID,\
    Report Type,Qty Completed,Qty Rejected,Qty for MRB,Rework
    """
  let row =
    "Case 7,Milling,Machine 1 - Milling,2012-01-30 06:00:00,2012-01-30 07:30:00,001:30,10,Cable Head,ID1,D,9,1,0,"

  func run(_ csv: String, database: String) async throws -> [AskProgram.Run] {
    let file = FileManager.default.temporaryDirectory.appending(path: "ask-import-\(UUID().uuidString).csv")
    try Data(csv.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let mapping = DemoDatabase.home.appending(path: "examples/mappings/machine_shop_log.yaml").path
    let program = AskProgram(environment: [
      "ASK_DSN": try await DemoDatabase.emptyDatabase(named: database), "ASK_HOME": DemoDatabase.home.path,
      "ASK_AS_OF": "2012-02-01T00:00:00Z",
    ])
    return [
      try await program.run("import", file.path, "--mapping", mapping),
      try await program.run("import", file.path, "--mapping", mapping),
      try await program.run("how many orders are there"),
    ]
  }

  @Test func importsOnceAndAnswers() async throws {
    let runs = try await run([header, row, ""].joined(separator: "\n"), database: "shop")
    #expect(runs.map(\.status) == [0, 0, 0], "\(runs.map(\.errors))")
    #expect(runs[0].output.contains("1 rows read: 1 orders"))
    #expect(runs[1].output.contains("nothing was changed"))
    #expect(runs[2].output.contains("1"))
  }

  @Test func leavesNothingBehindWhereItFails() async throws {
    let runs = try await run("a,b\n1,2\n", database: "broken")
    #expect(runs.map(\.status) == [4, 4, 4])
    #expect(runs[0].errors.hasPrefix("ASK308"))
    #expect(runs[2].errors.hasPrefix("ASK301"))
  }
}
