/// The factory's names, found by their words.
final class NameIndex: Sendable {
  private let factory: FactoryNames
  /// The number that each word has among those of the names; -1 for a word that is in none.
  private let wordNumbers: [Int32]
  /// For each word the name that alone has it as a part ("aurora"); -1 for a word that is no such part.
  private let owners: [Int32]

  init(_ factory: FactoryNames, symbols: inout SymbolTable) {
    self.factory = factory
    let numbered = factory.words.map { symbols.add($0, grammar: false) }
    var wordNumbers = Array(repeating: -1 as Int32, count: symbols.words.count)
    for (number, symbol) in numbered.enumerated() { wordNumbers[Int(symbol)] = Int32(number) }
    self.wordNumbers = wordNumbers
    var owners = Array(repeating: -1 as Int32, count: symbols.words.count)
    for (word, owner) in factory.ownWords {
      if let symbol = symbols[word], !symbols.isGrammar[Int(symbol)] { owners[Int(symbol)] = Int32(owner) }
    }
    self.owners = owners
    for word in factory.shapes.flatMap(\.words) { symbols.add(word, grammar: true) }
  }

  /// Spellings of codes and names, over ``number(ofWord:)``; a terminal is an index into `entries`.
  var trie: PhraseTrie { factory.trie }
  /// The number of a word among those of the names; one that no name has is -1.
  func number(ofWord symbol: SymbolTable.Symbol) -> Int32 {
    wordNumbers.indices.contains(Int(symbol)) ? wordNumbers[Int(symbol)] : -1
  }

  /// The name that a word stands for by itself, as a part that no other name has.
  func owner(ofPart symbol: SymbolTable.Symbol) -> Int? {
    guard owners.indices.contains(Int(symbol)), owners[Int(symbol)] >= 0 else { return nil }
    return Int(owners[Int(symbol)])
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
