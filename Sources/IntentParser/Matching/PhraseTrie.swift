/// Spellings as a tree over words and slots; each node knows the rules that end there.
struct PhraseTrie: Sendable {
  typealias Node = Int32
  static let root: Node = 0

  struct SlotEdge: Sendable {
    var mask: UInt64
    var next: Node
  }

  private var wordEdges = EdgeTable()
  private(set) var slotEdges: [[SlotEdge]] = [[]]
  /// Rules, or names, whose last word is the node's.
  private(set) var terminals: [[Int32]] = [[]]

  func next(_ node: Node, _ symbol: SymbolTable.Symbol) -> Node? { wordEdges[node, symbol] }

  mutating func insert(_ spelling: [PatternElement], rule: Int32, symbols: inout SymbolTable, grammar: Bool) {
    var node = Self.root
    for element in spelling {
      switch element {
      case .word(let word):
        let symbol = symbols.add(word, grammar: grammar)
        if let next = wordEdges[node, symbol] {
          node = next
        } else {
          let next = addNode()
          wordEdges.add(next, from: node, by: symbol)
          node = next
        }
      case .slot(let mask):
        if let edge = slotEdges[Int(node)].first(where: { $0.mask == mask }) {
          node = edge.next
        } else {
          let next = addNode()
          slotEdges[Int(node)].append(SlotEdge(mask: mask, next: next))
          node = next
        }
      }
    }
    if node != Self.root, !terminals[Int(node)].contains(rule) { terminals[Int(node)].append(rule) }
  }

  private mutating func addNode() -> Node {
    slotEdges.append([])
    terminals.append([])
    return Node(terminals.count - 1)
  }
}
