/// Puts the pieces of a cover together into a frame, by the rules of the domain.
///
/// Nothing is dropped: where a piece has no place, there is no frame.
struct FrameAssembly {
  let grammar: CompiledGrammar
  let rule: FrameRule
  let pieces: [ChartEntry]
  let tokens: [Token]
  /// Labels of the words that have no meaning of their own: they are looked for again and again.
  private let emptyWords: [String]

  var frame: Frame
  var entities: [(name: String, plural: Bool)] = []
  var ranks: [RankPhrase] = []
  var thresholds: [(phrase: ThresholdPhrase, piece: Int, metricBefore: String?)] = []
  var times: [TimePhrase] = []
  var comparedTimes: [TimePhrase] = []
  var comparedScopes: [Scope] = []
  var machines: [[String]] = []
  /// Dimensions in the order in which their codes were named.
  var named: [Dimension] = []
  /// KPIs that were asked by what they lack to 1: the highest fallout is the lowest yield.
  var turned: Set<String> = []
  var isComparison = false
  var isProduction = false
  /// Where the words stand that ask for what is made beside another KPI.
  var joinedUnits: Set<Int> = []
  /// Breakdowns of the turn before, which a rank without one of its own speaks of.
  var groupingsBefore: [Grouping] = []
  /// Lines of the turn before, where machines named in words are looked for.
  var linesBefore: [String] = []
  /// What "it" and "there" of a what-if or a watch stand for; nil where nothing was spoken of.
  var spoken: (it: Scope?, there: Scope?) = (nil, nil)
  /// A turn of a conversation may name only one side: "vs TEST 2".
  var comparesWithBefore = false
  /// What the reading costs beyond its pieces, where it is possible but far-fetched.
  var farFetched: Float = 0

  init(grammar: CompiledGrammar, rule: FrameRule, pieces: [ChartEntry], tokens: [Token]) {
    (self.grammar, self.rule, self.pieces, self.tokens) = (grammar, rule, pieces, tokens)
    emptyWords = pieces.indices.compactMap { pieces[$0].kind == .stop ? pieces[$0].label : nil }
    frame = Frame(intent: rule.intent)
  }

  /// Whether a word of the question begins it so, without a meaning of its own.
  func asks(_ label: String) -> Bool { emptyWords.contains(label) }

  func has(_ kind: SlotKind) -> Bool { pieces.indices.contains { pieces[$0].kind == kind } }

  /// The frame, or nil where the pieces do not make one together.
  mutating func assemble() -> Frame? {
    switch rule.intent {
    case .whatIf:
      var assembly = ChangeAssembly(self)
      let frame = assembly.frame()
      // "a rush order for Friday" is due then, where the words can say so.
      if frame?.change["kind"] == .text(ChangeKind.rushOrder.rawValue), frame?.change["from"] != nil { farFetched += 1 }
      return frame
    case .watch:
      var assembly = WatchAssembly(self)
      return assembly.frame()
    case .report:
      var assembly = ReportAssembly(self)
      return assembly.frame()
    default: return assembleParts()
    }
  }

  /// The frame of pieces that stand for themselves, whatever the intent.
  mutating func assembleParts() -> Frame? {
    if asksForAnotherAnswer || splitsHowMuch { return nil }
    guard !joinsOthersByOr else { return nil }
    joinedUnits = joinedUnitStarts()
    guard let excluded = joinedExclusions(), !joinsThresholdsByOr, !asksEachOfItsOwn,
      !comparesBothAtOnce, !takesBack
    else { return nil }
    let found = placesFound()
    let counted = thingsCounted()
    for (index, piece) in pieces.enumerated() {
      if let metric = counted[index]?.metric {
        if !frame.metrics.contains(metric) { frame.metrics.append(metric) }
        note(piece, "metrics")
        continue
      }
      if case .threshold(let phrase) = piece.meaning {
        thresholds.append((phrase, index, frame.metrics.last))
        note(piece, "having")
        continue
      }
      if found.contains(index) { placeFound(piece); continue }
      guard excluded.contains(index) ? exclude(piece) : place(piece) else { return nil }
    }
    guard placeClauses() else { return nil }
    guard resolveRanks() else { return nil }
    applyDefaults()
    guard resolveMachines(), !isOfDaysOfNothing, placeTimes(), placeComparison(), placeSubject(), placeRank(),
      placeThresholds()
    else {
      return nil
    }
    guard adaptDate(), adaptStatistic(), reasonsFit(), !judges else { return nil }
    guard stopsAreLong() else { return nil }
    adaptToReasonsAndStages()
    guard placePartOfWhole() else { return nil }
    tellRateOfShare()
    if asksPartByMetric || asksShareThatIsLate { return nil }
    dropKindOfNamedLines()
    joinLinesWithKinds()
    // "all machines other than reflow ovens" are not the ovens without the ovens.
    for dimension in frame.exclude.dimensions
    where frame.exclude[dimension].contains(where: frame.filters[dimension].contains) { return nil }
    guard !asksForCatalogue, statesFit(), !takesCountForTime, !countsWhatIsNamed, !countsAnInstant,
      !measuresWhatWasLost,
      !asksHowOrderDid, !asksWhichSort, !asksWhichUnit, !countsHowItDid, !passesOverToDo, !choosesFromOne,
      fitRate()
    else { return nil }
    adaptStates()
    measureTheLongest()
    tellOfTheOne()
    tellOfTheOneMachine()
    return frame
  }

  /// "What did Packing line 2 pack": the kind of a line says nothing beside the line itself.
  private mutating func dropKindOfNamedLines() {
    if frame.filters[.lineKind].isEmpty { return }
    let kinds = frame.filters[.line].compactMap { grammar.names.entry(.line, $0)?.parents[.lineKind] }
    // "the share of SMT 3 in the downtime of SMT lines": the kind is the whole.
    if frame.aspect == .share { return }
    if !kinds.isEmpty, Set(kinds) == Set(frame.filters[.lineKind]) { frame.filters[.lineKind] = [] }
  }

  /// "SMT 1 and all DIP lines": no line is both, so each of them is meant.
  private mutating func joinLinesWithKinds() {
    let named = frame.filters[.line]
    let kinds = frame.filters[.lineKind]
    let places = pieces.indices.filter { pieces[$0].kind == .line || pieces[$0].kind == .lineKind }
    guard !named.isEmpty, !kinds.isEmpty, frame.aspect != .share,
      !named.contains(where: { kinds.contains(grammar.names.entry(.line, $0)?.parents[.lineKind] ?? "") }),
      let first = places.first, let last = places.last,
      pieces[first...last].contains(where: { $0.isJoin || $0.kind == .turn && $0.label == "also" })
    else { return }
    let lines = grammar.names.lines(of: kinds)
    let isKindFirst = pieces[first].kind == .lineKind
    frame.filters[.line] = isKindFirst ? lines + named : named + lines
    frame.filters[.lineKind] = []
  }

  /// "oee on Mondays": of which Mondays is not said, and today need be none. A turn has the time of the turn before.
  private var isOfDaysOfNothing: Bool {
    guard rule.intent == .kpi || rule.intent == .list, !comparesWithBefore, !times.isEmpty else { return false }
    return comparedTimes.isEmpty
      && times.allSatisfy { time in
        if time.isPlural, case .weekday = time.expression { return true }
        return !time.namesPeriod && !time.weekdays.isEmpty && time.hours == nil
      }
  }

  /// "PB-100 or SMT 3": filters of two dimensions hold both, and nothing says that one of them is enough.
  private var joinsOthersByOr: Bool {
    guard asks("or") else { return false }
    let lines: Set = [Dimension.line.rawValue, Dimension.lineKind.rawValue]
    for (index, piece) in pieces.enumerated() where piece.isJoin && piece.label == "or" {
      let sides = (pieces[..<index].last { !$0.isAside }, pieces[(index + 1)...].first { !$0.isAside })
      // "due tomorrow or blocked"
      if sides.0?.kind == .time, sides.1?.kind == .state { return true }
      guard let first = sides.0?.narrowed, let other = sides.1?.narrowed, first != other else { continue }
      if !lines.isSuperset(of: [first, other]) { return true }
    }
    return false
  }

  mutating func note(_ piece: ChartEntry, _ key: String) {
    let span = TextSpan(tokens[piece.start].span.lowerBound, tokens[piece.end - 1].span.upperBound)
    frame.sources.append(FrameSource(key: key, span: span))
  }

  mutating func place(_ piece: ChartEntry) -> Bool {
    switch piece.meaning {
    case .value(let value): return place(value, of: piece)
    case .entity(let name, let plural):
      if !entities.contains(where: { $0.name == name }) { entities.append((name, plural)) }
      note(piece, "entity")
    case .names(let dimension, let codes):
      // "I need to tell Aurora when SO-24310 is done": the order says whose it is.
      if piece.kind == .polite, pieces.contains(where: { $0.kind == .order || $0.kind == .workOrder }) {
        return place("", of: piece)
      }
      for code in codes { frame.filters.add(code, to: dimension) }
      named.removeAll { $0 == dimension }
      named.append(dimension)
      note(piece, "filters.\(dimension.rawValue)")
    case .machines(let codes):
      machines.append(codes)
      note(piece, "filters.machine")
    case .terms(let terms):
      for term in terms where !frame.terms.contains(term) { frame.terms.append(term) }
      note(piece, "term")
    case .grouping(let groupings):
      if groupings.count == 1, case .dimension(let dimension) = groupings[0], isOfOne(dimension, behind: piece) {
        break
      }
      for grouping in groupings where !frame.by.contains(grouping) { frame.by.append(grouping) }
      note(piece, "by")
    case .groupingOf(let groupings, let scope):
      for grouping in groupings where !frame.by.contains(grouping) { frame.by.append(grouping) }
      for dimension in scope.dimensions {
        for code in scope[dimension] { frame.filters.add(code, to: dimension) }
      }
      note(piece, "by")
    case .rank(let phrase):
      ranks.append(phrase)
      for dimension in phrase.named.dimensions {
        for code in phrase.named[dimension] { frame.filters.add(code, to: dimension) }
        note(piece, "filters.\(dimension.rawValue)")
      }
      note(piece, "rank")
    case .excludedNames(let dimension, let codes):
      for code in codes { frame.exclude.add(code, to: dimension) }
      note(piece, "exclude.\(dimension.rawValue)")
    case .excludedTime(let time):
      guard exclude(time) else { return false }
      note(piece, "exclude")
    case .dated(let date, let scope):
      guard place(date.rawValue, of: piece) else { return false }
      for dimension in scope.dimensions {
        for code in scope[dimension] { frame.filters.add(code, to: dimension) }
      }
    case .compared(let scopes):
      comparedScopes += scopes
      note(piece, "compare")
    case .comparedTime(let some):
      // "with last week" compares only beside a word that does.
      if piece.rule.map({ grammar.rules[$0].value }) == NameOperation.with, !isComparisonSaid {
        return false
      }
      comparedTimes += some
      note(piece, "compare_period")
    case .time(let phrase):
      times.append(phrase)
      if phrase.isEach, let grain = phrase.expression.grain { frame.by.append(.grain(grain)) }
      note(piece, "period")
    case .number, .quantity, .event, .details, .every, .threshold: return false
    }
    return true
  }

  /// "filter by product GW-4": by that one, and not one row each.
  private func isOfOne(_ dimension: Dimension, behind piece: ChartEntry) -> Bool {
    guard let next = pieces.first(where: { $0.start == piece.end }), case .names(dimension, let codes) = next.meaning
    else { return false }
    let others = pieces.filter { if case .names(dimension, _) = $0.meaning { true } else { false } }
    return codes.count == 1 && others.count == 1
  }

  mutating func place(_ value: String, of piece: ChartEntry) -> Bool {
    switch piece.kind {
    case .metric:
      // "rework rate (rework)": what stands in brackets says the same once more, or nothing that has a place.
      if value.hasPrefix(Metric.mean) {
        guard frame.statistic == nil || frame.statistic == .mean else { return false }
        frame.statistic = .mean
      }
      let (value, isTurned) = Metric.name(value)
      if isInBrackets(piece), let last = frame.metrics.last {
        guard last.hasPrefix(value) else { return false }
        break
      }
      if isTurned { turned.insert(value) }
      if !frame.metrics.contains(value) { frame.metrics.append(value) }
      note(piece, "metrics")
    case .state:
      frame.filters.add(value, to: .state)
      note(piece, "filters.state")
    case .statistic:
      guard frame.statistic == nil || frame.statistic?.rawValue == value else { return false }
      frame.statistic = Statistic(rawValue: value)
      note(piece, "statistic")
    case .aspect:
      guard frame.aspect == nil || frame.aspect?.rawValue == value else { return false }
      frame.aspect = Aspect(rawValue: value)
      note(piece, "aspect")
    case .show:
      guard frame.show == nil || frame.show?.rawValue == value else { return false }
      frame.show = Presentation(rawValue: value)
      note(piece, "show")
    case .date:
      guard frame.periodOf == nil || frame.periodOf?.rawValue == value else { return false }
      frame.periodOf = PeriodOf(rawValue: value)
      note(piece, "period")
    case .unit:
      isProduction = true
      if joinedUnits.contains(piece.start), !frame.metrics.contains("output") { frame.metrics.append("output") }
    case .compare: isComparison = true
    case .channel: frame.channel = value
    case .polite: frame.ignored.append(tokens[piece.start..<piece.end].map(\.text).joined(separator: " "))
    case .cue, .request, .stop, .turn: break
    default: return false
    }
    return true
  }

  private func isInBrackets(_ piece: ChartEntry) -> Bool {
    piece.start > 0 && tokens[piece.start - 1].text == "(" && piece.end < tokens.count && tokens[piece.end].text == ")"
  }

  /// What the frame's rule fills where the question left it open.
  mutating func applyDefaults() {
    let isOrdered = !frame.filters[.order].isEmpty || !frame.filters[.workOrder].isEmpty
    if isProduction, frame.metrics.isEmpty, rule.intent == .forecast, rule.sets["metrics"] == nil, !isOrdered {
      frame.metrics = ["output"]
    }
    if isProduction, frame.metrics.isEmpty, rule.intent == .kpi {
      // Nothing is produced at an instant: "how many boards are in test now" asks for what is there.
      let sets = rule.sets["metrics"]
      if times.contains(where: { $0.expression == .now }), sets == nil || sets == ["output"] && namesOnlyThings {
        frame.metrics = ["wip"]
      }
      if frame.metrics.isEmpty, rule.sets["metrics"] == nil { frame.metrics = ["output"] }
    }
    // "which reason cost us the most time": the rank says what is measured.
    if frame.metrics.isEmpty, let metrics = rule.sets["metrics"],
      rule.intent != .kpi || !ranks.contains(where: { $0.metric != nil })
    {
      frame.metrics = counted(metrics)
    }
    // "OEE with A, P and Q": what the words stand for holds what was named beside them.
    if let metrics = rule.sets["metrics"], metrics.count > 1, !frame.metrics.isEmpty,
      Set(metrics).isSuperset(of: frame.metrics)
    {
      frame.metrics = metrics
    }
    if frame.periodOf == nil { frame.periodOf = rule.sets["date"]?.first.flatMap(PeriodOf.init) }
    if frame.statistic == nil { frame.statistic = rule.sets["statistic"]?.first.flatMap(Statistic.init) }
    if frame.aspect == nil { frame.aspect = rule.sets["aspect"]?.first.flatMap(Aspect.init) }
    if frame.show == nil { frame.show = rule.sets["show"]?.first.flatMap(Presentation.init) }
    if let states = rule.sets["state"], frame.filters[.state].isEmpty { frame.filters[.state] = states }
    if frame.by.isEmpty, let by = rule.sets["by"] { frame.by = by.compactMap(Grouping.init(entity:)) }
    frame.action = rule.sets["action"]?.first
  }

  /// "the most feeder jams" are counted; changeovers and waiting are no stops and cannot be.
  private func counted(_ metrics: [String]) -> [String] {
    let categories = frame.filters[.reason].map { grammar.names.entry(.reason, $0)?.category }
    guard metrics == ["downtime"], ranks.contains(where: { $0.isCount }), !categories.isEmpty,
      categories.allSatisfy({ $0 == "down" })
    else { return metrics }
    return ["stops"]
  }

  /// A machine in words is its code where it is unique in the lines named, otherwise its stage.
  mutating func resolveMachines() -> Bool {
    if machines.isEmpty { return true }
    let isElsewhere = [.line, .site, .lineKind].contains { !frame.filters[$0].isEmpty }
    let lines = isElsewhere ? frame.filters[.line] : linesBefore
    for codes in machines {
      let here = codes.filter { code in
        lines.isEmpty || lines.contains(grammar.names.entry(.machine, code)?.parents[.line] ?? "")
      }
      guard !here.isEmpty else { return false }
      if here.count == max(1, lines.count) {
        for code in here { frame.filters.add(code, to: .machine) }
        // The line is said by the machine already.
        frame.filters[.line] = []
        named.removeAll { $0 == .line }
        named.append(.machine)
      } else {
        let stages = Set(here.compactMap { grammar.names.entry(.machine, $0)?.parents[.stage] })
        guard stages.count == 1, let stage = stages.first else { return false }
        let atStage = grammar.names.machines(at: stage).count {
          lines.isEmpty || lines.contains(grammar.names.entry(.machine, $0)?.parents[.line] ?? "")
        }
        if here.count == atStage {
          frame.filters.add(stage, to: .stage)
          named.append(.stage)
        } else {
          // Other machines stand at that stage too.
          for code in here { frame.filters.add(code, to: .machine) }
          frame.filters[.line] = []
          named.removeAll { $0 == .line }
          named.append(.machine)
        }
      }
    }
    return true
  }
}

extension ChartEntry {
  /// What it narrows a question to: a dimension, a state or a date.
  fileprivate var narrowed: String? {
    switch meaning {
    case .names(let dimension, _): return dimension.rawValue
    case .time(let phrase):
      if phrase.of != nil { return "date" }
      if case .shift = phrase.expression { return Dimension.shift.rawValue }
      return nil
    default: return kind == .state ? Dimension.state.rawValue : kind == .date ? "date" : nil
    }
  }
}
