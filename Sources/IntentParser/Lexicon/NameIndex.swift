/// The factory's names, found by their words.
final class NameIndex: Sendable {
  let entries: [LexiconEntry]
  /// Of each entry the kind of slot that it fills.
  let kinds: [SlotKind?]
  /// Spellings of codes and names; a terminal is an index into `targets`.
  let trie: PhraseTrie
  /// Parts of names that only one of them has: "aurora".
  let partial: [SymbolTable.Symbol: Int]
  /// Shifts by letter.
  let letters: [String: String]
  private let byCode: [Dimension: [String: Int]]
  /// Lines by kind and number.
  private let linesByNumber: [Int: [Int]]
  let shapes: [(shape: CodeShape, words: [String])]
  private let nearestNames: NearestNames

  init(_ lexicon: Lexicon, symbols: inout SymbolTable) {
    entries = lexicon.entries
    let kindOf = Dictionary(uniqueKeysWithValues: Dimension.allCases.map { ($0, SlotKind(rawValue: $0.rawValue)) })
    kinds = entries.map { kindOf[$0.dimension] ?? nil }
    nearestNames = NearestNames(lexicon.entries)
    let tokenizer = Tokenizer()
    var trie = PhraseTrie()
    var letters: [String: String] = [:]
    var byCode: [Dimension: [String: Int]] = [:]
    var linesByNumber: [Int: [Int]] = [:]
    var owners: [String: Int] = [:]
    var shared: Set<String> = []
    for (index, entry) in entries.enumerated() {
      byCode[entry.dimension, default: [:]][entry.code] = index
      let codeWords = tokenizer.tokens(in: entry.code)
      if entry.dimension == .line, let number = codeWords.last(where: { $0.kind == .number }).flatMap({ Int($0.text) })
      {
        linesByNumber[number, default: []].append(index)
      }
      var names = entry.names
      if entry.dimension == .shift {
        // Letters and numbers ("A", "1") would match anywhere; the grammar asks for them beside its word for shift.
        for name in names where name.count <= 2 { letters[name.lowercased()] = entry.code }
        names.removeAll { $0.count <= 2 }
      }
      for name in Set([entry.code] + names) {
        let words = name == entry.code ? codeWords : tokenizer.tokens(in: name)
        let spelling = words.filter { $0.kind != .sign }.map { PatternElement.word($0.text) }
        guard !spelling.isEmpty else { continue }
        trie.insert(spelling, rule: Int32(index), symbols: &symbols, grammar: false)
        guard [.customer, .product].contains(entry.dimension), words.count > 1 else { continue }
        for word in words where word.kind == .word && word.text.count > 2 {
          if let owner = owners[word.text], owner != index { shared.insert(word.text) }
          owners[word.text] = index
        }
      }
    }
    var partial: [SymbolTable.Symbol: Int] = [:]
    for (word, owner) in owners where !shared.contains(word) {
      if let symbol = symbols[word], !symbols.isGrammar[Int(symbol)] { partial[symbol] = owner }
    }
    var shapes: [(shape: CodeShape, words: [String])] = []
    for shape in lexicon.shapes {
      let words = tokenizer.tokens(in: shape.prefix).filter { $0.kind != .sign }.map(\.text)
      for word in words { symbols.add(word, grammar: true) }
      shapes.append((shape, words))
    }
    (self.trie, self.partial, self.letters, self.shapes) = (trie, partial, letters, shapes)
    (self.byCode, self.linesByNumber) = (byCode, linesByNumber)
  }

  func entry(_ dimension: Dimension, _ code: String) -> LexiconEntry? { byCode[dimension]?[code].map { entries[$0] } }
  func contains(_ dimension: Dimension, _ code: String) -> Bool { byCode[dimension]?[code] != nil }
  func hasAny(_ dimension: Dimension) -> Bool { byCode[dimension]?.isEmpty == false }

  /// Lines of a number, of one kind where it is given.
  func lines(number: Int, kind: String?) -> [LexiconEntry] {
    (linesByNumber[number] ?? []).map { entries[$0] }.filter { kind == nil || $0.parents[.lineKind] == kind }
  }

  /// The number that a line's code ends with.
  func number(ofLine code: String) -> Int? {
    guard let index = byCode[.line]?[code] else { return nil }
    return linesByNumber.first { $0.value.contains(index) }?.key
  }

  /// Names nearest to unknown words, for "did you mean".
  func nearest(to text: String, limit: Int = 3) -> [String] { nearestNames.nearest(to: text, limit: limit) }
}
