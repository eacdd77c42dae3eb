import IntentParser
import QueryPlanner

/// Why orders are late: the parts of their delay, which sum to it exactly.
struct DelayAnswer {
  let plan: QueryPlan
  let composition: DelayComposition
  let results: [QueryResult]
  let factory: FactoryCatalogue
  let format: ValueFormat

  func content() -> Content {
    let rows = DelayRows(results: results, statements: composition.statements, now: plan.now)
    return composition.byStage ? week(rows) : orders(rows)
  }

  // One order, or a few that were named -------------------------------------------------------------

  private func orders(_ rows: DelayRows) -> Content {
    guard !rows.orders.isEmpty else {
      let asked = plan.reading.frame.filters[.order] + plan.reading.frame.filters[.workOrder]
      return Content(
        headline: "There is no order \(asked.joined(separator: ", ")) in the data.", unknownNames: asked)
    }
    let explanation = DelayExplanation(rows.input)
    var content = Content(headline: "")
    var headlines: [String] = []
    for order in rows.orders {
      do throws(DelayError) {
        let delay = try explanation.delay(of: order.code)
        headlines.append("\(lateness(order)) \(against(delay)) \(delay.summary(format: format))")
        content.blocks.append(.explanation(delay.block(language: "en")))
        if let gantt = rows.gantt(of: order.code, plan.now) { content.blocks.append(.gantt(gantt)) }
        if delay.isForecast {
          content.blocks.append(
            .note("\(order.code) is open: its end is a forecast, the planned time that is left walked over the shifts.")
          )
        }
      } catch {
        headlines.append("\(lateness(order)) \(cannot(error))")
      }
    }
    content.headline = headlines.joined(separator: " ")
    content.blocks.append(.note("Wall time against the plan; the parts sum to the total to the second."))
    return content
  }

  private func lateness(_ order: DelayRows.Order) -> String {
    guard let due = order.due else { return "\(order.code) has no due date." }
    let end = order.completed ?? plan.now
    let by = format.duration(abs(end.seconds - due.seconds))
    if let completed = order.completed {
      return completed > due
        ? "\(order.code) was completed \(by) late (\(format.instant(completed)), due \(format.instant(due)))."
        : "\(order.code) was completed \(by) early (\(format.instant(completed)), due \(format.instant(due)))."
    }
    return plan.now > due
      ? "\(order.code) is open and \(by) overdue (due \(format.instant(due)))."
      : "\(order.code) is open and not yet due (\(format.instant(due)))."
  }

  private func against(_ delay: OrderDelay) -> String {
    let size = format.duration(abs(delay.total))
    let verb = delay.isForecast ? "is expected to end" : "ended"
    return delay.total > 0
      ? "It \(verb) \(size) after its plan."
      : delay.total < 0 ? "It \(verb) \(size) ahead of its plan." : "It \(verb) as planned."
  }

  private func cannot(_ error: DelayError) -> String {
    switch error {
    case .noOperations(let order): "\(order) has no operations, so there is nothing to explain it from."
    case .noPlan(_, _, let stage): "The operation \(stage) has no plan, so there is no delay against a plan to explain."
    case .noForecast(_, _, let stage): "The end of the operation \(stage) cannot be foreseen without a plan."
    }
  }

  // The late orders of a window ---------------------------------------------------------------------

  private func week(_ rows: DelayRows) -> Content {
    let frame = plan.reading.frame
    let scope = frame.filters.isEmpty ? "" : " (\(ScopePhrase(factory: factory).text(frame.filters)))"
    let period =
      plan.reading.period.map {
        "\($0.of?.rawValue ?? "due") \(format.period($0.window, saidAs: frame.period, isCut: false))"
      } ?? ""
    guard !rows.orders.isEmpty else {
      return Content(headline: "No order\(scope) \(period) is late: nothing to explain.")
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
    let count = rows.orders.count
    let late = "\(count) late \(count == 1 ? "order" : "orders")\(scope) \(period)"
    var headline = "No delay against the plan over \(late)."
    if let first = byStage.stages.first, first.total > 0 {
      let share = byStage.share(of: first).map { " (\(format.sentence($0, unit: .ratio)))" } ?? ""
      headline =
        "\(first.stage) causes most delay: \(format.duration(first.total))\(share) of \(format.duration(byStage.total)) over \(late). \(byStage.summary(format: format))"
    }
    var blocks: [Block] = [.table(stageTable(byStage))]
    blocks.append(.explanation(byStage.block(of: "delay of \(late)", language: "en")))
    blocks.append(.table(orderTable(rows.orders, delays)))
    let open = delays.filter(\.isForecast).count
    if open > 0 {
      blocks.append(
        .note(
          "\(open) of them \(open == 1 ? "is" : "are") open: an end is then a forecast, the planned time that is left walked over the shifts."
        ))
    }
    blocks.append(.note("Wall time against the plan; the parts of all stages sum to the total to the second."))
    let warnings =
      unexplained.isEmpty ? [] : ["Without a plan and not explained: \(unexplained.joined(separator: ", "))."]
    return Content(headline: headline, blocks: blocks, warnings: warnings)
  }

  private func stageTable(_ delays: DelayByStage) -> TableBlock {
    TableBlock(
      columns: [
        .init(name: "stage", label: "Stage", type: .text),
        .init(name: "delay", label: "Delay", type: .number, unit: .seconds),
        .init(name: "share", label: "Share", type: .number, unit: .ratio),
        .init(name: "waiting", label: "Waiting for it", type: .number, unit: .seconds),
        .init(name: "duration", label: "In it", type: .number, unit: .seconds),
        .init(name: "gains", label: "Of that gained", type: .number, unit: .seconds),
        .init(name: "orders", label: "Orders", type: .integer, unit: .count),
      ],
      rows: delays.stages.map { stage in
        [
          .text(stage.stage), .integer(stage.total), delays.share(of: stage).map { .number($0) } ?? .null,
          .integer(stage.waiting), .integer(stage.duration), .integer(stage.gains), .integer(Int64(stage.orders)),
        ]
      },
      total: [
        .text("Total"), .integer(delays.total), .null, .integer(delays.stages.reduce(0) { $0 + $1.waiting }),
        .integer(delays.stages.reduce(0) { $0 + $1.duration }), .integer(delays.stages.reduce(0) { $0 + $1.gains }),
        .integer(Int64(delays.orders)),
      ])
  }

  private func orderTable(_ orders: [DelayRows.Order], _ delays: [OrderDelay]) -> TableBlock {
    let byOrder = Dictionary(delays.map { ($0.order, $0) }, uniquingKeysWith: { first, _ in first })
    return TableBlock(
      title: "Orders",
      columns: [
        .init(name: "order", label: "Order", type: .text), .init(name: "due", label: "Due", type: .instant),
        .init(name: "lateness", label: "Late by", type: .number, unit: .seconds),
        .init(name: "delay", label: "Behind plan", type: .number, unit: .seconds),
        .init(name: "cause", label: "Largest cause", type: .text),
      ],
      rows: orders.map { order in
        let delay = byOrder[order.code]
        let worst = delay?.block(language: "en").parts.first { $0.value > 0 }
        return [
          .text(order.code), order.due.map(Cell.instant) ?? .null,
          order.due.map { .integer((order.completed ?? plan.now).seconds - $0.seconds) } ?? .null,
          delay.map { .integer($0.total) } ?? .null, worst?.evidence.map(Cell.text) ?? .null,
        ]
      })
  }
}
