/// What a piece of the question means.
///
/// Boxed: pieces are copied far more often than they are looked into.
indirect enum Meaning: Sendable, Hashable {
  /// A value of a slot without parts: a KPI, a state, a statistic, a cue, …
  case value(String)
  case entity(String, plural: Bool)
  /// Codes of a dimension, any of them.
  case names(Dimension, [String])
  /// One name that several machines bear; a line elsewhere in the question may say which.
  case machines([String])
  case number(Double)
  case quantity(Double, QuantityUnit)
  case event(EventPhrase)
  /// Keys of a change with what the question says of them.
  case details([String: FrameValue])
  case every(IntervalPhrase)
  case terms([String])
  case grouping([Grouping])
  /// "each SMT line": a breakdown and what it is narrowed to.
  case groupingOf([Grouping], Scope)
  case rank(RankPhrase)
  case threshold(ThresholdPhrase)
  case excludedNames(Dimension, [String])
  case excludedTime(TimeExpression)
  /// "did Cedar order": which date is meant, and of whom.
  case dated(PeriodOf, Scope)
  case compared([Scope])
  case comparedTime([TimePhrase])
  case time(TimePhrase)
}

extension Meaning {
  /// The value that frames name with a dot: `cue.why`.
  var label: String? {
    switch self {
    case .value(let value): value
    case .entity(let value, _): value
    case .rank(let phrase): phrase.entity
    case .event(let phrase): phrase.name
    case .time(let phrase): phrase.isPartAsked ? Aspect.share.rawValue : phrase.of?.rawValue
    case .dated(let date, _): date.rawValue
    case .threshold(let phrase): phrase.metric
    case .comparedTime: "time"
    case .every(let phrase): phrase.isNever ? IntervalPhrase.never : nil
    default: nil
    }
  }

  /// Equal, or the same thing in singular and plural: of these the form that was typed stays.
  func isLike(_ other: Meaning) -> Bool {
    switch (self, other) {
    case (.entity(let name, _), .entity(let other, _)): return name == other
    case (.rank(var mine), .rank(var its)):
      (mine.plural, its.plural) = (true, true)
      return mine == its
    default: return self == other
    }
  }
}

/// "worst 3 lines", "latest orders".
struct RankPhrase: Sendable, Hashable {
  /// Nil where only the number is said: "two lines".
  var direction: RankDirection?
  var metric: String?
  var limit: Int?
  var entity: String?
  var plural = true
  /// "the fewest stops": how many there are, and no ranking of single ones.
  var isCount = false
  /// "slowest": the words speak of a KPI of speed, and of no other.
  var isOfSpeed = false
  /// "most frequent": ranked by the number of what is ranked.
  var isOfNumber = false
  /// "worst first": in which order what is named elsewhere stands.
  var isOrder = false
  /// "nhiều tombstone nhất": what is named between the words that rank.
  var named = Scope()
}

/// "below 70 %", "more than 2 days late", "missed its target".
struct ThresholdPhrase: Sendable, Hashable {
  var metric: String?
  var comparison: Comparison
  /// Nil stands for the target.
  var amount: Double?
  /// The upper end of "between 50 and 70 %".
  var most: Double?
  /// True where the words say worse or better, not less or more: "missed its target".
  var isJudgement = false
  /// "make it 55 %": another value of a condition that was spoken of, and no condition by itself.
  var isMeant = false
  static let meant = "meant"
  var unit = QuantityUnit.plain
}

/// A time with the words around it that say which date it filters.
struct TimePhrase: Sendable, Hashable {
  var expression: TimeExpression
  var of: PeriodOf?
  var hours: ClockRange?
  var weekdays: [Int] = []
  /// "Each of the last 6 shifts": the answer is taken apart by its unit.
  var isEach = false
  /// "How much of last week's": what follows is a whole of that time, of which a part may be asked.
  var isPartAsked = false
  /// "All of yesterday": no part of it that was spoken of before.
  var isWhole = false
  /// "Mondays": the weekday in general, where another one is compared with it.
  var isPlural = false
  /// False for hours or days of the week alone: the period is then another phrase's, or the question's default.
  var namesPeriod = true
}

/// Words of the question with a meaning.
///
/// One object that all covers with these words share: a piece is handed on hundreds of times in a question.
final class ChartEntry: Sendable {
  let kind: SlotKind
  let mask: UInt64
  let meaning: Meaning
  let start: Int
  let end: Int
  /// What it costs beyond being a piece.
  let extra: Float
  /// Index of the rule, or nil for names, numbers and times.
  let rule: Int?
  /// Words read as others.
  let corrected: [CorrectedWord]
  /// The bits of its label among the values that frames ask for.
  let values: UInt64
  /// The value that frames name with a dot: `cue.why`.
  let label: String?

  init(
    kind: SlotKind, mask: UInt64, meaning: Meaning, start: Int, end: Int, extra: Float, rule: Int?,
    corrected: [CorrectedWord], values: UInt64
  ) {
    (self.kind, self.mask, self.meaning, self.label) = (kind, mask, meaning, meaning.label)
    (self.start, self.end, self.extra, self.rule) = (start, end, extra, rule)
    (self.corrected, self.values) = (corrected, values)
  }

  /// The same at another cost.
  func costing(_ extra: Float) -> ChartEntry {
    ChartEntry(
      kind: kind, mask: mask, meaning: meaning, start: start, end: end, extra: extra, rule: rule, corrected: corrected,
      values: values)
  }

  /// The same words with another meaning.
  func taken(as kind: SlotKind, _ meaning: Meaning) -> ChartEntry {
    ChartEntry(
      kind: kind, mask: mask, meaning: meaning, start: start, end: end, extra: extra, rule: rule, corrected: corrected,
      values: values)
  }
}

/// A word of the question and the known word it was taken for.
struct CorrectedWord: Sendable, Hashable {
  var token: Int
  var symbol: SymbolTable.Symbol
}
