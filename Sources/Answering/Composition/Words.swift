import IntentParser
import QueryPlanner

/// Kinds and units of things that answers name.
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

  /// The value of stops without a reason, in every language.
  static let notLogged = "(not logged)"

  /// Units of base measures, for "computed from".
  static func unit(ofMeasure name: String) -> Unit {
    switch name {
    case "run", "setup", "planned", "planned_stop", "ideal_made", "ideal_good", "all_run", "all_setup", "all_down",
      "all_idle", "failure_time":
      .seconds
    case "made", "out_good", "out_scrap", "scrap", "rework", "inspected", "passed_first", "planned_units_so_far":
      .units
    case "failures", "orders_due", "orders_on_time", "operations_planned", "operations_on_time", "defects",
      "placements":
      .count
    default: .none
    }
  }
}
