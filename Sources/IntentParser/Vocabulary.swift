/// What the asker wants: the kinds of question.
public enum Intent: String, Sendable, Hashable, Codable, CaseIterable {
  case kpi, list, status, schedule, delay, bottleneck, loss, trace, forecast
  case whatIf = "what_if"
  case health, watch, report, define, help, freshness
}

/// The kinds of thing that a list or a status is about.
public enum Entity: String, Sendable, Hashable, Codable, CaseIterable {
  case site, line, stage, machine, order
  case workOrder = "work_order"
  case operation, product, customer, shift, stop, defect, alert, maintenance, material, document
}

/// A side of an intent's subject other than its plain value.
public enum Aspect: String, Sendable, Hashable, Codable, CaseIterable {
  case target, share, capacity, conflicts, progress, history, affected
}

/// What a question can be narrowed to or broken down by.
public enum Dimension: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  case site, line
  case lineKind = "line_kind"
  case stage
  case foundStage = "found_stage"
  case machine, product, customer, order
  case workOrder = "work_order"
  case shift, reason, defect, severity, tag, lot
  case documentKind = "document_kind"
  case priority, weekday, state

  public static func < (a: Dimension, b: Dimension) -> Bool { a.rawValue < b.rawValue }
}

/// One column of a breakdown: a dimension or a grain of time.
public enum Grouping: Sendable, Hashable {
  case dimension(Dimension)
  case grain(Grain)
}

/// A grain of time by which results are broken down.
public enum Grain: String, Sendable, Hashable, Codable, CaseIterable {
  case hour
  case shiftInstance = "shift_instance"
  case day, week, month, quarter
}

/// Which date of an order, alert or job a period filters.
public enum PeriodOf: String, Sendable, Hashable, Codable, CaseIterable {
  case due, requested, promised, completed, placed, released, planned, raised, done
}

/// How per-item values are condensed.
public enum Statistic: String, Sendable, Hashable, Codable, CaseIterable {
  case mean, median, p90, min, max, sum
}

/// How the asker wants to see the answer; changes nothing else.
public enum Presentation: String, Sendable, Hashable, Codable, CaseIterable {
  case chart, gantt, table, csv
}

public enum RankDirection: String, Sendable, Hashable, Codable {
  case asc, desc
  /// The metric's worse values first; the planner resolves it with the KPI catalogue.
  case worst
  /// The metric's better values first; the planner resolves it with the KPI catalogue.
  case best

  /// Worse and better as values: the worst of a KPI that is better low are its highest.
  func resolved(lowIsBetter: Bool) -> RankDirection {
    switch self {
    case .worst: lowIsBetter ? .desc : .asc
    case .best: lowIsBetter ? .asc : .desc
    default: self
    }
  }
}

public enum Comparison: String, Sendable, Hashable, Codable, CaseIterable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "="
}
