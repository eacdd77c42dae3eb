import IntentParser
import QueryPlanner

/// Values by groups.
extension KpiAnswer {
  func breakdown() -> Content {
    let part = composition.parts[0]
    let all = ordered(results[part.rows].table.resultRows.filter(isShown))
    let limit = frame.rank?.limit ?? Int.max
    // "Which line had the most" names one and still shows the rest.
    let most = limit == 1 ? plan.limits.groupsBelowTheFirst : min(limit, plan.limits.groups)
    let shown = Array(all.prefix(most))
    let totalRow = part.total.flatMap { results[$0].table.resultRows.first }
    let hasTotal = frame.rank == nil && frame.having.isEmpty
    let table = TableBlock(
      columns: keyColumns + metricColumns + countColumns,
      rows: shown.map { keyCells($0) + metricCells($0) + countCells($0) },
      total: hasTotal
        ? composition.by.indices.map { $0 == 0 ? .text(messages(LayoutMessage.total)) : .null } + metricCells(totalRow)
          + countCells(totalRow)
        : nil,
      more: (limit == 1 ? all.count : min(limit, all.count)) - shown.count)
    var blocks: [Block] = [.table(table)]
    if let chart = chart(shown, totalRow) { blocks.append(.chart(chart)) }
    blocks += ruleNotes
    if hasTotal, mixesKindsOfLine { blocks.append(.note(say(.totalIsFinishedUnits))) }
    return Content(
      headline: breakdownHeadline(all, totalRow).capitalisedFirst, blocks: blocks, warnings: shown.flatMap(flags).unique
    )
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
      return frame.having.isEmpty
        ? say(.nothing, [.about: about])
        : say(.noneChosen, [.about: about, .groups: groups, .condition: condition])
    }
    if !frame.having.isEmpty {
      let names = names(rows.prefix(5)) + (rows.count > 5 ? messages(ListingMessage.comma) + "…" : "")
      return say(
        .chosen, [.about: about, .count: String(rows.count), .condition: condition, .names: names])
    }
    if let rank = frame.rank { return rankedHeadline(rows, rank, about, by: groups) }
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
    let top = rows.prefix(rank.limit ?? 1).prefix(3)
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
    guard composition.by.count == 1, causes.contains(composition.by[0]), rows.count > 1 else { return "" }
    return names(rows.prefix(1))
  }

  var condition: String {
    messages.and(
      frame.having.map { threshold in
        let unit = metrics.first { $0.name == threshold.metric }.map(unit) ?? .none
        let comparison = threshold.comparison.rawValue
        switch threshold.value {
        case .number(let number):
          return say(.bound, [.comparison: comparison, .value: format.sentence(number, unit: unit)])
        case .target: return say(.missesTarget, [.comparison: comparison])
        }
      })
  }

  func names(_ rows: some Sequence<ResultRow>) -> String {
    messages.commas(rows.map { say(.groupValue, [.name: groupName($0), .value: value(metrics[0], $0)]) })
  }

  func groupName(_ row: ResultRow) -> String {
    zip(keyCells(row), keyColumns).map { format.cell($0, in: $1) }.joined(separator: " ")
  }
}
