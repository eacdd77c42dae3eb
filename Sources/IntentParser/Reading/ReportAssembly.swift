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

  mutating func frame() -> Frame? {
    collect()
    guard !isImpossible, channels.count <= 1, let schedule = schedule(), var frame = content() else { return nil }
    frame.intent = .report
    frame.action = base.rule.sets["action"]?.first
    frame.schedule = schedule
    frame.channel = channels.first
    return frame.action == "create" && schedule.isEmpty && channels.isEmpty ? nil : frame
  }

  // MARK: When and where to

  private mutating func collect() {
    // "on Mondays and Thursdays at 9": one day that recurs makes the others so.
    let isWeekly = base.pieces.contains { piece in
      switch piece.meaning {
      case .every(let phrase): phrase.interval == .week
      case .time(let phrase): !phrase.weekdays.isEmpty || phrase.expression.isClockOfWeekday
      default: false
      }
    }
    for piece in base.pieces {
      switch piece.meaning {
      case .every(let phrase):
        guard interval == nil else { isImpossible = true; return }
        (interval, isEnd, part) = (phrase.interval, phrase.isEnd, phrase.part)
        for time in phrase.times where !place(time, isWeekly: true) { isImpossible = true }
      case .value(let value) where piece.kind == .channel: if !channels.contains(value) { channels.append(value) }
      case .value where piece.kind == .request: break
      case .value where piece.kind == .cue && Self.cues.contains(piece.label ?? ""): break
      case .time(let phrase):
        if place(phrase, isWeekly: isWeekly) { continue }
        // "every morning" is when it is sent, not the hours that it is about.
        if phrase.hours != nil || !phrase.weekdays.isEmpty { isImpossible = true }
        rest.append(piece)
      default: rest.append(piece)
      }
    }
  }

  private static let cues: Set = ["stop", "no_longer", "report", "report_list", "report_new"]

  /// Takes a time that says when the report is sent; false for one that it is about.
  private mutating func place(_ phrase: TimePhrase, isWeekly: Bool) -> Bool {
    guard phrase.of == nil, phrase.hours == nil else { return false }
    if phrase.expression == .relative(.day, offset: 0), !phrase.weekdays.isEmpty {
      days += phrase.weekdays
      return true
    }
    switch phrase.expression {
    case .clock(let time, nil):
      guard clock == nil else { return false }
      clock = time
    case .clock(let time, .weekday(let day)?):
      guard clock == nil else { return false }
      (clock, days) = (time, days + [day])
    case .weekday(let day) where isWeekly: days.append(day)
    case .dayOfMonth(let day) where interval == .month: dayOfMonth = day
    default: return false
    }
    return true
  }

  /// Empty where nothing is said of it, nil where what is said contradicts itself.
  private func schedule() -> [String: FrameValue]? {
    var schedule: [String: FrameValue] = [:]
    let every = interval ?? (days.isEmpty ? nil : .week)
    guard let every else { return clock == nil ? schedule : nil }
    schedule["every"] = .text(every.rawValue)
    if !days.isEmpty {
      let names = SlotValues.all(of: .weekday) ?? []
      guard every == .week, days.allSatisfy({ (1...7).contains($0) }) else { return nil }
      schedule["on"] = .list(Set(days).sorted().map { names[$0 - 1] })
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
    for (rule, outline) in zip(base.grammar.frames, base.grammar.outlines)
    where [.kpi, .list].contains(rule.intent) && outline.fits(rest, of: rule) {
      guard best.map({ rule.cost < $0.cost }) ?? true else { continue }
      var assembly = FrameAssembly(grammar: base.grammar, rule: rule, pieces: rest, tokens: base.tokens)
      guard let frame = assembly.assemble(), frame.intent == rule.intent else { continue }
      best = (frame, rule.cost)
    }
    return best?.frame
  }
}

extension TimeExpression {
  fileprivate var isClockOfWeekday: Bool {
    if case .clock(_, .weekday?) = self { true } else { false }
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
