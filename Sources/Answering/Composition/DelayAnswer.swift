import IntentParser
import QueryPlanner

/// Why orders are late: the parts of their delay, which sum to it exactly.
struct DelayAnswer {
  let plan: QueryPlan
  let composition: DelayComposition
  let results: [QueryResult]
  let factory: FactoryCatalogue
  let format: ValueFormat

  private var messages: Messages { format.messages }
  private func say(_ key: DelayMessage, _ values: [Place: String] = [:]) -> String { messages(key, values) }

  func content() -> Content {
    let rows = DelayRows(results: results, statements: composition.statements, now: plan.now)
    return composition.byStage ? week(rows) : orders(rows)
  }

  // One order, or a few that were named -------------------------------------------------------------

  private func orders(_ rows: DelayRows) -> Content {
    guard !rows.orders.isEmpty else {
      let asked = plan.reading.frame.filters[.order] + plan.reading.frame.filters[.workOrder]
      return Content(
        headline: messages(OrderMessage.unknown, [.names: messages.commas(asked)]), unknownNames: asked)
    }
    let explanation = DelayExplanation(rows.input)
    var content = Content(headline: "")
    var headlines: [String] = []
    for order in rows.orders {
      do throws(DelayError) {
        let delay = try explanation.delay(of: order.code)
        headlines.append("\(lateness(order)) \(against(delay)) \(delay.summary(format: format))")
        content.blocks.append(.explanation(delay.block(messages)))
        if let gantt = rows.gantt(of: order.code, plan.now) { content.blocks.append(.gantt(gantt)) }
        if delay.isForecast { content.blocks.append(.note(say(.openOrder, [.order: order.code]))) }
      } catch {
        headlines.append("\(lateness(order)) \(cannot(error))")
      }
    }
    content.headline = headlines.joined(separator: " ")
    content.blocks.append(.note(say(.wallTime)))
    return content
  }

  private func lateness(_ order: DelayRows.Order) -> String {
    guard let due = order.due else { return say(.noDueDate, [.order: order.code]) }
    let end = order.completed ?? plan.now
    let by = format.duration(abs(end.seconds - due.seconds))
    if let completed = order.completed {
      return say(
        completed > due ? .completedLate : .completedEarly,
        [.order: order.code, .duration: by, .time: format.instant(completed), .due: format.instant(due)])
    }
    return plan.now > due
      ? say(.overdue, [.order: order.code, .duration: by, .due: format.instant(due)])
      : say(.notYetDue, [.order: order.code, .due: format.instant(due)])
  }

  private func against(_ delay: OrderDelay) -> String {
    guard delay.total != 0 else { return say(delay.isForecast ? .expectedAsPlanned : .endedAsPlanned) }
    let key: DelayMessage =
      delay.total > 0
      ? delay.isForecast ? .expectedLate : .endedLate : delay.isForecast ? .expectedEarly : .endedEarly
    return say(key, [.duration: format.duration(abs(delay.total))])
  }

  private func cannot(_ error: DelayError) -> String {
    switch error {
    case .noOperations(let order): say(.noOperations, [.order: order])
    case .noPlan(_, _, let stage): say(.noPlan, [.stage: stage])
    case .noForecast(_, _, let stage): say(.noForecast, [.stage: stage])
    }
  }

  // The late orders of a window ---------------------------------------------------------------------

  private func week(_ rows: DelayRows) -> Content {
    let frame = plan.reading.frame
    let scope = frame.filters.isEmpty ? "" : ScopePhrase(factory: factory, messages: messages).text(frame.filters)
    let period =
      plan.reading.period.map {
        format.dated(format.period($0.window, saidAs: frame.period, isCut: false), of: $0.of ?? .due)
      } ?? ""
    guard !rows.orders.isEmpty else {
      return Content(headline: say(.noneLate, [.scope: scope, .period: period]))
    }
    let explanation = DelayExplanation(rows.input)
    var delays: [OrderDelay] = []
    var unexplained: [String] = []
    for order in rows.orders {
      do throws(DelayError) { delays.append(try explanation.delay(of: order.code)) } catch {
        unexplained.append(order.code)
      }
    }
    var byStage = DelayByStage(delays)
    let wanted = frame.filters[.stage]
    if !wanted.isEmpty { byStage.stages.removeAll { !wanted.contains($0.stage) } }
    let count = Int64(rows.orders.count)
    let late = messages(
      DelayMessage.lateOrders, [.count: format.grouped(count), .scope: scope, .period: period], count: count)
    var headline = say(.noDelayOf, [.orders: late])
    if let first = byStage.stages.first, first.total > 0 {
      headline = say(
        .worstStage,
        [
          .stage: first.stage, .delay: format.duration(first.total),
          .share: byStage.share(of: first).map { format.sentence($0, unit: .ratio) } ?? "",
          .total: format.duration(byStage.total), .orders: late, .summary: byStage.summary(format: format),
        ])
    }
    var blocks: [Block] = [.table(stageTable(byStage))]
    blocks.append(.explanation(byStage.block(of: say(.ofOrders, [.orders: late]))))
    blocks.append(.table(orderTable(rows.orders, delays)))
    let open = delays.filter(\.isForecast).count
    if open > 0 { blocks.append(.note(format.counted(Int64(open), DelayMessage.openOrders))) }
    blocks.append(.note(say(.wallTimeByStage)))
    let warnings = unexplained.isEmpty ? [] : [say(.notExplained, [.orders: messages.commas(unexplained)])]
    return Content(headline: headline, blocks: blocks, warnings: warnings)
  }

  private func stageTable(_ delays: DelayByStage) -> TableBlock {
    TableBlock(
      columns: [
        format.column("stage", .text), format.column("delay", .number, .seconds),
        format.column("share", .number, .ratio), format.column("waiting", .number, .seconds),
        format.column("duration", .number, .seconds), format.column("gains", .number, .seconds),
        format.column("orders", .integer, .count),
      ],
      rows: delays.stages.map { stage in
        [
          .text(stage.stage), .integer(stage.total), delays.share(of: stage).map { .number($0) } ?? .null,
          .integer(stage.waiting), .integer(stage.duration), .integer(stage.gains), .integer(Int64(stage.orders)),
        ]
      },
      total: [
        .text(messages(LayoutMessage.total)), .integer(delays.total), .null,
        .integer(delays.stages.reduce(0) { $0 + $1.waiting }),
        .integer(delays.stages.reduce(0) { $0 + $1.duration }), .integer(delays.stages.reduce(0) { $0 + $1.gains }),
        .integer(Int64(delays.orders)),
      ])
  }

  private func orderTable(_ orders: [DelayRows.Order], _ delays: [OrderDelay]) -> TableBlock {
    let byOrder = Dictionary(delays.map { ($0.order, $0) }, uniquingKeysWith: { first, _ in first })
    return TableBlock(
      title: say(.ordersTitle),
      columns: [
        format.column("order", .text), format.column("due", .instant),
        format.column("lateness", .number, .seconds, label: "late_by"),
        format.column("delay", .number, .seconds, label: "behind_plan"),
        format.column("cause", .text, label: "largest_cause"),
      ],
      rows: orders.map { order in
        let delay = byOrder[order.code]
        let worst = delay?.block(messages).parts.first { $0.value > 0 }
        return [
          .text(order.code), order.due.map(Cell.instant) ?? .null,
          order.due.map { .integer((order.completed ?? plan.now).seconds - $0.seconds) } ?? .null,
          delay.map { .integer($0.total) } ?? .null, worst?.evidence.map(Cell.text) ?? .null,
        ]
      })
  }
}
