public import QueryPlanner

/// Keeps the sums of hours, days and months (`schema/rollups.sql`) current, as the owner of the data.
///
/// Each month of a line is a transaction of its own: whoever is stopped loses little, and questions go on meanwhile.
public struct SumsKeeper: Sendable {
  private let connection: AdministrativeConnection

  public init(connection: AdministrativeConnection) { self.connection = connection }

  /// Whether the sums are there, filled or not: those of an older `schema/rollups.sql` are not.
  public func isInstalled() async throws(DatabaseError) -> Bool {
    try await !connection.rows(for: "select where \(CatalogueSQL.sumsAreThere)").rows.isEmpty
  }

  /// Makes the sums anew and empty.
  ///
  /// - Parameter rollups: text of `schema/rollups.sql`
  /// - Throws: `DatabaseError.sql` where the production data are views.
  public func install(rollups: String) async throws(DatabaseError) {
    try await connection.transaction { owner throws(DatabaseError) in try await owner.execute(script: rollups) }
  }

  /// Sums every day that is not summed, the latest months first; of the day that runs, its hours that are over.
  ///
  /// - Parameter progress: gets the share of the days that is done.
  /// - Returns: the number of days of lines that were summed.
  @discardableResult
  public func refresh(
    upTo now: Instant, progress: @Sendable (Double) -> Void = { _ in }
  ) async throws(DatabaseError) -> Int {
    let missing = try await missing(upTo: now)
    let all = missing.reduce(0) { $0 + $1.from.count }
    var seen = 0
    var summed = 0
    for month in missing {
      let table = try await connection.rows(
        for: """
          select production.roll_up(\(month.line), \(SQLValue.instants(month.from)), \(SQLValue.instants(month.to)),
            \(SQLValue.instants(month.firstHours)), \(month.monthFrom), \(month.monthTo)) as days
          """)
      if case .integer(let days) = table.rows.first?.first { summed += Int(days) }
      seen += month.from.count
      progress(Double(seen) / Double(max(1, all)))
    }
    // A month or more: the sums have another size than PostgreSQL thinks.
    if summed > 30 {
      try await connection.execute(
        script: """
          analyze production.rolled_spans, production.rolled_counts, production.rolled_states, production.rolled_planned
          """)
    }
    return summed
  }

  /// The days of a line in a month that are to be summed.
  private struct Month {
    var line: String
    var from: [Instant]
    var to: [Instant]
    var firstHours: [Instant]
    var monthFrom: Instant
    var monthTo: Instant
  }

  private func missing(upTo now: Instant) async throws(DatabaseError) -> [Month] {
    // One row a day: times come out of the database one by one.
    let days = try await connection.rows(
      for: """
        select m.line_code, d.f, d.t, d.h, m.month_from, m.month_to
        from production.rolled_missing(\(now)) m
        cross join lateral unnest(m.days_from, m.days_to, m.first_hours) as d (f, t, h)
        order by m.month_from desc, m.line_code, d.f
        """
    ).map { row throws(DatabaseError) in
      Month(
        line: try row.text(0), from: [try row.instant(1)], to: [try row.instant(2)], firstHours: [try row.instant(3)],
        monthFrom: try row.instant(4), monthTo: try row.instant(5))
    }
    var months: [Month] = []
    for day in days {
      if let last = months.last, last.line == day.line, last.monthFrom == day.monthFrom {
        months[months.count - 1].from += day.from
        months[months.count - 1].to += day.to
        months[months.count - 1].firstHours += day.firstHours
      } else {
        months.append(day)
      }
    }
    return months
  }
}
