import ProductionStore
import QueryPlanner
import Testing

@Suite struct AdministrationTests {
  private func rows(_ count: Int, bad: Int? = nil) -> CopyBuffer {
    var rows = CopyBuffer()
    for number in 1...count {
      rows.field(number == bad ? nil : "C\(number)\t\\ü\n")
      rows.endRow()
    }
    return rows
  }

  @Test func copyKeepsEveryByte() async throws {
    let owner = try await TestDatabase.owner("copy_bytes")
    try await owner.execute(script: "create table t (a text, i int, d float8, b bool, at timestamptz)")
    var rows = CopyBuffer()
    let instants = [-1, 0, 951_782_400_000_000, 1_773_819_000_123_456].map { Instant(microseconds: $0) }
    for instant in instants {
      rows.field("\\N\t\r\n'ü")
      rows.field(-12)
      rows.field(0.1)
      rows.field(true)
      rows.field(instant)
      rows.endRow()
    }
    #expect(try await owner.copy(rows, into: "t", columns: ["a", "i", "d", "b", "at"]) == 4)
    let table = try await owner.rows(for: "select a, i, d, b, at from t order by at")
    #expect(
      table.rows == instants.map { [.text("\\N\t\r\n'ü"), .integer(-12), .number(0.1), .bool(true), .instant($0)] })
    await owner.close()
  }

  @Test func aFailedCopyNamesTheLineAndLeavesNothing() async throws {
    let owner = try await TestDatabase.factory("copy_fails")
    let error = await #expect(throws: DatabaseError.self) {
      try await owner.transaction { owner throws(DatabaseError) in
        try await owner.copy(rows(3), into: "production.customers", columns: ["customer"])
        try await owner.execute(script: "delete from production.customers")
        try await owner.copy(rows(900, bad: 700), into: "production.customers", columns: ["customer"])
      }
    }
    guard case .sql(let failure) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(failure.state == "23502")
    #expect(failure.table == "customers")
    #expect(failure.copyLine == 700)
    #expect(try await owner.rows(for: "select from production.customers").rows.isEmpty)
    await owner.close()
  }

  @Test func aSenderThatFailsGivesTheCopyUp() async throws {
    let owner = try await TestDatabase.factory("copy_given_up")
    var chunks: [[UInt8]?] = [rows(2).bytes, nil]
    await #expect(throws: DatabaseError.cancelled) {
      try await owner.copy(into: "production.customers", columns: ["customer"]) { () throws(DatabaseError) in
        guard let chunk = chunks.removeFirst() else { throw .cancelled }
        return chunk
      }
    }
    #expect(try await owner.rows(for: "select from production.customers").rows.isEmpty)
    await owner.close()
  }

  @Test func replacingIsSeenWholeOrNotAtAll() async throws {
    let owner = try await TestDatabase.owner("replace")
    let store = ProductionStore(cluster: TestDatabase.cluster, database: "replace")
    let count: SQLStatement = "select count(*) from customers"
    let (schema, roles) = (try TestDatabase.schema, try TestDatabase.roles)
    try await owner.replaceProductionData(production: schema, roles: roles) { owner throws(DatabaseError) in
      try await owner.copy(rows(2), into: "production.customers", columns: ["customer"])
    }
    #expect(try await store.rows(for: count).rows == [[.integer(2)]])
    try await owner.replaceProductionData(production: schema, roles: roles) { owner throws(DatabaseError) in
      try await owner.copy(rows(5), into: "production.customers", columns: ["customer"])
      // Meanwhile the readers go on with the old data.
      #expect(try await store.rows(for: count).rows == [[.integer(2)]])
    }
    #expect(try await store.rows(for: count).rows == [[.integer(5)]])
    await #expect(throws: DatabaseError.self) {
      try await owner.replaceProductionData(production: schema, roles: roles) { owner throws(DatabaseError) in
        try await owner.copy(rows(9, bad: 9), into: "production.customers", columns: ["customer"])
      }
    }
    #expect(try await store.rows(for: count).rows == [[.integer(5)]])
    await store.close()
    await owner.close()
  }

  /// The indexes and constraints are made after the load: none may be lost, and what they forbid stays forbidden.
  @Test func replacingKeepsIndexesAndConstraints() async throws {
    let plain = try await TestDatabase.factory("replace_plain")
    let replaced = try await TestDatabase.owner("replace_indexes")
    try await replaced.replaceProductionData(
      production: try TestDatabase.schema, roles: try TestDatabase.roles
    ) { _ throws(DatabaseError) in }
    let definitions: SQLStatement = """
      select pg_get_indexdef(indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relnamespace = 'production'::regnamespace
      union all
      select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'production'::regnamespace
      order by 1
      """
    let expected = try await plain.rows(for: definitions)
    #expect(expected.rows.count > 100)
    #expect(try await replaced.rows(for: definitions) == expected)
    await plain.close()
    await replaced.close()
  }
}
