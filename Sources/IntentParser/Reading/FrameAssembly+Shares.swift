// Parts of a whole: "how much of last week's downtime was feeder jams", "what share of the boards did we scrap".
extension FrameAssembly {
  /// "How much of last week's …"
  private var isOfWhole: Bool { pieces.contains { $0.kind == .time && $0.label == Aspect.share.rawValue } }

  /// "How much of last week's downtime was feeder jams": a part of the whole is named behind a verb. False where there is
  /// no whole to take a part of.
  mutating func placePartOfWhole() -> Bool {
    guard isOfWhole || asksForPart else { return true }
    guard rule.intent == .kpi, let whole = pieces.firstIndex(where: { $0.kind == .metric || $0.kind == .unit }) else {
      return false
    }
    let verbs = ["was", "is", "did", "came_from"]
    // "came from touch-up" is a stage whose words have a verb.
    let part = pieces[whole...].drop { piece in
      if piece.kind == .stage { return piece.rule.map { grammar.rules[$0].value } != NameOperation.same }
      return !(piece.kind == .stop || piece.kind == .cue) || !verbs.contains(piece.label ?? "")
    }
    let names = part.contains { piece in
      if case .time(let phrase) = piece.meaning { return shift(phrase.expression) != nil }
      return !piece.isAside && piece.isScope
    }
    if names { frame.aspect = frame.aspect ?? .share }
    return true
  }

  /// "How much of SMT 2's downtime": an amount is asked of a name, of which a part may be meant.
  private var asksForPart: Bool {
    guard rule.intent == .kpi, frame.by.isEmpty, let asks = pieces.firstIndex(where: { $0.label == "asks_amount" })
    else {
      return false
    }
    let rest = pieces[(asks + 1)...].drop { $0.kind == .stop && $0.label == "the" }
    let content = rest.filter { $0.kind != .stop }
    guard let word = rest.first, word.kind == .stop, word.label == "of", content.count > 1 else { return false }
    return content[0].isScope && content[0].kind != .time && content[1].kind == .metric
  }

  /// "What percentage of Falcon's orders were late": of those orders, and not Falcon's part of all late ones.
  var asksShareThatIsLate: Bool {
    guard frame.aspect == .share, frame.metrics == ["late_orders"] || frame.metrics == ["orders"],
      let verb = pieces.lastIndex(where: { $0.kind == .stop && ["was", "is", "did"].contains($0.label) }),
      let state = pieces[verb...].first(where: { !$0.isAside })
    else { return false }
    return state.kind == .state && pieces[..<verb].contains { $0.kind == .entity || $0.kind == .metric }
  }

  /// "How much of last week's downtime was breakdowns": one KPI is said to be a part of another, and neither is asked.
  var asksPartByMetric: Bool {
    guard frame.metrics.count > 1, isOfWhole || asks("asks_amount") else { return false }
    let metrics = pieces.indices.filter { pieces[$0].kind == .metric }
    return zip(metrics, metrics.dropFirst()).contains { first, second in
      pieces[first..<second].contains { $0.kind == .stop && ["was", "is"].contains($0.label) }
        && !pieces[first..<second].contains(where: \.isJoin)
    }
  }

  /// "What share of the boards did we scrap", "of the LD-20s": of what was made, and no part of all scrap. "What share of
  /// the boards scrapped was from SMT 1" goes on behind the scrap.
  mutating func tellRateOfShare() {
    guard rule.intent == .kpi, frame.by.isEmpty, frame.rank == nil, frame.aspect == .share || isPartOfOutput else {
      return
    }
    // "What share of Falcon's orders went out on time": of those orders.
    if frame.aspect == .share, frame.metrics == ["orders"], frame.filters[.state] == ["on_time"] {
      (frame.metrics, frame.aspect) = (["on_time_delivery"], nil)
      if frame.periodOf == .due { frame.periodOf = nil }
      frame.filters[.state] = []
    }
    let rates = Metric.rates
    guard let flaw = pieces.lastIndex(where: { $0.kind == .metric && rates[$0.label ?? ""] != nil }),
      let rate = rates[pieces[flaw].label ?? ""], frame.metrics.allSatisfy({ $0 == "output" || rates[$0] == rate }),
      frame.metrics.contains("output") || namesOnlyThings || isOfProduct(before: flaw)
    else { return }
    let isOfAll = pieces[flaw...].contains {
      $0.kind == .stop && ["was", "is"].contains($0.label) || $0.kind == .cue && $0.label == "came_from"
    }
    if !isOfAll { (frame.metrics, frame.aspect) = ([rate], nil) }
  }

  /// "of the LD-20s did we": a product stands for its units where a verb follows it.
  private func isOfProduct(before flaw: Int) -> Bool {
    guard let product = pieces[..<flaw].lastIndex(where: { $0.kind == .product }) else { return false }
    return pieces[product..<flaw].contains { $0.kind == .stop && ["did", "was", "is"].contains($0.label) }
  }

  /// "How much of yesterday's output was scrap"
  private var isPartOfOutput: Bool {
    guard asks("asks_amount") || isOfWhole,
      let whole = pieces.firstIndex(where: { $0.kind == .metric && $0.label == "output" }),
      let flaw = pieces[whole...].firstIndex(where: { $0.kind == .metric && $0.label != "output" })
    else { return false }
    return pieces[whole..<flaw].contains { $0.kind == .stop && ["was", "is"].contains($0.label) }
  }
}
