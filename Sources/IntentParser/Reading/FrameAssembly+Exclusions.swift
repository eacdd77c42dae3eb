// What is left out.
extension FrameAssembly {
  /// The pieces that belong to exceptions besides those with the word for it: "except SMT 1, feeder jams and Sundays"
  /// leaves out all three, of whatever kind they are.
  ///
  /// - Returns: their places among the pieces, or nil where nobody can tell: after a comma alone a name of another kind
  ///   may be left out or asked for. A place behind days that are left out is asked for ("without Sundays, SMT 1").
  func joinedExclusions() -> Set<Int>? {
    var members: Set<Int> = []
    for (index, piece) in pieces.enumerated() where piece.isExclusion {
      guard !isOneSideOnly(index), let some = joined(to: index) else { return nil }
      members.formUnion(some)
    }
    return members
  }

  /// "With and without changeovers" asks for both; "SMT 1 and Sundays excluded" leaves out what stands before, too.
  private func isOneSideOnly(_ index: Int) -> Bool {
    guard index >= 2, pieces[index - 1].isJoin, pieces[index - 1].end == pieces[index].start else { return false }
    let other = pieces[index - 2]
    if other.kind == .stop { return other.label == "with" }
    let isSaidBehind = pieces[index].rule.map { grammar.rules[$0].pattern.openings.hasSlot } ?? false
    return isSaidBehind && !other.isExclusion && other.dimensionToExclude != nil
  }

  private enum Join { case none, comma, word, phrase }

  private func joined(to first: Int) -> Set<Int>? {
    var members: Set<Int> = []
    // Named after a comma: left out where an "and" ends the list.
    var pending: Set<Int> = []
    var kinds: Set = [pieces[first].dimensionToExclude]
    var join = Join.none
    var end = pieces[first].end
    walk: for (index, piece) in pieces.enumerated().dropFirst(first + 1) {
      guard let sign = self.join(between: end, piece.start) else { break walk }
      if sign != .none { join = sign }
      end = piece.end
      if piece.isJoin { join = .word; continue }
      if piece.kind == .stop || piece.kind == .turn {
        if piece.label == "the" || piece.label == "those" || piece.label == "also" { continue }
        // "without SMT 1 and for MC-7": neither left out nor a filter for certain.
        guard join == .word || join == .phrase else { break walk }
        join = .phrase
        continue
      }
      if case .machines = piece.meaning, join == .word { return nil }
      guard !piece.isExclusion, let kind = piece.dimensionToExclude else { break walk }
      switch join {
      case .none:
        guard kinds.contains(kind) else { break walk }
        members.insert(index)
      case .comma:
        if pending.isEmpty, kinds.contains(kind) { members.insert(index) } else { pending.insert(index) }
      case .word:
        members.formUnion(pending.union([index]))
        pending = []
      case .phrase: return nil
      }
      kinds.insert(kind)
      join = .none
    }
    guard let one = pending.first else { return members }
    let places: Set<Dimension> = [.site, .lineKind, .line, .stage, .machine, .product, .customer, .order]
    let isPlace = pieces[one].dimensionToExclude.map(places.contains) ?? false
    let areDays = pieces[first].dimensionToExclude.map { [.shift, .weekday].contains($0) } ?? true
    return pending.count == 1 && isPlace && areDays ? members : nil
  }

  /// What signs between two pieces say; nil where they part them.
  private func join(between end: Int, _ start: Int) -> Join? {
    guard end <= start else { return nil }
    var join = Join.none
    for token in tokens[end..<start] {
      switch token.text {
      case ",": join = join == .none ? .comma : join
      case "&", "+", "/": join = .word
      default: return nil
      }
    }
    return join
  }

  /// Leaves out what a piece names by itself.
  mutating func exclude(_ piece: ChartEntry) -> Bool {
    switch piece.meaning {
    case .names(let dimension, let codes):
      // "SMT lines without SMT 4 and DIP lines": the lines asked for are not those left out.
      guard frame.filters[dimension].isEmpty else { return false }
      for code in codes { frame.exclude.add(code, to: dimension) }
      note(piece, "exclude.\(dimension.rawValue)")
      return true
    case .value(let state) where piece.kind == .state:
      frame.exclude.add(state, to: .state)
      note(piece, "exclude.state")
      return true
    case .time(let phrase):
      guard let meaning = phrase.excluded else { return false }
      return place(piece.taken(as: piece.kind, meaning))
    default: return false
    }
  }

  /// "without the night shift last week": the shift is left out of the week, and the week is the period.
  mutating func exclude(_ time: TimeExpression) -> Bool {
    var period: TimeExpression?
    switch time {
    case .shift(let name, let day):
      frame.exclude.add(code(ofShift: name), to: .shift)
      period = day
    case .weekdayOf(let day, nil, let whole):
      guard let names = SlotValues.all(of: .weekday), (1...7).contains(day) else { return false }
      frame.exclude.add(names[day - 1], to: .weekday)
      period = whole
    default:
      guard frame.excludedPeriod == nil else { return false }
      frame.excludedPeriod = time
    }
    if let period { times.append(TimePhrase(expression: period)) }
    return true
  }
}

extension TimePhrase {
  /// What is left out where this time is.
  var excluded: Meaning? {
    // "due this week but completed last week" leaves nothing out.
    guard hours == nil, of == nil else { return nil }
    // "without weekends": the days of every week.
    if !namesPeriod, weekdays.count > 1, let names = SlotValues.all(of: .weekday) {
      return .excludedNames(.weekday, weekdays.map { names[$0 - 1] })
    }
    guard weekdays.count <= 1 else { return nil }
    if case .range(.weekday(let from), .weekday(let to)) = expression, let names = SlotValues.all(of: .weekday) {
      return .excludedNames(.weekday, (0...(to - from + 7) % 7).map { names[(from - 1 + $0) % 7] })
    }
    if let day = weekdays.first { return .excludedTime(.weekdayOf(day, ordinal: nil, expression)) }
    if case .weekday(let day) = expression, let code = SlotValues.all(of: .weekday)?[day - 1] {
      return .excludedNames(.weekday, [code])
    }
    return .excludedTime(expression)
  }
}

extension ChartEntry {
  /// "and", "or".
  var isJoin: Bool { kind == .stop && (label == "and" || label == "or") }

  fileprivate var isExclusion: Bool {
    switch meaning {
    case .excludedNames, .excludedTime: true
    default: false
    }
  }

  /// What an exception would leave out by this; of times only shifts and days of the week, others are the period.
  fileprivate var dimensionToExclude: Dimension? {
    switch meaning {
    case .names(let dimension, _), .excludedNames(let dimension, _): return dimension
    case .value where kind == .state: return .state
    case .excludedTime(let time): return time.dimension
    case .time(let phrase):
      return phrase.weekdays.isEmpty ? phrase.expression.dimension : .weekday
    default: return nil
    }
  }
}

extension TimeExpression {
  /// What a time names besides itself.
  fileprivate var dimension: Dimension? {
    switch self {
    case .shift: .shift
    case .weekday, .weekdayOf: .weekday
    default: nil
    }
  }
}
