import Answering
import QueryPlanner
import Testing

/// A repeatable source of randomness (the multiplier and increment of Knuth's MMIX).
private struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
  mutating func instant(_ range: ClosedRange<Int64>) -> Instant {
    // Microseconds too: real data have them, and parts must be exact all the same.
    Instant(
      microseconds: Int64.random(in: range, using: &self) * 1_000_000 + Int64.random(in: 0...999_999, using: &self))
  }
}

/// Rows as unruly as data can be: overlaps, ends before predecessors, states of other machines, gaps, no shifts.
private func input(seed: UInt64) -> DelayInput {
  var dice = Dice(state: seed)
  let span: ClosedRange<Int64> = -200_000...400_000
  func window(_ dice: inout Dice) -> (Instant, Instant) {
    let a = dice.instant(span)
    let b = dice.instant(span)
    return (min(a, b), max(a, b))
  }
  let machines = ["M-0", "M-1", "M-2"]
  let operations = (0..<Int.random(in: 1...8, using: &dice)).map { index in
    let plan = window(&dice)
    let actual = window(&dice)
    let isOpen = Int.random(in: 0...5, using: &dice) == 0
    return DelayOperation(
      id: Int64(index), workOrder: "WO-\(index % 2)", order: "SO-1", sequence: index, stage: "S\(index % 3)",
      line: "L\(index % 2)", machine: index == 5 ? nil : machines[index % 3], plannedStart: plan.0,
      plannedEnd: plan.1, actualStart: isOpen ? nil : actual.0, actualEnd: isOpen ? nil : actual.1,
      forecastStart: isOpen ? actual.0 : nil, forecastEnd: isOpen ? actual.1 : nil,
      plannedSetup: Int64.random(in: 0...9_000, using: &dice),
      plannedQuantity: Int64.random(in: 0...500, using: &dice), good: Int64.random(in: 0...500, using: &dice),
      scrap: Int64.random(in: 0...20, using: &dice), rework: Int64.random(in: 0...20, using: &dice))
  }
  let states = (0..<40).map { _ in
    let range = window(&dice)
    let category = ["run", "setup", "down", "idle", "off", "planned_stop"].randomElement(using: &dice) ?? "run"
    return DelayState(
      machine: machines.randomElement(using: &dice) ?? "M-0", from: range.0,
      to: Int.random(in: 0...9, using: &dice) == 0 ? nil : range.1, category: category,
      reason: [nil, "Feeder jam", "Waiting for material"].randomElement(using: &dice) ?? nil,
      operation: Bool.random(using: &dice) ? Int64.random(in: 0...9, using: &dice) : nil)
  }
  let shifts = (0..<6).map { _ in
    let range = window(&dice)
    return TimeWindow(from: range.0, to: range.1)
  }
  let occupation = window(&dice)
  let shortage = window(&dice)
  return DelayInput(
    operations: operations, released: Bool.random(using: &dice) ? ["SO-1": dice.instant(span)] : [:],
    plannedRelease: Bool.random(using: &dice) ? ["SO-1": dice.instant(span)] : [:], states: states,
    workingTime: Bool.random(using: &dice) ? ["L0": shifts] : [:],
    occupations: [
      DelayOccupation(machine: "M-1", operation: 77, order: "SO-7", from: occupation.0, to: occupation.1)
    ],
    shortages: [DelayShortage(operation: 2, material: "CAP", from: shortage.0, to: nil)],
    now: dice.instant(span))
}

@Test(arguments: 0..<300) func partsSumToTheTotalToTheSecond(seed: Int) throws {
  let input = input(seed: UInt64(seed))
  let delay = try DelayExplanation(input).delay(of: "SO-1")
  #expect(delay.parts.reduce(0) { $0 + $1.seconds } == delay.total)
  // The total by another way: the latest end of all operations against its own plan.
  let ends = input.operations.compactMap { $0.actualEnd ?? $0.forecastEnd }
  #expect(delay.end.seconds == ends.max()?.seconds)
  let last = input.operations.first { $0.id == delay.chain.last }
  #expect(delay.total == delay.end.seconds - (last?.plannedEnd?.seconds ?? 0))
  #expect(!delay.parts.contains { $0.seconds == 0 })

  let stages = DelayByStage([delay])
  #expect(stages.stages.reduce(0) { $0 + $1.total } == delay.total)
  let block = delay.block(TestLanguages.english)
  #expect(block.parts.reduce(0) { $0 + $1.value } == block.total)
}
