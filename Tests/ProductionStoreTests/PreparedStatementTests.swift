import QueryPlanner
import Testing

@testable import ProductionStore

@Suite struct PreparedStatementTests {
  @Test func aTextIsPreparedWhenItComesAgain() {
    var statements = PreparedStatements(limit: 2)
    #expect(statements.use(of: "a") == .once)
    #expect(statements.use(of: "b") == .once)
    guard case .prepare(let name) = statements.use(of: "a") else {
      Issue.record("not prepared")
      return
    }
    // Not before the server has said so.
    #expect(statements.use(of: "a") != .prepared(name))
    #expect(statements.note("a", named: name) == nil)
    #expect(statements.use(of: "a") == .prepared(name))
  }

  @Test func ofTooManyTheOneUsedLongestAgoGoes() {
    var statements = PreparedStatements(limit: 2)
    for text in ["a", "b", "c"] { _ = statements.use(of: text) }
    #expect(statements.note("a", named: "s1") == nil)
    #expect(statements.note("b", named: "s2") == nil)
    #expect(statements.use(of: "a") == .prepared("s1"))
    #expect(statements.note("c", named: "s3") == "s2")
    #expect(statements.use(of: "a") == .prepared("s1"))
  }

  static let one = StoreConfiguration(dsn: "", maximumConnections: 1)
  private let kept: SQLStatement = "select count(*) from pg_prepared_statements where statement like '%as marked'"

  @Test func theServerParsesARepeatedStatementOnceAndReadsItsBindingsEachTime() async throws {
    let store = try await TestDatabase.emptyStore("prepared_once", configuration: Self.one)
    for number in 1...5 {
      #expect(try await store.rows(for: "select \(number) + 1 as marked").rows == [[.integer(Int64(number + 1))]])
      #expect(try await store.rows(for: kept).rows == [[.integer(number > 1 ? 1 : 0)]])
    }
    await store.close()
  }

  @Test func moreTextsThanAreKeptLeaveTheServer() async throws {
    let store = try await TestDatabase.emptyStore("prepared_many", configuration: Self.one)
    let texts = (0..<80).map { SQLStatement(unsafeSQL: "select \($0) as marked") }
    for _ in 0..<2 { for text in texts { _ = try await store.rows(for: text) } }
    guard case .integer(let count)? = try await store.rows(for: kept).rows.first?.first else {
      Issue.record("no count")
      return
    }
    #expect((50...64).contains(count))
    for (number, text) in texts.enumerated() {
      #expect(try await store.rows(for: text).rows == [[.integer(Int64(number))]])
    }
    await store.close()
  }

  /// A plan that was kept does not fit a view that has changed.
  @Test func aViewThatChangesItsColumnsIsReadAnew() async throws {
    let owner = try await TestDatabase.owner("prepared_view")
    try await owner.execute(script: "create view v as select 1 as n; grant select on v to ask_reader")
    let store = ProductionStore(cluster: TestDatabase.cluster, database: "prepared_view", configuration: Self.one)
    for _ in 0..<3 { #expect(try await store.rows(for: "select * from public.v").rows == [[.integer(1)]]) }
    try await owner.execute(
      script: "drop view v; create view v as select 'one'::text as n, 2 as m; grant select on v to ask_reader")
    for _ in 0..<3 {
      #expect(try await store.rows(for: "select * from public.v").rows == [[.text("one"), .integer(2)]])
    }
    await store.close()
    await owner.close()
  }

  /// As behind a pooler that gives each transaction another session.
  @Test func namesThatTheServerLostAreDoneWithout() async throws {
    let store = try await TestDatabase.emptyStore("prepared_lost", configuration: Self.one)
    for _ in 0..<3 { #expect(try await store.rows(for: "select 7 as marked").rows == [[.integer(7)]]) }
    _ = try await store.rows(for: "deallocate all")
    for _ in 0..<3 { #expect(try await store.rows(for: "select 7 as marked").rows == [[.integer(7)]]) }
    #expect(try await store.rows(for: kept).rows == [[.integer(0)]])
    await store.close()
  }

  @Test func aStatementThatFailsIsNoWorseTheNextTime() async throws {
    let store = try await TestDatabase.emptyStore("prepared_failed", configuration: Self.one)
    for divisor in [0, 0, 0, 2, 0, 4] {
      let statement: SQLStatement = "select 8 / \(divisor) as marked"
      if divisor == 0 {
        await #expect(throws: DatabaseError.self) { try await store.rows(for: statement) }
      } else {
        #expect(try await store.rows(for: statement).rows == [[.integer(Int64(8 / divisor))]])
      }
    }
    await store.close()
  }
}
