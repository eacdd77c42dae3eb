import IntentParser
import QueryPlanner

/// A list of things as a headline with their number and a table.
struct ListAnswer {
  let plan: QueryPlan
  let composition: ListComposition
  let results: [QueryResult]
  let factory: FactoryCatalogue
  let format: ValueFormat

  private var messages: Messages { format.messages }
  private func say(_ key: ListMessage, _ values: [Place: String] = [:]) -> String { messages(key, values) }

  func content() -> Content {
    let rows = results[0].table.resultRows
    let total = rows.first?.integer("total_rows").map(Int.init) ?? 0
    let used = composition.columns.filter { column in
      // A column that nobody filled says nothing.
      rows.contains { $0[column.name] != .null }
    }
    let table = TableBlock(
      columns: used.map(column), rows: rows.map { row in used.map { cell(row[$0.name], $0) } },
      more: min(total, plan.reading.frame.rank?.limit ?? .max) - rows.count)
    // Which machine's state a line has is part of the answer, though no line is in the state asked for.
    let showsState = composition.entity == .line && composition.columns.contains { $0.name == "state" }
    return Content(
      headline: headline(rows, total),
      blocks: (rows.isEmpty ? [] : [.table(table)]) + (showsState ? [.note(messages(EquipmentMessage.constraint))] : [])
    )
  }

  private func headline(_ rows: [ResultRow], _ total: Int) -> String {
    let frame = plan.reading.frame
    let noun = messages.word(.entities, composition.entity.rawValue, count: Int64(total)) ?? composition.entity.rawValue
    let states = composition.entity == .material ? [] : frame.filters[.state].map(messages.state)
    let things =
      states.isEmpty
      ? noun
      : say(
        [.machine, .line].contains(composition.entity) ? .machinesInState : .withState,
        [.things: noun, .state: messages.or(states)])
    var filters = frame.filters
    filters[.state] = []
    let scope =
      filters.isEmpty && frame.exclude.isEmpty
      ? "" : ScopePhrase(factory: factory, messages: messages).text(filters, exclude: frame.exclude)
    let when = plan.reading.period.map(when) ?? ""
    if total == 0 { return say(.none, [.things: things, .scope: scope, .when: when]) }
    if let limit = frame.rank?.limit {
      return say(
        .ranked,
        [
          .count: format.grouped(Int64(total)), .things: things, .scope: scope, .when: when,
          .names: messages.commas(rows.prefix(min(limit, 3)).map(described)),
        ])
    }
    let names = rows.prefix(3).compactMap { $0.text(composition.columns[0].name) }.unique
    let named: Set<Entity> = [.order, .machine, .line, .product, .customer, .site, .stage]
    let listed = total <= 3 && named.contains(composition.entity) ? messages.commas(names) : ""
    return say(
      .some,
      [.count: format.grouped(Int64(total)), .things: things, .scope: scope, .when: when, .names: listed])
  }

  /// A row in a few words: what it is, for which reason, how long.
  private func described(_ row: ResultRow) -> String {
    let named = composition.columns.prefix(1).map(\.name) + ["reason"]
    let words = named.compactMap { row.text($0) }.unique.joined(separator: " ")
    guard let length = composition.columns.first(where: { $0.kind == .seconds }), row.number(length.name) != nil else {
      return words
    }
    return messages(
      KpiMessage.groupValue, [.name: words, .value: format.cell(cell(row[length.name], length), in: column(length))])
  }

  private func when(_ period: Reading.Period) -> String {
    let happened: [PeriodOf?] = [nil, .raised, .completed]
    let named = format.period(
      period.window, saidAs: plan.reading.frame.period, isCut: happened.contains(period.of))
    return period.of.map { format.dated(named, of: $0) } ?? named
  }

  private func column(_ column: ListComposition.Column) -> TableBlock.Column {
    switch column.kind {
    case .text: format.column(column.name, .text, words: Self.codes[column.name])
    case .states: format.column(column.name, .text)
    case .integer: format.column(column.name, .integer, .count)
    case .units: format.column(column.name, .integer, .units)
    case .instant: format.column(column.name, .instant)
    case .seconds: format.column(column.name, .number, .seconds)
    case .ratio: format.column(column.name, .number, .ratio)
    }
  }

  /// Columns whose values are codes.
  private static let codes: [String: Vocabulary] = ["priority": .priorities, "document_kind": .documentKinds]

  /// A thing may be in several states: the one of execution, and late where it is.
  private func cell(_ cell: Cell, _ column: ListComposition.Column) -> Cell {
    guard column.kind == .states, case .texts(let states) = cell else { return cell }
    let shown = states.first.map { [$0] } ?? []
    return .text((shown + states.dropFirst().filter { $0 == "late" || $0 == "unacknowledged" }).joined(separator: ", "))
  }
}
