import QueryPlanner

/// Why an operation began later after its predecessor's end than planned.
///
/// The deviation of the wait is the deviation of its off-shift part plus that of its working part. Where more working
/// time was waited than planned, the excess is the last such seconds before the start: the first ones are the wait
/// that the plan had anyway. Each second of the excess goes to the first of these that holds: no material, machine
/// down, machine busy with another order, the stage before not ended (upstream), unexplained. A wait shorter than
/// planned is one gain.
struct WaitSplit {
  var span: OperationSpan
  /// Actual and planned end of the predecessor, or the release.
  var end: Int64
  var plannedEnd: Int64
  var isFirst: Bool

  func parts(_ evidence: DelayEvidence) -> [DelayPart] {
    let working = evidence.workingTime(of: span.operation.line)
    let off = working.offSeconds(from: end, to: span.start)
    let plannedOff = working.offSeconds(from: plannedEnd, to: span.plannedStart)
    let excess = (span.start - end - off) - (span.plannedStart - plannedEnd - plannedOff)
    var sums = PartSums()
    sums.add(off - plannedOff, .offShift)
    if excess < 0 {
      sums.add(excess, .unexplained)
    } else {
      let ranges = working.last(excess, before: span.start)
      for range in ranges { classify(range, evidence, &sums) }
      // Where the calendar does not reach back far enough nothing is known about the rest.
      sums.add(excess - ranges.reduce(0) { $0 + $1.length }, .unexplained)
    }
    return sums.parts(of: span, .waiting)
  }

  private func classify(_ range: SecondRange, _ evidence: DelayEvidence, _ sums: inout PartSums) {
    let operation = span.operation
    let view = evidence.view(of: operation, in: range)
    for piece in view.pieces(of: range, alsoAt: [end]) {
      let state = view.state(at: piece.from)
      if let material = view.shortage(at: piece.from) {
        sums.add(piece.length, .noMaterial, reason: material)
      } else if let reason = state?.reason, state?.category == "idle", evidence.materialReasons.contains(reason) {
        sums.add(piece.length, .noMaterial, reason: reason)
      } else if let state, state.category == "down" || state.category == "planned_stop" {
        sums.add(piece.length, .machineDown, reason: state.reason)
      } else if let other = view.occupation(at: piece.from) {
        sums.add(piece.length, .machineBusy, order: other.order)
      } else if let other = state?.operation, other != operation.id, state?.category != "idle" {
        sums.add(piece.length, .machineBusy, order: evidence.order(of: other))
      } else if !isFirst, piece.from < end {
        sums.add(piece.length, .upstream)
      } else {
        sums.add(piece.length, .unexplained, reason: state?.category == "idle" ? state?.reason : nil)
      }
    }
  }
}
