import QueryPlanner

/// Why an operation took longer or shorter than planned.
///
/// Off-shift time is that outside the line's working time, actual less planned. Each working second of the actual
/// span belongs to setup, down (with its reason), idle (for want of material, of the stage before, or of something
/// else), another order on the machine, run or nothing that was logged. Against the plan:
///
/// - setup: actual less planned setup;
/// - down, idle: all of it, since a plan has none;
/// - extra quantity: (good + scrap + rework − planned units) · planned run time ÷ planned units, rounded to seconds;
/// - slow: run time less planned run time less extra quantity; negative where cycles were faster;
/// - unlogged: what is left. Time that nobody logged counts first as the planned setup and production that is
///   missing, so that a machine without states shows its deviation and not its whole duration.
///
/// An open operation is taken to make at least what was planned, running from now to its forecast end.
struct DurationSplit {
  var span: OperationSpan
  /// When the predecessor ended; nil for the first operation.
  var upstreamUntil: Int64?

  func parts(_ evidence: DelayEvidence) -> [DelayPart] {
    let working = evidence.workingTime(of: span.operation.line)
    let actual = SecondRange(span.start, span.end)
    let plannedOff = working.offSeconds(from: span.plannedStart, to: span.plannedEnd)
    let plannedRun = span.plannedEnd - span.plannedStart - plannedOff - span.operation.plannedSetup

    var sums = PartSums()
    var (run, setup, unlogged): (Int64, Int64, Int64) = (0, 0, 0)
    var off = working.offSeconds(from: span.start, to: span.end)
    for range in working.parts(of: actual) {
      let view = evidence.view(of: span.operation, in: range)
      for piece in view.pieces(of: range, alsoAt: upstreamUntil.map { [$0] } ?? []) {
        switch use(of: piece.from, view, evidence) {
        case .run: run += piece.length
        case .setup: setup += piece.length
        case .unlogged: unlogged += piece.length
        case .off: off += piece.length
        case .lost(let loss):
          sums.add(piece.length, loss.cause, machine: loss.machine, order: loss.order, reason: loss.reason)
        }
      }
    }

    let extra = extraQuantity(plannedRun: plannedRun)
    var setupDeviation = setup - span.operation.plannedSetup
    var slow = run - plannedRun - extra
    fill(&setupDeviation, from: &unlogged)
    fill(&slow, from: &unlogged)
    sums.add(setupDeviation, .setup)
    sums.add(extra, .extraQuantity)
    sums.add(slow, .slow)
    sums.add(off - plannedOff, .offShift)
    sums.add(unlogged, .unlogged)
    return sums.parts(of: span, .duration)
  }

  /// Lets unlogged time stand for what is missing in a deviation.
  private func fill(_ deviation: inout Int64, from unlogged: inout Int64) {
    let taken = min(unlogged, max(0, -deviation))
    deviation += taken
    unlogged -= taken
  }

  private struct Loss {
    var cause: DelayCause
    var machine, order, reason: String?
    init(_ cause: DelayCause, machine: String? = nil, order: String? = nil, reason: String? = nil) {
      (self.cause, self.machine, self.order, self.reason) = (cause, machine, order, reason)
    }
  }

  private enum Use {
    case run, setup, unlogged, off
    case lost(Loss)
  }

  private func use(of second: Int64, _ view: DelayEvidence.View, _ evidence: DelayEvidence) -> Use {
    let operation = span.operation
    guard let state = view.state(at: second) ?? view.otherState(at: second) else { return .unlogged }
    if let other = state.operation, other != operation.id, state.category == "run" || state.category == "setup" {
      return .lost(Loss(.machineBusy, order: evidence.order(of: other)))
    }
    switch state.category {
    case "run": return .run
    case "setup": return .setup
    case "off": return .off
    case "down", "planned_stop": return .lost(Loss(.down, machine: state.machine, reason: state.reason))
    case "idle": return .lost(idle(state, at: second, view, evidence))
    default: return .unlogged
    }
  }

  private func idle(
    _ state: DelayState, at second: Int64, _ view: DelayEvidence.View, _ evidence: DelayEvidence
  ) -> Loss {
    if let material = view.shortage(at: second) { return Loss(.noMaterial, reason: material) }
    if let reason = state.reason {
      return Loss(evidence.materialReasons.contains(reason) ? .noMaterial : .idle, reason: reason)
    }
    // A machine that starves because another one of its stage is down waits for that one's repair.
    if let down = view.otherDown(at: second) { return Loss(.down, machine: down.machine, reason: down.reason) }
    if let upstreamUntil, second < upstreamUntil { return Loss(.upstream) }
    return Loss(.idle)
  }

  private func extraQuantity(plannedRun: Int64) -> Int64 {
    let operation = span.operation
    guard operation.plannedQuantity > 0, plannedRun > 0 else { return 0 }
    var made = operation.good + operation.scrap + operation.rework
    if operation.actualEnd == nil { made = max(made, operation.plannedQuantity) }
    let product = (made - operation.plannedQuantity) * plannedRun
    let half = operation.plannedQuantity / 2
    return (product + (product < 0 ? -half : half)) / operation.plannedQuantity
  }
}
