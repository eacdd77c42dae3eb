internal import Logging
internal import QueryPlanner

/// Connections that are opened when needed, kept, and lent to one caller at a time.
///
/// The latest used is lent first; a caller who finds all lent waits in line for at most the wait timeout.
actor ConnectionPool {
  /// What a waiting caller gets.
  private enum Grant {
    case connection(DatabaseConnection)
    /// Leave to open a connection.
    case place
    case expired, cancelled, closed
  }
  private struct Waiter {
    var number: Int
    var continuation: CheckedContinuation<Grant, Never>
  }

  private let configuration: StoreConfiguration
  private let target: Result<ConnectionString, DatabaseError>
  private let cluster: PrivateCluster?
  private let logger: Logger?
  /// How long a connection may lie idle and still be lent without being looked at.
  private static let trust = Duration.seconds(1)
  private struct Idle {
    var connection: DatabaseConnection
    /// Nil where another connection was found lost since.
    var since: ContinuousClock.Instant?
  }
  private var idle: [Idle] = []
  private var waiters: [Waiter] = []
  /// Idle, lent or being opened.
  private var places = 0
  private var lastNumber = 0
  private var isClosed = false

  init(configuration: StoreConfiguration, cluster: PrivateCluster?, logger: Logger?) {
    (self.configuration, self.cluster, self.logger) = (configuration, cluster, logger)
    target = Result { () throws(DatabaseError) in try configuration.readerTarget() }
  }

  /// Lends a connection to `body`. One that is found unusable afterwards is closed.
  func withConnection<R: Sendable>(
    _ body: (DatabaseConnection) async throws(DatabaseError) -> R
  ) async throws(DatabaseError) -> R {
    let connection = try await borrow()
    do {
      let result = try await body(connection)
      await giveBack(connection)
      return result
    } catch {
      await giveBack(connection)
      throw error
    }
  }

  var counts: (idle: Int, lent: Int, waiting: Int) { (idle.count, places - idle.count, waiters.count) }

  func close() async {
    isClosed = true
    for waiter in waiters { waiter.continuation.resume(returning: .closed) }
    waiters = []
    let connections = idle
    idle = []
    places -= connections.count
    for each in connections { await each.connection.close() }
  }

  // MARK: Lending

  private func borrow() async throws(DatabaseError) -> DatabaseConnection {
    if isClosed { throw .closed }
    if Task.isCancelled { throw .cancelled }
    while let last = idle.popLast() {
      let connection = last.connection
      if let since = last.since, .now - since < Self.trust { return connection }
      if await connection.isUsable() { return connection }
      logger?.debug("closed a connection that was lost while idle")
      await connection.close()
      places -= 1
    }
    if places < max(1, configuration.maximumConnections) {
      places += 1
      return try await openInPlace()
    }
    switch await wait() {
    case .connection(let connection): return connection
    case .place: return try await openInPlace()
    case .expired: throw .poolExhausted(waited: configuration.waitTimeout, limit: configuration.maximumConnections)
    case .cancelled: throw .cancelled
    case .closed: throw .closed
    }
  }

  private func giveBack(_ connection: DatabaseConnection) async {
    if connection.wasUsable, !isClosed {
      if waiters.isEmpty {
        idle.append(Idle(connection: connection, since: .now))
      } else {
        waiters.removeFirst().continuation.resume(returning: .connection(connection))
      }
    } else {
      // What ended this one may have ended them all.
      for index in idle.indices { idle[index].since = nil }
      await connection.close()
      freePlace()
    }
  }

  private func freePlace() {
    if waiters.isEmpty {
      places -= 1
    } else {
      waiters.removeFirst().continuation.resume(returning: .place)
    }
  }

  private func wait() async -> Grant {
    lastNumber += 1
    let number = lastNumber
    let expiry = Task { [timeout = configuration.waitTimeout] in
      try? await Task.sleep(for: timeout)
      if !Task.isCancelled { self.settle(number, .expired) }
    }
    defer { expiry.cancel() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiters.append(Waiter(number: number, continuation: continuation))
        // A cancellation that came before the waiter was in line found nobody to settle.
        if Task.isCancelled { settle(number, .cancelled) }
      }
    } onCancel: {
      Task { await self.settle(number, .cancelled) }
    }
  }

  private func settle(_ number: Int, _ grant: Grant) {
    guard let index = waiters.firstIndex(where: { $0.number == number }) else { return }
    waiters.remove(at: index).continuation.resume(returning: grant)
  }

  // MARK: Opening

  private func openInPlace() async throws(DatabaseError) -> DatabaseConnection {
    do throws(DatabaseError) {
      return try await open()
    } catch {
      freePlace()
      throw error
    }
  }

  /// Connects; starts the private cluster where it does not run; tries again where the server cannot be reached.
  private func open() async throws(DatabaseError) -> DatabaseConnection {
    var delays = configuration.backOff.delays[...]
    var mayStartCluster = cluster != nil
    while true {
      let connection = DatabaseConnection(to: try target.get())
      do throws(DatabaseError) {
        try await connection.open()
        return connection
      } catch {
        if mayStartCluster, let cluster {
          mayStartCluster = false
          try await cluster.ensureRunning()
          continue
        }
        guard let delay = delays.popFirst(), await !connection.isRefused() else { throw error }
        logger?.warning("database not reachable, trying again", metadata: ["wait_ms": "\(delay.milliseconds)"])
        do { try await Task.sleep(for: delay) } catch { throw .cancelled }
      }
    }
  }
}
