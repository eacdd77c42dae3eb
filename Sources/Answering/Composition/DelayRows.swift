import QueryPlanner

/// The results of a delay's statements as typed rows.
struct DelayRows {
  struct Order {
    var code: String
    var due: Instant?
    var completed: Instant?
  }
  let orders: [Order]
  let input: DelayInput
  private let operationRows: [ResultRow]

  init(results: [QueryResult], statements: DelayStatements, now: Instant) {
    orders = results[statements.orders].table.resultRows.map {
      Order(code: $0.text("order_code") ?? "", due: $0.instant("due_at"), completed: $0.instant("completed_at"))
    }
    operationRows = results[statements.operations].table.resultRows
    let working = Self.workingTime(results[statements.working].table.resultRows)
    let forecast = OpenOperationForecast(workingTime: working, now: now)
    let operations = Dictionary(grouping: operationRows.map(Self.operation), by: \.workOrder)
      .sorted { $0.key < $1.key }.flatMap { forecast.filled($0.value) }
    input = DelayInput(
      operations: operations,
      released: Dictionary(
        operationRows.compactMap { row in row.instant("released_at").map { (row.text("order_code") ?? "", $0) } },
        uniquingKeysWith: { first, _ in first }),
      states: results[statements.states].table.resultRows.compactMap { row in
        row.instant("started_at").map {
          DelayState(
            machine: row.text("machine_code") ?? "", from: $0, to: row.instant("ended_at"),
            category: row.text("category") ?? "", reason: row.text("reason"), operation: row.integer("operation_id"))
        }
      },
      workingTime: working,
      occupations: results[statements.occupants].table.resultRows.compactMap { row in
        row.instant("actual_start").map {
          DelayOccupation(
            machine: row.text("machine_code") ?? "", operation: row.integer("operation_id") ?? 0,
            order: row.text("order_code") ?? "", from: $0, to: row.instant("actual_end"))
        }
      },
      shortages: results[statements.shortages].table.resultRows.compactMap { row in
        row.instant("short_from").map {
          DelayShortage(
            operation: row.integer("operation_id") ?? 0, material: row.text("material_code") ?? "", from: $0,
            to: row.instant("resolved_at"))
        }
      }, now: now)
  }

  func gantt(of order: String, _ now: Instant) -> GanttBlock? {
    GanttRows(now: now).block(operationRows.filter { $0.text("order_code") == order }, window: nil) {
      $0.text("stage") ?? ""
    }
  }

  private static func operation(_ row: ResultRow) -> DelayOperation {
    DelayOperation(
      id: row.integer("operation_id") ?? 0, workOrder: row.text("work_order_code") ?? "",
      order: row.text("order_code") ?? "", sequence: Int(row.integer("sequence") ?? 0),
      stage: row.text("stage") ?? "", line: row.text("line_code") ?? "", machine: row.text("machine_code"),
      plannedStart: row.instant("planned_start"), plannedEnd: row.instant("planned_end"),
      actualStart: row.instant("actual_start"), actualEnd: row.instant("actual_end"),
      plannedSetup: row.integer("planned_setup") ?? 0, plannedQuantity: row.integer("planned_quantity") ?? 0,
      good: row.integer("good_quantity") ?? 0, scrap: row.integer("scrap_quantity") ?? 0,
      rework: row.integer("rework_quantity") ?? 0)
  }

  /// Shifts without their breaks, by line, in order. Rows come sorted, one per shift and break.
  private static func workingTime(_ rows: [ResultRow]) -> [String: [TimeWindow]] {
    var windows: [String: [TimeWindow]] = [:]
    var shift: (line: String, start: Instant, end: Instant)?
    var begin: Instant?
    func close(_ windows: inout [String: [TimeWindow]]) {
      guard let shift, let begin, begin < shift.end else { return }
      windows[shift.line, default: []].append(TimeWindow(from: begin, to: shift.end))
    }
    for row in rows {
      guard let line = row.text("line_code"), let start = row.instant("starts_at"), let end = row.instant("ends_at")
      else { continue }
      if shift?.line != line || shift?.start != start {
        close(&windows)
        shift = (line, start, end)
        begin = start
      }
      if let from = row.instant("break_starts"), let to = row.instant("break_ends"), let at = begin {
        if at < from { windows[line, default: []].append(TimeWindow(from: at, to: from)) }
        begin = max(at, to)
      }
    }
    close(&windows)
    return windows
  }
}
