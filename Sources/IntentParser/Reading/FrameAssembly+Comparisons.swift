// What is compared with each other.
extension FrameAssembly {
  /// Whether a word compares by itself, without a time in its phrase.
  var isComparisonSaid: Bool { pieces.contains { if case .value = $0.meaning { $0.kind == .compare } else { false } } }

  /// "A vs B": what differs goes to `compare`, what they share stays a filter.
  mutating func placeComparison() -> Bool {
    guard compareWhatIsNamed() else { return false }
    // "chuyền nào phế phẩm nhiều hơn hàng sửa": "which of them" needs those that it chooses from.
    let choosesOf = pieces.contains { $0.kind == .request && $0.label == "which_of" }
    guard choosesOf, frame.compare.count < 2 else { return true }
    // "hôm qua ca nào OEE cao hơn ca sáng": a shift is compared with other shifts, and not with the day.
    guard let compared = frame.comparePeriod, let period = frame.period else { return false }
    return period.namesShift == compared.namesShift
  }

  /// "which shift did better than the morning shift": nothing is chosen from the one that it is held against.
  var choosesFromOne: Bool {
    guard rule.intent == .kpi, frame.rank?.limit == 1 else { return false }
    return frame.by.contains { grouping in
      if case .dimension(let dimension) = grouping { frame.filters[dimension].count == 1 } else { false }
    }
  }

  private mutating func compareWhatIsNamed() -> Bool {
    if isComparison, comparedScopes.isEmpty {
      if let dimension = named.last(where: { frame.filters[$0].count > 1 }) {
        // "LD-20 on SMT 1 vs MC-7 on SMT 2" differ in both.
        let isCrossed = named.contains { other in
          other != dimension && frame.filters[other].count > 1
            && turns(of: { $0.comparedKey == dimension.rawValue }, and: { $0.comparedKey == other.rawValue }) > 3
        }
        guard !isCrossed else { return false }
        comparedScopes = frame.filters[dimension].map { Scope([dimension: [$0]]) }
        frame.filters[dimension] = []
      } else if named.count > 1 {
        guard let sides = unlikeSides else { return comparesMetrics || comparesThings }
        comparedScopes = sides
        for dimension in sides.flatMap(\.dimensions) { frame.filters[dimension] = [] }
      } else if comparesWithBefore, named.count == 1 {
        return true
      } else if frame.by.isEmpty, frame.comparePeriod == nil, !comparesMetrics, !comparesThings {
        return false
      }
    }
    frame.compare = comparedScopes
    // "was yesterday better than the day before": of scopes it is not said what is compared.
    if rule.needs.first?.first?.mask == SlotKind.compare.mask, rule.intent == .kpi, frame.comparePeriod == nil {
      return false
    }
    // Numbers of orders are compared between times, or things that have more than one.
    if rule.sets["metrics"] == ["orders"], isComparison,
      frame.compare.isEmpty && frame.comparePeriod == nil && frame.by.isEmpty
        || frame.compare.contains(where: { !$0[.order].isEmpty })
    {
      return false
    }
    return comparedScopes.count != 1
  }

  /// "Run time vs planned time": two KPIs that are named.
  var comparesMetrics: Bool { pieces.count(where: { $0.kind == .metric || $0.kind == .unit }) > 1 }

  /// "SMT 3 vs Hanoi", "TEST1-FCT against Test 1": two things of unlike kinds, one on each side of the word.
  private var unlikeSides: [Scope]? {
    let places: Set<Dimension> = [.site, .lineKind, .line, .machine, .stage]
    let all = named.filter { !frame.filters[$0].isEmpty }
    guard let word = pieces.lastIndex(where: { $0.kind == .compare }) else { return nil }
    func dimensions(_ pieces: ArraySlice<ChartEntry>) -> [Dimension] {
      pieces.compactMap { piece in
        switch piece.meaning {
        case .names(let dimension, _): dimension
        case .machines: frame.filters[.machine].isEmpty ? .stage : .machine
        default: nil
        }
      }
    }
    let sides = [dimensions(pieces[..<word]), dimensions(pieces[word...])]
    // "compare SMT 3 with Hanoi": the two that are named.
    if sides.contains(where: \.isEmpty) {
      return all.count == 2 ? all.map { Scope([$0: frame.filters[$0]]) } : nil
    }
    let ofPlaces = sides.map { $0.filter(places.contains) }
    let compared = ofPlaces.contains(where: \.isEmpty) ? sides : ofPlaces
    guard ofPlaces.contains(where: { !$0.isEmpty }) == false || compared == ofPlaces else { return nil }
    return compared.map { side in
      Scope(Dictionary(side.map { ($0, frame.filters[$0]) }, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// "Compare all SMT lines' OEE", "compare the printers": the things of a kind, one row each.
  private var comparesThings: Bool {
    mutating get {
      // "the night shift vs all shifts" names one of them apart.
      if entities.contains(where: { entity in named.contains { $0.rawValue == entity.name } }) { return false }
      if entities.contains(where: { $0.plural }) { return true }
      guard pieces.contains(where: { $0.kind == .compare && $0.start == 0 }) || frame.by.isEmpty else { return false }
      let grouping: Dimension? =
        !frame.filters[.stage].isEmpty ? .machine : !frame.filters[.lineKind].isEmpty ? .line : nil
      guard let grouping, rule.intent == .kpi, frame.by.isEmpty else { return false }
      frame.by = [.dimension(grouping)]
      return true
    }
  }
}

extension ChartEntry {
  /// The dimension of a name, or that of all metrics: what may stand on both sides of a comparison.
  var comparedKey: String? {
    switch meaning {
    case .names(let dimension, _): dimension.rawValue
    case .value: kind == .metric ? "metrics" : nil
    default: nil
    }
  }

  var isTimeCompared: Bool {
    switch meaning {
    case .time, .comparedTime: true
    default: false
    }
  }
}
