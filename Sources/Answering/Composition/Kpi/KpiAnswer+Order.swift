import IntentParser
import QueryPlanner

/// The order of rows, and their chart.
extension KpiAnswer {
  /// Rows in the order of the factory (lines along the route, shifts along the day) where no ranking was asked for;
  /// reasons, defects and customers by value, the largest first.
  func ordered(_ rows: [ResultRow]) -> [ResultRow] {
    guard frame.rank == nil, composition.by.count == 1, case .dimension(let dimension) = composition.by[0] else {
      return rows
    }
    let natural = naturalOrder(of: dimension)
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

  /// Codes in the order of the factory; empty where values go by size, nil where the rows come in order.
  func naturalOrder(of dimension: Dimension) -> [String]? {
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
  }

  func chart(_ rows: [ResultRow], _ total: ResultRow?) -> ChartBlock? {
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

  var mixesKindsOfLine: Bool {
    let outflow: Set = ["output", "good"]
    guard composition.by.contains(.dimension(.line)) || composition.by.contains(.dimension(.lineKind)),
      metrics.contains(where: { outflow.contains($0.name) })
    else { return false }
    return Set(factory.lines.filter { composition.lines.contains($0.code) }.map(\.kind)).count > 1
  }
}
