import ProductionStore
import QueryPlanner
import Testing

@Suite struct StoreTests {
  @Test func readsWhatItBinds() async throws {
    let store = try await TestDatabase.emptyStore("store_binds")
    let instant = Instant(microseconds: 1_773_819_000_123_456)
    let table = try await store.rows(
      for: """
        select \(7) as i, \("O'Brien \\ \"x\"") as t, \(0.1) as d, \(instant) as at, \(["a,b", "", "c\"d"]) as ts,
          \(SQLValue.null) as n, \(SQLValue.bool(true)) as b, \(SQLValue.integers([1, -2])) as ints
        """)
    #expect(table.columns == ["i", "t", "d", "at", "ts", "n", "b", "ints"])
    #expect(
      table.rows == [
        [
          .integer(7), .text("O'Brien \\ \"x\""), .number(0.1), .instant(instant), .texts(["a,b", "", "c\"d"]), .null,
          .bool(true), .integers([1, -2]),
        ]
      ])
    await store.close()
  }
}
