import IntentParser
import QueryPlanner

/// Which machines and units count, said below an answer.
extension KpiAnswer {
  /// Which machines stand for the scope: one sentence for each rule that was used.
  var ruleNotes: [Block] {
    let overs = Set(composition.measures.map(Words.rule))
    var notes: [KpiMessage] = []
    if overs.contains(.constraint) {
      switch composition.level {
      case .line, .company:
        notes.append(composition.lines.count == 1 ? .oneConstraint : .constraints)
      case .stage, .machine:
        if composition.by.isEmpty == false { notes.append(.everyMachine) }
      }
    }
    if overs.contains(.machineHours), composition.level != .machine {
      notes.append(.machineHours)
    }
    if composition.level == .company, overs.contains(.outflow) {
      notes.append(.finishedUnits)
    }
    return notes.map { .note(say($0)) } + excludedReasons
  }

  private var excludedReasons: [Block] {
    let reasons = frame.exclude[.reason]
    guard !reasons.isEmpty, composition.measures.contains(where: { $0.source == .planned }) else { return [] }
    return [.note(say(.excludedReasons, [.names: messages.commas(reasons)]))]
  }
}
