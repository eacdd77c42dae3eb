internal import QueryPlanner

extension AdministrativeConnection {
  /// Makes the schema `production` and the service's roles in a database that has none; all of it or nothing.
  ///
  /// - Parameters:
  ///   - production: text of `schema/production.sql`
  ///   - roles: text of `schema/roles.sql`
  public func installSchema(production: String, roles: String) async throws(DatabaseError) {
    try await transaction { owner throws(DatabaseError) in
      try await owner.execute(script: production)
      try await owner.execute(script: roles)
    }
  }

  /// Makes the schema `production` anew and fills it with what `load` copies; an older one goes.
  ///
  /// It is one transaction. The old schema is only renamed until the new one is complete, so readers go on with the
  /// old data, see all of the new data from one moment on, and wait only while the old tables are dropped. What fails
  /// leaves the old data as they were. Other schemas of the database stay.
  ///
  /// Indexes other than the primary keys' and the constraints that compare rows are made after the load, which is
  /// several times faster and checks the same.
  public func replaceProductionData(
    production: String, roles: String, rollups: String? = nil,
    load: (AdministrativeConnection) async throws(DatabaseError) -> Void
  ) async throws(DatabaseError) {
    try await transaction { owner throws(DatabaseError) in
      try await owner.execute(script: "set local client_min_messages = warning")
      let isThere = try await owner.rows(for: "select from pg_namespace where nspname = 'production'")
      if !isThere.rows.isEmpty {
        try await owner.execute(script: "alter schema production rename to production_replaced")
      }
      try await owner.execute(script: production)
      let deferred = try await owner.dropIndexes()
      try await load(owner)
      for statement in deferred { try await owner.execute(script: statement) }
      try await owner.execute(script: "set local search_path = production, public; analyze")
      try await owner.execute(script: "drop schema if exists production_replaced cascade")
      try await owner.execute(script: roles)
      // Empty sums, so that a service that knows them from before finds them at every moment.
      if let rollups { try await owner.execute(script: rollups) }
    }
  }

  /// Drops the indexes and exclusion constraints and foreign keys of the schema.
  ///
  /// - Returns: the statements that make them again.
  private func dropIndexes() async throws(DatabaseError) -> [String] {
    let found = try await rows(
      for: """
        select 1 as step, format('alter table %s drop constraint %I', conrelid::regclass, conname),
               format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        from pg_constraint
        where connamespace = 'production'::regnamespace and contype in ('x', 'f')
        union all
        select 2, format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
        from pg_index i join pg_class c on c.oid = i.indexrelid
        where c.relnamespace = 'production'::regnamespace
          and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
        order by 1, 2
        """)
    var remakes: [String] = []
    for row in found.rows {
      guard case .text(let drop) = row[1], case .text(let make) = row[2] else { continue }
      try await execute(script: drop)
      remakes.append(make)
    }
    return remakes.reversed()
  }
}
