import ProductionStore
import QueryPlanner
import Testing

@Suite struct DecodingTests {
  /// Expressions with the values that PostgreSQL's manual gives them.
  static let values: [(sql: String, cell: Cell)] = [
    ("(-32768)::smallint", .integer(-32768)),
    ("2147483647", .integer(2_147_483_647)),
    ("(-9223372036854775808)::bigint", .integer(.min)),
    ("4294967295::oid", .integer(4_294_967_295)),
    ("0.1::numeric", .number(0.1)),
    ("123456789012.0625::numeric", .number(123_456_789_012.0625)),
    ("-0.00012::numeric", .number(-0.00012)),
    ("0::numeric(10,3)", .number(0)),
    ("10000::numeric", .number(10000)),
    ("'Infinity'::numeric", .number(.infinity)),
    ("0.1::real", .number(Double(0.1 as Float))),
    ("1e308::float8", .number(1e308)),
    ("'tab\tquote''ü漢'::text", .text("tab\tquote'ü漢")),
    ("'v'::varchar(3)", .text("v")),
    ("'n'::name", .text("n")),
    ("''", .text("")),
    ("true", .bool(true)),
    ("'2026-03-18T14:30:00.000001+07:00'::timestamptz", .instant(Instant(microseconds: 1_773_819_000_000_001))),
    ("'1969-12-31T23:59:59.5Z'::timestamptz", .instant(Instant(microseconds: -500_000))),
    ("'2026-03-18'::date", .text("2026-03-18")),
    ("'0999-02-28'::date", .text("0999-02-28")),
    ("'2024-02-29'::date", .text("2024-02-29")),
    ("'1 day 02:03:04.5'::interval", .interval(93_784.5)),
    ("'1 year 1 mon'::interval", .interval(365.25 * 86_400 + 30 * 86_400)),
    ("array['a', '', '{\"x\",}']", .texts(["a", "", "{\"x\",}"])),
    ("'{}'::text[]", .texts([])),
    ("array[1, -2]::smallint[]", .integers([1, -2])),
    ("array[1, -2]", .integers([1, -2])),
    ("array[9223372036854775807]", .integers([.max])),
    ("null::timestamptz", .null),
  ]

  @Test(arguments: values) func decodes(_ value: (sql: String, cell: Cell)) async throws {
    let store = try await TestDatabase.emptyStore("decoding")
    let table = try await store.rows(for: SQLStatement(unsafeSQL: "select \(value.sql) as value"))
    #expect(table.rows == [[value.cell]])
    await store.close()
  }

  @Test(arguments: [
    ("'1.2.3.4'::inet", "inet"), ("now()::timestamp", "timestamp without time zone"), ("'{}'::jsonb", "jsonb"),
    ("'infinity'::timestamptz", "timestamp with time zone"), ("array['a', null]", "text[]"),
    ("'{{1,2},{3,4}}'::int[]", "integer[]"),
  ])
  func namesColumnAndTypeOfWhatItCannotRead(sql: String, type: String) async throws {
    let store = try await TestDatabase.emptyStore("decoding")
    let error = await #expect(throws: DatabaseError.self) {
      try await store.rows(for: SQLStatement(unsafeSQL: "select 1 as fine, \(sql) as odd"))
    }
    guard case .decoding(let column, let named, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(column == "odd")
    #expect(named == type)
    // The connection goes on working.
    #expect(try await store.rows(for: "select 1").rows == [[.integer(1)]])
    await store.close()
  }

  @Test func bindingsComeBackAsTheyWere() async throws {
    let store = try await TestDatabase.emptyStore("decoding")
    let instants = [Instant(microseconds: 0), Instant(microseconds: 4_102_444_800_000_001)]
    let table = try await store.rows(
      for: """
        select \(SQLValue.instants(instants)) = array['1970-01-01Z', '2100-01-01 00:00:00.000001Z']::timestamptz[],
          \(SQLValue.texts([])), \(SQLValue.integers([.min, .max])), \(Double.leastNonzeroMagnitude),
          \("; drop table x; --")
        """)
    #expect(
      table.rows == [
        [
          .bool(true), .texts([]), .integers([.min, .max]), .number(.leastNonzeroMagnitude),
          .text("; drop table x; --"),
        ]
      ])
    await store.close()
  }
}
