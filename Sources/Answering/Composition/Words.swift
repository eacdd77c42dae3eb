import IntentParser
import QueryPlanner

/// Words and units of things that answers name.
enum Words {
  /// Measures that are one value an item, see `kpis.yaml`.
  static let itemMeasures: Set<String> = ["stop_duration", "lead_time", "lateness", "queue_time", "order_quantity"]

  enum Rule { case constraint, machineHours, outflow, other }

  static func rule(_ measure: String) -> Rule {
    switch measure {
    case "run", "setup", "planned", "planned_stop", "made", "ideal_made", "ideal_good": .constraint
    case "all_run", "all_setup", "all_down", "all_idle", "failure_time": .machineHours
    case "out_good", "out_scrap": .outflow
    default: .other
    }
  }

  static func groupingName(_ grouping: Grouping) -> String {
    switch grouping {
    case .dimension(let dimension): dimension.rawValue
    case .grain(let grain): grain.rawValue
    }
  }

  static func grouping(_ grouping: Grouping) -> String {
    switch grouping {
    case .grain(.shiftInstance): "shift"
    case .grain(let grain): grain.rawValue
    case .dimension(let dimension): self.dimension(dimension)
    }
  }

  static func dimension(_ dimension: Dimension) -> String {
    switch dimension {
    case .lineKind: "kind of line"
    case .foundStage: "stage where found"
    case .workOrder: "work order"
    case .documentKind: "kind of document"
    default: dimension.rawValue
    }
  }

  static func statistic(_ statistic: Statistic) -> String {
    switch statistic {
    case .mean: "mean"
    case .median: "median"
    case .p90: "90th percentile of"
    case .min: "shortest"
    case .max: "longest"
    case .sum: "total"
    }
  }

  static func unit(_ unit: Kpi.Unit) -> Unit {
    switch unit {
    case .ratio: .ratio
    case .seconds: .seconds
    case .units: .units
    case .count: .count
    case .unitsPerHour: .unitsPerHour
    case .money: .money
    case .perMillion: .perMillion
    }
  }

  /// A label within a sentence: abbreviations keep their capitals.
  static func lowered(_ label: String) -> String {
    let first = label.prefix(while: { $0 != " " && $0 != "-" })
    return first.count > 1 && first == first.uppercased() ? label : label.prefix(1).lowercased() + label.dropFirst()
  }

  static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

/// Labels and units of base measures, for "computed from".
enum MeasureWords {
  static func label(_ name: String) -> String {
    labels[name]?.0 ?? name.split(separator: "_").joined(separator: " ")
  }
  static func unit(_ name: String) -> Unit { labels[name]?.1 ?? .none }

  private static let labels: [String: (String, Unit)] = [
    "run": ("Running time", .seconds), "setup": ("Setup time", .seconds),
    "planned": ("Planned busy time", .seconds), "planned_stop": ("Planned stops", .seconds),
    "made": ("Units produced", .units), "ideal_made": ("Ideal time of units produced", .seconds),
    "ideal_good": ("Ideal time of good units", .seconds), "all_run": ("Running time", .seconds),
    "all_setup": ("Setup", .seconds), "all_down": ("Down", .seconds), "all_idle": ("Idle", .seconds),
    "failure_time": ("Down by breakdowns", .seconds), "failures": ("Failures", .count),
    "out_good": ("Good units", .units), "out_scrap": ("Scrapped at the last stage", .units),
    "scrap": ("Scrapped units", .units), "rework": ("Units to rework", .units),
    "inspected": ("Units inspected", .units), "passed_first": ("Good without rework", .units),
    "orders_due": ("Orders due", .count), "orders_on_time": ("Completed on or before due", .count),
    "operations_planned": ("Operations planned to end", .count),
    "operations_on_time": ("Ended on or before planned end", .count),
    "planned_units_so_far": ("Units planned up to now", .units), "defects": ("Defects", .count),
    "placements": ("Opportunities", .count),
  ]
}
