import IntentParser
import QueryPlanner

/// Parts of a whole.
extension KpiAnswer {
  func share() -> Content {
    composition.by.isEmpty ? shareOfFilter() : sharesOfGroups()
  }

  private var whole: KpiComposition.Part? { composition.parts.first { $0.role == .whole } }

  /// What one filter has of the value without it.
  private func shareOfFilter() -> Content {
    let row = results[composition.parts[0].rows].table.resultRows.first
    let wholeRow = whole.flatMap { results[$0.rows].table.resultRows.first }
    let columns = metrics.flatMap { kpi in
      [
        metricColumn(kpi), named("whole", kpi, unit(kpi)), named("share", kpi, .ratio),
      ]
    }
    let cells: [Cell] = metrics.flatMap { kpi in
      [metricCell(kpi, row), metricCell(kpi, wholeRow), ratio(row, wholeRow, kpi)]
    }
    let kpi = metrics[0]
    let dimension = composition.shareOf
    let phrase = ScopePhrase(factory: factory, messages: messages)
    let part = Scope(dimension.map { [$0: frame.filters[$0]] } ?? [:])
    var rest = frame.filters
    if let dimension { rest[dimension] = [] }
    let of = phrase.text(rest, exclude: frame.exclude)
    let headline: String
    if case .number(let share) = ratio(row, wholeRow, kpi) {
      headline = say(
        .share,
        [
          .name: phrase.text(part), .share: format.number(share, unit: .ratio), .kpi: inSentence(kpi), .scope: of,
          .period: wholePeriod, .value: value(kpi, row), .total: value(kpi, wholeRow),
        ])
    } else {
      headline = say(
        .value, [.kpi: title(kpi), .scope: of, .period: wholePeriod, .value: value(kpi, wholeRow), .details: ""])
    }
    return Content(
      headline: headline.capitalisedFirst, blocks: [.table(TableBlock(columns: columns, rows: [cells]))] + ruleNotes)
  }

  /// What each group has of the total, or the filter of each group.
  private func sharesOfGroups() -> Content {
    let part = composition.parts[0]
    let rows = ordered(results[part.rows].table.resultRows.filter(isShown))
    let total = part.total.flatMap { results[$0].table.resultRows.first }
    let wholes = whole.map { results[$0.rows].table.resultRows } ?? []
    let wholeTotal = whole.map { $0.total.flatMap { results[$0].table.resultRows.first } } ?? total
    func wholeRow(_ row: ResultRow) -> ResultRow? {
      self.whole == nil ? total : wholes.first { identity($0) == identity(row) }
    }
    let columns = keyColumns + metrics.flatMap { [metricColumn($0), named("share", $0, .ratio)] }
    let table = TableBlock(
      columns: columns,
      rows: rows.prefix(plan.limits.groups).map { row in
        keyCells(row) + metrics.flatMap { [metricCell($0, row), ratio(row, wholeRow(row), $0)] }
      },
      total: composition.by.indices.map { $0 == 0 ? .text(messages(LayoutMessage.total)) : .null }
        + metrics.flatMap { [metricCell($0, total), ratio(total, wholeTotal, $0)] },
      more: max(0, rows.count - plan.limits.groups))
    let kpi = metrics[0]
    let shares = rows.compactMap { row in
      if case .number(let share) = ratio(row, wholeRow(row), kpi) { (row, share) } else { nil }
    }
    let largest = shares.sorted { $0.1 > $1.1 }.prefix(3).map { row, share in
      say(.groupValue, [.name: groupName(row), .value: format.number(share, unit: .ratio)])
    }
    let about = about(messages.commas(metrics.map(inSentence)), by: messages.and(composition.by.map(messages.grouping)))
    let headline =
      largest.isEmpty
      ? say(.nothing, [.about: about])
      : say(.shares, [.about: about, .names: messages.commas(largest), .total: value(kpi, wholeTotal)])
    return Content(headline: headline.capitalisedFirst, blocks: [.table(table)] + ruleNotes)
  }

  /// The period of the whole: a shift that narrowed it does not.
  private var wholePeriod: String {
    guard composition.shareOf == .shift, case .shift(_, let day?) = frame.period, let whole else { return period }
    return format.period(whole.window, saidAs: day)
  }

  private func ratio(_ part: ResultRow?, _ whole: ResultRow?, _ kpi: Kpi) -> Cell {
    guard let a = part?.number(kpi.name), let b = whole?.number(kpi.name), b != 0 else { return .null }
    return .number(a / b)
  }
}
