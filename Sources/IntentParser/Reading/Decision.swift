/// The one place where a question is accepted, asked back or refused.
///
/// - A wish to change data is refused before anything else.
/// - A reading must explain every content word; otherwise the words that none explains are named.
/// - Readings within ``Costs/margin`` of the best are all offered: 0.12 is more than an inflected word (0.05) makes,
///   and less than any real difference (a stop word is 0.15, a corrected word 0.8, a piece 1).
/// - A word corrected in two ways that mean different things within the margin is an unknown word.
struct Decision {
  let parser: IntentParser
  let reader: QuestionReader
  let text: String

  /// Buttons that people can still survey.
  private static let choiceLimit = 6
  /// Unknown words for which names that look like them are searched.
  private static let nameLimit = 8

  func outcome() -> Interpretation.Outcome {
    if let refusal = changesData() { return .notUnderstood(refusal) }
    // "good morning" is one, and not the good units of the morning shift.
    if let cover = reader.covers.first, cover.isExplained, cover.isTalk,
      reader.readings.first.map({ $0.frame.intent == .kpi }) ?? true
    {
      return .notUnderstood(Refusal(cause: .onlyTalk, words: [], suggestions: suggestions(without: [])))
    }
    guard let best = reader.readings.first else { return .notUnderstood(refusal()) }
    if let far = farCorrections(best) {
      return .notUnderstood(
        Refusal(
          cause: .unknownWords, words: reader.words(far.map(\.token), in: text),
          nearest: unique(far.map { reader.grammar.symbols.word($0.symbol) }),
          suggestions: suggestions(without: far.map(\.token))))
    }
    // Two frames for the same pieces are the grammar's matter and not a choice for the asker.
    let close = reader.readings.enumerated().filter { index, reading in
      reading.cost - best.cost < Costs.margin && (index == 0 || !reading.cover.isMadeOf(best.cover.pieces))
    }.map(\.element)
    guard close.count > 1 else { return .understood(best.frame) }
    let corrected = close.flatMap { $0.cover.pieces.flatMap(\.corrected) }
    if close.contains(where: {
      Set($0.cover.pieces.flatMap(\.corrected)) != Set(best.cover.pieces.flatMap(\.corrected))
    }) {
      let words = reader.words(corrected.map(\.token).sorted(), in: text)
      return .notUnderstood(
        Refusal(
          cause: .unknownWords, words: unique(words),
          nearest: unique(corrected.map { reader.grammar.symbols.word($0.symbol) })))
    }
    return .ambiguous(ambiguity(Array(close.prefix(Self.choiceLimit))))
  }

  /// Several readings of a turn, all together with the one before: the asker chooses.
  func choice(among turns: [FollowUp.Reading]) -> Interpretation.Outcome {
    let rule = FrameRule(goingOnWith: turns[0].frame.intent)
    return .ambiguous(
      ambiguity(
        turns.prefix(Self.choiceLimit).map {
          Reading(frame: $0.frame, rule: rule, cover: $0.cover, cost: $0.cover.cost)
        }))
  }

  /// "how late is it" where nothing was spoken of.
  func pointsAtNothing(_ words: [Int]) -> Interpretation.Outcome {
    .notUnderstood(
      Refusal(
        cause: .nothingBefore, words: reader.words(words, in: text), suggestions: suggestions(without: [])))
  }

  /// "which products" after a list of shortages: it speaks of that list, and does not make a question with it.
  func fitsNothingBefore(_ cover: Cover) -> Interpretation.Outcome {
    let content = cover.pieces.filter { !$0.isAside }
    return .notUnderstood(
      Refusal(
        cause: .doesNotFit, words: content.map { spelling($0.start..<$0.end) }, suggestions: suggestions(without: [])))
  }

  /// Two words that each need two slips to be known ("injection moulding") are other words, not misspelt ones.
  private func farCorrections(_ reading: Reading) -> [CorrectedWord]? {
    let words = unique(reading.cover.pieces.flatMap(\.corrected))
    let grammar = reader.grammar
    let far = words.filter { word in
      let typed = reader.tokens[word.token].text
      if grammar.facts[typed, grammar.symbols[typed]].isShort { return false }
      return Spelling.distance(grammar.plain(typed), grammar.plain(grammar.symbols.word(word.symbol)), limit: 2) > 1
    }
    return far.count > 1 ? far : nil
  }

  private func changesData() -> Refusal? {
    // "what if we move order SO-25090" only supposes a change, and to stop a watch changes no data.
    if let intent = reader.readings.first?.frame.intent, [.whatIf, .watch, .report].contains(intent) { return nil }
    // A word that may also be harmless ("move") is a wish to change data where nothing else makes sense of it.
    let limit = (reader.covers.first?.cost ?? 0) + Costs.margin
    let covers =
      reader.readings.isEmpty ? reader.covers.prefix { $0.cost < limit } : reader.covers.first.map { [$0] } ?? []
    guard let cover = covers.first(where: { $0.pieces.contains { $0.kind == .change } }) else { return nil }
    let indices = cover.pieces.filter { $0.kind == .change }.flatMap { Array($0.start..<$0.end) } + cover.unexplained
    return Refusal(
      cause: .changesData, words: reader.words(indices.sorted(), in: text), suggestions: suggestions(without: []))
  }

  private func refusal() -> Refusal {
    guard let cover = reader.covers.first else { return Refusal(cause: .nothingAsked, words: []) }
    let dangling = cover.pieces.filter { $0.kind == .missing && $0.meaning == .value(Reference.dangling) }
    if !dangling.isEmpty {
      return Refusal(
        cause: .nothingBefore, words: dangling.map { spelling($0.start..<$0.end) },
        suggestions: suggestions(without: []))
    }
    let missing = cover.pieces.filter { $0.kind == .missing }
    if !missing.isEmpty {
      let indices = missing.flatMap { Array($0.start..<$0.end) } + cover.unexplained
      let nearest = missing.flatMap { piece -> [String] in
        reader.grammar.names.nearest(to: spelling(piece.start..<piece.end))
      }
      return Refusal(
        cause: .unknownName, words: phrases(indices.sorted()), nearest: unique(nearest),
        suggestions: replacements(of: missing[0].start..<missing[0].end, by: nearest))
    }
    let unanswerable = cover.pieces.filter { $0.kind == .unanswerable }
    if !unanswerable.isEmpty {
      let indices = unanswerable.flatMap { Array($0.start..<$0.end) } + cover.unexplained
      return Refusal(
        cause: .doesNotFit, words: phrases(indices.sorted()), suggestions: suggestions(without: indices))
    }
    if !cover.unexplained.isEmpty {
      // Words that were only guessed to be misspelt are as doubtful as their unknown neighbours.
      let guessed = cover.pieces.flatMap(\.corrected).map(\.token).filter { token in
        cover.unexplained.contains { abs($0 - token) <= 1 }
      }
      let indices = Set(cover.unexplained + guessed).sorted()
      let words = reader.words(indices, in: text)
      var looked: Set<String> = []
      for run in nameRuns(cover).prefix(Self.nameLimit) where looked.insert(spelling(run)).inserted {
        let nearest = reader.grammar.names.nearest(to: spelling(run))
        if nearest.isEmpty { continue }
        return Refusal(
          cause: .unknownName, words: words, nearest: nearest, suggestions: replacements(of: run, by: nearest))
      }
      return Refusal(cause: .unknownWords, words: words, suggestions: suggestions(without: indices))
    }
    if cover.pieces.filter({ $0.kind == .time }).count > 1 {
      let indices = cover.pieces.filter { $0.kind == .time }.flatMap { Array($0.start..<$0.end) }
      return Refusal(
        cause: .impossibleTime, words: reader.words(indices, in: text), suggestions: suggestions(without: []))
    }
    let content = cover.pieces.filter { !$0.isAside }
    let asks = content.contains { [.metric, .entity, .cue, .rank, .term, .state, .unit].contains($0.kind) }
    return Refusal(
      cause: asks ? .doesNotFit : .nothingAsked,
      words: asks ? content.map { spelling($0.start..<$0.end) } : [], suggestions: suggestions(without: []))
  }

  /// Unknown words with the parts of names beside them: "Bluefish Marine".
  private func nameRuns(_ cover: Cover) -> [Range<Int>] {
    cover.unexplained.filter {
      let word = reader.tokens[$0].text
      // A word that the grammar knows elsewhere is no misspelt name.
      let isKnown = reader.grammar.symbols[word].map { reader.grammar.symbols.isGrammar[Int($0)] } ?? false
      return reader.tokens[$0].kind == .word && !isKnown && !reader.grammar.realWords.contains(word)
    }.map { index in
      var range = index..<(index + 1)
      for piece in cover.pieces {
        guard case .names = piece.meaning else { continue }
        if piece.end == range.lowerBound { range = piece.start..<range.upperBound }
        if piece.start == range.upperBound { range = range.lowerBound..<piece.end }
      }
      return range
    }
  }

  private func spelling(_ range: Range<Int>) -> String {
    let span = TextSpan(
      reader.tokens[range.lowerBound].span.lowerBound, reader.tokens[range.upperBound - 1].span.upperBound)
    return String(decoding: Array(text.utf8)[span.lowerBound..<span.upperBound], as: UTF8.self)
  }

  /// Neighbouring tokens as one phrase: "SMT line 9".
  private func phrases(_ indices: [Int]) -> [String] {
    var runs: [Range<Int>] = []
    for index in indices {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs.map(spelling)
  }

  private func unique<Word: Equatable>(_ words: [Word]) -> [Word] {
    words.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension Cover {
  /// Whether it says nothing but politeness.
  fileprivate var isTalk: Bool {
    pieces.allSatisfy { $0.kind == .polite || $0.kind == .stop } && pieces.contains { $0.kind == .polite }
  }

  /// Whether the pieces mean the same over the same words.
  fileprivate func isMadeOf(_ others: [ChartEntry]) -> Bool {
    pieces.count == others.count
      && zip(pieces, others).allSatisfy {
        $0.start == $1.start && $0.end == $1.end && $0.kind == $1.kind && $0.meaning == $1.meaning
      }
  }
}

// Questions to offer; each is read before it is offered.
extension Decision {
  private func works(_ question: String) -> Bool {
    let prepared = PreparedTokens(Tokenizer().tokens(in: question), in: reader.grammar)
    guard let reader = QuestionReader(prepared), let best = reader.readings.first else { return false }
    return !reader.readings.dropFirst().contains { $0.cost - best.cost < Costs.margin }
  }

  private func replacing(_ span: TextSpan, by words: String) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: bytes[..<span.lowerBound], as: UTF8.self) + words
      + String(decoding: bytes[span.upperBound...], as: UTF8.self)
  }

  private func replacements(of range: Range<Int>, by names: [String]) -> [String] {
    let span = TextSpan(
      reader.tokens[range.lowerBound].span.lowerBound, reader.tokens[range.upperBound - 1].span.upperBound)
    let questions = names.prefix(3).map { replacing(span, by: $0) }.filter(works)
    return questions.isEmpty ? suggestions(without: []) : questions
  }

  /// The question without the words that stood in the way, then the grammar's examples that share most words with it.
  private func suggestions(without indices: [Int]) -> [String] {
    var questions: [String] = []
    if let shorter = shortened(by: indices), works(shorter) { questions.append(shorter) }
    let mine = Set(reader.tokens.map(\.text))
    let near = reader.grammar.examples.map { example in
      (shared: example.words.count(where: mine.contains), example.text)
    }
    for (_, example) in near.enumerated().sorted(by: { ($1.element.shared, $0.offset) < ($0.element.shared, $1.offset) }
    ).map(\.element) {
      if questions.count == 3 { break }
      if !questions.contains(example), reader.grammar.working.contains(example, test: works) {
        questions.append(example)
      }
    }
    return questions
  }

  /// The question without some words and the small words before them, or nil where what is left would be no sentence:
  /// of "what did our competitor make yesterday" a verb is left without who did it.
  private func shortened(by indices: [Int]) -> String? {
    guard !indices.isEmpty, indices.count < reader.tokens.count else { return nil }
    let pieces = reader.covers.first?.pieces ?? []
    let empty = Set(pieces.lazy.filter { $0.kind == .stop }.flatMap { $0.start..<$0.end })
    let small = Set(
      pieces.lazy.filter { $0.kind == .stop && ["x", "the", "of"].contains($0.label) }.flatMap { $0.start..<$0.end })
    var dropped = Set(indices)
    for index in indices {
      var before = index - 1
      while small.contains(before) {
        dropped.insert(before)
        before -= 1
      }
      let next = pieces.first { $0.start > index && $0.kind != .stop && $0.kind != .polite }
      let goesOn = next.map { $0.isScope || [.time, .by, .grain].contains($0.kind) } ?? true
      guard goesOn || dropped.contains(index + 1) else { return nil }
    }
    var kept = reader.tokens.indices.filter { !dropped.contains($0) }
    while let last = kept.last, empty.contains(last) || reader.tokens[last].kind == .sign { kept.removeLast() }
    return kept.isEmpty ? nil : phrases(kept).joined(separator: " ")
  }

  private func ambiguity(_ readings: [Reading]) -> Ambiguity {
    var choices: [Ambiguity.Choice] = []
    var doubtful: Set<Int> = []
    for reading in readings {
      let others = readings.filter { $0.frame != reading.frame }
      // What this reading has and not every other: that is what the button must say.
      let own = reading.cover.pieces.first { piece in
        others.contains { other in
          !other.cover.pieces.contains {
            $0.start == piece.start && $0.end == piece.end && $0.meaning == piece.meaning && $0.kind == piece.kind
          }
        }
      }
      guard let own else {
        choices.append(.init(frame: reading.frame, label: reading.frame.intent.rawValue, question: text))
        continue
      }
      doubtful.formUnion(own.start..<own.end)
      let name = display(own)
      let span = TextSpan(reader.tokens[own.start].span.lowerBound, reader.tokens[own.end - 1].span.upperBound)
      choices.append(.init(frame: reading.frame, label: name, question: replacing(span, by: name)))
    }
    return Ambiguity(choices: choices, words: reader.words(doubtful.sorted(), in: text))
  }

  /// A spelling of a piece that has no other meaning.
  private func display(_ piece: ChartEntry) -> String {
    if case .names(let dimension, let codes) = piece.meaning, let code = codes.first {
      return reader.grammar.names.entry(dimension, code)?.names.first ?? code
    }
    if let rule = piece.rule.map({ reader.grammar.rules[$0] }) {
      let same = reader.grammar.rules.first { $0.kind == rule.kind && $0.value == rule.value }
      return same?.display ?? rule.value
    }
    return spelling(piece.start..<piece.end)
  }
}
