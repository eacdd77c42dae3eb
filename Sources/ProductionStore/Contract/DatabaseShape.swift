import QueryPlanner

/// The tables and views of the schema `production` as they are.
struct DatabaseShape: Sendable {
  struct Table: Sendable {
    var columns: [String: Column] = [:]
  }
  struct Column: Sendable {
    var type: String
    var isReadable: Bool
  }

  var hasSchema = false
  var role = ""
  var tables: [String: Table] = [:]

  static func read(from store: ProductionStore) async throws(DatabaseError) -> DatabaseShape {
    let results = try await store.rows(for: [
      "select current_user::text, exists(select from pg_namespace where nspname = 'production')",
      """
      select c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod),
        has_schema_privilege(c.relnamespace, 'usage') and has_column_privilege(c.oid, a.attnum, 'select')
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = (select oid from pg_namespace where nspname = 'production')
        and c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped
      """,
    ])
    var shape = DatabaseShape()
    for (role, hasSchema) in try results[0].table.map({ row throws(DatabaseError) in
      (try row.text(0), try row.bool(1))
    }) {
      (shape.role, shape.hasSchema) = (role, hasSchema)
    }
    let columns = try results[1].table.map { row throws(DatabaseError) in
      (try row.text(0), try row.text(1), Column(type: try row.text(2), isReadable: try row.bool(3)))
    }
    for (table, name, column) in columns { shape.tables[table, default: Table()].columns[name] = column }
    return shape
  }

  func findings(on expected: Contract.Table) -> [ContractFinding] {
    guard let table = tables[expected.name] else {
      return [ContractFinding(table: expected.name, column: nil, problem: .missingTable, comment: expected.comment)]
    }
    // A table of which nothing may be read is one finding, not one a column.
    if !table.columns.isEmpty, table.columns.values.allSatisfy({ !$0.isReadable }) {
      return [
        ContractFinding(
          table: expected.name, column: nil, problem: .notReadable(role: role), comment: expected.comment)
      ]
    }
    return expected.columns.compactMap { column in
      problem(of: column, in: table).map {
        ContractFinding(table: expected.name, column: column.name, problem: $0, comment: column.comment)
      }
    }
  }

  private func problem(of expected: Contract.Column, in table: Table) -> ContractFinding.Problem? {
    guard let found = table.columns[expected.name] else { return .missingColumn(expected: expected.type) }
    if !found.isReadable { return .notReadable(role: role) }
    if !ColumnFamily(type: found.type).canStand(for: ColumnFamily(type: expected.type)) {
      return .wrongType(expected: expected.type, found: found.type)
    }
    return nil
  }
}
