/// The codes under which the service reports what went wrong.
///
/// A code is a public contract: it keeps its meaning, and a code that is retired is not used again. The first digit
/// says whose matter it is: 1 the question, 2 the rules it is read and planned by, 3 the database, 4 the service.
/// `docs/errors.md` lists them.
public enum ErrorCode: String, Sendable, Hashable, CaseIterable {
  case emptyQuestion = "ASK100"
  case questionTooLong = "ASK101"
  case unknownLanguage = "ASK102"
  case unreadableInstant = "ASK103"

  case unreadableGrammar = "ASK200"
  case unreadableKpis = "ASK201"

  case databaseUnreachable = "ASK300"
  case noProductionSchema = "ASK301"
  case contractNotKept = "ASK302"
  case statementFailed = "ASK303"
  case statementTimeout = "ASK304"
  case poolExhausted = "ASK305"
  case privateCluster = "ASK306"
  case unreadableValue = "ASK307"
  case importRefused = "ASK308"

  case malformedBody = "ASK400"
  case unknownKeys = "ASK401"
  case wrongType = "ASK402"
  case missingKey = "ASK403"
  case noSuchResource = "ASK404"
  case methodNotAllowed = "ASK405"
  case bodyTooLarge = "ASK413"
  case unsupportedMediaType = "ASK415"
  case resourcesNotFound = "ASK420"
  case unreadableSettings = "ASK421"
  case unreadableFixture = "ASK422"
  case unreadableFile = "ASK423"
  case unexpectedFault = "ASK490"
  case cancelled = "ASK499"
}

extension ErrorCode {
  /// Whose matter it is.
  public enum Area: Sendable, Hashable { case question, rules, database, service }

  public var area: Area {
    switch rawValue.dropFirst(3).first {
    case "1": .question
    case "2": .rules
    case "3": .database
    default: .service
    }
  }
}
