import ProductionStore
import QueryPlanner
import Testing

@Suite struct ContractTests {
  @Test func theContractIsReadFromItsText() throws {
    let contract = Contract(schema: try TestDatabase.schema)
    #expect(contract.version == "1.0")
    let operations = try #require(contract.tables.first { $0.name == "operations" })
    // The create table of the file, by hand: 15 columns, then unique and two checks.
    #expect(operations.columns.count == 15)
    #expect(operations.columns.first?.type == "bigint")
    #expect(operations.columns.first { $0.name == "actual_start" }?.type == "timestamptz")
    let cycle = contract.tables.first { $0.name == "ideal_cycle_times" }?.columns.last
    #expect(cycle?.name == "ideal_cycle_time")
    #expect(cycle?.type == "numeric(10,3)")
    #expect(cycle?.comment == "Seconds per unit.")
    #expect(contract.tables.allSatisfy { !$0.comment.isEmpty })
    #expect(contract.tables.flatMap(\.columns).allSatisfy { !$0.comment.isEmpty })
  }

  @Test func aNewSchemaKeepsTheContract() async throws {
    let owner = try await TestDatabase.factory("contract_kept")
    let store = ProductionStore(cluster: TestDatabase.cluster, database: "contract_kept")
    #expect(try await store.contractFindings(Contract(schema: TestDatabase.schema)) == [])
    await store.close()
    await owner.close()
  }

  @Test func eachBreachIsNamed() async throws {
    let owner = try await TestDatabase.factory("contract_broken")
    try await owner.execute(
      script: """
        alter table production.orders drop column due_at;
        alter table production.products drop constraint products_unit_cost_check, alter column unit_cost type text;
        alter table production.machines alter column position type bigint;
        drop table production.telemetry;
        create view production.telemetry as
          select 'M'::varchar as machine_code, 'T'::text as tag, now() as measured_at, 1::numeric as value,
            null::real as low_limit, null::integer as high_limit;
        grant select on production.telemetry to ask_reader;
        drop table production.kpi_targets;
        revoke select on production.alerts from ask_reader;
        update production.contract set version = '2.0';
        """)
    let store = ProductionStore(cluster: TestDatabase.cluster, database: "contract_broken")
    let findings = try await store.contractFindings(Contract(schema: TestDatabase.schema))
    let named = findings.map { "\($0.table ?? "").\($0.column ?? "") \($0.problem)" }
    #expect(
      named == [
        "products.unit_cost wrongType(expected: \"numeric(12,2)\", found: \"text\")",
        "orders.due_at missingColumn(expected: \"timestamptz\")",
        "alerts. notReadable(role: \"ask_reader\")",
        "kpi_targets. missingTable",
        "contract.version otherVersion(expected: \"1.0\", found: Optional(\"2.0\"))",
      ])
    #expect(findings[1].comment == "Delivery currently due: lateness counts from here. Null: no due date is known.")
    #expect(findings.allSatisfy { !$0.message.isEmpty && !$0.remedy.isEmpty })
    await store.close()
    await owner.close()
  }

  @Test func anEmptyDatabaseHasOneFinding() async throws {
    let store = try await TestDatabase.emptyStore("contract_empty")
    let findings = try await store.contractFindings(Contract(schema: TestDatabase.schema))
    #expect(findings.map(\.problem) == [.missingSchema])
    await store.close()
  }
}
