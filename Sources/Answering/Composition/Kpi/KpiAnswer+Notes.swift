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

  /// Which machines stand for the scope: one sentence for each rule that was used.
  var ruleNotes: [Block] {
    let overs = Set(metrics.flatMap(\.formula.measures).map(Words.rule))
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
    return notes.map { note in
      .note(say(note, note.places.contains(.names) ? [.names: constraintMachines] : [:]))
    }
  }
}
