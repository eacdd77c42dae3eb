import IntentParser
import QueryPlanner

/// A list of things as a headline with their number and a table.
struct ListAnswer {
  let plan: QueryPlan
  let composition: ListComposition
  let results: [QueryResult]
  let factory: FactoryCatalogue
  let format: ValueFormat

  func content() -> Content {
    let rows = results[0].table.resultRows
    let total = rows.first?.integer("total_rows").map(Int.init) ?? 0
    let used = composition.columns.filter { column in
      // A column that nobody filled says nothing.
      rows.contains { $0[column.name] != .null }
    }
    let table = TableBlock(
      columns: used.map(column), rows: rows.map { row in used.map { cell(row[$0.name], $0) } },
      more: plan.reading.frame.rank?.limit == nil ? total - rows.count : 0)
    return Content(
      headline: headline(rows, total), blocks: rows.isEmpty ? [] : [.table(table)])
  }

  private func headline(_ rows: [ResultRow], _ total: Int) -> String {
    let frame = plan.reading.frame
    let noun = total == 1 ? nouns.one : nouns.many
    var states = frame.filters[.state].map { $0.split(separator: "_").joined(separator: " ") }
    if composition.entity == .material { states = [] }
    let state = states.joined(separator: " or ")
    let kind = states.isEmpty ? noun : composition.entity == .machine ? "\(noun) \(state)" : "\(state) \(noun)"
    var filters = frame.filters
    filters[.state] = []
    let scope = ScopePhrase(factory: factory)
    let about = filters.isEmpty && frame.exclude.isEmpty ? "" : " (\(scope.text(filters, exclude: frame.exclude)))"
    let when = plan.reading.period.map { period in
      let date = period.of.map { "\(Self.dates[$0] ?? $0.rawValue) " } ?? ""
      return
        ", \(date)\(format.period(period.window, saidAs: frame.period, isCut: period.of == nil || period.of == .raised || period.of == .completed))"
    }
    let count = total == 0 ? "No" : format.grouped(Int64(total))
    let names = rows.prefix(3).compactMap { $0.text(composition.columns[0].name) }.unique
    let named: Set<Entity> = [.order, .machine, .line, .product, .customer, .site, .stage]
    let listed =
      total > 0 && total <= 3 && named.contains(composition.entity) ? ": \(names.joined(separator: ", "))" : ""
    return "\(count) \(kind)\(about)\(when ?? "")\(listed)."
  }

  private static let dates: [PeriodOf: String] = [
    .due: "due", .requested: "requested for", .promised: "promised for", .completed: "completed", .placed: "placed",
    .released: "released", .planned: "planned", .raised: "raised", .done: "done",
  ]

  private var nouns: (one: String, many: String) {
    switch composition.entity {
    case .order: ("order", "orders")
    case .workOrder: ("work order", "work orders")
    case .operation: ("operation", "operations")
    case .machine: ("machine", "machines")
    case .line: ("line", "lines")
    case .stage: ("stage", "stages")
    case .site: ("site", "sites")
    case .product: ("product", "products")
    case .customer: ("customer", "customers")
    case .shift: ("shift", "shifts")
    case .stop: ("stop", "stops")
    case .defect: ("defect", "defects")
    case .alert: ("alert", "alerts")
    case .maintenance: ("maintenance job", "maintenance jobs")
    case .material: ("material shortage", "material shortages")
    case .document: ("document", "documents")
    }
  }

  private func column(_ column: ListComposition.Column) -> TableBlock.Column {
    let label = Words.capitalised(column.name.split(separator: "_").joined(separator: " "))
    return switch column.kind {
    case .text: .init(name: column.name, label: label, type: .text)
    case .states: .init(name: column.name, label: label, type: .text)
    case .integer: .init(name: column.name, label: label, type: .integer, unit: .count)
    case .units: .init(name: column.name, label: label, type: .integer, unit: .units)
    case .instant: .init(name: column.name, label: label, type: .instant)
    case .seconds: .init(name: column.name, label: label, type: .number, unit: .seconds)
    case .ratio: .init(name: column.name, label: label, type: .number, unit: .ratio)
    }
  }

  /// A thing may be in several states: the one of execution, and late where it is.
  private func cell(_ cell: Cell, _ column: ListComposition.Column) -> Cell {
    guard column.kind == .states, case .texts(let states) = cell else { return cell }
    let shown = states.first.map { [$0] } ?? []
    return .text((shown + states.dropFirst().filter { $0 == "late" || $0 == "unacknowledged" }).joined(separator: ", "))
  }
}
