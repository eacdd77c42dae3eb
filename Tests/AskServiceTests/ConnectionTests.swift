import Answering
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import QueryPlanner
import Testing

@testable import AskService

/// What becomes of connections: kept for the next question, and noticed when their client leaves.
struct ConnectionTests {
  @Test func aConnectionIsKeptForTheNextQuestion() async throws {
    try await HTTPTests.application().test(.live) { client in
      let connection = try #require(PlainConnection(port: client.port ?? 0))
      defer { connection.close() }
      for question in ["first", "second", "third"] {
        connection.ask(#"{"question": "\#(question)"}"#)
        let response = try #require(await connection.response())
        #expect(response.hasPrefix("HTTP/1.1 200"))
        #expect(response.contains(#""headline":"\#(question)""#))
      }
      // An error keeps it as well.
      connection.ask("{}")
      #expect(try #require(await connection.response()).hasPrefix("HTTP/1.1 400"))
      connection.ask(#"{"question": "last"}"#, headers: "Connection: close\r\n")
      #expect(try #require(await connection.response()).hasPrefix("HTTP/1.1 200"))
      #expect(await connection.response() == nil)
    }
  }

  /// For every thread that has to be woken for a question its client waits; but an export would keep others waiting.
  @Test func aQuestionStaysOnTheLoopOfItsConnection() async throws {
    let surface = HTTPSurface(
      ask: { request throws(ServiceError) in
        await Task.yield()
        let isOnLoop = withUnsafeCurrentTask { $0?.unownedTaskExecutor != nil }
        return HTTPTests.answer(to: AskRequest(question: isOnLoop ? "on a loop" : "elsewhere"))
      }, ready: { () throws(ServiceError) in })
    let application = surface.application(host: "127.0.0.1", port: 0, logger: Logger(label: "test"))
    try await application.test(.live) { client in
      let connection = try #require(PlainConnection(port: client.port ?? 0))
      defer { connection.close() }
      connection.ask(#"{"question": "where"}"#)
      #expect(try #require(await connection.response()).contains(#""headline":"on a loop""#))
      connection.ask(#"{"question": "where"}"#, headers: "Accept: text/csv\r\n")
      #expect(try #require(await connection.response()).contains(#""headline":"elsewhere""#))
    }
  }

  @Test func aClientThatLeavesCancelsItsQuestionAndNoOther() async throws {
    let events = AsyncStream<String>.makeStream()
    let surface = HTTPSurface(
      ask: { request throws(ServiceError) in
        events.continuation.yield("asked \(request.question)")
        if request.question == "long" {
          do { try await Task.sleep(for: .seconds(60)) } catch {
            events.continuation.yield("cancelled long")
            throw .cancelled
          }
        }
        return HTTPTests.answer(to: request)
      }, ready: { () throws(ServiceError) in })
    let application = surface.application(host: "127.0.0.1", port: 0, logger: Logger(label: "test"))
    try await application.test(.live) { client in
      var iterator = events.stream.makeAsyncIterator()
      let staying = try #require(PlainConnection(port: client.port ?? 0))
      let leaving = try #require(PlainConnection(port: client.port ?? 0))
      leaving.ask(#"{"question": "long"}"#)
      #expect(await iterator.next() == "asked long")
      staying.ask(#"{"question": "short"}"#)
      #expect(await iterator.next() == "asked short")
      #expect(try #require(await staying.response()).hasPrefix("HTTP/1.1 200"))
      leaving.close()
      #expect(await iterator.next() == "cancelled long")
      staying.ask(#"{"question": "again"}"#)
      #expect(try #require(await staying.response()).hasPrefix("HTTP/1.1 200"))
      staying.close()
    }
  }
}
