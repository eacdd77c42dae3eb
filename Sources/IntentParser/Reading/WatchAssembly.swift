/// Reads a watch: the condition on which it speaks up, and the scope that it looks at.
///
/// A condition is a KPI against a value, or a kind of thing in a state; `for` is how long it must hold, `window` how
/// long it is counted over. A piece without a place leaves no reading.
struct WatchAssembly {
  private let base: FrameAssembly
  private var rest: [ChartEntry] = []
  private var held: Double?
  private var window: Double?
  private var state: String?
  private var channel: String?
  private var shifts: [String] = []
  /// "more than 3 orders": how many of them.
  private var count: ThresholdPhrase?

  init(_ base: FrameAssembly) { self.base = base }

  mutating func frame() -> Frame? {
    guard tellsLast(), !isPastOrOfBoth, collect() else { return nil }
    var rule = base.rule
    // "tombstones exceed 10 an hour": their number.
    if rule.sets["metrics"] == nil, base.pieces.contains(where: { $0.kind == .defect }),
      !base.pieces.contains(where: { $0.kind == .metric || $0.kind == .entity })
    {
      rule.sets["metrics"] = ["defects"]
    }
    if rule.sets["metrics"] == nil, countsReason { rule.sets["metrics"] = ["stops"] }
    var assembly = FrameAssembly(grammar: base.grammar, rule: rule, pieces: rest, tokens: base.tokens)
    guard var frame = assembly.assembleParts() else { return nil }
    // "tell me when it is done": the order spoken of.
    if base.asks("it"), frame.filters.without([.state]).isEmpty, frame.metrics.isEmpty, frame.having.isEmpty,
      assembly.entities.isEmpty, let spoken = base.spoken.it
    {
      for dimension in spoken.dimensions { frame.filters[dimension] = spoken[dimension] }
      frame.inherited = ["filters"]
    }
    guard let condition = condition(of: &frame, entities: assembly.entities.map(\.name)) else { return nil }
    frame.condition = condition
    frame.channel = channel
    for name in shifts { frame.filters.add(assembly.code(ofShift: name), to: .shift) }
    if frame.action == "create" {
      guard condition["op"] != nil || condition["state"] != nil else { return nil }
    } else if held != nil || window != nil {
      return nil
    }
    return frame
  }

  /// "more than 3 feeder jams in an hour": the stops of that reason. What is no stop cannot be counted.
  private var countsReason: Bool {
    guard !base.pieces.contains(where: { $0.kind == .metric || $0.kind == .entity }) else { return false }
    let isCounted = base.pieces.contains {
      guard case .threshold(let phrase) = $0.meaning else { return false }
      return [.plain, .units].contains(phrase.unit) && phrase.metric == nil
    }
    return isCounted
      && base.pieces.contains {
        guard case .names(.reason, let codes) = $0.meaning else { return false }
        return codes.allSatisfy { base.grammar.names.entry(.reason, $0)?.category == "down" }
      }
  }

  /// "when both SMT 1 and SMT 2 are down": a filter of two means any of them. "When SMT 1 was down" is over, and "tell
  /// me when is SO-25005 planned" asks.
  private var isPastOrOfBoth: Bool {
    guard base.rule.sets["action"] == ["create"] else { return false }
    let isAsked = zip(base.pieces, base.pieces.dropFirst()).contains { wish, word in
      wish.kind == .request && wish.label == "watch" && word.start == wish.end && word.kind == .stop
        && word.label == "is"
    }
    return isAsked || base.pieces.contains { $0.kind == .stop && ($0.label == "both" || $0.label == "was") }
  }

  /// "…, tell me" stands after its condition; "tell me if …" may be a question and is a phrase of its own.
  private func tellsLast() -> Bool {
    let content = base.pieces.filter { $0.kind != .stop && $0.kind != .polite }
    return content.first.map { $0.kind == .request && $0.label == "tell" } != true
  }

  private mutating func collect() -> Bool {
    // "all day", "the whole shift": for how long it must hold is not said in hours.
    if base.pieces.contains(where: { $0.kind == .turn && $0.label == "whole_day" }) { return false }
    let isOfDefect = base.pieces.contains { $0.kind == .defect }
    let hasMetric =
      base.pieces.contains { $0.kind == .metric } || base.rule.sets["metrics"] != nil || isOfDefect || countsReason
    let isCreate = base.rule.sets["action"] == ["create"]
    for piece in base.pieces {
      switch piece.meaning {
      case .quantity(let number, let unit):
        let seconds = number * unit.factor
        if piece.kind == .window {
          guard window == nil else { return false }
          window = seconds
        } else {
          guard held == nil else { return false }
          held = seconds
        }
      case .event(let phrase):
        guard state == nil, let itsState = Self.state(of: phrase) else { return false }
        state = itsState
      case .threshold(let phrase) where phrase.unit.isTime && phrase.metric == "downtime" && !hasMetric:
        // "down more than 15 minutes" is how long it stands, not what adds up over a day.
        guard held == nil, state == nil, let amount = phrase.amount else { return false }
        (held, state) = (amount, "down")
      // A stop that lasts so long is what stands so long.
      case .threshold(let phrase) where phrase.metric == "stop_duration" && !hasMetric || phrase.isMeant: return false
      case .threshold(let phrase) where phrase.unit.isTime && phrase.metric == nil && !hasMetric:
        // "idle longer than 15 minutes"
        guard held == nil, let amount = phrase.amount, [.greater, .greaterOrEqual].contains(phrase.comparison)
        else { return false }
        held = amount
      case .threshold(let phrase) where [.plain, .units].contains(phrase.unit) && phrase.metric == nil && !hasMetric:
        guard count == nil, phrase.amount != nil else { return false }
        count = phrase
      case .time(let phrase):
        switch phrase.expression {
        case .rolling(let seconds) where seconds < 0:
          guard window == nil else { return false }
          window = Double(-seconds)
        // "during the night shift": whenever it runs.
        case .shift(let name, nil) where isCreate: shifts.append(name)
        // "in an hour" and "within 30 minutes" are what a watch counts over, not when.
        case .rolling, .shifted(.second, _, _), .shifted(.minute, _, _), .shifted(.hour, _, _): return false
        default:
          // What a watch waits for is to come: "at 5 pm" and "yesterday" are nothing that it could look at.
          guard !isCreate || phrase.of != nil || phrase.expression.isRunning else { return false }
          rest.append(piece)
        }
      case .value(let value) where piece.kind == .channel:
        guard channel == nil else { return false }
        channel = value
      case .details, .every: return false
      default: rest.append(piece)
      }
    }
    return true
  }

  /// What an event of a what-if is as a state: a line that goes down is down.
  private static func state(of phrase: EventPhrase) -> String? {
    guard !phrase.isVague, phrase.factor == nil, phrase.quantity == nil, phrase.times.isEmpty, phrase.names.isEmpty,
      phrase.duration == nil
    else { return nil }
    switch phrase.kind {
    case .down: return "down"
    case .orderSlips: return "late"
    default: return nil
    }
  }

  private mutating func condition(of frame: inout Frame, entities: [String]) -> [String: FrameValue]? {
    var condition: [String: FrameValue] = [:]
    let states = frame.filters[.state] + (state.map { [$0] } ?? [])
    frame.filters[.state] = []
    guard frame.having.count <= 1, states.count <= 1, entities.count <= 1, frame.metrics.count <= 1 else { return nil }
    if let threshold = frame.having.first {
      guard frame.metrics.isEmpty || frame.metrics == [threshold.metric], states.isEmpty else { return nil }
      // "100 per hour" of a rate is what it is counted in.
      if threshold.metric == "throughput", let counted = window {
        guard counted == 3600 else { return nil }
        window = nil
      }
      condition["metric"] = .text(threshold.metric)
      condition["op"] = .text(threshold.comparison.rawValue)
      condition["value"] =
        switch threshold.value {
        case .number(let number): .number(number)
        case .target: .text("target")
        }
      // "if any line's oee is below 60 %"
      frame.by = entities.compactMap(Grouping.init(entity:))
      let things: [Grouping] = [.dimension(.shift), .dimension(.weekday)]
      guard frame.by.count == entities.count,
        !frame.by.contains(where: { if case .grain = $0 { true } else { things.contains($0) } })
      else { return nil }
    } else if let metric = frame.metrics.first {
      guard frame.action != "create", states.isEmpty, entities.isEmpty else { return nil }
      condition["metric"] = .text(metric)
    } else if let thing = entities.first ?? Self.thing(in: frame.filters, of: states.first, isCounted: count != nil) {
      guard let state = Self.state(states.first, of: thing), count == nil || !state.isEmpty else { return nil }
      if frame.action == "create" || !states.isEmpty || !entities.isEmpty {
        condition["entity"] = .text(thing)
        if !state.isEmpty { condition["state"] = .text(state) }
      }
    } else if !states.isEmpty {
      return nil
    }
    if let count, let amount = count.amount {
      guard condition["entity"] != nil else { return nil }
      condition["op"] = .text(count.comparison.rawValue)
      condition["value"] = .number(amount)
    }
    (frame.having, frame.metrics) = ([], [])
    // "not acknowledged within 10 minutes" is how long nobody took it; "down within an hour" says nothing clear.
    if condition["entity"] != nil, count == nil, let counted = window {
      guard condition["state"] == .text("unacknowledged"), held == nil else { return nil }
      (held, window) = (counted, nil)
    }
    condition["for"] = held.map { .number($0) }
    condition["window"] = window.map { .number($0) }
    return condition
  }

  /// The kind of thing that a name is: a stage stands for its machines.
  private static func thing(in filters: Scope, of state: String?, isCounted: Bool) -> String? {
    let kinds: [(Dimension, Entity)] = [
      (.order, .order), (.workOrder, .workOrder), (.machine, .machine), (.stage, .machine), (.line, .line),
      (.lineKind, .line), (.lot, .material),
    ]
    if let kind = kinds.first(where: { !filters[$0.0].isEmpty }) { return kind.1.rawValue }
    let orderStates: Set = ["late", "at_risk", "blocked", "not_started"]
    guard let state, orderStates.contains(state), isCounted || !filters[.customer].isEmpty || !filters[.product].isEmpty
    else { return nil }
    return Entity.order.rawValue
  }

  /// The state as things of the kind have it; empty where none is named, nil where they cannot be in it.
  private static func state(_ state: String?, of thing: String) -> String? {
    guard let state else { return thing == Entity.alert.rawValue ? "open" : "" }
    guard let entity = Entity(rawValue: thing) else { return nil }
    let name = entity.state(state)
    return entity.states?.contains(name) == true ? name : nil
  }
}

extension TimeExpression {
  /// A time that goes on, or is to come, and comes round again: today, this week, the next shift.
  fileprivate var isRunning: Bool {
    switch self {
    case .now, .toDate: true
    case .relative(_, let offset): offset >= 0
    case .shift(_, let day?): day.isRunning
    default: false
    }
  }
}
