/// A phrase pattern of a grammar file.
///
/// `last {count} {unit}` matches words and slots in order, `[the]` may be missing, `(today|this day)` is one of
/// several. Words are compared token by token, so "SMT-{number}" is `smt` `-` and a slot.
public indirect enum Pattern: Sendable, Hashable {
  case word(String)
  case slot(String)
  case sequence([Pattern])
  case choice([Pattern])
  case optional(Pattern)

  /// Parses the notation above.
  public init(_ source: String) throws(PatternError) {
    var reader = PatternReader(source)
    self = try reader.choice(until: nil)
  }

  /// Names of the slots in it.
  public var slots: Set<String> {
    switch self {
    case .word: []
    case .slot(let name): [name]
    case .sequence(let parts), .choice(let parts): parts.reduce(into: []) { $0.formUnion($1.slots) }
    case .optional(let part): part.slots
    }
  }

  /// Every way in which this matches from a token on: where it ends and what its slots took.
  ///
  /// `slot` is asked for the values of a slot that begin at a token.
  public func matches<Value>(
    _ tokens: [Token], from start: Int, slot: (String, Int) -> [(end: Int, value: Value)]
  ) -> [PatternMatch<Value>] {
    switch self {
    case .word(let word):
      return start < tokens.count && tokens[start].text == word ? [PatternMatch(end: start + 1, bindings: [])] : []
    case .slot(let name):
      return slot(name, start).map { PatternMatch(end: $0.end, bindings: [(name: name, value: $0.value)]) }
    case .sequence(let parts):
      var heads = [PatternMatch<Value>(end: start, bindings: [])]
      for part in parts {
        var next: [PatternMatch<Value>] = []
        for head in heads {
          for tail in part.matches(tokens, from: head.end, slot: slot) {
            next.append(PatternMatch(end: tail.end, bindings: head.bindings + tail.bindings))
          }
        }
        if next.isEmpty { return [] }
        heads = next
      }
      return heads
    case .choice(let parts):
      return parts.flatMap { $0.matches(tokens, from: start, slot: slot) }
    case .optional(let part):
      return part.matches(tokens, from: start, slot: slot) + [PatternMatch(end: start, bindings: [])]
    }
  }
}

/// One way in which a pattern matched.
public struct PatternMatch<Value> {
  /// The token after the last one taken.
  public var end: Int
  public var bindings: [(name: String, value: Value)]
}

/// A slip in a pattern, with its place in it.
public enum PatternError: Error, Hashable {
  /// An opening bracket at the column (from 1) has no closing one, or the other way round.
  case unbalanced(String, column: Int)
  /// Nothing stands where a word or slot is needed.
  case empty(column: Int)
}

/// Reads bytes: brackets are ASCII, and grammars are read each time the program starts.
private struct PatternReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ source: String) { bytes = Array(source.utf8) }

  mutating func choice(until close: Unicode.Scalar?) throws(PatternError) -> Pattern {
    let opened = position
    var alternatives: [Pattern] = []
    var parts: [Pattern] = []
    func sequence() -> Pattern { parts.count == 1 ? parts[0] : .sequence(parts) }
    while position < bytes.count {
      let character = Unicode.Scalar(bytes[position])
      switch character {
      case close:
        guard !parts.isEmpty else { throw .empty(column: column(position) + 1) }
        position += 1
        alternatives.append(sequence())
        return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
      case "[":
        position += 1
        parts.append(.optional(try choice(until: "]")))
      case "(":
        position += 1
        parts.append(try choice(until: ")"))
      case "{":
        parts.append(try slot())
      case "|":
        guard !parts.isEmpty else { throw .empty(column: column(position) + 1) }
        alternatives.append(sequence())
        parts = []
        position += 1
      case "]", ")", "}":
        throw .unbalanced(String(character), column: column(position) + 1)
      default:
        addWords(to: &parts)
      }
    }
    guard close == nil else { throw .unbalanced(close == "]" ? "[" : "(", column: column(opened)) }
    guard !parts.isEmpty else { throw .empty(column: max(1, column(position))) }
    alternatives.append(sequence())
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  /// Characters before a byte: people count those.
  private func column(_ position: Int) -> Int { String(decoding: bytes[..<position], as: UTF8.self).count }

  private mutating func slot() throws(PatternError) -> Pattern {
    let opened = position
    guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "}")) else {
      throw .unbalanced("{", column: column(opened) + 1)
    }
    let name = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
    guard !name.isEmpty else { throw .empty(column: column(opened) + 2) }
    position = end + 1
    return .slot(name)
  }

  private mutating func addWords(to parts: inout [Pattern]) {
    let start = position
    while position < bytes.count, !Self.isBracket(bytes[position]) { position += 1 }
    for token in Tokenizer().tokens(in: bytes[start..<position]) {
      // "cả!" is one word, which is meant only where its marks are typed.
      if token.text == "!", case .word(let word)? = parts.last {
        parts[parts.count - 1] = .word(word + "!")
      } else {
        parts.append(.word(token.text))
      }
    }
  }

  private static func isBracket(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "[", "]", "(", ")", "{", "}", "|": true
    default: false
    }
  }
}
