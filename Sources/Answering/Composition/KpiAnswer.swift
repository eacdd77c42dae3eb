import IntentParser
import QueryPlanner

/// Metrics as a headline, a table and, where it helps, a chart.
struct KpiAnswer {
  let plan: QueryPlan
  let composition: KpiComposition
  let results: [QueryResult]
  let factory: FactoryCatalogue
  let format: ValueFormat

  private var frame: Frame { plan.reading.frame }
  private var metrics: [Kpi] { composition.metrics }
  private var messages: Messages { format.messages }
  private func say(_ key: KpiMessage, _ values: [Place: String] = [:]) -> String { messages(key, values) }

  func content() -> Content {
    if frame.aspect == .target { return targets() }
    if composition.parts.count > 1 { return comparison() }
    if composition.by.isEmpty { return single() }
    return breakdown()
  }

  // One value ---------------------------------------------------------------------------------------

  private func single() -> Content {
    let row = results[composition.parts[0].rows].table.resultRows.first
    var blocks: [Block] = [
      .table(TableBlock(columns: metricColumns + countColumns, rows: [metricCells(row) + countCells(row)]))
    ]
    if let parts = partsTable(row) { blocks.append(.table(parts)) }
    blocks += ruleNotes
    let headline: String
    if metrics.count == 1 {
      headline = say(
        .value,
        [
          .kpi: title(metrics[0]), .scope: scope, .period: period, .value: value(metrics[0], row),
          .details: besides(metrics[0], row),
        ])
    } else {
      let values = metrics.map { say(.namedValue, [.kpi: inSentence($0), .value: value($0, row)]) }
      headline = say(.values, [.scope: scope, .period: period, .values: messages.commas(values)])
    }
    return Content(headline: headline.capitalisedFirst, blocks: blocks, warnings: flags(row))
  }

  /// The target and the gap to it, the median and the number of items.
  private func besides(_ kpi: Kpi, _ row: ResultRow?) -> String {
    var texts: [String] = []
    if let item = itemMeasure(kpi), let count = row?.number("n_\(item)"), count > 0 {
      if frame.statistic == nil, let median = row?.number("median_\(item)") {
        texts.append(say(.median, [.value: format.sentence(median, unit: unit(kpi))]))
      }
      texts.append(say(.items, [.count: format.grouped(Int64(count))]))
    }
    if let target = target(kpi), let value = row?.number(kpi.name) {
      texts.append(
        say(.target, [.target: format.sentence(target, unit: unit(kpi)), .gap: gap(value, target, kpi)]))
    }
    return messages.commas(texts)
  }

  private func gap(_ value: Double, _ target: Double, _ kpi: Kpi) -> String {
    let difference = value - target
    guard difference != 0 else { return say(.onTarget) }
    let isMet = kpi.better == .none || (difference > 0) == (kpi.better == .high)
    let key: KpiMessage = difference > 0 ? isMet ? .above : .aboveMissed : isMet ? .below : .belowMissed
    return say(key, [.size: size(difference, kpi)])
  }

  /// A difference without its sign, of ratios in points.
  private func size(_ difference: Double, _ kpi: Kpi) -> String {
    kpi.unit == .ratio ? format.points(abs(difference)) : format.sentence(abs(difference), unit: unit(kpi))
  }

  /// The measures that a formula with more than one was computed from.
  private func partsTable(_ row: ResultRow?) -> TableBlock? {
    guard let row else { return nil }
    let names = metrics.flatMap(\.formula.measures).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    guard names.count > 1 else { return nil }
    let rows: [[Cell]] = names.map { name in
      [.text(measureLabel(name)), row.number("m_\(name)").map { .number($0) } ?? .null]
    }
    // One column cannot hold seconds and units: values are worded by their unit.
    let worded: [[Cell]] = zip(names, rows).map { name, cells in
      guard case .number(let value) = cells[1] else { return cells }
      return [cells[0], .text(format.sentence(value, unit: Words.unit(ofMeasure: name)))]
    }
    return TableBlock(
      title: say(.computedFrom), columns: [format.column("measure", .text), format.column("value", .text)],
      rows: worded)
  }

  // Targets -----------------------------------------------------------------------------------------

  private func targets() -> Content {
    let rows = composition.targets.map { results[$0].table.resultRows } ?? []
    let names = messages.commas(metrics.map(inSentence))
    guard !rows.isEmpty else { return Content(headline: say(.noTarget, [.kpis: names, .scope: scope])) }
    let kpi = metrics[0]
    let headline =
      rows.count == 1
      ? say(
        .theTarget,
        [.kpis: names, .scope: scope, .target: format.sentence(rows[0].number("target"), unit: unit(kpi))])
      : messages(
        KpiMessage.targets, [.kpis: names, .scope: scope, .count: String(rows.count)], count: Int64(rows.count))
    // One unit a column: a table a metric.
    let tables = metrics.map { kpi in
      Block.table(
        TableBlock(
          columns: [
            format.column("line", .text),
            .init(
              name: kpi.name, label: say(.targetColumn, [.kpi: inSentence(kpi)]).capitalisedFirst, type: .number,
              unit: unit(kpi)),
          ],
          rows: rows.filter { $0.text("kpi") == kpi.name }.map {
            [$0["line_code"], $0.number("target").map { .number($0) } ?? .null]
          }))
    }
    return Content(headline: headline, blocks: tables)
  }

  // By groups ---------------------------------------------------------------------------------------

  private func breakdown() -> Content {
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
  private func isShown(_ row: ResultRow) -> Bool {
    let complete: Set<Dimension> = [.site, .line, .lineKind, .stage, .machine, .shift, .weekday]
    let isComplete = composition.by.allSatisfy { if case .dimension(let d) = $0 { complete.contains(d) } else { true } }
    return isComplete || metrics.contains { (row.number($0.name) ?? 0) != 0 }
  }

  private func breakdownHeadline(_ rows: [ResultRow], _ total: ResultRow?) -> String {
    let groups = messages.and(composition.by.map(messages.grouping))
    let about = about(messages.commas(metrics.map(inSentence)), by: groups)
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

  private func about(_ kpis: String, by groups: String) -> String {
    say(.about, [.kpis: kpis, .groups: groups, .scope: scope, .period: period])
  }

  private func rankedHeadline(_ rows: [ResultRow], _ rank: Rank, _ about: String, by groups: String) -> String {
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
  private func largest(_ rows: [ResultRow]) -> String {
    let causes: [Grouping] = [.dimension(.reason), .dimension(.defect)]
    guard composition.by.count == 1, causes.contains(composition.by[0]), rows.count > 1 else { return "" }
    return names(rows.prefix(1))
  }

  private var condition: String {
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

  private func names(_ rows: some Sequence<ResultRow>) -> String {
    messages.commas(rows.map { say(.groupValue, [.name: groupName($0), .value: value(metrics[0], $0)]) })
  }

  private func groupName(_ row: ResultRow) -> String {
    zip(keyCells(row), keyColumns).map { format.cell($0, in: $1) }.joined(separator: " ")
  }

  /// Rows in the order of the factory (lines along the route, shifts along the day) where no ranking was asked for;
  /// reasons, defects and customers by value, the largest first.
  private func ordered(_ rows: [ResultRow]) -> [ResultRow] {
    guard frame.rank == nil, composition.by.count == 1, case .dimension(let dimension) = composition.by[0] else {
      return rows
    }
    let natural: [String]? =
      switch dimension {
      case .line: factory.lines.map(\.code)
      case .stage, .foundStage: factory.stages.sorted { $0.position < $1.position }.map(\.name)
      case .machine: factory.machines.map(\.code)
      case .shift: factory.shifts.map(\.name)
      case .site: factory.sites.map(\.code)
      case .lineKind: ["SMT", "DIP", "TEST", "PACK"]
      case .weekday: nil
      default: []
      }
    guard let natural else { return rows }
    let key = "k_\(dimension.rawValue)"
    if natural.isEmpty {
      return rows.sorted {
        ($0.number(metrics[0].name) ?? -1, $1.text(key) ?? "") > ($1.number(metrics[0].name) ?? -1, $0.text(key) ?? "")
      }
    }
    let position = Dictionary(natural.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return rows.sorted { (position[$0.text(key) ?? ""] ?? .max) < (position[$1.text(key) ?? ""] ?? .max) }
  }

  private func chart(_ rows: [ResultRow], _ total: ResultRow?) -> ChartBlock? {
    guard composition.by.count == 1, rows.count > 1 else { return nil }
    let labels = rows.map(groupName)
    let series = ChartBlock.Series(
      name: label(metrics[0]), unit: unit(metrics[0]), values: rows.map { $0.number(metrics[0].name) })
    switch composition.by[0] {
    case .grain:
      return ChartBlock(form: .line, title: label(metrics[0]), x: labels, series: [series], target: target(metrics[0]))
    case .dimension(.reason), .dimension(.defect):
      guard [.seconds, .count, .units].contains(metrics[0].unit) else { return nil }
      return ChartBlock(form: .pareto, title: label(metrics[0]), x: labels, series: [series])
    case .dimension:
      return frame.show == .chart ? ChartBlock(form: .bar, title: label(metrics[0]), x: labels, series: [series]) : nil
    }
  }

  private var mixesKindsOfLine: Bool {
    let outflow: Set = ["output", "good"]
    guard composition.by.contains(.dimension(.line)) || composition.by.contains(.dimension(.lineKind)),
      metrics.contains(where: { outflow.contains($0.name) })
    else { return false }
    return Set(factory.lines.filter { composition.lines.contains($0.code) }.map(\.kind)).count > 1
  }

  // Scopes or periods beside each other -------------------------------------------------------------

  private func comparison() -> Content {
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

  private var comparesScopes: Bool { !frame.compare.isEmpty }

  private func partLabel(_ part: KpiComposition.Part) -> String {
    switch part.role {
    case .asked where comparesScopes: ScopePhrase(factory: factory, messages: messages).text(part.scope)
    case .asked: format.period(composition.window, saidAs: frame.period)
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

  // Cells and words ---------------------------------------------------------------------------------

  private var keyColumns: [TableBlock.Column] {
    composition.by.map { grouping in
      .init(
        name: Words.groupingName(grouping), label: messages.grouping(grouping).capitalisedFirst, type: .text,
        words: words(of: grouping))
    }
  }

  /// What people read for the values of a group, where these are codes.
  private func words(of grouping: Grouping) -> [String: String] {
    switch grouping {
    case .grain(.shiftInstance): [:]
    case .grain(let grain):
      Dictionary(composition.buckets.map { ($0.code, format.label(of: $0, grain)) }, uniquingKeysWith: { $1 })
    case .dimension(.weekday): format.words(.weekdays, for: Vocabulary.weekdayCodes)
    case .dimension(.priority): format.words(.priorities, for: Vocabulary.priorities.codes ?? [])
    case .dimension(.reason): [Words.notLogged: say(.notLogged)]
    case .dimension: [:]
    }
  }

  private func keyCells(_ row: ResultRow) -> [Cell] {
    composition.by.map { grouping in
      let name = "k_\(Words.groupingName(grouping))"
      switch grouping {
      case .grain(.shiftInstance): return row[name]
      case .grain:
        guard let index = row.integer(name), composition.buckets.indices.contains(Int(index)) else { return .null }
        return .text(composition.buckets[Int(index)].code)
      case .dimension(.weekday):
        guard let index = row.integer(name), (1...7).contains(index) else { return .null }
        return .text(Vocabulary.weekdayCodes[Int(index) - 1])
      case .dimension(.reason): return row[name] == .null ? .text(Words.notLogged) : row[name]
      case .dimension: return row[name]
      }
    }
  }

  private var metricColumns: [TableBlock.Column] {
    metrics.map {
      .init(
        name: $0.name, label: label($0),
        type: $0.unit == .count && itemMeasure($0) == nil ? .integer : .number,
        unit: unit($0))
    }
  }

  private func metricCells(_ row: ResultRow?) -> [Cell] {
    metrics.map { kpi in
      guard let number = row?.number(kpi.name) else { return .null }
      let isCount = [.count, .units].contains(kpi.unit) && itemMeasure(kpi) == nil
      // Planned units are cut pro rata and need not be whole.
      if isCount, let integer = Int64(exactly: number) { return .integer(integer) }
      return .number(number)
    }
  }

  /// Per-item metrics stand beside their median and how many items they are of.
  private var countColumns: [TableBlock.Column] {
    guard let kpi = metrics.first(where: { itemMeasure($0) != nil }) else { return [] }
    let median: [TableBlock.Column] =
      frame.statistic == nil ? [format.column("median", .number, unit(kpi))] : []
    return median + [format.column("n", .integer, .count)]
  }

  private func countCells(_ row: ResultRow?) -> [Cell] {
    guard let kpi = metrics.first(where: { itemMeasure($0) != nil }), let item = itemMeasure(kpi) else { return [] }
    let median: [Cell] = frame.statistic == nil ? [row?.number("median_\(item)").map { .number($0) } ?? .null] : []
    return median + [row?.integer("n_\(item)").map { .integer($0) } ?? .null]
  }

  private func itemMeasure(_ kpi: Kpi) -> String? {
    guard case .measure(let name) = kpi.formula, Words.itemMeasures.contains(name) else { return nil }
    return name
  }

  private func value(_ kpi: Kpi, _ row: ResultRow?) -> String {
    guard let number = row?.number(kpi.name) else { return emptyText(kpi) }
    return format.sentence(number, unit: unit(kpi))
  }

  private func emptyText(_ kpi: Kpi) -> String {
    if let from = composition.window.from, from >= plan.now { return say(.future) }
    return messages.empty(of: kpi) ?? say(.noData)
  }

  /// Performance above 1 is shown and flagged.
  private func flags(_ row: ResultRow?) -> [String] {
    guard let value = row?.number("performance"), value > 1 else { return [] }
    return [say(.tooFast)]
  }
  private func flags(_ row: ResultRow) -> [String] { flags(Optional(row)) }

  private func target(_ kpi: Kpi) -> Double? {
    guard let index = composition.targets, composition.lines.count == 1 else { return nil }
    return results[index].table.resultRows.first { $0.text("kpi") == kpi.name }?.number("target")
  }

  private var scope: String {
    ScopePhrase(factory: factory, messages: messages).text(frame.filters, exclude: frame.exclude)
  }

  private var period: String {
    guard let named = plan.reading.period else { return "" }
    // Orders by their dates are counted over the whole period, results up to now.
    let whole: Set = ["orders", "late_orders", "order_quantity", "planned_output", "maintenance_jobs"]
    let isCut = !metrics.allSatisfy { whole.contains($0.name) }
    return format.period(named.window, saidAs: frame.period, isCut: isCut)
  }

  /// Which machines stand for the scope: one sentence for each rule that was used.
  private var ruleNotes: [Block] {
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
    return notes.map { .note(say($0)) }
  }

  private func label(_ kpi: Kpi) -> String { messages.label(of: kpi) }
  private func title(_ kpi: Kpi) -> String {
    guard let statistic = frame.statistic ?? (itemMeasure(kpi) == nil ? nil : .mean) else { return inSentence(kpi) }
    return say(
      .withStatistic,
      [.statistic: messages.word(.statistics, statistic.rawValue) ?? statistic.rawValue, .kpi: inSentence(kpi)])
  }
  private func inSentence(_ kpi: Kpi) -> String { messages.inSentence(label(kpi)) }
  private func unit(_ kpi: Kpi) -> Unit { Words.unit(kpi.unit) }
  private func measureLabel(_ name: String) -> String {
    messages.word(.measures, name) ?? name.split(separator: "_").joined(separator: " ")
  }
}

extension [String] {
  /// Each text once, in the order of first appearance.
  var unique: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
