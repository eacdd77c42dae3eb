import IntentParser
import QueryPlanner

/// A schedule as a table and a Gantt.
struct ScheduleAnswer {
  let plan: QueryPlan
  let composition: ScheduleComposition
  let results: [QueryResult]
  let factory: FactoryCatalogue
  let format: ValueFormat

  func content() -> Content {
    let operations = results[composition.operations].table.resultRows
    let frame = plan.reading.frame
    let scope = ScopePhrase(factory: factory).text(frame.filters, exclude: frame.exclude)
    let period = plan.reading.period.map { " \(format.period($0.window, saidAs: frame.period, isCut: false))" } ?? ""
    guard !operations.isEmpty else {
      return Content(headline: "Nothing is planned for \(scope)\(period).", blocks: [])
    }
    let total = Int(operations[0].integer("total_rows") ?? 0)
    let workOrders = operations.compactMap { $0.text("work_order_code") }.unique
    let orders = operations.compactMap { $0.text("order_code") }.unique
    let more = total > operations.count ? " (the first \(operations.count) are shown)" : ""
    let late = operations.filter(isBehind).count
    let headline =
      "Schedule of \(scope)\(period): \(format.grouped(Int64(total))) operations of \(workOrders.count) work orders "
      + "(\(orders.count) \(orders.count == 1 ? "order" : "orders"))\(more), \(late == 0 ? "none" : "\(late)") behind plan."
    let rows = composition.oneOrder ? operations : merged(operations)
    var blocks: [Block] = []
    if let gantt = GanttRows(now: plan.now).block(rows, window: composition.window, label: label) {
      blocks.append(.gantt(gantt))
    }
    let table = table(operations)
    if frame.show != .gantt { blocks.insert(.table(table), at: 0) } else { blocks.append(.table(table)) }
    return Content(headline: headline, blocks: blocks)
  }

  /// Ended after its planned end, or should have ended by now.
  private func isBehind(_ row: ResultRow) -> Bool {
    guard let planned = row.instant("planned_end") else { return false }
    return (row.instant("actual_end") ?? plan.now) > planned
  }

  private func label(_ row: ResultRow) -> String {
    composition.oneOrder
      ? row.text("stage") ?? "" : "\(row.text("line_code") ?? "") \(row.text("work_order_code") ?? "")"
  }

  /// One row a work order and line: from the first start to the last end there.
  private func merged(_ operations: [ResultRow]) -> [ResultRow] {
    var order: [String] = []
    var groups: [String: [ResultRow]] = [:]
    for row in operations {
      let key = "\(row.text("line_code") ?? "") \(row.text("work_order_code") ?? "")"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(row)
    }
    return order.compactMap { groups[$0] }.map(span)
  }

  private func span(_ rows: [ResultRow]) -> ResultRow {
    let columns = [
      "line_code": 0, "work_order_code": 1, "planned_start": 2, "planned_end": 3, "actual_start": 4, "actual_end": 5,
    ]
    func instant(_ instants: [Instant], _ choose: ([Instant]) -> Instant?) -> Cell {
      choose(instants).map(Cell.instant) ?? .null
    }
    let ends = rows.compactMap { $0.instant("actual_end") }
    return ResultRow(
      columns: columns,
      cells: [
        rows[0]["line_code"], rows[0]["work_order_code"],
        instant(rows.compactMap { $0.instant("planned_start") }) { $0.min() },
        instant(rows.compactMap { $0.instant("planned_end") }) { $0.max() },
        instant(rows.compactMap { $0.instant("actual_start") }) { $0.min() },
        ends.count == rows.count ? instant(ends) { $0.max() } : .null,
      ])
  }

  private func table(_ operations: [ResultRow]) -> TableBlock {
    let shown = operations.prefix(60)
    return TableBlock(
      columns: [
        .init(name: "line", label: "Line", type: .text), .init(name: "work_order", label: "Work order", type: .text),
        .init(name: "order", label: "Order", type: .text), .init(name: "product", label: "Product", type: .text),
        .init(name: "stage", label: "Stage", type: .text),
        .init(name: "planned_start", label: "Planned start", type: .instant),
        .init(name: "planned_end", label: "Planned end", type: .instant),
        .init(name: "actual_start", label: "Started", type: .instant),
        .init(name: "actual_end", label: "Ended", type: .instant),
      ],
      rows: shown.map {
        [
          $0["line_code"], $0["work_order_code"], $0["order_code"], $0["product_code"], $0["stage"],
          $0["planned_start"], $0["planned_end"], $0["actual_start"], $0["actual_end"],
        ]
      }, more: operations.count - shown.count)
  }
}
