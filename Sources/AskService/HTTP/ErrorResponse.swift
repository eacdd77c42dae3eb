import Answering
import HTTPTypes
import Hummingbird

extension ServiceError {
  /// The HTTP status under which the error goes out.
  var status: HTTPResponse.Status {
    switch code {
    case .emptyQuestion, .questionTooLong, .unknownLanguage, .unreadableInstant, .malformedBody, .unknownKeys,
      .wrongType, .missingKey:
      .badRequest
    case .noSuchResource: .notFound
    case .methodNotAllowed: .methodNotAllowed
    case .bodyTooLarge: .contentTooLarge
    case .unsupportedMediaType: .unsupportedMediaType
    case .databaseUnreachable, .noProductionSchema, .contractNotKept, .poolExhausted, .privateCluster:
      .serviceUnavailable
    case .statementTimeout: .gatewayTimeout
    // What nginx calls "client closed request": nobody reads it, the log does.
    case .cancelled: HTTPResponse.Status(code: 499, reasonPhrase: "Client Closed Request")
    case .statementFailed, .unreadableValue, .unreadableGrammar, .unreadableKpis, .importRefused, .resourcesNotFound,
      .unreadableSettings, .unreadableFixture, .unreadableFile, .unexpectedFault:
      .internalServerError
    }
  }

  func response(requestID: String) -> Response {
    var headers = HTTPFields()
    if case .methodNotAllowed(_, let allowed) = self { headers[.allow] = allowed.joined(separator: ", ") }
    if code == .poolExhausted { headers[.retryAfter] = "1" }
    return .json(report.json, status: status, requestID: requestID, headers: headers)
  }
}

extension Response {
  /// A body of JSON, never to be stored by a cache: the same question has another answer a minute later.
  static func json(
    _ value: JSONValue, status: HTTPResponse.Status = .ok, requestID: String, headers: HTTPFields = [:]
  ) -> Response {
    var headers = headers
    headers[.contentType] = "application/json; charset=utf-8"
    headers[.cacheControl] = "no-store"
    headers[.xContentTypeOptions] = "nosniff"
    headers[.requestID] = requestID
    var body = value.utf8()
    body.append(UInt8(ascii: "\n"))
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}

extension Response {
  /// Rows for a spreadsheet, under a name to keep them by.
  static func csv(_ text: String, requestID: String) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = "text/csv; charset=utf-8; header=present"
    headers[.contentDisposition] = "attachment; filename=\"answer.csv\""
    headers[.cacheControl] = "no-store"
    headers[.xContentTypeOptions] = "nosniff"
    headers[.requestID] = requestID
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

extension HTTPField.Name {
  // The name is a literal of token characters, for which the initialiser never gives nil.
  static let requestID = HTTPField.Name("X-Request-Id") ?? .date
}
