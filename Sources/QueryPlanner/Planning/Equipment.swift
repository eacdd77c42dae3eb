import IntentParser

/// The lines and machines that a question is about, and at which level it speaks of them.
struct Equipment: Sendable {
  /// The level decides which machines stand for the scope.
  enum Level: Sendable, Hashable {
    /// Machines are named or listed: each for itself.
    case machine
    /// Stages are named or listed: their machines added up, units counted where they leave the stage.
    case stage
    /// Lines or kinds of line are named or listed: the constraint machine, units counted at the last stage.
    case line
    /// A site, a product, the whole company: lines' constraint machines added up, finished units counted.
    case company
  }

  let level: Level
  /// The level at which units are counted as they leave. It differs in the total of a breakdown: the times of
  /// machines add up, the units that pass through them one after another do not.
  let outflowLevel: Level
  let lines: [FactoryCatalogue.Line]
  let machines: [FactoryCatalogue.Machine]
  /// Lines that have a machine of the scope.
  let lineCodes: [String]

  /// - Parameter outflowBy: groups that count for where units leave; `by` where nothing else is said.
  init(filters: Scope, exclude: Scope, by: [Grouping], outflowBy: [Grouping]? = nil, factory: FactoryCatalogue) {
    // Looked up once and not for every machine of the factory.
    func wanted(_ dimension: Dimension) -> (String) -> Bool {
      let (named, excluded) = (filters[dimension], exclude[dimension])
      return { (named.isEmpty || named.contains($0)) && !excluded.contains($0) }
    }
    let (isLine, isSite, isKind) = (wanted(.line), wanted(.site), wanted(.lineKind))
    let (isMachine, isStage) = (wanted(.machine), wanted(.stage))
    let named = filters[.machine]
    let machineLines = named.isEmpty ? [] : Set(factory.machines.filter { named.contains($0.code) }.map(\.line))
    lines = factory.lines.filter {
      isLine($0.code) && isSite($0.site) && isKind($0.kind) && (named.isEmpty || machineLines.contains($0.code))
    }
    let codes = Codes(lines.map(\.code))
    machines = factory.machines.filter { codes.contains($0.line) && isMachine($0.code) && isStage($0.stage) }
    let used = Codes(machines.map(\.line))
    lineCodes = lines.map(\.code).filter(used.contains)
    func levelAsked(by: [Grouping]) -> Level {
      func asked(_ dimension: Dimension) -> Bool {
        !filters[dimension].isEmpty || by.contains(.dimension(dimension))
      }
      return asked(.machine)
        ? .machine : asked(.stage) ? .stage : asked(.line) || asked(.lineKind) ? .line : .company
    }
    level = levelAsked(by: by)
    outflowLevel = levelAsked(by: outflowBy ?? by)
  }

  /// The line whose shifts count: the first that has what is asked about.
  var clockLine: FactoryCatalogue.Line? {
    lines.first { $0.code == lineCodes.first } ?? lines.first
  }

  /// Machines at which units leave the scope.
  var outflow: [String] {
    // Of a line or the route it is the last stage of each work order, which need not be the same for all.
    outflowLevel == .machine ? machines.map(\.code) : last(of: machines) { "\($0.line)\u{0}\($0.stage)" }
  }

  /// Inspecting machines; the last machine of a line that has none.
  func inspection(stages: [FactoryCatalogue.Stage]) -> [String] {
    if outflowLevel == .machine || outflowLevel == .stage { return outflow }
    let inspecting = Set(stages.filter(\.inspects).map(\.name))
    let chosen = machines.filter { inspecting.contains($0.stage) }
    let covered = Set(chosen.map(\.line))
    return chosen.map(\.code) + last(of: machines.filter { !covered.contains($0.line) }, \.line)
  }

  /// The machines with the highest position in each group: the last one, or all of those that stand in parallel.
  private func last(
    of machines: [FactoryCatalogue.Machine], _ group: (FactoryCatalogue.Machine) -> String
  ) -> [String] {
    var positions: [String: Int] = [:]
    for machine in machines { positions[group(machine)] = max(positions[group(machine)] ?? .min, machine.position) }
    return machines.filter { positions[group($0)] == $0.position }.map(\.code)
  }
}

/// Codes among which others are looked up: of a few each is compared, which takes less than to hash the one sought.
private struct Codes {
  private var few: [String] = []
  private var many: Set<String> = []

  init(_ codes: [String]) {
    for code in codes where code != few.last {
      if few.count > 4 { many = Set(codes) }
      if !many.isEmpty { break }
      few.append(code)
    }
  }

  func contains(_ code: String) -> Bool { many.isEmpty ? few.contains(code) : many.contains(code) }
}
