/// PostgreSQL's numbers of the types that Shoptalk reads and binds (pg_type.dat).
enum TypeOID {
  static let bool: UInt32 = 16
  static let char: UInt32 = 18
  static let name: UInt32 = 19
  static let int8: UInt32 = 20
  static let int2: UInt32 = 21
  static let int4: UInt32 = 23
  static let text: UInt32 = 25
  static let oid: UInt32 = 26
  static let float4: UInt32 = 700
  static let float8: UInt32 = 701
  static let bpchar: UInt32 = 1042
  static let varchar: UInt32 = 1043
  static let date: UInt32 = 1082
  static let timestamptz: UInt32 = 1184
  static let interval: UInt32 = 1186
  static let numeric: UInt32 = 1700
  static let unknown: UInt32 = 705
  static let void: UInt32 = 2278

  static let nameArray: UInt32 = 1003
  static let int2Array: UInt32 = 1005
  static let int4Array: UInt32 = 1007
  static let textArray: UInt32 = 1009
  static let varcharArray: UInt32 = 1015
  static let int8Array: UInt32 = 1016
  static let timestamptzArray: UInt32 = 1185

  /// The name of a type for messages; types that are not read are named where people are likely to meet them.
  static func name(of oid: UInt32) -> String { names[oid] ?? "number \(oid)" }

  private static let names: [UInt32: String] = [
    bool: "boolean", char: "\"char\"", name: "name", int8: "bigint", int2: "smallint", int4: "integer", text: "text",
    oid: "oid", float4: "real", float8: "double precision", bpchar: "character", varchar: "character varying",
    date: "date", timestamptz: "timestamp with time zone", interval: "interval", numeric: "numeric",
    unknown: "unknown", void: "void", nameArray: "name[]", int2Array: "smallint[]", int4Array: "integer[]",
    textArray: "text[]", varcharArray: "character varying[]", int8Array: "bigint[]",
    timestamptzArray: "timestamp with time zone[]", 17: "bytea", 114: "json", 142: "xml", 600: "point",
    790: "money", 869: "inet", 1083: "time", 1114: "timestamp without time zone", 1266: "time with time zone",
    2950: "uuid", 3802: "jsonb", 3904: "int4range", 3908: "tsrange", 3910: "tstzrange", 3912: "daterange",
    1231: "numeric[]", 1022: "double precision[]", 1000: "boolean[]",
  ]
}
