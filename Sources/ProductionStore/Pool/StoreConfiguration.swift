/// Where the data are and how many and how long connections may be.
public struct StoreConfiguration: Sendable, Hashable {
  /// A libpq connection string or URI; several hosts, TLS and password files as libpq has them.
  public var dsn: String
  /// Role that every session takes after it has logged in; nil keeps the login's own.
  public var role: String?
  public var maximumConnections: Int
  /// How long a statement waits for a free connection.
  public var waitTimeout: Duration
  /// The server stops a statement after this.
  public var statementTimeout: Duration
  /// For each host; libpq knows whole seconds and no less than two.
  public var connectTimeout: Duration
  public var backOff: BackOff

  public init(
    dsn: String, role: String? = nil, maximumConnections: Int = 8, waitTimeout: Duration = .seconds(5),
    statementTimeout: Duration = .seconds(10), connectTimeout: Duration = .seconds(5), backOff: BackOff = BackOff()
  ) {
    (self.dsn, self.role, self.maximumConnections) = (dsn, role, maximumConnections)
    (self.waitTimeout, self.statementTimeout) = (waitTimeout, statementTimeout)
    (self.connectTimeout, self.backOff) = (connectTimeout, backOff)
  }

  /// A session that only reads: each transaction one snapshot, times in UTC, no compilation of short statements.
  func readerTarget() throws(DatabaseError) -> ConnectionString {
    var settings: [(name: String, value: String)] = [
      (name: "default_transaction_read_only", value: "on"),
      (name: "default_transaction_isolation", value: "repeatable read"),
      (name: "statement_timeout", value: String(statementTimeout.milliseconds)),
      (name: "idle_in_transaction_session_timeout", value: "30000"),
      (name: "search_path", value: "production,public"),
      (name: "timezone", value: "UTC"),
      (name: "jit", value: "off"),
    ]
    if let role { settings.append((name: "role", value: role)) }
    return try ConnectionString(dsn: dsn, settings: settings, connectTimeout: connectTimeout)
  }
}

/// How long to wait between attempts to connect: each wait `factor` times the one before. No chance in it, so that a
/// failure repeats exactly.
public struct BackOff: Sendable, Hashable {
  public var initial: Duration
  public var factor: Int
  public var maximum: Duration
  /// Attempts after the first.
  public var attempts: Int

  public init(
    initial: Duration = .milliseconds(50), factor: Int = 2, maximum: Duration = .seconds(2), attempts: Int = 5
  ) {
    (self.initial, self.factor, self.maximum, self.attempts) = (initial, factor, maximum, attempts)
  }

  public var delays: [Duration] {
    var delays: [Duration] = []
    var delay = initial
    for _ in 0..<attempts {
      delays.append(min(delay, maximum))
      delay = min(delay * factor, maximum)
    }
    return delays
  }
}

extension Duration {
  var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
