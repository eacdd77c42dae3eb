extension DatabaseError: CustomStringConvertible, CustomDebugStringConvertible {
  /// The kind of error without any name or value of the data.
  public var description: String {
    switch self {
    case .connection: "database connection failed"
    case .sql(let failure): "SQL error \(failure.state)"
    case .timeout(.statement): "statement timeout"
    case .timeout(.noAnswer): "no answer from the database"
    case .timeout(.clusterStart): "private cluster did not start in time"
    case .poolExhausted: "no free database connection"
    case .cancelled: "cancelled"
    case .decoding: "value of an unexpected type"
    case .closed: "store closed"
    case .cluster(let failure): "private cluster: \(failure.kind)"
    case .importing(let failure): "import: \(failure.kind)"
    }
  }

  public var debugDescription: String { hint.map { "\(message) \($0)" } ?? message }
}

extension ClusterFailure {
  fileprivate var kind: String {
    switch self {
    case .notInstalled: "PostgreSQL is not installed"
    case .versionMismatch: "version mismatch"
    case .diskFull: "disk full"
    case .directory: "directory not usable"
    case .noUnprivilegedUser: "no unprivileged user"
    case .command: "program failed"
    case .start: "did not start"
    case .locked: "locked"
    }
  }
}

extension ImportFailure {
  fileprivate var kind: String {
    switch self {
    case .file: "file not readable"
    case .mapping: "mapping wrong"
    case .missingColumns: "columns missing"
    case .encoding: "encoding wrong"
    case .nothingToImport: "nothing to import"
    case .conflict: "conflict"
    }
  }
}
