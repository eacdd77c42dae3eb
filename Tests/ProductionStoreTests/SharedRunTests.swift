import QueryPlanner
import Testing

@testable import ProductionStore

/// The same statements asked for at the same time.
@Suite(.serialized) struct SharedRunTests {
  /// Of its own: a snapshot's name changes with whatever any database of a cluster commits.
  private static let cluster = PrivateCluster.temporary()

  /// A database with one row, a store, and how many sessions of the store sleep.
  private struct Place {
    var name: String
    var owner: AdministrativeConnection
    var store: ProductionStore

    init(_ name: String) async throws {
      self.name = name
      owner = try await AdministrativeConnection.open(dsn: try await SharedRunTests.cluster.createDatabase(named: name))
      try await owner.execute(
        script: "create table t (n int); insert into t values (1); grant select on t to ask_reader")
      store = ProductionStore(cluster: SharedRunTests.cluster, database: name)
    }

    func waitForSleepers(_ count: Int) async throws {
      let asleep: SQLStatement =
        "select count(*) from pg_stat_activity where datname = \(name) and wait_event = 'PgSleep'"
      // A test that waits for what never comes would wait for ever.
      let deadline = ContinuousClock.now + .seconds(30)
      while try await owner.rows(for: asleep).rows != [[.integer(Int64(count))]] {
        try #require(ContinuousClock.now < deadline)
        try await Task.sleep(for: .milliseconds(5))
      }
    }

    func close() async {
      await store.close()
      await owner.close()
    }
  }

  /// - Parameter isShort: of the kind whose snapshot's name is heard of at the end only.
  private static func question(_ seconds: Double, isShort: Bool = false) -> [SQLStatement] {
    let short: SQLStatement = "select count(*) from public.t, (select pg_sleep(\(seconds))) slept"
    return isShort
      ? [short.keepingPlan()] : ["select count(*) from public.t", "select pg_sleep(\(seconds)) is null"]
  }

  @Test(arguments: [false, true]) func areExecutedOnce(isShort: Bool) async throws {
    let place = try await Place("shared_once_\(isShort)")
    let store = place.store
    let counts = try await withThrowingTaskGroup { group in
      group.addTask { try await store.rows(for: Self.question(0.8, isShort: isShort))[0].table.rows[0][0] }
      try await place.waitForSleepers(1)
      for _ in 0..<20 {
        group.addTask { try await store.rows(for: Self.question(0.8, isShort: isShort))[0].table.rows[0][0] }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: .integer(1), count: 21))
    #expect(store.runCount == 1)
    // Nothing is kept past the end.
    _ = try await store.rows(for: Self.question(0.8, isShort: isShort))
    #expect(store.runCount == 2)
    await place.close()
  }

  @Test(arguments: [false, true]) func areExecutedAgainWhereTheDataChanged(isShort: Bool) async throws {
    let place = try await Place("shared_fresh_\(isShort)")
    let store = place.store
    async let before = store.rows(for: Self.question(0.6, isShort: isShort))
    try await place.waitForSleepers(1)
    try await place.owner.execute(script: "insert into t values (2)")
    async let after = store.rows(for: Self.question(0.6, isShort: isShort))
    #expect(try await before[0].table.rows == [[.integer(1)]])
    #expect(try await after[0].table.rows == [[.integer(2)]])
    #expect(store.runCount == 2)
    await place.close()
  }

  @Test func areNotSharedWhereABindingDiffers() async throws {
    let place = try await Place("shared_bindings")
    let store = place.store
    async let one = store.rows(for: ["select \(1) as n", "select pg_sleep(0.3) is null"])
    async let two = store.rows(for: ["select \(2) as n", "select pg_sleep(0.3) is null"])
    #expect(try await one[0].table.rows == [[.integer(1)]])
    #expect(try await two[0].table.rows == [[.integer(2)]])
    #expect(store.runCount == 2)
    await place.close()
  }

  @Test func whoLeavesLeavesAloneAndTheLastOneStopsTheServer() async throws {
    let place = try await Place("shared_leaving")
    let store = place.store
    let tasks = (0..<3).map { _ in Task { try await store.rows(for: Self.question(30)) } }
    try await place.waitForSleepers(1)
    // All three wait for the one run before one of them leaves.
    try await Task.sleep(for: .milliseconds(200))
    #expect(store.runCount == 1)
    tasks[0].cancel()
    await #expect(throws: DatabaseError.cancelled) { try await tasks[0].value }
    try await place.waitForSleepers(1)
    tasks[1].cancel()
    tasks[2].cancel()
    for task in tasks[1...] { await #expect(throws: DatabaseError.cancelled) { try await task.value } }
    try await place.waitForSleepers(0)
    // Who asks now starts afresh.
    #expect(try await store.rows(for: Self.question(0))[0].table.rows == [[.integer(1)]])
    await place.close()
  }

  /// Who waits to learn the name of a run's snapshot leaves at once, and leaves the run alone.
  @Test func whoHasNotJoinedYetLeavesAsWell() async throws {
    let place = try await Place("shared_candidates")
    let store = place.store
    let first = Task { try await store.rows(for: Self.question(1, isShort: true)) }
    try await place.waitForSleepers(1)
    let second = Task { try await store.rows(for: Self.question(1, isShort: true)) }
    try await Task.sleep(for: .milliseconds(200))
    second.cancel()
    await #expect(throws: DatabaseError.cancelled) { try await second.value }
    try await place.waitForSleepers(1)
    #expect(try await first.value[0].table.rows == [[.integer(1)]])
    await place.close()
  }

  @Test func anErrorGoesToEverybody() async throws {
    let place = try await Place("shared_error")
    let store = place.store
    let tasks = (0..<3).map { _ in
      Task { try await store.rows(for: ["select pg_sleep(0.3) is null", "select 1 / (n - n) from public.t"]) }
    }
    for task in tasks { await #expect(throws: DatabaseError.self) { try await task.value } }
    #expect(try await store.rows(for: "select 1").rows == [[.integer(1)]])
    await place.close()
  }
}
