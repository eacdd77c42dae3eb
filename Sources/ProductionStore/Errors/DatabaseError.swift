/// Everything that can go wrong between Shoptalk and its database.
///
/// `description` names the kind of error only and may go to any log; `debugDescription` is the full wording, with
/// names and values, for the person who asked.
public enum DatabaseError: Error, Sendable, Hashable {
  /// No connection, or it was lost; libpq's own words.
  case connection(message: String)
  case sql(SQLFailure)
  case timeout(Timeout)
  /// Every connection stayed in use for as long as a caller waits.
  case poolExhausted(waited: Duration, limit: Int)
  /// The task was cancelled, and its SQL on the server with it.
  case cancelled
  /// A value that cannot be read exactly.
  case decoding(column: String, type: String, problem: String)
  /// The pool was closed before or while the statement waited for a connection.
  case closed
  case cluster(ClusterFailure)
  case importing(ImportFailure)
}

/// What ran out of time.
public enum Timeout: Sendable, Hashable {
  /// The server's `statement_timeout`.
  case statement(after: Duration)
  /// The server did not answer at all.
  case noAnswer(after: Duration)
  /// The cluster did not accept connections.
  case clusterStart(after: Duration)
}

/// An error that PostgreSQL reported.
public struct SQLFailure: Sendable, Hashable {
  /// Five characters, e.g. `42P01`.
  public var state: String
  public var message: String
  public var detail: String?
  public var hint: String?
  /// Where in the statement, in characters from 1.
  public var position: Int?
  /// PostgreSQL's context, e.g. `COPY machine_states, line 3`.
  public var context: String?
  public var table: String?
  public var column: String?
  public var constraint: String?
  /// Line of the data where the statement was a COPY.
  public var copyLine: Int?

  public init(
    state: String, message: String, detail: String? = nil, hint: String? = nil, position: Int? = nil,
    context: String? = nil, table: String? = nil, column: String? = nil, constraint: String? = nil,
    copyLine: Int? = nil
  ) {
    (self.state, self.message, self.detail, self.hint) = (state, message, detail, hint)
    (self.position, self.context, self.table) = (position, context, table)
    (self.column, self.constraint, self.copyLine) = (column, constraint, copyLine)
  }

  /// 40001 and 40P01: the same transaction may succeed when it is tried again.
  public var isTransient: Bool { state.hasPrefix("40") }
  /// The server went away under the statement: shutdown, crash of another backend, start-up.
  var isLossOfConnection: Bool { state.hasPrefix("57P0") || state.hasPrefix("08") }
}

/// Why the private cluster cannot be used.
public enum ClusterFailure: Sendable, Hashable {
  /// No PostgreSQL server programs in any of these places.
  case notInstalled(searched: [String])
  /// The data were made by another major version than the one installed.
  case versionMismatch(data: String, installed: String, directory: String)
  case diskFull(directory: String, freeMegabytes: Int, neededMegabytes: Int)
  /// A directory that cannot be made or used, with the system's reason.
  case directory(path: String, reason: String)
  /// PostgreSQL does not run as root and no unprivileged user was found to run it.
  case noUnprivilegedUser(tried: [String])
  /// A program of PostgreSQL failed; its output.
  case command(name: String, status: Int, output: String)
  /// The server did not start; the end of its log.
  case start(log: String)
  /// Another process kept the cluster's lock.
  case locked(path: String)
}

/// Why a file was not imported. Nothing of it is in the database.
public enum ImportFailure: Sendable, Hashable {
  /// A file that cannot be read.
  case file(path: String, reason: String)
  /// The mapping is wrong: where, and what is expected.
  case mapping(file: String, line: Int?, key: String, problem: String)
  /// The header lacks columns that the mapping names.
  case missingColumns([String], present: [String])
  /// The file's bytes are not in the encoding that the mapping names.
  case encoding(name: String)
  /// Not one row could be used.
  case nothingToImport(rows: Int)
  /// Keys of the file are in the database with other contents.
  case conflict(kind: String, codes: [String])
}
