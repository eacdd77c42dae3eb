import Yams

/// Reads grammar files: YAML text and the file's name in, rules or the first error out.
///
/// The format is described in `grammars/README.md`.
struct GrammarLoader {
  private(set) var grammar: Grammar
  private var file = ""
  /// Spellings that one pattern may have.
  static let spellingLimit = 400
  static let plainLettersKey = "plain_letters"
  private static let topKeys = [
    "slots", "frames", "numbers", "endings", "shorthand", "plain_letters", "decimal_comma", "builds_on", "real_words",
    "examples",
  ]
  private static let frameKeys = ["needs", "takes", "sets", "cost"]

  init(language: String) { grammar = Grammar(language: language) }

  mutating func add(_ text: String, file: String) throws(GrammarError) {
    self.file = file
    guard let root = try compose(text) else { return }
    for (key, value) in try pairs(root, of: file) {
      let name = try word(key)
      switch name {
      case "slots": try addSlots(value)
      case "frames": try addFrames(value)
      case "numbers": try addNumbers(value)
      case "endings": grammar.endings += try words(value, of: name)
      case "shorthand":
        for (key, ways) in try pairs(value, of: name) {
          let full = try word(key)
          for way in try words(ways, of: full).flatMap({ $0.split(separator: "|") }).map({
            String($0.filter { $0 != " " })
          }) {
            grammar.shorthand[way, default: []].append(full)
          }
        }
      case Self.plainLettersKey: try addPlainLetters(value)
      case "decimal_comma": grammar.hasDecimalComma = try word(value) == "yes"
      case "builds_on": grammar.buildsOn = try word(value)
      case "real_words":
        grammar.realWords.formUnion(try words(value, of: name).flatMap { $0.split(separator: " ").map(String.init) })
      case "examples": grammar.examples += try words(value, of: name)
      default: throw .unknownKey(place(key), key: name, allowed: Self.topKeys)
      }
    }
  }

  /// Reads nothing of a file but the letters with marks.
  mutating func addPlainLetters(_ text: String, file: String) throws(GrammarError) {
    self.file = file
    guard let root = try compose(text) else { return }
    for (key, value) in try pairs(root, of: file) where try word(key) == Self.plainLettersKey {
      try addPlainLetters(value)
    }
  }

  private mutating func addPlainLetters(_ node: YAMLNode) throws(GrammarError) {
    for (key, letters) in try pairs(node, of: Self.plainLettersKey) {
      guard let plain = try word(key).first else { continue }
      for letter in try word(letters) where letter != " " { grammar.plainLetters[letter] = plain }
    }
  }

  private mutating func addSlots(_ node: YAMLNode) throws(GrammarError) {
    for (key, values) in try pairs(node, of: "slots") {
      let name = try word(key)
      guard let kind = SlotKind(rawValue: name), ![.number, .missing, .letter].contains(kind) else {
        throw .unknownKey(place(key), key: name, allowed: SlotKind.allCases.map(\.rawValue))
      }
      if case .mapping = values.content {
        for (valueKey, patterns) in try pairs(values, of: name) {
          let value = try word(valueKey)
          try SlotValues.check(value, of: kind, at: place(valueKey))
          try addRules(patterns, kind: kind, value: value)
        }
      } else {
        try addRules(values, kind: kind, value: "")
      }
    }
  }

  private mutating func addRules(_ node: YAMLNode, kind: SlotKind, value: String) throws(GrammarError) {
    for source in try scalars(node, of: value.isEmpty ? kind.rawValue : value) {
      let text = try word(source)
      let pattern: Pattern
      do throws(PatternError) { pattern = try Pattern(text) } catch {
        throw .badPattern(place(source), pattern: text, error)
      }
      for slot in pattern.slots.sorted() where SlotKind.mask(named: slot) == nil {
        throw .unknownSlot(place(source), slot: slot, pattern: text)
      }
      guard pattern.hasSpellings(upTo: Self.spellingLimit) else {
        throw .tooManySpellings(place(source), pattern: text, limit: Self.spellingLimit)
      }
      grammar.rules.append(
        PhraseRule(
          kind: kind, value: value, pattern: pattern, display: pattern.display,
          place: place(source)))
    }
  }

  private mutating func addFrames(_ node: YAMLNode) throws(GrammarError) {
    for (key, value) in try pairs(node, of: "frames") {
      let name = try word(key)
      guard let intent = Intent(rawValue: name) else {
        throw .unknownKey(place(key), key: name, allowed: Intent.allCases.map(\.rawValue))
      }
      if let items = value.items {
        for item in items { try addFrame(item, intent: intent) }
      } else {
        try addFrame(value, intent: intent)
      }
    }
  }

  private mutating func addFrame(_ node: YAMLNode, intent: Intent) throws(GrammarError) {
    var rule = FrameRule(intent: intent, needs: [], takes: [], sets: [:], cost: 0, place: place(node), allowed: 0)
    for (key, value) in try pairs(node, of: intent.rawValue) {
      switch try word(key) {
      case "needs": for item in try scalars(value, of: "needs") { rule.needs.append(try labels(item)) }
      case "takes": for item in try scalars(value, of: "takes") { rule.takes += try labels(item) }
      case "sets":
        for (setKey, setValue) in try pairs(value, of: "sets") {
          let name = try word(setKey)
          guard FrameDefaults.keys.contains(name) else {
            throw .unknownKey(place(setKey), key: name, allowed: FrameDefaults.keys)
          }
          rule.sets[name] = try words(setValue, of: name)
        }
      case "cost":
        guard let cost = value.text.flatMap({ Double($0) }) else {
          throw .wrongForm(place(value), key: "cost", needed: "a number")
        }
        rule.cost = cost
      case let other: throw .unknownKey(place(key), key: other, allowed: Self.frameKeys)
      }
    }
    guard !rule.needs.isEmpty else {
      throw .wrongForm(place(node), key: intent.rawValue, needed: "'needs' with a slot")
    }
    rule.allowed = (rule.needs.flatMap { $0 } + rule.takes).reduce(0) { $0 | $1.mask }
    grammar.frames.append(rule)
  }

  /// "metric | cue.why" as labels.
  private func labels(_ node: YAMLNode) throws(GrammarError) -> [SlotLabel] {
    var labels: [SlotLabel] = []
    for part in try word(node).split(separator: "|") {
      let pieces = part.filter { $0 != " " }.split(separator: ".", maxSplits: 1).map(String.init)
      guard let first = pieces.first, let mask = SlotKind.mask(named: first) else {
        throw .unknownSlot(place(node), slot: String(part), pattern: (try? word(node)) ?? "")
      }
      labels.append(SlotLabel(mask: mask, value: pieces.count > 1 ? pieces[1] : nil))
    }
    return labels
  }

  private mutating func addNumbers(_ node: YAMLNode) throws(GrammarError) {
    for (key, value) in try pairs(node, of: "numbers") {
      guard let number = value.text.flatMap({ Int($0) }) else {
        throw .wrongForm(place(value), key: try word(key), needed: "a whole number")
      }
      grammar.numbers[try word(key)] = number
    }
  }
}

// Reading YAML nodes with their places.
extension GrammarLoader {
  private func compose(_ text: String) throws(GrammarError) -> YAMLNode? {
    do {
      return try YAMLNode.read(text)
    } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
      let mark = context.mark
      throw .duplicate(GrammarPlace(file: file, line: mark.line, column: mark.column), key: duplicates.first ?? "")
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        throw .syntax(GrammarPlace(file: file, line: mark.line, column: mark.column), problem: problem)
      default: throw .syntax(GrammarPlace(file: file, line: 1, column: 1), problem: "\(error)")
      }
    } catch {
      throw .syntax(GrammarPlace(file: file, line: 1, column: 1), problem: "\(error)")
    }
  }

  private func place(_ node: YAMLNode) -> GrammarPlace {
    GrammarPlace(file: file, line: node.line, column: node.column)
  }

  /// A scalar that YAML too takes for a word: an unquoted `on` is not the word "on" to it.
  private func word(_ node: YAMLNode) throws(GrammarError) -> String {
    guard case .scalar(let text, let isPlain) = node.content else {
      throw .wrongForm(place(node), key: "value", needed: "words")
    }
    if isPlain, text.utf8.count <= 5, Self.unquotedWords.contains(text.lowercased()) {
      throw .unquoted(place(node), word: text.isEmpty ? "nothing" : text)
    }
    return text
  }

  private static let unquotedWords: Set = ["true", "false", "yes", "no", "on", "off", "null", "~", "y", "n", ""]

  private func pairs(_ node: YAMLNode, of key: String) throws(GrammarError) -> [(YAMLNode, YAMLNode)] {
    guard case .mapping(let mapping) = node.content else {
      throw .wrongForm(place(node), key: key, needed: "keys with values")
    }
    return mapping.map { ($0.key, $0.value) }
  }

  /// One scalar, or a list of them.
  private func scalars(_ node: YAMLNode, of key: String) throws(GrammarError) -> [YAMLNode] {
    switch node.content {
    case .scalar: return [node]
    case .sequence(let items):
      for item in items where item.text == nil { throw .wrongForm(place(item), key: key, needed: "words") }
      return items
    default: throw .wrongForm(place(node), key: key, needed: "words or a list of words")
    }
  }

  private func words(_ node: YAMLNode, of key: String) throws(GrammarError) -> [String] {
    var all: [String] = []
    for item in try scalars(node, of: key) { all.append(try word(item)) }
    return all
  }
}
