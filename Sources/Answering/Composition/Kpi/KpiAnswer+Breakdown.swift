import IntentParser
import QueryPlanner

/// Values by groups.
extension KpiAnswer {
  func breakdown() -> Content {
    let part = composition.parts[0]
    let all = ordered(results[part.rows].table.resultRows.filter(isShown))
    let limit = frame.rank?.limit ?? Int.max
    // "Which line had the most" names one and still shows the rest.
    let isWithin = frame.rank?.within.isEmpty == false
    let ranked = isWithin ? leading(all, within: frame.rank?.within ?? [], limit: limit) : all
    let most =
      isWithin
      ? plan.limits.groups : limit == 1 ? plan.limits.groupsBelowTheFirst : min(limit, plan.limits.groups)
    let shown = Array(ranked.prefix(most))
    let totalRow = part.total.flatMap { results[$0].table.resultRows.first }
    let hasTotal = frame.rank == nil && frame.valueConditions.isEmpty
    let lines = shown.map(line)
    let table = TableBlock(
      columns: keyColumns + metricColumns + countColumns + gapColumns(lines),
      rows: shown.map { row in
        keyCells(row) + metricCells(row) + countCells(row) + (hasTargets(lines) ? gapCells(line(of: row), row) : [])
      },
      total: hasTotal
        ? composition.by.indices.map { $0 == 0 ? .text(messages(LayoutMessage.total)) : .null } + metricCells(totalRow)
          + countCells(totalRow) + (hasTargets(lines) ? [.null, .null] : [])
        : nil,
      more: (isWithin || limit == 1 ? ranked.count : min(limit, ranked.count)) - shown.count)
    var blocks: [Block] = [.table(table)]
    if let chart = chart(shown, totalRow) { blocks.append(.chart(chart)) }
    blocks += ruleNotes
    if hasTotal, mixesKindsOfLine { blocks.append(.note(say(.totalIsFinishedUnits))) }
    return Content(
      headline: breakdownHeadline(all, totalRow).capitalisedFirst, blocks: blocks, warnings: shown.flatMap(flags).unique
    )
  }

  /// The line that a row is about, where it is about one.
  private func line(of row: ResultRow) -> [String] {
    composition.by.contains(.dimension(.line)) ? row.text("k_line").map { [$0] } ?? [] : []
  }

  /// The first rows of each group, groups in the order of the factory.
  private func leading(_ rows: [ResultRow], within: [Dimension], limit: Int) -> [ResultRow] {
    let groups = Dictionary(grouping: rows) { row in within.map { row["k_\($0.rawValue)"] } }
    let order = rows.map { row in within.map { row["k_\($0.rawValue)"] } }.reduce(into: [[Cell]]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let natural = naturalOrder(of: within[0]) ?? []
    let position = Dictionary(natural.enumerated().map { (Cell.text($1), $0) }, uniquingKeysWith: { first, _ in first })
    let sorted = order.enumerated().sorted {
      (position[$0.element[0]] ?? .max, $0.offset) < (position[$1.element[0]] ?? .max, $1.offset)
    }
    return sorted.flatMap { Array((groups[$0.element] ?? []).prefix(limit)) }
  }

  /// Reasons, defects, products and the like are listed where something is counted for them; lines, machines, shifts
  /// and days are listed with their zeros.
  func isShown(_ row: ResultRow) -> Bool {
    let complete: Set<Dimension> = [.site, .line, .lineKind, .stage, .machine, .shift, .weekday]
    let isComplete = composition.by.allSatisfy { if case .dimension(let d) = $0 { complete.contains(d) } else { true } }
    return isComplete || metrics.contains { (row.number($0.name) ?? 0) != 0 }
  }

  func breakdownHeadline(_ rows: [ResultRow], _ total: ResultRow?) -> String {
    let groups = messages.and(composition.by.map(messages.grouping))
    let about = about(messages.commas(metrics.map(inSentence)), by: groups)
    if isAhead, total.map({ row in metrics.allSatisfy { row.number($0.name) == nil } }) ?? rows.isEmpty {
      return say(.noValue, [.about: about, .reason: say(.future)])
    }
    guard !rows.isEmpty else {
      return frame.valueConditions.isEmpty
        ? say(.nothing, [.about: about])
        : say(.noneChosen, [.about: about, .groups: groups, .condition: condition])
    }
    if !frame.valueConditions.isEmpty {
      let names = names(rows.prefix(5)) + (rows.count > 5 ? messages(ListingMessage.comma) + "…" : "")
      return say(
        .chosen, [.about: about, .count: String(rows.count), .condition: condition, .names: names])
    }
    if let rank = frame.rank { return rankedHeadline(rows, rank, about, by: groups) }
    if metrics.count > 1 {
      let values = metrics.map { say(.namedValue, [.kpi: inSentence($0), .value: value($0, total), .details: ""]) }
      return say(.inAll, [.about: about, .value: messages.commas(values), .details: "", .largest: ""])
    }
    return say(
      .inAll,
      [
        .about: about, .value: value(metrics[0], total), .details: besides(metrics[0], total), .largest: largest(rows),
      ])
  }

  func about(_ kpis: String, by groups: String) -> String {
    say(.about, [.kpis: kpis, .groups: groups, .scope: scope, .period: period])
  }

  func rankedHeadline(_ rows: [ResultRow], _ rank: Rank, _ about: String, by groups: String) -> String {
    let top =
      rank.within.isEmpty
      ? Array(rows.prefix(rank.limit ?? 1).prefix(3)) : Array(leading(rows, within: rank.within, limit: 1).prefix(5))
    let ranked = metrics.first { $0.name == rank.metric } ?? metrics[0]
    guard top.contains(where: { $0.number(ranked.name) != nil }) else {
      return say(.noValue, [.about: about, .reason: emptyText(ranked)])
    }
    let listed = top.map { say(.groupValue, [.name: groupName($0), .value: value(ranked, $0)]) }
    return say(
      rank.direction == .asc ? .lowest : .highest,
      [.about: self.about(inSentence(ranked), by: groups), .names: messages.commas(listed)])
  }

  /// The largest of the causes that a breakdown lists; empty for other groups.
  func largest(_ rows: [ResultRow]) -> String {
    let causes: [Grouping] = [.dimension(.reason), .dimension(.defect)]
    guard composition.by.count == 1, causes.contains(composition.by[0]), rows.count > 1, metrics[0].formula.isSum else {
      return ""
    }
    return names(rows.prefix(1))
  }

  var condition: String {
    messages.and(
      frame.valueConditions.map(condition))
  }

  func condition(_ threshold: Threshold) -> String {
    let unit = metrics.first { $0.name == threshold.metric }.map(unit) ?? .none
    let code = threshold.comparison.rawValue
    let comparison = messages.word(.comparisons, code) ?? code
    return switch threshold.value {
    case .number(let number): say(.bound, [.comparison: comparison, .value: format.sentence(number, unit: unit)])
    case .target: say(.missesTarget, [.comparison: comparison])
    }
  }

  func names(_ rows: some Sequence<ResultRow>) -> String {
    messages.commas(rows.map { say(.groupValue, [.name: groupName($0), .value: value(metrics[0], $0)]) })
  }

  func groupName(_ row: ResultRow) -> String {
    zip(keyCells(row), keyColumns).map { format.cell($0, in: $1) }.joined(separator: " ")
  }
}
