import IntentParser
import QueryPlanner

/// Kinds and units of things that answers name.
enum Words {
  enum Rule { case constraint, machineHours, outflow, other }

  static func rule(_ measure: Measure) -> Rule {
    switch measure.over {
    case .constraint: .constraint
    case .outflow: .outflow
    case .machines: measure.unit == .seconds && measure.aggregate == .sum ? .machineHours : .other
    case .inspection: .other
    }
  }

  static func groupingName(_ grouping: Grouping) -> String {
    switch grouping {
    case .dimension(let dimension): dimension.rawValue
    case .grain(let grain): grain.rawValue
    }
  }

  /// - Parameter text: the words of a unit of one's own.
  static func unit(_ unit: Kpi.Unit, _ text: String) -> Unit {
    switch unit {
    case .ratio: .ratio
    case .seconds: .seconds
    case .units: .units
    case .count: .count
    case .unitsPerHour: .unitsPerHour
    case .money: .money
    case .perMillion: .perMillion
    case .other: .text(text)
    }
  }

  /// The value of stops without a reason, in every language.
  static let notLogged = "(not logged)"
}
