/// One machine through time: what it does from its first second to the as-of, without gap or overlap.
///
/// All work is on the line's working clock; the off time between is added when a state is written.
final class MachineTrack {
  struct State: Equatable {
    var category: StateCategory
    var reason: StopReason?
    var operation: Int?
  }

  let index: Int
  let model: MachineModel
  let causes: [StopCause]
  /// Where the machine stands on the working clock.
  private(set) var time = 0
  var lastProduct = -1
  /// Seconds that it has run.
  private(set) var runClock = 0
  /// Value of the run clock at which each cause strikes next, and the least of them.
  private var strikes: [Int] = []
  private var nextStrike = Int.max
  private var random: Random
  /// Stops that are certain: on the working clock.
  var scripted: [(at: Int, length: Int, reason: StopReason)] = []
  /// Maintenance of this machine in the order in which it is done.
  var maintenance: [(job: Int, at: Int, length: Int)] = []
  private var nextMaintenance = 0
  private(set) var maintenanceDone: [(job: Int, end: Int)] = []
  /// Stops of the job at hand that are long enough to be noticed: on the working clock.
  var noted: [(from: Int, to: Int, reason: StopReason?, operation: Int)] = []

  private var pending: (state: State, from: Int)?
  /// The latest ``run(_:operation:)`` without its stops: on the working clock.
  private var stretches: [(from: Int, length: Int)] = []
  let log: StateLog

  init(index: Int, model: MachineModel, seed: UInt64, log: StateLog) {
    self.index = index
    self.model = model
    self.log = log
    causes = StopCause.causes(of: model.kind)
    random = Random(seed: seed, .stops, index)
    strikes = causes.indices.map { wait(for: $0) }
    nextStrike = strikes.min() ?? Int.max
  }

  private func wait(for cause: Int) -> Int {
    runClock + 1 + Int(random.exponential(mean: causes[cause].everyHours * 3_600))
  }

  /// The machine does `state` for `length` seconds of working time.
  func add(_ state: State, _ length: Int) {
    guard length > 0 else { return }
    if pending?.state != state {
      flush()
      pending = (state, time)
    }
    time += length
  }

  /// Writes what is pending.
  func flush() {
    if let pending { log.add(machine: index, pending.state, from: pending.from, to: time) }
    pending = nil
  }

  /// The machine waits until `end` and does the maintenance that falls due meanwhile, which may take it past `end`.
  func wait(until end: Int, as state: State) {
    while nextMaintenance < maintenance.count, maintenance[nextMaintenance].at < max(end, time + 1) {
      let job = maintenance[nextMaintenance]
      add(state, min(end, job.at) - time)
      add(State(category: .plannedStop, reason: .preventiveMaintenance), job.length)
      maintenanceDone.append((job.job, time))
      nextMaintenance += 1
    }
    add(state, end - time)
  }

  /// The machine runs for `length` seconds, with the stops that strike meanwhile.
  func run(_ length: Int, operation: Int) {
    stretches.removeAll(keepingCapacity: true)
    guard length > 0 else { return }
    var left = length
    while true {
      let untilStrike = nextStrike - runClock
      if let first = scripted.first, first.at < time + left, first.at - time <= untilStrike {
        let before = left < 2 ? left : (first.at - time).clamped(to: 1...left - 1)
        scripted.removeFirst()
        runOn(before, operation)
        left -= before
        stop(State(category: .down, reason: first.reason, operation: operation), first.length)
      } else if untilStrike < left {
        let before = left < 2 ? left : untilStrike.clamped(to: 1...left - 1)
        runOn(before, operation)
        left -= before
        strike(operation)
      } else {
        break
      }
      if left == 0 { return }
    }
    runOn(left, operation)
  }

  /// When the latest run had gone on for so many seconds, its stops left out.
  func time(intoRun seconds: Int) -> Int {
    var left = seconds
    for stretch in stretches {
      if left <= stretch.length { return stretch.from + left }
      left -= stretch.length
    }
    return time
  }

  private func runOn(_ length: Int, _ operation: Int) {
    stretches.append((time, length))
    add(State(category: .run, reason: nil, operation: operation), length)
    runClock += length
  }

  private func strike(_ operation: Int) {
    guard let cause = strikes.indices.min(by: { strikes[$0] < strikes[$1] }) else { return }
    let kind = causes[cause]
    var length = random.logNormal(median: kind.median, sigma: kind.sigma)
    if kind.isMicro {
      length = length.clamped(to: 12...112)
    } else {
      // Now and then what is broken must be ordered first.
      if kind.reason.isBreakdown, random.chance(0.035) { length *= random.chance(0.2) ? 18 : 5 }
      length = length.clamped(to: 125...50_000)
    }
    let isDown = kind.reason.category == .down
    let reason = isDown && random.chance(0.03) ? nil : kind.reason
    strikes[cause] = wait(for: cause)
    nextStrike = strikes.min() ?? Int.max
    stop(State(category: isDown ? .down : .idle, reason: reason, operation: operation), Int(length))
  }

  private func stop(_ state: State, _ length: Int) {
    if length >= 900, state.category == .down {
      noted.append((time, time + length, state.reason, state.operation ?? 0))
    }
    add(state, length)
  }
}
