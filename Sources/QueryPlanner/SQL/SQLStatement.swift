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
  private let pieces: [Piece]
  /// Set in a statement that is complete.
  private let whole: Rendered?
  /// The server is to plan it once, for whatever is bound to it, and not for each run anew.
  ///
  /// For statements that are planned longer than they run and whose bindings do not decide how they are best run: those
  /// of a few lines over a day take less than half the time. Over months, or of a list, the plan made for its bindings
  /// may well be the better one.
  public private(set) var keepsPlan = false

  public init(stringLiteral value: String) { (pieces, whole) = ([.sql(value)], nil) }
  /// Text that did not come from a user.
  public init(unsafeSQL text: String) { (pieces, whole) = ([.sql(text)], nil) }
  public init(stringInterpolation: StringInterpolation) { (pieces, whole) = (stringInterpolation.pieces, nil) }

  private init(_ statement: SQLStatement) {
    (pieces, whole) = (statement.pieces, statement.whole ?? Rendered(statement.pieces))
    keepsPlan = statement.keepsPlan
  }

  /// The same statement for those who run it: text, bindings and hash are found once and for all.
  ///
  /// Worth it for a statement that is complete. One that others are put together from would be rendered in vain.
  public var complete: SQLStatement { SQLStatement(self) }

  /// The same statement with ``keepsPlan`` as it says; what it is put into has to say so itself.
  public func keepingPlan(_ keepsPlan: Bool = true) -> SQLStatement {
    var statement = self
    statement.keepsPlan = keepsPlan
    return statement
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []
    public init(literalCapacity: Int, interpolationCount: Int) { pieces.reserveCapacity(2 * interpolationCount + 1) }
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
    let rendered = whole ?? Rendered(pieces)
    return (rendered.text, rendered.bindings)
  }

  /// Statements are equal that the server sees as equal, whatever they were put together from.
  public static func == (a: SQLStatement, b: SQLStatement) -> Bool {
    let (a, b) = (a.whole ?? Rendered(a.pieces), b.whole ?? Rendered(b.pieces))
    return a === b || a.hash == b.hash && a.text == b.text && a.bindings == b.bindings
  }

  public func hash(into hasher: inout Hasher) { hasher.combine((whole ?? Rendered(pieces)).hash) }

  /// What the server gets.
  private final class Rendered: Sendable {
    let text: String
    let bindings: [SQLValue]
    let hash: Int

    init(_ pieces: [Piece]) {
      var text = ""
      var bindings: [SQLValue] = []
      var names: [String] = []
      text.reserveCapacity(pieces.reduce(0) { if case .sql(let sql) = $1 { $0 + sql.utf8.count } else { $0 + 16 } })
      for piece in pieces {
        switch piece {
        case .sql(let sql): text += sql
        case .binding(let value):
          // There are few of them, and most are told apart at a glance: cheaper than to hash each.
          if let known = bindings.firstIndex(of: value) {
            text += names[known]
          } else {
            bindings.append(value)
            names.append("$\(bindings.count)::\(value.typeName)")
            text += names[bindings.count - 1]
          }
        }
      }
      (self.text, self.bindings) = (text, bindings)
      var hasher = Hasher()
      hasher.combine(text)
      hasher.combine(bindings)
      hash = hasher.finalize()
    }
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
    var joined = SQLStatement.StringInterpolation(literalCapacity: 0, interpolationCount: 2 * count)
    for (index, statement) in enumerated() {
      if index > 0 { joined.appendInterpolation(separator) }
      joined.appendInterpolation(statement)
    }
    return SQLStatement(stringInterpolation: joined)
  }
}
