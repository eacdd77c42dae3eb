import IntentParser
import QueryPlanner

/// How an answer was computed, folded into a few words or in full.
struct ProvenanceText {
  var format: ValueFormat
  var width: Int

  func lines(of answer: Answer, details: Bool) -> [String] {
    let provenance = answer.provenance
    var lines: [String] = []
    let facts = self.facts(of: answer)
    if !facts.isEmpty {
      let how = format.messages(LayoutMessage.how)
      lines += "\(how): \(format.messages.semicolons(facts))".wrapped(to: width)
    }
    guard details else { return lines }
    for definition in provenance.definitions where !definition.text.isEmpty {
      lines += "\(definition.name): \(definition.text)".wrapped(to: width)
    }
    for statement in provenance.statements {
      lines += ["", statement.sql]
      if let parameters = Self.parameters(of: statement, format) { lines.append("-- " + parameters) }
      lines.append("-- " + format.counted(Int64(statement.rows), LayoutMessage.rows))
    }
    return lines
  }

  /// Formulas, window, rows read and the last event in the data; empty where nothing was computed.
  func facts(of answer: Answer) -> [String] {
    let provenance = answer.provenance
    guard !provenance.statements.isEmpty || !provenance.definitions.isEmpty else { return [] }
    let messages = format.messages
    var facts = provenance.definitions.filter { !$0.formula.isEmpty }.map { "\($0.name) = \($0.formula)" }
    if let period = answer.reading?.period {
      let window = messages(LayoutMessage.window, [.dates: format.window(period.window)])
      facts.append(messages.commas([window, provenance.timeZone]))
    }
    let rows = provenance.statements.reduce(0) { $0 + Int64($1.rows) }
    var source = provenance.statements.isEmpty ? [] : [format.counted(rows, LayoutMessage.rows)]
    if let last = provenance.dataTo { source.append(messages(LayoutMessage.dataTo, [.time: format.instant(last)])) }
    if !source.isEmpty { facts.append(messages.commas(source)) }
    return facts
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
