/// One language and the factory's names, ready for matching.
///
/// Everything that reads a question holds it, so it is one reference and not a copy of its many parts.
final class CompiledGrammar: Sendable {
  let language: String
  /// The language whose words this one has too.
  let buildsOn: String?
  let rules: [PhraseRule]
  /// One for each rule.
  let phrases: [Phrase]
  /// Kinds of slots with which a pattern may begin.
  let openingSlots: UInt64
  /// Words with which a phrase begins that makes talk of a clause.
  let talkWords: Set<SymbolTable.Symbol>
  /// Words that say alone what belongs to what ("of").
  let wordsOfBelonging: Set<SymbolTable.Symbol>
  let frames: [FrameRule]
  /// One for each frame.
  let outlines: [FrameOutline]
  /// The same side by side.
  let glances: [FrameGlance]
  let labelBits: LabelBits
  /// The cost of the cheapest frame.
  let leastFrameCost: Float
  let endings: [String]
  /// What is known of words besides their places in patterns.
  let facts: WordFacts.Table
  /// Letters with marks and the plain ones typed for them.
  let plainLetters: [Character: Character]
  /// Numbers are written "70,5" and "1.500".
  let hasDecimalComma: Bool
  let realWords: Set<String>
  /// Words that begin an exception ("without", "other than"), with the words that must follow; an empty one where
  /// anything may. They are never talk.
  let exceptions: [String: Set<String>]
  let examples: [Example]
  let working = WorkingExamples()
  let time: TimeGrammar?
  /// Words of times with their marks, where the language has them.
  private let markedTimeWords: Set<String>
  let ownMetrics: [String: Metric]
  let symbols: SymbolTable
  let trie: PhraseTrie
  let names: NameIndex

  init(_ grammar: Grammar, names factory: FactoryNames) {
    language = grammar.language
    buildsOn = grammar.buildsOn
    frames = grammar.frames
    let labelBits = LabelBits(grammar.frames)
    self.labelBits = labelBits
    outlines = grammar.frames.map { FrameOutline($0, bits: labelBits) }
    glances = outlines.map(\.glance)
    leastFrameCost = outlines.map(\.cost).min() ?? 0
    ownMetrics = grammar.ownMetrics
    plainLetters = grammar.plainLetters
    hasDecimalComma = grammar.hasDecimalComma
    endings = grammar.endings
    realWords = grammar.realWords
    exceptions = Self.exceptions(of: grammar)
    markedTimeWords = grammar.markedTimeWords
    let line = factory.entries.first { $0.dimension == .line }.map { $0.names.first ?? $0.code }
    examples = grammar.examples.compactMap { text in
      let isOfLine = text.contains("{line}")
      return isOfLine ? line.map { Example(text.replacing("{line}", with: $0)) } : Example(text)
    }
    time = grammar.time?.naming(
      shifts: factory.shifts.map { ShiftName($0.code, aliases: $0.names.filter { $0.count <= 2 }, part: $0.category) })
    var symbols = SymbolTable()
    var trie = PhraseTrieBuilder()
    // Synonyms of names that this factory does not have are left out: it must not seem to know them.
    rules =
      grammar.rules.filter { rule in
        guard let dimension = rule.kind.dimension, !NameOperation.all.contains(rule.value) else { return true }
        if let stage = NameOperation.stage(ofMachine: rule.value, rule.kind) { return factory.contains(.stage, stage) }
        switch dimension {
        case .stage, .reason, .defect, .shift, .site, .customer, .product, .machine, .line:
          return factory.contains(dimension, rule.value)
        case .lineKind: return factory.lineKinds.contains(rule.value)
        case .tag: return !factory.hasTags || factory.contains(.tag, rule.value)
        default: return true
        }
      } + Self.nouns(of: factory, grammar)
    // In an order of their own: of two words as near to a slip the first is taken, and a dictionary has another order
    // in every process.
    for word in (grammar.time?.rules.plainWords ?? []).sorted() { symbols.add(word, grammar: true) }
    for word in grammar.numbers.keys.sorted() { symbols.add(word, grammar: true) }
    for (index, rule) in rules.enumerated() {
      trie.insert(rule.pattern, rule: Int32(index), symbols: &symbols)
    }
    let joining = rules.filter { $0.kind == .stop && $0.value == "and" }.flatMap(\.spellings).compactMap { spelling in
      if case .word(let word)? = spelling.first, spelling.count == 1 { word } else { String?.none }
    }
    var kindWords: [String: Set<String>] = [:]
    for rule in rules where rule.kind == .lineKind && !NameOperation.all.contains(rule.value) {
      for case .word(let word) in rule.spellings.joined() { kindWords[rule.value, default: []].insert(word) }
    }
    let plainLetters = grammar.plainLetters
    let names = NameIndex(factory, symbols: &symbols, joining: joining, kindWords: kindWords) { word in
      String(word.map { plainLetters[$0] ?? $0 })
    }
    self.names = names
    phrases = rules.map { Phrase($0, names: names, bits: labelBits) }
    openingSlots = trie.slotEdges[Int(PhraseTrie.root)].reduce(0) { $0 | $1.mask }
    let talk = rules.lazy.filter { rule in
      rule.kind == .person || rule.kind == .occasion
        || rule.kind == .polite && ["chatter", "speaker", "aside"].contains(rule.value)
    }
    talkWords = Set(talk.flatMap(\.pattern.openings.words).compactMap { symbols[$0] })
    let belonging = rules.lazy.filter { $0.kind == .stop && $0.value == "of" }
    wordsOfBelonging = Set(belonging.flatMap(\.pattern.openings.words).compactMap { symbols[$0] })
    self.symbols = symbols
    self.trie = PhraseTrie(trie)
    facts = WordFacts.Table(grammar, symbols: symbols, names: names)
  }

  /// Orders whose numbers begin with a word are called so: "cases" where there are "Case 1" and "Case 2".
  private static func nouns(of factory: FactoryNames, _ grammar: Grammar) -> [PhraseRule] {
    let known = Set(grammar.rules.lazy.filter { $0.kind == .entity }.flatMap(\.pattern.openings.words))
    return factory.shapes.flatMap { shape, words -> [PhraseRule] in
      guard shape.dimension == .order || shape.dimension == .workOrder, words.count == 1, words[0].count > 3,
        !known.contains(words[0])
      else { return [] }
      func rule(_ value: String, _ word: String) -> PhraseRule {
        PhraseRule(
          kind: .entity, value: value, pattern: .word(word), display: word,
          place: GrammarPlace(file: shape.dimension.rawValue, line: 0, column: 0))
      }
      let plurals = grammar.endings.prefix(1).map { rule(shape.dimension.rawValue + "*", words[0] + $0) }
      return [rule(shape.dimension.rawValue, words[0])] + plurals
    }
  }

  private static func exceptions(of grammar: Grammar) -> [String: Set<String>] {
    let stops = grammar.rules.lazy.filter { $0.kind == .stop }
      .reduce(into: Set<String>()) { $0.formUnion($1.pattern.openings.words) }
    var found: [String: Set<String>] = [:]
    for rule in grammar.rules where rule.kind == .exclude {
      for spelling in rule.spellings {
        guard case .word(let first)? = spelling.first, !stops.contains(first) else { continue }
        if case .word(let second)? = spelling.dropFirst().first {
          found[first, default: []].insert(second)
        } else {
          found[first, default: []].insert("")
        }
      }
    }
    return found
  }

  /// An unknown word as times are compared: with plain letters, but where it is a word by its own marks.
  func plainForTimes(_ word: String) -> String { markedTimeWords.contains(word) ? word : plain(word) }

  /// A word with plain letters instead of those with marks.
  func plain(_ word: String) -> String {
    if word.utf8.allSatisfy({ $0 < 0x80 }) { return word }
    return plainLetters.isEmpty ? word : String(word.map { $0.isASCII ? $0 : plainLetters[$0] ?? $0 })
  }
}

/// A question to offer, with its words.
struct Example: Sendable {
  let text: String
  let words: Set<String>

  init(_ text: String) {
    self.text = text
    words = Set(Tokenizer().tokens(in: text).map(\.text))
  }
}

/// What a pattern of a name may do with the names and numbers in it, besides meaning a code.
enum NameOperation {
  /// Means what its slot means ("customer {customer}").
  static let same = "="
  /// A line by its kind and number, or a name that is not there.
  static let numbered = "number"
  /// One more line of the kind of the one before ("SMT 1 and 2").
  static let another = "another"
  /// Lines of a kind from one number to another ("SMT 1 to 3").
  static let range = "range"
  /// Digits of an order's, work order's or lot's number.
  static let digits = "digits"
  /// A time that is compared where another word compares ("compare … with last week").
  static let with = "with"
  /// A shift by its letter or place in the day.
  static let letter = "letter"
  /// The machine at a stage, by the word for such machines ("at Solder paste printing": printer).
  static func stage(ofMachine value: String, _ kind: SlotKind) -> String? {
    kind == .machine && value.hasPrefix("at ") ? String(value.dropFirst(3)) : nil
  }
  static let all: Set<String> = [same, numbered, another, range, digits, letter]
}
