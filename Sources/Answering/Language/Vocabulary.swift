import IntentParser
import QueryPlanner

/// Words for codes: groups of a language's `answers.yaml` whose keys are codes of the public vocabulary.
enum Vocabulary: String, Sendable, CaseIterable {
  case weekdays
  case weekdayNames = "weekday_names"
  case months
  case monthNames = "month_names"
  case units, last, this, next
  case dayParts = "day_parts"
  case dayPartNames = "day_part_names"
  case sections
  case dimensions, grains, entities, statistics, causes, measures, columns, states
  case stateWords = "state_words"
  case equipmentStates = "equipment_states"
  case severities, priorities
  case documentKinds = "document_kinds"
  case periodDates = "period_dates"
  case better
  case kpiUnits = "kpi_units"
  case sources, aspects, intents, keys, comparisons

  /// Codes that the vocabulary has; nil where a factory or a list may have others.
  var codes: Set<String>? {
    switch self {
    case .weekdays, .weekdayNames: Set(Self.weekdayCodes)
    case .months, .monthNames: Set((1...12).map(String.init))
    case .units: Set(TimeUnit.allCases.map(\.code))
    case .last, .this, .next: Set(TimeUnit.allCases.map(\.code)).subtracting(["second", "minute"])
    case .dayParts, .dayPartNames: Set(DayPart.allCases.map(\.rawValue))
    case .sections: Set(TimeExpression.Section.allCases.map(\.code))
    case .dimensions: Set(Dimension.allCases.map(\.rawValue))
    case .grains: Set(Grain.allCases.map(\.rawValue))
    case .entities: Set(Entity.allCases.map(\.rawValue))
    case .statistics: Set(Statistic.allCases.map(\.rawValue))
    case .causes: Set(DelayCause.allCases.map(\.rawValue))
    case .periodDates: Set(PeriodOf.allCases.map(\.rawValue))
    case .comparisons: Set(Comparison.allCases.map(\.rawValue))
    case .better: Set(Kpi.Better.allCases.map(\.rawValue))
    case .kpiUnits: Set(Kpi.Unit.allCases.filter { $0 != .other }.map(\.rawValue))
    case .aspects: Set(Aspect.allCases.map(\.rawValue))
    case .intents: Set(Intent.allCases.map(\.rawValue))
    case .equipmentStates: ["run", "down", "setup", "idle", "planned_stop", "off"]
    case .severities: ["info", "warning", "critical"]
    case .priorities: ["low", "normal", "high", "urgent"]
    case .documentKinds: ["POM", "SOOP", "work_instruction", "first_article"]
    case .measures, .columns, .states, .stateWords, .sources, .keys: nil
    }
  }

  static let weekdayCodes = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}

extension TimeUnit {
  /// As files name it.
  var code: String { self == .workingDay ? "working_day" : rawValue }
}

extension TimeExpression.Section {
  var code: String {
    switch self {
    case .firstHalf: "first_half"
    case .secondHalf: "second_half"
    case .beginning, .middle, .end, .late, .early: rawValue
    }
  }
}
