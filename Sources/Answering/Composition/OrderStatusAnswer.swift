import IntentParser
import QueryPlanner

/// Where an order stands: its stage, what is done and left, its operations and their Gantt.
struct OrderStatusAnswer {
  let plan: QueryPlan
  let composition: OrderStatusComposition
  let results: [QueryResult]
  let format: ValueFormat

  func content() -> Content {
    let heads = results[composition.head].table.resultRows
    let operations = results[composition.operations].table.resultRows
    let frame = plan.reading.frame
    guard !heads.isEmpty else {
      let asked = frame.filters[.order] + frame.filters[.workOrder]
      return Content(
        headline: "There is no order \(asked.joined(separator: ", ")) in the data.", unknownNames: asked)
    }
    var blocks: [Block] = []
    var headlines: [String] = []
    for head in heads {
      let code = head.text("order_code") ?? ""
      let own = operations.filter { $0.text("order_code") == code }
      headlines.append(headline(head, own))
      blocks.append(.table(table(own, title: heads.count > 1 ? code : nil)))
      if let gantt = gantt(own) { blocks.append(.gantt(gantt)) }
    }
    return Content(headline: headlines.joined(separator: " "), blocks: blocks)
  }

  private func headline(_ head: ResultRow, _ operations: [ResultRow]) -> String {
    let code = head.text("order_code") ?? ""
    let product = head.text("product_name") ?? head.text("product_code")
    let quantity = head.integer("quantity").map { format.grouped($0) } ?? "?"
    let what = "\(quantity)\(product.map { " × \($0)" } ?? "")\(head.text("customer").map { " for \($0)" } ?? "")"
    return "\(code) (\(what)) \(whereItIs(head, operations))\(due(head))."
  }

  private func whereItIs(_ head: ResultRow, _ operations: [ResultRow]) -> String {
    if let completed = head.instant("completed_at") {
      let last = operations.max { ($0.instant("actual_end") ?? completed) < ($1.instant("actual_end") ?? completed) }
      return "is done: its last stage was \(last?.text("stage") ?? "?"), ended \(format.instant(completed))"
    }
    let workOrders = operations.compactMap { $0.text("work_order_code") }.unique
    guard workOrders.count > 1 else { return whereItIs(operations) }
    // Lots of one order are at different places.
    let lots = workOrders.map { code in
      "\(code) \(whereItIs(operations.filter { $0.text("work_order_code") == code }))"
    }
    return "is made in \(workOrders.count) lots: \(lots.joined(separator: "; "))"
  }

  /// Of one work order, its operations in sequence.
  private func whereItIs(_ operations: [ResultRow]) -> String {
    if !operations.isEmpty, operations.allSatisfy({ $0.instant("actual_end") != nil }) {
      return "is done since \(operations.compactMap { $0.instant("actual_end") }.max().map(format.instant) ?? "?")"
    }
    let running = operations.filter { $0.instant("actual_start") != nil && $0.instant("actual_end") == nil }
    if let furthest = running.last {
      // On a flow line the stages overlap; the furthest one is where the first units are.
      let stages = running.compactMap { $0.text("stage") }.unique
      let good = format.grouped(furthest.integer("good_quantity") ?? 0)
      let done = "\(good) of \(format.grouped(furthest.integer("planned_quantity") ?? 0)) units through it"
      let since = furthest.instant("actual_start").map { " since \(format.instant($0))" } ?? ""
      let besides = stages.count > 1 ? ", the rest behind it in \(stages.dropLast().joined(separator: ", "))" : ""
      let place = "\(furthest.text("stage") ?? "?") on \(furthest.text("line_code") ?? "?")"
      return "is in \(place)\(since), \(done)\(besides)\(blocked(furthest))"
    }
    let next = operations.first { $0.instant("actual_end") == nil }
    guard let next else { return "has no operations" }
    let stage = "\(next.text("stage") ?? "?") on \(next.text("line_code") ?? "?")"
    if operations.contains(where: { $0.instant("actual_end") != nil }) {
      return "waits for \(stage)\(blocked(next))"
    }
    let planned = next.instant("planned_start").map { ", planned to start \(format.instant($0))" } ?? ""
    return "has not started; its first stage is \(stage)\(planned)\(blocked(next))"
  }

  private func blocked(_ operation: ResultRow) -> String {
    if let material = operation.text("short_of") { return " – blocked: \(material) is short" }
    guard operation.text("machine_state") == "down", let machine = operation.text("machine_code") else { return "" }
    let reason = operation.text("machine_reason").map { " (\($0))" } ?? ""
    let since = operation.instant("machine_since").map { " since \(format.instant($0))" } ?? ""
    return " – \(machine) is down\(reason)\(since)"
  }

  private func due(_ head: ResultRow) -> String {
    guard let due = head.instant("due_at") else { return "" }
    let end = head.instant("completed_at") ?? plan.now
    let late = head.bool("is_late") ? ", late by \(format.duration(end.seconds - due.seconds))" : ""
    return "; due \(format.instant(due))\(late)"
  }

  private func table(_ operations: [ResultRow], title: String?) -> TableBlock {
    let columns: [TableBlock.Column] = [
      .init(name: "work_order", label: "Work order", type: .text), .init(name: "stage", label: "Stage", type: .text),
      .init(name: "machine", label: "Machine", type: .text), .init(name: "state", label: "State", type: .text),
      .init(name: "actual_start", label: "Started", type: .instant),
      .init(name: "actual_end", label: "Ended", type: .instant),
      .init(name: "planned_end", label: "Planned end", type: .instant),
      .init(name: "good", label: "Good", type: .integer, unit: .units),
      .init(name: "scrap", label: "Scrap", type: .integer, unit: .units),
    ]
    let rows: [[Cell]] = operations.map { row in
      [
        row["work_order_code"], row["stage"], row["machine_code"], .text(state(row)), row["actual_start"],
        row["actual_end"], row["planned_end"], row["good_quantity"], row["scrap_quantity"],
      ]
    }
    let used = columns.indices.filter { index in rows.contains { $0[index] != .null } }
    return TableBlock(title: title, columns: used.map { columns[$0] }, rows: rows.map { row in used.map { row[$0] } })
  }

  private func state(_ row: ResultRow) -> String {
    if row.instant("actual_end") != nil { return "done" }
    if row.instant("actual_start") != nil { return row.bool("is_blocked") ? "blocked" : "running" }
    return row.text("short_of") == nil ? "not_started" : "blocked"
  }

  private func gantt(_ operations: [ResultRow]) -> GanttBlock? {
    GanttRows(now: plan.now).block(operations, window: nil) { row in
      "\(row.text("stage") ?? "")"
    }
  }
}
