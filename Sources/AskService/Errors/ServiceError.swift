public import ProductionStore

/// Why a question, or a command, did not come to an answer.
///
/// A question that is refused, unclear or unsupported is not among them: those are answers. The wording is in
/// ``ErrorReport``.
public enum ServiceError: Error, Sendable, Hashable {
  case emptyQuestion
  case questionTooLong(limit: Int)
  case unknownLanguage(String, known: [String])
  case unreadableInstant(String)

  case unreadableGrammar(detail: String)
  case unreadableKpis(detail: String)

  case database(DatabaseError)
  case noProductionSchema(privateCluster: Bool)
  case contractNotKept(detail: String)

  case malformedBody(detail: String)
  case unknownKeys([String], known: [String])
  case wrongType(key: String, expected: String)
  case missingKey(String)
  case noSuchResource(String)
  case methodNotAllowed(String, allowed: [String])
  case bodyTooLarge(limit: Int)
  case unsupportedMediaType(String)
  case resourcesNotFound(looked: [String])
  case unreadableSettings(file: String, detail: String)
  case unreadableFixture(file: String, line: Int, detail: String)
  case unreadableFile(String, detail: String)
  case unexpectedFault
  case cancelled

  public var code: ErrorCode {
    switch self {
    case .emptyQuestion: .emptyQuestion
    case .questionTooLong: .questionTooLong
    case .unknownLanguage: .unknownLanguage
    case .unreadableInstant: .unreadableInstant
    case .unreadableGrammar: .unreadableGrammar
    case .unreadableKpis: .unreadableKpis
    case .database(let error): error.code
    case .noProductionSchema: .noProductionSchema
    case .contractNotKept: .contractNotKept
    case .malformedBody: .malformedBody
    case .unknownKeys: .unknownKeys
    case .wrongType: .wrongType
    case .missingKey: .missingKey
    case .noSuchResource: .noSuchResource
    case .methodNotAllowed: .methodNotAllowed
    case .bodyTooLarge: .bodyTooLarge
    case .unsupportedMediaType: .unsupportedMediaType
    case .resourcesNotFound: .resourcesNotFound
    case .unreadableSettings: .unreadableSettings
    case .unreadableFixture: .unreadableFixture
    case .unreadableFile: .unreadableFile
    case .unexpectedFault: .unexpectedFault
    case .cancelled: .cancelled
    }
  }
}

extension DatabaseError {
  fileprivate var code: ErrorCode {
    switch self {
    case .connection, .closed: .databaseUnreachable
    case .sql: .statementFailed
    case .timeout: .statementTimeout
    case .poolExhausted: .poolExhausted
    case .decoding: .unreadableValue
    case .cluster: .privateCluster
    case .importing: .importRefused
    case .cancelled: .cancelled
    }
  }
}

extension ServiceError: CustomStringConvertible, CustomDebugStringConvertible {
  /// Carries no data of the factory or the question: it may reach a log.
  public var description: String { "\(code.rawValue) \(report.message)" }

  public var debugDescription: String {
    [code.rawValue, report.message, report.detail, report.hint].compactMap { $0 }.joined(separator: " · ")
  }
}
