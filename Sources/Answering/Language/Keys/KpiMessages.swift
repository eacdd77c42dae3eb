/// What an answer is about.
enum ScopeMessage: String, MessageKey {
  static let group = "scopes"
  case allSites = "all_sites"
  case without, product, shifts, lines, states, priority

  var places: Set<Place> {
    switch self {
    case .allSites: []
    case .product: [.name, .code]
    case .without, .shifts, .lines, .states, .priority: [.names]
    }
  }
}

/// Answers with KPIs.
enum KpiMessage: String, MessageKey {
  static let group = "kpi"
  case value, values
  case namedValue = "named_value"
  case withStatistic = "with_statistic"
  case median, items
  case target
  case onTarget = "on_target"
  case above, below
  case aboveMissed = "above_missed"
  case belowMissed = "below_missed"
  case computedFrom = "computed_from"

  // Conditions on one value
  case holds, fails, met, unmet

  // Shares
  case share, shares

  // Targets
  case noTarget = "no_target"
  case theTarget = "the_target"
  case targets
  case targetColumn = "target_column"

  // Breakdowns
  case about
  case inAll = "in_all"
  case nothing
  case noneChosen = "none_chosen"
  case chosen, lowest, highest
  case noValue = "no_value"
  case groupValue = "group_value"
  case bound
  case missesTarget = "misses_target"
  case notLogged = "not_logged"

  // Comparisons
  case scopesCompared = "scopes_compared"
  case periodsCompared = "periods_compared"
  case labelledValue = "labelled_value"
  case noChange = "no_change"
  case more, less, earlier
  case earlierSoFar = "earlier_so_far"
  case scopeColumn = "scope_column"
  case periodColumn = "period_column"

  // Notes
  case future
  case noData = "no_data"
  case tooFast = "too_fast"
  case noIdealCycleTime = "no_ideal_cycle_time"
  case unknownCycleTime = "unknown_cycle_time"
  case oneConstraint = "one_constraint"
  case constraints
  case everyMachine = "every_machine"
  case machineHours = "machine_hours"
  case finishedUnits = "finished_units"
  case totalIsFinishedUnits = "total_is_finished_units"
  case nothingExcluded = "nothing_excluded"
  case constraintTimes = "constraint_times"
  case excludedReasons = "excluded_reasons"

  var places: Set<Place> {
    switch self {
    case .value: [.kpi, .scope, .period, .value, .details]
    case .values: [.scope, .period, .values]
    case .namedValue: [.kpi, .value]
    case .holds, .fails: [.kpi, .scope, .period, .values, .details]
    case .met, .unmet: [.value, .condition]
    case .share: [.name, .share, .kpi, .scope, .period, .value, .total]
    case .shares: [.about, .names, .total]
    case .excludedReasons, .constraintTimes: [.names]
    case .withStatistic: [.statistic, .kpi]
    case .median: [.value]
    case .items: [.count]
    case .target: [.target, .gap]
    case .above, .below, .aboveMissed, .belowMissed: [.size]
    case .noTarget: [.kpis, .scope]
    case .theTarget: [.kpis, .scope, .target]
    case .targets: [.kpis, .scope, .count]
    case .targetColumn: [.kpi]
    case .about: [.kpis, .groups, .scope, .period]
    case .inAll: [.about, .value, .details, .largest]
    case .nothing: [.about]
    case .noneChosen: [.about, .groups, .condition]
    case .chosen: [.about, .count, .condition, .names]
    case .lowest, .highest: [.about, .names]
    case .noValue: [.about, .reason]
    case .groupValue: [.name, .value]
    case .bound: [.comparison, .value]
    case .missesTarget: [.comparison]
    case .scopesCompared: [.kpi, .period, .values, .change]
    case .periodsCompared: [.kpi, .scope, .values, .change]
    case .labelledValue: [.label, .value]
    case .more, .less: [.size, .relative]
    case .oneConstraint, .constraints: [.names]
    case .onTarget, .computedFrom, .notLogged, .noChange, .earlier, .earlierSoFar, .scopeColumn, .periodColumn,
      .future, .noData, .tooFast, .noIdealCycleTime, .unknownCycleTime, .everyMachine, .machineHours, .finishedUnits,
      .totalIsFinishedUnits, .nothingExcluded:
      []
    }
  }
  var options: Set<Place> { self == .namedValue ? [.details] : [] }
}
