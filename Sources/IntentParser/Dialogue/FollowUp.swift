/// A turn that leans on the conversation: it replaces what it names in the turn before and keeps the rest.
///
/// A turn that is complete by itself, with its own subject and a scope or time, is none and inherits nothing.
struct FollowUp {
  let reader: QuestionReader
  let conversation: Conversation

  struct Reading {
    var frame: Frame
    var cover: Cover
  }

  /// The readings together with the turn before, best first; empty where the turn stands alone.
  func readings() -> [Reading] {
    if let chosen = chosenByNumber() { return [chosen] }
    guard !conversation.turns.isEmpty, !reader.pointsAtNothing, !reader.isUnanswerable, !isComplete else { return [] }
    let covers = reader.covers.lazy.filter(\.isExplained)
    guard let best = covers.first(where: { _ in true }) else { return [] }
    if let chosen = chosen(among: covers, best) { return [chosen] }
    var found: [Reading] = []
    // "per day" is nearer to a report's interval, which only a report can go on with: the first cover that continues
    // the conversation counts.
    for cover in covers where cover.cost - (found.first?.cover ?? best).cost < Costs.margin || found.isEmpty {
      guard cover.cost - best.cost < Costs.turn else { break }
      let cover = narrowing(cover)
      let turn = TurnPieces(cover, reader.grammar)
      // "all lines" are those of a table before they are the whole plant.
      if !found.isEmpty, turn.has(.cue, "everywhere") { continue }
      guard let frame = frame(of: turn, cover) else {
        // "how long in total" of what has no length.
        if turn.has(.cue, "total_length") || turn.has(.cue, "their_length") { return found }
        // "on it" where nothing was spoken of: other ways to read the words would only pass over it.
        if turn.standsForThing || turn.asksWhetherAll { return found }
        // "is it going to be late" after several orders.
        if turn.tellsOfOne, let before = conversation.frame, before.isOfSeveralOrders { return found }
        // "how late are they" asks a KPI of the orders listed, and not for the late ones.
        if turn.hasMetric, !turn.labels.contains("only"), let intent = conversation.frame?.intent,
          [.list, .status, .delay, .forecast].contains(intent)
        {
          return found
        }
        continue
      }
      if !found.isEmpty, TurnPieces(found[0].cover, reader.grammar).isBrokenDownInVain(conversation.frame ?? frame) {
        return found
      }
      if !found.contains(where: { $0.frame.meansSame(as: frame) }) { found.append(Reading(frame: frame, cover: cover)) }
    }
    // "tell me when it falls below 60 %" wants to be told, and does not choose rows.
    if let told = found.first(where: { $0.frame.intent == .watch || $0.frame.intent == .report }) { return [told] }
    // "how many are done" of the orders due this week: their state, and not another date of the week.
    if let before = conversation.frame,
      before.entity == .order || before.isOfOrders || before.metrics == ["order_quantity"], before.periodOf != nil,
      let done = found.first(where: { $0.frame.filters[.state] == ["done"] && $0.frame.period == before.period })
    {
      return [done]
    }
    // "mấy cái" of a list counts what is in it, and no units.
    if let number = found.first(where: { TurnPieces($0.cover, reader.grammar).has(.cue, "count_things") }) {
      return [number]
    }
    // "which reasons" of a downtime takes it apart by them, and does not ask why.
    if let apart = found.first(where: { $0.frame.by == [.dimension(.reason)] }), let before = conversation.frame,
      TurnPieces.tells(before.metrics, by: .reason), found.contains(where: { $0.frame.intent == .loss })
    {
      return [apart]
    }
    // "lọc ra mấy đơn trễ": the things themselves, and not how many they are.
    if let list = found.first(where: { reading in
      reading.frame.intent == .list && TurnPieces(reading.cover, reader.grammar).saysWhichOnes
    }) {
      return [list]
    }
    // "show me those stops" after their number asks for the things themselves.
    if conversation.frame?.intent == .kpi, let list = found.first(where: { $0.frame.intent == .list }) { return [list] }
    return found
  }

  /// "where is the second one": a question of its own about something spoken of.
  private var isComplete: Bool {
    guard let frame = reader.readings.first?.frame else { return false }
    switch frame.intent {
    case .status, .delay, .watch: return frame.inherited.contains("filters")
    case .whatIf: return frame.inherited.contains("change")
    // "fpy là gì vậy" after its value asks what it means.
    case .define: return true
    // "what is planned on SMT 2 tomorrow" after a delay.
    case .schedule: return !frame.filters.isEmpty && frame.period != nil
    default: return false
    }
  }

  private func frame(of turn: TurnPieces, _ cover: Cover) -> Frame? {
    guard var before = conversation.frame ?? askedBack(turn) else { return nil }
    // "which machine had the most", "list the stops", "scrap by product" after "why?": no longer why.
    if before.intent == .loss, turn.hasRank || turn.counts || turn.hasMetric && turn.hasGrouping {
      before.intent = .kpi
    }
    if let lifted = before.lifting(turn.lifted) {
      // "all products" of one product by day: still by day.
      let isOnlyLifted = before.isNarrowed(by: turn.lifted) && !before.by.isEmpty && turn.content.allSatisfy(turn.lifts)
      before = lifted
      if turn.content.isEmpty || isOnlyLifted {
        before.inherited = TurnMerge.keys(of: before)
        return before
      }
    }
    // "and how was it last week" after "why is OEE so low": the KPI, and not why.
    if turn.asksHowItDid, turn.saysIt, before.intent == .loss, !before.metrics.isEmpty { before.intent = .kpi }
    // "how did it do yesterday" after a plan asks for results.
    if turn.asksHowItDid, before.intent != .kpi { return nil }
    if let frame = comparedWithEachOther(before, turn) { return frame }
    // "compare it with SMT 2" after the worst line: that line and this one.
    if turn.compares, turn.pointsBack, turn.hasScope, before.intent == .kpi, before.rank?.limit == 1 {
      guard let rows = Pronoun.rows(of: conversation) else { return nil }
      for dimension in rows.dimensions {
        before.filters[dimension] = rows[dimension]
        before.by.removeAll { $0 == .dimension(dimension) }
      }
      before.rank = nil
    }
    if turn.saysBoth, !turn.content.contains(where: { $0.isScope || $0.kind == .entity || $0.kind == .metric }) {
      guard let pair = Pronoun.pair(in: conversation) else { return nil }
      for dimension in pair.dimensions { before.filters[dimension] = pair[dimension] }
      if turn.content.isEmpty {
        before.inherited = TurnMerge.keys(of: before)
        return before
      }
    }
    if turn.saysThere, before.rank?.limit == 1 {
      guard let place = Pronoun.place(in: conversation) else { return nil }
      for dimension in place.dimensions {
        before.filters[dimension] = place[dimension]
        before.by.removeAll { $0 == .dimension(dimension) }
      }
    }
    if turn.labels.contains("whole_day"), turn.content.isEmpty { return wholeDay(before) }
    if turn.saysHowMuch, !turn.pointsBack { return toldAgain(before) }
    if turn.content.isEmpty {
      if turn.asksHowLong, turn.saysIt { return length(of: before) }
      return before.intent == .kpi && (turn.pointsBack || turn.saysWhichOnes) ? listed(before, turn) : nil
    }
    if turn.labels.contains("back") { return earlier(turn) }
    if before.intent == .whatIf { return varied(turn, before) }
    if let frame = regular(before, turn, cover) ?? rearranged(before, turn, cover) { return frame }
    if let frame = asked(of: before, turn, cover) { return frame }
    if let frame = explained(before, turn) ?? shownAsGantt(before, turn) ?? defined(before, turn) { return frame }
    // "which customer is it?" of the latest order tells of that order.
    if before.rank?.limit == 1, turn.pointsBack, turn.content.count == 1, turn.content[0].kind == .entity { return nil }
    if turn.has(.cue, "total_length") || turn.has(.cue, "their_length")
      || turn.has(.metric, "downtime") && turn.content.count == 1 && before.intent == .list && before.entity == .stop
    {
      return lasted(before, turn)
    }
    if let frame = sinceWhen(before, turn) ?? longest(before, turn) ?? detail(before, turn) { return frame }
    if turn.takesOneApart(before.by) { return oneTakenApart(before, turn) }
    if turn.saysTotal, before.intent == .kpi, !before.by.isEmpty { return total(of: before) }
    if let frame = lateOrders(before, turn) { return frame }
    if let frame = ordersInState(before, turn) { return frame }
    if let frame = ofPlan(before, turn) ?? ofCost(before, turn) ?? quantity(before, turn) ?? howOften(before, turn) {
      return frame
    }
    if let frame = listed(before, turn) ?? counted(before, turn) ?? affected(before, turn) { return frame }
    // "list them" of the customer with the most: of whom is not said.
    if turn.has(.cue, "list"), turn.content.count == 1, before.intent == .kpi, before.rank != nil { return nil }
    guard !turn.asksWhetherAll, turn.continues(before), fits(turn, before) else { return nil }
    // "is it late" after a list: of which of them is not said.
    if turn.tellsOfOne, before.isOfSeveralOrders { return nil }
    // "show me the list" of a length, which has none.
    if turn.has(.cue, "list"), turn.content.count == 1, before.intent == .kpi, before.by.isEmpty { return nil }
    // The total of a list is that of something it is counted or measured by.
    if before.intent == .list, turn.content.contains(where: { $0.kind == .statistic }), !turn.hasMetric { return nil }
    var rule = FrameRule(goingOnWith: before.intent)
    if !turn.hasMetric, !before.metrics.isEmpty { rule.sets["metrics"] = before.metrics }
    if let entity = before.entity, before.intent == .list || before.intent == .status {
      rule.sets["entity"] = [entity.rawValue]
    }
    let pieces = cover.pieces.filter { piece in
      !turn.narrowsToOrders(piece, before) && (!piece.asksWho || turn.content.contains(where: \.asksWho))
    }
    var assembly = FrameAssembly(grammar: reader.grammar, rule: rule, pieces: pieces, tokens: reader.tokens)
    assembly.groupingsBefore = before.by
    assembly.linesBefore = lines(of: before)
    assembly.comparesWithBefore = true
    guard let said = assembly.assemble() else { return nil }
    var frame = TurnMerge(before: before, said: said, turn: turn, names: reader.grammar.names).frame
    // "and their scrap rate" after a table of reasons: that of the lines spoken of.
    if turn.pointsAtSeveral, turn.hasMetric, said.by.isEmpty, before.by == [.dimension(.reason)],
      !TurnPieces.tells(said.metrics, by: .reason)
    {
      frame.by = Pronoun.several(in: frame.filters).map { [.dimension($0)] } ?? []
    }
    if turn.pointsAtSeveral, before.intent == .kpi, before.isChosen, turn.hasMetric || said.by != before.by {
      guard let rows = Pronoun.rows(of: conversation) else { return nil }
      for dimension in rows.dimensions { frame.filters[dimension] = rows[dimension] }
      (frame.rank, frame.having) = (said.rank, said.having)
      frame.inherited.append("filters")
    }
    // "the downtime of that line" after a table by line.
    if turn.hasMetric { frame.by.removeAll { grouping in turn.pointedAtOne.contains { grouping == .dimension($0) } } }
    if !turn.pointedAt.isEmpty, !frame.inherited.contains("filters") { frame.inherited.append("filters") }
    guard let asked = asAsked(rateOfMade(frame, turn, before), turn, before) else { return nil }
    frame = asked
    if turn.standsForThing, frame.filters.without([.state]).isEmpty {
      guard let spoken = Pronoun.spoken(of: conversation) else { return nil }
      for dimension in spoken.dimensions { frame.filters[dimension] = spoken[dimension] }
      frame.inherited.append("filters")
    }
    return frame
  }

  /// Lines on which a machine named in words is looked for: "only mounter B" after SMT 1.
  private func lines(of before: Frame) -> [String] {
    let machines = before.filters[.machine].compactMap { reader.grammar.names.entry(.machine, $0)?.parents[.line] }
    return before.filters[.line].isEmpty ? Array(Set(machines)).sorted() : before.filters[.line]
  }

  /// "line 2" after a question about an SMT line is SMT line 2.
  func fits(_ turn: TurnPieces, _ before: Frame) -> Bool {
    guard let line = turn.numberedLine, let kind = reader.grammar.names.entry(.line, line)?.parents[.lineKind] else {
      return true
    }
    var scopes = [before.filters] + before.compare
    if case .text(let changed)? = before.change["line"] { scopes.append(Scope([.line: [changed]])) }
    let kinds = scopes.flatMap { scope in
      scope[.lineKind] + scope[.line].compactMap { reader.grammar.names.entry(.line, $0)?.parents[.lineKind] }
    }
    return kinds.isEmpty || kinds.contains(kind)
  }

  /// "back to line 1": the whole of the latest turn that had it.
  private func earlier(_ turn: TurnPieces) -> Frame? {
    let named = turn.content.allSatisfy { piece in
      if case .names = piece.meaning { return true }
      return piece.kind == .metric || piece.kind == .state
    }
    guard named else { return nil }
    let frames = conversation.turns.reversed().compactMap(\.frame)
    guard
      var frame = frames.first(where: { frame in
        turn.content.allSatisfy { piece in
          switch piece.meaning {
          case .names(let dimension, let codes): frame.filters[dimension] == codes
          case .value(let value) where piece.kind == .state: frame.filters[.state] == [value]
          case .value(let value): frame.metrics.contains(value)
          default: false
          }
        }
      })
    else { return nil }
    let said = Set(turn.content.compactMap { piece in piece.kind == .metric ? "metrics" : "filters" })
    frame.inherited = TurnMerge.keys(of: frame).filter {
      !said.contains($0) || $0 == "filters" && frame.filters.dimensions.count > 1
    }
    return frame
  }
}

extension Frame {
  /// A list, or a number of orders: "it" is none of them.
  fileprivate var isOfSeveralOrders: Bool { intent == .list || intent == .kpi && metrics == ["order_quantity"] }
}

extension Cover {
  /// Whether every word has a meaning, and none of them wishes to change data or points at nothing.
  var isExplained: Bool {
    unexplained.isEmpty && !pieces.contains { $0.kind == .change || $0.kind == .missing }
  }
}
