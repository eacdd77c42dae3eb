/// What went wrong and what to do, in words for the person in front of it.
extension DatabaseError {
  /// One or two sentences, with the names and values that explain it.
  public var message: String {
    switch self {
    case .connection(let message): "The database cannot be reached: \(message)"
    case .sql(let failure): failure.sentence
    case .timeout(.statement(let after)): "A statement was stopped after \(after.words), its time limit."
    case .timeout(.noAnswer(let after)): "The database did not answer within \(after.words)."
    case .timeout(.clusterStart(let after)): "The private cluster did not accept connections within \(after.words)."
    case .poolExhausted(let waited, let limit):
      "All \(limit) database connections were in use for \(waited.words)."
    case .cancelled: "Cancelled."
    case .decoding(let column, let type, let problem):
      "Column \"\(column)\" of type \(type) cannot be read: \(problem)."
    case .closed: "The store is closed."
    case .cluster(let failure): failure.sentence
    case .importing(let failure): failure.sentence
    }
  }

  /// What to do about it, where something is known to help.
  public var hint: String? {
    switch self {
    case .connection: "Check that the server runs and that the connection string names it."
    case .sql(let failure): failure.hint
    case .timeout(.statement): "Ask about a shorter period, or raise the statement timeout."
    case .timeout: nil
    case .poolExhausted: "Try again, or allow more connections."
    case .decoding: "Change the column's type to the one of the contract: `ask check` names it."
    case .cancelled, .closed: nil
    case .cluster(let failure): failure.hint
    case .importing(let failure): failure.hint
    }
  }
}

extension SQLFailure {
  fileprivate var sentence: String {
    var text = message
    if let detail { text += " (\(detail))" }
    if let copyLine, let table { text += ", table \(table), line \(copyLine) of the data" }
    return "PostgreSQL reports \(state): \(text)"
  }
}

extension ClusterFailure {
  fileprivate var sentence: String {
    switch self {
    case .notInstalled(let searched):
      "No PostgreSQL server was found in \(searched.joined(separator: ", "))."
    case .versionMismatch(let data, let installed, let directory):
      "The data in \(directory) were made by PostgreSQL \(data); installed is \(installed)."
    case .diskFull(let directory, let free, let needed):
      "The disk is full: \(directory) has \(free) MB free, and \(needed) MB are needed."
    case .directory(let path, let reason): "The directory \(path) cannot be used: \(reason)."
    case .noUnprivilegedUser(let tried):
      "PostgreSQL does not run as root, and there is no user \(tried.joined(separator: " or ")) to run it."
    case .command(let name, let status, let output): "\(name) failed (\(status)): \(output)"
    case .start(let log): "The private cluster did not start: \(log)"
    case .locked(let path): "Another process is starting or stopping the private cluster and holds \(path)."
    }
  }

  fileprivate var hint: String? {
    switch self {
    case .notInstalled: "Install it (Debian: apt-get install postgresql), or name a database with --dsn."
    case .versionMismatch(let data, _, let directory):
      "Install PostgreSQL \(data) beside it, or move \(directory) away and make the data again."
    case .diskFull: "Free some space, or set XDG_DATA_HOME to a directory on a larger disk."
    case .directory: "Set XDG_DATA_HOME to a directory that you may write to."
    case .noUnprivilegedUser: "Start as another user than root, or name a database with --dsn."
    case .command, .start: nil
    case .locked: "Wait for it to end and try again."
    }
  }
}

extension ImportFailure {
  fileprivate var sentence: String {
    switch self {
    case .file(let path, let reason): "\(path) cannot be read: \(reason)."
    case .mapping(let file, let line, let key, let problem):
      "\(file)\(line.map { ":\($0)" } ?? ""): \(key): \(problem)."
    case .missingColumns(let missing, let present):
      "The file has no column \(missing.map { "\"\($0)\"" }.joined(separator: ", ")); it has "
        + present.map { "\"\($0)\"" }.joined(separator: ", ") + "."
    case .encoding(let name): "The file is not encoded in \(name)."
    case .nothingToImport(let rows): "None of the \(rows) rows of the file can be imported."
    case .conflict(let kind, let codes):
      "\(codes.count) \(kind) of the file are in the database with other contents: "
        + codes.prefix(5).joined(separator: ", ") + (codes.count > 5 ? ", …" : "") + "."
    }
  }

  fileprivate var hint: String? {
    switch self {
    case .missingColumns: "Name the columns in the mapping as the file's first line does."
    case .encoding: "Set `encoding` in the mapping: utf-8, utf-16, windows-1252 or iso-8859-1."
    case .nothingToImport: "Look at the reasons line by line: the date format of the mapping is the usual one."
    case .conflict: "Import into an empty database, or give the mapping another site and code prefix."
    case .file, .mapping: nil
    }
  }
}

extension Duration {
  /// `250 ms`, `10 s`
  fileprivate var words: String {
    let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    return milliseconds % 1000 == 0 && milliseconds > 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
  }
}
