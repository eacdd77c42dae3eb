import IntentParser
import QueryPlanner

/// What lines and machines do now. A line has the state of its constraint machine; other machines that are down are
/// named.
struct EquipmentStatusAnswer {
  let plan: QueryPlan
  let composition: EquipmentStatusComposition
  let results: [QueryResult]
  let factory: FactoryCatalogue
  let format: ValueFormat

  private var messages: Messages { format.messages }
  private func say(_ key: EquipmentMessage, _ values: [Place: String] = [:]) -> String { messages(key, values) }

  func content() -> Content {
    let machines = results[composition.machines].table.resultRows
    let lines = results[composition.lines].table.resultRows
    let frame = plan.reading.frame
    let single = !frame.filters[.machine].isEmpty || !frame.filters[.stage].isEmpty
    let headline: String
    if single {
      headline = machines.prefix(3).map(sentence).joined(separator: " ")
    } else if lines.count <= 2 {
      headline = lines.map { line in sentence(line, machines) }.joined(separator: " ")
    } else {
      headline = summary(lines, machines)
    }
    var blocks: [Block] = []
    if !single, lines.count > 1 { blocks.append(.table(lineTable(lines, machines))) }
    if single || lines.count <= 2 { blocks.append(.table(machineTable(machines))) }
    if !single { blocks.append(.note(say(.constraint))) }
    return Content(headline: headline, blocks: blocks)
  }

  private func sentence(_ machine: ResultRow) -> String {
    guard let state = machine.text("category") else {
      return say(.unknown, [.machine: machine.text("machine_code") ?? "?"])
    }
    return say(
      .machine,
      [
        .machine: machine.text("machine_code") ?? "?", .state: word(state), .reason: machine.text("reason") ?? "",
        .time: machine.instant("started_at").map(format.instant) ?? "", .order: machine.text("order_code") ?? "",
      ])
  }

  private func sentence(_ line: ResultRow, _ machines: [ResultRow]) -> String {
    let code = line.text("line_code") ?? ""
    let own = machines.filter { $0.text("line_code") == code }
    let name = factory.lines.first { $0.code == code }?.name ?? code
    let constraint = own.first { $0.text("machine_code") == line.text("machine_code") }
    let state = constraint?.text("category")
    let work = [line.text("order_code") ?? "?", line.text("product_code")].compactMap(\.self)
    return say(
      .line,
      [
        .line: name, .state: state.map(word) ?? say(.noState), .reason: constraint?.text("reason") ?? "",
        .time: constraint?.instant("started_at").map(format.instant) ?? "",
        .workOrder: line.text("work_order_code") ?? "", .order: messages.commas(work),
        .down: others(down: own, besides: line),
      ])
  }

  private func others(down machines: [ResultRow], besides line: ResultRow) -> String {
    let down = machines.filter {
      $0.text("category") == "down" && $0.text("machine_code") != line.text("machine_code")
    }
    return messages.commas(
      down.map {
        say(.downMachine, [.machine: $0.text("machine_code") ?? "?", .reason: $0.text("reason") ?? ""])
      })
  }

  private func summary(_ lines: [ResultRow], _ machines: [ResultRow]) -> String {
    let states = lines.compactMap { state(of: $0, machines) }
    let counts = ["run", "setup", "down", "idle", "planned_stop", "off"].compactMap { state -> String? in
      let count = states.filter { $0 == state }.count
      return count == 0 ? nil : say(.stateCount, [.count: String(count), .state: word(state)])
    }
    let down = machines.filter { $0.text("category") == "down" }.count
    return messages(
      EquipmentMessage.lines,
      [
        .count: String(lines.count), .states: messages.commas(counts),
        .down: format.counted(Int64(down), EquipmentMessage.machinesDown),
      ], count: Int64(lines.count))
  }

  private func state(of line: ResultRow, _ machines: [ResultRow]) -> String? {
    machines.first { $0.text("machine_code") == line.text("machine_code") }?.text("category")
  }

  private func lineTable(_ lines: [ResultRow], _ machines: [ResultRow]) -> TableBlock {
    let order = Dictionary(factory.lines.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    let sorted = lines.sorted {
      (order[$0.text("line_code") ?? ""] ?? .max) < (order[$1.text("line_code") ?? ""] ?? .max)
    }
    let rows: [[Cell]] = sorted.map { line in
      let own = machines.filter { $0.text("line_code") == line.text("line_code") }
      let down = own.filter { $0.text("category") == "down" }.compactMap { $0.text("machine_code") }
      let constraint = own.first { $0.text("machine_code") == line.text("machine_code") }
      return [
        line["line_code"], constraint?["category"] ?? .null, constraint?["started_at"] ?? .null,
        line["work_order_code"], line["product_code"], down.isEmpty ? .null : .text(down.joined(separator: ", ")),
      ]
    }
    return TableBlock(
      columns: [
        format.column("line", .text), format.column("state", .text), format.column("since", .instant),
        format.column("work_order", .text), format.column("product", .text),
        format.column("down", .text, label: "machines_down"),
      ], rows: rows)
  }

  private func machineTable(_ machines: [ResultRow]) -> TableBlock {
    TableBlock(
      columns: [
        format.column("machine", .text), format.column("stage", .text), format.column("state", .text),
        format.column("reason", .text), format.column("since", .instant), format.column("order", .text),
      ],
      rows: machines.map {
        [$0["machine_code"], $0["stage"], $0["category"], $0["reason"], $0["started_at"], $0["order_code"]]
      })
  }

  private func word(_ state: String) -> String { messages.word(.equipmentStates, state) ?? state }
}
