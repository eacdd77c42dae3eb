import Foundation
import Testing

private let eventLog =
  DemoDatabase.home.appending(path: "../shared/data/production_event_log.csv").standardizedFileURL
private let eventLogIsThere = FileManager.default.fileExists(atPath: eventLog.path)

/// The event log of a real machine shop, imported and asked about; every figure is taken from the file itself here,
/// row by row, without anything of the import.
@Suite(.enabled(if: eventLogIsThere, "SKIPPED: ../shared/data/production_event_log.csv is not there"))
struct EventLogTests {
  static let file = eventLog

  struct Row {
    var order, activity, resource, kind: String
    var start, end: Date
    var rejected: Int
  }

  /// The file has neither quotes nor commas within its fields.
  static func rows() throws -> [Row] {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = .gmt
    format.dateFormat = "yyyy-MM-dd HH:mm:ss"
    return try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map { line in
      let field = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Row(
        order: field[0], activity: field[1], resource: field[2], kind: field[9],
        start: try #require(format.date(from: field[3])), end: try #require(format.date(from: field[4])),
        rejected: try #require(Int(field[11])))
    }
  }

  static let program = Task {
    let program = AskProgram(environment: [
      "ASK_DSN": try await DemoDatabase.emptyDatabase(named: "machine_shop"), "ASK_HOME": DemoDatabase.home.path,
      "ASK_AS_OF": "2012-04-02T12:00:00Z",
    ])
    let mapping = DemoDatabase.home.appending(path: "examples/mappings/machine_shop_log.yaml").path
    let run = try await program.run("import", file.path, "--mapping", mapping)
    #expect(run.status == 0, "\(run.errors)")
    return program
  }

  /// Headline and rows of the first table.
  func answer(to question: String) async throws -> (headline: String, rows: [[Any]]) {
    let run = try await Self.program.value.run("--format", "json", question)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(json["status"] as? String == "answered", "\(question): \(json["headline"] ?? "")")
    let blocks = json["blocks"] as? [[String: Any]] ?? []
    return (json["headline"] as? String ?? "", blocks.first?["rows"] as? [[Any]] ?? [])
  }

  @Test func countsTheOrders() async throws {
    let orders = Set(try Self.rows().map(\.order)).count
    let rows = try await answer(to: "how many orders are there").rows
    #expect(rows.first?.first as? Int == orders)
  }

  @Test func knowsWhereAnOrderWasLast() async throws {
    let last = try #require(try Self.rows().filter { $0.order == "Case 1" }.max { $0.end < $1.end })
    let answer = try await answer(to: "which stage was order Case 1 last in")
    #expect(answer.headline.contains("its last stage was \(last.activity)"))
    let history = try await self.answer(to: "history of order Case 1").rows
    #expect(history.count > 5)
  }

  @Test func takesTheMedianLeadTime() async throws {
    let times = Dictionary(grouping: try Self.rows(), by: \.order).values.map { rows in
      (rows.map(\.end).max() ?? .distantPast).timeIntervalSince(rows.map(\.start).min() ?? .distantPast)
    }.sorted()
    let middle = times.count / 2
    let median = times.count.isMultiple(of: 2) ? (times[middle - 1] + times[middle]) / 2 : times[middle]
    let rows = try await answer(to: "median lead time").rows
    #expect(rows.first?.first as? Double == median)
  }

  @Test func findsTheMachineWithMostBreakdownTime() async throws {
    var seconds: [String: Double] = [:]
    for row in try Self.rows() where row.kind == "B" {
      seconds[row.resource, default: 0] += row.end.timeIntervalSince(row.start)
    }
    let most = try #require(seconds.max { $0.value < $1.value })
    let rows = try await answer(to: "which machine had the most breakdown time").rows
    #expect(rows.first?.first as? String == most.key)
    #expect(rows.first?[1] as? Double == most.value)
  }

  @Test func addsUpRejectedUnitsByMachine() async throws {
    var rejected: [String: Int] = [:]
    for row in try Self.rows() { rejected[row.resource, default: 0] += row.rejected }
    let rows = try await answer(to: "rejected units by machine").rows
    #expect(Set(rows.compactMap { $0.first as? String }) == Set(rejected.keys))
    for row in rows { #expect(row[1] as? Int == rejected[row[0] as? String ?? ""], "\(row[0])") }
  }

  @Test func saysWhatItCannotCompute() async throws {
    #expect(try await answer(to: "OEE by machine").headline.contains("no planned time"))
  }
}
