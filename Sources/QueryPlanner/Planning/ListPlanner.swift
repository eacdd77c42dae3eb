import IntentParser

/// Lists of things: what is open now, or what falls into a period.
struct ListPlanner {
  let reading: Reading
  let planner: Planner
  let now: Instant

  private var frame: Frame { reading.frame }

  func plan() throws(PlanError) -> QueryPlan {
    guard let entity = frame.entity else { throw .unsupported(reading, missing: .whatToList) }
    if frame.filters[.state].contains("at_risk") { throw .unsupported(reading, missing: .intent(.forecast)) }
    if !frame.metrics.isEmpty || !frame.having.isEmpty, entity != .order, entity != .stop {
      throw .unsupported(reading, missing: .listByKpi)
    }
    var reading = reading
    let source = try source(of: entity, &reading)
    let metrics = frame.having.map(\.metric) + (frame.rank.map { [$0.metric] } ?? [])
    if let metric = metrics.first(where: { source.metrics[$0] == nil }) {
      throw .unsupported(reading, missing: .listBy(entity, metric: metric))
    }
    let unknown = Set(frame.filters.dimensions).union(frame.exclude.dimensions).subtracting(source.conditions.keys)
    if let dimension = unknown.sorted().first {
      throw .senseless(reading, why: .entity(entity, dimension), instead: source.conditions.keys.sorted())
    }
    // A list "right now" is of what is so now, as one without a time.
    let window = reading.period
    if frame.period == .now { reading.period = nil }
    let composition = ListComposition(entity: entity, columns: source.columns.map(\.column), limit: limit(source))
    let statement = statement(source, reading)
    reading.period = window
    return QueryPlan(reading: reading, statements: [statement], composition: .list(composition), now: now)
  }

  private func limit(_ source: ListSource) -> Int { min(frame.rank?.limit ?? .max, planner.limits.things) }

  /// The source of an entity. Lists that nobody narrowed show what is open now.
  private func source(of entity: Entity, _ reading: inout Reading) throws(PlanError) -> ListSource {
    switch entity {
    case .order:
      narrowToOpen(&reading)
      // Those of a place are found there, by their open operations.
      let areAnywhere = place == nil || reading.period != nil
      let areOpen =
        areAnywhere
        && (listsOverdue(reading) || OrderSQL.areOpen(reading.frame.filters, without: reading.frame.exclude))
      return .orders(now: now, place: place, period: reading.period, areOpen: areOpen)
    case .workOrder, .operation:
      narrowToOpen(&reading)
      return .operations(now: now)
    case .machine: return .machines(now: now)
    case .line:
      let asksState = !frame.filters[.state].isEmpty || !frame.exclude[.state].isEmpty
      return asksState ? .lineStates(now: now) : .lines
    case .stage: return .stages
    case .site: return .sites
    case .product: return .products
    case .customer: return .customers
    case .shift: return .shifts
    case .stop: return .stops(now: now)
    case .defect: return .defects
    case .alert:
      narrowToOpen(&reading)
      return .alerts
    case .maintenance:
      // "Due" is what is planned and not done; a job has no other due date.
      if reading.period?.of == .due {
        reading.period?.of = .planned
        if frame.filters[.state].isEmpty { reading.assume(states: ["due"]) }
      }
      if reading.period == nil, frame.filters[.state].isEmpty {
        reading.assume(states: ["due", "late"])
      }
      return .maintenance(now: now, inPeriod: reading.period != nil)
    case .material:
      if reading.period == nil, frame.filters[.state].isEmpty { reading.assume(states: ["short"]) }
      return .materials
    case .document: return .documents(now: now)
    }
  }

  private func narrowToOpen(_ reading: inout Reading) {
    let filters = reading.frame.filters
    guard reading.period == nil || reading.frame.period == .now, filters[.state].isEmpty, filters[.order].isEmpty,
      filters[.workOrder].isEmpty
    else {
      return
    }
    reading.assume(states: ["open"])
  }

  /// Where operations of an order are asked for.
  private var place: SQLStatement? {
    let places: [Dimension] = [.site, .line, .lineKind, .stage, .machine]
    guard places.contains(where: { !frame.filters[$0].isEmpty || !frame.exclude[$0].isEmpty }) else { return nil }
    let equipment = planner.equipment(of: frame)
    var conditions: SQLStatement = "o.line_code = any(\(equipment.lines.map(\.code)))"
    if !frame.filters[.stage].isEmpty { conditions = "\(conditions) and o.stage = any(\(frame.filters[.stage]))" }
    if !frame.filters[.machine].isEmpty {
      conditions = "\(conditions) and o.machine_code = any(\(frame.filters[.machine]))"
    }
    return conditions
  }

  /// "late" in a list of orders without a period: overdue and open.
  private func listsOverdue(_ reading: Reading) -> Bool {
    reading.frame.entity == .order && (reading.period == nil || frame.period == .now)
      && reading.frame.filters[.state] == ["late"]
  }

  private func statement(_ source: ListSource, _ reading: Reading) -> SQLStatement {
    var conditions: [SQLStatement] = []
    for (scope, negated) in [(reading.frame.filters, false), (reading.frame.exclude, true)] {
      for dimension in scope.dimensions {
        guard let condition = source.conditions[dimension] else { continue }
        let sql = condition(scope[dimension])
        conditions.append(negated ? "(\(sql)) is not true" : sql)
      }
    }
    if listsOverdue(reading) { conditions.append("c.completed_at is null") }
    if let period = reading.period, let date = source.date(period.of) {
      if let from = period.window.from { conditions.append("\(date) >= \(from)") }
      if let to = period.window.to { conditions.append("\(date) < \(to)") }
    }
    conditions += thresholds(source)
    let columns =
      source.columns.map { "\($0.sql) as \(SQLStatement(unsafeSQL: "\"\($0.column.name)\""))" } as [SQLStatement]
    let filter: SQLStatement = conditions.isEmpty ? "" : "where \(conditions.joined(separator: " and "))"
    return """
      select \(columns.joined(separator: ", ")), count(*) over () as total_rows
      from \(source.rows)
      \(filter)
      order by \(order(source))
      limit \(limit(source))
      """
  }

  private func thresholds(_ source: ListSource) -> [SQLStatement] {
    frame.having.compactMap { threshold in
      guard let column = source.metrics[threshold.metric], case .number(let value) = threshold.value else { return nil }
      return "\(column) \(SQLStatement(unsafeSQL: threshold.comparison.rawValue)) \(value)"
    }
  }

  private func order(_ source: ListSource) -> SQLStatement {
    guard let rank = frame.rank, let column = source.metrics[rank.metric] else { return source.order }
    let low = planner.kpis[rank.metric]?.better != .high
    let descending = rank.direction == .desc || rank.direction == .worst && low || rank.direction == .best && !low
    return "\(column) \(if: descending, "desc", else: "asc") nulls last, \(source.order)"
  }
}
