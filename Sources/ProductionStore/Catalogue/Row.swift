import QueryPlanner

/// A row of a known shape: a cell of another type is an error that names the column.
struct Row {
  let columns: [String]
  let cells: [Cell]

  func text(_ column: Int) throws(DatabaseError) -> String {
    if case .text(let value) = cells[column] { return value }
    throw unexpected(column, "text")
  }

  func integer(_ column: Int) throws(DatabaseError) -> Int {
    if case .integer(let value) = cells[column] { return Int(value) }
    throw unexpected(column, "an integer")
  }

  func integers(_ column: Int) throws(DatabaseError) -> [Int64] {
    if case .integers(let values) = cells[column] { return values }
    throw unexpected(column, "integers")
  }

  func bool(_ column: Int) throws(DatabaseError) -> Bool {
    if case .bool(let value) = cells[column] { return value }
    throw unexpected(column, "a boolean")
  }

  func instant(_ column: Int) throws(DatabaseError) -> Instant {
    if case .instant(let value) = cells[column] { return value }
    throw unexpected(column, "a point in time")
  }

  /// Nil where it is null.
  func instantIfAny(_ column: Int) throws(DatabaseError) -> Instant? {
    cells[column] == .null ? nil : try instant(column)
  }

  private func unexpected(_ column: Int, _ wanted: String) -> DatabaseError {
    let name = column < columns.count ? columns[column] : "\(column)"
    return .decoding(column: name, type: cells[column].kind, problem: "\(wanted) was expected")
  }
}

extension ResultTable {
  func map<T>(_ transform: (Row) throws(DatabaseError) -> T) throws(DatabaseError) -> [T] {
    var values: [T] = []
    values.reserveCapacity(rows.count)
    for cells in rows { values.append(try transform(Row(columns: columns, cells: cells))) }
    return values
  }
}

extension Cell {
  fileprivate var kind: String {
    switch self {
    case .null: "null"
    case .integer: "integer"
    case .number: "number"
    case .text: "text"
    case .bool: "boolean"
    case .instant: "timestamptz"
    case .interval: "interval"
    case .texts: "text[]"
    case .integers: "bigint[]"
    }
  }
}
