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
    if !single {
      blocks.append(
        .note(
          "A line's state is that of its constraint machine, the one with the largest ideal cycle time for the product then running."
        ))
    }
    return Content(headline: headline, blocks: blocks)
  }

  private func sentence(_ machine: ResultRow) -> String {
    guard let state = machine.text("category") else {
      return "\(machine.text("machine_code") ?? "?"): no state is known now."
    }
    let since = machine.instant("started_at").map { " since \(format.instant($0))" } ?? ""
    let reason = machine.text("reason").map { " (\($0))" } ?? ""
    let work = machine.text("order_code").map { ", on \($0)" } ?? ""
    return "\(machine.text("machine_code") ?? "?") is \(Self.words[state] ?? state)\(reason)\(since)\(work)."
  }

  private func sentence(_ line: ResultRow, _ machines: [ResultRow]) -> String {
    let code = line.text("line_code") ?? ""
    let own = machines.filter { $0.text("line_code") == code }
    let name = factory.lines.first { $0.code == code }?.name ?? code
    let constraint = own.first { $0.text("machine_code") == line.text("machine_code") }
    let state = constraint?.text("category")
    let since = constraint?.instant("started_at").map { " since \(format.instant($0))" } ?? ""
    let reason = constraint?.text("reason").map { " (\($0))" } ?? ""
    let work = line.text("work_order_code").map { workOrder in
      "; the work order on it is \(workOrder) (\(line.text("order_code") ?? "?")\(line.text("product_code").map { ", \($0)" } ?? ""))"
    }
    let down = others(down: own, besides: line)
    let stateText = state.map { Self.words[$0] ?? $0 } ?? "in no known state"
    return "\(name) is \(stateText)\(reason)\(since)\(work ?? "")\(down)."
  }

  private func others(down machines: [ResultRow], besides line: ResultRow) -> String {
    let down = machines.filter {
      $0.text("category") == "down" && $0.text("machine_code") != line.text("machine_code")
    }
    guard !down.isEmpty else { return "" }
    let named = down.map { "\($0.text("machine_code") ?? "?")\($0.text("reason").map { " (\($0))" } ?? "")" }
    return "; down besides: \(named.joined(separator: ", "))"
  }

  private func summary(_ lines: [ResultRow], _ machines: [ResultRow]) -> String {
    let states = lines.compactMap { state(of: $0, machines) }
    let counts = ["run", "setup", "down", "idle", "planned_stop", "off"].compactMap { state -> String? in
      let count = states.filter { $0 == state }.count
      return count == 0 ? nil : "\(count) \(Self.words[state] ?? state)"
    }
    let down = machines.filter { $0.text("category") == "down" }.count
    return
      "\(lines.count) lines: \(counts.joined(separator: ", ")); \(down) \(down == 1 ? "machine" : "machines") down."
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
        .init(name: "line", label: "Line", type: .text), .init(name: "state", label: "State", type: .text),
        .init(name: "since", label: "Since", type: .instant),
        .init(name: "work_order", label: "Work order", type: .text),
        .init(name: "product", label: "Product", type: .text), .init(name: "down", label: "Machines down", type: .text),
      ], rows: rows)
  }

  private func machineTable(_ machines: [ResultRow]) -> TableBlock {
    TableBlock(
      columns: [
        .init(name: "machine", label: "Machine", type: .text), .init(name: "stage", label: "Stage", type: .text),
        .init(name: "state", label: "State", type: .text), .init(name: "reason", label: "Reason", type: .text),
        .init(name: "since", label: "Since", type: .instant), .init(name: "order", label: "Order", type: .text),
      ],
      rows: machines.map {
        [$0["machine_code"], $0["stage"], $0["category"], $0["reason"], $0["started_at"], $0["order_code"]]
      })
  }

  private static let words = [
    "run": "running", "down": "down", "setup": "in setup", "idle": "idle", "planned_stop": "in a planned stop",
    "off": "off",
  ]
}
