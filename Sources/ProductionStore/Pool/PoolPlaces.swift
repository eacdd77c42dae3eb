/// Somebody who wants a connection, and what for.
struct Waiter: Sendable {
  var loan: Loan
  var deadline: ContinuousClock.Instant
  var work: ConnectionPool.Work
}

/// Who has the connections of a pool and who waits for one. Decides only; what follows from it is done by the pool.
struct PoolPlaces {
  /// What a borrower gets.
  enum Choice {
    case connection(DatabaseConnection, isTrusted: Bool)
    /// Leave to open a connection.
    case place
    case line(isWatched: Bool)
    case closed
  }
  /// Where a connection goes that was lent.
  enum Return {
    case toIdle
    case toNext(Waiter)
    case toNobody
  }
  private struct Idle {
    var connection: DatabaseConnection
    /// Nil where another connection was found lost since.
    var since: ContinuousClock.Instant?
  }

  /// How long a connection may lie idle and still be lent without being looked at.
  private static let trust = Duration.seconds(1)

  private let limit: Int
  private var idle: [Idle] = []
  private var waiters: [Waiter] = []
  /// Idle, lent or being opened.
  private var places = 0
  /// Somebody looks after those who wait too long.
  private var isWatched = false
  private var isClosed = false

  init(limit: Int) { self.limit = limit }

  var counts: (idle: Int, lent: Int, waiting: Int) { (idle.count, places - idle.count, waiters.count) }

  mutating func choice(for waiter: Waiter) -> Choice {
    if isClosed { return .closed }
    if let last = idle.popLast() {
      return .connection(last.connection, isTrusted: last.since.map { .now - $0 < Self.trust } ?? false)
    }
    if places < limit {
      places += 1
      return .place
    }
    waiters.append(waiter)
    defer { isWatched = true }
    return .line(isWatched: isWatched)
  }

  /// One that goes to nobody keeps its place until that is freed.
  mutating func giveBack(_ connection: DatabaseConnection, isUsable: Bool) -> Return {
    if !isUsable {
      // What ended this one may have ended them all.
      for index in idle.indices { idle[index].since = nil }
    }
    guard isUsable, !isClosed else { return .toNobody }
    if !waiters.isEmpty { return .toNext(waiters.removeFirst()) }
    idle.append(Idle(connection: connection, since: .now))
    return .toIdle
  }

  /// - Returns: who gets the place.
  mutating func free() -> Waiter? {
    if !waiters.isEmpty { return waiters.removeFirst() }
    places -= 1
    return nil
  }

  mutating func close() -> (connections: [DatabaseConnection], waiters: [Waiter]) {
    defer { (idle, waiters) = ([], []) }
    isClosed = true
    places -= idle.count
    return (idle.map(\.connection), waiters)
  }

  // MARK: Leaving the line

  mutating func takeOut(_ loan: Loan) -> Waiter? {
    waiters.firstIndex { $0.loan === loan }.map { waiters.remove(at: $0) }
  }

  mutating func takeOutExpired(at now: ContinuousClock.Instant) -> [Waiter] {
    defer { waiters.removeAll { $0.deadline <= now } }
    return waiters.filter { $0.deadline <= now }
  }

  /// When the first of those who wait has waited too long; nil where nobody waits.
  mutating func nextDeadline() -> ContinuousClock.Instant? {
    isWatched = !waiters.isEmpty
    return waiters.first?.deadline
  }
}
