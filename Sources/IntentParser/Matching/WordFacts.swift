/// What a grammar knows of a word besides its places in patterns.
struct WordFacts: Sendable {
  /// The number that it is a word for.
  var number: Int?
  /// What it is short for, or a usual slip of.
  var fullForms: [String] = []
  /// Whether it is a real word, and no misspelling of another.
  var isReal = false
  /// Known words that it is, typed without their marks.
  var marked: [SymbolTable.Symbol] = []

  /// The facts of all words, so that each word of a question is looked up once.
  struct Table: Sendable {
    private var facts: [String: WordFacts] = [:]
    private static let nothing = WordFacts()

    init(_ grammar: Grammar, symbols: SymbolTable) {
      for (word, number) in grammar.numbers { facts[word, default: WordFacts()].number = number }
      for (word, number) in grammar.numbers where facts[grammar.plain(word)]?.number == nil {
        facts[grammar.plain(word), default: WordFacts()].number = number
      }
      for (word, forms) in grammar.shorthand { facts[word, default: WordFacts()].fullForms = forms }
      for word in grammar.realWords { facts[word, default: WordFacts()].isReal = true }
      guard !grammar.plainLetters.isEmpty else { return }
      for (index, word) in symbols.words.enumerated() {
        let plain = grammar.plain(word)
        if plain != word { facts[plain, default: WordFacts()].marked.append(SymbolTable.Symbol(index)) }
      }
    }

    subscript(word: String) -> WordFacts { facts[word] ?? Self.nothing }
    func has(_ word: String) -> Bool { facts[word] != nil }
  }
}
