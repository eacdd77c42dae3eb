/// A value of a result, decoded.
public enum Cell: Sendable, Hashable {
  case null
  case integer(Int64)
  case number(Double)
  case text(String)
  case bool(Bool)
  case instant(Instant)
  /// Seconds; months count as 30 days, as in PostgreSQL's `extract(epoch from interval)`.
  case interval(Double)
  case texts([String])
  case integers([Int64])
}

/// The rows of a statement, column names as the statement gave them.
public struct ResultTable: Sendable, Hashable {
  public var columns: [String]
  public var rows: [[Cell]]
  public init(columns: [String], rows: [[Cell]]) {
    self.columns = columns
    self.rows = rows
  }
}
