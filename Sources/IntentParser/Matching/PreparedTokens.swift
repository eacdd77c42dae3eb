/// The tokens of a question with every word that each may be in the grammar.
struct PreparedTokens {
  struct Variant {
    var symbol: SymbolTable.Symbol
    var cost: Float
    /// True where it is another spelling of what was typed.
    var isCorrection: Bool
  }

  let grammar: CompiledGrammar
  /// As typed, joined words split.
  private(set) var tokens: [Token] = []
  /// The symbol of each token as it was typed, nil where the grammar does not have it.
  private(set) var known: [SymbolTable.Symbol?] = []
  private(set) var facts: [WordFacts] = []
  private(set) var variants: [[Variant]] = []
  /// The word that a token and the next one make together.
  private(set) var joined: [SymbolTable.Symbol?] = []
  private(set) var numbers: [Double?] = []
  /// Places of misspelt words, with the word that each is most likely; for the time grammar, which knows no slips.
  private(set) var guesses: [Int: Variant] = [:]
  /// Whether an address can be among the tokens.
  private(set) var mayHoldAddress = false

  init(_ source: [Token], in grammar: CompiledGrammar) {
    self.grammar = grammar
    tokens.reserveCapacity(source.count + 2)
    known.reserveCapacity(source.count + 2)
    func add(_ token: Token, _ symbol: SymbolTable.Symbol?) {
      tokens.append(token)
      known.append(symbol)
    }
    for (token, symbol) in Self.joinedUp(source, grammar) {
      if token.kind == .word, symbol == nil, !Self.isKnown(token.text, grammar),
        let cut = Self.split(token.text, grammar)
      {
        let head = String(token.text.prefix(cut))
        let tail = String(token.text.dropFirst(cut))
        add(Token(text: head, kind: .word, span: token.span), grammar.symbols[head])
        add(Token(text: tail, kind: .word, span: token.span), grammar.symbols[tail])
      } else {
        add(token, symbol)
      }
    }
    var sought: [String: [SymbolTable.Near]] = [:]
    mayHoldAddress = tokens.contains(where: \.isAddressSign)
    facts.reserveCapacity(tokens.count)
    numbers.reserveCapacity(tokens.count)
    variants.reserveCapacity(tokens.count)
    joined.reserveCapacity(tokens.count)
    for index in tokens.indices {
      let token = tokens[index]
      let facts = grammar.facts[token.text, known[index]]
      self.facts.append(facts)
      numbers.append(token.kind == .number ? Double(token.text) : facts.number.map(Double.init))
      variants.append(variants(at: index, facts, sought: &sought))
      if let guess = variants[index].first(where: { $0.isCorrection || !facts.isShort }), guess.isCorrection {
        guesses[index] = guess
      }
      var together: SymbolTable.Symbol?
      if index + 1 < tokens.count, token.kind == .word, tokens[index + 1].kind == .word {
        let next = tokens[index + 1].text
        if token.text.utf8.count + next.utf8.count >= 5 { together = grammar.symbols[token.text, next] }
      }
      joined.append(together)
    }
  }

  /// Whether the words beside it are typed with their marks.
  private func isAmongMarked(_ index: Int) -> Bool {
    guard index > 0, index + 1 < tokens.count else { return false }
    return [tokens[index - 1], tokens[index + 1]].allSatisfy { word in
      word.kind == .word && !word.text.utf8.allSatisfy { $0 < 0x80 }
    }
  }

  /// What the question must cost in this language whatever its other words mean, for words that it does not have.
  ///
  /// Talk and addresses may explain such words; a question that can hold either has no such bound.
  var leastCost: Float {
    if mayHoldAddress || mayHoldTalk { return -.infinity }
    let unknown = tokens.indices.count { index in
      tokens[index].kind == .word && variants[index].isEmpty && numbers[index] == nil && joined[index] == nil
        && (index == 0 || joined[index - 1] == nil) && facts[index].shift == nil
    }
    // There is no reading then, which costs as much as one more such word.
    return unknown == 0 ? -.infinity : Costs.unknown * Float(unknown)
  }

  /// Whether every word is one of the language as it was typed.
  var knowsEveryWord: Bool {
    tokens.indices.allSatisfy { index in
      tokens[index].kind != .word || variants[index].contains { !$0.isCorrection } || numbers[index] != nil
        || facts[index].shift != nil
    }
  }

  /// Whether a part of the question can be a sentence or clause of talk.
  private var mayHoldTalk: Bool {
    let ends = tokens.indices.dropLast().filter { tokens[$0].endsClause }
    if ends.isEmpty { return false }
    // A sentence beside another may be talk however it begins.
    if ends.contains(where: { tokens[$0].endsSentence }) { return true }
    return tokens.indices.contains { index in
      variants[index].contains { grammar.talkWords.contains($0.symbol) }
        || joined[index].map(grammar.talkWords.contains) ?? false
    }
  }

  /// Whether a word that is none of the grammar's as it stands is still known.
  private static func isKnown(_ word: String, _ grammar: CompiledGrammar) -> Bool {
    if grammar.facts.has(unknown: word) { return true }
    return grammar.endings.contains {
      word.hasSuffix($0) && word.count > $0.count + 2 && grammar.symbols[String(word.dropLast($0.count))] != nil
    }
  }

  /// - Parameter sought: words that known ones were looked for, with what was found: some stand there again and again.
  private func variants(at index: Int, _ facts: WordFacts, sought: inout [String: [SymbolTable.Near]]) -> [Variant] {
    let (token, known) = (tokens[index], known[index])
    var found: [Variant] = []
    func add(_ symbol: SymbolTable.Symbol, _ cost: Float, _ correction: Bool = false) {
      if found.contains(where: { $0.symbol == symbol }) { return }
      found.append(Variant(symbol: symbol, cost: cost, isCorrection: correction))
    }
    if let known { add(known, 0) }
    if !grammar.plainLetters.isEmpty, token.kind == .word { addMarked() }
    if token.kind == .number { return found }
    /// Typed without marks a word may be any that has them; typed with other marks it is misspelt.
    func addMarked() {
      let plain = known == nil ? grammar.plain(token.text) : nil
      if plain.map({ $0 != token.text }) ?? facts.hasMarks {
        if let exact = facts.exact { add(exact, 0) }
        // A known word is not misspelt.
        guard found.isEmpty, let plain else { return }
        let symbol = grammar.symbols[plain]
        if grammar.time?.rules.plainWords.contains(plain) ?? false {
          // Words of times are known without marks.
          if let symbol { add(symbol, 0) }
        } else if !facts.isReal {
          if let symbol { add(symbol, Costs.correction, true) }
          for symbol in grammar.facts[plain, symbol].marked { add(symbol, Costs.correction, true) }
        }
      } else if !facts.marked.isEmpty {
        let isAlone = known == nil || !isAmongMarked(index)
        for symbol in facts.marked { add(symbol, isAlone ? Costs.unmarked : Costs.unmarkedAmongMarked) }
      }
    }
    if let digits = facts.digits { add(digits, 0.02) }
    guard token.kind == .word else { return found }
    let forms = known == nil ? grammar.symbols.forms(of: token.text, by: grammar.endings) : facts.inflections
    for form in forms { add(form, Costs.inflected) }
    for full in facts.fullForms { add(full, Costs.shorthand, true) }
    if found.isEmpty, !facts.isReal {
      let near = sought[token.text] ?? likelyWords(token.text)
      sought[token.text] = near
      for candidate in near {
        let cost = Costs.correction + Costs.furtherSlip * Float(candidate.distance - 1)
        found.append(Variant(symbol: candidate.symbol, cost: cost, isCorrection: true))
      }
    }
    return found
  }

  private func likelyWords(_ misspelt: String) -> [SymbolTable.Near] {
    let near = grammar.symbols.candidates(for: misspelt)
    if grammar.plainLetters.isEmpty { return near }
    let marked = grammar.facts.misspelt(misspelt, in: grammar.symbols).filter { symbol in
      !near.contains { $0.symbol == symbol }
    }
    return near.filter { $0.distance == 1 || marked.isEmpty } + marked.map { ($0, 1) }
  }

  /// The tokens with their symbols. Two halves of a word that mean nothing by themselves ("mor ning") are that word.
  private static func joinedUp(
    _ source: [Token], _ grammar: CompiledGrammar
  ) -> [(token: Token, symbol: SymbolTable.Symbol?)] {
    var found: [(token: Token, symbol: SymbolTable.Symbol?)] = []
    found.reserveCapacity(source.count)
    for token in source {
      let symbol = grammar.symbols[token.text]
      if token.kind == .word, symbol == nil, case (let last, nil)? = found.last, last.kind == .word,
        last.span.upperBound < token.span.lowerBound, last.text.utf8.count + token.text.utf8.count > 5,
        let whole = grammar.symbols[last.text, token.text],
        !isKnown(last.text, grammar), !isKnown(token.text, grammar)
      {
        let span = TextSpan(last.span.lowerBound, token.span.upperBound)
        found[found.count - 1] = (Token(text: last.text + token.text, kind: .word, span: span), whole)
      } else {
        found.append((token, symbol))
      }
    }
    return found
  }

  /// Where an unknown word falls into two known ones ("smtline").
  private static func split(_ word: String, _ grammar: CompiledGrammar) -> Int? {
    guard word.utf8.count >= 6, word.utf8.count <= 40 else { return nil }
    let length = word.count
    for cut in stride(from: length - 3, through: 3, by: -1) {
      let (head, tail) = (String(word.prefix(cut)), String(word.dropFirst(cut)))
      // Halves of one or two letters are found in too many words.
      guard grammar.symbols[head] != nil, grammar.symbols[tail] != nil else { continue }
      if grammar.endings.contains(tail) { continue }
      // "mintues" are minutes, and no "min tues".
      return grammar.symbols.candidates(for: word).first?.distance == 1 ? nil : cut
    }
    return nil
  }
}
