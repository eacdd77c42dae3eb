/// Reads a what-if: what changes, and what is asked about it.
///
/// What stands from "if" on says what changes, up to the first words that cannot; those and what stands before "if"
/// ask for the effect. A piece that has a place in neither leaves no reading.
struct ChangeAssembly {
  private let base: FrameAssembly
  private var asking: [ChartEntry] = []
  private var changing: [ChartEntry] = []

  private var event: EventPhrase?
  private var details: [String: FrameValue] = [:]
  private var duration: Double?
  private var times: [TimePhrase] = []
  private var names: [ChartEntry] = []
  private var namesSpeed = false
  private var metric: String?

  init(_ base: FrameAssembly) {
    self.base = base
    split()
  }

  mutating func frame() -> Frame? {
    guard collect(), let named = scope(), let scope = withSpoken(named), var frame = effect() else { return nil }
    guard let change = change(in: scope) else { return nil }
    frame.change = change
    if scope != named { frame.inherited = ["change"] }
    for piece in changing {
      let span = TextSpan(
        base.tokens[piece.start].span.lowerBound, base.tokens[piece.end - 1].span.upperBound)
      frame.sources.append(FrameSource(key: "change", span: span))
    }
    return frame
  }

  // MARK: Clauses

  private mutating func split() {
    let content = base.pieces.filter { $0.kind != .stop && $0.kind != .polite }
    // "SMT 2 down for 4 hours, what happens?": the change comes first.
    let isLast = content.last.map(Self.opens) ?? false
    var isChanging = !content.dropLast(isLast ? 1 : 0).contains(where: Self.opens)
    for piece in base.pieces {
      if Self.opens(piece) {
        isChanging = true
      } else if piece.kind == .cue, piece.label == "effect" {
        isChanging = false
        asking.append(piece)
      } else if isChanging, canChange(piece) {
        changing.append(piece)
      } else {
        if !piece.isAside { isChanging = false }
        asking.append(piece)
      }
    }
  }

  private static func opens(_ piece: ChartEntry) -> Bool {
    piece.kind == .cue && ["if", "what_if"].contains(piece.label)
  }

  private func canChange(_ piece: ChartEntry) -> Bool {
    switch piece.kind {
    case .event, .detail, .duration, .time: true
    case .metric: piece.label == "first_pass_yield"
    case .cue: ["speed", "comes"].contains(piece.label)
    case .request: piece.label == "comes"
    default: piece.mask & SlotKind.scopeMask != 0
    }
  }

  // MARK: The effect asked for

  private func effect() -> Frame? {
    var assembly = FrameAssembly(grammar: base.grammar, rule: base.rule, pieces: asking, tokens: base.tokens)
    guard !comesAgain, var frame = assembly.assembleParts() else { return nil }
    if frame.aspect != nil, frame.aspect != .affected { return nil }
    // "will SO-25090 be late if …" asks about the order, whatever becomes of it.
    if !frame.filters[.order].isEmpty { frame.filters[.state] = [] }
    // "what happens?" alone asks for no more than the what-if does.
    let isAbout = !assembly.entities.isEmpty || !frame.filters.isEmpty || frame.period != nil
    frame.aspect = frame.metrics.isEmpty && (isAbout || frame.aspect != nil) ? .affected : nil
    return frame
  }

  /// "an extra shift every Saturday": what is supposed happens once. A list of a time alone is none.
  private var comesAgain: Bool {
    zip(base.pieces, base.pieces.dropFirst()).contains { list, time in
      list.kind == .cue && list.label == "list" && time.kind == .time && list.end == time.start
    }
  }

  // MARK: The change

  private mutating func collect() -> Bool {
    for piece in changing {
      switch piece.meaning {
      case .event(let phrase):
        // "run … first", "put … to the front": the verb alone says less.
        let isFirst = event == nil || event?.kind == .place
        guard isFirst || phrase.kind == .place || event?.kind == phrase.kind else { return false }
        if isFirst { event = phrase }
        times += phrase.times
        names += phrase.names.dimensions.map { dimension in
          piece.taken(
            as: SlotKind(rawValue: dimension.rawValue) ?? piece.kind, .names(dimension, phrase.names[dimension]))
        }
        duration = duration ?? phrase.duration
      case .details(let some):
        for (key, value) in some {
          guard details[key] == nil else { return false }
          details[key] = value
        }
      case .quantity(let number, let unit) where piece.kind == .duration:
        guard duration == nil else { return false }
        duration = number * unit.factor
      case .time(let phrase): times.append(phrase)
      case .names, .machines: names.append(piece)
      case .value(let value) where piece.kind == .metric: metric = value
      case .value where piece.kind == .cue: namesSpeed = namesSpeed || piece.label == "speed"
      case .value where piece.kind == .request: break
      default: return false
      }
    }
    return event != nil
  }

  /// Names of the change, with machines in words resolved.
  private func scope() -> Scope? {
    guard !names.isEmpty else { return Scope() }
    var assembly = FrameAssembly(grammar: base.grammar, rule: base.rule, pieces: names, tokens: base.tokens)
    return assembly.assembleParts()?.filters
  }

  /// "What if it slips by two days", "if we add a shift there": the thing spoken of is what changes. Nil where there is
  /// none.
  private func withSpoken(_ scope: Scope) -> Scope? {
    let things: Set<Dimension> = [.order, .workOrder, .line, .lineKind, .site, .stage, .machine]
    let clause = base.pieces.drop { !Self.opens($0) }
    let isIt = clause.contains { $0.kind == .stop && ["it", "its"].contains($0.label) }
    let isThere = clause.contains { $0.kind == .stop && $0.label == "there" }
    guard isIt || isThere, scope.dimensions.allSatisfy({ !things.contains($0) }) else { return scope }
    let effects = base.pieces.contains { $0.kind == .cue && $0.label == "effect" }
    guard let spoken = isThere ? base.spoken.there : base.spoken.it else { return effects ? scope : nil }
    var scope = scope
    for dimension in spoken.dimensions { scope[dimension] = spoken[dimension] }
    return scope
  }

  private func change(in scope: Scope) -> [String: FrameValue]? {
    guard let event, let kind = kind(of: event) else { return nil }
    guard details.keys.allSatisfy(kind.details.contains) else { return nil }
    var change = details
    for dimension in scope.dimensions {
      guard kind.dimensions.contains(dimension), change[dimension.rawValue] == nil else { return nil }
      let codes = scope[dimension]
      // A rush order is urgent by what it is called.
      if kind == .rushOrder, dimension == .priority, codes == ["urgent"] { continue }
      change[dimension.rawValue] = codes.count == 1 ? .text(codes[0]) : .list(codes)
    }
    let isLine = change["machine"] == nil && change["stage"] == nil
    change["kind"] = .text(kind.name(ofLine: isLine))
    guard addFactor(of: event, to: &change) else { return nil }
    if let quantity = event.quantity {
      guard change["quantity"] == nil else { return nil }
      change["quantity"] = .number(quantity)
    }
    if let duration { change["duration"] = .number(duration) }
    guard addTimes(to: &change, of: kind) else { return nil }
    guard kind.needed.allSatisfy({ $0.contains { change[$0] != nil } }) else { return nil }
    return change
  }

  /// What the words beside an event decide: "drops to 90 %" of the speed or of the yield, "run" before or on what.
  private func kind(of event: EventPhrase) -> ChangeKind? {
    switch event.kind {
    case .level:
      guard (metric == nil) == namesSpeed else { return nil }
      return namesSpeed ? .speed : .yield
    case .place:
      guard metric == nil, !namesSpeed else { return nil }
      return details["before"] != nil || details["after"] != nil ? .resequence : .moveOrder
    default:
      return metric == nil && !namesSpeed ? event.kind : nil
    }
  }

  /// "speed up … by 20 %": the share may stand apart from the event.
  private func addFactor(of event: EventPhrase, to change: inout [String: FrameValue]) -> Bool {
    let share = change.removeValue(forKey: "share")
    let level = change.removeValue(forKey: "level")
    var factors = [event.factor].compactMap(\.self)
    if case .number(let amount) = share { factors.append(event.factor(of: amount)) }
    if case .number(let amount) = level { factors.append(amount) }
    // A level of a line that is only "faster" has no sign to go by.
    guard factors.count <= 1, factors.allSatisfy({ $0 > 0 }) else { return false }
    if let factor = factors.first {
      guard event.sign != nil else { return false }
      change["factor"] = .number(factor)
    }
    return true
  }

  /// A time is when the change holds (`from`, `to`), or when an order is due.
  private func addTimes(to change: inout [String: FrameValue], of kind: ChangeKind) -> Bool {
    guard var time = TimePhrase(joining: times) else { return times.isEmpty }
    guard time.hours == nil, time.weekdays.isEmpty else { return false }
    if case .shift(let name, let day) = time.expression {
      guard change["shift"] == nil else { return false }
      change["shift"] = .text(name)
      // A shift that is extra is not in the calendar: its day is all that is known of when it is.
      if kind == .extraShift {
        guard let day else { return true }
        time.expression = day
      }
    }
    var isDue = time.of == .due
    if case .until = time.expression, kind == .rushOrder { isDue = true }
    if case .before = time.expression, kind == .rushOrder { isDue = true }
    guard time.of == nil || isDue && kind == .rushOrder else { return false }
    guard change["due"] == nil || !isDue else { return false }
    if isDue {
      change["due"] = .time(time.expression)
    } else {
      (change["from"], change["to"]) = (.time(time.expression), .time(time.expression))
    }
    return true
  }
}

extension TimePhrase {
  /// A day and hours named apart ("tomorrow … from 8 to 12") as one time; nil where they do not make one.
  init?(joining times: [TimePhrase]) {
    guard let first = times.first else { return nil }
    guard times.count > 1 else { self = first; return }
    guard times.count == 2, times.allSatisfy({ $0.hours == nil && $0.weekdays.isEmpty }),
      times[0].of == nil || times[1].of == nil
    else { return nil }
    let pairs = [(times[0], times[1]), (times[1], times[0])]
    for (day, hours) in pairs where day.expression.isDay {
      guard let joined = hours.expression.on(day.expression) else { continue }
      self.init(expression: joined, of: day.of ?? hours.of)
      return
    }
    return nil
  }
}

extension TimeExpression {
  /// Hours without a day, on one.
  fileprivate func on(_ day: TimeExpression) -> TimeExpression? {
    switch self {
    case .hours(let hours, nil): .hours(hours, of: day)
    case .clock(let clock, nil): .clock(clock, of: day)
    case .part(let part, nil): .part(part, of: day)
    case .shift(let name, nil): .shift(name, of: day)
    case .starting(let time): time.on(day).map { .starting($0) }
    case .until(let time): time.on(day).map { .until($0) }
    default: nil
    }
  }
}
