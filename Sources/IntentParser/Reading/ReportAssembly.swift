/// Reads a report: when it is sent, where to, and what is in it.
///
/// What is in it is a question of its own, a KPI or a list, and is read by their frames.
struct ReportAssembly {
  private let base: FrameAssembly
  private var rest: [ChartEntry] = []
  private var channels: [String] = []
  private var interval: ReportInterval?
  private var isEnd = false
  private var part: DayPart?
  private var clock: ClockTime?
  private var days: [Int] = []
  private var dayOfMonth: Int?
  private var isImpossible = false

  init(_ base: FrameAssembly) { self.base = base }

  private var isStart = false
  /// The day named last and where its words end: "Mon-Fri" are all days between the two.
  private var lastDay: (day: Int, end: Int)?
  private var isCreate: Bool { base.rule.sets["action"]?.first == "create" }

  mutating func frame() -> Frame? {
    guard isWished else { return nil }
    collect()
    leaveOutDays()
    guard !isImpossible, channels.count <= 1, let schedule = schedule(), var frame = content() else { return nil }
    guard !isCreate || recurs(frame) else { return nil }
    frame.intent = .report
    frame.action = base.rule.sets["action"]?.first
    frame.schedule = schedule
    frame.channel = channels.first
    return isCreate && schedule.isEmpty && channels.isEmpty ? nil : frame
  }

  /// "Get me …" wishes for a report only where it says at which time of the day, or in which part; "tell me …" also where
  /// it names a day and nothing else that the day could be one of.
  private var isWished: Bool {
    let asks = Set(base.pieces.compactMap { $0.kind == .request ? $0.label : nil })
    // "how many units did we push out": what was done is no wish.
    if let request = base.pieces.first(where: { $0.kind == .request && $0.label == "report" }),
      let before = base.pieces.last(where: { $0.end <= request.start && $0.label != "x" }),
      before.kind == .stop, before.label == "did"
    {
      return false
    }
    if asks == ["report_new"], isBrokenDown { return false }
    guard isCreate, asks.isDisjoint(with: ["report", "report_new", "remind"]),
      !base.pieces.contains(where: { $0.kind == .channel })
    else { return true }
    let times = base.pieces.contains { piece in
      if case .time(let phrase) = piece.meaning { phrase.expression.clock == nil } else { false }
    }
    return base.pieces.contains { piece in
      switch piece.meaning {
      case .every(let phrase) where asks.isEmpty:
        phrase.interval == .month && !phrase.times.isEmpty || opens(with: phrase, piece)
      case .every where asks == ["tell"] && isPartOfTime(piece): false
      case .every(let phrase):
        phrase.part != nil || phrase.isEnd || phrase.isStart
          || asks.contains("tell") && !times && (!phrase.times.isEmpty || phrase.interval == .weekday)
      case .time(let phrase): phrase.expression.clock != nil
      default: false
      }
    }
  }

  /// "tell me the scrap in the mornings last week", "yesterday between 8 and 10 in the evening": a part of those times.
  private func isPartOfTime(_ every: ChartEntry) -> Bool {
    base.pieces.contains { piece in
      guard case .time(let phrase) = piece.meaning, piece.end == every.start || piece.start == every.end else {
        return false
      }
      if case .relative(.day, _) = phrase.expression { return false }
      return true
    }
  }

  /// "Every Monday the oee of last week", "at shift end the output": a question that begins with when it is sent, and
  /// says of which time only what comes round again. "Every morning last week" is of that week.
  private func opens(with phrase: IntervalPhrase, _ piece: ChartEntry) -> Bool {
    if phrase.interval == .shift, phrase.isEnd { return true }
    guard let first = base.pieces.first(where: { !$0.isAside }), first.start == piece.start,
      let next = base.pieces.first(where: { $0.start >= piece.end })
    else { return false }
    if case .time = next.meaning { return false }
    let isDaily = phrase.interval == .day || phrase.interval == .weekday
    guard phrase.part != nil || !phrase.times.isEmpty || next.kind == .stop && next.label == "the" else { return false }
    return base.pieces.allSatisfy { piece in
      guard case .time(let time) = piece.meaning else { return true }
      switch time.expression {
      case .relative(let unit, let offset): return offset <= 0 && (!isDaily || unit == .day || unit == .shift)
      case .shift(_, nil), .part(_, nil): return true
      case .shift(_, .relative(.day, _)?), .part(_, .relative(.day, _)?): return true
      default: return false
      }
    }
  }

  /// "I need it for each day of last week", "per week since January": how it is broken down, and no time to send it.
  private var isBrokenDown: Bool {
    let isBare = base.pieces.contains { piece in
      guard case .every(let phrase) = piece.meaning else { return false }
      return phrase.times.isEmpty && phrase.part == nil && !phrase.isEnd && !phrase.isStart
    }
    let times = base.pieces.compactMap { piece -> TimeExpression? in
      if case .time(let phrase) = piece.meaning { phrase.expression } else { nil }
    }
    return isBare && !times.isEmpty && times.allSatisfy { $0.clock == nil }
      && !base.pieces.contains { $0.kind == .channel }
  }

  // MARK: When and where to

  private mutating func collect() {
    // "on Mondays and Thursdays at 9": one day that recurs makes the others so.
    let isWeekly =
      !isCreate
      || base.pieces.contains { piece in
        switch piece.meaning {
        case .every(let phrase): phrase.interval == .week || phrase.interval == .weekday
        case .time(let phrase): !phrase.weekdays.isEmpty || phrase.expression.isClockOfWeekday
        default: false
        }
      }
    let isMonthly = base.pieces.contains {
      if case .every(let phrase) = $0.meaning { phrase.interval == .month } else { false }
    }
    if isMonthly { interval = .month }
    for piece in base.pieces {
      switch piece.meaning {
      case .every(let phrase):
        guard interval == nil || interval == .month && phrase.interval == .month, phrase.interval != .hour else {
          isImpossible = true
          return
        }
        (interval, isEnd, isStart, part) = (phrase.interval, phrase.isEnd, phrase.isStart, phrase.part)
        for time in phrase.times where !place(time, isWeekly: true, piece) { isImpossible = true }
      case .value(let value) where piece.kind == .channel: if !channels.contains(value) { channels.append(value) }
      case .value where piece.kind == .request: break
      case .value where piece.kind == .cue && Self.cues.contains(piece.label ?? ""): break
      case .time(let phrase):
        if place(phrase, isWeekly: isWeekly, piece) { continue }
        // "every morning" is when it is sent, not the hours that it is about; a second "at 8" is of a second report.
        if phrase.hours != nil || !phrase.weekdays.isEmpty || isCreate && phrase.expression.isOnce(of: phrase.of) {
          isImpossible = true
        }
        rest.append(piece)
      default: rest.append(piece)
      }
    }
  }

  private static let cues: Set = ["stop", "stop_report", "no_longer", "report", "report_list", "report_new"]

  /// Takes a time that says when the report is sent; false for one that it is about.
  private mutating func place(_ phrase: TimePhrase, isWeekly: Bool, _ piece: ChartEntry) -> Bool {
    guard phrase.of == nil, phrase.hours == nil else { return false }
    if phrase.expression == .relative(.day, offset: 0), !phrase.weekdays.isEmpty {
      for day in phrase.weekdays { add(day, piece) }
      return true
    }
    switch phrase.expression {
    case .clock(let time, nil), .clock(let time, .relative(.day, 0)?):
      guard clock == nil else { return false }
      clock = time
    case .clock(let time, .weekday(let day)?):
      guard clock == nil else { return false }
      clock = time
      add(day, piece)
    case .clock(let time, .dayOfMonth(let day)?) where interval == .month:
      guard clock == nil, dayOfMonth == nil else { return false }
      (clock, dayOfMonth) = (time, day)
    case .weekday(let day) where isWeekly: add(day, piece)
    case .dayOfMonth(let day) where interval == .month,
      .within(let day, 1, .day, .relative(.month, 0)) where interval == .month || piece.kind == .every:
      guard dayOfMonth == nil, day > 0 else { return false }
      (interval, dayOfMonth) = (.month, day)
    default: return false
    }
    return true
  }

  /// Adds a day of the week, and those before it where the words name a range: "Mon-Fri", "Tuesday to Thursday".
  private mutating func add(_ day: Int, _ piece: ChartEntry) {
    defer { lastDay = (day, piece.end) }
    guard let last = lastDay, piece.start == last.end + 1, last.day < day, joinsRange(last.end) else {
      days.append(day)
      return
    }
    days += (last.day + 1)...day
  }

  /// Whether a word between two days is neither "and" nor a comma.
  private func joinsRange(_ position: Int) -> Bool {
    if base.tokens[position].isHyphen || ["–", "—"].contains(base.tokens[position].text) { return true }
    return base.pieces.contains { $0.start == position && $0.kind == .stop && $0.label != "and" && $0.label != "or" }
  }

  /// "daily at 8, except Sundays": the other days, on which it is sent. Of a weekly report, or of one about more than a
  /// day, the exception may be of what it is about.
  private mutating func leaveOutDays() {
    guard isCreate, interval == .day || interval == .weekday else { return }
    let names = SlotValues.all(of: .weekday) ?? []
    var left: Set<Int> = []
    rest.removeAll { piece in
      switch piece.meaning {
      case .excludedNames(.weekday, let codes):
        left.formUnion(codes.compactMap { names.firstIndex(of: $0).map { $0 + 1 } })
        return true
      case .excludedTime(.clock(let time, .weekday(let day)?)) where clock == nil:
        left.insert(day)
        clock = time
        return true
      default: return false
      }
    }
    guard !left.isEmpty else { return }
    let isOfDay = rest.allSatisfy { if case .time(let phrase) = $0.meaning { phrase.expression.isDay } else { true } }
    if !isOfDay || !days.isEmpty { isImpossible = true }
    days = (1...(interval == .weekday ? 5 : 7)).filter { !left.contains($0) }
    interval = .week
  }

  /// A report that is sent again and again is about a time that goes on with it.
  private func recurs(_ frame: Frame) -> Bool {
    guard frame.excludedPeriod == nil else { return interval == nil }
    guard let period = frame.period, frame.intent == .kpi, frame.periodOf == nil, case .complete(_, let count) = period,
      count > 0
    else { return true }
    // "for the next two weeks": as long as it is sent, or what it is about.
    return frame.metrics == ["planned_output"]
  }

  /// Empty where nothing is said of it, nil where what is said contradicts itself.
  private func schedule() -> [String: FrameValue]? {
    var schedule: [String: FrameValue] = [:]
    var every = interval ?? (days.isEmpty ? nil : .week)
    var days = Set(days)
    if every == .weekday || every == .week, days == [1, 2, 3, 4, 5] { (every, days) = (.weekday, []) }
    if isStart {
      switch every {
      case .week where days.isEmpty: days = [1]
      case .month where dayOfMonth == nil: schedule["on"] = .number(1)
      default: return nil
      }
    }
    guard let every else { return clock == nil ? schedule : nil }
    schedule["every"] = .text(every.rawValue)
    if !days.isEmpty {
      let names = SlotValues.all(of: .weekday) ?? []
      guard every == .week, days.allSatisfy({ (1...7).contains($0) }) else { return nil }
      schedule["on"] = .list(days.sorted().map { names[$0 - 1] })
    }
    if let dayOfMonth { schedule["on"] = .number(Double(dayOfMonth)) }
    if isEnd {
      guard every == .shift, clock == nil else { return nil }
      schedule["at"] = .text("shift_end")
    } else if let time = clock?.inPart(part) ?? part?.hours.from {
      guard every != .shift else { return nil }
      schedule["at"] = .text(time.text)
    }
    return schedule
  }

  // MARK: What is in it

  private func content() -> Frame? {
    let asked = rest.filter { $0.kind != .stop && $0.kind != .polite }
    if asked.allSatisfy({ $0.mask & SlotKind.scopeMask != 0 }) {
      var assembly = FrameAssembly(grammar: base.grammar, rule: base.rule, pieces: rest, tokens: base.tokens)
      return assembly.assembleParts()
    }
    var best: (frame: Frame, cost: Double)?
    let kinds = PieceKinds(of: rest)
    for (index, outline) in base.grammar.outlines.enumerated() where outline.mayFit(kinds) {
      let rule = base.grammar.frames[index]
      guard [.kpi, .list, .schedule].contains(rule.intent), best.map({ rule.cost < $0.cost }) ?? true,
        outline.fits(rest, of: rule)
      else { continue }
      var assembly = FrameAssembly(grammar: base.grammar, rule: rule, pieces: rest, tokens: base.tokens)
      guard let frame = assembly.assemble(), frame.intent == rule.intent else { continue }
      best = (frame, rule.cost)
    }
    // A plan is sent as a Gantt, or not at all: a report has no word for it.
    guard var frame = best?.frame, frame.intent != .schedule || frame.show == .gantt else { return nil }
    if let rank = frame.rank, let metric = Metric[rank.metric] ?? base.grammar.ownMetrics[rank.metric] {
      frame.rank?.direction = rank.direction.resolved(lowIsBetter: metric.lowIsBetter)
    }
    return frame
  }
}

extension TimeExpression {
  fileprivate var isClockOfWeekday: Bool {
    if case .clock(_, .weekday?) = self { true } else { false }
  }

  fileprivate var clock: ClockTime? {
    if case .clock(let time, _) = self { time } else { nil }
  }

  /// A time that does not come again, or has an open end: no report that is sent regularly is about it.
  fileprivate func isOnce(of date: PeriodOf?) -> Bool {
    switch self {
    case .clock, .date: true
    case .until, .after, .before, .starting, .dayOfMonth: date == nil
    default: false
    }
  }
}

extension ClockTime {
  /// "at 6" of an evening is 18:00.
  fileprivate func inPart(_ part: DayPart?) -> ClockTime {
    let isLate = part == .afternoon || part == .evening || part == .night && hour >= 6
    return isLate && hour < 12 ? ClockTime(hour + 12, minute) : self
  }

  /// As in an interpretation: "07:00".
  fileprivate var text: String {
    func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return pad(hour) + ":" + pad(minute)
  }
}
