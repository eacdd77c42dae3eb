/// Spellings as a tree over words and slots; each node knows the rules that end there.
struct PhraseTrie: Sendable {
  typealias Node = Int32
  static let root: Node = 0

  struct SlotEdge: Sendable {
    var mask: UInt64
    var next: Node
  }

  private var wordEdges: [UInt64: Node] = [:]
  private(set) var slotEdges: [[SlotEdge]] = [[]]
  /// Rules, or names, whose last word is the node's.
  private(set) var terminals: [[Int32]] = [[]]

  private static func key(_ node: Node, _ symbol: SymbolTable.Symbol) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: symbol))
  }

  func next(_ node: Node, _ symbol: SymbolTable.Symbol) -> Node? { wordEdges[Self.key(node, symbol)] }

  mutating func insert(_ spelling: [PatternElement], rule: Int32, symbols: inout SymbolTable, grammar: Bool) {
    var node = Self.root
    for element in spelling {
      switch element {
      case .word(let word):
        let key = Self.key(node, symbols.add(word, grammar: grammar))
        if let next = wordEdges[key] {
          node = next
        } else {
          let next = addNode()
          wordEdges[key] = next
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
