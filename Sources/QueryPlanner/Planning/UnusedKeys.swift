import IntentParser

extension Reading {
  /// Keys that were asked for and that the plan of this intent does not compute with.
  ///
  /// A part of a question that would be left out makes the answer one to another question: it is refused instead.
  func unusedKeys(at now: Instant) -> [String] {
    var asked: [String] = []
    func note(_ key: String, _ isAsked: Bool) { if isAsked { asked.append(key) } }
    // How things stand is known for now only.
    note("period", frame.intent == .status && frame.aspect != .history && isOver(at: now))
    note("excluded_period", frame.excludedPeriod != nil)
    note("by", !frame.by.isEmpty)
    note("having", !frame.having.isEmpty)
    note("rank", frame.rank != nil)
    note("statistic", frame.statistic != nil)
    note("compare", !frame.compare.isEmpty)
    note("compare_period", frame.comparePeriod != nil)
    note("hours", frame.hours != nil)
    note("exclude", !frame.exclude.isEmpty)
    note("aspect \(frame.aspect?.rawValue ?? "")", frame.aspect != nil)
    return asked.filter { !used.contains($0) }
  }

  private func isOver(at now: Instant) -> Bool {
    guard let end = period?.window.to else { return false }
    return end < now
  }

  private var used: Set<String> {
    switch frame.intent {
    case .kpi:
      var keys: Set = [
        "by", "statistic", "compare", "compare_period", "hours", "exclude", "excluded_period", "aspect target",
        "aspect share",
      ]
      // A single value is judged by a condition; several beside each other are not selected by one.
      if !frame.by.isEmpty || frame.compare.isEmpty && frame.comparePeriod == nil { keys.insert("having") }
      if !frame.by.isEmpty { keys.insert("rank") }
      return keys
    case .list: return ["having", "rank", "exclude"]
    case .status: return ["aspect progress", "aspect history", "by"]
    case .schedule: return frame.exclude.dimensions.allSatisfy(Self.places.contains) ? ["by", "exclude"] : ["by"]
    case .delay:
      let isByStage = frame.by.allSatisfy { $0 == .dimension(.stage) || $0 == .dimension(.order) }
      return isByStage ? ["by", "rank"] : ["rank"]
    default: return []
    }
  }

  private static let places: Set<Dimension> = [.site, .line, .lineKind]
}
