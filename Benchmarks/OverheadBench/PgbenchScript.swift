import AskService
import Foundation
import QueryPlanner

/// A question's statements as a script of pgbench, in one pipeline, with their bindings as its variables.
struct PgbenchScript {
  let question: String
  let asOf: String

  /// Writes `script.sql`, `variables` (one `name=value` a line), `dsn`, and in `plans` the service's `plan_cache_mode`.
  func write(to folder: String) async throws {
    let (service, dsn) = try OverheadBench.service()
    let explanation = try await service.explanation(
      of: AskRequest(question: question, asOf: try Instant(rfc3339: asOf)))
    guard case .success(let plan)? = explanation.plan else {
      FileHandle.standardError.write(Data("no plan: \(question)\n".utf8))
      exit(1)
    }
    var script = ["\\startpipeline"]
    var variables: [String] = []
    for (number, statement) in plan.statements.enumerated() {
      let (text, bindings) = statement.rendered
      // pgbench replaces :p0_1, and leaves the casts that follow alone.
      script.append(text.replacing(/\$(\d+)::/) { ":p\(number)_\($0.output.1)::" } + ";")
      variables += bindings.enumerated().map { "p\(number)_\($0.offset + 1)=\(literal($0.element))" }
    }
    script.append("\\endpipeline")
    try write(script, "script.sql", folder)
    try write(variables, "variables", folder)
    try write([dsn], "dsn", folder)
    try write([plan.statements.allSatisfy(\.keepsPlan) ? "force_generic_plan" : "auto"], "plans", folder)
    await service.close()
  }

  private func write(_ lines: [String], _ name: String, _ folder: String) throws {
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: folder).appending(path: name))
  }

  private func literal(_ value: SQLValue) -> String {
    switch value {
    case .null: ""
    case .integer(let value): String(value)
    case .number(let value): String(value)
    case .text(let value): value
    case .bool(let value): String(value)
    case .instant(let value): instant(value)
    case .texts(let values): "{" + values.map { "\"\($0)\"" }.joined(separator: ",") + "}"
    case .integers(let values): "{" + values.map(String.init).joined(separator: ",") + "}"
    case .instants(let values): "{" + values.map { "\"\(instant($0))\"" }.joined(separator: ",") + "}"
    }
  }

  private func instant(_ instant: Instant) -> String {
    Date(timeIntervalSince1970: Double(instant.microseconds) / 1e6).formatted(
      .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .colon))
  }
}
