public import QueryPlanner

/// A connection of the data's owner: makes schemas, loads data. Questions never go through it.
public struct AdministrativeConnection: Sendable {
  private let connection: DatabaseConnection

  private init(_ connection: DatabaseConnection) { self.connection = connection }

  /// Connects. There is no statement timeout, and times are in UTC.
  public static func open(
    dsn: String, connectTimeout: Duration = .seconds(5)
  ) async throws(DatabaseError) -> AdministrativeConnection {
    let settings = [
      (name: "timezone", value: "UTC"), (name: "client_min_messages", value: "warning"), (name: "jit", value: "off"),
    ]
    let target = try ConnectionString(dsn: dsn, settings: settings, connectTimeout: connectTimeout)
    let connection = DatabaseConnection(to: target)
    try await connection.open()
    return AdministrativeConnection(connection)
  }

  public func close() async { await connection.close() }

  /// Runs a text of one or more statements without bindings. Outside ``transaction(_:)`` it is a transaction of its
  /// own: all of it or nothing.
  public func execute(script: String) async throws(DatabaseError) {
    try await connection.execute(script: script)
  }

  @discardableResult
  public func rows(for statement: SQLStatement) async throws(DatabaseError) -> ResultTable {
    try await connection.rows(for: [statement], timeout: .seconds(3600))[0].table
  }

  /// Runs `body` in one transaction; what it throws undoes everything.
  public func transaction<R: Sendable>(
    _ body: (AdministrativeConnection) async throws(DatabaseError) -> R
  ) async throws(DatabaseError) -> R {
    try await execute(script: "begin")
    do throws(DatabaseError) {
      if Task.isCancelled { throw .cancelled }
      let result = try await body(self)
      if Task.isCancelled { throw .cancelled }
      try await execute(script: "commit")
      return result
    } catch {
      // Where the connection is gone the server undoes it by itself.
      try? await execute(script: "rollback")
      throw error
    }
  }

  /// Streams rows into a table: text format of COPY, in chunks cut anywhere. ``CopyBuffer`` writes the format.
  ///
  ///     try await connection.copy(into: "production.customers", columns: ["customer"], chunks: chunks)
  ///
  /// - Parameter next: gives the next bytes, nil at the end; what it throws gives the COPY up.
  /// - Returns: the number of rows.
  /// - Throws: `DatabaseError.sql` with `table` and `copyLine`; nothing of this COPY is left in the table.
  @discardableResult
  public func copy(
    into table: String, columns: [String], isFrozen: Bool = false,
    from next: () async throws(DatabaseError) -> [UInt8]?
  ) async throws(DatabaseError) -> Int {
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    try await connection.beginCopy("copy \(table) (\(names)) from stdin\(isFrozen ? " (freeze)" : "")")
    do throws(DatabaseError) {
      while let bytes = try await next() {
        if Task.isCancelled { throw .cancelled }
        if !bytes.isEmpty { try await connection.copy(bytes) }
      }
    } catch {
      _ = try? await connection.endCopy(givingUp: "given up by the sender")
      throw error
    }
    return try await connection.endCopy()
  }

  /// Copies rows that are ready.
  @discardableResult
  public func copy(_ rows: CopyBuffer, into table: String, columns: [String]) async throws(DatabaseError) -> Int {
    var chunk: [UInt8]? = rows.bytes
    return try await copy(into: table, columns: columns) { () throws(DatabaseError) in
      defer { chunk = nil }
      return chunk
    }
  }
}
