/// The KPIs of a factory, taken by walking through it minute by minute and event by event.
public struct Reference: Sendable {
  public let factory: ReferenceFactory
  let timeline: Timeline

  public init(_ factory: ReferenceFactory) {
    self.factory = factory
    timeline = Timeline(factory)
  }

  /// The tallies of the groups of a question; of a question without groups there is one, named "".
  ///
  /// - Parameter whole: the total of a question by groups: machines and stages that were listed add up, lines do not.
  public func tallies(_ query: ReferenceQuery, whole: Bool = false) -> [String: Tally] {
    var walk = Walk(self, query, whole: whole)
    walk.walkStates()
    walk.spreadRunningTime()
    walk.walkCounts()
    walk.walkPlans()
    walk.walkOrders()
    walk.walkEvents()
    walk.walkStocks()
    return walk.slots.mapValues { walk.tallies[$0] }
  }
}

/// One question's way through the factory.
struct Walk {
  let factory: ReferenceFactory
  let timeline: Timeline
  let query: ReferenceQuery
  /// Which machines stand for the scope, and where units leave it.
  let level: Level
  let outflow: Level
  let by: String?
  /// Machines and lines of the scope.
  let machines: [Int]
  let lines: [Int]
  var slots: [String: Int] = [:]
  var tallies: [Tally] = []

  init(_ reference: Reference, _ query: ReferenceQuery, whole: Bool) {
    factory = reference.factory
    timeline = reference.timeline
    self.query = query
    by = whole ? nil : query.by
    let factory = reference.factory
    machines = factory.machines.indices.filter { index in
      let machine = factory.machines[index]
      let line = factory.lines[machine.line]
      return query.takes("line", line.code) && query.takes("line_kind", line.kind) && query.takes("site", line.site)
        && query.takes("machine", machine.code) && query.takes("stage", factory.stages[machine.stage].name)
    }
    lines = Set(machines.map { factory.machines[$0].line }).sorted()
    func level(_ listed: String?) -> Level {
      func asked(_ names: String...) -> Bool { names.contains { query.filters[$0] != nil || listed == $0 } }
      return asked("machine") ? .machine : asked("stage") ? .stage : asked("line", "line_kind") ? .line : .company
    }
    // In a total the listed machines add up by their times, and units count where they leave the whole scope.
    self.level = level(whole && query.by != "machine" && query.by != "stage" ? nil : query.by)
    outflow = level(whole ? nil : query.by)
    if by == nil { _ = slot("") }
  }

  /// The question's window up to now.
  var window: Range<Int> { query.from..<max(query.from, min(query.to, factory.now)) }

  /// Whether a moment counts on a line: hours, weekdays and shifts that were named.
  func isAsked(_ second: Int, on line: Int) -> Bool {
    let step = second / Timeline.step
    guard step >= 0, step < timeline.steps else { return false }
    if let hours = query.hours {
      let minute = timeline.minute[step]
      guard hours.contains(minute) || hours.contains(minute + 1440) else { return false }
    }
    guard query.takes("weekday", timeline.weekday[step]) else { return false }
    if query.filters["shift"] != nil || query.exclude["shift"] != nil || by == "shift" || by == "shift_instance" {
      let shift = timeline.shift[line][step]
      guard shift >= 0, query.takes("shift", factory.shifts[shift].name) else { return false }
    }
    return true
  }

  /// What a row is about.
  struct Row {
    var second: Int
    var line: Int
    var machine: Int?
    var operation: Int?
    var order: Int?
    var reason: String?
  }

  func order(_ row: Row) -> Int? {
    row.order ?? row.operation.map { factory.workOrders[factory.operations[$0].workOrder].order }
  }
  func product(_ row: Row) -> String? { order(row).map { factory.products[factory.orders[$0].product].code } }

  func takes(_ row: Row) -> Bool {
    if query.filters["product"] != nil || query.exclude["product"] != nil, !query.takes("product", product(row)) {
      return false
    }
    guard query.filters["customer"] != nil || query.exclude["customer"] != nil else { return true }
    return query.takes("customer", order(row).map { factory.orders[$0].customer })
  }

  /// Code of the group that a row belongs to.
  func group(_ row: Row) -> String {
    let step = row.second / Timeline.step
    switch by {
    case nil: return ""
    case "shift":
      let shift = timeline.shift[row.line][step]
      return shift < 0 ? "" : factory.shifts[shift].name
    case "day": return timeline.day[step]
    case "hour": return timeline.hour[step]
    case "weekday": return timeline.weekday[step]
    case "line": return factory.lines[row.line].code
    case "line_kind": return factory.lines[row.line].kind
    case "site": return factory.lines[row.line].site
    case "machine": return row.machine.map { factory.machines[$0].code } ?? ""
    case "stage": return row.machine.map { factory.stages[factory.machines[$0].stage].name } ?? ""
    case "product": return product(row) ?? ""
    case "customer": return order(row).map { factory.orders[$0].customer } ?? ""
    case "reason": return row.reason ?? ""
    default: return ""
    }
  }

  /// The mean time between jams is all the running time by the jams: what runs has no reason of its own.
  mutating func spreadRunningTime() {
    guard by == "reason", let none = slots[""] else { return }
    let running = tallies[none][.allRun]
    for slot in tallies.indices where slot != none { tallies[slot].add(.allRun, running) }
  }

  private mutating func slot(_ group: String) -> Int {
    if let slot = slots[group] { return slot }
    slots[group] = tallies.count
    tallies.append(Tally())
    return tallies.count - 1
  }
  mutating func slot(_ row: Row) -> Int { by == nil ? 0 : slot(group(row)) }

  mutating func add(_ quantity: Quantity, _ value: Double, _ row: Row) {
    let slot = slot(row)
    tallies[slot].add(quantity, value)
  }
  mutating func item(_ name: String, _ value: Double, _ row: Row) {
    let slot = slot(row)
    tallies[slot].item(name, value)
  }
}
