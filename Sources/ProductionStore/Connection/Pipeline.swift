import CLibPQ
internal import Foundation
internal import QueryPlanner

/// One run of statements through libpq's pipeline mode: all are sent, then all are read, in one round trip.
///
/// PostgreSQL makes one transaction of everything up to the sync at the end, so with the session's isolation level
/// `repeatable read` all statements see one snapshot, without BEGIN and COMMIT.
struct Pipeline {
  let handle: OpaquePointer
  /// How long each statement may take; the client waits a little longer, so that the server speaks first.
  let patience: Duration

  private static let grace = Duration.seconds(5)

  /// Statements that were sent and not yet read.
  struct UnderWay {
    fileprivate var sent: [Sent] = []
    fileprivate let start = ContinuousClock.now
  }
  fileprivate struct Sent {
    var text: String
    var use: PreparedStatements.Use
  }

  func run(
    _ statements: [SQLStatement], prepared: inout PreparedStatements, first: (ResultTable) -> Void
  ) throws(DatabaseError) -> [TimedTable] {
    try read(try send(statements, firstMayWait: false, prepared: &prepared), prepared: &prepared, first: first)
  }

  /// Sends the statements and waits for nothing.
  ///
  /// - Parameter firstMayWait: the first statement's rows may come with those of the second.
  func send(
    _ statements: [SQLStatement], firstMayWait: Bool, prepared: inout PreparedStatements
  ) throws(DatabaseError) -> UnderWay {
    guard PQenterPipelineMode(handle) == 1, PQsetnonblocking(handle, 1) == 0 else { throw lost() }
    var underWay = UnderWay()
    do throws(DatabaseError) {
      for (index, statement) in statements.enumerated() {
        underWay.sent.append(
          try send(statement, isAwaited: index < statements.count - 1 && (index > 0 || !firstMayWait), &prepared))
      }
      guard PQpipelineSync(handle) == 1, PQflush(handle) >= 0 else { throw lost() }
    } catch {
      leave()
      throw error
    }
    return underWay
  }

  /// Reads the results of what was sent, waiting for them.
  ///
  /// - Parameter first: told of the first statement's rows as soon as they are there.
  func read(
    _ underWay: UnderWay, prepared: inout PreparedStatements, first: (ResultTable) -> Void
  ) throws(DatabaseError) -> [TimedTable] {
    defer { leave() }
    let clock = ContinuousClock()
    var start = underWay.start
    var tables: [TimedTable] = []
    var failure: DatabaseError?
    var givenUp: [String] = []
    for statement in underWay.sent {
      if case .prepare(let name) = statement.use {
        _ = try receive(&failure, until: clock.now + patience + Self.grace)
        if failure == nil, let old = prepared.note(statement.text, named: name) { givenUp.append(old) }
      }
      let table = try receive(&failure, until: clock.now + patience + Self.grace)
      if tables.isEmpty, failure == nil { first(table) }
      let end = clock.now
      let elapsed = (end - start).components
      tables.append((table, Double(elapsed.seconds) * 1e3 + Double(elapsed.attoseconds) / 1e15))
      start = end
    }
    // The sync's own result; until it is read the connection is not idle.
    if let sync = try next(until: clock.now + Self.grace) { PQclear(sync) }
    if let failure { throw failure }
    try deallocate(givenUp)
    return tables
  }

  private func leave() {
    _ = PQsetnonblocking(handle, 0)
    _ = PQexitPipelineMode(handle)
  }

  /// Rare enough for a round trip of its own.
  private func deallocate(_ names: [String]) throws(DatabaseError) {
    guard !names.isEmpty else { return }
    for name in names {
      guard PQsendQueryParams(handle, "deallocate \(name)", 0, nil, nil, nil, nil, 1) == 1 else { throw lost() }
    }
    guard PQpipelineSync(handle) == 1 else { throw lost() }
    var failure: DatabaseError?
    for _ in names { _ = try receive(&failure, until: .now + Self.grace) }
    if let sync = try next(until: .now + Self.grace) { PQclear(sync) }
    if let failure { throw failure }
  }

  private func send(
    _ statement: SQLStatement, isAwaited: Bool, _ prepared: inout PreparedStatements
  ) throws(DatabaseError) -> Sent {
    let (text, bindings) = statement.rendered
    let use = prepared.use(of: text)
    let parameters = bindings.map { BinaryParameter($0) }
    let types = parameters.map { Oid($0.type) }
    let formats = [Int32](repeating: 1, count: parameters.count)
    let lengths = parameters.map { Int32($0.bytes?.count ?? 0) }
    // All values in one buffer, so that one pointer keeps them all alive; a byte more, as it must not be empty.
    let buffer = Array(parameters.compactMap(\.bytes).joined()) + [0]
    let sent = buffer.withUnsafeBytes { (buffer) -> Int32 in
      var offset = 0
      var values: [UnsafePointer<CChar>?] = []
      for parameter in parameters {
        let start = buffer.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
        values.append(parameter.bytes == nil ? nil : start)
        offset += parameter.bytes?.count ?? 0
      }
      let count = Int32(parameters.count)
      switch use {
      case .once: return PQsendQueryParams(handle, text, count, types, values, lengths, formats, 1)
      case .prepare(let name):
        guard PQsendPrepare(handle, name, text, count, types) == 1 else { return 0 }
        return PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1)
      case .prepared(let name): return PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1)
      }
    }
    // The server would keep all results until the sync, and no statement's time could be told from another's. The
    // last one's come with the sync, in one piece.
    guard sent == 1, !isAwaited || PQsendFlushRequest(handle) == 1 else { throw lost() }
    return Sent(text: text, use: use)
  }

  /// The result of one statement; errors go to `failure`, where the first stays.
  private func receive(
    _ failure: inout DatabaseError?, until deadline: ContinuousClock.Instant
  ) throws(DatabaseError) -> ResultTable {
    var table = ResultTable(columns: [], rows: [])
    while let result = try next(until: deadline) {
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_TUPLES_OK:
        // A value that cannot be decoded must not leave the rest of the pipeline unread.
        do throws(DatabaseError) { table = try TableDecoder(result: result).table() } catch {
          failure = failure ?? error
        }
      case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: break
      case PGRES_PIPELINE_ABORTED: break
      default: failure = failure ?? DatabaseError(result: result, handle: handle)
      }
    }
    return table
  }

  /// The next result, waiting for it; nil between two statements.
  private func next(until deadline: ContinuousClock.Instant) throws(DatabaseError) -> OpaquePointer? {
    while true {
      let unsent = PQflush(handle)
      if unsent < 0 { throw lost() }
      if unsent == 0, PQisBusy(handle) == 0 { return PQgetResult(handle) }
      let remaining = deadline - ContinuousClock.now
      if remaining <= .zero { throw .timeout(.noAnswer(after: patience)) }
      let milliseconds = remaining.components.seconds * 1000 + remaining.components.attoseconds / 1_000_000_000_000_000
      var descriptor = pollfd(
        fd: PQsocket(handle), events: Int16(POLLIN) | (unsent > 0 ? Int16(POLLOUT) : 0), revents: 0)
      _ = poll(&descriptor, 1, Int32(clamping: milliseconds + 1))
      if descriptor.revents & ~Int16(POLLOUT) != 0, PQconsumeInput(handle) == 0 { throw lost() }
    }
  }

  private func lost() -> DatabaseError {
    .connection(
      message: PQerrorMessage(handle).map { String(cString: $0).trimmingCharacters(in: .whitespacesAndNewlines) } ?? "")
  }
}
