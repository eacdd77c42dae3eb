import IntentParser
public import QueryPlanner

/// What Shoptalk has to know of a factory before it can read a question.
extension ProductionStore {
  /// The factory's names and how far its data reach, on one snapshot and in one round trip.
  ///
  /// - Returns: `range` is from the first to the last event; both ends are nil where nothing has happened.
  /// - Throws: `DatabaseError.sql` with state 3F000 or 42P01 where there is no schema `production`.
  public func factory() async throws(DatabaseError) -> (catalogue: FactoryCatalogue, range: TimeWindow) {
    let tables = try await rows(for: CatalogueSQL.all + [CatalogueSQL.range]).map(\.table)
    let range = try tables[CatalogueSQL.all.count].map { row throws(DatabaseError) in
      TimeWindow(from: try row.instantIfAny(0), to: try row.instantIfAny(1))
    }
    return (try FactoryCatalogue(tables), range[0])
  }

  /// The factory's equipment, products and names.
  public func catalogue() async throws(DatabaseError) -> FactoryCatalogue {
    try FactoryCatalogue(try await rows(for: CatalogueSQL.all).map(\.table))
  }

  /// From the first to the last event: counts, states, operations. Both ends are nil where nothing has happened.
  public func dataRange() async throws(DatabaseError) -> TimeWindow {
    try await rows(for: CatalogueSQL.range).map { row throws(DatabaseError) in
      TimeWindow(from: try row.instantIfAny(0), to: try row.instantIfAny(1))
    }[0]
  }

  /// The shifts of every line that have a moment in `[from, to)`, by line and start.
  public func shiftInstances(from: Instant, to: Instant) async throws(DatabaseError) -> [ShiftInstance] {
    let table = try await rows(
      for: """
        select h.line_code, h.shift, h.letter, h.production_day, h.starts_at, h.ends_at,
          array(select (extract(epoch from b.starts_at) * 1000000)::bigint from production.shift_breaks b
            where b.shift_id = h.shift_id order by b.starts_at) as break_starts,
          array(select (extract(epoch from b.ends_at) * 1000000)::bigint from production.shift_breaks b
            where b.shift_id = h.shift_id order by b.starts_at) as break_ends
        from production.shifts h where h.starts_at < \(to) and h.ends_at > \(from)
        order by h.line_code, h.starts_at
        """)
    return try table.map { row throws(DatabaseError) in
      guard let day = CivilDate(iso8601: try row.text(3)) else {
        throw .decoding(column: "production_day", type: "date", problem: "it is no date of ISO 8601")
      }
      return ShiftInstance(
        line: try row.text(0), shift: try row.text(1), letter: try row.text(2), productionDay: day,
        from: try row.instant(4), to: try row.instant(5),
        breaks: zip(try row.integers(6), try row.integers(7)).map {
          .init(from: Instant(microseconds: $0), to: Instant(microseconds: $1))
        })
    }
  }
}

extension FactoryCatalogue {
  /// - Parameter tables: the results of ``CatalogueSQL/all``, in its order.
  fileprivate init(_ tables: [ResultTable]) throws(DatabaseError) {
    self.init()
    sites = try tables[0].map { row throws(DatabaseError) in
      Site(
        code: try row.text(0), name: try row.text(1), region: try row.text(2), timeZone: try row.text(3),
        dayStart: try row.integer(4))
    }
    lines = try tables[1].map { row throws(DatabaseError) in
      Line(code: try row.text(0), name: try row.text(1), site: try row.text(2), kind: try row.text(3))
    }
    stages = try tables[2].map { row throws(DatabaseError) in
      Stage(
        name: try row.text(0), lineKind: try row.text(1), position: try row.integer(2), inspects: try row.bool(3))
    }
    machines = try tables[3].map { row throws(DatabaseError) in
      Machine(
        code: try row.text(0), name: try row.text(1), line: try row.text(2), stage: try row.text(3),
        position: try row.integer(4), microStopLimit: try row.integer(5))
    }
    products = try tables[4].map { row throws(DatabaseError) in
      Product(code: try row.text(0), name: try row.text(1))
    }
    customers = try tables[5].map { row throws(DatabaseError) in try row.text(0) }
    reasons = try tables[6].map { row throws(DatabaseError) in
      Reason(name: try row.text(0), category: try row.text(1), isBreakdown: try row.bool(2))
    }
    defects = try tables[7].map { row throws(DatabaseError) in try row.text(0) }
    materials = try tables[8].map { row throws(DatabaseError) in
      Product(code: try row.text(0), name: try row.text(1))
    }
    tags = try tables[9].map { row throws(DatabaseError) in try row.text(0) }
    shifts = try tables[10].map { row throws(DatabaseError) in
      .init(name: try row.text(0), letter: try row.text(1), startMinute: try row.integer(2))
    }
    codeShapes = try tables[11].map { row throws(DatabaseError) in
      CodeShape(
        dimension: Dimension(rawValue: try row.text(0)) ?? .order, prefix: try row.text(1),
        digits: try row.integer(2)...(try row.integer(3)))
    }
    hasSums = try tables[12].map { row throws(DatabaseError) in try row.bool(0) } == [true]
  }
}
