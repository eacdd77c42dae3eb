public import IntentParser
public import QueryPlanner

/// A question as a surface hands it in.
public struct AskRequest: Sendable, Hashable {
  /// The longest question that is read, in characters.
  public static let longestQuestion = 2000

  public var question: String
  /// The clock of the question; nil: the service's own.
  public var asOf: Instant?
  /// Code of a grammar folder; nil: the service's setting, else the parser finds out.
  public var language: String?
  /// What was said before, where this question is part of a conversation.
  public var conversation: Conversation
  /// The client's name for the conversation, under which the service remembers it; nil where it does not.
  public var conversationID: String?
  /// True to have the question read and planned only: the answer has an interpretation and no rows.
  public var readsOnly = false
  /// How many rows the answer is to show; ``RowLimits/all`` for an export.
  public var limits = RowLimits.shown

  public init(
    question: String, asOf: Instant? = nil, language: String? = nil, conversation: Conversation = Conversation()
  ) {
    (self.question, self.asOf, self.language, self.conversation) = (question, asOf, language, conversation)
  }
}
