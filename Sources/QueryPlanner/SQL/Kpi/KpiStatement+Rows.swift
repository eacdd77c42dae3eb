import IntentParser

/// Filters, keys, thresholds and the order of the rows.
extension KpiStatement {
  /// What the rows themselves have to meet; place, shift and weekday are already in the spans.
  func restrictions(_ measure: Measure) -> SQLStatement {
    var conditions: [SQLStatement] = []
    let rowDimensions: [Dimension] = [
      .product, .customer, .order, .workOrder, .priority, .reason, .defect, .foundStage, .severity,
    ]
    for dimension in rowDimensions where has(measure, dimension) {
      let column = SQLStatement(unsafeSQL: "r.\"\(dimension.rawValue)\"")
      if !filters[dimension].isEmpty { conditions.append("\(column) = any(\(filters[dimension]))") }
      if !exclude[dimension].isEmpty {
        conditions.append("(\(column) is null or \(column) <> all(\(exclude[dimension])))")
      }
    }
    if !filters[.state].isEmpty { conditions.append("r.states && \(filters[.state])") }
    if !exclude[.state].isEmpty { conditions.append("not r.states && \(exclude[.state])") }
    let orders: Set<Measure.Source> = [.orders, .completedOrders]
    for item in items
    where item.measure.source == measure.source || orders.isSuperset(of: [item.measure.source, measure.source]) {
      let comparison = SQLStatement(unsafeSQL: item.comparison.rawValue)
      conditions.append("(\(SQLStatement(unsafeSQL: item.measure.value))) \(comparison) \(item.bound)")
    }
    return conditions.isEmpty ? "" : " and \(list(conditions, separator: " and "))"
  }

  func among(_ column: SQLStatement, _ dimension: Dimension) -> SQLStatement {
    var sql: SQLStatement = ""
    if !filters[dimension].isEmpty { sql = "\(sql) and \(column) = any(\(filters[dimension]))" }
    if !exclude[dimension].isEmpty { sql = "\(sql) and \(column) <> all(\(exclude[dimension]))" }
    return sql
  }

  func has(_ measure: Measure, _ dimension: Dimension) -> Bool {
    measure.dimensions.contains(dimension)
  }

  /// Name of the output column and SQL over a source's rows, per group.
  var keyNames: [(name: String, sql: SQLStatement)] {
    by.map { grouping in
      switch grouping {
      case .grain(.shiftInstance): ("k_shift_instance", "r.shift_instance")
      case .grain(let grain): ("k_\(grain.rawValue)", "r.bucket")
      case .dimension(.weekday): ("k_weekday", "r.bucket")
      case .dimension(.state): ("k_state", "r.states[1]")
      case .dimension(let dimension):
        ("k_\(dimension.rawValue)", SQLStatement(unsafeSQL: "r.\"\(dimension.rawValue)\""))
      }
    }
  }

  /// The group of a measure's rows; null by a dimension that they lack.
  func keys(of measure: Measure) -> [SQLStatement] {
    zip(by, keyNames).map { grouping, key in
      if case .dimension(let dimension) = grouping, measure.lacks.contains(dimension) { return "null::text" }
      return key.sql
    }
  }

  var groupColumns: [SQLStatement] { keyNames.map { SQLStatement(unsafeSQL: $0.name) } }

  var outputColumns: SQLStatement {
    let values = metrics.map { SQLStatement(unsafeSQL: "\($0.formula.sql) as \($0.name)") }
    return list(groupColumns + values + measures.flatMap(aggregateNames) + standIns, separator: ", ")
  }

  /// Beside a value over the whole: codes of the machines that stood for the lines.
  private var standIns: [SQLStatement] {
    guard by.isEmpty, measures.contains(where: { over($0) == .constraint }) else { return [] }
    if !measures.contains(where: { over($0) == .constraint && !readsSums($0) }) { return summedStandIns }
    let machines: SQLStatement =
      "(select array_agg(distinct machine_code order by machine_code) from spans_constraint) as constraint_machines"
    guard saysHowLong else { return [machines] }
    // Of the working time of the line, in the order of the machines.
    let seconds: SQLStatement = """
      (select array_agg(seconds order by machine_code) from (
        select p.machine_code,
          coalesce(sum(k.sign * extract(epoch from least(p.t1, k.ends_at) - greatest(p.t0, k.starts_at))), 0)::bigint
            as seconds
        from spans_constraint p
        left join working k on k.line_code = p.line_code and k.starts_at < p.t1 and k.ends_at > p.t0
        group by p.machine_code) stood) as constraint_seconds
      """
    return [machines, seconds]
  }

  /// For one line over some weeks: of many lines over years nobody reads it.
  var saysHowLong: Bool {
    let longest: Int64 = 40 * 86_400
    let length = slices.reduce(0 as Int64) { $0 + $1.to.seconds - $1.from.seconds }
    return equipment.lineCodes.count == 1 && length <= longest && measures.contains { $0.source == .planned }
  }

  var havingClause: SQLStatement {
    let conditions = having.compactMap { threshold -> SQLStatement? in
      guard let kpi = metrics.first(where: { $0.name == threshold.metric }) else { return nil }
      let value: SQLStatement =
        switch threshold.value {
        case .number(let number): "\(number)"
        case .target: target(of: kpi.name)
        }
      return
        "\(SQLStatement(unsafeSQL: kpi.formula.sql)) \(SQLStatement(unsafeSQL: threshold.comparison.rawValue)) \(value)"
    }
    return conditions.isEmpty ? "" : "where \(list(conditions, separator: " and "))"
  }

  func target(of kpi: String) -> SQLStatement {
    let line: SQLStatement =
      by.contains(.dimension(.line)) ? "k_line" : "\(equipment.lineCodes.first ?? "")"
    return "(select t.target from production.kpi_targets t where t.kpi = \(kpi) and t.line_code = \(line))"
  }

  var orderClause: SQLStatement {
    var terms: [SQLStatement] = []
    if let rank, let kpi = metrics.first(where: { $0.name == rank.metric }) {
      let direction: SQLStatement = rank.direction == .asc ? "asc" : "desc"
      terms.append("\(SQLStatement(unsafeSQL: kpi.formula.sql)) \(direction) nulls last")
    }
    terms += groupColumns
    return terms.isEmpty ? "" : "order by \(list(terms, separator: ", "))"
  }
}
