import Answering
import QueryPlanner
import Testing

/// Instants of one day, as "hour:minute".
private func at(_ hour: Int, _ minute: Int = 0) -> Instant { Instant(seconds: Int64(hour * 3600 + minute * 60)) }
private func minutes(_ count: Int64) -> Int64 { count * 60 }

private func operation(
  _ id: Int64, _ stage: String, plan: (Instant, Instant)?, actual: (Instant, Instant?)?, order: String = "SO-1",
  workOrder: String = "WO-1", setup: Int64 = 0, quantity: Int64 = 0, good: Int64 = 0, scrap: Int64 = 0,
  forecastEnd: Instant? = nil
) -> DelayOperation {
  DelayOperation(
    id: id, workOrder: workOrder, order: order, sequence: Int(id), stage: stage, line: "L", machine: "M-\(stage)",
    plannedStart: plan?.0, plannedEnd: plan?.1, actualStart: actual?.0, actualEnd: actual?.1,
    forecastEnd: forecastEnd, plannedSetup: setup, plannedQuantity: quantity, good: good, scrap: scrap)
}

private struct Row: Hashable, CustomStringConvertible {
  var cause: DelayCause
  var place: DelayPart.Place
  var minutes: Int64
  var detail: String?
  init(_ cause: DelayCause, _ place: DelayPart.Place, _ minutes: Int64, _ detail: String? = nil) {
    (self.cause, self.place, self.minutes, self.detail) = (cause, place, minutes, detail)
  }
  init(_ part: DelayPart) {
    self.init(part.cause, part.place, part.seconds / 60, part.reason ?? part.blockingOrder)
  }
  var description: String { "\(cause) \(place) \(minutes) \(detail ?? "")" }
}

/// The worked example of ``DelayExplanation``: every figure is by hand.
private var workedExample: DelayInput {
  DelayInput(
    operations: [
      operation(1, "A", plan: (at(7), at(8)), actual: (at(7), at(8))),
      operation(
        2, "B", plan: (at(8), at(10)), actual: (at(8, 30), at(11, 15)), setup: minutes(10), quantity: 100, good: 105,
        scrap: 5),
    ],
    released: ["SO-1": at(7)],
    states: [
      DelayState(machine: "M-A", from: at(7), to: at(8), category: "run", operation: 1),
      DelayState(machine: "M-B", from: at(8, 30), to: at(8, 45), category: "setup", operation: 2),
      DelayState(machine: "M-B", from: at(8, 45), to: at(9), category: "run", operation: 2),
      DelayState(machine: "M-B", from: at(9), to: at(9, 20), category: "down", reason: "Feeder jam", operation: 2),
      DelayState(machine: "M-B", from: at(9, 20), to: at(11, 15), category: "run", operation: 2),
    ],
    workingTime: ["L": [TimeWindow(from: at(6), to: at(14))]],
    occupations: [DelayOccupation(machine: "M-B", operation: 9, order: "SO-2", from: at(7), to: at(8, 20))],
    now: at(14))
}

@Test func theWorkedExampleComesOutAsWritten() throws {
  let delay = try DelayExplanation(workedExample).delay(of: "SO-1")
  #expect(delay.total == minutes(75))
  #expect(
    Set(delay.parts.map(Row.init)) == [
      Row(.machineBusy, .waiting, 20, "SO-2"), Row(.unexplained, .waiting, 10), Row(.setup, .duration, 5),
      Row(.down, .duration, 20, "Feeder jam"), Row(.extraQuantity, .duration, 11), Row(.slow, .duration, 9),
    ])
}

@Test func summaryNamesTheLargestParts() throws {
  let delay = try DelayExplanation(workedExample).delay(of: "SO-1")
  let format = ValueFormat(messages: TestLanguages.english, clock: SiteClock(timeZone: "UTC"), now: at(14))
  let names = ["M-B": "Line B"]
  #expect(
    delay.summary(format: format) { names[$0] ?? $0 }
      == "Mostly waiting at B for Line B busy with SO-2 (20 min) and Feeder jam at B (20 min).")
}

@Test func waitingClaimsTimeByPriority() throws {
  // 10:00–18:00 waited, nothing planned: 4 h off shift, short until 11:00, down 10:30–12:00, busy 11:30–13:00, and
  // the shift goes on 17:00–18:00 without a cause.
  let input = DelayInput(
    operations: [
      operation(1, "A", plan: (at(9), at(10)), actual: (at(9), at(10))),
      operation(2, "B", plan: (at(10), at(11)), actual: (at(18), at(19))),
    ],
    released: ["SO-1": at(9)],
    states: [
      DelayState(machine: "M-B", from: at(10, 30), to: at(12), category: "down", reason: "Feeder jam")
    ],
    workingTime: ["L": [TimeWindow(from: at(6), to: at(13)), TimeWindow(from: at(17), to: at(22))]],
    occupations: [DelayOccupation(machine: "M-B", operation: 9, order: "SO-2", from: at(11, 30), to: at(13))],
    shortages: [DelayShortage(operation: 2, material: "CAP", from: at(9), to: at(11))], now: at(22))
  let delay = try DelayExplanation(input).delay(of: "SO-1")
  #expect(delay.total == minutes(480))
  #expect(
    Set(delay.parts.map(Row.init)) == [
      Row(.offShift, .waiting, 240), Row(.noMaterial, .waiting, 60, "CAP"),
      Row(.machineDown, .waiting, 60, "Feeder jam"), Row(.machineBusy, .waiting, 60, "SO-2"),
      Row(.unexplained, .waiting, 60),
    ])
}

@Test func overlappingOperationsTelescope() throws {
  // Piece flow: B was to begin 50 min before A ended and began 20 min before; A ended 40 min late.
  let input = DelayInput(
    operations: [
      operation(1, "A", plan: (at(8), at(9)), actual: (at(8), at(9, 40))),
      operation(2, "B", plan: (at(8, 10), at(9, 10)), actual: (at(9, 20), at(10, 20))),
    ], released: ["SO-1": at(8)], now: at(12))
  let delay = try DelayExplanation(input).delay(of: "SO-1")
  #expect(delay.total == minutes(70))
  #expect(
    Set(delay.parts.map(Row.init)) == [Row(.unlogged, .duration, 40), Row(.upstream, .waiting, 30)])
}

@Test func gainsStayApart() throws {
  // The wait was to take an hour and took none; the operation then ran 90 min instead of 60.
  let input = DelayInput(
    operations: [
      operation(1, "A", plan: (at(8), at(9)), actual: (at(8), at(9))),
      operation(2, "B", plan: (at(10), at(11)), actual: (at(9), at(10, 30))),
    ], released: ["SO-1": at(8)],
    states: [DelayState(machine: "M-B", from: at(9), to: at(10, 30), category: "run", operation: 2)], now: at(12))
  let delay = try DelayExplanation(input).delay(of: "SO-1")
  #expect(delay.total == minutes(-30))
  #expect(Set(delay.parts.map(Row.init)) == [Row(.unexplained, .waiting, -60), Row(.slow, .duration, 30)])
}

@Test func theChainFollowsTheLastWorkOrderOnly() throws {
  let input = DelayInput(
    operations: [
      operation(1, "A", plan: (at(8), at(9)), actual: (at(8), at(9)), workOrder: "WO-1"),
      operation(2, "B", plan: (at(9), at(10)), actual: (at(9), at(10)), workOrder: "WO-1"),
      operation(3, "A", plan: (at(9), at(10)), actual: (at(9), at(11)), workOrder: "WO-2"),
      operation(4, "B", plan: (at(10), at(11)), actual: (at(11), at(12)), workOrder: "WO-2"),
    ], released: ["SO-1": at(8)], now: at(14))
  let delay = try DelayExplanation(input).delay(of: "SO-1")
  #expect(delay.chain == [3, 4])
  #expect(delay.total == minutes(60))
}

@Test func missingPlansAndEndsAreErrors() {
  let planless = DelayInput(
    operations: [operation(1, "A", plan: nil, actual: (at(8), at(9)))], now: at(14))
  #expect(throws: DelayError.noPlan(order: "SO-1", operation: 1, stage: "A")) {
    try DelayExplanation(planless).delay(of: "SO-1")
  }
  let open = DelayInput(
    operations: [operation(1, "A", plan: (at(8), at(9)), actual: (at(8), nil))], now: at(14))
  #expect(throws: DelayError.noForecast(order: "SO-1", operation: 1, stage: "A")) {
    try DelayExplanation(open).delay(of: "SO-1")
  }
  #expect(throws: DelayError.noOperations(order: "SO-9")) { try DelayExplanation(open).delay(of: "SO-9") }
}

@Test func anOpenOperationEndsAtItsForecast() throws {
  let input = DelayInput(
    operations: [operation(1, "A", plan: (at(8), at(9)), actual: (at(8), nil), forecastEnd: at(10))], now: at(9))
  let delay = try DelayExplanation(input).delay(of: "SO-1")
  #expect(delay.isForecast)
  #expect(delay.total == minutes(60))
}

@Test func stagesShareTheDelayOfSeveralOrders() throws {
  let input = DelayInput(
    operations: [
      operation(1, "A", plan: (at(8), at(9)), actual: (at(8), at(10)), order: "SO-1"),
      operation(2, "B", plan: (at(9), at(10)), actual: (at(10), at(11)), order: "SO-1"),
      operation(3, "A", plan: (at(8), at(9)), actual: (at(8), at(9)), order: "SO-2", workOrder: "WO-2"),
      operation(4, "B", plan: (at(9), at(10)), actual: (at(12), at(13)), order: "SO-2", workOrder: "WO-2"),
    ], released: ["SO-1": at(8), "SO-2": at(8)], now: at(14))
  let explanation = DelayExplanation(input)
  let stages = DelayByStage([try explanation.delay(of: "SO-1"), try explanation.delay(of: "SO-2")])
  #expect(stages.total == minutes(60 + 180))
  #expect(stages.stages.map(\.stage) == ["B", "A"])
  #expect(stages.stages.map(\.total) == [minutes(180), minutes(60)])
  #expect(stages.share(of: stages.stages[0]) == 0.75)
  let block = stages.block(of: "the week")
  #expect(block.parts.reduce(0) { $0 + $1.value } == block.total)
}
