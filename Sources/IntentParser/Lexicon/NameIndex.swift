/// The factory's names, found by their words.
final class NameIndex: Sendable {
  private let factory: FactoryNames
  /// Spellings of codes and names; a terminal is an index into `entries`.
  let trie: PhraseTrie
  /// Parts of names that only one of them has: "aurora".
  let partial: [SymbolTable.Symbol: Int]

  init(_ factory: FactoryNames, symbols: inout SymbolTable) {
    self.factory = factory
    var trie = PhraseTrie()
    for spelling in factory.spellings { trie.insert(spelling.words, rule: spelling.entry, symbols: &symbols) }
    self.trie = trie
    var partial: [SymbolTable.Symbol: Int] = [:]
    for (word, owner) in factory.ownWords {
      if let symbol = symbols[word], !symbols.isGrammar[Int(symbol)] { partial[symbol] = owner }
    }
    self.partial = partial
    for word in factory.shapes.flatMap(\.words) { symbols.add(word, grammar: true) }
  }

  var entries: [LexiconEntry] { factory.entries }
  var kinds: [SlotKind?] { factory.kinds }
  var letters: [String: String] { factory.letters }
  var shapes: [(shape: CodeShape, words: [String])] { factory.shapes }

  func entry(_ dimension: Dimension, _ code: String) -> LexiconEntry? { factory.entry(dimension, code) }
  /// Lines of a number, of one kind where it is given.
  func lines(number: Int, kind: String?) -> [LexiconEntry] { factory.lines(number: number, kind: kind) }
  /// The number that a line's code ends with.
  func number(ofLine code: String) -> Int? { factory.number(ofLine: code) }
  /// Names nearest to unknown words, for "did you mean".
  func nearest(to text: String, limit: Int = 3) -> [String] { factory.nearest.nearest(to: text, limit: limit) }
}
