/// Every slot over every span of a question.
///
/// Filled from the last token to the first, so that a pattern finds the slots to its right complete; patterns that
/// begin with a slot are tried for each new entry at a start. Hyphens inside a phrase are passed over.
struct Chart {
  let grammar: CompiledGrammar
  private let conversation: Conversation
  let prepared: PreparedTokens
  var entries: [[ChartEntry]]
  private let times: [TimeMatch]
  /// Ends of words at the present start with which talk may begin.
  var openings: [Int] = []
  /// For each start what the words from there on do in talk.
  var talk: [TalkWords]
  private var scratch: [Match] = []
  /// Where names of several words stand as they are.
  var named: [Range<Int>] = []

  init(
    _ prepared: PreparedTokens, times: [TimeMatch], grammar: CompiledGrammar,
    conversation: Conversation = Conversation()
  ) {
    self.grammar = grammar
    self.conversation = conversation
    self.prepared = prepared
    self.times = times
    entries = Array(repeating: [], count: prepared.tokens.count + 1)
    talk = Array(repeating: TalkWords(), count: prepared.tokens.count + 1)
    for start in stride(from: prepared.tokens.count - 1, through: 0, by: -1) {
      openings.removeAll(keepingCapacity: true)
      entries[start].reserveCapacity(8)
      fill(start)
      addTalk(at: start)
    }
    keepNamesWhole()
  }

  private mutating func fill(_ start: Int) {
    addNumber(at: start)
    if prepared.mayHoldAddress { addAddress(at: start) }
    for index in times.indices where times[index].tokens.lowerBound == start { add(times[index]) }
    if let shift = prepared.facts[start].shift {
      add(.letter, .names(.shift, [shift]), start..<(start + 1))
    }
    addShapes(at: start)
    matchNames(at: start)
    var found = takeScratch()
    follow(.init(node: PhraseTrie.root, end: start), in: grammar.trie, slots: true, into: &found)
    for match in found { add(match, start: start) }
    // Patterns that begin with a slot: each entry may make more.
    var next = 0
    while next < entries[start].count, entries[start].count < Costs.entriesPerStart {
      defer { next += 1 }
      guard entries[start][next].mask & grammar.openingSlots != 0 else { continue }
      let entry = entries[start][next]
      found.removeAll(keepingCapacity: true)
      for edge in grammar.trie.slotEdges(PhraseTrie.root) where edge.mask & entry.mask != 0 {
        let path = Path(
          node: edge.next, end: entry.end, cost: entry.extra, parts: [entry], corrected: entry.corrected)
        follow(path, in: grammar.trie, slots: true, into: &found)
      }
      for match in found { add(match, start: start) }
    }
    scratch = found
  }

  /// What was found at the start before, emptied: its place in memory is used again.
  private mutating func takeScratch() -> [Match] {
    var found: [Match] = []
    swap(&found, &scratch)
    found.removeAll(keepingCapacity: true)
    return found
  }

  struct Path {
    var node: PhraseTrie.Node
    var end: Int
    var cost: Float = 0
    var parts: [ChartEntry] = []
    var corrected: [CorrectedWord] = []
  }
  struct Match {
    var rule: Int32
    var path: Path
  }

  /// Goes on from a node of the tree, over words, and over slots of later starts.
  ///
  /// - Parameter slots: false in the tree of names, which has none, and numbers of its own for words.
  private func follow(_ path: Path, in trie: PhraseTrie, slots: Bool, into found: inout [Match]) {
    for rule in trie.rules(path.node) { found.append(Match(rule: rule, path: path)) }
    guard found.count < Costs.entriesPerStart else { return }
    var position = path.end
    guard position < prepared.tokens.count else { return }
    if path.node != PhraseTrie.root {
      if prepared.tokens[position].isHyphen { position += 1 }
      if !slots { position = endOfSigns(from: position) }
    }
    guard position < prepared.tokens.count else { return }
    for variant in prepared.variants[position] {
      let word = slots ? variant.symbol : grammar.names.number(ofWord: variant.symbol)
      if let next = trie.next(path.node, word) { goOn(next, variant) }
      if slots { continue }
      let other = grammar.names.otherNumber(ofWord: variant.symbol)
      if other >= 0, other != word, let next = trie.next(path.node, other) { goOn(next, variant) }
    }
    func goOn(_ next: PhraseTrie.Node, _ variant: PreparedTokens.Variant) {
      var longer = path
      longer.node = next
      longer.end = position + 1
      longer.cost += variant.cost
      if variant.isCorrection { longer.corrected.append(CorrectedWord(token: position, symbol: variant.symbol)) }
      follow(longer, in: trie, slots: slots, into: &found)
    }
    if let symbol = prepared.joined[position],
      let next = trie.next(path.node, slots ? symbol : grammar.names.number(ofWord: symbol))
    {
      var longer = path
      longer.node = next
      longer.end = position + 2
      longer.cost += Costs.joined
      follow(longer, in: trie, slots: slots, into: &found)
    }
    guard slots, path.node != PhraseTrie.root else { return }
    for edge in trie.slotEdges(path.node) {
      for index in entries[position].indices where entries[position][index].mask & edge.mask != 0 {
        let entry = entries[position][index]
        var longer = path
        longer.node = edge.next
        longer.end = entry.end
        longer.cost += entry.extra
        longer.parts.append(entry)
        longer.corrected += entry.corrected
        follow(longer, in: trie, slots: slots, into: &found)
      }
    }
  }

  /// Signs within names, which the trie of names leaves out: "Q.C.", "Press/2". A sentence may end with the same sign,
  /// but then nothing follows at once.
  private func endOfSigns(from start: Int) -> Int {
    var position = start
    while position < prepared.tokens.count,
      prepared.tokens[position].isHyphen || Self.joints.contains(prepared.tokens[position].text)
    {
      position += 1
    }
    guard position > start, position < prepared.tokens.count else { return start }
    if prepared.tokens[start].text == ".",
      prepared.tokens[position - 1].span.upperBound < prepared.tokens[position].span.lowerBound,
      position == start + 1
    {
      // "Q.C. Final": a point after a letter is a part of it.
      return prepared.tokens[start - 1].text.count == 1 ? position : start
    }
    return position
  }
  private static let joints: Set = [".", "/", "+", "(", ")", "°", "#"]

  // MARK: Entries

  private mutating func add(_ match: Match, start: Int) {
    let rule = grammar.phrases[Int(match.rule)]
    // A "no" takes back the turn before only where a turn begins; elsewhere it denies something.
    if rule.kind == .turn, rule.value == "correct", start > 0,
      match.path.end == start + 1 || !match.path.parts.isEmpty && !prepared.tokens[start - 1].endsClause
    {
      return
    }
    // "all stages but reflow" leaves it out; "but introduced at reflow", "but late" narrow.
    if rule.kind == .exclude || rule.kind == .stop, rule.value == "but" {
      let next = rule.kind == .exclude ? match.path.parts.first?.start ?? match.path.end : match.path.end
      if isNamed(at: next) != (rule.kind == .exclude) { return }
    }
    // "stop the report" is an order where a turn begins; "stops" and "drops" later are what happened.
    if rule.kind == .cue, rule.value == "stop", start > 2 || match.path.cost > 0 { return }
    // "the plants" are sites, and not "the plant": an empty phrase is not bent to take a word that means something.
    if rule.kind == .stop, match.path.cost == Costs.inflected,
      (start..<match.path.end).allSatisfy({ prepared.variants[$0].contains { $0.cost == 0 } })
    {
      return
    }
    // "watch SMT 1" is no question about watches, and "stop SMT 1" none about stops.
    if rule.kind == .request, rule.value == "watch_list", match.path.cost > 0, match.path.end == start + 1 { return }
    if rule.kind == .change, rule.value == "halt" {
      let bent = match.path.parts.reduce(match.path.cost) { $0 - $1.extra }
      guard start == 0, bent < Costs.sign else { return }
    }
    // "and the second?" counts rows where something was spoken of; "by the second" and "the second of March" are dates.
    if rule.kind == .reference, rule.value.hasPrefix(Reference.bare), !mayCount(start..<match.path.end) { return }
    // What cannot be answered is never guessed.
    if rule.kind == .unanswerable, !match.path.corrected.isEmpty { return }
    // "70 % of plan" is an amount and no share.
    if rule.kind == .aspect, start > 0, prepared.tokens[start].text == "%", prepared.tokens[start - 1].kind == .number {
      return
    }
    // A particle that makes a question of a clause stands at its end; before that the same word may deny.
    if rule.kind == .stop, rule.value == "end", match.path.end < prepared.tokens.count - 2,
      !prepared.tokens[match.path.end].endsClause
    {
      return
    }
    // "now" opens a turn ("ok and now SMT 3"); later, or with nothing after it, it is a time.
    if rule.kind == .turn, rule.value == "opening",
      start > 2 || !prepared.tokens[match.path.end...].contains(where: { $0.kind != .sign })
    {
      return
    }
    // "bao nhiêu con": a word that goes on with the talk has something after it to go on with.
    if rule.kind == .turn, rule.value == "still",
      !prepared.tokens[match.path.end...].contains(where: { $0.kind != .sign })
    {
      return
    }
    // "Morning, …" greets where it stands alone before the question, and names a shift or a time elsewhere.
    if rule.kind == .polite, rule.value == "greeting",
      start > 0 || match.path.end >= prepared.tokens.count || !prepared.tokens[match.path.end].endsClause
    {
      return
    }
    if rule.kind == .polite, addTalkWords(rule.value, match, start: start) { return }
    let composed =
      rule.constant
      ?? Composition(factory: grammar.names, rule: rule.rule, tokens: prepared.tokens, conversation: conversation)
      .meanings(of: match.path.parts)
    for (meaning, kind, extra) in rule.value == NameOperation.numbered
      ? called(composed, start..<match.path.end) : composed
    {
      // "rework percentage" is the rate: a single word is no fixed phrase that could take words from others.
      let isName = kind == .lineKind && isRatherName(start..<match.path.end, kind: rule.value)
      let isSingle = kind == .aspect && match.path.end == start + 1
      add(
        kind, kind == rule.kind ? rule.mask : kind.mask, meaning, start..<match.path.end,
        match.path.cost + extra + (isSingle ? Costs.singleAspect : isName ? Costs.farFetched : 0),
        corrected: match.path.corrected,
        rule: Int(match.rule), values: rule.values)
    }
  }

  /// Whether a name stands there, or a time, and no words around one.
  private func isNamed(at start: Int) -> Bool {
    guard start < prepared.tokens.count else { return false }
    return entries[start].contains { entry in
      guard entry.kind == .time || entry.kind.mask & Self.excludable != 0 else { return false }
      return entry.rule.map { grammar.phrases[$0].value != NameOperation.same } ?? true
    }
  }

  private static let excludable =
    SlotKind.scopeMask & ~(SlotKind.state.mask | SlotKind.priority.mask | SlotKind.severity.mask)

  private func mayCount(_ range: Range<Int>) -> Bool {
    guard let frame = conversation.frame else { return false }
    switch frame.period {
    case .dayOfMonth, .date: return false
    default: break
    }
    return !times.contains { time in
      time.tokens.lowerBound <= range.lowerBound && time.tokens.upperBound >= range.upperBound
        && time.tokens.count > range.count
    }
  }

  /// Keeps the cheapest of entries that mean the same over the same words.
  mutating func add(
    _ kind: SlotKind, _ mask: UInt64, _ meaning: Meaning, _ range: Range<Int>, _ extra: Float,
    corrected: [CorrectedWord], rule: Int? = nil, values: UInt64? = nil
  ) {
    let start = range.lowerBound
    let same = entries[start].firstIndex { entry in
      entry.end == range.upperBound && entry.kind == kind && entry.meaning.isLike(meaning)
    }
    guard same.map({ extra < entries[start][$0].extra }) ?? (entries[start].count < Costs.entriesPerStart) else {
      return
    }
    let entry = ChartEntry(
      kind: kind, mask: mask, meaning: meaning, start: start, end: range.upperBound, extra: extra, rule: rule,
      corrected: corrected, values: values ?? meaning.label.map { grammar.labelBits[$0] } ?? 0)
    if let same { entries[start][same] = entry } else { entries[start].append(entry) }
  }

  mutating func add(
    _ kind: SlotKind, _ meaning: Meaning, _ range: Range<Int>, _ extra: Float = 0, corrected: [CorrectedWord] = []
  ) {
    add(kind, kind.mask, meaning, range, extra, corrected: corrected)
  }

  /// The words of a name mean that name: what takes some of them for something else is dearer.
  private mutating func keepNamesWhole() {
    for name in named {
      for start in entries.indices.prefix(name.upperBound) {
        for index in entries[start].indices {
          let range = start..<entries[start][index].end
          guard range.overlaps(name), range.lowerBound > name.lowerBound || range.upperBound < name.upperBound else {
            continue
          }
          // A name within a longer one, and what stands around names, are weighed by their number of pieces.
          entries[start][index] = entries[start][index].costing(entries[start][index].extra + Costs.tornName)
        }
      }
    }
    weighCommonWords()
  }

  private mutating func add(_ match: TimeMatch) {
    let phrase = TimePhrase(
      expression: match.expression, hours: match.hours, weekdays: match.weekdays, isPlural: match.isPlural,
      namesPeriod: match.namesPeriod)
    var extra = match.isWeak ? Costs.weakTime : 0
    var corrected: [CorrectedWord] = []
    for token in match.tokens {
      guard let guess = prepared.guesses[token] else { continue }
      extra += guess.cost
      corrected.append(CorrectedWord(token: token, symbol: guess.symbol))
    }
    add(.time, .time(phrase), match.tokens, extra, corrected: corrected)
  }

  /// Digits with decimals and thousands ("70.5", "1,000"; "70,5", "1.000" where the language writes so), and words for
  /// numbers.
  private mutating func addNumber(at start: Int) {
    guard let value = prepared.numbers[start] else { return }
    add(.number, .number(value), start..<(start + 1))
    addMultiple(of: value, start..<(start + 1))
    let tokens = prepared.tokens
    guard start + 2 < tokens.count, tokens[start].kind == .number, tokens[start + 2].kind == .number,
      tokens[start].span.upperBound == tokens[start + 1].span.lowerBound,
      tokens[start + 1].span.upperBound == tokens[start + 2].span.lowerBound
    else { return }
    let (whole, part) = (tokens[start].text, tokens[start + 2].text)
    let sign = tokens[start + 1].text
    guard sign == "," || sign == "." else { return }
    // Three digits after either sign are thousands where the point parts them.
    let isWhole = part.count == 3 && (sign == "," || grammar.hasDecimalComma && whole.count <= 3 && whole != "0")
    guard isWhole || sign == "." || grammar.hasDecimalComma && part.count <= 2 else { return }
    if let number = Double(isWhole ? whole + part : whole + "." + part) {
      add(.number, .number(number), start..<(start + 3))
      if !isWhole { addMultiple(of: number, start..<(start + 3)) }
    }
  }

  /// "3 thousand", "1.5k": a word for a hundred and more multiplies the number before it; a letter does where it is
  /// written to the number.
  private mutating func addMultiple(of number: Double, _ range: Range<Int>) {
    let end = range.upperBound
    guard end < prepared.tokens.count, prepared.tokens[end].kind == .word, let factor = prepared.numbers[end],
      factor >= 100, number < factor, prepared.variants[end].contains(where: { $0.cost == 0 })
    else { return }
    let isJoined = prepared.tokens[end - 1].span.upperBound == prepared.tokens[end].span.lowerBound
    guard isJoined || prepared.tokens[end].text.count > 1 else { return }
    add(.number, .number((number * factor).rounded()), range.lowerBound..<(end + 1))
  }

  /// Where a report goes: "#production", "@anna", "anna@example.com".
  private mutating func addAddress(at start: Int) {
    let tokens = prepared.tokens
    guard let end = Address.end(in: tokens, from: start) else { return }
    add(.channel, .value(tokens[start..<end].map(\.text).joined()), start..<end)
  }

  /// Numbers of orders, work orders and lots by their shape.
  private mutating func addShapes(at start: Int) {
    let tokens = prepared.tokens
    let mayBeBare = tokens[start].kind == .number && conversation.frame != nil
    guard mayBeBare || prepared.facts[start].opensCode else { return }
    for (shape, words) in grammar.names.shapes {
      // "and 25096?" where an order was spoken of.
      if tokens[start].kind == .number, tokens[start].text.count >= 4, shape.digits.contains(tokens[start].text.count),
        let spoken = conversation.frame, !spoken.filters[shape.dimension].isEmpty,
        let kind = SlotKind(rawValue: shape.dimension.rawValue)
      {
        let code = shape.prefix + tokens[start].text
        add(kind, .names(shape.dimension, [code]), start..<(start + 1), Costs.bareCode)
      }
      var position = start
      var fits = true
      for word in words {
        guard position < tokens.count, tokens[position].text == word else { fits = false; break }
        position += 1
        if position < tokens.count, tokens[position].isHyphen || tokens[position].text == "#" { position += 1 }
      }
      guard fits, position < tokens.count, tokens[position].kind == .number,
        shape.digits.contains(tokens[position].text.count), let kind = SlotKind(rawValue: shape.dimension.rawValue)
      else { continue }
      add(kind, .names(shape.dimension, [shape.prefix + tokens[position].text]), start..<(position + 1))
    }
  }

  private mutating func matchNames(at start: Int) {
    var found = takeScratch()
    follow(.init(node: PhraseTrie.root, end: start), in: grammar.names.trie, slots: false, into: &found)
    defer { scratch = found }
    var machines: [Int: (codes: [String], cost: Float, corrected: [CorrectedWord])] = [:]
    for match in found {
      let isPart = Int(match.rule) >= grammar.names.entries.count
      let index = Int(match.rule) - (isPart ? grammar.names.entries.count : 0)
      let entry = grammar.names.entries[index]
      guard let kind = grammar.names.kinds[index] else { continue }
      if isPart, entry.dimension != .machine {
        addPart(entry, kind, match, start: start)
        continue
      }
      if isPart, isOfGrammar(start..<match.path.end) { continue }
      if !isPart, match.path.corrected.isEmpty, match.path.end > start + 1 {
        // "SMT lines 2 March" are lines, and no line 2, and "the DIP one" is one: words stand as they are in the name.
        let isSpelt = (start..<match.path.end).contains { prepared.facts[$0].digits != nil }
        if match.path.cost < Costs.inflected, !isSpelt { named.append(start..<match.path.end) }
        addList(entry, kind, start..<match.path.end)
      }
      if entry.dimension == .shift, times.contains(where: { $0.tokens.contains(start) }) { continue }
      if entry.dimension == .machine {
        machines[match.path.end, default: ([], match.path.cost, match.path.corrected)].codes.append(entry.code)
        continue
      }
      add(
        kind, .names(entry.dimension, [entry.code]), start..<match.path.end, match.path.cost,
        corrected: match.path.corrected)
    }
    for (end, named) in machines {
      // A machine that is called as its stage is the stage ("AOI").
      if entries[start].contains(where: { $0.kind == .stage && $0.end == end }) { continue }
      let codes = named.codes.sorted()
      let meaning = codes.count == 1 ? Meaning.names(.machine, codes) : .machines(codes)
      add(.machine, meaning, start..<end, named.cost, corrected: named.corrected)
    }
    for variant in prepared.variants[start] {
      for index in grammar.names.owners(ofPart: variant.symbol) { addWord(of: Int(index), variant, start: start) }
    }
  }
}
