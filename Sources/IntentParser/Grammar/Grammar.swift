/// The words of one language, as its folder says them.
public struct Grammar: Sendable {
  /// Name of the folder: `en`, `vi`.
  public var language: String
  public internal(set) var rules: [PhraseRule] = []
  public internal(set) var frames: [FrameRule] = []
  /// Words for numbers: one, two, a dozen.
  public internal(set) var numbers: [String: Int] = [:]
  /// Endings that a word may have besides its form in the grammar ("s").
  public internal(set) var endings: [String] = []
  /// What people write for a word: "yday" for yesterday, "teh" for the. One way of writing may stand for several.
  public internal(set) var shorthand: [String: [String]] = [:]
  /// Letters with marks and the plain ones that people write for them: "á" for which some type "a".
  public internal(set) var plainLetters: [Character: Character] = [:]
  /// Numbers are written "70,5" and "1.500".
  var hasDecimalComma = false
  /// The language whose frames and shop words this one has too, besides its own.
  public internal(set) var buildsOn: String?
  /// Real words that must never be taken for a misspelling of the grammar's.
  public internal(set) var realWords: Set<String> = []
  /// Questions to offer when one is not understood; each is checked before it is offered.
  public internal(set) var examples: [String] = []
  public internal(set) var time: TimeGrammar?
  /// Words of times as they are written with their marks.
  var markedTimeWords: Set<String> = []
  /// KPIs of the factory's own, which the contract does not have.
  public internal(set) var ownMetrics: [String: Metric] = [:]

  public init(language: String) { self.language = language }
}

/// Words that fill a slot: a pattern, the slot's kind and which of its values it means.
public struct PhraseRule: Sendable {
  public var kind: SlotKind
  /// What of its kind it means: a KPI's name, a state, a code, or an operation on the slots in the pattern.
  public var value: String
  var pattern: Pattern
  /// True in a language that builds on another, for what it has from there.
  var isBorrowed = false
  /// The first spelling without slots, for buttons and suggestions.
  public var display: String
  public var place: GrammarPlace

  /// Spellings without alternatives: every way through the pattern's brackets.
  var spellings: [[PatternElement]] { pattern.spellings.filter { !$0.isEmpty } }

  /// As traces name it: `kpis.yaml:12 metric oee`.
  public var name: String { "\(place.file):\(place.line) \(kind.rawValue) \(value)" }
}

/// A place in a spelling.
enum PatternElement: Sendable, Hashable {
  case word(String)
  /// Any entry whose kind is in the mask.
  case slot(UInt64)
}

/// A combination of slots that makes a question.
public struct FrameRule: Sendable {
  public var intent: Intent
  /// What must be there, all of it; each one of several labels.
  public var needs: [[SlotLabel]]
  /// What else may be there.
  public var takes: [SlotLabel]
  /// Values for what the question leaves open.
  public var sets: [String: [String]]
  /// Added to the cost of a reading; lets a narrow frame win or lose against a broad one.
  public var cost: Double
  public var place: GrammarPlace
  /// True in a language that builds on another, for what it has from there.
  var isBorrowed = false
  /// Kinds that may occur and kinds that must, for a quick first check.
  var allowed: UInt64
  public var name: String { "\(place.file):\(place.line) \(intent.rawValue)" }
}

/// A slot kind, or one value of it: `metric`, `cue.why`.
public struct SlotLabel: Sendable, Hashable {
  var mask: UInt64
  var value: String?
}

extension FrameRule {
  /// The rule of a turn that goes on with what was asked: no pattern of a grammar stands behind it.
  init(goingOnWith intent: Intent) {
    self.init(
      intent: intent, needs: [], takes: [], sets: [:], cost: 0, place: GrammarPlace(file: "", line: 0, column: 0),
      allowed: 0)
  }
}
