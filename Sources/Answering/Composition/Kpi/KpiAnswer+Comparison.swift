import IntentParser
import QueryPlanner

/// Scopes or periods beside each other.
extension KpiAnswer {
  func comparison() -> Content {
    let labels = composition.parts.map(partLabel)
    var blocks: [Block] = []
    if !composition.by.isEmpty { blocks.append(.table(comparedGroups(labels))) }
    blocks.append(.table(compared(labels)))
    return Content(headline: comparisonHeadline(labels).capitalisedFirst, blocks: blocks + ruleNotes)
  }

  /// One row a scope or period, with the first one's difference to it.
  private func compared(_ labels: [String]) -> TableBlock {
    let values = composition.parts.map { results[$0.total ?? $0.rows].table.resultRows.first }
    let lines = composition.parts.map { $0.scope[.line] }
    let rows = composition.parts.indices.map { index in
      [partCell(index, labels)] + metricCells(values[index]) + changeCells(index, values)
        + (hasTargets(lines) ? gapCells(lines[index], values[index]) : [])
    }
    return TableBlock(
      title: composition.by.isEmpty ? nil : messages(LayoutMessage.total),
      columns: [partColumn] + metricColumns + changeColumns + gapColumns(lines), rows: rows)
  }

  /// The same for each group: the pieces of two periods are paired by their place.
  private func comparedGroups(_ labels: [String]) -> TableBlock {
    let tables = composition.parts.map { ordered(results[$0.rows].table.resultRows) }
    let byPart = tables.map { Dictionary($0.map { (identity($0), $0) }, uniquingKeysWith: { first, _ in first }) }
    let keys = tables.flatMap { $0.filter(isShown).map(identity) }
      .reduce(into: (seen: Set<[Cell]>(), list: [[Cell]]())) { if $0.seen.insert($1).inserted { $0.list.append($1) } }
      .list
    let shown = keys.prefix(min(frame.rank?.limit ?? Int.max, plan.limits.groups))
    let rows = shown.flatMap { key in
      let values = byPart.map { $0[key] }
      return composition.parts.indices.compactMap { index -> [Cell]? in
        guard let row = values[index] else { return nil }
        return keyCells(row, composition.parts[index]) + [partCell(index, labels)] + metricCells(row)
          + changeCells(index, values)
      }
    }
    return TableBlock(
      columns: keyColumns + [partColumn] + metricColumns + changeColumns, rows: rows, more: keys.count - shown.count)
  }

  private var partColumn: TableBlock.Column {
    let name = comparesScopes ? (frame.compare.first?.dimensions.first?.rawValue ?? "scope") : "period"
    return .init(name: name, label: say(comparesScopes ? .scopeColumn : .periodColumn), type: .text)
  }

  private func partCell(_ index: Int, _ labels: [String]) -> Cell {
    let scope = composition.parts[index].scope
    return .text(
      comparesScopes ? scope.dimensions.flatMap { scope[$0] }.joined(separator: ", ") : labels[index])
  }

  private var changeColumns: [TableBlock.Column] {
    metrics.flatMap { kpi in
      [
        named("change", kpi, kpi.unit == .ratio ? .points : unit(kpi)), named("relative_change", kpi, .ratio),
      ]
    }
  }

  /// By how much the first differs from this one, and which part of this one that is.
  private func changeCells(_ index: Int, _ values: [ResultRow?]) -> [Cell] {
    metrics.flatMap { kpi -> [Cell] in
      guard index > 0, let first = values[0]?.number(kpi.name), let other = values[index]?.number(kpi.name) else {
        return [.null, .null]
      }
      return [.number(first - other), other == 0 ? .null : .number((first - other) / abs(other))]
    }
  }

  var comparesScopes: Bool { !frame.compare.isEmpty }

  private func partLabel(_ part: KpiComposition.Part) -> String {
    switch part.role {
    case .asked where comparesScopes: ScopePhrase(factory: factory, messages: messages).text(part.scope)
    case .asked, .whole: format.period(part.window, saidAs: frame.period)
    case .earlier:
      plan.reading.comparePeriod.map { format.period($0.window, saidAs: frame.comparePeriod) } ?? say(.earlier)
    case .earlierSoFar: say(.earlierSoFar)
    }
  }

  private func comparisonHeadline(_ labels: [String]) -> String {
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

  private func change(from last: Double, to first: Double, _ kpi: Kpi) -> String {
    let change = first - last
    guard change != 0 else { return say(.noChange) }
    let relative =
      last == 0 ? "" : (change > 0 ? "+" : "−") + format.sentence(abs(change / last), unit: .ratio)
    return say(change > 0 ? .more : .less, [.size: size(change, kpi), .relative: relative])
  }
}
