/// A value bound to a statement, never part of its text.
public enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case number(Double)
  case text(String)
  case bool(Bool)
  case instant(Instant)
  case texts([String])
  case integers([Int64])
  case instants([Instant])
}

/// A SQL statement: text with `$1`, `$2`, … and their bindings.
///
/// An interpolation becomes a binding, so that no value can become SQL:
///
///     let s: SQLStatement = "select good from production_counts where machine_code = \(code)"
///     s.text        // "select good from production_counts where machine_code = $1"
///     s.bindings    // [.text("SMT1-AOI")]
///
/// Statements interpolated into statements are joined, their bindings renumbered. Raw text enters only through
/// ``init(unsafeSQL:)``, for identifiers of the catalogue.
public struct SQLStatement: Sendable, Hashable, ExpressibleByStringInterpolation {
  fileprivate enum Piece: Sendable, Hashable {
    case sql(String)
    case binding(SQLValue)
  }
  private var pieces: [Piece]

  public init(stringLiteral value: String) { pieces = [.sql(value)] }
  /// Text that did not come from a user.
  public init(unsafeSQL text: String) { pieces = [.sql(text)] }
  public init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []
    public init(literalCapacity: Int, interpolationCount: Int) {}
    public mutating func appendLiteral(_ literal: String) { if !literal.isEmpty { pieces.append(.sql(literal)) } }
    public mutating func appendInterpolation(_ statement: SQLStatement) { pieces += statement.pieces }
    /// SQL that depends on a condition. A plain `\(a ? "x" : "y")` would be a text and so a binding.
    public mutating func appendInterpolation(
      if condition: Bool, _ statement: SQLStatement, else other: SQLStatement = ""
    ) { pieces += condition ? statement.pieces : other.pieces }
    public mutating func appendInterpolation(_ value: SQLValue) { pieces.append(.binding(value)) }
    public mutating func appendInterpolation(_ value: String) { pieces.append(.binding(.text(value))) }
    public mutating func appendInterpolation(_ value: Int) { pieces.append(.binding(.integer(Int64(value)))) }
    public mutating func appendInterpolation(_ value: Double) { pieces.append(.binding(.number(value))) }
    public mutating func appendInterpolation(_ value: Instant) { pieces.append(.binding(.instant(value))) }
    public mutating func appendInterpolation(_ values: [String]) { pieces.append(.binding(.texts(values))) }
  }

  /// The text as PostgreSQL reads it. Equal values share one number.
  public var text: String { rendered.text }
  public var bindings: [SQLValue] { rendered.bindings }

  /// Text and bindings in one pass.
  public var rendered: (text: String, bindings: [SQLValue]) {
    var text = ""
    var bindings: [SQLValue] = []
    var numbers: [SQLValue: Int] = [:]
    for piece in pieces {
      switch piece {
      case .sql(let sql): text += sql
      case .binding(let value):
        if let number = numbers[value] {
          text += "$\(number)::\(value.typeName)"
        } else {
          bindings.append(value)
          numbers[value] = bindings.count
          text += "$\(bindings.count)::\(value.typeName)"
        }
      }
    }
    return (text, bindings)
  }

  public static func + (a: SQLStatement, b: SQLStatement) -> SQLStatement { "\(a)\(b)" }
}

extension SQLValue {
  /// PostgreSQL's name of the type, so that a binding never depends on inference.
  public var typeName: String {
    switch self {
    case .null: "text"
    case .integer: "bigint"
    case .number: "double precision"
    case .text: "text"
    case .bool: "boolean"
    case .instant: "timestamptz"
    case .texts: "text[]"
    case .integers: "bigint[]"
    case .instants: "timestamptz[]"
    }
  }
}

extension [SQLStatement] {
  /// The statements one after another with `separator` between them.
  public func joined(separator: SQLStatement) -> SQLStatement {
    guard var joined = first else { return "" }
    for statement in dropFirst() { joined = "\(joined)\(separator)\(statement)" }
    return joined
  }
}
