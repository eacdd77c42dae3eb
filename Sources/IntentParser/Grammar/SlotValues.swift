/// Which values each slot kind has, so that a slip in a grammar file is found when it is read.
enum SlotValues {
  /// Values of kinds with a closed list; nil where the values are names of the factory or of the grammar itself.
  static func all(of kind: SlotKind) -> [String]? {
    switch kind {
    case .metric: Metric.all.map(\.name)
    case .entity:
      (Entity.allCases.map(\.rawValue) + Dimension.allCases.map(\.rawValue) + Grain.allCases.map(\.rawValue)).flatMap {
        [$0, $0 + "*", $0 + Composition.all]
      }
    case .statistic: Statistic.allCases.map(\.rawValue)
    case .aspect: Aspect.allCases.map(\.rawValue)
    case .show: Presentation.allCases.map(\.rawValue)
    case .date: PeriodOf.allCases.map(\.rawValue)
    case .grain: Grain.allCases.map(\.rawValue)
    case .state:
      [
        "done", "open", "late", "at_risk", "on_time", "not_started", "planned", "running", "blocked", "waiting", "run",
        "down", "setup", "idle", "planned_stop", "off", "acknowledged", "unacknowledged", "cleared", "due", "short",
      ]
    case .event: ChangeKind.words
    case .detail: ChangeKind.details
    case .every: ReportInterval.words
    case .window: [""] + QuantityUnit.allCases.map(\.rawValue)
    case .priority: ["low", "normal", "high", "urgent"]
    case .severity: ["info", "warning", "critical"]
    case .documentKind: ["POM", "SOOP", "work_instruction", "first_article"]
    case .weekday: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    case .turn: ["opening", "whole_day", "follow", "still", "only", "also", "correct", "back"]
    case .time: PeriodOf.allCases.flatMap { [$0.rawValue, $0.rawValue + " past"] } + ["=", "each", "whole", "share"]
    case .quantity: QuantityUnit.allCases.map(\.rawValue)
    default: nil
    }
  }

  static func check(_ value: String, of kind: SlotKind, at place: GrammarPlace) throws(GrammarError) {
    guard value != "=", let known = all(of: kind) else { return }
    let names: [String] =
      switch kind {
      // "30 minutes" for half an hour: an amount before the unit.
      case .quantity, .window: [QuantityUnit.fixed(value)?.unit.rawValue ?? value]
      case .detail: value.split(separator: " ").map(String.init)
      case .event, .every: [String(value.prefix { $0 != " " })]
      case .metric: [Metric.name(value).name]
      default: [value]
      }
    guard !names.allSatisfy(known.contains) else { return }
    let near = known.min { Spelling.distance($0, value, limit: 9) < Spelling.distance($1, value, limit: 9) }
    throw .unknownValue(place, slot: kind.rawValue, value: value, nearest: near)
  }
}

/// Units that a quantity may have in a question.
enum QuantityUnit: String, CaseIterable {
  case plain, percent, seconds, minutes, hours, days, weeks, units
  case halfHours = "half_hours"

  /// What a rule without a number in its pattern says: "hours" is one hour, "30 minutes" half of it.
  static func fixed(_ value: String) -> (amount: Double, unit: QuantityUnit)? {
    let words = value.split(separator: " ").map(String.init)
    guard let unit = words.last.flatMap(QuantityUnit.init), words.count <= 2 else { return nil }
    return words.count == 1 ? (1, unit) : Double(words[0]).map { ($0, unit) }
  }

  var isTime: Bool { [.seconds, .minutes, .halfHours, .hours, .days, .weeks].contains(self) }

  /// What one of it is in the units of an interpretation.
  var factor: Double {
    switch self {
    case .plain, .units, .seconds: 1
    case .percent: 0.01
    case .minutes: 60
    case .halfHours: 1800
    case .hours: 3600
    case .days: 86_400
    case .weeks: 604_800
    }
  }
}

/// Keys that a frame of a grammar may set.
enum FrameDefaults {
  static let keys = ["metrics", "entity", "aspect", "by", "state", "show", "rank", "statistic", "date", "action"]
}

extension Pattern {
  /// The first spelling, optional parts left out, for people.
  var display: String {
    switch self {
    case .word(let word): word.hasSuffix("!") ? String(word.dropLast()) : word
    case .slot: "…"
    case .sequence(let parts): parts.map(\.display).filter { !$0.isEmpty }.joined(separator: " ")
    case .choice(let parts): parts[0].display
    case .optional: ""
    }
  }
}
