internal import QueryPlanner

/// Reads values of one column from PostgreSQL's binary format.
struct CellDecoder {
  let column: String
  let type: UInt32

  func cell(_ bytes: UnsafeRawBufferPointer) throws(DatabaseError) -> Cell {
    var reader = NetworkReader(bytes)
    let cell = try read(&reader)
    guard reader.isAtEnd else { throw malformed("it has \(bytes.count) bytes") }
    return cell
  }

  private func read(_ reader: inout NetworkReader) throws(DatabaseError) -> Cell {
    switch type {
    case TypeOID.int2: .integer(Int64(try integer(&reader, Int16.self)))
    case TypeOID.int4: .integer(Int64(try integer(&reader, Int32.self)))
    case TypeOID.int8: .integer(try integer(&reader, Int64.self))
    case TypeOID.oid: .integer(Int64(try integer(&reader, UInt32.self)))
    case TypeOID.float4: .number(Double(Float(bitPattern: try integer(&reader, UInt32.self))))
    case TypeOID.float8: .number(Double(bitPattern: try integer(&reader, UInt64.self)))
    case TypeOID.numeric: .number(try numeric(&reader))
    case TypeOID.bool: .bool(try integer(&reader, UInt8.self) != 0)
    case TypeOID.text, TypeOID.varchar, TypeOID.name, TypeOID.bpchar, TypeOID.char, TypeOID.unknown:
      .text(try text(reader.rest()))
    case TypeOID.timestamptz: .instant(try instant(&reader))
    case TypeOID.date: .text(try date(&reader))
    case TypeOID.interval: .interval(try interval(&reader))
    case TypeOID.textArray, TypeOID.varcharArray, TypeOID.nameArray:
      .texts(try array(&reader).map { bytes throws(DatabaseError) in try text(bytes) })
    case TypeOID.int2Array: .integers(try integers(&reader, Int16.self))
    case TypeOID.int4Array: .integers(try integers(&reader, Int32.self))
    case TypeOID.int8Array: .integers(try integers(&reader, Int64.self))
    case TypeOID.void: .null
    default: throw malformed("Shoptalk does not read this type")
    }
  }

  private func malformed(_ problem: String) -> DatabaseError {
    .decoding(column: column, type: TypeOID.name(of: type), problem: problem)
  }

  private func integer<T: FixedWidthInteger>(_ reader: inout NetworkReader, _: T.Type) throws(DatabaseError) -> T {
    guard let value = reader.integer(T.self) else { throw malformed("it is too short") }
    return value
  }

  private func text(_ bytes: UnsafeRawBufferPointer) throws(DatabaseError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw malformed("it is not UTF-8") }
    return text
  }

  private func instant(_ reader: inout NetworkReader) throws(DatabaseError) -> Instant {
    let (microseconds, overflow) = try integer(&reader, Int64.self).addingReportingOverflow(Instant.postgresEpoch)
    if overflow || microseconds == .min + Instant.postgresEpoch { throw malformed("infinity is no point in time") }
    return Instant(microseconds: microseconds)
  }

  /// ISO 8601, as in `2026-03-18`.
  private func date(_ reader: inout NetworkReader) throws(DatabaseError) -> String {
    let days = try integer(&reader, Int32.self)
    if days == .max || days == .min { throw malformed("infinity is no date") }
    return CivilDate(postgresDays: Int64(days)).iso8601
  }

  /// Seconds as PostgreSQL's `extract(epoch …)` gives them: a month is 30 days, a year of months 365.25 days.
  private func interval(_ reader: inout NetworkReader) throws(DatabaseError) -> Double {
    let microseconds = try integer(&reader, Int64.self)
    let days = Int64(try integer(&reader, Int32.self))
    let months = Int64(try integer(&reader, Int32.self))
    let daysOfMonths = Double(months / 12) * 365.25 + Double(months % 12 * 30)
    return Double(microseconds) / 1_000_000 + (Double(days) + daysOfMonths) * 86_400
  }

  /// The nearest double: PostgreSQL sends base-10000 digits, which are written out in decimal and rounded once.
  private func numeric(_ reader: inout NetworkReader) throws(DatabaseError) -> Double {
    let count = Int(try integer(&reader, Int16.self))
    let weight = Int(try integer(&reader, Int16.self))
    let sign = try integer(&reader, UInt16.self)
    _ = try integer(&reader, Int16.self)
    var digits = ""
    for _ in 0..<max(count, 0) {
      let group = String(try integer(&reader, Int16.self))
      digits += String(repeating: "0", count: 4 - min(group.count, 4)) + group
    }
    switch sign {
    case 0xC000: return .nan
    case 0xD000: return .infinity
    case 0xF000: return -.infinity
    case 0x0000, 0x4000: break
    default: throw malformed("its sign is not known")
    }
    if digits.isEmpty { return 0 }
    guard let value = Double("\(sign == 0x4000 ? "-" : "")\(digits)e\((weight + 1 - count) * 4)") else {
      throw malformed("its digits are not known")
    }
    return value
  }

  private func integers<T: FixedWidthInteger & SignedInteger>(
    _ reader: inout NetworkReader, _: T.Type
  ) throws(DatabaseError) -> [Int64] {
    try array(&reader).map { bytes throws(DatabaseError) in
      var element = NetworkReader(bytes)
      return Int64(try integer(&element, T.self))
    }
  }

  /// The elements of an array of one dimension. Null elements have no place in ``Cell`` and are an error.
  private func array(_ reader: inout NetworkReader) throws(DatabaseError) -> [UnsafeRawBufferPointer] {
    let dimensions = try integer(&reader, Int32.self)
    _ = try integer(&reader, Int32.self)
    _ = try integer(&reader, UInt32.self)
    if dimensions == 0 { return [] }
    guard dimensions == 1 else { throw malformed("it has \(dimensions) dimensions") }
    let count = try integer(&reader, Int32.self)
    _ = try integer(&reader, Int32.self)
    var elements: [UnsafeRawBufferPointer] = []
    for _ in 0..<max(count, 0) {
      let length = try integer(&reader, Int32.self)
      if length == -1 { throw malformed("an element is null") }
      guard let bytes = reader.bytes(Int(length)) else { throw malformed("it is too short") }
      elements.append(bytes)
    }
    return elements
  }
}
