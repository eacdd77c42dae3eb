/// The pieces of a turn, sorted by the part they play in a conversation.
struct TurnPieces {
  /// Pieces that mean something by themselves.
  let content: [ChartEntry]
  /// What words of the dialogue say: `only`, `also`, `correct`, `back`, `follow`.
  let labels: Set<String>
  /// "them": words that point at what was spoken of and name nothing.
  let pointsBack: Bool

  /// "them", "those": all that the last answer showed.
  let pointsAtSeveral: Bool

  /// "list those", as words for what was counted.
  var saysThose: Bool { content.count == 2 && !pointedAt.isEmpty }

  /// "its", "on it": words that stand for one thing spoken of.
  let standsForThing: Bool

  /// "there", "both": words that must stand for what was spoken of.
  let saysThere: Bool
  let saysBoth: Bool
  /// "are there", "do we have": a kind of thing named so is listed.
  let saysExists: Bool
  /// "how did it do": a question of its own, whatever was asked before.
  let asksHowItDid: Bool
  let asksWhich: Bool
  let asksWho: Bool
  /// "is it late": of one thing.
  let saysIt: Bool
  /// "are they all on time": those that are do not tell.
  let asksWhetherAll: Bool
  /// "and to last week", "with last week": where two times were compared, another one to compare with.
  let comparesAgain: Bool
  /// "with the night shift again"
  let saysWith: Bool
  /// "what is …": a question with a verb of its own.
  let asksWhat: Bool
  /// "and …": what was asked goes on.
  let goesOn: Bool
  /// "would it": of what was supposed, and not of what is.
  let supposes: Bool
  /// "by lateness": a KPI that puts what was spoken of in an order.
  let sorts: Bool
  /// "how many for Aurora?": their number.
  let saysHowMany: Bool
  /// "how long was it"
  let asksHowLong: Bool
  /// "how much", and nothing else.
  let saysHowMuch: Bool
  /// "when were they shipped"
  let asksWhen: Bool
  /// "how many boards": units, and not that they were made.
  let asksUnits: Bool
  /// "hôm qua có bao nhiêu": how much of whatever was spoken of.
  let saysAmount: Bool
  /// "which of them": the things themselves, after their number.
  let saysWhichOnes: Bool
  /// Dimensions named as a whole: "all lines", "every customer".
  let lifted: Set<Dimension>

  /// Dimensions of what "that line" and "the second one" point at, and "those lines" as well.
  let pointedAtOne: Set<Dimension>
  let pointedAt: Set<Dimension>

  init(_ cover: Cover, _ grammar: CompiledGrammar) {
    // "who was the worst", "who is the customer": what stands beside it says all.
    let named: Set<SlotKind> = [.rank, .threshold, .entity]
    let isNamed = cover.pieces.contains { named.contains($0.kind) }
    content = cover.pieces.filter { !$0.isAside && !(isNamed && $0.asksWho) }
    asksWho = cover.pieces.contains(where: \.asksWho)
    let pointed = content.compactMap { piece -> (dimension: Dimension, isOne: Bool)? in
      guard let rule = piece.rule, grammar.rules[rule].kind == .reference,
        case .names(let dimension, let codes) = piece.meaning
      else { return nil }
      return (dimension, codes.count == 1)
    }
    pointedAt = Set(pointed.map(\.dimension))
    pointedAtOne = Set(pointed.lazy.filter(\.isOne).map(\.dimension))
    let empty = Set(cover.pieces.compactMap { $0.kind == .stop ? $0.label : nil })
    standsForThing = empty.contains("its")
    pointsBack = !empty.isDisjoint(with: ["it", "them", "they"])
    pointsAtSeveral = !empty.isDisjoint(with: ["them", "they", "those", "each"])
    asksHowItDid = empty.contains("how_did")
    let times = cover.pieces.indices.filter { cover.pieces[$0].kind == .time }
    comparesAgain =
      times.count == 1 && times[0] > 0 && cover.pieces[times[0] - 1].kind == .stop
      && ["to", "with"].contains(cover.pieces[times[0] - 1].label)
    saysWith = empty.contains("with")
    asksWhich = empty.contains("which") || empty.contains("which_of")
    saysIt = empty.contains("it")
    asksWhetherAll = empty.contains("whether_all")
    asksHowLong = empty.contains("asks_long")
    asksWhat = empty.contains("asks")
    saysHowMuch = content.isEmpty && !empty.isDisjoint(with: ["asks_number", "asks_amount"])
    asksWhen = empty.contains("when")
    goesOn = empty.contains("and") || cover.pieces.contains { $0.kind == .turn && $0.label == "follow" }
    let units = content.filter { $0.kind == .unit || $0.kind == .metric }.map(\.label)
    asksUnits = !units.isEmpty && units.allSatisfy { $0 == "thing" }
    supposes = empty.contains("would")
    saysThere = empty.contains("there")
    saysBoth = empty.contains("both")
    saysExists =
      empty.contains("exists")
      || cover.pieces.contains { $0.kind == .stop && $0.label == "is" && $0.end > $0.start + 1 }
    saysAmount = empty.contains("amount")
    saysWhichOnes = empty.contains("which_ones")
    saysHowMany =
      empty.contains("asks_number")
      || content.contains { $0.kind == .cue && ["count", "count_things"].contains($0.label) }
    sorts = content.contains { piece in
      piece.kind == .metric && piece.rule.map { grammar.rules[$0].value == NameOperation.same } ?? false
    }
    var lifted = Set<Dimension>()
    for piece in content {
      guard let rule = piece.rule, grammar.rules[rule].kind == .entity,
        grammar.rules[rule].value.hasSuffix(Composition.all), let dimension = Dimension(rawValue: piece.label ?? "")
      else { continue }
      lifted.insert(dimension)
    }
    let isEverywhere = empty.contains("whole") || content.contains { $0.kind == .cue && $0.label == "everywhere" }
    if isEverywhere { lifted.insert(.site) }
    self.lifted = lifted
    let said = Set(cover.pieces.compactMap { $0.kind == .turn ? $0.label : nil })
    labels = said.contains("still") ? said.union(["follow"]) : said
  }

  /// "is it late", "when is it due".
  var tellsOfOne: Bool { saysIt && content.contains { $0.kind == .state || $0.kind == .date } }

  func has(_ kind: SlotKind, _ label: String) -> Bool { content.contains { $0.kind == kind && $0.label == label } }

  var hasMetric: Bool {
    content.contains { piece in
      if case .rank(let phrase) = piece.meaning { return phrase.metric != nil }
      return piece.kind == .metric || piece.kind == .unit
    }
  }
  var hasRank: Bool { content.contains { if case .rank = $0.meaning { true } else { false } } }
  /// Whether it asks for things that are counted one by one: stops, defects, alerts.
  var counts: Bool { content.contains { $0.kind == .metric && Metric[$0.label ?? ""]?.item != nil } }
  var hasGrouping: Bool { content.contains { if case .grouping = $0.meaning { true } else { false } } }
  var hasScope: Bool { content.contains(where: \.isScope) }
  /// "by reason" of a KPI without reasons: no "defects" that are meant to sort it.
  func isBrokenDownInVain(_ before: Frame) -> Bool {
    before.intent == .kpi && !hasMetric
      && content.contains { piece in
        guard case .grouping(let groupings) = piece.meaning, groupings.count == 1,
          case .dimension(let dimension) = groupings[0]
        else { return false }
        return !Self.tells(before.metrics, by: dimension)
      }
  }
  /// "break the worst one down by reason" of a table by line: the one of the rows, and not the worst reason.
  func takesOneApart(_ before: [Grouping]) -> Bool {
    let isOneOfThem = content.contains { piece in
      guard case .rank(let phrase) = piece.meaning else { return false }
      return phrase.entity == nil && phrase.metric == nil && !phrase.isOrder && (phrase.limit ?? 1) == 1
    }
    let others = content.contains { piece in
      guard case .grouping(let groupings) = piece.meaning else { return false }
      return groupings.allSatisfy { !before.contains($0) }
    }
    return isOneOfThem && others && !before.isEmpty
  }

  /// "in total", "overall", and nothing else.
  var saysTotal: Bool { content.count == 1 && has(.statistic, Statistic.sum.rawValue) }
  /// Words that compare what is named beside them: "vs TEST 2".
  var compares: Bool { content.contains { $0.kind == .compare } }
  /// The one time named where it is only compared with: "compare that with the week before".
  var comparedTime: TimeExpression? {
    let times = content.flatMap { piece -> [TimeExpression] in
      switch piece.meaning {
      case .time(let phrase): [phrase.expression]
      case .comparedTime(let phrases): phrases.map(\.expression)
      default: []
      }
    }
    return times.count == 1 && (compares || comparesAgain) ? times[0] : nil
  }
  /// Whether it says which date a time filters: "completed", "placed on".
  var namesDate: Bool {
    content.contains { $0.kind == .date || $0.namesDate }
  }
  /// "the whole day", "all of yesterday".
  var saysWhole: Bool {
    labels.contains("whole_day")
      || content.contains { if case .time(let phrase) = $0.meaning { phrase.isWhole } else { false } }
  }
  var hasTime: Bool { content.contains { $0.kind == .time } }

  /// A line named by its number alone.
  var numberedLine: String? {
    content.lazy.compactMap { piece -> String? in
      guard piece.kind == .line, piece.extra >= 0, case .names(.line, let codes) = piece.meaning else { return nil }
      return codes.last
    }.first
  }

  /// Whether the turn goes on from the frame before instead of standing alone.
  func continues(_ before: Frame) -> Bool {
    guard Self.continued.contains(before.intent), content.allSatisfy({ canContinue($0, before) }) else { return false }
    // An order's number is a new subject unless orders were spoken of.
    let namesOrder = content.contains { $0.kind == .order || $0.kind == .workOrder }
    if namesOrder, !Self.speaksOfOrders(before) { return false }
    // "what's planned there", "what's due for them" after a KPI that knows no such date.
    if namesDate, asksWhat || asksWhich, before.intent == .kpi || before.intent == .loss, !Self.hasStates(before) {
      return false
    }
    guard hasMetric else { return true }
    guard before.intent == .kpi || before.intent == .loss else { return false }
    // A KPI with a scope or a time is a question of its own; "of that line" leans on the conversation.
    let namesScope = content.contains { piece in
      guard case .names(let dimension, _) = piece.meaning else { return piece.isScope }
      return !pointedAt.contains(dimension)
    }
    return labels.contains("also") || !namesScope && !hasTime
  }

  private func canContinue(_ piece: ChartEntry, _ before: Frame) -> Bool {
    switch piece.kind {
    // What is planned has no state: "what is running there now" is about the line.
    // An OEE has none either: "what's running there now" after it is about the line.
    case .state:
      switch before.intent {
      case .schedule: piece.label == "planned"
      case .kpi, .loss: hasMetric || Self.hasStates(before)
      // "how late is it", "what is left" of the one order whose delay or end was told.
      case .delay, .forecast: before.oneOrder == nil
      // Stops, defects and documents are in no state: "how long was it down" is of the machine.
      default: before.intent != .list || before.entity?.states != nil
      }
    case .rank: before.intent != .kpi || hasMetric || Self.tells(before.metrics, by: piece)
    case .statistic: before.intent == .kpi || before.intent == .list || hasMetric
    // A plan is of what is planned: "when does it finish" asks for more.
    case .date where before.intent == .schedule: piece.label == "planned"
    // "when can we ship them" asks for an end, "when was it placed" after why one order is late for its dates.
    case .date where before.intent == .list && asksWhen: before.entity == .order || before.entity == .workOrder
    case .date: hasTime || ![.delay, .forecast, .loss].contains(before.intent) || before.oneOrder == nil
    case .metric, .unit, .time, .by, .grain, .show, .exclude, .threshold: true
    case .compare: before.intent == .kpi || before.intent == .loss
    case .aspect:
      switch piece.label {
      case "target": true
      // "how much of it is done" of one order is its progress.
      case "share": before.intent == .kpi || before.intent == .loss
      case "capacity", "conflicts": before.intent == .schedule
      default: before.intent == .status
      }
    case .cue:
      ["list", "split", "show_the"].contains(piece.label)
        // "weekly trend please"
        || piece.label == "trend" && content.contains { $0.kind == .grain }
        || before.intent == .list && piece.label == "count_things"
        // "bao nhiêu lần do kẹt feeder" of the stops spoken of
        || piece.label == "count" && content.count > 1
          && (before.intent == .list ? before.numbered != nil || before.rank?.limit == 1 : before.listed != nil)
        || before.intent == .schedule && ["count", "how_long"].contains(piece.label) && asksOfPlan
    // "which machines?" takes the answer apart; "the orders" of a list are the list.
    case .entity where before.intent == .kpi && !hasMetric && !Self.tells(before.metrics, by: piece): false
    case .entity:
      lifts(piece) || narrowsToOrders(piece, before) || before.entity?.rawValue == piece.label
        || content.count == 1 && (before.intent == .kpi || before.intent == .delay && asksSeveral(piece))
        // "which line had the most?", "and for the top one, which stage?"
        || before.intent == .kpi
          && (content.contains { $0.kind == .rank }
            || content.count == 2 && content.contains(where: \.isScope) && piece.label != "order")
        // "just the machines over 30 min" of a table by machine.
        || before.by.contains { Grouping(entity: piece.label ?? "") == $0 }
    default: piece.isScope
    }
  }

  /// Whether the KPIs are of orders, alerts or maintenance, which are in a state and have dates.
  static func hasStates(_ frame: Frame) -> Bool {
    let metrics: Set = [
      "orders", "late_orders", "order_quantity", "lateness", "lead_time", "on_time_delivery", "alerts",
      "maintenance_jobs",
    ]
    return frame.metrics.allSatisfy(metrics.contains)
  }

  /// Whether the KPIs have the reasons or the defects that a breakdown names: an OEE has neither.
  static func tells(_ metrics: [String], by piece: ChartEntry) -> Bool {
    let name =
      switch piece.meaning {
      case .entity(let name, _): name
      case .rank(let phrase): phrase.entity
      default: String?.none
      }
    return name.flatMap(Dimension.init).map { tells(metrics, by: $0) } ?? true
  }

  static func tells(_ metrics: [String], by dimension: Dimension) -> Bool {
    switch dimension {
    case .reason: metrics.allSatisfy(ofReasons.contains)
    case .defect: metrics.allSatisfy(ofDefects.contains)
    default: true
    }
  }

  private static let ofReasons: Set = [
    "stops", "micro_stops", "failures", "downtime", "lost_time", "idle_time", "setup_time", "planned_stop_time",
    "stop_duration", "mttr", "mtbf",
  ]
  private static let ofDefects: Set = ["defects", "escapes", "dpmo"]

  /// "all customers" of what was narrowed to some.
  func lifts(_ piece: ChartEntry) -> Bool {
    guard let dimension = Dimension(rawValue: piece.label ?? "") else { return false }
    return lifted.contains(dimension)
  }

  /// "which customers": the kinds of things by which a delay is taken apart.
  private func asksSeveral(_ piece: ChartEntry) -> Bool {
    guard case .entity(let name, true) = piece.meaning else { return false }
    return ["customer", "product", "line", "stage"].contains(name)
  }

  /// "only urgent orders" of a KPI or a plan: the same of those orders, and not a list of them.
  func narrowsToOrders(_ piece: ChartEntry, _ before: Frame) -> Bool {
    guard piece.kind == .entity, piece.label == Entity.order.rawValue, labels.contains("only") else { return false }
    return content.count == 2 && hasScope && [.kpi, .schedule, .delay, .forecast].contains(before.intent)
  }

  /// "how much free capacity is there?" after a schedule.
  private var asksOfPlan: Bool { has(.aspect, "capacity") || has(.aspect, "conflicts") }

  /// Pieces around a "why" that add nothing to it: "why is it so low", "why late".
  static func asksWhy(_ piece: ChartEntry) -> Bool {
    switch piece.kind {
    case .cue: ["why", "cause", "fell", "delay", "list"].contains(piece.label)
    case .state: piece.label == "late" || piece.label == "down"
    default: false
    }
  }

  private static let continued: Set<Intent> = [
    .kpi, .list, .status, .schedule, .delay, .bottleneck, .loss, .forecast, .health, .trace,
  ]

  private static func speaksOfOrders(_ frame: Frame) -> Bool {
    if !frame.filters[.order].isEmpty || !frame.filters[.workOrder].isEmpty { return true }
    return [.order, .workOrder, .material].contains(frame.entity) || frame.intent == .delay || frame.intent == .forecast
  }
}

extension ChartEntry {
  /// Words without a meaning of their own, politeness, and words of the dialogue.
  var isAside: Bool { kind == .stop || kind == .polite || kind == .turn }
  /// "who is", where a word for a person compares customers or lines.
  var asksWho: Bool { label == "who" && (kind == .compare || kind == .cue) }
  /// A time with the date that it is one of: "completed yesterday".
  var namesDate: Bool { if case .time(let phrase) = meaning { phrase.of != nil } else { false } }
  /// A name of the factory.
  var isScope: Bool { mask & SlotKind.scopeMask != 0 }
}
