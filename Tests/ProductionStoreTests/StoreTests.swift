import ProductionStore
import QueryPlanner
import Testing

@Suite struct StoreTests {
  @Test func severalStatementsSeeOneSnapshot() async throws {
    let owner = try await TestDatabase.owner("store_snapshot")
    try await owner.execute(script: "create table t (n int); insert into t values (1); grant select on t to ask_reader")
    let store = ProductionStore(cluster: TestDatabase.cluster, database: "store_snapshot")
    async let tables = store.rows(for: [
      "select count(*) from public.t", "select pg_sleep(2)", "select count(*) from public.t",
      "select \(1) + \(2) as sum",
    ])
    let asleep: SQLStatement =
      "select count(*) from pg_stat_activity where datname = 'store_snapshot' and wait_event = 'PgSleep'"
    while try await owner.rows(for: asleep).rows == [[.integer(0)]] { try await Task.sleep(for: .milliseconds(5)) }
    try await owner.execute(script: "insert into t values (2)")
    let results = try await tables
    #expect(results[0].table.rows == [[.integer(1)]])
    #expect(results[2].table.rows == [[.integer(1)]])
    #expect(results[3].table == ResultTable(columns: ["sum"], rows: [[.integer(3)]]))
    #expect(results[1].milliseconds > 1900)
    #expect(results[3].milliseconds < results[1].milliseconds)
    await store.close()
    await owner.close()
  }

  /// Short statements come together with their snapshot; what they took is not lost.
  @Test func shortStatementsSayHowLongTheyTook() async throws {
    let store = try await TestDatabase.emptyStore("store_times")
    let slow: SQLStatement = "select pg_sleep(0.1)"
    let tables = try await store.rows(for: [slow.keepingPlan()])
    #expect(tables.map(\.milliseconds).reduce(0, +) > 95)
    await store.close()
  }

  /// The first run is not prepared; of the others each says itself how it was planned, and nothing outlives its run.
  @Test func plansAreKeptWhereTheStatementSaysSo() async throws {
    let store = try await TestDatabase.emptyStore(
      "store_plans", configuration: StoreConfiguration(dsn: "", maximumConnections: 1))
    for number in 1...4 {
      let kept: SQLStatement = "select \(number) + 1 as kept"
      let planned: SQLStatement = "select \(number) + 1 as planned"
      #expect(try await store.rows(for: kept.keepingPlan()).rows == [[.integer(Int64(number + 1))]])
      #expect(try await store.rows(for: [planned, kept.keepingPlan()]).count == 2)
    }
    let plans = try await store.rows(
      for: """
        select right(statement, 7), generic_plans::int, custom_plans::int from pg_prepared_statements
        where statement like 'select $1%' order by 1
        """)
    // A run keeps plans only where all its statements do: three of the seven of `kept`, which came alone.
    #expect(
      plans.rows == [[.text("as kept"), .integer(3), .integer(4)], [.text("planned"), .integer(0), .integer(3)]])
    #expect(try await store.rows(for: "select current_setting('plan_cache_mode')").rows == [[.text("auto")]])
    await store.close()
  }

  @Test func itCannotWrite() async throws {
    let store = try await TestDatabase.emptyStore("store_read_only")
    let error = await #expect(throws: DatabaseError.self) {
      try await store.rows(for: "create temporary table x (n int)")
    }
    guard case .sql(let failure) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(failure.state == "25006")
    await store.close()
  }

  @Test func errorsCarryStateAndPositionAndLeaveTheConnectionWell() async throws {
    let store = try await TestDatabase.emptyStore(
      "store_errors", configuration: StoreConfiguration(dsn: "", maximumConnections: 1))
    let error = await #expect(throws: DatabaseError.self) {
      try await store.rows(for: ["select 1", "select nonsense", "select 2"])
    }
    guard case .sql(let failure) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(failure.state == "42703")
    #expect(failure.position == 8)
    #expect(failure.message.contains("nonsense"))
    let full = try #require(error)
    #expect(!"\(full)".contains("nonsense"))
    #expect(String(reflecting: full).contains("nonsense"))
    #expect(try await store.rows(for: "select 3").rows == [[.integer(3)]])
    await store.close()
  }

  @Test func statementTimeout() async throws {
    let store = try await TestDatabase.emptyStore(
      "store_timeout", configuration: StoreConfiguration(dsn: "", statementTimeout: .milliseconds(100)))
    await #expect(throws: DatabaseError.timeout(.statement(after: .milliseconds(100)))) {
      try await store.rows(for: "select pg_sleep(20)")
    }
    await store.close()
  }

  @Test func cancellingTheTaskCancelsTheSQL() async throws {
    let owner = try await TestDatabase.owner("store_cancel")
    let store = ProductionStore(cluster: TestDatabase.cluster, database: "store_cancel")
    let running: SQLStatement =
      "select count(*) from pg_stat_activity where query like 'select pg_sleep(21)%' and state = 'active'"
    let question = Task { try await store.rows(for: "select pg_sleep(21)") }
    while try await owner.rows(for: running).rows == [[.integer(0)]] { try await Task.sleep(for: .milliseconds(10)) }
    question.cancel()
    await #expect(throws: DatabaseError.cancelled) { try await question.value }
    #expect(try await owner.rows(for: running).rows == [[.integer(0)]])
    // The connection survives and is lent again.
    #expect(try await store.rows(for: "select 1").rows == [[.integer(1)]])
    #expect(try await store.health().idle == 1)
    await store.close()
    await owner.close()
  }

  @Test func aFullPoolSaysHowLongItWaited() async throws {
    let configuration = StoreConfiguration(dsn: "", maximumConnections: 1, waitTimeout: .milliseconds(100))
    let store = try await TestDatabase.emptyStore("store_full", configuration: configuration)
    let owner = try await TestDatabase.owner("store_full")
    let running: SQLStatement =
      "select count(*) from pg_stat_activity where query like 'select pg_sleep(22)%' and state = 'active'"
    let long = Task { try await store.rows(for: "select pg_sleep(22)") }
    // Only when the one connection is lent for sure.
    while try await owner.rows(for: running).rows == [[.integer(0)]] { try await Task.sleep(for: .milliseconds(10)) }
    await #expect(throws: DatabaseError.poolExhausted(waited: .milliseconds(100), limit: 1)) {
      try await store.rows(for: "select 1")
    }
    long.cancel()
    await #expect(throws: DatabaseError.cancelled) { try await long.value }
    #expect(try await store.rows(for: "select 1").rows == [[.integer(1)]])
    await owner.close()
    await store.close()
    await #expect(throws: DatabaseError.closed) { try await store.rows(for: "select 1") }
  }

  @Test func whoWaitsGetsAConnectionInTurn() async throws {
    let store = try await TestDatabase.emptyStore(
      "store_queue", configuration: StoreConfiguration(dsn: "", maximumConnections: 2))
    let sum = try await withThrowingTaskGroup { group in
      for number in 1...40 { group.addTask { try await store.rows(for: "select \(number)").rows[0][0] } }
      return try await group.reduce(0 as Int64) { if case .integer(let value) = $1 { $0 + value } else { $0 } }
    }
    #expect(sum == 820)
    #expect(try await store.health().idle <= 2)
    await store.close()
  }

  @Test func whoLeavesTheLineLeavesAlone() async throws {
    let store = try await TestDatabase.emptyStore(
      "store_line", configuration: StoreConfiguration(dsn: "", maximumConnections: 1))
    _ = try await store.rows(for: "select 1")
    async let lent = store.rows(for: "select pg_sleep(0.5) is null as first")
    // The only connection is lent from here on.
    try await Task.sleep(for: .milliseconds(100))
    let leaving = Task { try await store.rows(for: "select 'leaving'") }
    let staying = Task { try await store.rows(for: "select 'staying'") }
    try await Task.sleep(for: .milliseconds(100))
    leaving.cancel()
    let clock = ContinuousClock()
    let start = clock.now
    await #expect(throws: DatabaseError.cancelled) { try await leaving.value }
    #expect(clock.now - start < .milliseconds(250))
    #expect(try await lent.rows == [[.bool(false)]])
    #expect(try await staying.value.rows == [[.text("staying")]])
    await store.close()
  }

  @Test func aLostConnectionIsReplaced() async throws {
    let owner = try await TestDatabase.owner("store_lost")
    let store = ProductionStore(cluster: TestDatabase.cluster, database: "store_lost")
    let end: SQLStatement =
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'store_lost' and usename = 'ask_reader'"
    _ = try await store.rows(for: "select 1")
    #expect(try await owner.rows(for: end).rows == [[.bool(true)]])
    #expect(try await store.rows(for: "select 2").rows == [[.integer(2)]])
    // Under a statement: it is asked again.
    async let late = store.rows(for: "select pg_sleep(0.2) is null as done")
    try await Task.sleep(for: .milliseconds(100))
    try await owner.rows(for: end)
    #expect(try await late.rows == [[.bool(false)]])
    await store.close()
    await owner.close()
  }

  @Test func noServerIsSaidAfterTheBackOff() async throws {
    let backOff = BackOff(initial: .milliseconds(10), factor: 3, maximum: .milliseconds(50), attempts: 4)
    #expect(backOff.delays == [10, 30, 50, 50].map { .milliseconds($0) })
    let store = ProductionStore(
      configuration: StoreConfiguration(dsn: "host=/nonexistent dbname=x", backOff: backOff))
    let clock = ContinuousClock()
    let start = clock.now
    let error = await #expect(throws: DatabaseError.self) { try await store.rows(for: "select 1") }
    #expect(clock.now - start >= .milliseconds(140))
    guard case .connection(let message) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(message.contains("/nonexistent"))
    await store.close()
  }

  @Test func theSecondOfSeveralHostsIsTried() async throws {
    let socket = try await TestDatabase.cluster.createDatabase(named: "store_hosts")
    let host = try #require(socket.split(separator: "'").dropFirst().first)
    let store = ProductionStore(
      configuration: StoreConfiguration(
        dsn: "host=/nonexistent,\(host) port=5432,5432 user=shoptalk dbname=store_hosts", role: "ask_reader"))
    #expect(try await store.rows(for: "select current_user::text").rows == [[.text("ask_reader")]])
    await store.close()
  }
}
