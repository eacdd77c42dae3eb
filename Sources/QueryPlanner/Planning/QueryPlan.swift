public import IntentParser

/// What has to be read from the database to answer a question, and what the question was read as.
public struct QueryPlan: Sendable {
  /// The interpretation with its windows.
  public var reading: Reading
  /// Run in this order, in one snapshot; their results go to `Answering` in the same order.
  public var statements: [SQLStatement]
  /// How the results are put together.
  public var composition: Composition
  /// The clock of the question.
  public var now: Instant

  public init(reading: Reading, statements: [SQLStatement], composition: Composition, now: Instant) {
    (self.reading, self.statements, self.composition, self.now) = (reading, statements, composition, now)
  }
}

/// Why a reading cannot be planned: an answer to the asker, not a failure of the program.
public enum PlanError: Error, Sendable, Hashable {
  /// Read, but not answerable yet or not from these data.
  case unsupported(Reading, missing: String)
  /// A time that does not exist, or contradicts another.
  case impossibleTime(Frame, detail: String)
  /// A cut that makes no sense, with what could be asked instead.
  case senseless(Reading, why: String, instead: [String])
}
