import IntentParser
import QueryPlanner

/// Scopes or periods beside each other.
extension KpiAnswer {
  func comparison() -> Content {
    let labels = composition.parts.map(partLabel)
    var rows: [[Cell]] = []
    for (part, label) in zip(composition.parts, labels) {
      let key = comparesScopes ? part.scope.dimensions.flatMap { part.scope[$0] }.joined(separator: ", ") : label
      for row in results[part.rows].table.resultRows {
        rows.append([.text(key)] + keyCells(row) + metricCells(row))
      }
    }
    let name = comparesScopes ? (frame.compare.first?.dimensions.first?.rawValue ?? "scope") : "period"
    let table = TableBlock(
      columns: [.init(name: name, label: say(comparesScopes ? .scopeColumn : .periodColumn), type: .text)]
        + keyColumns + metricColumns, rows: rows)
    return Content(headline: comparisonHeadline(labels).capitalisedFirst, blocks: [.table(table)] + ruleNotes)
  }

  var comparesScopes: Bool { !frame.compare.isEmpty }

  func partLabel(_ part: KpiComposition.Part) -> String {
    switch part.role {
    case .asked where comparesScopes: ScopePhrase(factory: factory, messages: messages).text(part.scope)
    case .asked: format.period(composition.window, saidAs: frame.period)
    case .earlier:
      plan.reading.comparePeriod.map { format.period($0.window, saidAs: frame.comparePeriod) } ?? say(.earlier)
    case .earlierSoFar: say(.earlierSoFar)
    }
  }

  func comparisonHeadline(_ labels: [String]) -> String {
    let kpi = metrics[0]
    let values = composition.parts.map { part in
      results[part.total ?? part.rows].table.resultRows.first
    }
    let listed = messages.semicolons(
      zip(labels, values).map { say(.labelledValue, [.label: $0, .value: value(kpi, $1)]) })
    var change = ""
    if composition.parts.count <= 3, let first = values[0]?.number(kpi.name),
      let last = values[values.count - 1]?.number(kpi.name)
    {
      change = self.change(from: last, to: first, kpi)
    }
    return comparesScopes
      ? say(.scopesCompared, [.kpi: title(kpi), .period: period, .values: listed, .change: change])
      : say(.periodsCompared, [.kpi: title(kpi), .scope: scope, .values: listed, .change: change])
  }

  func change(from last: Double, to first: Double, _ kpi: Kpi) -> String {
    let change = first - last
    guard change != 0 else { return say(.noChange) }
    let relative =
      last == 0 ? "" : (change > 0 ? "+" : "−") + format.sentence(abs(change / last), unit: .ratio)
    return say(change > 0 ? .more : .less, [.size: size(change, kpi), .relative: relative])
  }
}
