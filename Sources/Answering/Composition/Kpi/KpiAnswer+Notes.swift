import IntentParser
import QueryPlanner

/// Which machines and units count, said below an answer.
extension KpiAnswer {
  /// Codes of the machines that stood for the lines of the scope; nothing where they are too many to read.
  private var constraintMachines: String {
    let rows = composition.parts.compactMap { results[$0.total ?? $0.rows].table.resultRows.first }
    let codes = rows.flatMap { $0.texts("constraint_machines") }.unique
    return codes.count <= 12 ? messages.commas(codes) : ""
  }

  /// How long each of several machines stood for the line; nothing where one did all the time.
  private var constraintTimes: [Block] {
    let rows = composition.parts.compactMap { results[$0.total ?? $0.rows].table.resultRows.first }
    guard rows.count == 1, case .integers(let seconds) = rows[0]["constraint_seconds"] else { return [] }
    let codes = rows[0].texts("constraint_machines")
    guard seconds.count == codes.count, codes.count > 1 else { return [] }
    let stood = zip(codes, seconds).map { say(.labelledValue, [.label: $0, .value: format.duration($1)]) }
    return [.note(say(.constraintTimes, [.names: messages.commas(stood)]))]
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
    return rules + constraintTimes + excludedReasons
  }

  private var excludedReasons: [Block] {
    let reasons = frame.exclude[.reason]
    guard !reasons.isEmpty, composition.measures.contains(where: { $0.source == .planned }) else { return [] }
    return [.note(say(.excludedReasons, [.names: messages.commas(reasons)]))]
  }
}
