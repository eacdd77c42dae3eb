import IntentParser
import QueryPlanner

/// Columns and cells of tables.
extension KpiAnswer {
  var keyColumns: [TableBlock.Column] {
    composition.by.map { grouping in
      .init(
        name: Words.groupingName(grouping), label: messages.grouping(grouping).capitalisedFirst, type: .text,
        words: words(of: grouping))
    }
  }

  /// What people read for the values of a group, where these are codes.
  func words(of grouping: Grouping) -> [String: String] {
    switch grouping {
    case .grain(.shiftInstance): [:]
    case .grain(let grain):
      Dictionary(
        composition.parts.flatMap(\.buckets).map { ($0.code, format.label(of: $0, grain)) }, uniquingKeysWith: { $1 })
    case .dimension(.weekday): format.words(.weekdays, for: Vocabulary.weekdayCodes)
    case .dimension(.priority): format.words(.priorities, for: Vocabulary.priorities.codes ?? [])
    case .dimension(.reason): [Words.notLogged: say(.notLogged)]
    case .dimension: [:]
    }
  }

  func keyCells(_ row: ResultRow) -> [Cell] { keyCells(row, composition.parts[0]) }

  /// Which group a row is of: by a grain the place of its piece in the period.
  func identity(_ row: ResultRow) -> [Cell] { composition.by.map { row["k_\(Words.groupingName($0))"] } }

  func keyCells(_ row: ResultRow, _ part: KpiComposition.Part) -> [Cell] {
    composition.by.map { grouping in
      let name = "k_\(Words.groupingName(grouping))"
      switch grouping {
      case .grain(.shiftInstance): return row[name]
      case .grain:
        guard let index = row.integer(name), part.buckets.indices.contains(Int(index)) else { return .null }
        return .text(part.buckets[Int(index)].code)
      case .dimension(.weekday):
        guard let index = row.integer(name), (1...7).contains(index) else { return .null }
        return .text(Vocabulary.weekdayCodes[Int(index) - 1])
      case .dimension(.reason): return row[name] == .null ? .text(Words.notLogged) : row[name]
      case .dimension: return row[name]
      }
    }
  }

  var metricColumns: [TableBlock.Column] { metrics.map(metricColumn) }

  func metricColumn(_ kpi: Kpi) -> TableBlock.Column {
    .init(
      name: kpi.name, label: kpi.unit == .other ? "\(label(kpi)) (\(kpi.unitText))" : label(kpi),
      type: kpi.unit == .count && itemMeasure(kpi) == nil ? .integer : .number,
      unit: unit(kpi))
  }

  /// A column that says something about a metric; with several metrics its name says of which.
  func named(_ name: String, _ kpi: Kpi, _ unit: Unit) -> TableBlock.Column {
    let column = format.column(name, .number, unit)
    guard metrics.count > 1 else { return column }
    let label = messages(ListingMessage.comma, [:])
    return .init(
      name: "\(name)_\(kpi.name)", label: "\(self.label(kpi))\(label)\(messages.inSentence(column.label))",
      type: .number, unit: unit)
  }

  func metricCells(_ row: ResultRow?) -> [Cell] { metrics.map { metricCell($0, row) } }

  func metricCell(_ kpi: Kpi, _ row: ResultRow?) -> Cell {
    guard let number = row?.number(kpi.name) else { return .null }
    let isCount = [.count, .units].contains(kpi.unit) && itemMeasure(kpi) == nil
    // Planned units are cut pro rata and need not be whole.
    if isCount, let integer = Int64(exactly: number) { return .integer(integer) }
    return .number(number)
  }

  // Targets of lines, where a row is about one: of one metric, so that columns stay few.

  func gapColumns(_ lines: [[String]]) -> [TableBlock.Column] {
    guard hasTargets(lines) else { return [] }
    return [
      named("target", metrics[0], unit(metrics[0])),
      named("gap", metrics[0], metrics[0].unit == .ratio ? .points : unit(metrics[0])),
    ]
  }

  func gapCells(_ lines: [String], _ row: ResultRow?) -> [Cell] {
    guard lines.count == 1, let target = target(metrics[0], line: lines[0]) else { return [.null, .null] }
    return [.number(target), row?.number(metrics[0].name).map { .number($0 - target) } ?? .null]
  }

  func hasTargets(_ lines: [[String]]) -> Bool {
    metrics.count == 1 && lines.contains { $0.count == 1 && target(metrics[0], line: $0[0]) != nil }
  }

  /// Per-item metrics stand beside their median and how many items they are of.
  var countColumns: [TableBlock.Column] {
    guard let kpi = metrics.first(where: { itemMeasure($0) != nil }) else { return [] }
    let median: [TableBlock.Column] =
      frame.statistic == nil ? [format.column("median", .number, unit(kpi))] : []
    return median + [format.column("n", .integer, .count)]
  }

  func countCells(_ row: ResultRow?) -> [Cell] {
    guard let kpi = metrics.first(where: { itemMeasure($0) != nil }), let item = itemMeasure(kpi) else { return [] }
    let median: [Cell] = frame.statistic == nil ? [row?.number("median_\(item)").map { .number($0) } ?? .null] : []
    return median + [row?.integer("n_\(item)").map { .integer($0) } ?? .null]
  }

  func itemMeasure(_ kpi: Kpi) -> String? {
    guard case .measure(let name) = kpi.formula,
      composition.measures.contains(where: { $0.name == name && $0.aggregate == .item })
    else { return nil }
    return name
  }
}
