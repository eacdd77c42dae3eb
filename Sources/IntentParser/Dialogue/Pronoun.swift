/// "it", "their" and "there" in a question that is complete by itself but for the thing it is about.
///
/// Words are pronouns where the grammar's stop words say so: `it`, `its`, `them`, `they`, `there`, `both`.
struct Pronoun {
  /// Places of the words.
  let words: [Int]
  private let labels: Set<String>
  private let pieces: [ChartEntry]

  init(_ reader: QuestionReader) {
    pieces = reader.readings.first?.cover.pieces ?? []
    let pointing = pieces.filter { $0.kind == .stop && Self.all.contains($0.label ?? "") }
    words = pointing.map(\.start)
    labels = Set(pointing.compactMap(\.label))
  }

  static let all: Set = ["it", "its", "them", "they", "those", "there", "both"]

  /// "is it late": a state of the thing.
  private var saysIs: Bool {
    zip(pieces, pieces.dropFirst()).contains {
      $0.kind == .stop && $0.label == "is" && $1.kind == .stop && $1.label == "it"
    }
  }
  private var asksNumber: Bool { pieces.contains { $0.kind == .stop && $0.label == "asks_number" } }
  private var isPossessive: Bool { labels.contains("its") || labels.contains("them") }
  /// "its", "on it": of a list as well, since they say where to look.
  private var saysWhere: Bool { labels.contains("its") }

  /// The frame about what was spoken of; `.some(nil)` where nothing was and the question means nothing without it;
  /// nil where no pronoun matters.
  func resolved(_ frame: Frame, in conversation: Conversation) -> Frame?? {
    if words.isEmpty, frame.isBareForecast {
      // "when done?" after an order's status, "will we make it by Friday"; of nothing that ends it is no question.
      guard let spoken = Self.spoken(of: conversation), let dimension = spoken.dimensions.first,
        dimension == .order || dimension == .workOrder
      else { return frame.period == nil ? .some(nil) : nil }
      var frame = frame
      frame.filters[dimension] = spoken[dimension]
      frame.inherited = ["filters"]
      return .some(frame)
    }
    // "will we make it on Friday", "kịp thứ sáu không" after one order: of that order.
    if words.isEmpty, frame.isForecastOfADay, !pieces.contains(where: { $0.kind == .entity || $0.kind == .unit }),
      let order = conversation.frame?.oneOrder
    {
      var frame = frame
      (frame.filters, frame.inherited) = (order, ["filters"])
      return .some(frame)
    }
    guard !words.isEmpty else { return nil }
    if labels.contains("there") { return there(frame, in: conversation) }
    if labels.contains("both") { return both(frame, in: conversation) }
    if !conversation.turns.isEmpty, !labels.isDisjoint(with: ["they", "them", "those"]) {
      return those(frame, in: conversation)
    }
    guard labels.contains("it") || labels.contains("its") || labels.contains("them") else { return nil }
    if frame.intent == .whatIf { return supposed(frame, in: conversation) }
    if let frame = whereItIs(frame, in: conversation) { return .some(frame) }
    let isAboutThing = frame.entity.map { Self.things.contains($0.rawValue) } ?? true
    guard isOpen(frame), frame.by.isEmpty || frame.intent == .kpi && isPossessive,
      frame.rank == nil || frame.intent == .list,
      // "Do we have all the material for it?": of a list only what happens to the thing spoken of.
      frame.intent == .list ? saysWhere || !isAboutThing : isAboutThing
    else { return leftOver(frame, in: conversation) }
    // "when will it be finished" after several orders: which of them is not said.
    if isOneOfOrders(frame, in: conversation) { return .some(nil) }
    if let spoken = Self.spoken(of: conversation), Self.about.contains(frame.intent) {
      // "which orders are in it": a plan is what is in it.
      if let plan = conversation.last?.frame, plan.intent == .schedule, frame.intent == .list, frame.entity == .order,
        frame.filters.isEmpty, frame.period == nil
      {
        var plan = plan
        plan.inherited = TurnMerge.keys(of: plan)
        return .some(plan)
      }
      var frame = frame
      for dimension in spoken.dimensions { frame.filters[dimension] = spoken[dimension] }
      frame.inherited = ["filters"]
      // "its stop reasons" after the worst line of last week: those of last week.
      let asksResults = frame.intent == .kpi || frame.intent == .list && frame.entity == .stop
      if asksResults, frame.period == nil, frame.hours == nil, let before = conversation.last?.frame,
        before.intent == .kpi || before.intent == .list && before.entity == .stop, before.period != nil,
        before.periodOf == nil
      {
        (frame.period, frame.hours) = (before.period, before.hours)
        frame.inherited.append("period")
      }
      // "will we make Friday with it": the order is made, and no number of units.
      if frame.intent == .forecast, frame.metrics == ["output"], frame.oneOrder != nil, !asksNumber {
        frame.metrics = []
      }
      return .some(frame)
    }
    return needsThing(frame) ? .some(nil) : nil
  }

  /// "if SMT 1 stops for 3 hours, would it still make it": the order spoken of.
  private func supposed(_ frame: Frame, in conversation: Conversation) -> Frame?? {
    guard frame.filters.isEmpty, frame.change["order"] == nil, let spoken = Self.spoken(of: conversation),
      !spoken[.order].isEmpty
    else { return nil }
    var frame = frame
    (frame.filters, frame.inherited) = (spoken, ["filters"])
    return .some(frame)
  }

  /// Names nothing that a pronoun could stand for.
  private func isOpen(_ frame: Frame) -> Bool {
    frame.filters.without([.state]).isEmpty && frame.compare.isEmpty && frame.inherited.isEmpty
  }

  private func isOneOfOrders(_ frame: Frame, in conversation: Conversation) -> Bool {
    guard [.forecast, .status, .delay].contains(frame.intent), let turn = conversation.last,
      let before = conversation.frame
    else { return false }
    let isOfOrders =
      before.intent == .list && (before.entity == .order || before.entity == .workOrder)
      || before.intent == .delay || before.intent == .forecast && before.metrics.isEmpty
    guard isOfOrders, before.filters[.order].isEmpty, before.filters[.workOrder].isEmpty else { return false }
    return turn.things.first { $0.dimension == .order || $0.dimension == .workOrder }?.codes.count != 1
  }

  private func needsThing(_ frame: Frame) -> Bool {
    switch frame.intent {
    case .status, .forecast, .delay: true
    case .list: saysWhere || labels.contains("it")
    case .kpi: isPossessive || frame.metrics.contains { ["lateness", "lead_time", "downtime", "stops"].contains($0) }
    default: false
    }
  }

  /// "which machines is it on", of nothing that was spoken of: a list of all machines is no answer.
  private func leftOver(_ frame: Frame, in conversation: Conversation) -> Frame?? {
    guard frame.intent == .list, isOpen(frame) else { return nil }
    // "is it late" of nothing.
    if conversation.turns.isEmpty {
      return labels.contains("it") && saysIs && !frame.filters.isEmpty ? .some(nil) : nil
    }
    guard let spoken = Self.spoken(of: conversation), conversation.last?.frame?.listsOthers != true else {
      return .some(nil)
    }
    // "is it going to be late", "when is it due" of one order; of a line or a customer there is no such thing.
    guard frame.entity == .order || frame.entity == .workOrder, labels.contains("it"), !frame.filters[.state].isEmpty,
      frame.filters.dimensions == [.state], frame.period == nil, frame.by.isEmpty
    else { return nil }
    guard var status = Self.status(of: spoken), status.oneOrder != nil else { return .some(nil) }
    if frame.filters[.state] == ["at_risk"] { (status.intent, status.entity) = (.forecast, nil) }
    return .some(status)
  }

  /// "which stage is it in", "which customer is it for": the status of the order or machine spoken of.
  private func whereItIs(_ frame: Frame, in conversation: Conversation) -> Frame? {
    let told: Set<Entity> = [.stage, .line, .machine, .site, .customer, .product]
    // Of a list of stops "it" is a stop, and not the line on which they were.
    guard frame.intent == .list, isOpen(frame), let entity = frame.entity, told.contains(entity),
      conversation.last?.frame?.listsOthers != true, let spoken = Self.spoken(of: conversation),
      let status = Self.status(of: spoken), entity != status.entity
    else { return nil }
    return status
  }

  /// The status of one thing.
  static func status(of spoken: Scope) -> Frame? {
    let entities: [Dimension: Entity] = [
      .order: .order, .workOrder: .workOrder, .machine: .machine, .line: .line,
    ]
    guard let dimension = spoken.dimensions.first, let entity = entities[dimension] else { return nil }
    var frame = Frame(intent: .status, entity: entity)
    (frame.filters, frame.inherited) = (spoken, ["filters"])
    return frame
  }

  // MARK: Places and several things

  /// The things that a ranking or a threshold chose: the rows of the last answer.
  static func rows(of conversation: Conversation) -> Scope? {
    guard let turn = conversation.last, let frame = turn.frame else { return nil }
    let rows = turn.things.filter { frame.by.contains(.dimension($0.dimension)) }
    guard rows.count == 1, let things = rows.first, !things.codes.isEmpty else { return nil }
    let codes = Array(things.codes.prefix(frame.rank?.limit ?? .max))
    guard things.isComplete || frame.rank?.limit == codes.count else { return nil }
    return Scope([things.dimension: codes])
  }

  private static let places: [Dimension] = [.site, .lineKind, .line, .machine, .stage]

  /// "stops there": where what was spoken of is.
  private func there(_ frame: Frame, in conversation: Conversation) -> Frame?? {
    guard Self.places.allSatisfy({ frame.filters[$0].isEmpty }), frame.compare.isEmpty, frame.inherited.isEmpty else {
      return nil
    }
    guard let place = Self.place(in: conversation) else { return .some(nil) }
    var frame = frame
    for dimension in place.dimensions {
      frame.filters[dimension] = place[dimension]
      frame.by.removeAll { $0 == .dimension(dimension) }
    }
    frame.inherited = ["filters"]
    return .some(frame)
  }

  static func place(in conversation: Conversation) -> Scope? {
    guard let turn = conversation.last, let before = turn.frame else { return nil }
    let others = before.filters.dimensions.filter { !places.contains($0) }
    let named = before.filters.without(others)
    if before.rank?.limit == 1 {
      let first = turn.things.first { places.contains($0.dimension) }
      return first.flatMap { things in things.codes.first.map { Scope([things.dimension: [$0]]) } }
    }
    return named.isEmpty ? nil : named
  }

  /// "total for both": the two things that were spoken of last, one after the other.
  private func both(_ frame: Frame, in conversation: Conversation) -> Frame?? {
    // "if SMT 1 and SMT 2 are both down"
    if frame.change.values.contains(where: { if case .list = $0 { true } else { false } }) { return nil }
    // "both SMT 1 and SMT 2", "both sites"
    if frame.filters.dimensions.contains(where: { frame.filters[$0].count > 1 }) || !frame.compare.isEmpty
      || !frame.by.isEmpty || frame.comparePeriod != nil || !frame.exclude.isEmpty || frame.metrics.count > 1
    {
      return nil
    }
    if pieces.contains(where: { $0.kind == .entity }) { return nil }
    guard isOpen(frame), let pair = Self.pair(in: conversation) else { return .some(nil) }
    var frame = frame
    for dimension in pair.dimensions { frame.filters[dimension] = pair[dimension] }
    frame.inherited = ["filters"]
    return .some(frame)
  }

  /// The one dimension of which several things were named.
  static func several(in filters: Scope) -> Dimension? {
    let dimensions = filters.dimensions.filter { filters[$0].count > 1 }
    return dimensions.count == 1 ? dimensions[0] : nil
  }

  static func pair(in conversation: Conversation) -> Scope? {
    let frames = conversation.turns.reversed().compactMap(\.frame)
    guard let last = frames.first else { return nil }
    for dimension in [Dimension.order, .workOrder, .machine, .line, .stage, .product, .customer, .site, .shift] {
      let codes = last.filters[dimension]
      if codes.count == 2 { return Scope([dimension: codes]) }
      guard codes.count == 1 else { continue }
      guard let other = frames.first(where: { $0.filters[dimension].count == 1 && $0.filters[dimension] != codes })
      else { return nil }
      return Scope([dimension: other.filters[dimension] + codes])
    }
    return nil
  }

  /// "why are they late", "show me their operations": all that the last answer was about.
  private func those(_ frame: Frame, in conversation: Conversation) -> Frame?? {
    guard isOpen(frame), frame.inherited.isEmpty else { return nil }
    // "which lines are late and how late are they": they were named in the question itself.
    let first = pieces.firstIndex { $0.kind == .stop && ["they", "them", "those"].contains($0.label ?? "") } ?? 0
    let isOfOthers: Set<Intent> = [.list, .delay, .trace]
    if pieces[..<first].contains(where: { $0.kind == .entity && !isOfOthers.contains(frame.intent) }) {
      return nil
    }
    guard Self.about.contains(frame.intent) || frame.intent == .bottleneck else { return nil }
    return .some(Leaning(conversation).those(of: frame))
  }

  private static let about: Set<Intent> = [.kpi, .list, .status, .forecast, .delay, .loss, .trace, .health, .schedule]
  private static let things: Set<String> = ["order", "work_order", "line", "machine", "stage", "operation"]

  /// The one thing that the last turn was about, or that its answer chose: "its downtime" after the worst line.
  static func spoken(of conversation: Conversation) -> Scope? {
    guard let turn = conversation.last, let frame = turn.frame else { return nil }
    let scope = scope(of: frame)
    if !scope.isEmpty { return scope }
    guard let things = turn.things.first, let code = things.codes.first else { return nil }
    let isOnly = frame.intent == .list && things.isComplete && things.codes.count == 1
    return frame.rank?.limit == 1 || isOnly ? Scope([things.dimension: [code]]) : nil
  }

  /// The one thing that a turn was about.
  private static func scope(of frame: Frame) -> Scope {
    let things: [Dimension] = [.order, .workOrder, .machine, .line, .stage, .product, .customer, .site]
    guard let dimension = things.first(where: { frame.filters[$0].count == 1 }) else { return Scope() }
    return Scope([dimension: frame.filters[dimension]])
  }
}

extension Frame {
  /// Whether a ranking or a threshold leaves some of what it is broken down by.
  var isChosen: Bool { rank?.limit != nil || !having.isEmpty }

  /// The one order or work order that it is about.
  public var oneOrder: Scope? {
    let dimension = [Dimension.order, .workOrder].first { filters[$0].count == 1 }
    return dimension.map { Scope([$0: filters[$0]]) }
  }

  /// Lists stops, alerts and the like, which have no code that a later turn could name.
  fileprivate var listsOthers: Bool {
    intent == .list && entity.map { Dimension(rawValue: $0.rawValue) == nil } ?? false
  }

  /// Asks for what will be done by a day, and names nothing that is.
  fileprivate var isForecastOfADay: Bool {
    intent == .forecast && filters.isEmpty && exclude.isEmpty && metrics.isEmpty && entity == nil && by.isEmpty
      && period != nil
  }

  /// Asks for an end and names nothing that ends.
  fileprivate var isBareForecast: Bool {
    intent == .forecast && filters.isEmpty && metrics.isEmpty && entity == nil && by.isEmpty
  }
}
