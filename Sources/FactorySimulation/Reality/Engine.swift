/// What really happened on the floor: work orders queue before lines, lines take them in the order of the plan, and
/// boards flow through the machines of a line with whatever stops them.
///
/// A run is repeatable to the byte whatever it records, so that big tables are written from runs of their own instead
/// of being kept in memory.
final class Engine {
  /// A work order that waits before a line.
  struct Waiting {
    var workOrder: Int
    var leg: Int
    var plannedStart: Int
    /// It does not begin earlier: hours before its plan at most, and not before its material is there.
    var eligible: Int
    var lacksMaterialFrom: Int?
  }
  struct LineState {
    var queue: [Waiting] = []
    /// When its first machine is free.
    var ready = Int.min
    /// Work orders taken so far.
    var jobs = 0
    /// Last job of each machine of the line.
    var lastJob: [Int]
    /// Time for which a look at the queue is already arranged.
    var wake = Int.min
  }
  enum Event {
    case arrival(workOrder: Int, leg: Int)
    case look(line: Int)
  }
  /// Seconds before its planned start at which a work order may begin.
  static let early = 6 * 3_600

  let model: FactoryModel
  let plan: Plan
  let recording: Recording
  let seed: UInt64
  let calendars: [WorkCalendar]
  let tracks: [MachineTrack]
  let states: StateLog
  var lines: [LineState]
  var outcomes: [OperationOutcome]
  var shortages: [Shortage] = []
  var stops: [NotedStop] = []
  var maintenance: [MaintenanceJob]
  var rows = CopyBuffer()
  var cursors: [Int]
  /// Boards alive of each work order on its way.
  var boards: [[Int32]]
  /// Where the boards of a work order have been; kept only to find out who introduced a defect.
  var visits: [[Visit]]
  var defects = 0
  private var events = EventQueue<Event>()
  /// When the material of a work order comes, where that is certain.
  private var materialComes: [Int: Int] = [:]
  private(set) var time: Int

  init(_ model: FactoryModel, _ plan: Plan, recording: Recording) {
    self.model = model
    self.plan = plan
    self.recording = recording
    seed = model.configuration.seed
    time = model.start
    calendars = model.lines.indices.map { model.calendar(of: $0) }
    let states = StateLog(model, isOn: recording == .states)
    self.states = states
    let seed = self.seed
    tracks = model.machines.enumerated().map { MachineTrack(index: $0, model: $1, seed: seed, log: states) }
    lines = model.lines.map { LineState(lastJob: $0.machines.map { _ in 0 }) }
    outcomes = plan.operations.map { _ in OperationOutcome() }
    cursors = model.machines.map { _ in 0 }
    boards = plan.workOrders.map { _ in [] }
    visits = recording == .defects ? plan.workOrders.map { _ in [] } : []
    rows.utcOffset = model.configuration.utcOffset
    maintenance = MaintenancePlan(model: model).jobs()
    script()
    for (index, workOrder) in plan.workOrders.enumerated() {
      events.add(.arrival(workOrder: index, leg: 0), at: plan.orders[workOrder.order].release)
    }
  }

  /// Arranges maintenance, and that the present is never without trouble to ask about.
  private func script() {
    for (index, job) in maintenance.enumerated() {
      var random = Random(seed: seed, .maintenanceDelay, index)
      let length = Double(job.plannedEnd - job.plannedStart) * random.uniform(0.85...1.2)
      tracks[job.machine].maintenance.append((index, job.dueWork, Int(length)))
    }
    for track in tracks { track.maintenance.sort { ($0.at, $0.job) < ($1.at, $1.job) } }
    let smt = model.lines(of: .smt, at: Site.hanoi).dropFirst()
    if let busiest = smt.max(by: { queued(before: $0) < queued(before: $1) }) {
      stop(.printer, of: busiest, .conveyorJam, minutesAgo: 25, minutes: 110)
    }
    if let third = smt.last { stop(.reflow, of: third, .reflowAlarm, minutesAgo: 95, minutes: 230) }
    if let test = model.lines(of: .test, at: Site.hanoi).last {
      stop(.ict, of: test, .testerOffline, minutesAgo: 50, minutes: 200)
    }
    lackMaterial(at: Site.hanoi)
  }

  /// Work orders that are released and planned on the line from now on.
  private func queued(before line: Int) -> Int {
    plan.workOrders.count {
      $0.legs[0].line == line && plan.orders[$0.order].release < model.asOf
        && plan.operations[$0.legs[0].operations.lowerBound].plannedStart > model.asOf
    }
  }

  /// Arranges that a machine stops some working minutes before the as-of, as soon as it runs.
  private func stop(_ kind: MachineKind, of line: Int, _ reason: StopReason, minutesAgo: Int, minutes: Int) {
    let at = calendars[line].work(at: model.asOf) - minutesAgo * 60
    for machine in model.lines[line].machines where model.machines[machine].kind == kind && at > 0 {
      tracks[machine].scripted.append((at, minutes * 60, reason))
    }
  }

  /// One order of the site lacks material and will be late, one is late for it, one was held up by it.
  private func lackMaterial(at site: Int) {
    let orders = plan.workOrders.indices.filter {
      let order = plan.orders[plan.workOrders[$0].order]
      return order.site == site && order.release < model.asOf - 7_200
    }
    func due(_ workOrder: Int) -> Int { plan.orders[plan.workOrders[workOrder].order].due }
    let soon = orders.filter { due($0) > model.asOf && due($0) < model.asOf + 44 * 3_600 }
    let passed = orders.filter { due($0) < model.asOf && due($0) > model.asOf - 4 * CivilDay.length }
    if let workOrder = soon.max(by: { due($0) < due($1) }) { materialComes[workOrder] = model.asOf + 40 * 3_600 }
    let late = passed.sorted { (due($0), $0) > (due($1), $1) }
    guard let first = late.first else { return }
    materialComes[first] = model.asOf + 21 * 3_600
    if let second = late.first(where: { plan.workOrders[$0].order != plan.workOrders[first].order }) {
      materialComes[second] = model.asOf - 5 * 3_600
    }
  }

  /// Goes on by one event; false when the as-of is reached.
  func step() -> Bool {
    guard let next = events.nextTime, next < model.asOf, let (time, event) = events.next() else {
      finish()
      return false
    }
    self.time = time
    switch event {
    case .arrival(let workOrder, let leg): arrive(workOrder, leg)
    case .look(let line): look(line)
    }
    return true
  }

  private func arrive(_ workOrder: Int, _ leg: Int) {
    let leg0 = plan.workOrders[workOrder].legs[leg]
    let plannedStart = plan.operations[leg0.operations.lowerBound].plannedStart
    var waiting = Waiting(
      workOrder: workOrder, leg: leg, plannedStart: plannedStart, eligible: max(time, plannedStart - Engine.early))
    if let shortage = shortage(of: workOrder, leg, plannedStart) {
      waiting.lacksMaterialFrom = shortage.from
      waiting.eligible = max(waiting.eligible, shortage.to)
      if shortage.from < model.asOf { shortages.append(shortage) }
    }
    lines[leg0.line].queue.append(waiting)
    look(leg0.line)
  }

  /// What lacks before the operation can begin, if anything.
  private func shortage(of workOrder: Int, _ leg: Int, _ plannedStart: Int) -> Shortage? {
    let operation = plan.workOrders[workOrder].legs[leg].operations.lowerBound
    let product = model.products[plan.workOrders[workOrder].product]
    guard let materials = product.materials[plan.operations[operation].stage] else { return nil }
    var random = Random(seed: seed, .shortages, workOrder, leg)
    let certain = leg == 0 ? materialComes[workOrder] : nil
    guard random.chance(0.04) || certain != nil else { return nil }
    let material = Material.index(of: random.pick(materials))
    let pieces = plan.workOrders[workOrder].quantity * Material.all[material].perUnit
    var from = max(time, plannedStart - 7_200)
    var to = from + Int(random.logNormal(median: 15 * 3_600, sigma: 0.9)).clamped(to: 7_200...8 * CivilDay.length)
    if let certain {
      from = min(time + 1_800, model.asOf - 600)
      to = max(from + 3_600, certain)
    }
    let expected = random.chance(0.7) ? (to + random.int(-3...1) * 3_600) / 3_600 * 3_600 : nil
    return Shortage(
      material: material, operation: operation, quantity: max(1, Int(Double(pieces) * random.uniform(0.1...0.8))),
      from: from, to: to, expected: expected.map { max($0, from + 3_600) })
  }

  /// The line takes the next work order if it is free and one can begin.
  private func look(_ line: Int) {
    guard time >= lines[line].ready else { return }
    let queue = lines[line].queue
    let startable = queue.indices.filter { queue[$0].eligible <= time }
    let first = startable.min {
      (queue[$0].plannedStart, queue[$0].workOrder) < (queue[$1].plannedStart, queue[$1].workOrder)
    }
    if let first {
      let next = lines[line].queue.remove(at: first)
      make(next, on: line)
      let machine = model.machines(of: line, for: plan.workOrders[next.workOrder].product)[0]
      lines[line].ready = calendars[line].wallEnd(tracks[machine].time)
      events.add(.look(line: line), at: lines[line].ready)
    } else if let wake = queue.map(\.eligible).min(), lines[line].wake <= time || lines[line].wake > wake {
      lines[line].wake = wake
      events.add(.look(line: line), at: wake)
    }
  }

  func arrange(_ event: Event, at time: Int) { events.add(event, at: time) }

  /// Everything up to the as-of is filled, and what the tracks know is taken over.
  private func finish() {
    for track in tracks {
      let line = track.model.line
      let end = calendars[line].work(at: model.asOf)
      let lacks = lines[line].queue.contains { ($0.lacksMaterialFrom ?? Int.max) < model.asOf }
      let isBusy = lines[line].ready >= model.asOf
      let isSkipped = lines[line].lastJob[track.index - model.lines[line].machines.lowerBound] != lines[line].jobs
      if track.time < end {
        if lacks, !isBusy, !isSkipped {
          track.wait(until: end - 5_400, as: .init(category: .plannedStop, reason: .noPlan))
          track.wait(until: end, as: .init(category: .idle, reason: .waitingForMaterial))
        } else {
          track.wait(until: end, as: .init(category: .plannedStop, reason: .noPlan))
        }
      }
      track.flush()
      states.finish(machine: track.index)
      for (job, end) in track.maintenanceDone {
        let done = calendars[line].wallEnd(end)
        if done < model.asOf { maintenance[job].done = done }
      }
    }
  }
}
