package import IntentParser

/// The demo's names among a hundred thousand others: what a very large factory would have.
package enum CrowdedLexicon {
  /// Machines, products and customers in equal parts; their words are made of few syllables, so that many are alike.
  package static func lexicon(names: Int) -> Lexicon {
    var lexicon = DemoLexicon.lexicon
    for index in 0..<names {
      switch index % 3 {
      case 0:
        lexicon.entries.append(
          LexiconEntry(
            dimension: .machine, code: "HALL\(index / 300)-\(word(index))-\(index % 300)",
            names: ["\(word(index)) \(word(index / 7)) station"], parents: [.line: "SMT-1", .stage: "Placement"]))
      case 1:
        lexicon.entries.append(
          LexiconEntry(dimension: .product, code: "QX-\(index)", names: ["\(word(index)) \(word(index / 11)) board"]))
      default:
        let name = "\(word(index)) \(word(index / 13)) Industries"
        lexicon.entries.append(LexiconEntry(dimension: .customer, code: name, names: [name]))
      }
    }
    return lexicon
  }

  private static let syllables = [
    "ba", "dor", "lin", "ket", "mo", "ran", "sil", "tor", "ve", "zan", "pla", "gri", "hul", "fen", "cor", "wex",
  ]

  /// One word for each number below 65,536.
  private static func word(_ number: Int) -> String {
    var (rest, text) = (number &* 40_503 % 65_536, "")
    for _ in 0..<4 {
      text += syllables[rest % 16]
      rest /= 16
    }
    return text
  }
}
