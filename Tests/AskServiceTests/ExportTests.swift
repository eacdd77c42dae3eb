import Answering
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import QueryPlanner
import Testing

@testable import AskService

/// Rows for a spreadsheet over HTTP, over a stub that says how many rows it was asked for.
struct ExportTests {
  private static func ask(_ question: String, accept: String?) async throws -> (type: String, body: String) {
    let surface = HTTPSurface(
      ask: { request throws(ServiceError) in
        var answer = HTTPTests.answer(to: request)
        guard request.question != "unclear" else { return answer }
        let rows: [[Cell]] = (1...(request.limits == .all ? 3 : 2)).map { [.text("row \($0)"), .integer($0)] }
        answer.blocks = [
          .table(
            TableBlock(
              columns: [.init(name: "line", label: "Line", type: .text), .init(name: "n", label: "N", type: .integer)],
              rows: rows, more: request.limits == .all ? 0 : 1))
        ]
        return answer
      }, ready: { () throws(ServiceError) in })
    var headers: HTTPFields = [.contentType: "application/json"]
    if let accept { headers[.accept] = accept }
    let sent = headers
    let application = surface.application(host: "127.0.0.1", port: 0, logger: Logger(label: "test"))
    return try await application.test(.live) { client in
      let response = try await client.execute(
        uri: "/v1/ask", method: .post, headers: sent, body: ByteBuffer(string: #"{"question": "\#(question)"}"#))
      #expect(response.status == .ok)
      return (response.headers[.contentType] ?? "", String(buffer: response.body))
    }
  }

  @Test(arguments: ["text/csv", "text/csv, application/json;q=0.5", "Text/CSV;q=0.9, */*;q=0.1"])
  func acceptingCSVGivesEveryRow(accept: String) async throws {
    let (type, body) = try await Self.ask("lines", accept: accept)
    #expect(type.hasPrefix("text/csv"))
    #expect(body.split(whereSeparator: \.isNewline).dropFirst() == ["row 1,1", "row 2,2", "row 3,3"])
  }

  @Test(arguments: [nil, "*/*", "application/json", "application/json, text/csv;q=0.5", "text/csv;q=0"])
  func anythingElseGivesJSON(accept: String?) async throws {
    let (type, body) = try await Self.ask("lines", accept: accept)
    #expect(type.hasPrefix("application/json"))
    #expect(body.contains(#""more":1"#))
  }

  /// What has no rows is said in JSON, so that nobody takes a sentence for data.
  @Test func anAnswerWithoutATableIsJSONAlways() async throws {
    let (type, body) = try await Self.ask("unclear", accept: "text/csv")
    #expect(type.hasPrefix("application/json"))
    #expect(body.contains(#""headline":"unclear""#))
  }
}
