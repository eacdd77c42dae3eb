/// "it" and "its" in a question that is complete by itself but for the thing it is about.
struct Pronoun {
  /// Places of the words.
  let words: [Int]
  private let isPossessive: Bool
  /// "its", "on it": of a list as well, since they say where to look.
  private let saysWhere: Bool

  /// Words are pronouns where the grammar's stop words say so: `it`, or `its`.
  init(_ reader: QuestionReader) {
    let pieces = (reader.readings.first?.cover.pieces ?? []).filter { $0.kind == .stop }
    words = pieces.filter { ["it", "its", "them"].contains($0.label) }.map(\.start)
    saysWhere = pieces.contains { $0.label == "its" }
    isPossessive = pieces.contains { ["its", "them"].contains($0.label) }
  }

  /// The frame about what was spoken of; `.some(nil)` where nothing was and the question means nothing without it;
  /// nil where no pronoun matters.
  func resolved(_ frame: Frame, in conversation: Conversation) -> Frame?? {
    if words.isEmpty, frame.isBareForecast, let before = conversation.last?.frame,
      let dimension = [Dimension.order, .workOrder].first(where: { before.filters[$0].count == 1 })
    {
      // "when done?" after an order's status.
      var frame = frame
      frame.filters[dimension] = before.filters[dimension]
      frame.inherited = ["filters"]
      return .some(frame)
    }
    let isAboutThing = frame.entity.map { Self.things.contains($0.rawValue) } ?? true
    guard !words.isEmpty, frame.filters.without([.state]).isEmpty, frame.compare.isEmpty,
      frame.by.isEmpty || frame.intent == .kpi && isPossessive, frame.rank == nil,
      // "Do we have all the material for it?": of a list only what happens to the thing spoken of.
      frame.intent == .list ? saysWhere || !isAboutThing : isAboutThing
    else { return nil }
    if let spoken = Self.spoken(of: conversation), Self.about.contains(frame.intent) {
      var frame = frame
      for dimension in spoken.dimensions { frame.filters[dimension] = spoken[dimension] }
      frame.inherited = ["filters"]
      return .some(frame)
    }
    return needsThing(frame) ? .some(nil) : nil
  }

  private func needsThing(_ frame: Frame) -> Bool {
    switch frame.intent {
    case .status, .forecast, .delay: true
    case .list: saysWhere
    case .kpi: isPossessive || frame.metrics.contains { ["lateness", "lead_time"].contains($0) }
    default: false
    }
  }

  private static let about: Set<Intent> = [.kpi, .list, .status, .forecast, .delay, .loss, .trace, .health, .schedule]
  private static let things: Set<String> = ["order", "work_order", "line", "machine", "stage", "operation"]

  /// The one thing that the last turn was about, or that its answer chose: "its downtime" after the worst line.
  static func spoken(of conversation: Conversation) -> Scope? {
    guard let turn = conversation.last, let frame = turn.frame else { return nil }
    let scope = scope(of: frame)
    if !scope.isEmpty { return scope }
    guard frame.rank?.limit == 1, let things = turn.things.first, let code = things.codes.first else { return nil }
    return Scope([things.dimension: [code]])
  }

  /// The one thing that a turn was about.
  private static func scope(of frame: Frame) -> Scope {
    let things: [Dimension] = [.order, .workOrder, .machine, .line, .stage, .product, .customer, .site]
    guard let dimension = things.first(where: { frame.filters[$0].count == 1 }) else { return Scope() }
    return Scope([dimension: frame.filters[dimension]])
  }
}

extension Frame {
  /// Asks for an end and names nothing that ends.
  fileprivate var isBareForecast: Bool {
    intent == .forecast && filters.isEmpty && metrics.isEmpty && entity == nil && by.isEmpty && period == nil
  }
}
