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
    bytes.allSatisfy { $0 < 0x80 } ? asciiTokens(in: bytes) : anyTokens(in: String(decoding: bytes, as: UTF8.self))
  }

  /// The same rules as `anyTokens`, on bytes: what is ASCII needs no Unicode properties.
  private func asciiTokens(in bytes: some RandomAccessCollection<UInt8>) -> [Token] {
    var tokens: [Token] = []
    var word: [UInt8] = []
    var kind = Token.Kind.sign
    var start = 0
    var apostrophe: Int?
    func flush(at end: Int) {
      if let place = apostrophe, word.count == place + 1, word.last == UInt8(ascii: "s") { word.removeLast() }
      apostrophe = nil
      if !word.isEmpty {
        tokens.append(Token(text: String(decoding: word, as: UTF8.self), kind: kind, span: TextSpan(start, end)))
      }
      word.removeAll(keepingCapacity: true)
    }
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if kind != .number { flush(at: offset) }
        if word.isEmpty { (kind, start) = (.number, offset) }
        word.append(byte)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if kind != .word { flush(at: offset) }
        if word.isEmpty { (kind, start) = (.word, offset) }
        word.append(byte | 0x20)
      case UInt8(ascii: "'"), UInt8(ascii: "`"):
        if kind == .word, !word.isEmpty { apostrophe = word.count } else { sign(byte, at: offset) }
      case 0x09...0x0D, UInt8(ascii: " "): flush(at: offset)
      default: sign(byte, at: offset)
      }
    }
    func sign(_ byte: UInt8, at offset: Int) {
      flush(at: offset)
      (kind, start) = (.sign, offset)
      word.append(byte)
      flush(at: offset + 1)
    }
    flush(at: bytes.count)
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

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
  fileprivate var isApostrophe: Bool { self == "'" || self == "\u{2019}" || self == "\u{2018}" || self == "`" }
}
