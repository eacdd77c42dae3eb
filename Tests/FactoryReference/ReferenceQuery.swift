import Foundation

/// A question in the reference's own words.
public struct ReferenceQuery: Sendable {
  /// Names of the dimensions as in the vocabulary: line, line_kind, site, stage, machine, product, customer, shift,
  /// reason, weekday.
  public var filters: [String: [String]] = [:]
  public var exclude: [String: [String]] = [:]
  /// Seconds since the factory's anchor.
  public var from: Int
  public var to: Int
  /// Minutes of the day on the wall, the end not included.
  public var hours: Range<Int>?
  /// Nothing, or a dimension or grain.
  public var by: String?

  public init(from: Int, to: Int) { (self.from, self.to) = (from, to) }

  func takes(_ dimension: String, _ code: String?) -> Bool {
    if let wanted = filters[dimension] {
      guard let code, wanted.contains(code) else { return false }
    }
    if let unwanted = exclude[dimension], let code, unwanted.contains(code) { return false }
    return true
  }
}

/// How a scope speaks of machines.
enum Level { case machine, stage, line, company }

/// What is added up.
public enum Quantity: Int, Sendable, CaseIterable {
  case backlog, wip, alerts, allDown, allIdle, allOff, allPlannedStop, allRun, allSetup, defects, down, escapes,
    failureTime,
    failures, idealGood, idealMade, idle, inspected, lateOrders, made, maintenanceJobs, microStops, off,
    operationsOnTime, operationsPlanned, orders, ordersDue, ordersOnTime, outGood, outScrap, passedFirst,
    placements, planned, plannedStop, plannedUnits, plannedUnitsSoFar, rework, run, scrap, scrapCost, setup, stops

  init?(named name: String) {
    let words = name.split(separator: "_")
    let camel = words.enumerated().map { $0 == 0 ? String($1) : $1.capitalized }.joined()
    guard let quantity = Self.allCases.first(where: { "\($0)" == camel }) else { return nil }
    self = quantity
  }
}

/// Base quantities of a group, and the items of per-item metrics.
public struct Tally: Sendable {
  private var sums = [Double](repeating: 0, count: Quantity.allCases.count)
  public var items: [String: [Double]] = [:]

  public init() {}

  mutating func add(_ quantity: Quantity, _ value: Double) { sums[quantity.rawValue] += value }
  mutating func item(_ name: String, _ value: Double) { items[name, default: []].append(value) }
  subscript(quantity: Quantity) -> Double { sums[quantity.rawValue] }
}
