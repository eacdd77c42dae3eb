import Answering
import Foundation
import QueryPlanner

/// Compares an answer's first table with rows that were computed by other means.
struct RowCheck {
  /// Numbers agree within this share of the larger one: sums of floats come in another order from another plan.
  static let tolerance = 1e-9

  var table: TableBlock

  /// Each column of `expected` must be a column of the answer, by its name; further columns of the answer are not
  /// compared. Rows are compared in order where `ordered`, else as a bag.
  func mismatches(with expected: ResultTable, ordered: Bool) -> [FixtureMismatch] {
    var positions: [Int] = []
    for column in expected.columns {
      guard let position = table.columns.firstIndex(where: { $0.name == column }) else {
        let names = table.columns.map(\.name).joined(separator: ", ")
        return [mismatch("column \(column)", expected: column, found: names)]
      }
      positions.append(position)
    }
    let found = table.rows.map { row in positions.map { row[$0] } }
    guard found.count + table.more == expected.rows.count else {
      return [mismatch("rows", expected: "\(expected.rows.count)", found: "\(found.count + table.more)")]
    }
    return ordered
      ? inOrder(found, expected) : asBag(found, expected)
  }

  /// Literal rows cover the table's columns from the left.
  func mismatches(with rows: [[JSONValue]]) -> [FixtureMismatch] {
    guard rows.count == table.rows.count else {
      return [mismatch("rows", expected: "\(rows.count)", found: "\(table.rows.count)")]
    }
    let width = rows.map(\.count).max() ?? 0
    let columns = table.columns.prefix(width).map(\.name)
    guard columns.count == width else {
      return [mismatch("columns", expected: "\(width)", found: "\(columns.count)")]
    }
    let cells = rows.map { $0.map(\.cell) }
    return inOrder(table.rows.map { Array($0.prefix(width)) }, ResultTable(columns: columns, rows: cells))
  }

  private func inOrder(_ found: [[Cell]], _ expected: ResultTable) -> [FixtureMismatch] {
    var mismatches: [FixtureMismatch] = []
    for (index, pair) in zip(found, expected.rows).enumerated() {
      for (column, values) in zip(expected.columns, zip(pair.0, pair.1)) where !values.0.agrees(with: values.1) {
        mismatches.append(
          mismatch("row \(index + 1), \(column)", expected: values.1.shown, found: values.0.shown))
      }
    }
    return Array(mismatches.prefix(10))
  }

  private func asBag(_ found: [[Cell]], _ expected: ResultTable) -> [FixtureMismatch] {
    var left = expected.rows
    var strange: [[Cell]] = []
    for row in found {
      let match = left.firstIndex { candidate in zip(row, candidate).allSatisfy { $0.agrees(with: $1) } }
      if let match { left.remove(at: match) } else { strange.append(row) }
    }
    // Rows that the answer left out are unknown, so that as many of the expected ones may stay over.
    guard !strange.isEmpty || left.count > table.more else { return [] }
    let shown = { (rows: [[Cell]]) in
      rows.prefix(5).map { $0.map(\.shown).joined(separator: " | ") }.joined(separator: "; ")
    }
    return [mismatch("rows", expected: shown(left), found: shown(strange))]
  }

  private func mismatch(_ place: String, expected: String, found: String) -> FixtureMismatch {
    FixtureMismatch(reason: .wrongRows, place: place, expected: expected, found: found)
  }
}

extension Cell {
  fileprivate var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value), .interval(let value): value
    default: nil
    }
  }

  func agrees(with other: Cell) -> Bool {
    if let a = number, let b = other.number {
      return a == b || abs(a - b) <= RowCheck.tolerance * max(abs(a), abs(b))
    }
    if case .instant(let instant) = self, case .text(let text) = other {
      return (try? Instant(rfc3339: text)) == instant
    }
    if case .text = self, case .instant = other { return other.agrees(with: self) }
    return self == other
  }

  fileprivate var shown: String {
    switch self {
    case .null: "null"
    case .integer(let value): "\(value)"
    case .number(let value), .interval(let value): "\(value)"
    case .text(let value): value
    case .bool(let value): "\(value)"
    case .instant(let value): value.date.formatted(.iso8601)
    case .texts(let values): "\(values)"
    case .integers(let values): "\(values)"
    }
  }
}

extension JSONValue {
  fileprivate var cell: Cell {
    switch self {
    case .null: .null
    case .bool(let value): .bool(value)
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .string(let value): .text(value)
    case .array, .object: .text(text())
    }
  }
}
