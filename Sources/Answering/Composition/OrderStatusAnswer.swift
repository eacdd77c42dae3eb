import IntentParser
import QueryPlanner

/// Where an order stands: its stage, what is done and left, its operations and their Gantt.
struct OrderStatusAnswer {
  let plan: QueryPlan
  let composition: OrderStatusComposition
  let results: [QueryResult]
  let format: ValueFormat

  private var messages: Messages { format.messages }
  private func say(_ key: OrderMessage, _ values: [Place: String] = [:]) -> String { messages(key, values) }

  func content() -> Content {
    let heads = results[composition.head].table.resultRows
    let operations = results[composition.operations].table.resultRows
    let frame = plan.reading.frame
    guard !heads.isEmpty else {
      let asked = frame.filters[.order] + frame.filters[.workOrder]
      return Content(
        headline: say(.unknown, [.names: messages.commas(asked)]), unknownNames: asked)
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
    let what = say(
      .what,
      [
        .quantity: head.integer("quantity").map { format.grouped($0) } ?? "?",
        .product: head.text("product_name") ?? head.text("product_code") ?? "",
        .customer: head.text("customer") ?? "",
      ])
    return say(.headline, [.order: code, .what: what, .place: whereItIs(head, operations), .due: due(head)])
  }

  private func whereItIs(_ head: ResultRow, _ operations: [ResultRow]) -> String {
    if let completed = head.instant("completed_at") {
      let last = operations.max { ($0.instant("actual_end") ?? completed) < ($1.instant("actual_end") ?? completed) }
      return say(.done, [.stage: last?.text("stage") ?? "?", .time: format.instant(completed)])
    }
    let workOrders = operations.compactMap { $0.text("work_order_code") }.unique
    guard workOrders.count > 1 else { return whereItIs(operations) }
    // Lots of one order are at different places.
    let lots = workOrders.map { code in
      say(.lot, [.workOrder: code, .place: whereItIs(operations.filter { $0.text("work_order_code") == code })])
    }
    return messages(
      OrderMessage.inLots, [.count: String(workOrders.count), .lots: messages.semicolons(lots)],
      count: Int64(workOrders.count))
  }

  /// Of one work order, its operations in sequence.
  private func whereItIs(_ operations: [ResultRow]) -> String {
    if !operations.isEmpty, operations.allSatisfy({ $0.instant("actual_end") != nil }) {
      return say(
        .doneSince, [.time: operations.compactMap { $0.instant("actual_end") }.max().map(format.instant) ?? "?"])
    }
    let running = operations.filter { $0.instant("actual_start") != nil && $0.instant("actual_end") == nil }
    if let furthest = running.last {
      // On a flow line the stages overlap; the furthest one is where the first units are.
      let stages = running.compactMap { $0.text("stage") }.unique
      let done = say(
        .progress,
        [
          .good: format.grouped(furthest.integer("good_quantity") ?? 0),
          .planned: format.grouped(furthest.integer("planned_quantity") ?? 0),
        ])
      return say(
        .running,
        [
          .stage: stage(furthest), .time: furthest.instant("actual_start").map(format.instant) ?? "",
          .details: done, .stages: messages.commas(stages.dropLast()), .blocked: blocked(furthest),
        ])
    }
    let next = operations.first { $0.instant("actual_end") == nil }
    guard let next else { return say(.noOperations) }
    if operations.contains(where: { $0.instant("actual_end") != nil }) {
      return say(.waits, [.stage: stage(next), .blocked: blocked(next)])
    }
    return say(
      .notStarted,
      [
        .stage: stage(next), .time: next.instant("planned_start").map(format.instant) ?? "", .blocked: blocked(next),
      ])
  }

  private func stage(_ operation: ResultRow) -> String {
    say(.stage, [.stage: operation.text("stage") ?? "?", .line: operation.text("line_code") ?? "?"])
  }

  private func blocked(_ operation: ResultRow) -> String {
    if let material = operation.text("short_of") { return say(.short, [.material: material]) }
    guard operation.text("machine_state") == "down", let machine = operation.text("machine_code") else { return "" }
    return say(
      .down,
      [
        .machine: machine, .reason: operation.text("machine_reason") ?? "",
        .time: operation.instant("machine_since").map(format.instant) ?? "",
      ])
  }

  private func due(_ head: ResultRow) -> String {
    guard let due = head.instant("due_at") else { return "" }
    let end = head.instant("completed_at") ?? plan.now
    guard head.bool("is_late") else { return say(.due, [.time: format.instant(due)]) }
    return say(
      .dueLate, [.time: format.instant(due), .duration: format.duration(end.seconds - due.seconds)])
  }

  private func table(_ operations: [ResultRow], title: String?) -> TableBlock {
    let columns: [TableBlock.Column] = [
      format.column("work_order", .text), format.column("stage", .text), format.column("machine", .text),
      format.column("state", .text), format.column("actual_start", .instant, label: "started"),
      format.column("actual_end", .instant, label: "ended"), format.column("planned_end", .instant),
      format.column("good", .integer, .units), format.column("scrap", .integer, .units),
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
      row.text("stage") ?? ""
    }
  }
}
