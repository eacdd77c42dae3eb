import Foundation

/// The factory's names, found by their words.
final class NameIndex: Sendable {
  private let factory: FactoryNames
  /// Kinds with those of their words that the names of their lines have.
  private let kindsSaid: [String: Set<String>]
  /// The number that each word has among those of the names; -1 for a word that is in none.
  private let wordNumbers: [Int32]
  /// For each word another of the names that it may be: "and" for "&", one typed without its marks; -1 for most.
  private let otherNumbers: [Int32]
  /// For each word that is none of the grammar's the number of the word of names that it is as a part ("aurora").
  private let partNumbers: [Int32]

  /// - Parameters:
  ///   - joining: words for "and" in the language.
  ///   - kindWords: words for kinds of lines.
  ///   - plain: a word without the marks that the language itself knows to be left out.
  init(
    _ factory: FactoryNames, symbols: inout SymbolTable, joining: [String] = [],
    kindWords: [String: Set<String>] = [:], plain: (String) -> String = { $0 }
  ) {
    self.factory = factory
    kindsSaid = factory.kinds(saidBy: kindWords)
    let numbered = factory.words.map { symbols.add($0, grammar: false) }
    var wordNumbers = Array(repeating: -1 as Int32, count: symbols.words.count)
    for (number, symbol) in numbered.enumerated() { wordNumbers[Int(symbol)] = Int32(number) }
    var others: [SymbolTable.Symbol: Int32] = [:]
    // What the language does not know to be typed without marks is known of names: "hoa phat", "fruh" and "frueh".
    for (number, word) in factory.words.enumerated() where !word.utf8.allSatisfy({ $0 < 0x80 }) && plain(word) == word {
      for spelling in Self.withoutMarks(word) { others[symbols.add(spelling, grammar: false)] = Int32(number) }
    }
    let unmarked = others
    let signs = [FactoryNames.and] + joining
    for word in signs {
      let meant = signs.first { $0 != word && factory.wordNumber($0) != nil }
      if let symbol = symbols[word], let meant { others[symbol] = factory.wordNumber(meant) }
    }
    wordNumbers += Array(repeating: -1, count: symbols.words.count - wordNumbers.count)
    self.wordNumbers = wordNumbers
    var otherNumbers = Array(repeating: -1 as Int32, count: symbols.words.count)
    for (symbol, number) in others { otherNumbers[Int(symbol)] = number }
    self.otherNumbers = otherNumbers
    var partNumbers = wordNumbers
    for (symbol, number) in unmarked where partNumbers[Int(symbol)] < 0 { partNumbers[Int(symbol)] = number }
    for symbol in partNumbers.indices where symbols.isGrammar[symbol] { partNumbers[symbol] = -1 }
    self.partNumbers = partNumbers
    for word in factory.shapes.flatMap(\.words) { symbols.add(word, grammar: true) }
  }

  /// Spellings of codes and names, over ``number(ofWord:)``; a terminal is an index into `entries`.
  var trie: PhraseTrie { factory.trie }
  /// The number of a word among those of the names; one that no name has is -1.
  func number(ofWord symbol: SymbolTable.Symbol) -> Int32 {
    wordNumbers.indices.contains(Int(symbol)) ? wordNumbers[Int(symbol)] : -1
  }

  /// Another word of the names that a word may be; -1 where there is none.
  func otherNumber(ofWord symbol: SymbolTable.Symbol) -> Int32 {
    otherNumbers.indices.contains(Int(symbol)) ? otherNumbers[Int(symbol)] : -1
  }

  /// A word of European languages as it is typed where its letters are not on the keyboard.
  private static func withoutMarks(_ word: String) -> [String] {
    let letters: [Character: String] = ["đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe"]
    let long: [Character: String] = ["ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"]
    func plain(_ table: [Character: String]) -> String {
      word.map { table[$0] ?? letters[$0] ?? String($0) }.joined().folding(options: .diacriticInsensitive, locale: nil)
    }
    return Array(Set([plain([:]), plain(long)])).filter { $0 != word }.sorted()
  }

  /// The names that a word may stand for by itself, as a part that few names have.
  func owners(ofPart symbol: SymbolTable.Symbol) -> ArraySlice<Int32> {
    guard partNumbers.indices.contains(Int(symbol)), partNumbers[Int(symbol)] >= 0 else { return [] }
    return factory.owners(ofWord: partNumbers[Int(symbol)])
  }

  var entries: [LexiconEntry] { factory.entries }
  var shifts: [LexiconEntry] { factory.shifts }
  var kinds: [SlotKind?] { factory.kinds }
  var letters: [String: String] { factory.letters }
  var shapeOpenings: [String] { factory.shapeOpenings }
  var shapes: [(shape: CodeShape, words: [String])] { factory.shapes }

  func entry(_ dimension: Dimension, _ code: String) -> LexiconEntry? { factory.entry(dimension, code) }
  /// Codes of the lines of a number, of one kind where it is given.
  func lines(number: Int, kind: String?) -> [String] { factory.lines(number: number, kind: kind) }
  /// Lines by a kind and a number, where lines of the kind are called so: "SMT 1" is not "Chuyền 1", though that may
  /// be of the kind.
  func lines(called kind: String, number: Int) -> [String] {
    isSaid(kind) ? factory.lines(number: number, kind: kind) : []
  }
  /// Whether the names of a kind's lines have a word for the kind.
  private func isSaid(_ kind: String) -> Bool { kindsSaid[kind] != nil }
  /// Whether a word for a kind is in the name of one of its lines.
  func isSaid(_ word: String, of kind: String) -> Bool { kindsSaid[kind]?.contains(word) ?? false }
  /// The stages of kinds of lines, in the order of the factory.
  func stages(of kinds: [String]) -> [String] { factory.stages(of: kinds) }
  /// The lines of kinds, in the order of the factory.
  func lines(of kinds: [String]) -> [String] { factory.lines(of: kinds) }
  /// All machines of a stage.
  func machines(at stage: String) -> [String] { factory.machines(at: stage) }
  /// Codes of the machines of a stage on a line.
  func machines(at stage: String, on line: String) -> [String] { factory.machines(at: stage, on: line) }
  /// Seconds below which a stop of the machines within a scope is a micro stop, each limit once.
  func microStopLimits(within scope: Scope) -> [Int] { factory.microStopLimits(within: scope) }
  /// The stage at which all these machines stand, or nil where they stand at several.
  func stage(ofMachines codes: [String]) -> String? { factory.stage(ofMachines: codes) }
  /// The number that a line's code ends with.
  func number(ofLine code: String) -> Int? { factory.number(ofLine: code) }
  /// Names nearest to unknown words, for "did you mean".
  func nearest(to text: String, limit: Int = 3) -> [String] { factory.nearest.nearest(to: text, limit: limit) }
}
