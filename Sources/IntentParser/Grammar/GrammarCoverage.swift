/// Which rules of the grammars a set of questions used, and which rules can read the same text.
public struct GrammarCoverage: Sendable {
  /// Rules and frames as traces name them, with their language in front, in the order of the files.
  public private(set) var rules: [String] = []
  public private(set) var used: Set<String> = []
  /// Two rules with a spelling in common that mean different things.
  public private(set) var overlaps: [Overlap] = []

  public struct Overlap: Sendable, Hashable {
    public var text: String
    public var first: String
    public var second: String
  }

  public var unused: [String] { rules.filter { !used.contains($0) } }

  public init(of parser: IntentParser) {
    for grammar in parser.grammars {
      let name = { (rule: String) in "\(grammar.language)/\(rule)" }
      // Words that a language borrows from another are that language's to cover.
      let own = grammar.rules.filter { !$0.isBorrowed }
      rules += own.map { name($0.name) } + grammar.frames.filter { !$0.isBorrowed }.map { name($0.name) }
      var owners: [[PatternElement]: PhraseRule] = [:]
      for rule in own {
        for spelling in rule.spellings {
          guard let other = owners[spelling] else {
            owners[spelling] = rule
            continue
          }
          guard other.kind != rule.kind || other.value != rule.value else { continue }
          let overlap = Overlap(text: spelling.text, first: name(other.name), second: name(rule.name))
          if !overlaps.contains(overlap) { overlaps.append(overlap) }
        }
      }
    }
  }

  /// Notes the rules that read a question.
  public mutating func note(_ utterance: Utterance, in conversation: Conversation, by parser: IntentParser) {
    guard let reader = parser.reader(for: utterance, in: conversation) else { return }
    let reading = reader.readings.first
    guard let cover = reading?.cover ?? reader.covers.first else { return }
    let language = reader.grammar.language
    for rule in cover.pieces.compactMap(\.rule) { used.insert("\(language)/\(reader.grammar.rules[rule].name)") }
    if let frame = reading?.rule { used.insert("\(language)/\(frame.name)") }
  }
}

extension [PatternElement] {
  fileprivate var text: String {
    map { element in
      switch element {
      case .word(let word): word
      case .slot: "{…}"
      }
    }.joined(separator: " ")
  }
}
