import Testing

@testable import IntentParser

@Suite struct TokenizerTests {
  /// A combining mark makes the whole text be cut into characters: the words before it must be the same.
  @Test func plainCharactersAreCutAsAllOthersAre() {
    let tokenizer = Tokenizer()
    for value in PlainCharacter.all.indices where PlainCharacter.all[value] != nil {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let text = "ab\(scalar)s 1\(scalar)2 \(scalar)\(scalar)s\(scalar) e"
      #expect(tokenizer.tokens(in: text).dropLast() == tokenizer.tokens(in: text + "\u{301}").dropLast(), "\(value)")
    }
  }

  @Test func vietnameseTextIsCutIntoItsWords() {
    let tokens = Tokenizer().tokens(in: "Chuyền SMT-1: hỏng \u{201C}LÒ\u{201D} 2 lần?")
    #expect(tokens.map(\.text).joined(separator: " ") == "chuyền smt - 1 : hỏng \u{201C} lò \u{201D} 2 lần ?")
    #expect(tokens.map(\.span.lowerBound) == [0, 9, 12, 13, 14, 16, 23, 26, 29, 33, 35, 40])
  }

  @Test func marksThatAreTypedApartAreOneCharacter() {
    #expect(Tokenizer().tokens(in: "ho\u{302}m nay").map(\.text) == ["hôm", "nay"])
  }
}
