public import Answering
import Foundation
import HTTPTypes
public import Hummingbird
import HummingbirdCore
public import Logging
import QueryPlanner

/// The service over HTTP: `POST /v1/ask`, `GET /healthz`, `GET /readyz`.
public struct HTTPSurface: Sendable {
  private let ask: @Sendable (AskRequest) async throws(ServiceError) -> Answer
  private let readiness: Readiness
  private let conversations: ConversationStore
  private let executors = LoopExecutors()
  private let presence: ClientPresence

  /// `ask` is the service's one function; `ready` throws what stands in the way of answering.
  public init(
    ask: @escaping @Sendable (AskRequest) async throws(ServiceError) -> Answer,
    ready: @escaping @Sendable () async throws(ServiceError) -> Void,
    conversations: ConversationStore = ConversationStore()
  ) {
    presence = ClientPresence(executors)
    self.conversations = conversations
    self.ask = ask
    self.readiness = Readiness(check: ready)
  }

  /// The routes, with every error put into `{code, message, detail, hint}`.
  func router() -> Router<AskContext> {
    let router = Router(context: AskContext.self)
    router.add(middleware: ErrorMiddleware())
    router.post("/v1/ask", use: answer)
    router.get("/healthz") { _, context in Response.json(Self.status("ok"), requestID: context.id) }
    router.get("/readyz") { [readiness] _, context in
      try await readiness.require()
      return Response.json(Self.status("ready"), requestID: context.id)
    }
    refuseMethods(otherThan: [.post], of: "/v1/ask", in: router)
    refuseMethods(otherThan: [.get, .head], of: "/healthz", in: router)
    refuseMethods(otherThan: [.get, .head], of: "/readyz", in: router)
    return router
  }

  private static func status(_ word: String) -> JSONValue { .object([.init("status", .string(word))]) }

  /// The server as a service: it stops taking connections when told to stop and lets running questions end.
  ///
  /// `port` 0 takes a free one, which `onRunning` learns.
  public func application(
    host: String, port: Int, logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    let configuration = HTTP1Channel.Configuration(additionalChannelHandlers: [presence.handler()])
    let server = HTTPServerBuilder { [executors] responder in
      LoopChannel(base: HTTP1Channel(responder: responder, configuration: configuration), executors: executors)
    }
    return Application(
      router: router(), server: server,
      configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "shoptalk"),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) },
      logger: logger)
  }

  /// A client that goes away cancels its question, and with it its SQL.
  @Sendable private func answer(_ request: Request, _ context: AskContext) async throws -> Response {
    try request.requireJSON()
    let stated = request.headers[.contentLength].flatMap { Int($0) } ?? 0
    guard stated <= Request.largestBody else { throw ServiceError.bodyTooLarge(limit: Request.largestBody) }
    var question = try AskBody.request(from: try await request.body.data(upTo: Request.largestBody))
    let wantsCSV = request.prefersCSV
    if wantsCSV { question.limits = .all }
    let asked = question
    return try await presence.whileThere(on: context.channel, isLong: wantsCSV) {
      let answer = try await self.answer(asked)
      if wantsCSV, let rows = CSVRenderer().rows(of: answer) { return Response.csv(rows, requestID: context.id) }
      return Response.json(answer.json, requestID: context.id)
    }
  }

  private func answer(_ question: AskRequest) async throws(ServiceError) -> Answer {
    guard let id = question.conversationID else { return try await ask(question) }
    var question = question
    question.conversation = await conversations.conversation(id)
    var answer = try await ask(question)
    await conversations.add(answer.turn, to: id)
    answer.conversation = id
    return answer
  }

  private func refuseMethods(
    otherThan allowed: [HTTPRequest.Method], of path: RouterPath, in router: Router<AskContext>
  ) {
    let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
    for method in methods where !allowed.contains(method) {
      router.on(path, method: method) { _, _ -> Response in
        throw ServiceError.methodNotAllowed(method.rawValue, allowed: allowed.map(\.rawValue))
      }
    }
  }
}
