/// Cuts text into words, numbers and signs.
///
/// A word is a run of letters, a number a run of ASCII digits, every other sign stands alone and white space is
/// dropped: "SMT-1 10am" is `smt` `-` `1` `10` `am`. Letters are lower-cased; a possessive "'s" and other apostrophes
/// within a word are dropped: "today's" is `today`.
public struct Tokenizer: Sendable {
  public init() {}

  public func tokens(in text: String) -> [Token] {
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
