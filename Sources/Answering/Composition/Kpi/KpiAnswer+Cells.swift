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
      Dictionary(composition.buckets.map { ($0.code, format.label(of: $0, grain)) }, uniquingKeysWith: { $1 })
    case .dimension(.weekday): format.words(.weekdays, for: Vocabulary.weekdayCodes)
    case .dimension(.priority): format.words(.priorities, for: Vocabulary.priorities.codes ?? [])
    case .dimension(.reason): [Words.notLogged: say(.notLogged)]
    case .dimension: [:]
    }
  }

  func keyCells(_ row: ResultRow) -> [Cell] {
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

  var metricColumns: [TableBlock.Column] {
    metrics.map {
      .init(
        name: $0.name, label: label($0),
        type: $0.unit == .count && itemMeasure($0) == nil ? .integer : .number,
        unit: unit($0))
    }
  }

  func metricCells(_ row: ResultRow?) -> [Cell] {
    metrics.map { kpi in
      guard let number = row?.number(kpi.name) else { return .null }
      let isCount = [.count, .units].contains(kpi.unit) && itemMeasure(kpi) == nil
      // Planned units are cut pro rata and need not be whole.
      if isCount, let integer = Int64(exactly: number) { return .integer(integer) }
      return .number(number)
    }
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
    guard case .measure(let name) = kpi.formula, Words.itemMeasures.contains(name) else { return nil }
    return name
  }
}
