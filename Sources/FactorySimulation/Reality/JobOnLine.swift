import Foundation

/// Where the boards of a work order have been: one machine's batches.
struct Visit {
  var machine: Int
  var operation: Int
  /// Highest board number of each batch, rising.
  var lastBoards: [Int32]
  /// When each batch was counted there; grows as the line goes on.
  var counted: [Int] = []
}

/// A unit found bad, or thought to be.
struct Finding {
  /// How many boards of its lot were done with it.
  var place: Int
  enum Disposition: String {
    case scrap, rework
    case falseCall = "false_call"
  }
  var board: Int32
  var disposition: Disposition
}

/// One machine's part in a job.
private struct Station {
  var track: MachineTrack
  var operation: Int
  /// Milliseconds a unit, as the machine does it this time.
  var cycle: Double
  var idealCycle: Int
  var rates: (scrap: Double, rework: Double, falseCall: Double)
  var random: Random
  /// Units up to and including the next finding.
  var untilFinding: Int
  /// Working time at which each batch was done, and at which each group of batches was begun.
  var ends: [Int] = []
  var starts: [Int] = []
  /// The counts of each batch.
  var counts: [[LotCount]] = []
  /// Group before which material runs out, and for how long.
  var runsOut: (group: Int, length: Int)?

  var findingRate: Double { rates.scrap + rates.rework + rates.falseCall }
}

extension Engine {
  /// Batches that a faster machine lets come together before it runs them, and that a buffer holds twice.
  private static let group = 6

  /// Makes a work order on a line, from now to its end, which may lie after the as-of.
  func make(_ waiting: Waiting, on line: Int) {
    let workOrder = plan.workOrders[waiting.workOrder]
    if waiting.leg == 0 { boards[waiting.workOrder] = (1...Int32(workOrder.quantity)).map { $0 } }
    var batches = batches(of: boards[waiting.workOrder], workOrder.product, line)
    let lastBoards = batches.map { $0.last ?? 0 }
    var stations = setUp(waiting, on: line, groups: (batches.count + Engine.group - 1) / Engine.group)
    if recording == .defects {
      visits[waiting.workOrder] += stations.map {
        Visit(machine: $0.track.index, operation: $0.operation, lastBoards: lastBoards)
      }
    }
    var from = 0
    while from < batches.count {
      let group = from..<min(from + Engine.group, batches.count)
      for place in stations.indices {
        run(&batches, group, at: place, of: &stations, waiting.workOrder, line)
      }
      from = group.upperBound
    }
    finish(waiting, stations, on: line)
    boards[waiting.workOrder] = batches.flatMap { $0 }
    if waiting.leg + 1 == workOrder.legs.count {
      boards[waiting.workOrder] = []
      if recording == .defects { visits[waiting.workOrder] = [] }
    }
  }

  /// Boards in lots that take the slowest machine about five minutes.
  private func batches(of boards: [Int32], _ product: Int, _ line: Int) -> [[Int32]] {
    let size = lotSize(product, line)
    return stride(from: 0, to: boards.count, by: size).map {
      Array(boards[$0..<min($0 + size, boards.count)])
    }
  }

  func lotSize(_ product: Int, _ line: Int) -> Int {
    let slowest = model.lines[line].machines.map { model.machines[$0].idealCycleTimes[product] }.max() ?? 1
    return max(1, 300_000 / max(1, slowest))
  }

  /// Sets the machines up, one shortly after the other, once the work order before has left their stage.
  private func setUp(_ waiting: Waiting, on line: Int, groups: Int) -> [Station] {
    let workOrder = plan.workOrders[waiting.workOrder]
    let leg = workOrder.legs[waiting.leg]
    let machines = model.machines(of: line, for: workOrder.product)
    let calendar = calendars[line]
    let first = tracks[machines[0]]
    let begin = max(first.time, calendar.work(at: time))
    let gap = begin - first.time
    let id = waiting.workOrder * 8 + waiting.leg
    var random = Random(seed: seed, .job, id)
    let long = random.chance(0.07) ? random.uniform(1.6...3) : 1
    let trouble = random.chance(0.05) ? random.pick(machines) : -1
    let lacking =
      waiting.lacksMaterialFrom != nil || lines[line].queue.contains { ($0.lacksMaterialFrom ?? Int.max) <= time }
    // A gap counts as lost from the time for which the plan had the next work order, an hour at most.
    let lostFrom =
      lacking ? begin - 5_400 : max(begin - 2_700, min(begin, calendar.work(at: waiting.plannedStart)))
    let idle = MachineTrack.State(category: .idle, reason: lacking && gap > 600 ? .waitingForMaterial : nil)
    let previous = lines[line].jobs
    lines[line].jobs += 1
    let frees = tracks.indices.clamped(to: model.lines[line].machines).map { tracks[$0].time }

    var setupStart = begin
    var stations: [Station] = []
    for (place, index) in machines.enumerated() {
      let track = tracks[index]
      let local = index - model.lines[line].machines.lowerBound
      let operation = leg.operations.first { plan.operations[$0].stage == track.model.kind.stage } ?? 0
      let stageFree =
        model.lines[line].machines.filter { model.machines[$0].kind.stage == track.model.kind.stage }
        .map { frees[$0 - model.lines[line].machines.lowerBound] }.max() ?? 0
      // Setup follows the flow, even where a machine upstream is held up by its maintenance.
      let start = max(stageFree, begin + place * Planner.stagger, setupStart)
      let isSkipped = lines[line].lastJob[local] != previous
      let noPlanUntil = isSkipped ? begin : gap >= 600 ? lostFrom : track.time
      if noPlanUntil > track.time {
        track.wait(until: noPlanUntil, as: .init(category: .plannedStop, reason: .noPlan))
      }
      track.wait(until: start, as: idle)
      setupStart = track.time
      if stations.last?.operation != operation { note(start: track.time, of: operation, line) }
      let changes = track.lastProduct != workOrder.product
      let planned = changes ? track.model.kind.changeover : track.model.kind.lotChange
      let length = max(20, Int(Double(planned) * long * random.logNormal(median: 1.02, sigma: 0.2)))
      track.add(.init(category: .setup, reason: .changeover, operation: operation), length)
      track.lastProduct = workOrder.product
      lines[line].lastJob[local] = previous + 1
      stations.append(
        station(track, operation, waiting, id: id, troubled: trouble == index, groups: groups))
    }
    return stations
  }

  private func station(
    _ track: MachineTrack, _ operation: Int, _ waiting: Waiting, id: Int, troubled: Bool, groups: Int
  ) -> Station {
    var random = Random(seed: seed, .machineInJob, id, track.index)
    let draw = random.unit()
    let performance =
      draw < 0.06 ? random.uniform(0.66...0.85) : draw < 0.07 ? random.uniform(1.01...1.06) : random.uniform(0.9...0.99)
    let product = plan.workOrders[waiting.workOrder].product
    let ideal = track.model.idealCycleTimes[product]
    let base = track.model.kind.defectRates
    let rates =
      troubled
      ? (base.scrap * 5, base.rework * 8, base.falseCall * 2) : (base.scrap, base.rework, base.falseCall)
    var station = Station(
      track: track, operation: operation, cycle: Double(ideal) / 1_000 / performance, idealCycle: ideal, rates: rates,
      random: random, untilFinding: 0)
    station.untilFinding = station.random.geometric(station.findingRate)
    let feeds = track.model.kind == .mounterA || track.model.kind == .insertion
    if feeds, station.random.chance(0.03) {
      station.runsOut = (station.random.int(0...groups - 1), station.random.int(15...110) * 60)
    }
    return station
  }

  /// Runs a group of batches at one machine: it begins so that no board is done before the machine before has it.
  private func run(
    _ batches: inout [[Int32]], _ group: Range<Int>, at place: Int, of stations: inout [Station], _ workOrder: Int,
    _ line: Int
  ) {
    let number = stations[place].starts.count
    let track = stations[place].track
    let cycle = stations[place].cycle
    let entering = group.map { batches[$0].count }
    let findings = group.map { find(&batches[$0], at: &stations[place]) }
    var begin = track.time
    var work = 0
    var lengths: [Int] = []
    for (offset, batch) in group.enumerated() {
      // A batch scrapped whole takes no time, but is over only where the machine before is done with it.
      var length = 0
      if entering[offset] > 0 {
        let reworked = findings[offset].count { $0.disposition == .rework }
        let jitter = stations[place].random.uniform(0.97...1.03)
        length = max(2, Int((Double(entering[offset] + reworked) * cycle * jitter).rounded()))
      }
      lengths.append(length)
      work += length
      let after = length > 0 ? Int(cycle.rounded(.up)) : 0
      if place > 0 { begin = max(begin, stations[place - 1].ends[batch] + after - work) }
    }
    // The buffer behind holds two groups; with more the machine is blocked.
    if place + 1 < stations.count, number >= 2 { begin = max(begin, stations[place + 1].starts[number - 2]) }
    let operation = stations[place].operation
    let size = lotSize(plan.workOrders[workOrder].product, line)
    if let out = stations[place].runsOut, out.group == number { runOut(of: operation, track, out.length, line) }
    track.wait(until: begin, as: .init(category: .idle, reason: nil, operation: operation))
    stations[place].starts.append(track.time)
    for (offset, batch) in group.enumerated() {
      track.run(lengths[offset], operation: operation)
      stations[place].ends.append(track.time)
      let lot = Lot(
        units: entering[offset], size: size, runsFor: lengths[offset], findings: findings[offset],
        before: place > 0 ? stations[place - 1].counts[batch] : nil)
      stations[place].counts.append(recording == .counts ? lot.counts(by: track) : [])
      count(lot, stations[place].counts[batch], track, operation, workOrder, line)
    }
  }

  private func runOut(of operation: Int, _ track: MachineTrack, _ length: Int, _ line: Int) {
    let from = track.time
    track.add(.init(category: .idle, reason: .waitingForMaterial, operation: operation), length)
    guard recording == .outcomes else { return }
    let wall = calendars[line].wallStart(from)
    guard wall < model.asOf else { return }
    var random = Random(seed: seed, .shortages, operation, 99)
    let planned = plan.operations[operation]
    let materials = model.products[plan.workOrders[planned.workOrder].product].materials[planned.stage] ?? []
    guard !materials.isEmpty else { return }
    let to = calendars[line].wallEnd(from + length)
    shortages.append(
      Shortage(
        material: Material.index(of: random.pick(materials)), operation: operation, quantity: random.int(5...40) * 10,
        from: wall, to: to, expected: random.chance(0.6) ? to + random.int(-2...4) * 600 : nil))
  }

  /// What the machine finds in a batch; scrapped boards leave it.
  private func find(_ batch: inout [Int32], at station: inout Station) -> [Finding] {
    guard station.untilFinding <= batch.count else {
      station.untilFinding -= batch.count
      return []
    }
    var findings: [Finding] = []
    var passed = 0
    let weights = [station.rates.scrap, station.rates.rework, station.rates.falseCall]
    while station.untilFinding <= batch.count - passed {
      passed += station.untilFinding
      let disposition: Finding.Disposition = [.scrap, .rework, .falseCall][station.random.weighted(weights)]
      findings.append(Finding(place: passed, board: batch[passed - 1], disposition: disposition))
      station.untilFinding = station.random.geometric(station.findingRate)
    }
    station.untilFinding -= batch.count - passed
    for finding in findings where finding.disposition == .scrap { batch.removeAll { $0 == finding.board } }
    return findings
  }

  /// Counts a lot that has just been done; one that is not at the as-of is not counted yet.
  private func count(
    _ lot: Lot, _ counts: [LotCount], _ track: MachineTrack, _ operation: Int, _ workOrder: Int, _ line: Int
  ) {
    let wall = counted(track.time, by: track, line)
    if recording == .defects, let visit = visits[workOrder].lastIndex(where: { $0.machine == track.index }) {
      visits[workOrder][visit].counted.append(wall)
    }
    guard wall < model.asOf, lot.units > 0 else { return }
    let scrap = lot.findings.count { $0.disposition == .scrap }
    let rework = lot.findings.count { $0.disposition == .rework }
    outcomes[operation].scrap += scrap
    outcomes[operation].rework += rework
    if plan.operations[operation].machine == track.index { outcomes[operation].good += lot.units - scrap }
    switch recording {
    case .counts:
      for count in counts {
        rows.text(track.model.code)
        rows.time(counted(count.at, by: track, line))
        rows.integer(operation + 1)
        rows.integer(count.good)
        rows.integer(count.scrap)
        rows.integer(count.rework)
        rows.endRow()
      }
    case .defects:
      for finding in lot.findings { write(finding, foundAt: wall, by: track, operation, workOrder) }
    case .outcomes, .states: break
    }
  }

  /// On the wall: a unit done in the last second of a shift is counted in it.
  private func counted(_ time: Int, by track: MachineTrack, _ line: Int) -> Int {
    let wall = calendars[line].wallEnd(time, &cursors[track.index])
    return calendars[line].segments[cursors[track.index]].to == wall ? wall - 1 : wall
  }

  private func note(start: Int, of operation: Int, _ line: Int) {
    let wall = calendars[line].wallStart(start)
    if wall < model.asOf { outcomes[operation].start = wall }
  }

  private func finish(_ waiting: Waiting, _ stations: [Station], on line: Int) {
    let calendar = calendars[line]
    for station in stations where plan.operations[station.operation].machine == station.track.index {
      let end = calendar.wallEnd(station.track.time)
      if end < model.asOf { outcomes[station.operation].end = end }
    }
    for station in stations {
      for stop in station.track.noted where recording == .outcomes {
        let from = calendar.wallStart(stop.from)
        guard from < model.asOf else { continue }
        stops.append(
          NotedStop(
            machine: station.track.index, operation: stop.operation, reason: stop.reason, from: from,
            to: calendar.wallEnd(stop.to)))
      }
      station.track.noted = []
    }
    if let end = stations.last?.track.time, waiting.leg + 1 < plan.workOrders[waiting.workOrder].legs.count {
      arrange(.arrival(workOrder: waiting.workOrder, leg: waiting.leg + 1), at: calendar.wallEnd(end))
    }
  }
}
