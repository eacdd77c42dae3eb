/// Makes the finite-capacity plan: every line takes the waiting work order that is due first, at standard times.
///
/// Machines of one stage are set up together and no two operations of a machine overlap; the stages of one line do,
/// since boards flow one by one.
struct Planner {
  /// Standard time of a unit ÷ its ideal cycle time: what planners have learnt to allow for stops and slow cycles.
  static let allowance = 1.2
  /// Seconds by which setup at one machine follows that at the machine before it.
  static let stagger = 60
  /// Seconds between the release of an order and its earliest planned start: material is brought together.
  static let kitting = 20 * 3_600
  /// Work orders due within this many seconds of the most urgent one may go first where they save a changeover.
  static let campaign = 12 * 3_600

  private enum Event {
    case arrival(lot: Int, leg: Int)
    case ready(line: Int)
  }
  /// A work order while it is planned, before it has a number.
  private struct Lot {
    var order: Int
    var quantity: Int
    var lines: [Int] = []
    var operations: [[Operation]] = []
  }
  private struct LineState {
    var free: [Int]
    var lastProduct = -1
    var isIdle = true
  }

  let model: FactoryModel
  private var lots: [Lot] = []
  private var lines: [LineState]
  private var waiting: [[[(lot: Int, leg: Int)]]]
  private var events = EventQueue<Event>()
  private var pools: [[[Int]]]
  private let calendars: [WorkCalendar]

  init(_ model: FactoryModel) {
    self.model = model
    lines = model.lines.map { LineState(free: $0.machines.map { _ in 0 }) }
    waiting = Site.all.map { _ in LineKind.allCases.map { _ in [] } }
    pools = Site.all.indices.map { site in LineKind.allCases.map { model.lines(of: $0, at: site) } }
    calendars = model.lines.indices.map { model.calendar(of: $0) }
  }

  mutating func plan(_ orders: [Order]) -> Plan {
    for (index, order) in orders.enumerated() {
      for quantity in order.lots {
        events.add(.arrival(lot: lots.count, leg: 0), at: order.release + Planner.kitting)
        lots.append(Lot(order: index, quantity: quantity))
      }
    }
    while let (time, event) = events.next() {
      switch event {
      case .arrival(let lot, let leg):
        let order = orders[lots[lot].order]
        let kind = kindIndex(of: order, leg)
        waiting[order.site][kind].append((lot, leg))
        let idle = pools[order.site][kind].filter { lines[$0].isIdle }
        if let line = idle.first(where: { lines[$0].lastProduct == order.product }) ?? idle.first {
          dispatch(line, at: time, orders)
        }
      case .ready(let line):
        lines[line].isIdle = true
        dispatch(line, at: time, orders)
      }
    }
    return numbered(orders)
  }

  private func kindIndex(of order: Order, _ leg: Int) -> Int {
    let kind = model.products[order.product].route[leg]
    return LineKind.allCases.firstIndex(of: kind) ?? 0
  }

  private mutating func dispatch(_ line: Int, at time: Int, _ orders: [Order]) {
    let site = model.lines[line].site
    let kind = LineKind.allCases.firstIndex(of: model.lines[line].kind) ?? 0
    let queue = waiting[site][kind]
    guard let earliest = queue.map({ orders[lots[$0.lot].order].due }).min() else { return }
    func rank(_ entry: (lot: Int, leg: Int)) -> (Int, Int) {
      let order = orders[lots[entry.lot].order]
      let fits = order.product == lines[line].lastProduct && order.due <= earliest + Planner.campaign
      return (fits ? earliest : order.due, entry.lot)
    }
    guard let next = queue.indices.min(by: { rank(queue[$0]) < rank(queue[$1]) }) else { return }
    let entry = waiting[site][kind].remove(at: next)
    lines[line].isIdle = false
    schedule(entry.lot, entry.leg, on: line, at: time, orders[lots[entry.lot].order])
  }

  private mutating func schedule(_ lot: Int, _ leg: Int, on line: Int, at time: Int, _ order: Order) {
    let calendar = calendars[line]
    let first = model.lines[line].machines.lowerBound
    let machines = model.machines(of: line, for: order.product)
    let changes = lines[line].lastProduct != order.product
    let start = max(lines[line].free[machines[0] - first], calendar.work(at: time))
    let freeBefore = lines[line].free
    var operations: [Operation] = []
    var before: (setupStart: Int, runStart: Int, cycle: Int, end: Int)?
    for (place, machine) in machines.enumerated() {
      let kind = model.machines[machine].kind
      let stageMachines = machines.filter { model.machines[$0].kind.stage == kind.stage }
      let free = stageMachines.map { freeBefore[$0 - first] }.max() ?? 0
      let setup = changes ? kind.changeover : kind.lotChange
      let cycle = Double(model.machines[machine].idealCycleTimes[order.product]) / 1_000 * Planner.allowance
      let setupStart = max(free, start + place * Planner.stagger, before?.setupStart ?? 0)
      var runStart = setupStart + setup
      var end = runStart + Int(Double(lots[lot].quantity) * cycle)
      if let before {
        runStart = max(runStart, before.runStart + before.cycle)
        end = max(runStart + Int(Double(lots[lot].quantity) * cycle), before.end + Int(cycle))
      }
      before = (setupStart, runStart, Int(cycle) + 1, end)
      if operations.last?.stage == kind.stage {
        operations[operations.count - 1].machine = machine
        operations[operations.count - 1].plannedEnd = calendar.wallEnd(end)
      } else {
        operations.append(
          Operation(
            workOrder: 0, sequence: 0, stage: kind.stage, line: line, machine: machine,
            plannedStart: calendar.wallStart(setupStart), plannedEnd: calendar.wallEnd(end), plannedSetup: setup,
            quantity: lots[lot].quantity))
      }
      // A stage is free when the last of its machines is.
      for other in stageMachines { lines[line].free[other - first] = end }
    }
    lines[line].lastProduct = order.product
    lots[lot].lines.append(line)
    lots[lot].operations.append(operations)
    events.add(.ready(line: line), at: calendar.wallEnd(lines[line].free[machines[0] - first]))
    if leg + 1 < model.products[order.product].route.count, let end = before?.end {
      events.add(.arrival(lot: lot, leg: leg + 1), at: calendar.wallEnd(end))
    }
  }

  /// Work orders and operations with their numbers; what begins after the horizon has none yet.
  private func numbered(_ orders: [Order]) -> Plan {
    var plan = Plan(orders: orders)
    let horizon = model.asOf + model.configuration.planDays * CivilDay.length
    for lot in lots {
      let order = orders[lot.order]
      guard let start = lot.operations.first?.first?.plannedStart, start < horizon else { continue }
      let index = plan.workOrders.count
      var legs: [Leg] = []
      var sequence = 0
      for (leg, operations) in lot.operations.enumerated() {
        let first = plan.operations.count
        for var operation in operations {
          sequence += 1
          operation.workOrder = index
          operation.sequence = sequence
          plan.operations.append(operation)
        }
        legs.append(
          Leg(
            kind: model.lines[lot.lines[leg]].kind, line: lot.lines[leg], operations: first..<plan.operations.count))
      }
      plan.workOrders.append(
        WorkOrder(
          number: 51_001 + index, order: lot.order, product: order.product, quantity: lot.quantity, legs: legs))
    }
    return plan
  }
}
