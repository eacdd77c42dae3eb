import IntentParser
import QueryPlanner

/// What is aimed at.
extension KpiAnswer {
  func targets() -> Content {
    let rows = composition.targets.map { results[$0].table.resultRows } ?? []
    let names = messages.commas(metrics.map(inSentence))
    guard !rows.isEmpty else { return Content(headline: say(.noTarget, [.kpis: names, .scope: scope])) }
    let kpi = metrics[0]
    let headline =
      rows.count == 1
      ? say(
        .theTarget,
        [.kpis: names, .scope: scope, .target: format.sentence(rows[0].number("target"), unit: unit(kpi))])
      : messages(
        KpiMessage.targets, [.kpis: names, .scope: scope, .count: String(rows.count)], count: Int64(rows.count))
    // One unit a column: a table a metric.
    let tables = metrics.map { kpi in
      Block.table(
        TableBlock(
          columns: [
            format.column("line", .text),
            .init(
              name: kpi.name, label: say(.targetColumn, [.kpi: inSentence(kpi)]).capitalisedFirst, type: .number,
              unit: unit(kpi)),
          ],
          rows: rows.filter { $0.text("kpi") == kpi.name }.map {
            [$0["line_code"], $0.number("target").map { .number($0) } ?? .null]
          }))
    }
    return Content(headline: headline, blocks: tables)
  }
}
