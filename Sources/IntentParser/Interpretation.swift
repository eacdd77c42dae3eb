/// A question as it was typed.
public struct Utterance: Sendable, Hashable {
  public var text: String
  /// Language code of a grammar folder; nil lets the parser find out.
  public var language: String?
  public init(_ text: String, language: String? = nil) {
    self.text = text
    self.language = language
  }
}

/// A spelling that was read as another word.
public struct Correction: Sendable, Hashable, Codable {
  public var from: String
  public var to: String
  public init(from: String, to: String) {
    self.from = from
    self.to = to
  }
}

/// What the parser made of an utterance. Not understanding is an outcome, never an error.
public struct Interpretation: Sendable {
  public enum Outcome: Sendable {
    /// One reading.
    case understood(Frame)
    /// Two or more close readings, best first.
    case ambiguous(Ambiguity)
    /// No reading, with what stood in its way.
    case notUnderstood(Refusal)
  }
  public var outcome: Outcome
  /// Language of the grammar that was used.
  public var language: String
  public var corrections: [Correction]

  public init(outcome: Outcome, language: String, corrections: [Correction] = []) {
    self.outcome = outcome
    self.language = language
    self.corrections = corrections
  }
}

/// Readings between which the asker has to choose.
public struct Ambiguity: Sendable, Hashable {
  public struct Choice: Sendable, Hashable {
    public var frame: Frame
    /// What this reading means, for a button.
    public var label: String
    /// A question that has this reading only.
    public var question: String
    public init(frame: Frame, label: String, question: String) {
      self.frame = frame
      self.label = label
      self.question = question
    }
  }
  public var choices: [Choice]
  /// The words that can be read in more than one way.
  public var words: [String]
  public init(choices: [Choice], words: [String]) {
    self.choices = choices
    self.words = words
  }
}

/// Why there is no reading.
public struct Refusal: Sendable, Hashable {
  public enum Cause: String, Sendable, Hashable, Codable {
    /// Words that change the meaning and that no rule knows.
    case unknownWords
    /// A name that looks like one of the factory's and is not.
    case unknownName
    /// Words that point at something spoken of before, where nothing was: "that order".
    case nothingBefore
    /// A wish to change data: the assistant only reads.
    case changesData
    /// Times that contradict each other or do not exist.
    case impossibleTime
    /// More than ``IntentParser/lengthLimit`` bytes; it was not read.
    case tooLong
    /// Nothing in it says what is asked.
    case nothingAsked
    /// A greeting or thanks, and nothing else.
    case onlyTalk
    /// Understood words that do not make one question together.
    case doesNotFit
  }
  public var cause: Cause
  /// The words of the question that stood in the way, as they were typed.
  public var words: [String]
  /// Nearest real names, where a name was not known.
  public var nearest: [String]
  /// Questions near to this one that work.
  public var suggestions: [String]
  public init(cause: Cause, words: [String], nearest: [String] = [], suggestions: [String] = []) {
    self.cause = cause
    self.words = words
    self.nearest = nearest
    self.suggestions = suggestions
  }
}
