internal import QueryPlanner

/// A binding in PostgreSQL's binary format: exact, and the same under every locale and time zone.
struct BinaryParameter {
  var type: UInt32
  /// Nil is SQL's null.
  var bytes: [UInt8]?

  init(_ value: SQLValue) {
    switch value {
    case .null: (type, bytes) = (TypeOID.text, nil)
    case .integer(let value): (type, bytes) = (TypeOID.int8, value.networkBytes)
    case .number(let value): (type, bytes) = (TypeOID.float8, value.bitPattern.networkBytes)
    case .text(let value): (type, bytes) = (TypeOID.text, Array(value.utf8))
    case .bool(let value): (type, bytes) = (TypeOID.bool, [value ? 1 : 0])
    case .instant(let value): (type, bytes) = (TypeOID.timestamptz, value.postgresMicroseconds.networkBytes)
    case .texts(let values):
      (type, bytes) = (TypeOID.textArray, Self.array(of: TypeOID.text, values.map { Array($0.utf8) }))
    case .integers(let values):
      (type, bytes) = (TypeOID.int8Array, Self.array(of: TypeOID.int8, values.map(\.networkBytes)))
    case .instants(let values):
      let elements = values.map(\.postgresMicroseconds.networkBytes)
      (type, bytes) = (TypeOID.timestamptzArray, Self.array(of: TypeOID.timestamptz, elements))
    }
  }

  private static func array(of element: UInt32, _ elements: [[UInt8]]) -> [UInt8] {
    var bytes = Int32(elements.isEmpty ? 0 : 1).networkBytes + Int32(0).networkBytes + element.networkBytes
    if !elements.isEmpty { bytes += Int32(elements.count).networkBytes + Int32(1).networkBytes }
    for element in elements { bytes += Int32(element.count).networkBytes + element }
    return bytes
  }
}

extension Instant {
  /// Seconds from 1970 to PostgreSQL's epoch, 2000-01-01T00:00:00Z.
  static var postgresEpoch: Int64 { 946_684_800_000_000 }

  /// Microseconds since 2000; instants out of range become PostgreSQL's infinities.
  var postgresMicroseconds: Int64 {
    let (value, overflow) = microseconds.subtractingReportingOverflow(Self.postgresEpoch)
    return overflow ? (microseconds < 0 ? .min : .max) : value
  }
}

extension FixedWidthInteger {
  /// Most significant byte first.
  var networkBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
