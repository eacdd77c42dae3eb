// Which things are listed, and of which one the state is told.
extension FrameAssembly {
  /// The entity of a list or a status, with the states and the date that fit it.
  mutating func placeListed() -> Bool {
    if rule.intent == .status { frame.entity = frame.entity ?? Self.thing(in: frame.filters, named) }
    listThingsNotNamed()
    listHistory()
    // A line has no progress: "how much of the shift did SMT 1 stand idle".
    let places: Set<Entity> = [.site, .line, .stage, .machine]
    if frame.aspect == .progress, frame.entity.map(places.contains) ?? false { return false }
    // "state of all machines on SMT 2": of each machine, and not of the line.
    if rule.intent == .status, frame.intent == .status, [.line, .site].contains(frame.entity), frame.aspect == nil,
      entities.contains(where: { $0.name == Entity.machine.rawValue && $0.plural })
    {
      (frame.intent, frame.entity) = (.list, .machine)
    }
    if frame.entity == nil {
      guard let first = entities.first, let entity = Entity(rawValue: first.name) else { return false }
      frame.entity = entity
    }
    guard
      entities.allSatisfy({
        $0.name == frame.entity?.rawValue || rule.sets["entity"] != nil || rule.intent == .status
      })
    else { return false }
    // "khu SMT đang có máy nào setup": a state of machines, where the same word is a reason of lost time.
    if frame.intent == .list, frame.entity == .machine || frame.entity == .line, !frame.filters[.reason].isEmpty,
      frame.filters[.reason].allSatisfy({ grammar.names.entry(.reason, $0)?.category == "setup" })
    {
      frame.filters[.reason] = []
      frame.filters.add("setup", to: .state)
    }
    // No line is idle tomorrow: that it is free then is a matter of the plan.
    if frame.filters[.state] == ["idle"], frame.period?.isAhead == true { return false }
    // A kind of document is no order's; "open the POM" wishes to read it.
    if !frame.filters[.documentKind].isEmpty, frame.intent == .list {
      guard frame.entity == .document else { return false }
      if frame.filters[.state] == ["open"] { frame.filters[.state] = [] }
    }
    // "How many have we done" asks for a number, and for no list of what was.
    if asks("asks_number"), !saysWhich, frame.aspect == nil, !comparesWithBefore,
      frame.filters[.order].isEmpty, frame.filters[.workOrder].isEmpty
    {
      return false
    }
    askWhereAnOrderStands()
    askWhetherDone()
    askWhatIsPlanned()
    if frame.entity == .order, frame.intent == .list { completedInPeriod() }
    // "Which orders were on SMT 2 yesterday": those that ran there then, and not those due then.
    if frame.intent == .list, frame.entity == .order, frame.period != nil, frame.period != .now,
      frame.periodOf == nil, asks("was"),
      !frame.filters[.line].isEmpty || !frame.filters[.machine].isEmpty || !frame.filters[.stage].isEmpty,
      frame.filters[.state].isEmpty
    {
      return false
    }
    guard dateHasPeriod() else { return false }
    // "now" is when a list is about anyway: it filters no date.
    if frame.entity == .order, frame.period != nil, frame.period != .now, frame.periodOf == nil,
      frame.intent == .list
    {
      frame.periodOf = .due
    }
    if frame.entity == .maintenance, frame.period != nil, frame.filters[.state] == ["done"] {
      (frame.filters[.state], frame.periodOf) = ([], .done)
    }
    maintenanceNotDone()
    if frame.entity == .maintenance, frame.periodOf == .completed { frame.periodOf = .done }
    // "maintenance planned next week": planned for then, in whatever state.
    if frame.entity == .maintenance, frame.period != nil, frame.filters[.state] == ["planned"] {
      (frame.filters[.state], frame.periodOf) = ([], frame.periodOf ?? .planned)
    }
    // A job has no other due date than its planned one.
    if frame.entity == .maintenance, frame.periodOf == .due {
      frame.periodOf = .planned
      if frame.filters[.state].isEmpty { frame.filters[.state] = ["due"] }
    }
    // "the lines except packing" speaks of lines, not of a stage of the same name.
    if frame.entity == .line, !frame.filters[.stage].isEmpty || !frame.exclude[.stage].isEmpty {
      farFetched += Costs.farFetched
    }
    return true
  }

  /// "Alert history of DIP1-WAVE" lists its alerts.
  private mutating func listHistory() {
    let listed = ["alert", "maintenance", "stop", "defect"]
    guard rule.intent == .status, frame.aspect == .history,
      let name = entities.first(where: { listed.contains($0.name) })?.name
    else { return }
    (frame.intent, frame.aspect, frame.entity) = (.list, nil, Entity(rawValue: name))
    if frame.entity == .maintenance { frame.filters[.state] = ["done"] }
  }

  /// "Status of the orders for Aurora", "of all machines on SMT 4" are about those, whichever they are.
  private mutating func listThingsNotNamed() {
    guard frame.intent == .status, let subject = frame.entity else { return }
    let things: [(entity: Entity, dimension: Dimension, within: Set<Entity>)] = [
      (.order, .order, [.customer, .product]), (.workOrder, .workOrder, [.customer, .product]),
      (.machine, .machine, []),
    ]
    for (entity, dimension, within) in things where frame.filters[dimension].isEmpty {
      guard let said = entities.first(where: { $0.name == entity.rawValue }), said.plural || within.contains(subject)
      else { continue }
      (frame.intent, frame.entity) = (.list, entity)
      return
    }
  }

  /// The most particular thing named is the one asked about.
  private static func thing(in filters: Scope, _ named: [Dimension]) -> Entity? {
    let order: [Dimension] = [.order, .workOrder, .machine, .stage, .line, .lot, .product, .customer, .site, .lineKind]
    guard let dimension = order.first(where: { !filters[$0].isEmpty }) else { return nil }
    return switch dimension {
    case .lineKind: .line
    case .lot: .material
    default: Entity(rawValue: dimension.rawValue)
    }
  }

  /// "How many orders are late, and which"
  private var saysWhich: Bool { asks("which") || pieces.contains { $0.kind == .cue && $0.label == "list" } }
}
