import IntentParser
import QueryPlanner

/// A schedule as a table and a Gantt.
struct ScheduleAnswer {
  let plan: QueryPlan
  let composition: ScheduleComposition
  let results: [QueryResult]
  let factory: FactoryCatalogue
  let format: ValueFormat

  private var messages: Messages { format.messages }

  func content() -> Content {
    let operations = results[composition.operations].table.resultRows
    let frame = plan.reading.frame
    let scope = ScopePhrase(factory: factory, messages: messages).text(frame.filters, exclude: frame.exclude)
    let period = plan.reading.period.map { format.period($0.window, saidAs: frame.period, isCut: false) } ?? ""
    guard !operations.isEmpty else {
      return Content(headline: messages(ScheduleMessage.nothing, [.scope: scope, .period: period]), blocks: [])
    }
    let total = Int(operations[0].integer("total_rows") ?? 0)
    let workOrders = operations.compactMap { $0.text("work_order_code") }.unique
    let orders = operations.compactMap { $0.text("order_code") }.unique
    let late = operations.filter(isBehind).count
    func counted(_ key: ScheduleMessage, _ count: Int) -> String { format.counted(Int64(count), key) }
    let headline = messages(
      ScheduleMessage.headline,
      [
        .scope: scope, .period: period, .operations: counted(.operations, total),
        .workOrders: counted(.workOrders, workOrders.count), .orders: counted(.orders, orders.count),
        .more: total > operations.count ? counted(.shown, operations.count) : "",
        .behind: late == 0 ? messages(ScheduleMessage.noneBehind) : counted(.behind, late),
      ])
    let rows = composition.oneOrder ? operations : merged(operations)
    var blocks: [Block] = []
    if let gantt = GanttRows(now: plan.now).block(rows, window: composition.window, label: label) {
      blocks.append(.gantt(gantt))
    }
    let table = table(operations, of: total)
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

  private func table(_ operations: [ResultRow], of total: Int) -> TableBlock {
    let shown = operations.prefix(plan.limits.operations)
    return TableBlock(
      columns: [
        format.column("line", .text), format.column("work_order", .text), format.column("order", .text),
        format.column("product", .text), format.column("stage", .text), format.column("planned_start", .instant),
        format.column("planned_end", .instant), format.column("actual_start", .instant, label: "started"),
        format.column("actual_end", .instant, label: "ended"),
      ],
      rows: shown.map {
        [
          $0["line_code"], $0["work_order_code"], $0["order_code"], $0["product_code"], $0["stage"],
          $0["planned_start"], $0["planned_end"], $0["actual_start"], $0["actual_end"],
        ]
      }, more: max(total, operations.count) - shown.count)
  }
}
