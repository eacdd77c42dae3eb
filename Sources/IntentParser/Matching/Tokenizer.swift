/// Cuts text into words, numbers and signs.
///
/// A word is a run of letters, a number a run of ASCII digits, every other sign stands alone and white space is
/// dropped: "SMT-1 10am" is `smt` `-` `1` `10` `am`. Letters are lower-cased; a possessive "'s" and other apostrophes
/// within a word are dropped: "today's" is `today`.
public struct Tokenizer: Sendable {
  public init() {}

  public func tokens(in text: String) -> [Token] {
    var text = text
    return text.withUTF8 { tokens(in: $0[...]) }
  }

  /// Spans count from the first of the bytes.
  func tokens(in bytes: some RandomAccessCollection<UInt8>) -> [Token] {
    plainTokens(in: bytes) ?? anyTokens(in: String(decoding: bytes, as: UTF8.self))
  }

  /// The same rules as `anyTokens`, on scalars; nil where one of them may be but a part of a character.
  private func plainTokens(in bytes: some RandomAccessCollection<UInt8>) -> [Token]? {
    let characters = PlainCharacter.all
    var tokens: [Token] = []
    var word: [UInt8] = []
    word.reserveCapacity(16)
    var kind = Token.Kind.sign
    var start = 0
    var offset = 0
    var apostrophe: Int?
    func flush(at end: Int) {
      if let place = apostrophe, word.count == place + 1, word.last == UInt8(ascii: "s") { word.removeLast() }
      apostrophe = nil
      if !word.isEmpty {
        tokens.append(Token(text: String(decoding: word, as: UTF8.self), kind: kind, span: TextSpan(start, end)))
      }
      word.removeAll(keepingCapacity: true)
    }
    func goOn(_ next: Token.Kind, with scalar: Unicode.Scalar) {
      if kind != next { flush(at: offset) }
      if word.isEmpty { (kind, start) = (next, offset) }
      word.append(contentsOf: scalar.utf8)
    }
    var iterator = bytes.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    while case .valid(let encoded) = parser.parseScalar(from: &iterator) {
      let scalar = UTF8.decode(encoded)
      guard scalar.value < characters.count, let character = characters[Int(scalar.value)] else { return nil }
      switch character.role {
      case .digit: goOn(.number, with: scalar)
      case .letter: goOn(.word, with: character.lowercased)
      case .apostrophe where kind == .word && !word.isEmpty: apostrophe = word.count
      case .space: flush(at: offset)
      case .sign, .apostrophe:
        flush(at: offset)
        goOn(.sign, with: scalar)
        flush(at: offset + encoded.count)
      }
      offset += encoded.count
    }
    guard offset == bytes.count else { return nil }
    flush(at: offset)
    return tokens
  }

  private func anyTokens(in text: String) -> [Token] {
    var tokens: [Token] = []
    var current = ""
    var kind = Token.Kind.sign
    var start = 0
    var offset = 0
    /// Where the word had its apostrophe, in characters.
    var apostrophe: Int?
    func flush(at end: Int) {
      if let place = apostrophe, current.count == place + 1, current.last == "s" { current.removeLast() }
      apostrophe = nil
      if !current.isEmpty { tokens.append(Token(text: current, kind: kind, span: TextSpan(start, end))) }
      current = ""
    }
    for character in text {
      let length = character.utf8.count
      if character.isASCIIDigit {
        if kind != .number { flush(at: offset) }
        if current.isEmpty { (kind, start) = (.number, offset) }
        current.append(character)
      } else if character.isLetter {
        if kind != .word { flush(at: offset) }
        if current.isEmpty { (kind, start) = (.word, offset) }
        current += character.lowercased()
      } else if character.isApostrophe, kind == .word, !current.isEmpty {
        apostrophe = current.count
      } else {
        flush(at: offset)
        if !character.isWhitespace {
          kind = .sign
          start = offset
          current = String(character)
          flush(at: offset + length)
        }
      }
      offset += length
    }
    flush(at: offset)
    return tokens
  }
}
