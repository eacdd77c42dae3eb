import Answering
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IntentParser
import Logging
import ProductionStore
import QueryPlanner
import Testing

@testable import AskService

/// The HTTP surface over a stub of the service that says what it was asked.
struct HTTPTests {
  static func answer(to request: AskRequest) -> Answer {
    Answer(
      id: "a1", status: .answered, language: request.language ?? "en", headline: request.question,
      provenance: Provenance(asOf: request.asOf ?? Instant(seconds: 0), timeZone: "UTC"))
  }

  static func application(
    ready: @escaping @Sendable () async throws(ServiceError) -> Void = {}
  ) -> some ApplicationProtocol {
    let surface = HTTPSurface(
      ask: { request throws(ServiceError) in
        if request.question.isEmpty { throw .emptyQuestion }
        return answer(to: request)
      }, ready: ready)
    return surface.application(host: "127.0.0.1", port: 0, logger: Logger(label: "test"))
  }

  /// The service remembers what was said under a name; the stub says how many turns came before.
  @Test func aConversationIsRememberedByItsName() async throws {
    let conversations = ConversationStore()
    func turns(_ body: String) async throws -> (turns: String?, name: String?) {
      let surface = HTTPSurface(
        ask: { request throws(ServiceError) in
          var answer = Self.answer(to: request)
          answer.headline = "\(request.conversation.turns.count)"
          answer.turn = Conversation.Turn(frame: Frame(intent: .help), language: "en")
          return answer
        }, ready: { () throws(ServiceError) in }, conversations: conversations)
      let application = surface.application(host: "127.0.0.1", port: 0, logger: Logger(label: "test"))
      return try await application.test(.live) { client in
        let response = try await client.execute(
          uri: "/v1/ask", method: .post, headers: [.contentType: "application/json"], body: ByteBuffer(string: body))
        let json = try JSONSerialization.jsonObject(with: Data(String(buffer: response.body).utf8)) as? [String: Any]
        return (json?["headline"] as? String, json?["conversation"] as? String)
      }
    }
    #expect(try await turns(#"{"question": "a", "conversation": "desk-1"}"#) == ("0", "desk-1"))
    #expect(try await turns(#"{"question": "b", "conversation": "desk-1"}"#) == ("1", "desk-1"))
    #expect(try await turns(#"{"question": "c", "conversation": "desk-2"}"#) == ("0", "desk-2"))
    #expect(try await turns(#"{"question": "d"}"#) == ("0", nil))
    let name = try #require(try await turns(#"{"question": "e", "conversation": "new"}"#).name)
    #expect(try await turns(#"{"question": "f", "conversation": "\#(name)"}"#).turns == "1")
  }

  @Test(arguments: ["", "a b", "../x", String(repeating: "x", count: 65)])
  func aNameOfAConversationThatIsNoneIsRefused(name: String) async throws {
    let seen = try await Self.ask(#"{"question": "oee", "conversation": "\#(name)"}"#)
    #expect(seen.status == 400)
    #expect(try seen.json()["code"] as? String == "ASK402")
  }

  /// What a client sees of a response.
  struct Seen: Sendable {
    var status: Int
    var body: Data
    var headers: HTTPFields

    func json() throws -> [String: Any] { try JSONSerialization.jsonObject(with: body) as? [String: Any] ?? [:] }
  }

  static func ask(
    _ body: String, type: String? = "application/json", method: HTTPRequest.Method = .post, uri: String = "/v1/ask"
  ) async throws -> Seen {
    var headers = HTTPFields()
    if let type { headers[.contentType] = type }
    let sent = headers
    return try await application().test(.live) { client in
      let response = try await client.execute(
        uri: uri, method: method, headers: sent, body: ByteBuffer(string: body))
      return Seen(
        status: response.status.code, body: Data(String(buffer: response.body).utf8), headers: response.headers)
    }
  }

  @Test func answersAQuestionAtItsClock() async throws {
    let seen = try await Self.ask(
      #"{"question": "oee on SMT line 1", "as_of": "2026-03-18T14:30:00+07:00", "language": "en"}"#)
    let json = try seen.json()
    #expect(seen.status == 200)
    #expect(json["headline"] as? String == "oee on SMT line 1")
    let provenance = json["provenance"] as? [String: Any]
    #expect((provenance?["as_of"] as? String)?.hasPrefix("2026-03-18T07:30:00") == true)
    #expect(seen.headers[.contentType]?.hasPrefix("application/json") == true)
    #expect(seen.headers[.requestID] != nil)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var body: String
    var type: String? = "application/json"
    var status: Int
    var code: String
    var names: String
    var testDescription: String { "\(code) \(names)" }
  }

  static let refusals = [
    Refusal(body: "{", status: 400, code: "ASK400", names: "JSON"),
    Refusal(body: "[]", status: 400, code: "ASK400", names: "object"),
    Refusal(body: #"{"question": "a", "asof": "b", "q": 1}"#, status: 400, code: "ASK401", names: "asof, q"),
    Refusal(body: #"{"question": 7}"#, status: 400, code: "ASK402", names: "question"),
    Refusal(body: #"{"question": "a", "language": ["en"]}"#, status: 400, code: "ASK402", names: "language"),
    Refusal(body: "{}", status: 400, code: "ASK403", names: "question"),
    Refusal(body: #"{"question": null}"#, status: 400, code: "ASK403", names: "question"),
    Refusal(body: #"{"question": ""}"#, status: 400, code: "ASK100", names: ""),
    Refusal(body: #"{"question": "a", "as_of": "today"}"#, status: 400, code: "ASK103", names: "today"),
    Refusal(body: #"{"question": "a", "as_of": "2026-03-18T14:30:00"}"#, status: 400, code: "ASK103", names: "14:30"),
    Refusal(body: "question=a", type: "application/x-www-form-urlencoded", status: 415, code: "ASK415", names: "form"),
    Refusal(
      body: #"{"question": ""# + String(repeating: "a", count: 16 * 1024) + #""}"#, status: 413, code: "ASK413",
      names: "16384"),
  ]

  @Test(arguments: refusals) func refusesABadRequestAndSaysWhy(_ refusal: Refusal) async throws {
    let seen = try await Self.ask(refusal.body, type: refusal.type)
    let json = try seen.json()
    #expect(seen.status == refusal.status)
    #expect(json["code"] as? String == refusal.code)
    #expect(Set(json.keys) == ["code", "message", "detail", "hint"])
    if !refusal.names.isEmpty { #expect((json["detail"] as? String ?? "").contains(refusal.names)) }
  }

  @Test func namesTheMethodsOfAnAddress() async throws {
    let seen = try await Self.ask("", method: .get)
    let json = try seen.json()
    #expect(seen.status == 405)
    #expect(json["code"] as? String == "ASK405")
    #expect(seen.headers[.allow] == "POST")
  }

  @Test func knowsNoOtherAddress() async throws {
    let seen = try await Self.ask("{}", uri: "/v2/ask")
    let json = try seen.json()
    #expect(seen.status == 404)
    #expect(json["code"] as? String == "ASK404")
  }

  @Test func isAliveWithoutADatabaseAndReadyOnlyWithOne() async throws {
    let application = Self.application(ready: { () throws(ServiceError) in
      throw .database(.connection(message: "no server"))
    })
    try await application.test(.live) { client in
      let health = try await client.execute(uri: "/healthz", method: .get)
      #expect(health.status == .ok)
      let ready = try await client.execute(uri: "/readyz", method: .get)
      #expect(ready.status == .serviceUnavailable)
      #expect(String(buffer: ready.body).contains("ASK300"))
    }
  }

  @Test func asksTheDatabaseAboutReadinessOnceInAWhile() async throws {
    let counter = Counter()
    let readiness = Readiness(lifetime: .seconds(60)) { () throws(ServiceError) in await counter.count() }
    for _ in 0..<5 { try await readiness.require() }
    #expect(await counter.value == 1)
  }
}

private actor Counter {
  var value = 0
  func count() { value += 1 }
}
