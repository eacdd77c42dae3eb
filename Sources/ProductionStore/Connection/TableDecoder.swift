import CLibPQ
internal import QueryPlanner

/// Reads a result of libpq, in binary format, into a table.
struct TableDecoder {
  let result: OpaquePointer

  func table() throws(DatabaseError) -> ResultTable {
    let decoders = (0..<PQnfields(result)).map { column in
      CellDecoder(
        column: PQfname(result, column).map { String(cString: $0) } ?? "", type: UInt32(PQftype(result, column)))
    }
    var rows: [[Cell]] = []
    let count = PQntuples(result)
    rows.reserveCapacity(Int(count))
    for row in 0..<count {
      var cells: [Cell] = []
      cells.reserveCapacity(decoders.count)
      for (column, decoder) in decoders.enumerated() {
        cells.append(try cell(row, Int32(column), decoder))
      }
      rows.append(cells)
    }
    return ResultTable(columns: decoders.map(\.column), rows: rows)
  }

  private func cell(_ row: Int32, _ column: Int32, _ decoder: CellDecoder) throws(DatabaseError) -> Cell {
    if PQgetisnull(result, row, column) == 1 { return .null }
    let bytes = UnsafeRawBufferPointer(
      start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    return try decoder.cell(bytes)
  }
}
