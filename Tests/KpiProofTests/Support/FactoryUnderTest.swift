import IntentParser
import ProductionStore
import QueryPlanner

/// A factory in the database, asked by frames: what the parser reads is tested elsewhere.
struct FactoryUnderTest: Sendable {
  let dsn: String
  let store: ProductionStore
  let planner: Planner

  /// What a plan found: the rows by their groups, and the values over the whole.
  struct Found {
    /// Group codes, joined by a bar where there are several, to the metrics.
    var groups: [String: [String: Double]]
    /// Columns of the row over the whole; a column without a value is missing.
    var whole: [String: Double]
  }

  func plan(_ frame: Frame, at now: Instant) async throws -> QueryPlan {
    var shifts: [ShiftInstance] = []
    if let window = planner.shiftsNeeded(for: frame, at: now), let from = window.from, let to = window.to {
      shifts = try await store.shiftInstances(from: from, to: to)
    }
    return try planner.plan(for: frame, at: now, shifts: shifts)
  }

  func ask(_ frame: Frame, at now: Instant) async throws -> Found { try await ask([frame], at: now)[0] }

  /// Several questions in one round trip.
  func ask(_ frames: [Frame], at now: Instant) async throws -> [Found] {
    var plans: [QueryPlan] = []
    for frame in frames { plans.append(try await plan(frame, at: now)) }
    var tables = try await store.rows(for: plans.flatMap(\.statements)).map(\.table)[...]
    return plans.map { plan in
      let own = Array(tables.prefix(plan.statements.count))
      tables = tables.dropFirst(plan.statements.count)
      return Found(plan, own)
    }
  }
}

extension FactoryUnderTest.Found {
  init(_ plan: QueryPlan, _ tables: [ResultTable]) {
    groups = [:]
    whole = [:]
    guard case .kpi(let composition) = plan.composition, let part = composition.parts.first else { return }
    whole = tables[part.total ?? part.rows].numbers.first ?? [:]
    guard part.total != nil else { return }
    let table = tables[part.rows]
    for (row, numbers) in zip(table.rows, table.numbers) {
      let keys = row.prefix(composition.by.count).enumerated().map { index, cell in
        if case .grain(let grain) = composition.by[index], grain != .shiftInstance, case .integer(let bucket) = cell {
          return composition.buckets[Int(bucket)].code
        }
        return cell.code
      }
      // The clocks show an hour twice where they are set back.
      groups[keys.joined(separator: "|"), default: [:]].merge(numbers, uniquingKeysWith: +)
    }
  }
}

extension ResultTable {
  fileprivate var numbers: [[String: Double]] {
    rows.map { row in
      var numbers: [String: Double] = [:]
      for (name, cell) in zip(columns, row) {
        switch cell {
        case .number(let value): numbers[name] = value
        case .integer(let value): numbers[name] = Double(value)
        default: break
        }
      }
      return numbers
    }
  }
}

extension Cell {
  fileprivate var code: String {
    switch self {
    case .text(let text): text
    case .integer(let number): "\(number)"
    default: ""
    }
  }
}
