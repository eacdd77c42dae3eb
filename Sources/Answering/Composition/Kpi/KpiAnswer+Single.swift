import IntentParser
import QueryPlanner

/// One value.
extension KpiAnswer {
  func single() -> Content {
    let row = results[composition.parts[0].rows].table.resultRows.first
    var blocks: [Block] = [
      .table(TableBlock(columns: metricColumns + countColumns, rows: [metricCells(row) + countCells(row)]))
    ]
    if let parts = partsTable(row) { blocks.append(.table(parts)) }
    blocks += ruleNotes
    let headline: String
    if let verdict = verdict(row) {
      headline = verdict
    } else if metrics.count == 1 {
      headline = say(
        .value,
        [
          .kpi: title(metrics[0]), .scope: scope, .period: period, .value: value(metrics[0], row),
          .details: besides(metrics[0], row),
        ])
    } else {
      let values = metrics.map { kpi in
        say(.namedValue, [.kpi: inSentence(kpi), .value: value(kpi, row), .details: targetText(kpi, row)])
      }
      headline = say(.values, [.scope: scope, .period: period, .values: messages.commas(values)])
    }
    return Content(headline: headline.capitalisedFirst, blocks: blocks, warnings: flags(row))
  }

  /// The target and the gap to it, the median and the number of items.
  func besides(_ kpi: Kpi, _ row: ResultRow?) -> String {
    var texts: [String] = []
    if let item = itemMeasure(kpi), let count = row?.number("n_\(item)"), count > 0 {
      if frame.statistic == nil, let median = row?.number("median_\(item)") {
        texts.append(say(.median, [.value: format.sentence(median, unit: unit(kpi))]))
      }
      texts.append(say(.items, [.count: format.grouped(Int64(count))]))
    } else if kpi.items != nil, case .measure(let divisor)? = kpi.formula.denominator,
      let count = row?.number("m_\(divisor)"), count > 0
    {
      texts.append(say(.items, [.count: format.grouped(Int64(count))]))
    }
    let target = targetText(kpi, row)
    return messages.commas(target.isEmpty ? texts : texts + [target])
  }

  /// The target and the gap to it; empty where there is none.
  func targetText(_ kpi: Kpi, _ row: ResultRow?) -> String {
    guard let target = target(kpi), let value = row?.number(kpi.name) else { return "" }
    return say(.target, [.target: format.sentence(target, unit: unit(kpi)), .gap: gap(value, target, kpi)])
  }

  func gap(_ value: Double, _ target: Double, _ kpi: Kpi) -> String {
    let difference = value - target
    guard difference != 0 else { return say(.onTarget) }
    let isMet = kpi.better == .none || (difference > 0) == (kpi.better == .high)
    let key: KpiMessage = difference > 0 ? isMet ? .above : .aboveMissed : isMet ? .below : .belowMissed
    return say(key, [.size: size(difference, kpi)])
  }

  /// A difference without its sign, of ratios in points.
  func size(_ difference: Double, _ kpi: Kpi) -> String {
    kpi.unit == .ratio ? format.points(abs(difference)) : format.sentence(abs(difference), unit: unit(kpi))
  }

  /// The measures that a formula with more than one was computed from.
  func partsTable(_ row: ResultRow?) -> TableBlock? {
    guard let row else { return nil }
    let names = metrics.flatMap(\.formula.measures).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    guard names.count > 1 else { return nil }
    let rows: [[Cell]] = names.map { name in
      [.text(measureLabel(name)), row.number("m_\(name)").map { .number($0) } ?? .null]
    }
    // One column cannot hold seconds and units: values are worded by their unit.
    let worded: [[Cell]] = zip(names, rows).map { name, cells in
      guard case .number(let value) = cells[1] else { return cells }
      return [cells[0], .text(format.sentence(value, unit: measureUnit(name)))]
    }
    return TableBlock(
      title: say(.computedFrom), columns: [format.column("measure", .text), format.column("value", .text)],
      rows: worded)
  }
}
