// What "and" joins: every part of a question asks something, and none is answered in half.
extension FrameAssembly {
  /// A part of the question that asks anew: "…, and how many did we scrap".
  private struct Clause {
    var pieces: [ChartEntry] = []
    var content: [ChartEntry] { pieces.filter { !$0.isAside } }

    func has(_ kind: SlotKind, _ label: String? = nil) -> Bool {
      pieces.contains { $0.kind == kind && (label == nil || $0.label == label) }
    }

    /// Whether it names something to be counted, listed or picked, and not only narrows what was named before.
    var hasSubject: Bool {
      content.contains { Self.subjects & $0.mask != 0 }
    }

    /// Whether its units are those of a defect, in a state or of the plan.
    var isNarrowed: Bool { has(.defect) || has(.state) || has(.cue, "schedule") }

    private static let subjects = [
      SlotKind.metric, .unit, .entity, .rank, .by, .grain, .compare, .threshold, .aspect, .term, .reason, .defect,
      .exclude, .show,
    ].reduce(0 as UInt64) { $0 | $1.mask }
  }

  /// The parts that begin anew with a word that asks.
  private func clauses() -> [Clause] {
    var clauses = [Clause()]
    for (index, piece) in pieces.enumerated() {
      if piece.isJoint, index > 0, let next = pieces[(index + 1)...].first(where: { $0.asks || !$0.isAside }), next.asks
      {
        clauses.append(Clause())
      } else {
        clauses[clauses.count - 1].pieces.append(piece)
      }
    }
    return clauses.filter { !$0.content.isEmpty || $0.pieces.contains(where: \.asks) }
  }

  /// Adds what the parts ask for each: "how much did we make and how much did we scrap" asks for two KPIs. False where
  /// a part asks something that has no place.
  mutating func placeClauses() -> Bool {
    guard pieces.contains(where: \.isJoint) else { return true }
    guard joinedThingsFit() else { return false }
    dropJoinedTarget()
    let clauses = clauses()
    guard clauses.count > 1 else { return true }
    // "… and how much of it was scrap": of what was asked before, which stands beside it.
    if frame.aspect == .share, clauses.dropFirst().contains(where: { $0.has(.aspect, "share") && $0.has(.metric) }),
      frame.metrics.count > 1
    {
      frame.aspect = nil
    }
    switch rule.intent {
    case .kpi: return clauses.allSatisfy { place($0, among: clauses) }
    case .list, .status:
      return clauses.allSatisfy {
        !$0.content.isEmpty
          && ($0.hasSubject || !$0.has(.cue, "count") && !$0.has(.stop, "asks_number") && !$0.has(.stop, "asks_amount"))
      }
    default: return true
    }
  }

  private mutating func place(_ clause: Clause, among clauses: [Clause]) -> Bool {
    let plans = rule.sets["metrics"] == ["planned_output"]
    let isPlanned = clause.has(.cue, "schedule") || clause.has(.state, "planned")
    if clause.has(.metric) { return true }
    if plans, isPlanned { return add("planned_output") }
    if clause.has(.unit), plans || clauses.contains(where: { $0.has(.metric) }) { return add("output") }
    // What the frame needs may be a cue: "how often did it stop".
    if clause.hasSubject || meetsNeed(clause) { return true }
    let isCounted = clause.has(.cue, "count") || clause.has(.stop, "asks_number") || clause.has(.stop, "asks_amount")
    // "how many orders did we finish and how many were late"
    if isCounted, clause.content.allSatisfy({ $0.kind == .cue || $0.kind == .state }), clause.has(.state, "late"),
      frame.filters[.state] == ["late"],
      clauses.contains(where: { $0.has(.metric, "orders") || $0.has(.entity, "order") })
    {
      frame.filters[.state] = []
      return add("orders") && add("late_orders")
    }
    // "how often did it stop and for how long"
    let stops = ["stops", "micro_stops", "failures"]
    let metrics = frame.metrics.isEmpty ? rule.sets["metrics"] ?? [] : frame.metrics
    if clause.has(.cue, "how_long") || clause.has(.stop, "asks_long"),
      clause.content.allSatisfy({ $0.kind == .cue || $0.isScope || $0.kind == .time }),
      !metrics.isEmpty, metrics.allSatisfy(stops.contains)
    {
      frame.metrics = metrics
      return add("stop_duration")
    }
    return false
  }

  private func meetsNeed(_ clause: Clause) -> Bool {
    rule.needs.first?.contains { label in clause.content.contains { label.holds($0) && $0.label != "count" } } ?? false
  }

  private mutating func add(_ metric: String) -> Bool {
    if !frame.metrics.contains(metric) { frame.metrics.append(metric) }
    return true
  }

  /// Where what is made stands beside a KPI as its equal: "how much did we make and scrap", "how many units did we make
  /// and how many did we scrap".
  func joinedUnitStarts() -> Set<Int> {
    guard rule.intent == .kpi, pieces.contains(where: { $0.kind == .unit }),
      pieces.contains(where: { $0.kind == .metric })
    else { return [] }
    var joined = unitsBesideComma()
    guard pieces.contains(where: \.isJoint) else { return joined }
    for clause in clauses() where !clause.has(.metric) && !clause.isNarrowed {
      if let unit = clause.pieces.first(where: { $0.kind == .unit }) { joined.insert(unit.start) }
    }
    for index in pieces.indices where pieces[index].kind == .unit {
      let before = pieces[..<index].reversed().prefix { !$0.isJoint }
      let after = pieces[(index + 1)...].prefix { !$0.isJoint }
      let part = Clause(pieces: before.reversed() + after)
      if part.has(.metric) || part.isNarrowed { continue }
      let next = pieces[(index + 1 + after.count)...].first { !$0.isAside }
      let last = pieces[..<(index - before.count)].last { !$0.isAside }
      if after.allSatisfy(\.isAside), next?.kind == .metric { joined.insert(pieces[index].start) }
      if before.allSatisfy(\.isAside), last?.kind == .metric { joined.insert(pieces[index].start) }
    }
    return joined
  }

  /// "làm bao nhiêu, phế bao nhiêu": a comma joins what is made and a KPI as well.
  private func unitsBesideComma() -> Set<Int> {
    let content = pieces.filter { !$0.isAside }
    var joined: Set<Int> = []
    for (first, second) in zip(content, content.dropFirst())
    where Set([first.kind, second.kind]) == [.unit, .metric]
      && tokens[first.end..<second.start].contains(where: { $0.text == "," })
    {
      joined.insert(first.kind == .unit ? first.start : second.start)
    }
    return joined
  }

  /// "oee and the target": an answer shows the target beside the value by itself.
  private mutating func dropJoinedTarget() {
    guard frame.aspect == .target, pieces.contains(where: { $0.kind == .metric }) else { return }
    let parts = pieces.split(whereSeparator: \.isJoint)
    let isAlone = parts.contains { part in
      part.contains { $0.kind == .aspect && $0.label == "target" } && !part.contains { $0.kind == .metric }
    }
    if parts.count > 1, isAlone { frame.aspect = nil }
  }

  /// "late orders and downtime" are two questions: the downtime has no orders.
  private func joinedThingsFit() -> Bool {
    guard rule.intent == .kpi else { return true }
    let content = pieces.filter { !$0.isAside || $0.isJoint }
    let items = ["order", "work_order"]
    return content.indices.dropFirst().dropLast().allSatisfy { index in
      guard content[index].isJoint else { return true }
      let sides = [content[index - 1], content[index + 1]]
      guard sides.contains(where: { $0.kind == .entity && items.contains($0.label ?? "") }),
        let metric = sides.first(where: { $0.kind == .metric })?.label.flatMap({ Metric[$0] })
      else { return true }
      return metric.item == .order
    }
  }
}

extension ChartEntry {
  /// A word that joins two things of the same rank: "and".
  fileprivate var isJoint: Bool { kind == .stop && label == "and" || kind == .turn && label == "follow" && start > 0 }

  /// A word that begins a question: "how many", "which".
  fileprivate var asks: Bool {
    switch kind {
    case .stop:
      ["asks", "how", "which", "which_of", "asks_number", "asks_amount", "asks_long", "where", "when", "how_did"]
        .contains(label)
    case .aspect: label == "share"
    case .cue: Self.askingCues.contains(label ?? "")
    default: false
    }
  }

  private static let askingCues: Set = [
    "count", "how_long", "how_often", "how_much", "how_much_of", "list", "pareto", "longest_stop", "shortest_stop",
    "schedule",
  ]
}
