import Answering
import IntentParser
public import QueryPlanner

/// A file of questions with what they must mean and answer. `fixtures/README.md` describes the format.
public struct FixtureFile: Sendable {
  public var path: String
  /// The clock of every question in it.
  public var now: Instant
  /// True where only the interpretation of its questions is compared, and nothing is computed.
  var readsOnly = false
  var cases: [FixtureCase]
}

/// One meaning and the phrasings that must have it.
struct FixtureCase: Sendable {
  /// Line of the file on which it begins.
  var line: Int
  var ask: [String]
  /// Turns of the conversation before it.
  var after: [String]
  var language: String?
  var expectations: FixtureExpectations
}

/// What a case says of the answer; what it does not say is not compared.
struct FixtureExpectations: Sendable {
  var status: Answer.Status = .answered
  /// Keys of the interpretation.
  var reads: [JSONValue.Member]?
  /// Whether the interpretation may have no other keys.
  var exact = false
  /// Whether an answer that says "not yet" counts as read.
  var mayBeUnsupported = false
  /// Refused or asked back, whichever.
  var asks = false
  /// File of SQL whose rows the answer's first table must have.
  var sql: String?
  /// Rows of the answer's first table.
  var cells: [[JSONValue]]?
  /// Texts that the headline contains.
  var headline: [String] = []
  /// Words that a refusal must name.
  var refuses: [String] = []
  /// Texts of the readings that a clarification must offer.
  var clarifies: [String] = []
  /// Texts that say what is missing.
  var unsupported: [String] = []
}
