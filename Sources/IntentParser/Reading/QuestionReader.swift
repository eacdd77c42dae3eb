/// Reads one question in one language: tokens, chart, covers, frames.
///
/// An object, because it has many parts and is handed on whole.
final class QuestionReader {
  let grammar: CompiledGrammar
  let tokens: [Token]
  let covers: Covers
  /// Readings without an unexplained word, cheapest first, one of each meaning; of those that are too dear to decide
  /// anything some are left out.
  private(set) var readings: [Reading] = []

  /// - Parameters:
  ///   - reach: how much dearer than the best reading others may be.
  ///   - most: what it may cost; nil is returned where it is seen on the way that it would be dearer.
  init?(
    _ prepared: PreparedTokens, in conversation: Conversation = Conversation(), reach: Float = Costs.reach,
    costing most: Float = .infinity
  ) {
    guard prepared.leastCost <= most else { return nil }
    grammar = prepared.grammar
    tokens = prepared.tokens
    var corrected = tokens
    for (index, guess) in prepared.guesses { corrected[index].text = grammar.symbols.word(guess.symbol) }
    if !grammar.plainLetters.isEmpty {
      // A known word is meant with the marks that it has: "đâu" is no "đầu", and "tối" no "tới".
      for index in corrected.indices where prepared.known[index] == nil && prepared.guesses[index] == nil {
        corrected[index].text = grammar.plainForTimes(corrected[index].text)
      }
    }
    let times = grammar.time?.matches(in: corrected) ?? []
    covers = Covers(of: Chart(prepared, times: times, grammar: grammar, conversation: conversation))
    if let least = covers.first?.cost, least + min(0, grammar.leastFrameCost) > most { return nil }
    // Only where words point at what was spoken of, or ask to be told, may a dearer reading take the place of the best.
    let mayYield = !conversation.turns.isEmpty || covers.mayHold(.every) || covers.mayHold(.request)
    let reach = mayYield || reach > Costs.reach ? reach : Costs.choice
    readings =
      pointsAtNothing || isUnanswerable
      ? []
      : Self.readings(
        of: covers, tokens: tokens, grammar: grammar, conversation: conversation, reach: reach, costing: most)
    if let first = readings.first {
      readings.removeAll { Self.isAnsweredNow($0, covers) }
      if readings.isEmpty { refusedCost = first.cost }
    }
    // "that order" of an order spoken of is that order, and not an order in general.
    let pointing = readings.filter { $0.cover.pieces.contains { Self.isReference($0, grammar) } }
    if let first = pointing.first, first.cost - readings[0].cost < Costs.farFetched { readings = pointing }
    if cost > most { return nil }
  }

  /// Whether the question is said in words of this language alone. Then it is not for another that builds on it to
  /// understand: that one has these words too, and does not know what they may not be put together to.
  var isInItsWords: Bool { covers.prepared.knowsEveryWord && covers.first?.unexplained.isEmpty ?? false }

  /// What the question costs to read, by which languages are compared.
  var cost: Float {
    readings.first?.cost ?? refusedCost ?? (Costs.unknown + (covers.first?.cost ?? 0))
  }

  /// What the cheapest reading costs, where each wishes for something that is not done: it is refused in its language.
  private var refusedCost: Float?

  private static func isReference(_ piece: ChartEntry, _ grammar: CompiledGrammar) -> Bool {
    piece.rule.map { grammar.rules[$0].kind == .reference } ?? false
  }

  /// "that order" where nothing was spoken of: not the orders there are.
  var pointsAtNothing: Bool {
    covers.first?.pieces.contains { $0.kind == .missing && $0.meaning == .value(Reference.dangling) } ?? false
  }

  /// "cost of downtime": words that are understood, and nothing answers them.
  var isUnanswerable: Bool { covers.first?.pieces.contains { $0.kind == .unanswerable } ?? false }

  private static func readings(
    of covers: Covers, tokens: [Token], grammar: CompiledGrammar, conversation: Conversation, reach: Float,
    costing most: Float
  ) -> [Reading] {
    // An unknown word costs more than all others together: what the cheapest cannot explain, none can.
    guard covers.first?.unexplained.isEmpty ?? false else { return [] }
    let (outlines, glances) = (grammar.outlines, grammar.glances)
    let possible = covers.possibleKinds
    let needed = covers.neededKinds
    let frames = glances.indices.filter { frame in
      glances[frame].mayFit(possible) && glances[frame].mayHoldOne(ofEach: needed) && outlines[frame].mayFit(possible)
    }
    guard let least = frames.lazy.map({ outlines[$0].cost }).min() else { return [] }
    var readings: [Reading] = []
    var limit = most + reach
    for rank in 0... {
      // Covers only become dearer.
      guard let cost = covers.cost(at: rank), cost + least <= limit else { break }
      guard let kinds = covers.kinds(at: rank) else { continue }
      func mayWin(_ frame: Int) -> Bool { cost + outlines[frame].cost <= limit && outlines[frame].mayFit(kinds) }
      guard frames.contains(where: mayWin) else { continue }
      let cover = covers[rank]
      if tearsWordsApart(cover, kinds, covers, grammar, tokens) { continue }
      for index in frames where mayWin(index) && outlines[index].fits(cover.pieces, of: grammar.frames[index]) {
        let rule = grammar.frames[index]
        var assembly = FrameAssembly(grammar: grammar, rule: rule, pieces: cover.pieces, tokens: tokens)
        if rule.intent == .whatIf || rule.intent == .watch {
          assembly.spoken = (Pronoun.spoken(of: conversation), Pronoun.place(in: conversation))
        }
        guard var frame = assembly.assemble() else { continue }
        // What words point at was named in an earlier turn.
        if cover.pieces.contains(where: { Self.isReference($0, grammar) }) {
          frame.inherited = ["filters"]
        }
        let total = cost + outlines[index].cost + assembly.farFetched
        readings.append(Reading(frame: frame, rule: rule, cover: cover, cost: total))
        limit = min(limit, total + reach)
      }
    }
    readings.sort { $0.cost < $1.cost }
    var different: [Reading] = []
    for reading in readings where !different.contains(where: { $0.frame.meansSame(as: reading.frame) }) {
      different.append(reading)
    }
    return different
  }

  /// Who wishes to be told when something happens, or to be sent it every Friday, is not answered with what is now.
  private static func isAnsweredNow(_ reading: Reading, _ covers: Covers) -> Bool {
    let intent = reading.frame.intent
    let sends = reading.cover.pieces.contains { $0.kind == .stop && $0.label == "send" }
    if sends || intent == .report, covers.mayHold(.every, IntervalPhrase.never) { return true }
    // No report is made of a forecast or a bottleneck, and the clock of the sending is not their window.
    if [.forecast, .bottleneck, .delay, .loss, .trace].contains(intent) {
      if sends { return covers.mayHold(.every) }
      if reading.frame.hours != nil { return covers.mayHold(.every) }
      if case .clock? = reading.frame.period { return covers.mayHold(.every) }
      return false
    }
    guard [.kpi, .list, .health, .schedule, .status].contains(intent) else { return false }
    if sends, covers.mayHold(.every) { return true }
    if sends, case .clock? = reading.frame.period { return true }
    return intent != .schedule && !reading.cover.pieces.contains { $0.kind == .request }
      && covers.mayHold(.request, "watch", words: 2)
  }

  /// Whether the cover takes words that stand side by side for two things which they are not.
  ///
  /// Most covers are not looked at: they lack the kinds of pieces that could be.
  private static func tearsWordsApart(
    _ cover: Cover, _ kinds: PieceKinds, _ covers: Covers, _ grammar: CompiledGrammar, _ tokens: [Token]
  ) -> Bool {
    if cover.cost >= Costs.partialName, joinsPartsOfNames(cover) { return true }
    let hasTime = kinds.all & timeMask != 0
    if hasTime, kinds.all & lineKindMask != 0,
      namesMissingLine(cover, grammar, tokens) || takesLineForDay(cover, grammar, tokens)
    {
      return true
    }
    if hasTime, kinds.all & lineMask != 0, splitsRange(cover, tokens) { return true }
    if hasTime, covers.possibleKinds.all & thresholdMask != 0, splitsThreshold(cover, covers) { return true }
    return kinds.all & entityMask != 0 && splitsShift(cover, grammar, tokens)
  }

  private static let (timeMask, lineKindMask) = (SlotKind.time.mask, SlotKind.lineKind.mask)
  private static let lineMask = SlotKind.line.mask
  private static let (thresholdMask, entityMask) = (SlotKind.threshold.mask, SlotKind.entity.mask)

  /// "Falcon Robotics" is neither Falcon Drones nor Cedar Robotics, and not both.
  private static func joinsPartsOfNames(_ cover: Cover) -> Bool {
    let pieces = cover.pieces
    let parts = pieces.indices.filter { pieces[$0].rule == nil && pieces[$0].extra >= Costs.partialName }
    return zip(parts, parts.dropFirst()).contains { before, index in
      let (first, second) = (pieces[before], pieces[index])
      guard before + 1 == index, first.end == second.start, case .names(let dimension, let codes) = first.meaning,
        case .names(dimension, let others) = second.meaning
      else { return false }
      return codes != others
    }
  }

  /// "DIP 8 weeks ago": where the factory has no DIP line 8 a line was meant that is not there, and not a time.
  private static func namesMissingLine(_ cover: Cover, _ grammar: CompiledGrammar, _ tokens: [Token]) -> Bool {
    kindsBeforeNumbers(cover, tokens).contains { kinds, number, _ in
      !kinds.contains { !grammar.names.lines(called: $0, number: number).isEmpty }
    }
  }

  /// "OEE SMT 2 march": the line of that number in March, and not the second of March of all SMT lines. "SMT 1-3" are
  /// lines, and no hours.
  private static func takesLineForDay(_ cover: Cover, _ grammar: CompiledGrammar, _ tokens: [Token]) -> Bool {
    kindsBeforeNumbers(cover, tokens).contains { kinds, number, time in
      switch time {
      case .date, .hours: break
      default: return false
      }
      return kinds.contains { !grammar.names.lines(called: $0, number: number).isEmpty }
    }
  }

  /// "SMT 1-2-3": what a hyphen joins to a line is no time.
  private static func splitsRange(_ cover: Cover, _ tokens: [Token]) -> Bool {
    zip(cover.pieces, cover.pieces.dropFirst()).contains { line, time in
      line.kind == .line && time.kind == .time && time.start == line.end + 1 && tokens[line.end].isHyphen
        && tokens[time.start].kind == .number
        && tokens[line.end - 1].span.upperBound == tokens[line.end].span.lowerBound
        && tokens[line.end].span.upperBound == tokens[time.start].span.lowerBound
    }
  }

  /// Kinds of lines right before times that begin with a number.
  private static func kindsBeforeNumbers(
    _ cover: Cover, _ tokens: [Token]
  ) -> [(kinds: [String], number: Int, time: TimeExpression)] {
    zip(cover.pieces, cover.pieces.dropFirst()).compactMap { kind, time in
      // "SMT lines 7 days ago", "các chuyền SMT 7 ngày qua": all lines of the kind, which have no number.
      guard time.kind == .time, kind.end == time.start, kind.end - kind.start < 3,
        case .names(.lineKind, let kinds) = kind.meaning, case .time(let phrase) = time.meaning,
        let number = Int(tokens[time.start].text),
        kinds.contains(where: { $0.lowercased() == tokens[kind.end - 1].text })
      else { return nil }
      return (kinds, number, phrase.expression)
    }
  }

  /// "trên 800 tuần trước" is above 800, last week: the number is not one of weeks after an empty word.
  private static func splitsThreshold(_ cover: Cover, _ covers: Covers) -> Bool {
    zip(cover.pieces, cover.pieces.dropFirst()).contains { word, time in
      guard word.kind == .stop, time.kind == .time, word.end == time.start else { return false }
      return covers.entries(at: word.start).contains { $0.kind == .threshold && $0.end == time.start + 1 }
    }
  }

  /// "ca chiều hôm qua": the afternoon after the word for a shift is that shift, and not hours of the day by shift.
  ///
  /// The same is true of "shift A": the letter is its name, and no other word.
  private static func splitsShift(_ cover: Cover, _ grammar: CompiledGrammar, _ tokens: [Token]) -> Bool {
    zip(cover.pieces, cover.pieces.dropFirst()).contains { shift, next in
      guard case .entity(Dimension.shift.rawValue, false) = shift.meaning, shift.end == shift.start + 1,
        next.start == shift.end
      else { return false }
      if next.isAside { return next.end == next.start + 1 && grammar.names.letters[tokens[next.start].text] != nil }
      guard case .time(let phrase) = next.meaning, case .part = phrase.expression else { return false }
      return true
    }
  }

  /// Words of a range of tokens, as they were typed.
  func words(_ indices: [Int], in text: String) -> [String] {
    let bytes = Array(text.utf8)
    var spans: [(span: TextSpan, last: Int)] = []
    for index in indices {
      let span = tokens[index].span
      // "XZ-99", "left-handed": one word on paper is one word here.
      if let before = spans.last, before.last == index - 2, tokens[index - 1].isHyphen,
        before.span.upperBound == tokens[index - 1].span.lowerBound,
        tokens[index - 1].span.upperBound == span.lowerBound
      {
        spans[spans.count - 1] = (TextSpan(before.span.lowerBound, span.upperBound), index)
      } else {
        spans.append((span, index))
      }
    }
    var words: [String] = []
    for (span, _) in spans {
      let word = String(decoding: bytes[span.lowerBound..<span.upperBound], as: UTF8.self)
      if words.last != word { words.append(word) }
    }
    return words
  }
}

extension Frame {
  /// Equal but for the words it came from.
  func meansSame(as other: Frame) -> Bool {
    // Most frames differ in what they ask, which is seen without a copy of them.
    intent == other.intent && metrics == other.metrics && by == other.by && withoutText == other.withoutText
  }

  /// What is asked, without the words that it was asked in.
  var withoutText: Frame {
    var frame = self
    (frame.sources, frame.ignored) = ([], [])
    return frame
  }
}
