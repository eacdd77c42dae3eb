/// What was said in a conversation: as much of it as the next turn can lean on.
public struct Conversation: Sendable, Hashable {
  /// One question and what its answer was about.
  public struct Turn: Sendable, Hashable {
    /// As it was read, before any default was filled in; nil where the question was asked back.
    public var frame: Frame?
    public var language: String
    /// Readings between which the asker was to choose.
    public var choices: [Frame]
    /// Things in the rows of the answer, in their order: what "the second one" points at.
    public var things: [Things]

    public init(frame: Frame?, language: String, choices: [Frame] = [], things: [Things] = []) {
      (self.frame, self.language, self.choices, self.things) = (frame, language, choices, things)
    }

    /// What the readings to choose from differ in, in their order: the lines that "line 2" may be.
    var thingsToChoose: Things? {
      guard choices.count > 1 else { return nil }
      for dimension in choices[0].filters.dimensions {
        let codes = choices.compactMap { $0.filters[dimension].count == 1 ? $0.filters[dimension][0] : nil }
        if codes.count == choices.count, Set(codes).count == codes.count {
          return Things(dimension: dimension, codes: codes)
        }
      }
      return nil
    }
  }

  /// Codes of one dimension in the rows of an answer.
  public struct Things: Sendable, Hashable {
    public var dimension: Dimension
    public var codes: [String]
    /// False where rows were left out: "those" would then mean only some of them.
    public var isComplete: Bool
    public init(dimension: Dimension, codes: [String], isComplete: Bool = true) {
      (self.dimension, self.codes, self.isComplete) = (dimension, codes, isComplete)
    }
  }

  /// Older turns are forgotten.
  public static let memory = 20

  /// Oldest first.
  public private(set) var turns: [Turn] = []

  public init() {}

  public mutating func add(_ turn: Turn?) {
    guard var turn else { return }
    // Places in the text of one turn are none in the text of another.
    turn.frame = turn.frame?.withoutText
    turn.choices = turn.choices.map(\.withoutText)
    turns.append(turn)
    if turns.count > Self.memory { turns.removeFirst(turns.count - Self.memory) }
  }

  var last: Turn? { turns.last }

  /// The latest frame; none while a question that was asked back waits for its answer.
  var frame: Frame? { last?.choices.isEmpty == true ? turns.last { $0.frame != nil }?.frame : nil }
}
