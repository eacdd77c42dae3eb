/// Why a question did not do what its fixture says: one of a fixed list, so that failures can be counted.
public enum MismatchReason: String, Sendable, Hashable, CaseIterable {
  case wrongIntent = "wrong intent"
  case wrongKPI = "wrong KPI"
  case missingFilter = "missing filter"
  case extraFilter = "extra filter"
  case wrongWindow = "wrong window"
  case wrongKey = "wrong key"
  case droppedWord = "silently dropped word"
  case falseAccept = "false accept"
  case falseRefusal = "false refusal"
  case wrongStatus = "wrong status"
  case wrongRows = "wrong rows"
  case wrongHeadline = "wrong headline"
  case failed = "failed"
}

/// One difference between a fixture and what came.
public struct FixtureMismatch: Sendable, Hashable {
  public var reason: MismatchReason
  /// Where, e.g. `filters` or `row 3, oee`.
  public var place: String
  public var expected: String
  public var found: String
}

/// What became of one phrasing.
public struct FixtureOutcome: Sendable {
  public var file: String
  public var line: Int
  public var question: String
  /// Of the fixture; nil where the parser has to find out.
  public var language: String?
  /// That the fixture names, else that of the answer, else what status is expected.
  public var intent: String
  /// As it was asked, with the conversation before it.
  public var request: AskRequest?
  /// The interpretation that came, where the fixture has one that may be rewritten.
  public var found: String?
  public var milliseconds: Double
  public var mismatches: [FixtureMismatch]
  public var passed: Bool { mismatches.isEmpty }
}
