/// Types that can stand for each other: a view over another system seldom has exactly the type of the contract.
enum ColumnFamily: Sendable, Hashable {
  case integer, number, text, bool, instant, date
  case other(String)

  /// - Parameter type: a name as in `format_type` or in the contract's text.
  init(type: String) {
    switch String(type.prefix { $0 != "(" }).trimmingSuffix(" ") {
    case "smallint", "integer", "bigint", "int", "oid": self = .integer
    case "numeric", "double precision", "real", "decimal": self = .number
    case "text", "character varying", "varchar", "character", "char", "name": self = .text
    case "boolean", "bool": self = .bool
    case "timestamptz", "timestamp with time zone": self = .instant
    case "date": self = .date
    case let other: self = .other(other)
    }
    // timestamp(3) with time zone: the name goes on after the brackets.
    if type.hasPrefix("timestamp("), type.hasSuffix("with time zone") { self = .instant }
  }

  /// Whether a value of this family can be read where `wanted` is expected.
  func canStand(for wanted: ColumnFamily) -> Bool {
    self == wanted || (self == .integer && wanted == .number)
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    last == character ? String(dropLast()) : self
  }
}
