/// What words mean.
enum DefinitionMessage: String, MessageKey {
  static let group = "definition"
  case kpi, unknown
  case inTheFormula = "in_the_formula"
  case measure

  var places: Set<Place> {
    switch self {
    case .kpi: [.label, .text]
    case .unknown: [.term]
    case .inTheFormula: [.measures]
    case .measure: [.name, .label]
    }
  }
}

/// What can be asked.
enum HelpMessage: String, MessageKey {
  static let group = "help"
  case headline, kpis, line, questions

  var places: Set<Place> { self == .kpis ? [.names] : [] }
  var options: Set<Place> { self == .questions ? [.line] : [] }
  var isList: Bool { self == .questions }
}

/// How fresh the data are.
enum FreshnessMessage: String, MessageKey {
  static let group = "freshness"
  case headline
  case underAMinute = "under_a_minute"
  case noData = "no_data"

  var places: Set<Place> { self == .headline ? [.time, .age] : [] }
}

/// Windows that the data do not cover.
enum CoverageMessage: String, MessageKey {
  static let group = "coverage"
  case beforeTheData = "before_the_data"
  case afterTheData = "after_the_data"
  case onlyFrom = "only_from"
  case allOfThem = "all_of_them"

  var places: Set<Place> { [.time] }
}

/// Questions without a number: refused, unclear, not answerable.
enum OutcomeMessage: String, MessageKey {
  static let group = "outcomes"
  case unsupported
  case impossibleTime = "impossible_time"
  case senseless, instead, cut
  case belongsToNo = "belongs_to_no"
  case tryBy = "try_by"
  case tryOf = "try_of"
  case shareOfRatio = "share_of_ratio"
  case shareInPassing = "share_in_passing"
  case noMachineInAll = "no_machine_in_all"
  case whichOne = "which_one"
  case unknownWords = "unknown_words"
  case unknownName = "unknown_name"
  case nothingBefore = "nothing_before"
  case changesData = "changes_data"
  case tooLong = "too_long"
  case nothingAsked = "nothing_asked"
  case onlyTalk = "only_talk"
  case doesNotFit = "does_not_fit"
  case quoted

  var places: Set<Place> {
    switch self {
    case .unsupported: [.what]
    case .impossibleTime, .senseless: [.reason]
    case .instead: [.names]
    case .cut: [.what, .dimension]
    case .tryBy: [.kpi, .dimension, .details]
    case .tryOf: [.kpi, .details]
    case .belongsToNo: [.what, .dimension, .name]
    case .shareOfRatio, .shareInPassing: [.kpi]
    case .noMachineInAll: [.names]
    case .whichOne, .unknownWords, .nothingBefore, .changesData, .nothingAsked, .doesNotFit: [.words]
    case .unknownName: [.words, .nearest]
    case .tooLong: [.number]
    case .quoted: [.text]
    case .onlyTalk: []
    }
  }
}

/// Questions that took longer than they may.
enum TimeoutMessage: String, MessageKey {
  static let group = "timeout"
  case headline, narrower, shorter
  case onLine = "on_line"

  var places: Set<Place> {
    switch self {
    case .headline, .narrower: [.seconds]
    case .shorter: []
    case .onLine: [.said, .line]
    }
  }
  var isList: Bool { self == .shorter }
}

/// What is missing for an answer to a question that was understood.
enum MissingMessage: String, MessageKey {
  static let group = "missing"
  case bottleneck, loss, trace, forecast
  case whatIf = "what_if"
  case health, watch, report, intent, share, hours, kpi, statistic
  case targetPerLine = "target_per_line"
  case severalGrains = "several_grains"
  case anyKpi = "any_kpi"
  case whatToList = "what_to_list"
  case listByKpi = "list_by_kpi"
  case listBy = "list_by"
  case affected
  case scheduleAspect = "schedule_aspect"
  case part

  var places: Set<Place> {
    switch self {
    case .intent: [.intent]
    case .kpi: [.name]
    case .statistic: [.statistic, .kpi]
    case .listBy: [.things, .kpi]
    case .scheduleAspect: [.aspect]
    case .part: [.what, .intent]
    default: []
    }
  }
}

/// How a question was read, where that is not plain from its words.
enum ReadingMessage: String, MessageKey {
  static let group = "reading"
  case correction, kept

  var places: Set<Place> { self == .correction ? [.from, .to] : [.names] }
}

/// Words around the blocks of an answer.
enum LayoutMessage: String, MessageKey {
  static let group = "layout"
  case total, more, warning
  case youCanAsk = "you_can_ask"
  case whichOne = "which_one"
  case notUnderstood = "not_understood"
  case noRoom = "no_room"
  case csvHeader = "csv_header"
  case how, window
  case dataTo = "data_to"
  case rows, share, cumulative, target, gains
  case late, early
  case onTime = "on_time"
  case plan, actual, forecast, stop
  case offShift = "off_shift"
  case cause, time
  case noData = "no_data"
  case yes, no

  var places: Set<Place> {
    switch self {
    case .more, .rows: [.count]
    case .notUnderstood: [.words]
    case .noRoom: [.columns]
    case .window: [.dates]
    case .dataTo: [.time]
    case .target: [.target]
    case .late, .early: [.duration]
    default: []
    }
  }

  var options: Set<Place> { self == .csvHeader ? [.name, .label] : [] }
}
