import IntentParser

/// The sums of measures, each over the rows of its source.
extension KpiStatement {
  /// One select per source and roster, with the sums of its measures; and one that seeds the groups.
  var parts: [SQLStatement] {
    var order: [String] = []
    var groups: [String: [Measure]] = [:]
    for measure in measures {
      let lacks = measure.lacks.sorted().map(\.rawValue).joined(separator: " ")
      // Each measure over a view of one's own has rows of its own.
      let own = measure.view == nil ? "" : measure.name
      let key = "\(measure.source.rawValue) \(spanName(measure)) \(lacks) \(own)"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(measure)
    }
    var parts = order.compactMap { groups[$0] }.map(part)
    if let seed { parts.append(seed) }
    return parts
  }

  func part(_ own: [Measure]) -> SQLStatement {
    var rows = FactRows(source: own[0].source, spans: spanName(own[0]), context: context)
    rows.asksOfOrders = asksOfOrders
    if readsSums(own[0]) {
      rows.sums = FactRows.Sums(
        pieces: sumName(own[0]), ofConstraint: over(own[0]) == .constraint, knowOrders: asksOfOrders,
        ofShifts: ofShifts)
    }
    if let view = own[0].view { (rows.view, rows.value) = (view, own[0].value) }
    if over(own[0]) == .outflow {
      rows.counted =
        switch equipment.outflowLevel {
        case .machine, .stage: .everyOperation
        case .line: .lastOnLine
        case .company: .lastOfRoute
        }
    }
    let grouped = keys(of: own[0]).filter { $0 != "null::text" }
    let columns = zip(keys(of: own[0]), groupColumns).map { "\($0) as \($1)" } as [SQLStatement]
    let values = measures.flatMap { measure in
      own.contains(measure) ? aggregates(measure) : aggregateNames(measure).map { "null::float8 as \($0)" }
    }
    return """
        select \(list(columns + values, separator: ",\n          "))
        from (
      \(rows.sql)
        ) r
        where true\(restrictions(own[0]))
        \(if: !grouped.isEmpty, "group by \(list(grouped, separator: ", "))")
      """
  }

  func aggregateNames(_ measure: Measure) -> [SQLStatement] {
    let names = measure.aggregate == .sum ? ["m_"] : ["m_", "n_", "median_"]
    return names.map { SQLStatement(unsafeSQL: $0 + measure.name) }
  }

  func aggregates(_ measure: Measure) -> [SQLStatement] {
    let names = aggregateNames(measure)
    let value = SQLStatement(unsafeSQL: measure.view == nil ? measure.value : "value")
    guard measure.aggregate == .item else { return ["sum(\(value))::float8 as \(names[0])"] }
    let condensed: SQLStatement =
      switch statistic {
      case .mean: "avg(\(value))"
      case .median: "percentile_cont(0.5) within group (order by \(value))"
      case .p90: "percentile_cont(0.9) within group (order by \(value))"
      case .min: "min(\(value))"
      case .max: "max(\(value))"
      case .sum: "sum(\(value))"
      }
    return [
      "\(condensed)::float8 as \(names[0])", "count(\(value))::float8 as \(names[1])",
      "(percentile_cont(0.5) within group (order by \(value)))::float8 as \(names[2])",
    ]
  }

  /// The measure over all parts; a sum without rows is zero, an item's statistic without rows has no value. Neither has
  /// what has not happened yet, nor a sum over units whose ideal cycle time nobody knows (NaN).
  func combined(_ measure: Measure) -> [SQLStatement] {
    let names = aggregateNames(measure)
    if isAhead, !isPlan(measure) { return names.map { "null::float8 as \($0)" } }
    guard measure.aggregate == .item else {
      // What has no reason is the same for every reason: the sum over all groups that differ in nothing else.
      let lacked = zip(by, groupColumns).filter { grouping, _ in
        if case .dimension(let dimension) = grouping { measure.lacks.contains(dimension) } else { false }
      }
      guard lacked.isEmpty else {
        let others = groupColumns.filter { column in !lacked.contains { $0.1 == column } }
        let sum: SQLStatement =
          "sum(sum(\(names[0]))) over (\(if: !others.isEmpty, "partition by \(list(others, separator: ", "))"))"
        return ["coalesce(\(sum), 0) as \(names[0])"]
      }
      return ["nullif(coalesce(sum(\(names[0])), 0), 'NaN') as \(names[0])"]
    }
    return names.map { "max(\($0)) as \($0)" }
  }

  /// Nothing of the period has passed yet.
  private var isAhead: Bool { !slices.isEmpty && slices.allSatisfy { $0.from >= context.now } }

  /// Orders, plans and jobs are known before their dates.
  private func isPlan(_ measure: Measure) -> Bool {
    switch measure.source {
    case .orders, .plannedOperations: true
    case .maintenance: !context.maintenanceDone
    default: false
    }
  }

  /// All the groups that exist, so that a line without production shows as zero and not as a gap.
  var seed: SQLStatement? {
    let known: Set<Dimension> = [.line, .machine, .stage, .shift]
    let complete = by.allSatisfy { grouping in
      switch grouping {
      case .grain: true
      case .dimension(let dimension): known.contains(dimension) || dimension == .weekday
      }
    }
    guard complete, !by.isEmpty, let measure = measures.first else { return nil }
    let machines: SQLStatement = """
      (select w.bucket, w.shift, w.shift_instance, w.line_code as line, m.machine_code as machine, m.stage
       from (select distinct bucket, shift, shift_instance, line_code
         from \(if: isPlan(measure), "whole_windows", else: "windows")) w
       join production.machines m on m.line_code = w.line_code and m.machine_code = any(\(equipment.machines.map(\.code))))
      """
    let columns = keyNames.map { "\($0.sql) as \(SQLStatement(unsafeSQL: $0.name))" } as [SQLStatement]
    let values = measures.flatMap { aggregateNames($0).map { "null::float8 as \($0)" } as [SQLStatement] }
    return "  select distinct \(list(columns + values, separator: ", ")) from \(machines) r"
  }
}
