import Foundation
import Testing

private let sodaLine =
  DemoDatabase.home.appending(path: "../shared/data/downtime_soda_line.csv").standardizedFileURL
private let sodaLineIsThere = FileManager.default.fileExists(atPath: sodaLine.path)

/// A bottling line's 38 batches, imported and asked about; every figure is taken from the file itself here, row by
/// row, and the three largest and the sum are those that were published with it.
@Suite(.enabled(if: sodaLineIsThere, "SKIPPED: ../shared/data/downtime_soda_line.csv is not there"))
struct SodaLineTests {
  struct Batch {
    var number: String
    var minutes, minimum: Int
    var factors: [Int]
  }

  static func batches() throws -> [Batch] {
    try String(contentsOf: sodaLine, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map { line in
      let field = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Batch(
        number: field[0], minutes: try #require(Int(field[4])), minimum: try #require(Int(field[5])),
        factors: try field[6...].map { try #require(Int($0)) })
    }
  }

  static let program = Task {
    let program = AskProgram(environment: [
      "ASK_DSN": try await DemoDatabase.emptyDatabase(named: "soda_line"), "ASK_HOME": DemoDatabase.home.path,
      "ASK_AS_OF": "2024-09-10T12:00:00Z",
    ])
    let mapping = DemoDatabase.home.appending(path: "examples/mappings/downtime_by_factor.yaml").path
    let run = try await program.run("import", sodaLine.path, "--mapping", mapping)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("38 rows read: 38 orders"), "\(run.output)")
    #expect(!run.output.contains("line "), "nothing is left out: \(run.output)")
    return program
  }

  /// Rows of the first table, and its total.
  func table(of question: String) async throws -> (rows: [[Any]], total: [Any]) {
    let run = try await Self.program.value.run("--format", "json", question)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(json["status"] as? String == "answered", "\(question): \(json["headline"] ?? "")")
    let block = (json["blocks"] as? [[String: Any]])?.first
    return (block?["rows"] as? [[Any]] ?? [], block?["total"] as? [Any] ?? [])
  }

  @Test func theFileAddsUp() throws {
    let batches = try Self.batches()
    #expect(batches.count == 38)
    for batch in batches { #expect(batch.factors.reduce(0, +) == batch.minutes - batch.minimum, "\(batch.number)") }
  }

  @Test(arguments: ["downtime by reason", "how much downtime per reason"])
  func hasThePublishedPareto(_ question: String) async throws {
    let table = try await table(of: question)
    let minutes = table.rows.map { ($0[1] as? Double ?? -1) / 60 }
    #expect(Array(minutes.prefix(3)) == [332, 254, 225])
    #expect(
      table.rows.prefix(3).map { $0[0] as? String } == ["Machine adjustment", "Machine failure", "Inventory shortage"])
    #expect(table.total.last as? Double == 83_280.0)
    #expect(minutes.reduce(0, +) == 1388)
  }

  @Test func stopsOfEachBatchAreActualLessMinimum() async throws {
    let table = try await table(of: "downtime by order")
    let stops = Dictionary(table.rows.map { ($0[0] as? String ?? "", $0[1] as? Double ?? -1) }) { $0 + $1 }
    for batch in try Self.batches() {
      // A batch without a stop has no row.
      let expected: Double? = batch.minutes == batch.minimum ? nil : Double(batch.minutes - batch.minimum) * 60
      #expect(stops["Batch \(batch.number)"] == expected, "\(batch.number)")
    }
    #expect(table.total.last as? Double == 83_280.0)
  }

  /// Without its stops every batch takes its minimum, which is the ideal cycle time.
  @Test func runsAtTheIdealCycleTime() async throws {
    #expect(try await table(of: "performance").rows.first?.first as? Double == 1)
    #expect(try await table(of: "output").rows.first?.first as? Int == 38)
    #expect(try await table(of: "run time").rows.first?.first as? Double == Double(38 * 60 + 5 * 38) * 60)
  }
}
