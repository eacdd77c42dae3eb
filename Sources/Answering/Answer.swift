public import IntentParser
public import QueryPlanner

/// What every surface shows: one headline, blocks below it, and how it was computed.
///
/// Values are raw (ratios as fractions, durations in seconds); renderers give them their form.
public struct Answer: Sendable, Hashable {
  public enum Status: String, Sendable, Hashable { case answered, clarify, refused, unsupported }

  public var id: String
  public var status: Status
  public var language: String
  /// The language's words, with which renderers put it into a form.
  public var messages: Messages
  public var headline: String
  /// What the question was read as; nil where nothing was read.
  public var reading: Reading?
  public var blocks: [Block]
  public var provenance: Provenance
  public var suggestions: [Suggestion]
  public var warnings: [String]
  /// Words that stood in the way of a refused question.
  public var refusedWords: [String]
  /// The name under which the service remembers the conversation.
  public var conversation: String?
  /// What the next question of a conversation can lean on; nil where this one changed nothing.
  public var turn: Conversation.Turn?

  public init(
    id: String, status: Status, language: String, messages: Messages = .none, headline: String,
    reading: Reading? = nil, blocks: [Block] = [], provenance: Provenance, suggestions: [Suggestion] = [],
    warnings: [String] = [], refusedWords: [String] = []
  ) {
    (self.id, self.status, self.language, self.messages) = (id, status, language, messages)
    self.headline = headline
    (self.reading, self.blocks, self.provenance) = (reading, blocks, provenance)
    (self.suggestions, self.warnings, self.refusedWords) = (suggestions, warnings, refusedWords)
  }
}

/// A question that can be asked next.
public struct Suggestion: Sendable, Hashable {
  public var label: String
  public var question: String
  public init(label: String, question: String) { (self.label, self.question) = (label, question) }
}

/// A part of an answer below the headline.
public enum Block: Sendable, Hashable {
  case table(TableBlock)
  case chart(ChartBlock)
  case gantt(GanttBlock)
  case explanation(ExplanationBlock)
  case note(String)
}

public struct TableBlock: Sendable, Hashable {
  public struct Column: Sendable, Hashable {
    /// Name as in the interpretation: a dimension, grain or metric.
    public var name: String
    /// What people read above it.
    public var label: String
    public var type: ValueType
    public var unit: Unit
    /// What people read for a value, where it is a code: values are the same in every language.
    public var words: [String: String]
    public init(
      name: String, label: String, type: ValueType, unit: Unit = .none, words: [String: String] = [:]
    ) {
      (self.name, self.label, self.type, self.unit, self.words) = (name, label, type, unit, words)
    }
  }
  public var title: String?
  public var columns: [Column]
  public var rows: [[Cell]]
  /// Computed over the whole, not from the rows.
  public var total: [Cell]?
  /// Rows that were left out.
  public var more: Int
  public init(title: String? = nil, columns: [Column], rows: [[Cell]], total: [Cell]? = nil, more: Int = 0) {
    (self.title, self.columns, self.rows, self.total, self.more) = (title, columns, rows, total, more)
  }
}

public enum ValueType: String, Sendable, Hashable { case text, integer, number, bool, instant, window }

public enum Unit: Sendable, Hashable {
  case none
  /// A fraction, shown in percent.
  case ratio
  /// The difference of two fractions, shown in percentage points with its sign.
  case points
  /// Seconds, shown in the unit that reads best.
  case seconds
  case units
  case count
  case unitsPerHour
  case money
  case perMillion
  /// A unit of one's own, in words.
  case text(String)

  /// As JSON has it.
  public var rawValue: String {
    switch self {
    case .none: ""
    case .ratio: "ratio"
    case .points: "points"
    case .seconds: "s"
    case .units: "units"
    case .count: "count"
    case .unitsPerHour: "units/h"
    case .money: "money"
    case .perMillion: "ppm"
    case .text(let text): text
    }
  }
}

public struct ChartBlock: Sendable, Hashable {
  public enum Form: String, Sendable, Hashable { case line, bar, pareto, waterfall }
  public struct Series: Sendable, Hashable {
    public var name: String
    public var unit: Unit
    public var values: [Double?]
    public init(name: String, unit: Unit, values: [Double?]) {
      (self.name, self.unit, self.values) = (name, unit, values)
    }
  }
  public var form: Form
  public var title: String
  /// Labels along the axis, as many as values.
  public var x: [String]
  public var series: [Series]
  public var target: Double?
  public init(form: Form, title: String, x: [String], series: [Series], target: Double? = nil) {
    (self.form, self.title, self.x, self.series, self.target) = (form, title, x, series, target)
  }
}

public struct GanttBlock: Sendable, Hashable {
  public struct Bar: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable { case plan, actual, forecast, stop, off }
    public var kind: Kind
    public var from: Instant
    public var to: Instant
    public var label: String?
    public init(kind: Kind, from: Instant, to: Instant, label: String? = nil) {
      (self.kind, self.from, self.to, self.label) = (kind, from, to, label)
    }
  }
  public struct Row: Sendable, Hashable {
    public var label: String
    public var bars: [Bar]
    /// Seconds behind plan; negative is early, nil where there is nothing to compare.
    public var lateBy: Int64?
    public init(label: String, bars: [Bar], lateBy: Int64? = nil) {
      (self.label, self.bars, self.lateBy) = (label, bars, lateBy)
    }
  }
  public var title: String?
  public var from: Instant
  public var to: Instant
  public var now: Instant
  public var rows: [Row]
  public var more: Int
  public init(title: String? = nil, from: Instant, to: Instant, now: Instant, rows: [Row], more: Int = 0) {
    (self.title, self.from, self.to, self.now, self.rows, self.more) = (title, from, to, now, rows, more)
  }
}

/// A total taken apart. The parts are whole seconds and sum to the total exactly; negative parts are gains.
public struct ExplanationBlock: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    /// setup, down, slow, extra_quantity, off_shift, unlogged, no_material, machine_down, machine_busy, upstream,
    /// unexplained, release
    public var cause: String
    public var stage: String?
    public var order: String?
    public var machine: String?
    public var reason: String?
    public var value: Int64
    /// What in the data shows it, in words.
    public var evidence: String?
    public init(
      cause: String, stage: String? = nil, order: String? = nil, machine: String? = nil, reason: String? = nil,
      value: Int64, evidence: String? = nil
    ) {
      (self.cause, self.stage, self.order, self.machine) = (cause, stage, order, machine)
      (self.reason, self.value, self.evidence) = (reason, value, evidence)
    }
  }
  /// What is explained, e.g. "delay of SO-24017".
  public var of: String
  public var total: Int64
  public var parts: [Part]
  public init(of: String, total: Int64, parts: [Part]) { (self.of, self.total, self.parts) = (of, total, parts) }
}

/// How an answer was computed.
public struct Provenance: Sendable, Hashable {
  public struct Definition: Sendable, Hashable {
    public var name: String
    public var formula: String
    public var text: String
    public init(name: String, formula: String, text: String) {
      (self.name, self.formula, self.text) = (name, formula, text)
    }
  }
  public struct Statement: Sendable, Hashable {
    public var sql: String
    public var parameters: [SQLValue]
    public var rows: Int
    public var milliseconds: Double
    public init(sql: String, parameters: [SQLValue], rows: Int, milliseconds: Double) {
      (self.sql, self.parameters, self.rows, self.milliseconds) = (sql, parameters, rows, milliseconds)
    }
  }
  public var asOf: Instant
  public var timeZone: String
  public var dataFrom: Instant?
  public var dataTo: Instant?
  public var definitions: [Definition]
  public var statements: [Statement]
  /// Who read the question: `grammar` or `llm`.
  public var parser: String
  public var corrections: [Correction]
  public init(
    asOf: Instant, timeZone: String, dataFrom: Instant? = nil, dataTo: Instant? = nil, definitions: [Definition] = [],
    statements: [Statement] = [], parser: String = "grammar", corrections: [Correction] = []
  ) {
    (self.asOf, self.timeZone, self.dataFrom, self.dataTo) = (asOf, timeZone, dataFrom, dataTo)
    (self.definitions, self.statements, self.parser) = (definitions, statements, parser)
    self.corrections = corrections
  }
}
