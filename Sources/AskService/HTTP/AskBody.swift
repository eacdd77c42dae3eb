import Foundation
import QueryPlanner

/// The body of `POST /v1/ask`.
///
/// It is read strictly: a key that is not known or a value of another type is an error that names it, since a
/// client that misspells `as_of` would get a right answer to another question.
enum AskBody {
  static let keys = ["question", "as_of", "language", "conversation"]

  static func request(from data: Data) throws(ServiceError) -> AskRequest {
    let object: [String: Any]
    do {
      guard let read = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
        throw ServiceError.malformedBody(detail: "It is JSON, but not an object.")
      }
      object = read
    } catch let error as ServiceError {
      throw error
    } catch {
      throw .malformedBody(detail: "It is not JSON.")
    }
    let unknown = object.keys.filter { !keys.contains($0) }.sorted()
    guard unknown.isEmpty else { throw .unknownKeys(unknown, known: keys) }
    guard let question = try text("question", in: object) else { throw .missingKey("question") }
    var asOf: Instant?
    if let text = try text("as_of", in: object) { asOf = try Instant(rfc3339: text) }
    var request = AskRequest(question: question, asOf: asOf, language: try text("language", in: object))
    if let id = try text("conversation", in: object) { request.conversationID = try conversation(id) }
    return request
  }

  /// `new` starts a conversation under a name that nobody can guess; any other name is the client's own.
  private static func conversation(_ id: String) throws(ServiceError) -> String {
    if id == "new" { return UUID().uuidString.lowercased() }
    let isName = id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    guard isName, (1...64).contains(id.count) else {
      throw .wrongType(key: "conversation", expected: "\"new\", or 1 to 64 letters, digits, - and _")
    }
    return id
  }

  /// A JSON null counts as absent.
  private static func text(_ key: String, in object: [String: Any]) throws(ServiceError) -> String? {
    switch object[key] {
    case nil, is NSNull: return nil
    case let text as String: return text
    default: throw .wrongType(key: key, expected: "a string")
    }
  }
}
