import IntentParser
import QueryPlanner

/// Which machines and units count, said below an answer.
extension KpiAnswer {
  /// Codes of the machines that stood for the lines of the scope; nothing where they are too many to read.
  private var constraintMachines: String {
    let rows = composition.parts.compactMap { results[$0.total ?? $0.rows].table.resultRows.first }
    let codes = rows.flatMap { $0.texts("constraint_machines") }.unique
    guard codes.count <= 12 else { return "" }
    guard rows.count == 1, case .integers(let seconds) = rows[0]["constraint_seconds"], seconds.count == codes.count
    else {
      return messages.commas(codes)
    }
    // One that stood only while the line was off changed nothing.
    let stood = zip(codes, seconds).filter { $0.1 > 0 }
    guard !stood.isEmpty else { return messages.commas(codes) }
    return messages.commas(
      stood.map { say(.labelledValue, [.label: $0.0, .value: format.duration($0.1)]) })
  }

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
    let rules: [Block] = notes.map { note in
      .note(say(note, note.places.contains(.names) ? [.names: constraintMachines] : [:]))
    }
    return rules + excludedReasons
  }

  private var excludedReasons: [Block] {
    let reasons = frame.exclude[.reason]
    guard !reasons.isEmpty, composition.measures.contains(where: { $0.source == .planned }) else { return [] }
    return [.note(say(.excludedReasons, [.names: messages.commas(reasons)]))]
  }
}
