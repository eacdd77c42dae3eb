/// Codes by dimension: several values of one dimension mean any of them, several dimensions all of them.
public struct Scope: Sendable, Hashable {
  private struct Part: Sendable, Hashable {
    var dimension: Dimension
    var codes: [String]
  }
  /// Sorted by dimension. There are one or two, which are found sooner in a list than in a dictionary.
  private var parts: [Part] = []

  public init(_ codes: [Dimension: [String]] = [:]) {
    for (dimension, codes) in codes { self[dimension] = codes }
  }

  public var isEmpty: Bool { parts.isEmpty }
  public var dimensions: [Dimension] { parts.map(\.dimension) }

  public subscript(dimension: Dimension) -> [String] {
    get { place(of: dimension).map { parts[$0].codes } ?? [] }
    set {
      if let place = place(of: dimension) {
        if newValue.isEmpty { parts.remove(at: place) } else { parts[place].codes = newValue }
      } else if !newValue.isEmpty {
        let place = parts.firstIndex { dimension < $0.dimension } ?? parts.count
        parts.insert(Part(dimension: dimension, codes: newValue), at: place)
      }
    }
  }

  private func place(of dimension: Dimension) -> Int? { parts.firstIndex { $0.dimension == dimension } }

  /// The same without some of its dimensions.
  public func without(_ dimensions: [Dimension]) -> Scope {
    var scope = self
    scope.parts.removeAll { dimensions.contains($0.dimension) }
    return scope
  }

  /// Adds a code unless it is there already; keeps the order in which codes were named.
  public mutating func add(_ code: String, to dimension: Dimension) {
    if !self[dimension].contains(code) { self[dimension].append(code) }
  }
}

/// A condition on a metric's value.
public struct Threshold: Sendable, Hashable {
  public enum Value: Sendable, Hashable {
    /// Ratios as fractions, durations in seconds.
    case number(Double)
    /// The line's own target for the metric.
    case target
  }
  public var metric: String
  public var comparison: Comparison
  public var value: Value

  public init(metric: String, comparison: Comparison, value: Value) {
    self.metric = metric
    self.comparison = comparison
    self.value = value
  }
}

/// An order of the rows by a metric, cut after `limit`.
public struct Rank: Sendable, Hashable {
  public var metric: String
  public var direction: RankDirection
  public var limit: Int?
  public var within: [Dimension]

  public init(metric: String, direction: RankDirection, limit: Int?, within: [Dimension] = []) {
    self.metric = metric
    self.direction = direction
    self.limit = limit
    self.within = within
  }
}

/// A value in the free-form parts of a frame (`change`, `condition`, `schedule`).
public enum FrameValue: Sendable, Hashable {
  case text(String)
  case number(Double)
  case list([String])
  case time(TimeExpression)
}

/// One reading of a question: what is asked, of what, when; still without clock and SQL.
///
/// The names and meanings are those of the public `interpretation`; absent means "not asked".
public struct Frame: Sendable, Hashable {
  public var intent: Intent
  public var entity: Entity?
  /// KPI names as in the catalogue, in the order asked.
  public var metrics: [String] = []
  public var aspect: Aspect?
  public var filters = Scope()
  public var exclude = Scope()
  public var period: TimeExpression?
  public var periodOf: PeriodOf?
  public var comparePeriod: TimeExpression?
  public var excludedPeriod: TimeExpression?
  public var by: [Grouping] = []
  public var having: [Threshold] = []
  public var rank: Rank?
  public var statistic: Statistic?
  public var compare: [Scope] = []
  public var terms: [String] = []
  public var change: [String: FrameValue] = [:]
  public var action: String?
  public var condition: [String: FrameValue] = [:]
  public var schedule: [String: FrameValue] = [:]
  public var channel: String?
  public var show: Presentation?
  /// Of a period taken over from the turn before, whether a weekday or date in it was the one to come.
  public var looksAhead: Bool?
  /// The same hours of every day of the period.
  public var hours: ClockRange?
  /// Keys taken over from the conversation.
  public var inherited: [String] = []
  /// Words that took no part in the reading: greetings, politeness.
  public var ignored: [String] = []
  /// Which words of the question each key came from.
  public var sources: [FrameSource] = []

  public init(intent: Intent, entity: Entity? = nil) {
    self.intent = intent
    self.entity = entity
  }
}

/// The words of the question that a part of a frame came from.
public struct FrameSource: Sendable, Hashable {
  /// Key of the interpretation, e.g. `metrics`, `filters.line`, `period`.
  public var key: String
  public var span: TextSpan
  public init(key: String, span: TextSpan) {
    self.key = key
    self.span = span
  }
}

/// A range of the original text, in UTF-8 bytes.
public struct TextSpan: Sendable, Hashable {
  public var lowerBound: Int
  public var upperBound: Int
  public init(_ lowerBound: Int, _ upperBound: Int) {
    self.lowerBound = lowerBound
    self.upperBound = upperBound
  }
}
