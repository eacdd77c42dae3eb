import Foundation

/// Makes a factory at random: not a plausible one, but one that keeps the contract in every way that it may be kept.
struct FactoryGenerator {
  private var random: SeededRandom
  private var factory: ReferenceFactory
  private let calendar: Calendar

  init(seed: UInt64, zone: String, from date: (year: Int, month: Int, day: Int), days: Int) {
    random = SeededRandom(seed: seed)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
    self.calendar = calendar
    let start =
      calendar.date(from: DateComponents(year: date.year, month: date.month, day: date.day)) ?? .distantPast
    factory = ReferenceFactory(anchor: Int(start.timeIntervalSince1970), zone: zone, days: days, now: 0)
  }

  mutating func make() -> ReferenceFactory {
    makeEquipment()
    makeShifts()
    factory.now = clock(factory.days - 1, 14) + 37 * 60
    makeOrders()
    for machine in factory.machines.indices { makeStates(of: machine) }
    makeEvents()
    return factory
  }

  // Time --------------------------------------------------------------------------------------------

  /// Seconds from the anchor to an hour of a local day.
  private func clock(_ day: Int, _ hour: Int) -> Int {
    let midnight = Date(timeIntervalSince1970: Double(factory.anchor))
    var parts = calendar.dateComponents([.year, .month, .day], from: midnight)
    parts.day = (parts.day ?? 1) + day + hour / 24
    parts.hour = hour % 24
    return Int((calendar.date(from: parts) ?? .distantPast).timeIntervalSince1970) - factory.anchor
  }

  private var end: Int { clock(factory.days - 1, 22) }

  private mutating func minutes(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) * 60 }
  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
  private mutating func one<T>(of values: [T]) -> T? { values.randomElement(using: &random) }

  // Equipment ---------------------------------------------------------------------------------------

  private mutating func makeEquipment() {
    factory.lines = [
      .init(code: "SMT-1", kind: "SMT", site: "NORTH"), .init(code: "SMT-2", kind: "SMT", site: "SOUTH"),
      .init(code: "TEST-1", kind: "TEST", site: "NORTH"), .init(code: "PACK-1", kind: "PACK", site: "NORTH"),
    ]
    factory.stages = [
      .init(name: "Printing", kind: "SMT", inspects: false), .init(name: "Placement", kind: "SMT", inspects: false),
      .init(name: "AOI", kind: "SMT", inspects: true), .init(name: "ICT", kind: "TEST", inspects: true),
      .init(name: "FCT", kind: "TEST", inspects: true), .init(name: "Packing", kind: "PACK", inspects: false),
    ]
    // The mounters of the first line stand in series, those of the second in parallel.
    factory.machines = [
      .init(code: "S1-PRINT", line: 0, stage: 0, position: 1),
      .init(code: "S1-MOUNT-A", line: 0, stage: 1, position: 2),
      .init(code: "S1-MOUNT-B", line: 0, stage: 1, position: 3), .init(code: "S1-AOI", line: 0, stage: 2, position: 4),
      .init(code: "S2-PRINT", line: 1, stage: 0, position: 1),
      .init(code: "S2-MOUNT-A", line: 1, stage: 1, position: 2),
      .init(code: "S2-MOUNT-B", line: 1, stage: 1, position: 2), .init(code: "S2-AOI", line: 1, stage: 2, position: 3),
      .init(code: "T1-ICT", line: 2, stage: 3, position: 1), .init(code: "T1-FCT", line: 2, stage: 4, position: 2),
      .init(code: "P1-PACK", line: 3, stage: 5, position: 1),
    ]
    factory.reasons = [
      ("Jam", .down, true), ("Clog", .down, true), ("Cleaning", .down, false), ("Changeover", .setup, false),
      ("No material", .idle, false), ("No operator", .idle, false), ("Maintenance", .plannedStop, false),
      ("No plan", .plannedStop, false),
    ]
    for number in 1...4 {
      let cycle = factory.machines.map { _ in Int.random(in: 5...60, using: &random) }
      factory.products.append(
        .init(code: "P\(number)", cost: number * 3, placements: number * 40, cycle: cycle))
    }
  }

  /// Morning, afternoon and night; the second line has no night, test and packing only the first two, and the second
  /// day is off for packing.
  private mutating func makeShifts() {
    for line in factory.lines.indices {
      for day in 0..<factory.days {
        for (name, from, to) in [("Morning", 6, 14), ("Afternoon", 14, 22), ("Night", 22, 30)] {
          if name == "Night", line != 0 || day == factory.days - 1 { continue }
          if line == 3, day == 1 { continue }
          let (start, finish) = (clock(day, from), clock(day, to))
          let pause = start + (finish - start) / 2 / 60 * 60
          factory.shifts.append(
            .init(line: line, name: name, day: day, from: start, to: finish, breaks: [pause..<(pause + 1800)]))
        }
      }
    }
  }

  // Orders ------------------------------------------------------------------------------------------

  private mutating func makeOrders() {
    for number in 0..<22 {
      let order = factory.orders.count
      let product = Int.random(in: 0..<factory.products.count, using: &random)
      let released = minutes(0...(end / 60))
      factory.orders.append(
        .init(
          code: "SO-\(100 + number)", customer: "Customer \(number % 3)", product: product,
          quantity: Int.random(in: 50...400, using: &random), placed: released - minutes(10...2000),
          due: released + minutes(60...3000), released: released))
      for lot in 0..<(chance(30) ? 2 : 1) {
        factory.workOrders.append(
          .init(
            code: "WO-\(1000 + number * 2 + lot)", order: order, quantity: factory.orders[order].quantity / (lot + 1)))
        makeRoute(of: factory.workOrders.count - 1, from: released + minutes(0...300))
      }
    }
  }

  private mutating func makeRoute(of workOrder: Int, from begin: Int) {
    let first = chance(50) ? 0 : 4
    // The last machine of a stage in series, any of those in parallel.
    var machines = [first, first == 0 ? 2 : 5 + (chance(50) ? 1 : 0), first + 3, 8, 9]
    if chance(70) { machines.append(10) }
    var from = begin
    for (index, machine) in machines.enumerated() {
      let to = from + minutes(30...300)
      let plannedFrom = from + minutes(-200...60)
      factory.operations.append(
        .init(
          workOrder: workOrder, sequence: index + 1, machine: machine, plannedFrom: plannedFrom,
          plannedTo: plannedFrom + minutes(20...300), from: from <= end ? from : nil, to: to <= end ? to : nil,
          quantity: factory.workOrders[workOrder].quantity))
      from = chance(40) ? to + minutes(0...240) : from + minutes(5...120)
    }
  }

  // What happened -----------------------------------------------------------------------------------

  private mutating func makeStates(of machine: Int) {
    let line = factory.machines[machine].line
    for shift in factory.shifts where shift.line == line {
      var from = shift.from
      while from < shift.to {
        if let pause = shift.breaks.first(where: { $0.contains(from) }) {
          let to = min(pause.upperBound, shift.to)
          factory.states.append(.init(machine: machine, from: from, to: to, category: .off))
          from = to
          continue
        }
        var to = min(from + (chance(20) ? minutes(1...3) : minutes(4...90)), shift.to)
        // Machines run on through a break now and then, and nobody logs some of the time.
        if let pause = shift.breaks.first(where: { from < $0.lowerBound && $0.lowerBound < to }), chance(90) {
          to = pause.lowerBound
        }
        if !chance(4) { makeState(machine, from, to) }
        from = to
      }
    }
    // The last state may last still.
    if chance(50), let last = factory.states.indices.last, factory.states[last].machine == machine {
      factory.states[last].to = nil
    }
  }

  private mutating func makeState(_ machine: Int, _ from: Int, _ to: Int) {
    let categories: [ReferenceFactory.Category] = [.run, .run, .run, .run, .down, .down, .setup, .idle, .plannedStop]
    let category = one(of: categories) ?? .run
    let reasons = factory.reasons.indices.filter { factory.reasons[$0].category == category }
    let place = (factory.machines[machine].line, factory.machines[machine].stage)
    let running = factory.operations.indices.filter { index in
      let operation = factory.operations[index]
      let own = factory.machines[operation.machine]
      guard let start = operation.from, (own.line, own.stage) == place else { return false }
      return start <= from && from < operation.to ?? .max
    }
    let operation = chance(90) ? one(of: running) : nil
    factory.states.append(
      .init(
        machine: machine, from: from, to: to, category: category, reason: chance(90) ? one(of: reasons) : nil,
        operation: operation))
    guard category == .run, let operation else { return }
    var at = from
    while at < to {
      factory.counts.append(
        .init(
          machine: machine, at: at + Int.random(in: 0..<60, using: &random), operation: operation,
          good: Int.random(in: 0...30, using: &random), scrap: chance(30) ? Int.random(in: 1...3, using: &random) : 0,
          rework: chance(20) ? Int.random(in: 1...2, using: &random) : 0))
      at += minutes(3...25)
    }
  }

  private mutating func makeEvents() {
    for _ in 0..<80 {
      let made = factory.operations.indices.filter { factory.operations[$0].from != nil }
      guard let operation = one(of: made) else { return }
      let later = made.filter {
        factory.operations[$0].workOrder == factory.operations[operation].workOrder
          && factory.operations[$0].sequence >= factory.operations[operation].sequence
      }
      guard let found = one(of: later) else { return }
      factory.defects.append(
        .init(
          operation: operation, machine: factory.operations[operation].machine, foundOperation: found,
          foundMachine: factory.operations[found].machine, at: minutes(360...(end / 60)),
          disposition: one(of: ["scrap", "rework", "false_call"]) ?? "scrap"))
    }
    for _ in 0..<50 {
      factory.alerts.append(
        .init(machine: Int.random(in: 0..<factory.machines.count, using: &random), at: minutes(360...(end / 60))))
    }
    for _ in 0..<15 {
      factory.jobs.append(
        .init(machine: Int.random(in: 0..<factory.machines.count, using: &random), at: minutes(360...(end / 60))))
    }
  }
}

extension ReferenceFactory {
  /// The factory of a seed over some days; the first is the day that is named.
  public static func generated(
    seed: UInt64, zone: String, from date: (year: Int, month: Int, day: Int), days: Int = 4
  ) -> ReferenceFactory {
    var generator = FactoryGenerator(seed: seed, zone: zone, from: date, days: days)
    return generator.make()
  }
}
