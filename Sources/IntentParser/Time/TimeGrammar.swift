/// How times are said in one language: words and patterns of a YAML file.
///
///     let grammar = try TimeGrammar(yaml: text, file: "grammars/en/time.yaml")
///     grammar.matches(in: Tokenizer().tokens(in: "oee of the last 3 days"))   // …, 2..<5: complete(day, -3)
public struct TimeGrammar: Sendable {
  private(set) var rules = TimeRules()
  let slotNames: TimeSlotNames
  /// True where 03/04 is 4 March: the locale en-US.
  private let monthFirst: Bool
  private var shifts: [(words: [Int32], name: String)] = []
  private var shiftsInOrder: [String] = []
  /// Shifts by the part of the day in which they begin, where one alone does.
  private var shiftsByPart: [String: String] = [:]
  private let terminal: Terminal
  private let match: Int32
  /// Slots that tell of a time, and words that stand between such.
  private let telling: Set<Int32>
  private let joining: Int32

  /// Slots filled from the tokens themselves.
  private struct Terminal: Sendable {
    var number, dayNumber, monthNumber, year, shortYear, hour, minute, weekNumber, numericDate, fullDate: Int32
    var shiftName, clockDigits: Int32
  }

  /// Reads a grammar file; `file` names it in errors. With `locale` en-US the month stands before the day where
  /// only numbers are given. `plain` is a word without the marks that it may be typed without.
  public init(
    yaml: String, file: String, locale: String = "en", plain: (String) -> String = { $0 }
  ) throws(TimeGrammarError) {
    monthFirst = locale == "en-US"
    var rules = TimeRules()
    slotNames = TimeSlotNames(
      number: rules.slot("number"), spokenDay: rules.slot("spoken_day"), year: rules.slot("year"),
      shortYear: rules.slot("short_year"), month: rules.slot("month"),
      monthNumber: rules.slot("month_number"), dayNumber: rules.slot("day_number"), count: rules.slot("count"),
      ordinal: rules.slot("ordinal"), weekday: rules.slot("weekday"),
      plainWeekday: rules.slot("plain_weekday"), weekNumber: rules.slot("week_number"),
      hour: rules.slot("hour"), minute: rules.slot("minute"), plural: rules.slot("plural"))
    terminal = Terminal(
      number: rules.slot("number"), dayNumber: rules.slot("day_number"), monthNumber: rules.slot("month_number"),
      year: rules.slot("year"), shortYear: rules.slot("short_year"), hour: rules.slot("hour"),
      minute: rules.slot("minute"), weekNumber: rules.slot("week_number"), numericDate: rules.slot("numeric_date"),
      fullDate: rules.slot("full_date"),
      shiftName: rules.slot("shift_name"), clockDigits: rules.slot("clock_digits"))
    match = rules.slot("match")
    telling = Set(["unit", "weekday", "month", "part", "ordinal", "clock", "beside"].map { rules.slot($0) })
    joining = rules.slot("between")
    var file = TimeGrammarFile(name: file, rules: rules)
    try file.read(yaml)
    self.rules = file.rules
    self.rules.allowPlainWords(plain)
  }

  /// The same grammar that knows this factory's shifts, in the order of the day.
  public func naming(shifts names: [ShiftName]) -> TimeGrammar {
    var copy = self
    let tokenizer = Tokenizer()
    copy.shiftsInOrder = names.map(\.name)
    copy.shifts = names.flatMap { shift in
      ([shift.name] + shift.aliases).map { name in
        (words: tokenizer.tokens(in: name).map { copy.rules.number(of: $0.text) }, name: shift.name)
      }
    }
    // "Ca sáng", "Night shift": the word for a shift is a part of the name, and patterns have it already.
    let shorter = copy.shifts.filter { $0.words.count > 1 }
      .flatMap { [(words: Array($0.words.dropFirst()), name: $0.name), (words: $0.words.dropLast(), name: $0.name)] }
    let known = copy.shifts + shorter
    copy.shifts += shorter.filter { part in !known.contains { $0.words == part.words && $0.name != part.name } }
    let parts = names.compactMap(\.part)
    for shift in names {
      if let part = shift.part, parts.count(where: { $0 == part }) == 1 { copy.shiftsByPart[part] = shift.name }
    }
    return copy
  }

  /// The times that begin at each token, in the order of the text, longer ones first.
  public func matches(in tokens: [Token]) -> [TimeMatch] {
    let chart = TimeChart(tokens, grammar: self)
    var matches: [TimeMatch] = []
    for start in tokens.indices {
      let items = chart.items(at: start)
      if !items.contains(where: { $0.slot == match }) { continue }
      for item in items.filter({ $0.slot == match }).sorted(by: { $0.end > $1.end }) {
        switch item.value {
        case .time(let expression):
          var match = TimeMatch(tokens: start..<item.end, expression: expression, isWeak: item.isWeak)
          if case .weekday = expression {
            match.isPlural = chart.items(at: item.end - 1).contains { $0.slot == slotNames.plural }
          }
          matches.append(match)
        case .recurring(let period, let hours, let weekdays):
          matches.append(
            TimeMatch(
              tokens: start..<item.end, expression: period ?? .relative(.day, offset: 0), hours: hours,
              weekdays: weekdays, isWeak: item.isWeak, namesPeriod: period != nil))
        default: continue
        }
      }
    }
    return matches
  }

  /// Words directly beside a time that tell of a time themselves, joining words between them passed over. The time
  /// was read without them, and with them it would be another: "half" before "a year ago", "week" after "Friday".
  public func leftover(beside time: Range<Int>, in tokens: [Token]) -> Range<Int>? {
    let chart = TimeChart(tokens, grammar: self)
    func tells(_ start: Int, _ end: (Int) -> Bool) -> Int? {
      chart.items(at: start).filter { telling.contains($0.slot) && end($0.end) }.map(\.end).max()
    }
    func joins(_ index: Int) -> Bool { chart.items(at: index).contains { $0.slot == joining && $0.end == index + 1 } }
    var before = time.lowerBound
    repeat {
      for start in stride(from: before - 1, through: max(0, before - 4), by: -1)
      where tells(start, { $0 == before }) != nil { return start..<before }
      before -= 1
    } while before > 0 && joins(before)
    var after = time.upperBound
    while after < tokens.count {
      if let end = tells(after, { _ in true }) { return after..<end }
      guard joins(after) else { return nil }
      after += 1
    }
    return nil
  }

  /// Numbers and names of shifts that begin at a token; each token comes with the words that it may be.
  func terminals(
    _ tokens: [Token], _ words: [TimeRules.Meant], at start: Int,
    found: (_ slot: Int32, _ end: Int, _ value: TimeValue) -> Void
  ) {
    let token = tokens[start]
    if token.kind == .number, let value = Int(token.text), token.text.utf8.count <= 4 {
      let digits = token.text.utf8.count
      if (1...999).contains(value) { found(terminal.number, start + 1, .number(value)) }
      if digits <= 2 {
        if (1...31).contains(value) { found(terminal.dayNumber, start + 1, .number(value)) }
        if (1...12).contains(value) { found(terminal.monthNumber, start + 1, .number(value)) }
        if value > 0 { found(terminal.weekNumber, start + 1, .number(value)) }
        if value <= 24 { found(terminal.hour, start + 1, .number(value)) }
      }
      if digits == 2 {
        if value < 60 { found(terminal.minute, start + 1, .number(value)) }
        found(terminal.shortYear, start + 1, .number(value))
      }
      if digits == 4, (1900...2199).contains(value) { found(terminal.year, start + 1, .number(value)) }
      if digits == 4, value / 100 < 24, value % 100 < 60 {
        let clock = SpokenClock(time: ClockTime(value / 100, value % 100), isExact: true)
        found(terminal.clockDigits, start + 1, .clock(clock))
      }
      if let date = numericDate(tokens, at: start) {
        found(date.hasYear ? terminal.fullDate : terminal.numericDate, date.end, .time(date.expression))
      }
    }
    for shift in shifts where words[start].first == shift.words.first && begins(words[start...], with: shift.words) {
      found(terminal.shiftName, start + shift.words.count, .text(shift.name))
    }
  }

  private func begins(_ words: ArraySlice<TimeRules.Meant>, with name: [Int32]) -> Bool {
    words.count >= name.count && zip(words, name).allSatisfy { $0.first == $1 }
  }

  /// "the morning shift" where another name is given to the one that begins in the morning.
  func named(_ value: TimeValue) -> TimeValue {
    guard case .text(let name) = value, let real = shiftsByPart[name.lowercased()],
      !shiftsInOrder.contains(where: { $0.lowercased() == name.lowercased() })
    else { return value }
    return .text(real)
  }

  /// A rule's value. Only the grammar knows which shift is the second.
  func value(of meaning: TimeMeaning, _ slots: TimeSlots) -> TimeValue? {
    guard meaning.action == .nthShift else { return meaning.value(of: slots) }
    guard let ordinal = meaning.number ?? slots.number(slotNames.ordinal), ordinal != 0 else { return nil }
    let index = ordinal > 0 ? ordinal - 1 : shiftsInOrder.count + ordinal
    return shiftsInOrder.indices.contains(index) ? .text(shiftsInOrder[index]) : nil
  }

  /// "3/3", "03.04.2026": day before month unless the locale says otherwise. "3/14" is the 3rd of no month, which the
  /// calendar then says: taken for 14 March it would be right half of the time.
  private func numericDate(_ tokens: [Token], at start: Int) -> (end: Int, hasYear: Bool, expression: TimeExpression)? {
    guard start + 2 < tokens.count, ["/", ".", "-"].contains(tokens[start + 1].text),
      let a = shortNumber(tokens[start]), let b = shortNumber(tokens[start + 2]),
      tokens[start].touches(tokens[start + 1]),
      tokens[start + 1].touches(tokens[start + 2])
    else { return nil }
    var end = start + 3
    var year: Int?
    if end + 1 < tokens.count, tokens[end].text == tokens[start + 1].text, tokens[end].touches(tokens[end + 1]),
      tokens[end + 1].kind == .number, let value = Int(tokens[end + 1].text)
    {
      switch tokens[end + 1].text.utf8.count {
      case 4 where (1900...2199).contains(value): (year, end) = (value, end + 2)
      case 2: (year, end) = (2000 + value, end + 2)
      default: break
      }
    }
    // "12-4" without a year is hours or a range more often than a date.
    guard year != nil || tokens[start + 1].text != "-" else { return nil }
    let (day, month) = monthFirst ? (b, a) : (a, b)
    // One that is no date either way is something else: 90/100.
    guard (1...31).contains(a), (1...31).contains(b), min(a, b) <= 12 else { return nil }
    return (end, year != nil, .date(year: year, month: month, day: day))
  }

  private func shortNumber(_ token: Token) -> Int? {
    token.kind == .number && token.text.utf8.count <= 2 ? Int(token.text) : nil
  }
}

extension Token {
  /// Whether nothing stands between this token and the next.
  fileprivate func touches(_ next: Token) -> Bool { span.upperBound == next.span.lowerBound }
}
