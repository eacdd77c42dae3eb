// What kind of answer the words ask for: a number, an amount, a length, whether all are, or which ones. A frame that gives
// another kind has nothing to say to them.
extension FrameAssembly {
  /// The word with which the question begins, behind greetings and "tell me".
  var opening: ChartEntry? {
    pieces.first { $0.kind != .polite && !($0.kind == .stop && $0.label == "x") }
  }

  /// Whether the frame's intent cannot give what is asked for, whatever its pieces are.
  var asksForAnotherAnswer: Bool {
    if negatesNext { return true }
    // "how did the lines do" asks for more than which lines there are.
    if rule.intent == .list || rule.intent == .status, asks("how_did") { return true }
    // An amount is no list: "ca ngày hôm qua ra bao nhiêu con" asks for no shifts.
    if rule.intent == .list || rule.intent == .status, asks("asks_amount") { return true }
    // "còn lại bao nhiêu" asks how much, and not for the orders that are open.
    if rule.intent == .list, asks("amount"), !comparesWithBefore, !pieces.contains(where: { $0.kind == .entity }) {
      return true
    }
    // A number is asked for, and not where each comes from or when it runs.
    if rule.intent == .trace || rule.intent == .schedule, asks("asks_number") { return true }
    if rule.intent == .trace, asks("asks_amount") { return true }
    // "how much of tomorrow's plan is for Falcon"; what is free is an amount.
    if rule.intent == .schedule, asks("asks_amount"), !pieces.contains(where: { $0.kind == .aspect }) { return true }
    // "did we ship everything on time": those that were on time do not tell.
    if asks("everything"), pieces.contains(where: { $0.kind == .state && $0.label == "on_time" }) { return true }
    if asksWhetherAll, pieces.contains(where: { $0.kind == .state || $0.kind == .date || $0.namesDate }) { return true }
    // "how long was preventive maintenance done" asks for no list of it.
    if rule.intent == .list, asks("asks_long"), pieces.contains(where: { $0.label == "preventive" }) { return true }
    // "how long did SMT 2 wait for material" asks for no orders that wait, and for no lines.
    if rule.intent == .list, asks("asks_long"), asks("did"), !pieces.contains(where: { $0.label == "stop" }) {
      return true
    }
    // "how many did we ship and how many are left" asks for two things, and only progress says both.
    if [.kpi, .list, .forecast].contains(rule.intent), asks("left") { return true }
    if rule.intent == .forecast, isToBe || asks("when") && rule.sets["metrics"] == ["late_orders"] { return true }
    return false
  }

  /// "chưa làm": not done yet, where the same word at the end of a question only asks. What it negates is a state.
  private var negatesNext: Bool {
    guard asks("end") else { return false }
    return zip(pieces, pieces.dropFirst()).contains { word, next in
      word.kind == .stop && word.label == "end" && word.end == next.start
        && [.cue, .date, .state, .unit].contains(next.kind)
    }
  }

  /// "are all machines running": those that run do not tell, and nor do all orders that are there.
  private var asksWhetherAll: Bool {
    if asks("whether_all") { return true }
    guard let first = opening, first.kind == .stop, Self.asksWhether.contains(first.label ?? ""),
      let thing = pieces.dropFirst().first, thing.kind == .entity
    else { return false }
    return thing.rule.map { grammar.rules[$0].value.hasSuffix(Composition.all) } ?? false
  }

  private static let asksWhether: Set = ["is", "was", "did", "does"]

  /// "Which operations are still to be done": what is left, and not when it will be.
  private var isToBe: Bool {
    // "When is it planned to finish" is the plan.
    if frame.filters[.order].isEmpty, pieces.contains(where: { $0.kind == .state && $0.label == "planned" }),
      pieces.contains(where: { $0.kind == .order || $0.kind == .workOrder })
    {
      return true
    }
    guard let end = pieces.firstIndex(where: { $0.kind == .cue && $0.label == "finish_now" }), end > 1,
      pieces[end - 1].kind == .stop, pieces[end - 1].label == "to"
    else { return false }
    return pieces[..<(end - 1)].last { $0.kind != .stop || $0.label != "still" && $0.label != "x" }?.label == "is"
  }

  /// "the longest stop on SMT 1, how long was it": its length is asked for, and not the stop.
  mutating func measureTheLongest() {
    guard rule.intent == .list, asks("asks_long"), frame.rank?.within.isEmpty == true, frame.by.isEmpty,
      frame.having.isEmpty, let length = frame.lengthOfTheLongest
    else { return }
    frame = length
  }

  /// "where is SO-25096 stuck": of one order its status is told, whatever state it is said to be in.
  mutating func tellOfTheOne() {
    guard rule.intent == .list, frame.entity == .order, frame.filters[.order].count == 1, asks("where"),
      frame.filters.dimensions.allSatisfy({ $0 == .order || $0 == .state }), frame.rank == nil, frame.having.isEmpty
    else { return }
    frame.intent = .status
    frame.filters[.state] = []
  }

  /// "is the wave on DIP 1 still down": the one machine of that stage on that line, and how it stands.
  mutating func tellOfTheOneMachine() {
    guard frame.intent == .list, frame.entity == .machine, let first = opening, first.kind == .stop,
      first.label == "is", frame.filters[.stage].count == 1, frame.filters[.line].count == 1,
      frame.filters.dimensions.allSatisfy({ $0 == .stage || $0 == .line || $0 == .state }), frame.exclude.isEmpty,
      frame.period == nil || frame.period == .now
    else { return }
    let machines = grammar.names.machines(at: frame.filters[.stage][0], on: frame.filters[.line][0])
    guard machines.count == 1 else { return }
    frame.intent = .status
    frame.filters = Scope([.machine: machines])
  }

  /// "how long did a reflow alarm stop SMT 2" asks for no number of stops. A queue is as long as it has units.
  ///
  /// Nor does "how much time do we lose in micro stops".
  var takesCountForTime: Bool {
    let asksTime = asks("asks_long") || pieces.contains { $0.kind == .cue && $0.label == "how_long" }
    guard asksTime else { return false }
    // "how long were the machines idle" asks for no machines.
    if frame.intent == .list, frame.entity == .machine || frame.entity == .line { return true }
    guard rule.intent == .kpi, !frame.metrics.isEmpty else { return false }
    return frame.metrics.allSatisfy { $0 != "wip" && (Metric[$0] ?? grammar.ownMetrics[$0])?.unit != .duration }
  }

  /// "how many did SMT 2 do": one number, and not how it did.
  var countsHowItDid: Bool {
    frame.metrics.count > 1 && frame.metrics == rule.sets["metrics"] && (asks("asks_number") || asks("asks_amount"))
  }

  /// "which part is it": which of the units, of which each is one like another. "Parts" that are missing are material, and
  /// no units of an order that are counted.
  var asksWhichUnit: Bool {
    let isOfUnits = rule.intent == .kpi && frame.metrics == ["output"] && !entities.isEmpty
    guard isOfUnits || rule.intent == .status && frame.filters[.state].contains("short") else { return false }
    return zip(pieces, pieces.dropFirst()).contains { word, unit in
      let asks = word.kind == .stop && word.label == "which" || word.kind == .cue && word.label == "list"
      return asks && unit.kind == .unit && unit.label == "thing"
    }
  }

  /// "what sort of stops", "what kind of line" ask of what sort they are; "what sort of uptime" asks how high it is.
  var asksWhichSort: Bool {
    guard let word = pieces.firstIndex(where: { $0.kind == .stop && $0.label == "sort_of" }) else { return false }
    guard rule.intent == .kpi, let thing = pieces[(word + 1)...].first, thing.kind == .metric,
      let metric = frame.metrics.first.flatMap({ Metric[$0] ?? grammar.ownMetrics[$0] })
    else { return true }
    return metric.unit != .ratio && metric.lowIsBetter
  }

  /// "how many units to go on SO-25141": what is left of an order, and not what was ordered.
  var passesOverToDo: Bool { rule.sets["metrics"] == ["order_quantity"] && frame.oneOrder != nil && asks("to") }

  /// "tình hình SO-24017 sao rồi": how an order is doing is its status, and no OEE.
  var asksHowOrderDid: Bool { rule.sets["metrics"]?.contains("oee") == true && frame.oneOrder != nil }

  /// "How much did Falcon order" asks for an amount, and says of nothing that there was much of it.
  var splitsHowMuch: Bool {
    guard asks("how") else { return false }
    return zip(pieces, pieces.dropFirst()).contains { word, next in
      word.kind == .stop && word.label == "how" && next.kind == .cue && next.label == "many"
    }
  }

  /// "what stops did we have": which ones, and not how many.
  var countsWhatIsNamed: Bool {
    guard rule.intent == .kpi, frame.by.isEmpty, frame.rank == nil, frame.aspect == nil else { return false }
    return zip(pieces, pieces.dropFirst()).contains { word, thing in
      let asks =
        word.kind == .stop
        ? word.label == "which" || word.label == "asks"
        : word.kind == .cue && word.label != "many" && thing.label == "escapes"
      return asks && word.end == thing.start && thing.kind == .metric
        && Self.namedOneByOne.contains(thing.label ?? "")
    }
  }

  private static let namedOneByOne: Set = ["stops", "micro_stops", "failures", "defects", "escapes", "alerts"]

  /// "which line has the highest output per hour": what is ranked is the rate of the lines, and no hour of one. False
  /// where nothing but the hours is left to be ranked, though they were not asked for.
  mutating func fitRate() -> Bool {
    guard rule.intent == .kpi, frame.metrics == ["output"], frame.rank?.metric == "output", frame.rank?.within == [],
      let hour = frame.by.firstIndex(of: .grain(.hour)), pieces.contains(where: { $0.kind == .by })
    else { return true }
    guard frame.by.count > 1 else { return !asks("which") }
    frame.by.remove(at: hour)
    frame.metrics = ["throughput"]
    frame.rank?.metric = "throughput"
    return true
  }
}
