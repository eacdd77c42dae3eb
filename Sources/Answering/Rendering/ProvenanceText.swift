import IntentParser
import QueryPlanner

/// How an answer was computed, folded into a few words or in full.
struct ProvenanceText {
  var format: ValueFormat
  var width: Int

  func lines(of answer: Answer, details: Bool) -> [String] {
    let provenance = answer.provenance
    var lines = corrections(of: provenance)
    let facts = self.facts(of: answer)
    if !facts.isEmpty { lines += (format.wording.how + ": " + facts.joined(separator: "; ")).wrapped(to: width) }
    guard details else { return lines }
    for definition in provenance.definitions where !definition.text.isEmpty {
      lines += "\(definition.name): \(definition.text)".wrapped(to: width)
    }
    for statement in provenance.statements {
      lines += ["", statement.sql]
      if let parameters = Self.parameters(of: statement, format) { lines.append("-- " + parameters) }
      lines.append("-- " + format.counted(rowsOf: statement))
    }
    return lines
  }

  /// Formulas, window, rows read and the last event in the data; empty where nothing was computed.
  func facts(of answer: Answer) -> [String] {
    let provenance = answer.provenance
    guard !provenance.statements.isEmpty || !provenance.definitions.isEmpty else { return [] }
    let wording = format.wording
    var facts = provenance.definitions.filter { !$0.formula.isEmpty }.map { "\($0.name) = \($0.formula)" }
    if let period = answer.reading?.period {
      facts.append(wording.fill(wording.window, format.window(period.window)) + ", " + provenance.timeZone)
    }
    let rows = provenance.statements.reduce(0) { $0 + Int64($1.rows) }
    var source =
      provenance.statements.isEmpty ? [] : [format.counted(rows, one: wording.row.one, many: wording.row.many)]
    if let last = provenance.dataTo { source.append(wording.fill(wording.dataTo, format.instant(last))) }
    if !source.isEmpty { facts.append(source.joined(separator: ", ")) }
    return facts
  }

  func corrections(of provenance: Provenance) -> [String] {
    provenance.corrections.map { format.wording.fill(format.wording.readAs, $0.from, $0.to) }
  }

  /// "$1 = SMT-1, $2 = 2026-03-18T06:00:00+07:00"; nil without parameters.
  static func parameters(of statement: Provenance.Statement, _ format: ValueFormat) -> String? {
    guard !statement.parameters.isEmpty else { return nil }
    return statement.parameters.enumerated().map { index, value in
      let json = value.json(clock: format.clock)
      let text = if case .string(let string) = json { string } else { json.text() }
      return "$\(index + 1) = \(text)"
    }.joined(separator: ", ")
  }
}

extension ValueFormat {
  func counted(rowsOf statement: Provenance.Statement) -> String {
    counted(Int64(statement.rows), one: wording.row.one, many: wording.row.many)
  }
}
