import ParserTrials
import Testing

@testable import IntentParser

/// What is known of patterns without writing their spellings out, against the spellings written out.
@Suite struct SpellingsTests {
  private static let patterns = Result {
    try Grammar.all(in: Parser.folder).flatMap { $0.rules.map(\.pattern) }
      + [
        "[a] (b|c [d]|{line}) [-] e", "(a|b) (c|d) (a|e)", "[a [b]] c", "[a] [b]", "{line} [a|b] {line}", "a - b",
      ].map { try Pattern($0) }
  }

  @Test func wordsComeInTheOrderInWhichSpellingsHaveThem() throws {
    for pattern in try Self.patterns.get() {
      #expect(unique(pattern.wordsAsSpelled) == unique(pattern.spellings.flatMap(words)), "\(pattern)")
    }
  }

  @Test func openingsAreThoseOfTheSpellings() throws {
    for pattern in try Self.patterns.get() {
      let firsts = pattern.spellings.compactMap(\.first)
      #expect(Set(pattern.openings.words) == Set(words(firsts)), "\(pattern)")
      #expect(pattern.openings.hasSlot == (words(firsts).count < firsts.count), "\(pattern)")
      #expect(pattern.openings.isOptional == pattern.spellings.contains([]), "\(pattern)")
      #expect(pattern.hasSlots == pattern.spellings.contains { words($0).count < $0.count }, "\(pattern)")
    }
  }

  @Test func spellingsAreCountedWithoutBeingWritten() throws {
    for pattern in try Self.patterns.get() {
      let count = pattern.spellings.count
      #expect(pattern.hasSpellings(upTo: count), "\(pattern)")
      if case .optional = pattern { continue }
      if count > 1 { #expect(!pattern.hasSpellings(upTo: count - 1), "\(pattern)") }
    }
  }

  /// Each spelling leads to its rule, and no other sequence does: the tree has as many nodes as beginnings of spellings.
  @Test func theTreeHoldsTheSpellingsAndNothingElse() throws {
    var symbols = SymbolTable()
    var builder = PhraseTrieBuilder()
    var beginnings: Set<[PatternElement]> = [[]]
    let patterns = try Self.patterns.get()
    for (index, pattern) in patterns.enumerated() { builder.insert(pattern, rule: Int32(index), symbols: &symbols) }
    let trie = PhraseTrie(builder)
    for (index, pattern) in patterns.enumerated() {
      for spelling in pattern.spellings where !spelling.isEmpty {
        for length in 1...spelling.count { beginnings.insert(Array(spelling.prefix(length))) }
        var node: PhraseTrie.Node? = PhraseTrie.root
        for element in spelling {
          node = node.flatMap { node in
            switch element {
            case .word(let word): symbols[word].flatMap { trie.next(node, $0) }
            case .slot(let mask): trie.slotEdges(node).first { $0.mask == mask }?.next
            }
          }
        }
        #expect(node.map { trie.rules($0).contains(Int32(index)) } == true, "\(spelling)")
      }
    }
    #expect(trie.nodeCount == beginnings.count)
  }

  private func words(_ spelling: [PatternElement]) -> [String] {
    spelling.compactMap { if case .word(let word) = $0 { word } else { nil } }
  }

  private func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
