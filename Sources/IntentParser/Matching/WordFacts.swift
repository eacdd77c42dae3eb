/// What a grammar knows of a word besides its places in patterns.
struct WordFacts: Sendable {
  typealias Symbol = SymbolTable.Symbol
  /// The number that it is a word for, and the known word in digits.
  var number: Int?
  var digits: Symbol?
  /// Whether it is short for other words, or a usual slip of them, and those of them that are known.
  var isShort = false
  var fullForms: [Symbol] = []
  /// Whether it is a real word, and no misspelling of another.
  var isReal = false
  /// Whether it has marks itself, and the known words that it is, typed without theirs.
  var hasMarks = false
  var marked: [Symbol] = []
  /// The same word where it is meant only with its marks typed.
  var exact: Symbol?
  /// Known words that differ from it in an ending.
  var inflections: [Symbol] = []
  /// The shift that it is the letter of.
  var shift: String?
  /// Whether the number of an order, a work order or a lot may begin with it.
  var opensCode = false

  /// The facts of all words. A known word is looked for once: what is known of it is found by its symbol.
  struct Table: Sendable {
    private var all = [WordFacts()]
    /// For each symbol a place in ``all``, the first where nothing is known.
    private var places: [Int32]
    private var others: [String: Int32] = [:]
    /// Words with marks as they are typed without them.
    private var unmarked = SymbolTable()

    init(_ grammar: Grammar, symbols: SymbolTable, names: NameIndex) {
      places = Array(repeating: 0, count: symbols.words.count)
      var facts: [String: WordFacts] = [:]
      func change(_ word: String, _ body: (inout WordFacts) -> Void) { body(&facts[word, default: WordFacts()]) }
      func tell(_ word: String, number: Int) {
        change(word) { ($0.number, $0.digits) = (number, symbols[String(number)]) }
      }
      for (word, number) in grammar.numbers { tell(word, number: number) }
      for (word, number) in grammar.numbers where facts[grammar.plain(word)]?.number == nil {
        tell(grammar.plain(word), number: number)
      }
      for (word, forms) in grammar.shorthand {
        change(word) { ($0.isShort, $0.fullForms) = (!forms.isEmpty, forms.compactMap { symbols[$0] }) }
      }
      for word in grammar.realWords { change(word) { $0.isReal = true } }
      for (letter, code) in names.letters { change(letter) { $0.shift = code } }
      for word in names.shapeOpenings { change(word) { $0.opensCode = true } }
      for (index, word) in symbols.words.enumerated() {
        if word.last == "!" { change(String(word.dropLast())) { $0.exact = Symbol(index) } }
        let forms = grammar.endings.isEmpty ? [] : symbols.forms(of: word, by: grammar.endings)
        if !forms.isEmpty { change(word) { $0.inflections = forms } }
        let plain = grammar.plain(word)
        guard plain != word else { continue }
        change(word) { $0.hasMarks = true }
        change(plain) { $0.marked.append(Symbol(index)) }
        unmarked.add(plain, grammar: true)
      }
      for (word, fact) in facts {
        let place = Int32(all.count)
        all.append(fact)
        if let symbol = symbols[word] { places[Int(symbol)] = place } else { others[word] = place }
      }
    }

    /// - Parameter symbol: that of the word, nil where it is not known.
    subscript(word: String, symbol: Symbol?) -> WordFacts {
      if let symbol { return all[Int(places[Int(symbol)])] }
      return all[Int(others[word] ?? 0)]
    }

    /// Words with marks of which an unknown one is typed without them and with a slip: "luogn" is "lượng".
    ///
    /// Syllables are short and many are alike, so only letters swapped, left out or doubled count.
    func misspelt(_ word: String, in symbols: SymbolTable) -> [Symbol] {
      let typed = Array(word.unicodeScalars)
      return unmarked.candidates(for: word).flatMap { near in
        let plain = unmarked.word(near.symbol)
        guard near.distance == 1, Spelling.isUsualSlip(typed, of: plain.unicodeScalars) else { return [Symbol]() }
        return self[plain, symbols[plain]].marked
      }
    }

    /// Whether anything is known of a word that has no symbol.
    func has(unknown word: String) -> Bool { others[word] != nil }
  }
}
