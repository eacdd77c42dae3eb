/// Reads one question in one language: tokens, chart, covers, frames.
struct QuestionReader {
  let grammar: CompiledGrammar
  let tokens: [Token]
  let covers: [Cover]
  /// Readings without an unexplained word, cheapest first, one of each meaning.
  private(set) var readings: [Reading] = []

  init(_ text: String, grammar: CompiledGrammar, in conversation: Conversation = Conversation()) {
    self.grammar = grammar
    let typed = Tokenizer().tokens(in: text)
    let prepared = PreparedTokens(typed, in: grammar)
    tokens = prepared.tokens
    var corrected = tokens
    for (index, guess) in prepared.guesses { corrected[index].text = grammar.symbols.word(guess.symbol) }
    if !grammar.plainLetters.isEmpty {
      for index in corrected.indices { corrected[index].text = grammar.plain(corrected[index].text) }
    }
    let times = grammar.time?.matches(in: corrected) ?? []
    covers = Chart(prepared, times: times, grammar: grammar, conversation: conversation).covers()
    readings = pointsAtNothing ? [] : Self.readings(of: covers, tokens: tokens, grammar: grammar)
    // "that order" of an order spoken of is that order, and not an order in general.
    let pointing = readings.filter { $0.cover.pieces.contains { Self.isReference($0, grammar) } }
    if let first = pointing.first, first.cost - readings[0].cost < Costs.farFetched { readings = pointing }
  }

  private static func isReference(_ piece: ChartEntry, _ grammar: CompiledGrammar) -> Bool {
    piece.rule.map { grammar.rules[$0].kind == .reference } ?? false
  }

  /// "that order" where nothing was spoken of: not the orders there are.
  var pointsAtNothing: Bool {
    covers.first?.pieces.contains { $0.kind == .missing && $0.meaning == .value(Reference.dangling) } ?? false
  }

  private static func readings(of covers: [Cover], tokens: [Token], grammar: CompiledGrammar) -> [Reading] {
    var readings: [Reading] = []
    for cover in covers
    where cover.isExplained && !namesMissingLine(cover, grammar, tokens) && !joinsPartsOfNames(cover) {
      let kinds = cover.pieces.reduce(0 as UInt64) { $0 | ($1.isAside ? 0 : $1.mask) }
      for rule in grammar.frames where kinds & ~rule.allowed == 0 && rule.fits(cover.pieces) {
        var assembly = FrameAssembly(grammar: grammar, rule: rule, pieces: cover.pieces, tokens: tokens)
        guard var frame = assembly.assemble() else { continue }
        // What words point at was named in an earlier turn.
        if cover.pieces.contains(where: { Self.isReference($0, grammar) }) {
          frame.inherited = ["filters"]
        }
        readings.append(
          Reading(frame: frame, rule: rule, cover: cover, cost: cover.cost + Float(rule.cost) + assembly.farFetched))
      }
    }
    readings.sort { $0.cost < $1.cost }
    var different: [Reading] = []
    for reading in readings where !different.contains(where: { $0.frame.meansSame(as: reading.frame) }) {
      different.append(reading)
    }
    return different
  }

  /// "Falcon Robotics" is neither Falcon Drones nor Cedar Robotics, and not both.
  private static func joinsPartsOfNames(_ cover: Cover) -> Bool {
    zip(cover.pieces, cover.pieces.dropFirst()).contains { first, second in
      guard first.end == second.start, first.rule == nil, second.rule == nil,
        first.extra >= Costs.partialName, second.extra >= Costs.partialName,
        case .names(let dimension, let codes) = first.meaning, case .names(dimension, let others) = second.meaning
      else { return false }
      return codes != others
    }
  }

  /// "DIP 8 weeks ago": where the factory has no DIP line 8 a line was meant that is not there, and not a time.
  private static func namesMissingLine(_ cover: Cover, _ grammar: CompiledGrammar, _ tokens: [Token]) -> Bool {
    zip(cover.pieces, cover.pieces.dropFirst()).contains { kind, time in
      // "SMT lines 7 days ago", "các chuyền SMT 7 ngày qua": all lines of the kind, which have no number.
      guard time.kind == .time, kind.end == time.start, kind.end - kind.start < 3,
        case .names(.lineKind, let kinds) = kind.meaning, let number = Int(tokens[time.start].text),
        kinds.contains(where: { $0.lowercased() == tokens[kind.end - 1].text })
      else { return false }
      return !kinds.contains { !grammar.names.lines(number: number, kind: $0).isEmpty }
    }
  }

  /// Words of a range of tokens, as they were typed.
  func words(_ indices: [Int], in text: String) -> [String] {
    let bytes = Array(text.utf8)
    var words: [String] = []
    for index in indices {
      let span = tokens[index].span
      let word = String(decoding: bytes[span.lowerBound..<span.upperBound], as: UTF8.self)
      if words.last != word { words.append(word) }
    }
    return words
  }
}

extension Frame {
  /// Equal but for the words it came from.
  func meansSame(as other: Frame) -> Bool { withoutText == other.withoutText }

  /// What is asked, without the words that it was asked in.
  var withoutText: Frame {
    var frame = self
    (frame.sources, frame.ignored) = ([], [])
    return frame
  }
}
