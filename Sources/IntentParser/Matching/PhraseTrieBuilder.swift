/// Grows the tree of a ``PhraseTrie``.
struct PhraseTrieBuilder {
  typealias Node = PhraseTrie.Node

  private(set) var wordEdges = EdgeTable()
  private(set) var slotEdges: [[PhraseTrie.SlotEdge]] = [[]]
  private(set) var terminals: [[Int32]] = [[]]

  mutating func insert(_ words: some Sequence<SymbolTable.Symbol>, rule: Int32) {
    finish(rule, at: words.reduce(PhraseTrie.root) { step(from: $0, by: $1) })
  }

  /// The tree is grown in place: no spelling of the pattern is written out.
  mutating func insert(_ pattern: Pattern, rule: Int32, symbols: inout SymbolTable) {
    // Of two words as near to a slip the one with the lower number is taken: the order in which they are added counts.
    for word in pattern.wordsAsSpelled { symbols.add(word, grammar: true) }
    for end in extend([PhraseTrie.root], by: pattern, symbols) { finish(rule, at: end) }
  }

  private mutating func finish(_ rule: Int32, at node: Node) {
    if node != PhraseTrie.root, !terminals[Int(node)].contains(rule) { terminals[Int(node)].append(rule) }
  }

  /// Where a pattern leads from some nodes.
  private mutating func extend(_ starts: [Node], by pattern: Pattern, _ symbols: SymbolTable) -> [Node] {
    switch pattern {
    case .word("-"): return starts
    case .word(let word):
      guard let symbol = symbols[word] else { return [] }
      return starts.map { step(from: $0, by: symbol) }
    case .slot(let name):
      guard let mask = SlotKind.mask(named: name) else { return [] }
      return starts.map { step(from: $0, bySlot: mask) }
    case .sequence(let parts):
      var ends = starts
      for part in parts { ends = extend(ends, by: part, symbols) }
      return ends
    case .choice(let parts):
      var ends: [Node] = []
      for part in parts { ends += extend(starts, by: part, symbols) }
      return ends
    case .optional(let part): return extend(starts, by: part, symbols) + starts
    }
  }

  private mutating func step(from node: Node, by symbol: SymbolTable.Symbol) -> Node {
    if let next = wordEdges[node, symbol] { return next }
    let next = addNode()
    wordEdges.add(next, from: node, by: symbol)
    return next
  }

  private mutating func step(from node: Node, bySlot mask: UInt64) -> Node {
    if let edge = slotEdges[Int(node)].first(where: { $0.mask == mask }) { return edge.next }
    let next = addNode()
    slotEdges[Int(node)].append(PhraseTrie.SlotEdge(mask: mask, next: next))
    return next
  }

  private mutating func addNode() -> Node {
    slotEdges.append([])
    terminals.append([])
    return Node(terminals.count - 1)
  }
}
