import CLibPQ
internal import Foundation

/// What only the data's owner does: scripts and COPY.
extension DatabaseConnection {
  /// Runs a text of several statements without bindings, as it stands in a file.
  func execute(script: String) throws(DatabaseError) {
    try withHandle { handle throws(DatabaseError) in
      guard let result = PQexec(handle, script) else { throw .connection(message: Self.message(of: handle)) }
      defer { PQclear(result) }
      try Self.check(result, of: handle)
    }
  }

  /// Starts `COPY … FROM STDIN`; then come any number of ``copy(_:)`` and one ``endCopy(_:)``.
  func beginCopy(_ statement: String) throws(DatabaseError) {
    try withHandle { handle throws(DatabaseError) in
      guard let result = PQexec(handle, statement) else { throw .connection(message: Self.message(of: handle)) }
      defer { PQclear(result) }
      if PQresultStatus(result) != PGRES_COPY_IN { try Self.check(result, of: handle) }
    }
  }

  func copy(_ bytes: [UInt8]) throws(DatabaseError) {
    try withHandle { handle throws(DatabaseError) in
      let sent = bytes.withUnsafeBytes {
        PQputCopyData(handle, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
      }
      if sent != 1 { throw .connection(message: Self.message(of: handle)) }
    }
  }

  /// Ends the COPY, or gives it up with `reason`. Returns the number of rows.
  @discardableResult
  func endCopy(givingUp reason: String? = nil) throws(DatabaseError) -> Int {
    try withHandle { handle throws(DatabaseError) in
      guard PQputCopyEnd(handle, reason) == 1 else { throw .connection(message: Self.message(of: handle)) }
      var rows = 0
      var failure: DatabaseError?
      while let result = PQgetResult(handle) {
        defer { PQclear(result) }
        do throws(DatabaseError) { try Self.check(result, of: handle) } catch { failure = failure ?? error }
        rows = PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? rows
      }
      if let failure { throw failure }
      return rows
    }
  }

  static func check(_ result: OpaquePointer, of handle: OpaquePointer) throws(DatabaseError) {
    switch PQresultStatus(result) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_COPY_IN: return
    default: throw DatabaseError(result: result, handle: handle)
    }
  }

  static func message(of handle: OpaquePointer) -> String {
    PQerrorMessage(handle).map { String(cString: $0).trimmingCharacters(in: .whitespacesAndNewlines) } ?? ""
  }
}
