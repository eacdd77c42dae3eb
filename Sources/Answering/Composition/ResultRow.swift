import QueryPlanner

/// A row of a result with access by column name.
///
/// A column that a statement does not give reads as null: statements and compositions are written together, and
/// tests run every one of them.
struct ResultRow {
  let columns: [String: Int]
  let cells: [Cell]

  subscript(name: String) -> Cell { columns[name].map { cells[$0] } ?? .null }

  func text(_ name: String) -> String? { if case .text(let value) = self[name] { value } else { nil } }
  func instant(_ name: String) -> Instant? { if case .instant(let value) = self[name] { value } else { nil } }
  func texts(_ name: String) -> [String] { if case .texts(let values) = self[name] { values } else { [] } }
  func bool(_ name: String) -> Bool { self[name] == .bool(true) }

  func integer(_ name: String) -> Int64? {
    switch self[name] {
    case .integer(let value): value
    case .number(let value): Int64(exactly: value)
    default: nil
    }
  }

  func number(_ name: String) -> Double? {
    switch self[name] {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}

extension ResultTable {
  var resultRows: [ResultRow] {
    let index = Dictionary(zip(columns, columns.indices), uniquingKeysWith: { first, _ in first })
    return rows.map { ResultRow(columns: index, cells: $0) }
  }
}
